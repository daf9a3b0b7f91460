"""What a rule pack may say: frozen types. Every row names its article, its source and how well it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from zoneinfo import ZoneInfo

from quartier.science.clocks.calendars import Calendar
from quartier.science.clocks.cited import Cited, Condition, Words
from quartier.science.clocks.conduct import Care, Level, Required, Right, Role
from quartier.science.clocks.limits import Limit

Basis = Literal["start", "event", "due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An event, or a fact that holds an instant, from which something counts.

    where, where_not: what the event says of itself; `$name` stands for that fact. preceded_by, not_preceded_by:
    the newest event among these and the changes of liberty before it is (is not) one of these. follows: one of
    these happened before with no release after it, or none of them comes next. plus_hours: counts so much later,
    unless the clock ended meanwhile. next_day_after: counts from the start of the local day after the newest event
    of that kind. assumes: the code of the reason that says what it stands for where the right event is not told.
    """

    event: str | None = None
    fact: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    where_not: Mapping[str, Any] = field(default_factory=dict)
    preceded_by: frozenset[str] = frozenset()
    not_preceded_by: frozenset[str] = frozenset()
    follows: frozenset[str] = frozenset()
    plus_hours: int = 0
    next_day_after: str | None = None
    assumes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The earliest of some triggers. The first start whose condition holds and that finds one is taken.

    unless_before: none of these came before. shown_by: one of these must have come after, else there was no duty.
    """

    earliest: tuple[Trigger, ...]
    when: Condition = field(default_factory=Condition)
    unless_before: frozenset[str] = frozenset()
    shown_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An event that ends a clock, in some regimes or in all. `next_round`: it ends this round and begins another."""

    trigger: Trigger
    regimes: frozenset[str] = frozenset()
    next_round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Time that does not count, from one event to another, except intervals that the latter calls `questioned`."""

    begins: Trigger
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """After an end of the kind `ended_by` the clock goes on: at `event`, or at the first `then` after it.

    free_hours: the first hours after that which do not count.
    """

    ended_by: str
    trigger: Trigger
    then: str | None = None
    free_hours: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A fact that an extension needs, and the code of the reason where it is otherwise.

    unstated: the code that goes with the decision where the fact is not stated; if empty, it then does not count.
    """

    fact: str
    value: Any
    otherwise: str
    unstated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Cited):
    """Who extends to what, on which conditions.

    basis: `start`: to at most `limit` in all. `event`: at most `limit` from the decision. `due`: at most `limit`
    more. cap: never past this, counted from the start. by: whose decision; empty for anybody's. grace_hours: it
    may come so much after a limit that `grace_after`, the newest extension, gave in full; None: after the first
    limit. reviews: so many `review_done` before it. after: extensions of which one must have been given. extends:
    the number that the limit must have had.
    """

    id: str
    event: str
    basis: Basis
    limit: Limit
    by: frozenset[str] = frozenset()
    cap: Limit | None = None
    grace_hours: int = 0
    grace_after: str | None = None
    reviews: int = 0
    needs: tuple[Need, ...] = ()
    after: frozenset[str] = frozenset()
    extends: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Cited):
    """A limit with its article: for some regimes, on some conditions, for clocks that start in its days.

    figure: a fact that holds another limit, set by a local act. counts_start: the starting day is the first.
    valid_from, valid_to: local days, both included; None is open.
    """

    limit: Limit
    regimes: frozenset[str] = frozenset()
    when: Condition = field(default_factory=Condition)
    figure: str | None = None
    counts_start: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One duty with a limit.

    kind: `term` runs from a start to an end; `day_total` adds up intervals within each local day. postponed_by:
    the event that turns a round's limit into "as soon as practicable". requests: pairs of request and answer; the
    clock ends when every request has its answer, and at least one was given. again: what makes it start anew
    after its end; empty for its own triggers. renewed_by: what begins another round even where this one never
    ended, since each detention has its own duties; what was not done stays not done. calendar: its own calendar of
    working days. consequence: a code.
    """

    id: str
    names: Words
    starts: tuple[Start, ...]
    ends: tuple[End, ...]
    rows: tuple[Row, ...]
    kind: Literal["term", "day_total"] = "term"
    pauses: tuple[Pause, ...] = ()
    resumes: tuple[Resume, ...] = ()
    again: tuple[Trigger, ...] = ()
    renewed_by: tuple[Trigger, ...] = ()
    extensions: tuple[Extension, ...] = ()
    requests: tuple[tuple[str, str], ...] = ()
    postponed_by: str | None = None
    calendar: str | None = None
    consequence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Cited):
    """A rule without a clock of its own, for people to read: what must be done, when, by whom."""

    id: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that the rules of a pack ask for."""

    type: Literal["boolean", "date", "instant", "number", "text", "limit", "days", "working_days", "zone"]
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The rules of one law in one jurisdiction. The first regime is the one that holds unless another is named.

    version: hash of everything that the pack was read from. calendars: by code; `working_days` names the one of
    each regime. zone_fact: the fact that names another zone than `zone`, where places choose their own.
    rights, records, roles, levels, care: how a person is treated meanwhile; only packs of custody have them. levels
    stand from the least watched to the most.
    """

    name: str
    version: str
    jurisdiction: str
    zone: ZoneInfo
    valid_from: date
    valid_to: date | None
    names: Words
    regimes: Mapping[str, Words]
    sources: Mapping[str, str]
    facts: Mapping[str, Fact]
    clocks: tuple[Clock, ...]
    duties: tuple[Duty, ...] = ()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    working_days: Mapping[str, str] = field(default_factory=dict)
    base: str | None = None
    signed_off_by: str | None = None
    zone_fact: str | None = None
    rights: tuple[Right, ...] = ()
    records: tuple[Required, ...] = ()
    roles: tuple[Role, ...] = ()
    levels: tuple[Level, ...] = ()
    care: tuple[Care, ...] = ()

    def cited(self) -> list[Cited]:
        """Every row: limits, extensions, duties, rights with their delays and waivers, records, roles, care."""
        found: list[Cited] = []
        for clock in self.clocks:
            found += [*clock.rows, *clock.extensions]
        for right in self.rights:
            found += [right, *right.delays, *([right.waiver] if right.waiver else [])]
        return [*found, *self.duties, *self.records, *self.roles, *self.levels, *self.care]

    @property
    def verified(self) -> bool:
        """Whether all of it was read in the law itself, calendars too, and a named lawyer has signed it off."""
        calendars = all(each.verified for each in self.calendars.values())
        return self.signed_off_by is not None and calendars and all(row.verified for row in self.cited())
