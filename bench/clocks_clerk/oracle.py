"""What each clock shows, read from the law in words and counted by hand; knows nothing of the engine or its packs.

Hours are stepped by minutes, days and working days by days on the local calendar. A field that the clerk does not
claim is ANY. Where the law or the description of histories leaves something open, OPEN says what was assumed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bench.clocks_clerk import counting

KYIV, LONDON = ZoneInfo("Europe/Kyiv"), ZoneInfo("Europe/London")
ANY = "any"

OPEN = [
    (
        "What tells that an appeal is not of our competence?",
        "the fact `competent`, or sending on itself; before it no term runs",
        "393/96 7(3)",
    ),
    (
        "Only an entry in the register is told, no arrival?",
        "it had come by then: from the entry",
        "393/96 20(1)",
    ),
    ("An entry again, with nothing sent on between?", "changes nothing", "393/96 20(1)"),
    ("An entry after sending on?", "the arrival at the next body", "393/96 7(3)"),
    ("Closed as not to be considered?", "no answer is owed any more", "393/96 8"),
    ("Reopened before an answer?", "changes nothing; after one, a new term", "393/96 20(1)"),
    ("Does an answer end the duty to send on?", "no, nor does reopening move it", "393/96 7(3)"),
    (
        "Does sending an appeal on end the term for its answer?",
        "yes; of a part of it: no",
        "393/96 7(3), 20(1)",
    ),
    ("Does `information_given` answer a request?", "no, it answers `information_asked`", "2939 20"),
    (
        "A second detention, to which a rule does not apply?",
        "the clock shows the newest to which it does",
        "CPC 191, 211",
    ),
    ("Charged in hospital?", "met, and without a due instant: the time there does not count", "PACE 41(6)"),
    ("Charged and bailed in one minute?", "charged first", "PACE 47ZB"),
    ("Last day of the month on a day off?", "no move: work to the earlier date", "393/96 20(1)"),
    ("An extension told after the term?", "changes nothing", "393/96 20(1); 2939 20(4)"),
    ("An extension without `until`?", "up to the longest the law allows: 45 days or 20 working days", "same"),
    ("Working days before holidays named nowhere?", "only two days off of 2026 are known", "2939 20; 23-1"),
    (
        "Term for signatures without the council's figures?",
        "unknown, also once the threshold is reached",
        "23-1",
    ),
    (
        "Is a decision due within 72 h also under the special regime?",
        "yes: Constitution 29(3), CPC 12(2)",
        "615(1)",
    ),
    (
        "What tells a detention under a judge's ruling?",
        "`court_ruling` at or before the loss of liberty",
        "191(1)",
    ),
    ("Do 60 and 72 h without ruling run under a ruling?", "no", "CPC 211"),
    ("Does the ruling itself end the 60 h?", "no, only appearance or freedom", "CPC 211(2)"),
    ("Is an at-once duty ended by release?", "no: what was not done stays not done", "CPC 213"),
    ("When is an at-once duty late?", "from the minute after; its due instant is not claimed", "CPC 213"),
    (
        "Daily total of questioning between interviews?",
        "not claimed; at midnight a new day begins",
        "CPC 224(2)",
    ),
    (
        "Hospital and reviews?",
        "reviews are paused as the wording says, though the earlier alarm is advised",
        "PACE 41(6)",
    ),
    ("Limit of a review postponed in time?", "not claimed: as soon as practicable", "PACE 40(5)"),
    ("A postponement after the due instant?", "does not undo the lateness", "PACE 40(4)"),
    ("Longer bail, and arrest during bail?", "not claimed", "PACE 47ZB-47ZDA, 46A"),
    ("Arrival at a station without an arrest told?", "not claimed", "PACE 41(2)"),
    ("A late review that nobody postponed?", "the next nine hours count from the review held", "PACE 40(3)"),
    ("Do reviews go on after the charge?", "yes", "PACE 40(1)"),
    (
        "Which offence is indictable?",
        "one whose fact says so; the generator leaves summary ones out",
        "PACE 42(1)",
    ),
    ("Superintendent's extension without end?", "to 36 h", "PACE 42(1)-(2)"),
    ("A warrant issued after the limit?", "changes nothing", "PACE 43(5), 43(11)"),
    ("Warrant without end?", "36 h from issue", "PACE 43(12)"),
    ("Is a warrant's own period paused by hospital?", "yes", "PACE 41(6), 43-44"),
    (
        "Clock of a transfer, and of an arrest for not answering bail?",
        "not claimed",
        "PACE 41(3), 41(5), 47(6A)",
    ),
    ("Delay of rights: what starts it?", "not claimed", "PACE 56, 58"),
]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `said` holds whatever else was told."""

    kind: str
    at: datetime
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """What is known at the instant of the question."""

    events: list[Event]
    facts: Mapping[str, Any]
    at: datetime
    regime: str

    def all(self, *kinds: str, since: datetime | None = None) -> list[Event]:
        """Events of these kinds, oldest first, from an instant on."""
        return [each for each in self.events if each.kind in kinds and (since is None or each.at >= since)]

    def first(self, *kinds: str, since: datetime | None = None) -> datetime | None:
        """Instant of the first of them."""
        found = self.all(*kinds, since=since)
        return found[0].at if found else None

    def then(self, start: Event, *kinds: str) -> datetime | None:
        """Instant of the first of these kinds after an event, as things of one minute follow."""
        later = self.events[self.events.index(start) + 1 :]
        return next((each.at for each in later if each.kind in kinds), None)


