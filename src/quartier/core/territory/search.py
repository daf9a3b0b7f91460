"""Finding a street, a landmark, an address, an area or premises by what somebody typed, slips included."""

from dataclasses import dataclass
from typing import Any

from django.db import connections

from quartier.core.territory.models import Area, Place, Premises
from quartier.core.territory.rules.addresses import house_point
from quartier.core.territory.rules.names import fold, latin, split_number

# Below this share of common trigrams a name is another name. All conditions can use the trigram
# indexes; the home is compared so that its own index is not taken instead, which reads every name of the
# home.
FORGIVING = "0.35"
SHORTEST = 2
WORTH = 0.55
SQL = """
select n.area_id, n.place_id, n.premises_id, n.kind, n.language, n.text,
  greatest(
    similarity(n.folded, q.folded), similarity(n.latin, q.latin),
    0.9 * word_similarity(q.folded, n.folded), 0.9 * word_similarity(q.latin, n.latin),
    0.85 * word_similarity(n.folded, q.folded)
  )
  + case when n.folded = q.folded or n.latin = q.latin then 0.5
         when starts_with(n.folded, q.folded) or starts_with(n.latin, q.latin) then 0.3 else 0 end
  - case n.kind when 'former' then 0.02 when 'alias' then 0.01 else 0 end as score
from territory_name n, (values (%s::text, %s::text)) q (folded, latin)
where n.root_id + 0 = %s::int and (
  n.folded %%> q.folded or n.latin %%> q.latin or n.folded %% q.folded
  or n.folded like q.folded || '%%' or n.latin like q.latin || '%%')
order by score desc, length(n.folded), n.folded, n.id
limit 60
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `matched` is the name that fitted, `name_kind` says whether it is official, an alias
    or former.

    `number` is the house asked for; `exact` is false where the house itself is not known and the point is
    the street's.
    """

    kind: str
    thing: str
    id: int
    slug: str
    names: dict[str, str]
    matched: str
    matched_language: str
    name_kind: str
    lon: float
    lat: float
    area: int | None
    number: str = ""
    exact: bool = True
    score: float = 0.0


def search(text: str, *, home: int, limit: int = 10) -> list[Hit]:
    """The best hits first, each thing once, under the name that fitted best."""
    street, house = split_number(text)
    rows = _rows(text, home)
    if house:
        rows = sorted([*rows, *_rows(street, home)], key=lambda row: -row[6])
    best: dict[tuple[str, int], tuple[Any, ...]] = {}
    for row in rows:
        key = next(
            (name, each) for name, each in zip(("area", "place", "premises"), row, strict=False) if each
        )
        best.setdefault(key, row)
    # Beside a name that fits well, what only resembles it is noise.
    least = WORTH * next((row[6] for row in best.values()), 0.0)
    near = {key: row for key, row in best.items() if row[6] >= least}
    hits = _hits(dict(list(near.items())[: limit * 2]), house)
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def _rows(text: str, home: int) -> list[tuple[Any, ...]]:
    folded, in_latin = fold(text)[:100], latin(text)[:150]
    if len(folded) < SHORTEST:
        return []
    with connections["default"].cursor() as cursor:
        _set(cursor, "pg_trgm.word_similarity_threshold", FORGIVING)
        _set(cursor, "pg_trgm.similarity_threshold", FORGIVING)
        # Comparing trigrams costs far more than the planner believes: eleven thousand names took 140 ms by
        # reading them all and 18 ms by the indexes.
        _set(cursor, "enable_seqscan", "off")
        cursor.execute(SQL, [folded, in_latin, home])
        rows = cursor.fetchall()
        _set(cursor, "enable_seqscan", "on")
        return rows


def _set(cursor: Any, setting: str, value: str) -> None:
    """For this transaction only."""
    cursor.execute("select set_config(%s, %s, true)", [setting, value])


def _hits(best: dict[tuple[str, int], tuple[Any, ...]], house: str) -> list[Hit]:
    found: dict[tuple[str, int], Any] = {}
    for name, model in (("area", Area), ("place", Place), ("premises", Premises)):
        ids = [each for kind, each in best if kind == name]
        rows = (
            model._default_manager.filter(id__in=ids).defer("geometry")
            if name == "area"
            else (model._default_manager.filter(id__in=ids))
        )
        found |= {(name, row.id): row for row in rows}
    return [_hit(key, row, found[key], house) for key, row in best.items() if key in found]


def _hit(key: tuple[str, int], row: tuple[Any, ...], thing: Any, house: str) -> Hit:
    lon, lat, area, number, exact = _where(key[0], thing, house)
    return Hit(
        kind=key[0],
        thing=thing.kind,
        id=thing.id,
        slug=thing.slug,
        names=thing.names,
        matched=row[5],
        matched_language=row[4],
        name_kind=row[3],
        lon=lon,
        lat=lat,
        area=area,
        number=number,
        exact=exact,
        score=float(row[6]),
    )


def _where(kind: str, thing: Any, house: str) -> tuple[float, float, int | None, str, bool]:
    if kind == "area":
        west, east = thing.west or 0.0, thing.east or 0.0
        return (west + east) / 2, ((thing.south or 0.0) + (thing.north or 0.0)) / 2, thing.id, "", True
    if kind == "place" and house and thing.kind == "street":
        line = (thing.geometry or {}).get("coordinates") if thing.houses else None
        point = house_point([tuple(p) for p in line], tuple(thing.houses), house) if line else None
        if point is not None:
            return point[0], point[1], thing.area_id, house, True
        return thing.lon, thing.lat, thing.area_id, house, False
    return thing.lon, thing.lat, thing.area_id, "", True
