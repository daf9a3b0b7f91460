"""Taking over appeals that run elsewhere: every row by the same verb as a letter, all of them or none.

A rehearsal does everything and takes it back, so that what it says of due dates is what would happen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from typing import Any

from django.db import transaction

from quartier.core.accounts import queries as accounts
from quartier.core.kit import sheets
from quartier.core.kit.errors import Conflict, Invalid, Refusal
from quartier.core.kit.sheets import Sheet
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import desks, lodging, queries, stepping
from .lodging import Lodged, Lodging, Person
from .models import Appeal
from .rules import extending, route, takeover
from .rules.categories import CATEGORIES, LANGUAGES
from .rules.takeover import Bad, Known, Reading, Running

MOST = 1_000  # rows that one page waits for; the command takes more
CHANNEL = "import"
Progress = Callable[[int], None]
SPOKEN = {
    "uk": ("uk", "ukr", "українська", "ukrainian", "ukrainien"),
    "fr": ("fr", "fra", "французька", "french", "français"),
    "en": ("en", "eng", "англійська", "english", "anglais"),
}
# The step's words, in the person's language: what was said to them stands in the former register.
EXTENDED = {
    "uk": "Строк продовжено в попередньому реєстрі; про це особу повідомлено.",
    "fr": "Délai prolongé dans l’ancien registre ; la personne en a été avisée.",
    "en": "Extended in the former register, with notice to the person.",
}
CAME_BY = {
    "letter": ("letter", "лист", "пошта", "lettre", "courrier"),
    "phone": ("phone", "call", "телефон", "дзвінок", "téléphone", "appel"),
    "visit": ("visit", "прийом", "особисто", "visite", "guichet"),
    "mailbox": ("mailbox", "e-mail", "електронна пошта", "courriel"),
    "web": ("web", "сайт", "site"),
    "import": ("import",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One row that was taken in, or would be. `differs`: its file's due date lies earlier or later than the law's."""

    line: int
    external: str
    title: str
    number: str
    due_at: datetime | None
    told_due: Any
    differs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a file. `done`: it was taken in; otherwise nothing of it was."""

    sheet: Sheet
    reading: Reading
    taken: tuple[Taken, ...] = ()
    bad: tuple[Bad, ...] = field(default=())
    done: bool = False

    @property
    def rows(self) -> int:
        return len(self.sheet.rows)

    @property
    def refused(self) -> int:
        """How many rows stay outside; all of them while a column is missing."""
        return self.rows if self.reading.missing else len({one.line for one in self.bad})

    @property
    def whole(self) -> bool:
        """Whether every row can be taken in."""
        return bool(self.rows) and not self.bad and not self.reading.missing

    def as_json(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "accepted": len(self.taken) if self.done else 0,
            "refused": self.refused,
            "done": self.done,
            "missing": list(self.reading.missing),
            "dropped": [
                {"line": one.line, "column": one.column, "value": one.value, "reason": one.reason}
                for one in self.bad
            ],
            "taken": [
                {"line": one.line, "external": one.external, "due_at": one.due_at and one.due_at.isoformat()}
                for one in self.taken
            ],
        }


class _TakenBack(Exception):
    """Ends a rehearsal: nothing of it stays."""


def rehearse(
    *, data: bytes, place: int, encoding: str = "", by: Visit, at: datetime, most: int = MOST
) -> Report:
    """What would come of a file. Writes nothing. Raises BadSheet, and NotAllowed for whoever may not enter appeals."""
    return _run(data, place=place, encoding=encoding, by=by, at=at, keep=False, most=most)


def take_in(
    *,
    data: bytes,
    place: int,
    encoding: str = "",
    by: Visit,
    at: datetime,
    most: int = MOST,
    progress: Progress | None = None,
) -> Report:
    """Take in every row, or nothing when a single one is refused. Raises as `rehearse`."""
    return _run(data, place=place, encoding=encoding, by=by, at=at, keep=True, most=most, progress=progress)


def prepare(*, place: int, by: Visit) -> None:
    """Make the rooms in which one's own body keeps its requests: they are within reach from the next visit on."""
    if by.organisation is None:
        return
    way = route.Way(organisation=by.organisation, compartment=route.GENERAL, pack="", facts={})
    home = territory.area(id=place, with_geometry=False)
    for area in (home, *territory.beats(place)):
        try:
            desks.room(place=place, area=area.id, way=way)
        except Conflict:  # this body answers nothing here: its rows are refused with that reason
            return


def _run(
    data: bytes,
    *,
    place: int,
    encoding: str,
    by: Visit,
    at: datetime,
    keep: bool,
    most: int,
    progress: Progress | None = None,
) -> Report:
    sheet = sheets.read(data, encoding=encoding)
    if len(sheet.rows) > most:
        raise sheets.BadSheet("sheet_too_many_rows", most=most)
    known = known_for(sheet, place=place, by=by, at=at)
    reading = takeover.read(sheet, known)
    report = Report(sheet=sheet, reading=reading, bad=reading.bad)
    try:
        with transaction.atomic(using=lock.APPLICATION):
            taken, bad = _entered(reading.rows, known, place=place, by=by, at=at, progress=progress)
            report = replace(
                report, taken=taken, bad=tuple(sorted((*reading.bad, *bad), key=lambda one: one.line))
            )
            if not (keep and report.whole):
                raise _TakenBack
    except _TakenBack:
        return report
    return replace(report, done=True)


