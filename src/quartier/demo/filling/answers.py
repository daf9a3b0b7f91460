"""What the desks did with the town's appeals, step by step: each verb of the town's data is one verb of the feature."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from quartier.core.promises import actions as promises
from quartier.core.publication import moderating, submissions
from quartier.core.registry.visits import Visit
from quartier.features.appeals import actions, queries
from quartier.features.appeals.queries import AppealView, Wanted
from quartier.features.appeals.rules import standing

from .. import world
from ..times import WAKES, render
from . import appeals as said
from . import promises as promised
from .desks import bodies, desk
from .hands import Enter, Hands

STEPS = {
    "assigned": "assigned",
    "forwarded": "forwarded",
    "received": "acknowledged",
    "in_progress": "acknowledged",
    "on_scene": "acknowledged",
    "information_asked": "asked",
    "information_given": "given",
    "extension_notified": "extended",
    "duplicate_linked": "joined",
    "answered": "answered",
    "withdrawn": "closed",
}
# What the town's data leave to the imagination: words of desks and authors, in the language of the home.
ASKED = {
    "uk": "Уточніть, будь ласка, коли саме це було і чи є фотографія.",
    "fr": "Pouvez-vous préciser quand c’était, et joindre une photo si vous en avez une ?",
    "en": "Could you tell us when exactly this was, and add a photo if you have one?",
}
GIVEN = {
    "uk": "Це було ввечері, близько сьомої. Фотографії не маю.",
    "fr": "C’était le soir, vers dix-neuf heures. Je n’ai pas de photo.",
    "en": "It was in the evening, about seven. I have no photo.",
}
EXTENDED = {
    "uk": "Потрібен висновок патрульної поліції щодо переходу; його ще не надіслали.",
    "fr": "Nous attendons l’avis de la police sur le passage.",
    "en": "We wait for the opinion of the police on the crossing.",
}
TAKEN_BACK = {
    "uk": "Особа відкликала звернення.",
    "fr": "La personne a retiré sa demande.",
    "en": "Taken back by the person.",
}
MORNING, SATURDAY = time(10, 20), 5
UNREAD = timedelta(days=6)  # the newest wait for the moderator when the town wakes


def fill(hands: Hands) -> None:
    """What is missing, in the order of time; each appeal goes on from the step at which it was left."""
    progress: dict[str, Progress] = {}
    for row, entry in events():
        known = progress.get(row["id"])
        if known is None:
            view = _found(row, said.first_body(row), hands) or _lodge(row, hands)
            known = progress[row["id"]] = Progress(body=said.first_body(row), left=_steps_of(view))
        _event(entry, row, known, hands)


@dataclass(slots=True)
class Progress:
    """Which body has an appeal, and which of its steps were found there and not told yet."""

    body: str
    left: Counter[str]


def events() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Everything that happened to all appeals, in the order of time."""
    found = []
    for row in said.rows():
        found.append((_read_at(row), row, {"kind": "let_out"}))
        found += [(said.at(entry["at"], row), row, entry) for entry in row["history"]]
    return [(row, entry) for _, row, entry in sorted(found, key=lambda each: each[0])]


def _event(entry: dict[str, Any], row: dict[str, Any], known: Progress, hands: Hands) -> None:
    if entry["kind"] == "let_out":
        _let_out(row, hands)
    step = STEPS.get(entry["kind"])
    if step is None:
        return
    if known.left[step]:
        known.left[step] -= 1
    else:
        _take(entry, row, known.body, hands)
    if step == "forwarded" and entry["to"] in bodies(said.home(row)):
        known.body = entry["to"]
        known.left = _steps_of(_found(row, known.body, hands))


def _steps_of(view: AppealView) -> Counter[str]:
    return Counter(step.step for step in view.steps)


def _lodge(row: dict[str, Any], hands: Hands) -> AppealView:
    lodging, when = said.lodging(row, hands), said.said_at(row)
    entered = lodging.channel in ("phone", "visit", "letter")
    clerk = (
        hands.as_persona(row["entered_by"]) if "entered_by" in row else hands.as_clerk(said.first_body(row))
    )
    with (clerk if entered else _author(row, hands))() as visit:
        verb = actions.enter if entered else actions.lodge
        verb(lodging=lodging, by=visit, at=when + timedelta(minutes=13 if entered else 0))
    view = _found(row, said.first_body(row), hands)
    if view is None:
        raise LookupError(row["id"])
    return view


def _author(row: dict[str, Any], hands: Hands) -> Enter:
    if row["by"] in hands.accounts and row["channel"] == "web":
        return hands.as_persona(row["by"])
    return hands.as_visitor()


def _found(row: dict[str, Any], body: str, hands: Hands) -> Any:
    """The appeal as this body has it; None when it does not."""
    everything = Wanted(states=standing.STATES)
    with hands.as_clerk(body)() as visit:
        rows = queries.queue_for(visit, wanted=everything, size=500).rows
        mine = [
            one for one in rows if one.text == row["text"] and one.organisation == hands.organisations[body]
        ]
        return queries.appeal_for(visit, id=mine[-1].id) if mine else None


