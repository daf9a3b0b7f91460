"""Letters on a desk: appeals (393/96), requests for information (2939), and a place's own promise, counted by hand.

A letter is on the desk from the moment it came. Where only its entry in the register is told, it had come by then; the
clerk counts from the entry. An entry after a sending-on is the arrival at the next desk. What was dealt with is on the
desk again when somebody reopens it; reopening what lies there anyway changes nothing.
"""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bench.clocks_clerk import counting
from bench.clocks_clerk.oracle import KYIV, NOT_STARTED, Answer, Case, Event, answer, days_off
from bench.clocks_clerk.reading_times import instant

Ends = Callable[[Event], bool]
Due = Callable[[datetime], datetime]
Stay = tuple[datetime, Event | None]


def stays(case: Case, ends: Ends, *, sent_on: bool = True, reopened: bool = True) -> list[Stay]:
    """Every stay on a desk, oldest first: since when, and what ended it."""
    found, lies, was_sent = list[Stay](), False, False
    for each in case.events:
        entered_there = sent_on and was_sent and each.kind == "registered"
        back = (reopened and each.kind == "reopened") or entered_there
        if not lies and (back or (not found and each.kind in ("lodged", "registered"))):
            found.append((each.at, None))
            lies = True
        elif lies and ends(each):
            found[-1] = (found[-1][0], each)
            lies = False
        was_sent = was_sent or each.kind == "forwarded"
    return found


def longer(
    case: Case, start: datetime, due: datetime, most: datetime, ended: Event | None, zone: ZoneInfo
) -> datetime:
    """A longer term told in time: to the day that was named, never past the longest, never earlier than it was."""
    for each in case.all("extension_notified", since=start):
        if each.at > due or (ended is not None and each.at > ended.at):
            break
        due = max(due, min(named(each, due, zone) or most, most))
    return due


def named(told: Event, due: datetime, zone: ZoneInfo) -> datetime | None:
    """The end that a notice names: a day to its end, an instant, or days more."""
    if "until" in told.said:
        until = str(told.said["until"])
        return counting.end_of(date.fromisoformat(until), zone) if len(until) == 10 else instant(until)
    if "add" not in told.said:
        return None
    return counting.after_days(due - counting.MINUTE, int(told.said["add"]), zone)


def answered(each: Event) -> bool:
    """An answer, the letter put aside as not to be considered (art. 8), or all of it sent on: nothing more is owed here."""
    return each.kind in ("answered", "closed") or (each.kind == "forwarded" and not each.said.get("part"))


def sending_on(case: Case, due: Due) -> Answer:
    """Not our competence: told as a fact, or shown by sending on. What is ours is never owed to another."""
    ours = case.facts.get("competent")
    found = stays(case, lambda each: each.kind == "forwarded")
    if ours is None:  # only a stay that ended by sending on shows that it was owed
        found = [(start, sent) for start, sent in found if sent is not None]
    if ours is True or not found:
        return NOT_STARTED
    start, sent = found[-1]
    return answer(case, start, due(start), sent.at if sent else None)


def appeals(case: Case) -> dict[str, Answer]:
    """Law 393/96: a month from arrival (15 days if no study is needed), 45 days in all; five days to send on."""
    found = stays(case, answered)
    returned = {name: returning(case, fact, days) for name, fact, days in RETURNS}
    forward = sending_on(case, lambda came: counting.after_days(came, 5, KYIV))
    if not found:
        return {"answer": NOT_STARTED, "forward": forward, **returned}
    start, ended = found[-1]
    due = counting.after_months(start, 1, KYIV)
    if case.facts.get("no_further_study") is True:
        due = counting.after_days(start, 15, KYIV)
    due = longer(case, start, due, counting.after_days(start, 45, KYIV), ended, KYIV)
    return {"answer": answer(case, start, due, ended.at if ended else None), "forward": forward, **returned}


RETURNS = (("return_incomplete", "incomplete", 5), ("return_form", "form_not_kept", 10))


def returning(case: Case, fact: str, days: int) -> Answer:
    """Articles 7(4) and 5: back to the person with what is missing; only where it is told that something is."""
    found = stays(case, lambda each: each.kind == "information_asked", reopened=False)
    if not found or case.facts.get(fact) is not True:
        return NOT_STARTED
    came, asked = found[-1]
    return answer(case, came, counting.after_days(came, days, KYIV), asked.at if asked else None)


def information(case: Case) -> dict[str, Answer]:
    """Law 2939: five working days from receipt, twenty if told within the five; 48 hours where urgent."""
    found = stays(case, lambda each: each.kind in ("answered", "closed"), sent_on=False)
    if not found:
        return {"answer": NOT_STARTED}
    start, ended = found[-1]
    off = days_off(case)
    if case.facts.get("urgent") is True:
        due = counting.after_hours(start, 48)
    else:
        due = counting.after_working_days(start, 5, KYIV, off)
        most = counting.after_working_days(start, 20, KYIV, off)
        due = longer(case, start, due, most, ended, KYIV)
    return {"answer": answer(case, start, due, ended.at if ended else None)}


def promised(case: Case) -> dict[str, Answer]:
    """A place's own rule: so many days or working days (Monday to Friday, holidays too) after arrival, told as facts."""
    zone = ZoneInfo(case.facts.get("time_zone", "UTC"))

    def due(duty: str) -> Due | None:
        working, days = (case.facts.get(f"{duty}_{unit}") for unit in ("working_days", "days"))
        if working is not None:
            return lambda start: counting.after_working_days(start, working, zone, ())
        return None if days is None else lambda start: counting.after_days(start, days, zone)

    found, first, second = stays(case, answered), due("answer"), due("forward")
    shown = {"forward": sending_on(case, second)} if second else {}
    if not found:
        return {"answer": NOT_STARTED, **shown}
    start, ended = found[-1]
    if first is None:
        return {"answer": {"state": "unknown", "started_at": start, "due_at": None}, **shown}
    return {"answer": answer(case, start, first(start), ended.at if ended else None), **shown}