def known_for(sheet: Sheet, *, place: int, by: Visit, at: datetime) -> Known:
    """What the rows of a file are held against in a place, for whoever takes them in."""
    home = territory.area(id=place, with_geometry=False)
    bodies = [one for one in accounts.organisations() if one.id in {*desks.bodies(place), by.organisation}]
    at_column = takeover.columns(sheet.header).get("external")
    numbers = [
        row.cells[at_column] for row in sheet.rows if at_column is not None and at_column < len(row.cells)
    ]
    return Known(
        categories=_folded(
            {code: (code, *(one.name(tongue) for tongue in LANGUAGES)) for code, one in CATEGORIES.items()}
        ),
        organisations=_folded({one.id: (one.slug, *one.names.values()) for one in bodies}),
        languages=_folded(SPOKEN),
        channels=_folded(CAME_BY),
        zone=home.zone,
        at=at,
        organisation=by.organisation or 0,
        language=home.language.split("-")[0],
        taken=_here(numbers),
    )


def _here(numbers: list[str]) -> frozenset[str]:
    """Outside numbers of this file that are taken already, as far as the lock shows it."""
    return frozenset(Appeal.objects.filter(external__in=numbers).values_list("external", flat=True))


def _folded(names: dict[Any, tuple[str, ...]]) -> dict[str, Any]:
    return {takeover.folded(name): code for code, known in names.items() for name in known}


def _entered(
    rows: tuple[Running, ...], known: Known, *, place: int, by: Visit, at: datetime, progress: Progress | None
) -> tuple[tuple[Taken, ...], tuple[Bad, ...]]:
    taken, bad = [], []
    for row in rows:
        try:
            with transaction.atomic(using=lock.APPLICATION):
                made = lodging.enter(lodging=_lodging(row, place), by=by, at=at)
                due_at = _extended(row, made, known, by=by, at=at)
        except Refusal as refusal:
            if refusal.status == 403:
                raise
            bad += _refused(row, refusal)
        else:
            differs = takeover.due_differs(told=row.due_on, computed=due_at, zone=known.zone)
            taken.append(
                Taken(
                    line=row.line,
                    external=row.external,
                    title=row.title,
                    number=made.number,
                    due_at=due_at,
                    told_due=row.due_on,
                    differs=differs,
                )
            )
        if progress:
            progress(1)
    return tuple(taken), tuple(bad)


def _extended(row: Running, made: Lodged, known: Known, *, by: Visit, at: datetime) -> datetime | None:
    """When it is due, with the extension of which the person was told elsewhere. Raises where the rules allow none such."""
    if row.extended_on is None or row.due_on is None:
        return made.due_at
    if row.organisation != by.organisation:
        raise Conflict("appeals.extended_elsewhere")
    view = queries.appeal_for(by, id=made.id)
    pack, told = queries.pack_of(view), datetime.combine(row.extended_on, time(12), tzinfo=known.zone)
    if pack is None:
        raise Conflict("appeals.no_extension_here")
    before = queries.history_of(view, view.steps)
    extending.check(pack, before=before, was_due=made.due_at, until=row.due_on, at=told)
    more = {"until": row.due_on.isoformat()}
    words = {row.language: EXTENDED.get(row.language, EXTENDED["en"])}
    stepping.add(view, "extended", words=words, more=more, entered=more, occurred_at=told, by=by, at=at)
    return queries.appeal_for(by, id=made.id).due_at


def _refused(row: Running, refusal: Refusal) -> Iterator[Bad]:
    """What the rules of lodging say of a row: the same sentence as on the form."""
    codes = (
        [(one.field, one.code, one.details) for one in refusal.problems]
        if isinstance(refusal, Invalid)
        else [("", refusal.code, refusal.details)]
    )
    for field_name, code, details in codes:
        yield Bad(
            line=row.line, column=field_name, value="", reason="refused", details={"why": code, **details}
        )


def _lodging(row: Running, place: int) -> Lodging:
    person = Person(name=row.name, residence=row.residence, email=row.email, phone=row.phone)
    return Lodging(
        place=place,
        category=row.category,
        title=row.title,
        text=row.text,
        language=row.language,
        spot=row.spot,
        lon=row.lon,
        lat=row.lat,
        person=person,
        identity="contact" if row.email or row.phone else "none",
        channel=CHANNEL,
        occurred_at=row.arrived_at,
        arrived_at=row.arrived_at,
        external=row.external,
        organisation=row.organisation,
    )


def must_be_whole(report: Report) -> None:
    """Raises Conflict when a file that was good meanwhile is not."""
    if not report.done:
        raise Conflict("appeals.import_changed")