Answer = dict[str, Any]
NOT_STARTED: Answer = {"state": "not_started", "started_at": None, "due_at": None}


def answer(case: Case, start: datetime | None, due: datetime, end: datetime | None) -> Answer:
    """Met at the due instant or before; late only after it."""
    if start is None:
        return NOT_STARTED
    in_time, too_late = ("running", "late") if end is None else ("met", "met_late")
    state = in_time if (end or case.at) <= due else too_late
    return {"state": state, "started_at": start, "due_at": due}


def at_once(case: Case, start: datetime | None, end: datetime | None) -> Answer:
    """A duty without a number."""
    return NOT_STARTED if start is None else {**answer(case, start, start, end), "due_at": ANY}


def days_off(case: Case) -> tuple[date, ...]:
    """Holidays are working days under martial law."""
    return () if case.regime == "martial" else counting.PEACE_DAYS_OFF


def petitions(case: Case) -> dict[str, Answer]:
    """Article 23-1: two working days to publish, three to begin, ten from the published beginning."""

    def term(start: datetime | None, days: int, *ending: str) -> Answer:
        if start is None:
            return NOT_STARTED
        due = counting.after_working_days(start, days, KYIV, days_off(case))
        return answer(case, start, due, case.first(*ending, since=start))

    shown = case.first("published")
    collect = {"state": "unknown", "started_at": shown, "due_at": None} if shown else NOT_STARTED
    if shown and case.facts.get("level") == "national":
        reached = case.first("threshold_reached", "closed", since=shown)
        collect = answer(case, shown, counting.after_months(shown, 3, KYIV), reached)
    return {
        "publish": term(case.first("lodged"), 2, "published", "closed"),
        "collect": collect,
        "start_consideration": term(case.first("threshold_reached"), 3, "consideration_started"),
        "answer": term(case.first("consideration_started"), 10, "answered"),
    }


def detentions(case: Case) -> list[tuple[Event, bool]]:
    """The first moment of each detention, oldest first, and whether a ruling came before it.

    A second order changes nothing before release; a ruling serves one detention only.
    """
    found, free, ruling = list[tuple[Event, bool]](), True, False
    for each in case.all("court_ruling", "deprived_of_liberty", "released"):
        if each.kind == "court_ruling":
            ruling = ruling or free
        elif each.kind == "released":
            free, ruling = True, False
        elif free:
            found.append((each, ruling))
            free = False
    return found


