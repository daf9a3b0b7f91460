"""Small files as sources write them."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

from quartier.core.incidents.rules import files, mapping
from quartier.core.incidents.rules.checking import Checked, Checker, Setting

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SALT = b"sixteen bytes ok"
SURREY = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
TORONTO = "occurrencedate,occurrencehour,MCI,Lat,Long\n"
DEMO = "id,kind,origin,start,end,reported,recorded,lon,lat,uncertainty_m,address\n"


def surrey(
    identity: str = "a1", month: str = "2018-10", x: str = "-0.33", y: str = "51.23", kind: str = "Burglary"
) -> str:
    return f"{identity},{month},Surrey Police,Surrey Police,{x},{y},On or near High Street,E01,Mole Valley,{kind},,\n"


def written(folder: Path, text: str | bytes, name: str = "rows.csv", zipped: bool = False) -> Path:
    raw = text.encode() if isinstance(text, str) else text
    path = folder / (f"{name}.gz" if zipped else name)
    path.write_bytes(gzip.compress(raw) if zipped else raw)
    return path


def checked(path: Path, name: str, *, setting: Setting | None = None, size: int = files.CHUNK) -> Checked:
    """All rows of one file through the shipped mapping `name`."""
    chosen = mapping.mapping(name)
    checker = Checker(chosen, setting or Setting(at=AT, salt=SALT))
    facts = files.examine(path, columns=chosen.columns())
    whole = Checked()
    for chunk in files.chunks(facts, size):
        part = checker.check(chunk, facts)
        whole.rows += part.rows
        whole.refused += part.refused
    return whole
