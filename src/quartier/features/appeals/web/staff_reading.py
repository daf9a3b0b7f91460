"""An appeal as the clerk reads it: tables, facts, clocks and history in words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from quartier.core.accounts import queries as accounts
from quartier.core.law import queries as law
from quartier.core.law.reasons import sentence as reason_sentence
from quartier.core.registry.purposes import BY_CODE
from quartier.features.appeals import words
from quartier.features.appeals.queries import AppealView, StepView
from quartier.features.appeals.rules.categories import CATEGORIES
from quartier.features.appeals.rules.outcomes import CLOSINGS, FORWARDINGS, OUTCOMES
from quartier.features.appeals.rules.standing import RUNNING
from quartier.features.appeals.web import staff_words
from quartier.features.appeals.web.staff_frame import body_names, due_words, last_day, tongue
from quartier.science.clocks.reading import Reading
from quartier.ui.parts import Cell, Column, Event, Gate, Table
from quartier.ui.tags.texts import plain_date, table_date, table_moment

HIDDEN_STEPS = frozenset({"told", "survey_asked"})  # said in "what was said to the person"


def category_name(code: str) -> str:
    kind = CATEGORIES.get(code)
    return kind.name(tongue()) if kind else code


def names(ids: Sequence[UUID | None]) -> dict[UUID, str]:
    """Colleagues by id."""
    return {one: known.name for one in dict.fromkeys(ids) if one and (known := accounts.account(one))}


def queue_table(rows: Sequence[AppealView], *, now: datetime, tick: bool, several: bool) -> Table:
    """What is due first on top. `several`: more than one body's, so that the body is told."""
    labels = [
        gettext("Request"),
        gettext("Category"),
        gettext("State"),
        gettext("Answer due by"),
        gettext("Prepared by"),
    ]
    bodies, people = body_names(), names([row.assigned_to for row in rows])
    columns = [Column(label=one) for one in labels] + ([Column(label=gettext("Body"))] if several else [])
    lines: list[list[object]] = []
    for row in rows:
        mark, word = staff_words.state(row.state)
        line: list[object] = [
            _head(row, tick=tick),
            category_name(row.category),
            Cell(text=word, state="" if row.state in ("new", "open") else mark),
            due_cell(row, now),
            people.get(row.assigned_to, "") if row.assigned_to else "",
        ]
        lines.append(line + ([bodies.get(row.organisation, "")] if several else []))
    return Table(
        caption=gettext("Requests, due first on top"),
        columns=columns,
        rows=lines,
        hide_caption=True,
        tight=True,
    )


def _head(row: AppealView, *, tick: bool) -> Any:
    url = reverse("appeals_staff:one", args=[row.id])
    link = format_html(
        '<a href="{}"><span lang="{}">{}</span></a><br><code class="small">{}</code>',
        url,
        row.language,
        row.title,
        row.number,
    )
    if not tick:
        return link
    label = gettext("Tick %(number)s") % {"number": row.number}
    box = format_html(
        '<input type="checkbox" form="bulk" name="id" value="{}" aria-label="{}">', row.id, label
    )
    return format_html('<div class="choice">{}<div>{}</div></div>', box, link)


def due_cell(row: AppealView, now: datetime) -> Cell:
    runs = row.state in RUNNING
    state, word = due_words(row.due_at, now, runs=runs)
    if row.due_at is None:
        return Cell(text=gettext("no day set by its rules") if runs else "")
    day = table_date(last_day(row.due_at))
    return Cell(text=f"{day}, {word}" if word else day, state=state, at=None if state else row.due_at)


def head(row: AppealView) -> dict[str, Any]:
    """What each page about one appeal shows of it."""
    url = reverse("appeals_staff:one", args=[row.id])
    return {
        "number": row.number,
        "title": row.title,
        "text": row.text,
        "language": row.language,
        "state": staff_words.state(row.state),
        "url": url,
        "crumbs": [
            {"label": gettext("Requests"), "url": reverse("appeals_staff:queue")},
            {"label": row.number, "url": url},
        ],
    }


def is_public(row: AppealView) -> bool:
    """Whether a public version of it was let out."""
    return row.step("published") is not None


def clocks(row: AppealView) -> list[dict[str, Any]]:
    """Each clock of the rule pack: state, due day, article, reasons, whether a lawyer has signed it off."""
    if row.evaluation is None:
        return []
    return [_clock(row, one) for one in row.evaluation.clocks if str(one.state) != "not_started"]


