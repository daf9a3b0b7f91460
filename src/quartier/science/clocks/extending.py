"""Extensions: whether a decision counts, and what it makes of the limit."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from quartier.science.clocks.calendars import OutsideCalendar
from quartier.science.clocks.cited import Cited
from quartier.science.clocks.histories import Event, read_add, read_until
from quartier.science.clocks.limits import Limit, LimitType, hours, last_day, midnight_after
from quartier.science.clocks.packs import Clock, Extension, Row
from quartier.science.clocks.situation import Begun, Situation
from quartier.science.clocks.spans import Gap, counted, used_up

NOBODY = "not_stated"


@dataclass(frozen=True, slots=True)
class Step:
    """So many hours that count, and no longer than an instant where a decision named one."""

    hours: timedelta
    until: datetime | None = None


def latest(ends: Sequence[datetime | None]) -> datetime | None:
    """The latest of some ends; None if one of them is not known yet."""
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


@dataclass(slots=True)
class Term:
    """A limit on its way through the events of one round: what it is now, and why."""

    situation: Situation
    clock: Clock
    row: Row
    begun: Begun
    limit: Limit
    gaps: list[Gap]
    until: datetime | None = None
    reviews: int = 0
    cited: Cited | None = None
    extended_by: str | None = None
    given: set[str] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.limit.type is LimitType.HOURS:
            self.steps.append(Step(self.limit.duration))

    def because(self, code: str) -> None:
        if code not in self.reasons:
            self.reasons.append(code)

    def due(self) -> datetime | None:
        """When the limit is over; None if it has no such instant, or not yet while a pause lasts."""
        if self.until is not None:
            return self.until
        if self.limit.type is LimitType.HOURS:
            ends = [self._end_of_step(step) for step in self.steps]
            return latest(ends)
        if self.limit.type is LimitType.AT_ONCE:
            return self._tolerance()
        return self.end_of(self.limit)

    def _end_of_step(self, step: Step, *, more: timedelta = timedelta(0)) -> datetime | None:
        """A named instant stands, whatever does not count; hours wait for the end of a gap."""
        over = used_up(self.begun.at, step.hours + more, self.gaps)
        named = None if step.until is None else step.until + more
        return min((end for end in (over, named) if end is not None), default=None)

    def _tolerance(self) -> datetime:
        """The duty itself plus what local practice allows; nothing where that is not stated, to hide no breach."""
        return self.begun.at + timedelta(minutes=self.situation.fact("tolerance_minutes") or 0)

    def end_of(self, limit: Limit) -> datetime | None:
        """24:00 of the last day of a limit by date; None where the calendar does not reach."""
        if limit.type in {LimitType.NONE, LimitType.UNKNOWN}:
            return None
        pack = self.situation.pack
        if pack.zone_fact and self.situation.fact(pack.zone_fact) is None:
            self.because("zone_not_stated")
        code = self.clock.calendar or pack.working_days.get(self.situation.regime)
        start = self.situation.local_day(self.begun.at)
        calendar = pack.calendars.get(code or "")
        try:
            last = last_day(limit, start, calendar=calendar, counts_start=self.row.counts_start)
        except OutsideCalendar:
            self.because("calendar_unknown")
            return None
        if limit.type is LimitType.WORKING_DAYS and calendar is not None and not calendar.verified:
            self.because("calendar_unverified")
        return midnight_after(last, pack.zone)

    def extend(self, event: Event) -> None:
        """Take a decision to extend, or say why it does not count."""
        if event.said.get("clock", self.clock.id) != self.clock.id:
            return
        rules = [rule for rule in self.clock.extensions if rule.event == event.kind]
        if not rules:
            return
        reason = "extension_by_wrong_person"
        for rule in rules:
            if rule.by and _by(event) not in rule.by:
                continue
            reason = self._refused(rule, event)
            if not reason:
                self._apply(rule, event)
                return
        self.because(reason)

    def _refused(self, rule: Extension, event: Event) -> str:
        """The code of the reason why a decision does not count; empty if it does."""
        if rule.after and not rule.after & self.given:
            return "extension_out_of_order"
        if rule.extends is not None and self.limit.value != rule.extends:
            return "extension_out_of_order"
        if self._too_late(rule, event.at):
            return "extension_after_limit"
        if self.reviews < rule.reviews:
            return "extension_before_second_review"
        for need in rule.needs:
            told = self.situation.fact(need.fact)
            if told is None and need.unstated:
                self.because(need.unstated)
            elif told != need.value:
                return need.otherwise
        unit = read_add(event.said["add"])[1] if "add" in event.said else None
        return "extension_in_another_unit" if unit not in (None, rule.limit.type) else ""

    def _too_late(self, rule: Extension, at: datetime) -> bool:
        ends = [self.due()]
        if self.steps and self._grace(rule):
            ends.append(self._end_of_step(self.steps[-1], more=self._grace(rule)))
        over = latest(ends)
        return over is not None and at > over

    def _grace(self, rule: Extension) -> timedelta:
        newest = self.cited if isinstance(self.cited, Extension) else None
        whole = newest is None or newest.limit == self.limit
        there = rule.grace_after == (newest.id if newest else None)
        return timedelta(hours=rule.grace_hours if whole and there else 0)

    def _apply(self, rule: Extension, event: Event) -> None:
        if rule.limit.type is LimitType.HOURS and self.limit.type is LimitType.HOURS:
            self._more_hours(rule, event)
        else:
            self._more_days(rule, event)
        self.given.add(rule.id)
        self.cited = rule
        self.extended_by = _by(event) or NOBODY

    def _more_hours(self, rule: Extension, event: Event) -> None:
        """Hours count from the start without the gaps; so a later pause moves an extended limit as well.

        It does not move an instant that the decision names: PACE 41(6) is about periods that are computed.
        """
        used, due = counted(self.begun.at, event.at, self.gaps), self.due()
        now = self.limit.duration if due is None else counted(self.begun.at, due, self.gaps)
        if due is not None and event.at > due:
            self.because("extension_granted_late")
        base = {"start": timedelta(0), "event": used, "due": now}[rule.basis]
        wanted = base + rule.limit.duration
        if "add" in event.said:
            amount = timedelta(hours=read_add(event.said["add"])[0])
            wanted = min(wanted, (now if rule.basis == "start" else base) + amount)
        until = self._instant(event) if "until" in event.said else None
        asked = wanted if until is None else min(wanted, used + until - event.at)
        if rule.cap is not None and asked > rule.cap.duration:
            self.because("capped")
        most = wanted if rule.cap is None else min(wanted, rule.cap.duration)
        self.steps.append(Step(most, until))
        due = self.due()
        self.limit = hours(
            max(now, min(most, asked)) if due is None else counted(self.begun.at, due, self.gaps)
        )

    def _more_days(self, rule: Extension, event: Event) -> None:
        before, most = self.due(), rule.limit
        if rule.basis == "due":
            most = replace(most, value=int((self.limit.value or 0) + (most.value or 0)))
        if "add" in event.said and self.limit.type is most.type is not LimitType.DAYS:
            value = int((self.limit.value or 0) + read_add(event.said["add"])[0])
            most = replace(most, value=min(value, int(most.value or 0)))
        self.limit, self.until = most, None
        until = self.end_of(most)
        asked = self._asked(event, before, most)
        if asked is not None and until is not None:
            if asked > until:
                self.because("capped")
            self.until = max(before or asked, min(asked, until))

    def _asked(self, event: Event, before: datetime | None, most: Limit) -> datetime | None:
        """The end that a decision names, where it names one of its own."""
        if "until" in event.said:
            return self._instant(event)
        if "add" not in event.said or before is None or most.type is not LimitType.DAYS:
            return None
        days = int(read_add(event.said["add"])[0])
        last = self.situation.local_day(before) + timedelta(days=days - 1)
        return midnight_after(last, self.situation.pack.zone)

    def _instant(self, event: Event) -> datetime:
        until = read_until(event.said["until"])
        if isinstance(until, datetime):
            return until.astimezone(UTC)
        return midnight_after(until, self.situation.pack.zone)


def _by(event: Event) -> str:
    return str(event.said.get("by", "")).strip().lower().replace(" ", "_").replace("-", "_")
