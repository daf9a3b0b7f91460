"""What follows from an entry: where the person is, what is due, what the clocks of the law say. Computed after each one."""

from datetime import datetime, timedelta
from typing import Any

from quartier.core.law import queries as law
from quartier.core.registry.visits import Visit
from quartier.science.clocks import treatment
from quartier.science.clocks.errors import Unreadable
from quartier.science.clocks.histories import read_history
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.reading import document, evaluate

from . import writing
from .models import Cell, KeptPack, Suite
from .rule_packs import pack_of
from .rules import history, standing
from .rules.acts.act import Act
from .rules.acts.catalogue import ACTS
from .rules.dues import Care
from .rules.history import Face

DECISION, REGIME = "detention_authorised", "regime_set"


def follow(book: writing.Book, act: Act, *, by: Visit, at: datetime) -> None:
    """Compute how a stay stands after its newest entry, and keep it. The book of a suite or a complaint has no standing."""
    if book.stay is None or book.stay != book.subject or book.pack is None:
        return
    faces = faces_of(book)
    pack = pack_of(book.pack)
    inputs = history.document(faces, acts=ACTS, facts=_facts(book))
    regime = _regime(book, act, faces)
    result = _evaluated(pack, inputs, at=at, regime=regime or None)
    facts = inputs["facts"]
    minor = bool(book.minor)
    care = care_of(pack, facts=facts, at=at)
    stood = standing.stand(faces, care=care, limits=_limits(pack, result), minor=minor)
    cell = Cell.objects.filter(suite_id=book.suite, code=stood.cell).values_list("id", flat=True).first()
    kept = None
    if act.tells or act.facts or act.code == REGIME or any(face.corrects for face in faces[-1:]):
        _keep(pack, at=at)
        kept = {
            "at": at.isoformat(),
            "pack": pack.name,
            "version": pack.version,
            "regime": result.get("regime", ""),
            "inputs": inputs,
            "result": result,
        }
    writing.call(
        f"select custody.stand({', '.join(['%s'] * 10)})",
        *(book.stay, book.number, stood.moment or book.moment, stood.where, cell if stood.cell else None),
        *(stood.level, stood.next_due(), stood.released_at, standing.plain(stood), kept),
    )


def _regime(book: writing.Book, act: Act, faces: list[Face]) -> str:
    """Under which regime the clocks run: the newest that was set and counts; else that of the opening, or of the suite."""
    if not any(face.act == REGIME for face in faces):
        return book.regime or ""
    last = history.newest_of(history.counting(faces), REGIME)
    regime = str(last.values["regime"]) if last else Suite.objects.get(id=book.suite).regime
    if act.code == REGIME:
        because = str(last.values.get("reason", "")) if last else ""
        writing.call("select custody.run_under(%s, %s, %s)", book.subject, regime, because)
    return regime


def _facts(book: writing.Book) -> dict[str, Any]:
    """What was known before any entry; whether it is a child follows the record, not a box that somebody ticks twice."""
    return {**(book.facts or {}), **({"minor": True} if book.minor else {})}


def faces_of(book: writing.Book) -> list[Face]:
    return [Face(**row) for row in writing.rows("select * from custody.faces(%s)", book.stay)]


def _evaluated(pack: Pack, inputs: dict[str, Any], *, at: datetime, regime: str | None) -> dict[str, Any]:
    """What the pack says; a history that it cannot read is kept with the reason, and never stops an entry."""
    try:
        return dict(document(evaluate(pack, read_history(inputs), at=at, regime=regime)))
    except Unreadable as error:
        return {"pack": pack.name, "version": pack.version, "regime": regime or "", "unreadable": str(error)}


def care_of(pack: Pack, *, facts: dict[str, Any], at: datetime) -> Care:
    """What the pack asks for this person: minutes by level, rousing among them; meals; whether somebody decides."""
    levels = {one.id: timedelta(minutes=one.minutes) for one in pack.levels if one.minutes}
    articles = {one.id: one.article for one in pack.levels}
    meal = None
    for row in treatment.care_for(pack, facts=facts, at=at):
        if row.kind == "rousing" and row.minutes:
            levels["rousing"], articles["rousing"] = timedelta(minutes=row.minutes), row.article
        if row.kind == "meal" and row.times and row.hours:
            meal, articles["meal"] = timedelta(hours=row.hours) / row.times, row.article
    deciding = treatment.who_decides(pack, DECISION)
    articles |= {"decision": deciding[0].article} if deciding else {}
    return Care(levels=levels, meal=meal, articles=articles, decides=bool(deciding))


def _limits(pack: Pack, result: dict[str, Any]) -> list[standing.Limit]:
    names = {clock.id: clock.names for clock in pack.clocks}
    consequences = {clock.id: clock.consequence or "" for clock in pack.clocks}
    return standing.limits_of(result, names=names, consequences=consequences)


def _keep(pack: Pack, *, at: datetime) -> None:
    """The files of the pack stay, so that the evaluation can be repeated when the pack has long changed."""
    known = KeptPack.objects.filter(name=pack.name, version=pack.version)
    if not known.exists():
        KeptPack.objects.bulk_create(
            [KeptPack(name=pack.name, version=pack.version, texts=law.texts(pack.name), kept_at=at)],
            ignore_conflicts=True,
        )
