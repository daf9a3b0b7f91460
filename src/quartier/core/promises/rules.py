"""Where a promise stands, from its rows and today's date; and who may do what with it next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem

LANGUAGES = ("uk", "fr", "en")
TEXT_LENGTH, OFFICE_LENGTH, WORDS_LENGTH = 600, 200, 2_000
SOON = timedelta(days=14)
WRITE, CONFIRM = "promises.write", "promises.confirm"
RUNNING = frozenset({"open", "postponed", "late"})
ENDED = frozenset({"kept", "kept_late", "dropped"})
STATES = ("late", "open", "postponed", "claimed", "kept", "kept_late", "dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A kind of step. `owner`: only who owes the promise takes it; otherwise anybody but them. `on`: in which states."""

    code: str
    owner: bool
    on: frozenset[str]

    @property
    def permit(self) -> str:
        return WRITE if self.owner else CONFIRM


ACTS = {
    act.code: act
    for act in (
        Act(code="told", owner=True, on=RUNNING | {"claimed"}),
        Act(code="postponed", owner=True, on=RUNNING),
        Act(code="claimed", owner=True, on=RUNNING),
        Act(code="dropped", owner=True, on=RUNNING),
        Act(code="corrected", owner=True, on=frozenset(STATES)),
        Act(code="confirmed", owner=False, on=frozenset({"claimed"})),
        Act(code="disputed", owner=False, on=frozenset({"claimed", "kept", "kept_late"})),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of a history. `on`: the day in the promise's own place; `due_on`: the new date of a postponement."""

    step: str
    on: date
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a promise stands on one day.

    `first_due` is the date that was promised and against which time is counted; `due` the date that holds. `days`: late,
    early or left, never negative. `ended`: the day it was kept or dropped. `next_due`: a date that was named too late to
    hold. `disputed`: somebody else said that it is not kept, and nothing was claimed since.
    """

    state: str
    first_due: date
    due: date
    days: int
    ended: date | None = None
    claimed: date | None = None
    next_due: date | None = None
    postponed: int = 0
    disputed: bool = False
    soon: bool = False

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The day that an instant belongs to in a place: a promise turns late at that place's midnight."""
    return at.astimezone(zone).date()


def standing(*, due_on: date, steps: Iterable[Step], today: date) -> Standing:
    """Where a promise due on `due_on` stands on `today`, after `steps` in their order.

    Due on a day means until its last minute. A postponement moves the date only if it was said before the date had
    passed; the first date keeps counting. A claim ends nothing by itself; confirmed, it counts from the day of the claim.
    """
    due, named, postponed = due_on, due_on, 0
    claimed: date | None = None
    ended: date | None = None
    dropped: date | None = None
    disputed = False
    for step in steps:
        if step.step == "postponed" and step.due_on:
            postponed, named = postponed + 1, step.due_on
            due = step.due_on if step.on <= due else due
        elif step.step == "claimed":
            claimed, disputed = step.on, False
        elif step.step == "confirmed":
            ended = claimed
        elif step.step == "disputed":
            claimed, ended, disputed = None, None, True
        elif step.step == "dropped":
            dropped = step.on
    state = _state(due_on, due, today, claimed, ended, dropped, postponed)
    return Standing(
        state=state,
        first_due=due_on,
        due=due,
        days=_days(state, due_on, due, today, ended),
        ended=dropped or ended,
        claimed=claimed,
        next_due=named if named != due else None,
        postponed=postponed,
        disputed=disputed,
        soon=state in ("open", "postponed") and due - today <= SOON,
    )


def _state(
    first: date,
    due: date,
    today: date,
    claimed: date | None,
    ended: date | None,
    dropped: date | None,
    postponed: int,
) -> str:
    if dropped:
        return "dropped"
    if ended:
        return "kept" if ended <= first else "kept_late"
    if claimed:
        return "claimed"
    if today > due:
        return "late"
    return "postponed" if postponed else "open"


def _days(state: str, first: date, due: date, today: date, ended: date | None) -> int:
    if state == "late":
        return (today - first).days
    if ended and state in ("kept", "kept_late"):
        return abs((ended - first).days)
    return (due - today).days if state in ("open", "postponed") else 0


def check_act(code: str, *, state: str, owner: int, organisation: int | None, permitted: bool) -> None:
    """Refuses a step that is not this organisation's to take, or not now."""
    act = ACTS[code]
    if not permitted or organisation is None:
        raise NotAllowed("not_permitted", permit=act.permit)
    if act.owner and organisation != owner:
        raise NotAllowed("promises.not_the_owner")
    if not act.owner and organisation == owner:
        raise NotAllowed("promises.owner_alone")
    if state not in act.on:
        raise Conflict("promises.not_now", state=state)


SEEN = frozenset({"claimed", "kept", "kept_late"})
OPINIONS = ("kept", "not_kept")
SILENCES = (30, 60, 90)  # days without news after which whoever follows a promise hears of that
GRACE = 3  # days within which a reminder that was missed is still said; whoever follows later is not reminded of the past


def check_opinion(word: str, *, state: str) -> None:
    """Residents say what they see once somebody claims that it is kept; before that there is nothing to look at."""
    if word not in OPINIONS:
        raise Invalid([Problem(field="word", code="promises.word_unknown")])
    if state not in SEEN:
        raise Conflict("promises.not_now", state=state)


def reminders(*, own: Standing, last_news: date, today: date) -> list[tuple[str, int]]:
    """What whoever follows a promise is told today though nothing happened: (`late`, 0) once its day is over, and
    (`silent`, days) after 30, 60 and 90 days without a word while it runs.

    >>> one = Standing(state="late", first_due=date(2026, 5, 1), due=date(2026, 5, 1), days=1)
    >>> reminders(own=one, last_news=date(2026, 4, 1), today=date(2026, 5, 2))
    [('late', 0), ('silent', 30)]
    """
    found: list[tuple[str, int]] = []
    if own.state == "late" and 0 < (today - own.due).days <= GRACE:
        found.append(("late", 0))
    if own.is_running or own.state == "claimed":
        quiet = (today - last_news).days
        found += [("silent", mark) for mark in SILENCES if mark <= quiet < mark + GRACE]
    return found


def open_acts(
    *, state: str, owner: int, organisation: int | None, may_write: bool, may_confirm: bool
) -> list[str]:
    """The steps that somebody of this organisation may take now."""
    found = []
    for code, act in ACTS.items():
        own = organisation == owner
        may = may_write if act.owner else may_confirm
        if organisation is not None and may and act.owner == own and state in act.on:
            found.append(code)
    return found


def check_promise(
    *, text: str, language: str, office: str, made_on: date, due_on: date, today: date
) -> list[Problem]:
    """What keeps a promise from being written down."""
    found = [*_words("text", text, TEXT_LENGTH), *_words("office", office, OFFICE_LENGTH)]
    if language not in LANGUAGES:
        found.append(Problem(field="language", code="promises.language_unknown"))
    if made_on > today:
        found.append(Problem(field="made_on", code="promises.made_in_future"))
    if due_on < made_on:
        found.append(Problem(field="due_on", code="promises.due_before_made"))
    return found


def check_words(words: str) -> None:
    """A step without words says nothing: evidence, reason or news."""
    if found := _words("words", words, WORDS_LENGTH):
        raise Invalid(found)


def check_due(new: date | None, *, after: date, today: date) -> None:
    """A new date lies behind the one before, and not in the past."""
    if new is None or new <= after or new < today:
        raise Invalid([Problem(field="due_on", code="promises.due_not_later")])


def _words(field: str, text: str, most: int) -> list[Problem]:
    if not text.strip():
        return [Problem(field=field, code="missing")]
    return (
        [Problem(field=field, code="promises.too_long", details={"most": most})] if len(text) > most else []
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A year's account: how many promises were made in it, and where each stands. `postponed`: how many ever were."""

    made: int
    states: dict[str, int]
    postponed: int


def account(standings: Sequence[Standing]) -> Account:
    """Counts of the states; they add up to `made`."""
    counted = Counter(one.state for one in standings)
    return Account(
        made=len(standings),
        states={state: counted[state] for state in STATES},
        postponed=sum(bool(one.postponed) for one in standings),
    )


def order(one: Standing) -> tuple[int, int]:
    """Late ones first, the longest first; then what is due soonest; what has ended last, the newest first."""
    place = STATES.index(one.state) if one.is_running or one.state == "claimed" else len(STATES)
    if one.state in ("open", "postponed"):
        return 1, one.due.toordinal()
    if one.state == "late":
        return 0, -one.days
    if one.state == "claimed" and one.claimed:
        return 2, -one.claimed.toordinal()
    return place, -(one.ended.toordinal() if one.ended else 0)