def custody_ua(case: Case) -> dict[str, Answer]:
    """CPC 191, 211, 12, 278, 213 and, in the special regime, 615: all from the factual moment, in hours."""
    held, war = detentions(case), case.regime == "martial"
    ids = ["max_without_ruling", "to_court", "decision_served", "ruling_to_judge", "suspicion_notice"]
    ids += ["family_informed", "legal_aid_informed"]
    if not held:
        return {each: NOT_STARTED for each in ids} | interviews(case)
    # A clock shows the newest detention that had such a duty: with a ruling or without one.
    newest = held[-1][0]
    without = next((each for each, ruled in reversed(held) if not ruled), None)
    under = next((each for each, ruled in reversed(held) if ruled), None)
    # CPC 615: by the end of the 216 h free, or before a judge, a court or the head of the prosecutor's office.
    ending = ("court_ruling", "brought_before_judge") if war else ("court_ruling",)

    def hours(start: Event | None, number: int, *ending: str) -> Answer:
        if start is None:
            return NOT_STARTED
        return answer(
            case, start.at, counting.after_hours(start.at, number), case.then(start, *ending, "released")
        )

    def told(kind: str) -> Answer:
        return at_once(case, newest.at, case.then(newest, kind))

    shown = {
        "max_without_ruling": hours(without, 216 if war else 72, *ending),
        "to_court": hours(without, 216 if war else 60, "brought_before_judge"),
        "decision_served": hours(newest, 72, "decision_served"),
        "ruling_to_judge": hours(under, 36, "brought_before_judge"),
        "suspicion_notice": hours(newest, 72 if war else 24, "suspicion_notified"),
        "family_informed": told("third_person_informed"),
        "legal_aid_informed": told("lawyer_contacted"),
    }
    return shown | interviews(case)


def minor(case: Case, at: datetime, zone: ZoneInfo) -> bool:
    """Under 18 until the midnight that begins the eighteenth birthday."""
    if "born" not in case.facts:
        return False
    birthday = counting.same_number(date.fromisoformat(case.facts["born"]), 18 * 12)[0]
    return at.astimezone(zone).date() < birthday


def interviews(case: Case) -> dict[str, Answer]:
    """CPC 224 and 226: two hours without a break and eight a day; one and two for a minor."""
    asked = case.all("interview_started", "interview_ended")
    begun: list[tuple[datetime, datetime | None]] = []
    for each in asked:
        if each.kind == "interview_started" and (not begun or begun[-1][1] is not None):
            begun.append((each.at, None))
        elif each.kind == "interview_ended" and begun and begun[-1][1] is None:
            begun[-1] = (begun[-1][0], each.at)
    if not begun:
        return {"interview_length": NOT_STARTED, "interview_day_total": NOT_STARTED}
    start, end = begun[-1]
    young = minor(case, start, KYIV)
    length = answer(case, start, counting.after_hours(start, 1 if young else 2), end)
    return {"interview_length": length, "interview_day_total": day_total(case, begun, 120 if young else 480)}


def day_total(case: Case, begun: list[tuple[datetime, datetime | None]], limit: int) -> Answer:
    """Minutes of questioning on the local day of the question; claimed only while an interview lasts."""
    start, end = begun[-1]
    today = case.at.astimezone(KYIV).date()
    if end is not None or start.astimezone(KYIV).date() != today:
        return {"state": ANY, "started_at": ANY, "due_at": ANY}
    used, now = 0, datetime.combine(today, time(), KYIV).astimezone(UTC)
    while now < start:
        used += any(first <= now < (last or case.at) for first, last in begun[:-1])
        now += counting.MINUTE
    if used > limit:
        return {"state": "late", "started_at": ANY, "due_at": ANY}
    while used < limit:
        used, now = used + 1, now + counting.MINUTE
    if now.astimezone(KYIV).date() != today:  # midnight comes before the limit
        return {"state": "running", "started_at": ANY, "due_at": ANY}
    return {"state": "running" if case.at <= now else "late", "started_at": ANY, "due_at": now}
