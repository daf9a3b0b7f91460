"""How the territory is written: by the owner, one writer at a time, the interval numbered anew at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.models import Max, Model

from quartier.core.territory.models import Area, Name, Place, Premises
from quartier.core.territory.rules.facts import PlaceFacts, PremisesFacts
from quartier.core.territory.rules.names import fold, latin
from quartier.core.territory.rules.tree import number

OWNER = "owner"
# Any fixed number will do; it only has to differ from those of other rooms.
WRITERS = 7_310_001


@contextmanager
def one_writer() -> Iterator[None]:
    """One transaction on the owner's connection; a second writer waits."""
    with transaction.atomic(using=OWNER):
        with connections[OWNER].cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s::bigint)", [WRITERS])
        yield


def next_id(model: type[Model]) -> int:
    """Ids come from Python, so that the same import in the same order gives the same ids."""
    return int(model._default_manager.using(OWNER).aggregate(last=Max("id"))["last"] or 0) + 1


def renumber(home: int) -> int:
    """Give the home's areas the intervals of their parents. Returns how many changed."""
    rows = list(Area.objects.using(OWNER).filter(root_id=home).only("id", "parent_id", "lo", "hi"))
    numbered = number({row.id: row.parent_id for row in rows})
    changed = [row for row in rows if (row.lo, row.hi) != tuple(numbered[row.id])]
    for row in changed:
        row.lo, row.hi = numbered[row.id]
    Area.objects.using(OWNER).bulk_update(changed, ["lo", "hi"], batch_size=500)
    return len(changed)


def names_of_area(area: Area) -> list[Name]:
    return [
        _name(area.root_id, "official", language, text, area=area) for language, text in area.names.items()
    ]


def names_of_place(place: Place, facts: PlaceFacts) -> list[Name]:
    told = [("official", language, text) for language, text in facts.names.items()]
    told += [("alias", language, text) for language, text in facts.aliases]
    told += [("former", language, text) for language, text in facts.former]
    return [_name(place.root_id, kind, language, text, place=place) for kind, language, text in told]


def names_of_premises(premises: Premises, facts: PremisesFacts) -> list[Name]:
    rows = facts.names.items()
    return [_name(premises.root_id, "official", language, text, premises=premises) for language, text in rows]


def _name(
    root: int,
    kind: str,
    language: str,
    text: str,
    *,
    area: Area | None = None,
    place: Place | None = None,
    premises: Premises | None = None,
) -> Name:
    return Name(
        root_id=root,
        area=area,
        place=place,
        premises=premises,
        kind=kind,
        language=language,
        text=text[:200],
        folded=fold(text)[:200],
        latin=latin(text)[:300],
    )