def _clock(row: AppealView, one: Reading) -> dict[str, Any]:
    mark, word = staff_words.CLOCKS[str(one.state)]
    due = plain_date(last_day(one.due_at)) if one.due_at else ""
    return {
        "name": _clock_name(row.pack, one.id),
        "state": mark,
        "word": word,
        "due": due,
        "due_at": one.due_at,
        "ended_at": one.ended_at,
        "article": gettext("a promise of this place, not a law")
        if row.pack.startswith("own.")
        else one.article,
        "verified": one.verified,
        "reasons": [said for code in one.reasons if (said := reason_sentence(code, tongue()))],
    }


def _clock_name(pack: str, id: str) -> str:
    try:
        found = next((clock for clock in law.pack(pack).clocks if clock.id == id), None)
    except KeyError:
        return id
    return found.names.get(tongue(), id) if found else id


def gates(row: AppealView, now: datetime) -> tuple[list[Gate], float]:
    """The clocks as gates on one line, in days from the arrival; and where now is, or the end when nothing runs."""
    found = []
    for one in clocks(row):
        if one["due_at"] is None or one["due_at"] <= row.arrived_at:
            continue
        runs = one["state"] in ("open", "late") and row.state in RUNNING
        state, left = due_words(one["due_at"], now, runs=runs)
        found.append(
            Gate(
                label=one["name"],
                at=_days(row.arrived_at, one["due_at"]),
                tick=table_date(last_day(one["due_at"])),
                state=one["state"] if one["state"] in ("kept", "late", "hold") else state,
                left=left or str(one["word"]),
                due=gettext("until the end of %(day)s") % {"day": one["due"]},
                note="; ".join([text for text in (one["article"], *one["reasons"]) if text]),
            )
        )
    ends = [one["ended_at"] for one in clocks(row) if one["ended_at"]]
    upto = max(ends) if ends and row.state not in RUNNING else now
    return sorted(found, key=lambda gate: gate.at), max(0.0, _days(row.arrived_at, upto))


def _days(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 86_400


def history(row: AppealView) -> list[Event]:
    """Every step, newest last; where it was entered later than it happened, both times are said."""
    people, bodies = names([step.by for step in row.steps] + _assigned(row)), body_names()
    return [_event(row, step, people, bodies) for step in row.steps if step.step not in HIDDEN_STEPS]


def _assigned(row: AppealView) -> list[UUID | None]:
    return [UUID(step.more["to"]) for step in row.steps if step.step == "assigned" and step.more.get("to")]


def _event(row: AppealView, step: StepView, people: dict[UUID, str], bodies: dict[int, str]) -> Event:
    who = people.get(step.by, "") if step.by else ""
    text = ". ".join(
        part for part in (str(words.STEPS.get(step.step, step.step)), *_details(step, people, bodies)) if part
    )
    said = step.words.get(row.language) or next(iter(step.words.values()), "")
    note = format_html('<span lang="{}">{}</span>', row.language, said) if said else ""
    late = (step.at - step.occurred_at).total_seconds() > 3_600
    entered = gettext("entered %(at)s") % {"at": table_moment(step.at)} if late else ""
    return Event(
        at=step.occurred_at,
        moment=table_moment(step.occurred_at),
        text=text,
        state=staff_words.STEP_MARKS.get(step.step, ""),
        word=", ".join(part for part in (who, entered) if part),
        note=note,
    )


def _details(step: StepView, people: dict[UUID, str], bodies: dict[int, str]) -> list[str]:
    """What a step carries besides words: to whom, how, until when, on what ground."""
    more, found = step.more, []
    targets = more.get("to") or []
    for target in targets if isinstance(targets, list) else [targets]:
        found.append(
            people.get(UUID(target), "") if step.step == "assigned" else bodies.get(target, str(target))
        )
    for known in (OUTCOMES, FORWARDINGS, CLOSINGS):
        for name in ("outcome", "reason"):
            if (code := more.get(name)) in known:
                found.append(known[code].say(tongue()))
    if until := more.get("until"):
        found.append(gettext("until the end of %(day)s") % {"day": plain_date(date.fromisoformat(until))})
    return found


def looks(rows: Sequence[dict[str, Any]]) -> Table:
    """Who read it, when, and what for."""
    people = names([row["account"] for row in rows])
    labels = [gettext("When"), gettext("Who"), gettext("What for")]
    lines = [
        [
            Cell(text=table_moment(row["at"]), at=row["at"]),
            people.get(row["account"], gettext("a program")),
            " ".join(part for part in (BY_CODE[row["purpose"]].say(tongue()), row["reason"]) if part),
        ]
        for row in rows
    ]
    return Table(
        caption=gettext("Who looked"),
        columns=[Column(label=one) for one in labels],
        rows=lines,
        hide_caption=True,
        tight=True,
    )
