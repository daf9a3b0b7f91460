"""The real files, with exact counts. Where they do not lie beside the checkout these tests are left out, and say so."""

import os
from pathlib import Path

import pytest

from quartier.core.incidents.rules import files, mapping
from quartier.core.incidents.rules.checking import Checker, Setting

from .files import AT, SALT

HERE = (
    Path(os.environ.get("QUARTIER_REAL_DATA", Path(__file__).resolve().parents[6] / "shared" / "data"))
    / "crime"
)
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not HERE.is_dir(), reason="the real data are not beside this checkout"),
]
CASES = {
    # mapping: (folder, pattern, rows, accepted, refused, repeats, flags)
    "uk-police": ("surrey", "*.csv.gz", 39_100, 39_100, 0, 0, {"no_place": 525}),
    "toronto-mci": (
        "toronto", "mci_*.csv.gz", 240_992, 240_992, 0, 1_603,
        {"doubted_time": 16_187, "before_period": 1_057, "repeat": 1_603},
    ),
    "nij-portland": ("portland", "crimes_*.csv.gz", 15_206, 15_206, 0, 55, {"repeat": 55}),
    "new-york-thefts": (
        "new_york_vehicle_thefts", "*.csv.gz", 35_746, 35_746, 0, 135,
        {"long_interval": 2_843, "doubted_time": 19, "repeat": 135},
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_every_row_is_accounted_for(name):
    from quartier.core.incidents.rules.flags import names_of

    folder, pattern, rows, accepted, refused, repeats, flags = CASES[name]
    paths = sorted((HERE / folder).glob(pattern))
    chosen = mapping.mapping(name)
    checker = Checker(chosen, Setting(at=AT, salt=SALT))
    taken = []
    bad = 0
    for path in paths:
        facts = files.examine(path, columns=chosen.columns())
        assert mapping.guess(facts.header) == [name]
        for chunk in files.chunks(facts):
            checked = checker.check(chunk, facts)
            taken += [(row[0], row[14], row[15]) for row in checked.rows]
            bad += len(checked.refused)
    tally = {}
    for _id, _repeated, bits in taken:
        for flag in names_of(bits):
            tally[flag] = tally.get(flag, 0) + 1
    assert (len(taken) + bad, len(taken), bad) == (rows, accepted, refused)
    assert sum(1 for _id, repeated, _bits in taken if repeated) == repeats
    assert len({id for id, _repeated, _bits in taken}) == accepted
    assert tally == flags


def test_half_of_a_real_file_is_refused_as_half(tmp_path):
    whole = (HERE / "surrey" / "2018-10-surrey-street.csv.gz").read_bytes()
    half = tmp_path / "half.csv.gz"
    half.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(files.BadFile, match="file_truncated"):
        files.examine(half, columns=mapping.mapping("uk-police").columns())