def _take(entry: dict[str, Any], row: dict[str, Any], body: str, hands: Hands) -> None:
    view, home = _found(row, body, hands), said.home(row)
    verb = VERBS[STEPS[entry["kind"]]]
    if promise := entry["kind"] == "answered" and _promise(row, hands):
        with hands.as_clerk(body)() as visit:
            promises.desk(area=promise.area, organisation=hands.organisations[body], by=visit)
    with hands.as_clerk(body)() as visit:
        verb(entry=entry, row=row, view=view, home=home, hands=hands, by=visit, at=said.at(entry["at"], row))


def _assigned(*, entry: dict[str, Any], view: AppealView, hands: Hands, by: Visit, at: Any, **_: Any) -> None:
    """To the persona who did it where they belong to the body; else the desk takes it itself."""
    who = hands.accounts.get(entry.get("by") or "")
    person = world.persona(entry.get("by") or "")
    theirs = person and hands.organisations.get(person["organisation"] or "") == view.organisation
    chosen = who if who and theirs and set(person["roles"]) & HANDLING else by.account
    actions.assign(appeal=view.id, account=chosen, by=by, at=at)


HANDLING = {"clerk", "council_secretary", "community_officer", "beat_officer", "custody_inspector"}


def _forwarded(
    *, entry: dict[str, Any], view: AppealView, home: str, hands: Hands, by: Visit, at: Any, **_: Any
) -> None:
    if entry["to"] in bodies(home):
        to = [hands.organisations[entry["to"]]]
        actions.forward(appeal=view.id, to=to, reason="not_ours", by=by, at=at)
    else:
        actions.acknowledge(appeal=view.id, by=by, at=at)


def _joined(
    *,
    entry: dict[str, Any],
    row: dict[str, Any],
    view: AppealView,
    hands: Hands,
    by: Visit,
    at: Any,
    **_: Any,
) -> None:
    earlier = next(one for one in said.rows() if one["id"] == entry["of"])
    everything = Wanted(states=standing.STATES)
    rows = queries.queue_for(by, wanted=everything, size=500).rows
    other = next(one for one in rows if one.text == earlier["text"] and one.organisation == view.organisation)
    actions.join(appeal=view.id, to=other.id, by=by, at=at)


def _extended(
    *, entry: dict[str, Any], row: dict[str, Any], view: AppealView, home: str, by: Visit, at: Any, **_: Any
) -> None:
    until = said.day(entry["until"], row)
    actions.extend(appeal=view.id, words={home: EXTENDED[home]}, until=until, by=by, at=at)


def _answered(
    *, row: dict[str, Any], view: AppealView, home: str, hands: Hands, by: Visit, at: Any, **_: Any
) -> None:
    """Nothing where the answer came with that of an earlier one."""
    if view.state in ("answered", "joined"):
        return
    words = {
        code: render(text, language=code, zone=world.zone(home), now=WAKES)
        for code, text in row["answer"].items()
    }
    promise = _promise(row, hands)
    outcome = "will_do" if promise else "explained" if row["category"] == "thanks" else "done"
    actions.answer(
        appeal=view.id,
        outcome=outcome,
        words={home: words[home]},
        public_words=words if said.is_shown(row) else None,
        promise=promise,
        by=by,
        at=at,
    )


def _promise(row: dict[str, Any], hands: Hands) -> Any:
    found = [one for one in world.read("promises")["promises"] if one.get("source_appeal") == row["id"]]
    if not found or found[0]["owner"] != row["organisation"]:
        return None
    made = said.at(found[0]["made"], row)
    return promised.said(found[0], made.date(), hands)


def _asked(*, view: AppealView, home: str, by: Visit, at: Any, **_: Any) -> None:
    actions.ask_back(appeal=view.id, words={home: ASKED[home]}, by=by, at=at)


def _given(*, view: AppealView, home: str, by: Visit, at: Any, **_: Any) -> None:
    actions.give(appeal=view.id, words={home: GIVEN[home]}, by=by, at=at)


def _acknowledged(*, view: AppealView, by: Visit, at: Any, **_: Any) -> None:
    actions.acknowledge(appeal=view.id, by=by, at=at)


def _closed(*, view: AppealView, home: str, by: Visit, at: Any, **_: Any) -> None:
    actions.close(appeal=view.id, reason="withdrawn", words={home: TAKEN_BACK[home]}, by=by, at=at)


VERBS = {
    "assigned": _assigned,
    "forwarded": _forwarded,
    "acknowledged": _acknowledged,
    "asked": _asked,
    "given": _given,
    "extended": _extended,
    "joined": _joined,
    "answered": _answered,
    "closed": _closed,
}


def _let_out(row: dict[str, Any], hands: Hands) -> None:
    """A moderator adds the other languages and lets the public version out, the day after."""
    if not is_let_out(row):
        return
    home = said.home(row)
    with hands.as_moderator(desk(home)["moderation"])() as visit:
        found = next(
            (one for one in submissions.queue_for(visit) if one.original_text == row["public"][home]), None
        )
        if found is None:
            return
        when = _read_at(row)
        act = partial(moderating.edit, submission=found.id, by=visit, at=when)
        act(titles=row["title"], texts=row["public"], reason="translation")
        moderating.let_out(submission=found.id, by=visit, at=when)


def is_let_out(row: dict[str, Any]) -> bool:
    """Whether a moderator has read it when the town wakes."""
    return said.is_shown(row) and WAKES - said.said_at(row) >= UNREAD


def _read_at(row: dict[str, Any]) -> datetime:
    """The morning after, of a working day."""
    zone = world.zone(said.home(row))
    day = said.said_at(row).astimezone(zone).date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, zone)
