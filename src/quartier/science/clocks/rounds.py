"""One clock over a history: its rounds, one after the other, each with start, limit, end and reasons."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quartier.science.clocks.cited import Cited
from quartier.science.clocks.errors import Unreadable
from quartier.science.clocks.extending import Term
from quartier.science.clocks.histories import questioned
from quartier.science.clocks.limits import Limit, LimitType
from quartier.science.clocks.packs import Clock, End, Row, Start, Trigger
from quartier.science.clocks.situation import Begun, Situation
from quartier.science.clocks.spans import Gap, without

AT_ONCE = Limit(LimitType.AT_ONCE)
UNKNOWN = Limit(LimitType.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Round:
    """One run of a clock from start to end. `due` is None where the limit has none, or a pause lasts."""

    start: datetime
    limit: Limit
    due: datetime | None
    end: datetime | None
    paused: bool
    cited: Cited | None
    extended_by: str | None
    reasons: tuple[str, ...]


def rounds(clock: Clock, situation: Situation) -> list[Round]:
    """Every round of a clock that had begun, oldest first."""
    found: list[Round] = []
    begun, number = _start(clock, situation, after=-1), 1
    pauses = _pauses(clock, situation)
    while begun is not None:
        renewed = _renewed(clock, situation, after=begun.index)
        run = _Run(clock, situation, begun, number, list(pauses), before=renewed)
        found.append(run.read())
        if run.ended is None:
            begun, number = None if renewed is None else _start(clock, situation, after=renewed - 1), 1
        elif run.ended.next_round:
            begun, number = run.next_begun(), number + 1
        else:
            begun, number = _again(clock, situation, after=run.index), 1
    return found


def row_of(clock: Clock, situation: Situation, *, at: datetime, number: int = 1) -> Row | None:
    """The row that holds for a round that counts from `at`: the first one, as the pack orders them."""
    day = situation.local_day(at)
    for row in clock.rows:
        in_force = (row.valid_from or day) <= day <= (row.valid_to or day)
        regime = not row.regimes or situation.regime in row.regimes
        if in_force and regime and situation.holds(row.when, at=at, round=number):
            return row
    return None


def limit_of(row: Row, situation: Situation) -> Limit:
    """A row's limit, or the one that a local act set. Raises Unreadable."""
    told = situation.fact(row.figure) if row.figure else None
    if told is None:
        return row.limit
    try:
        if isinstance(told, int):  # a number of the days that the fact's type names
            return Limit(LimitType(situation.pack.facts[str(row.figure)].type), told)
        return Limit(LimitType(told.get("type")), told.get("value"))
    except ValueError as error:
        raise Unreadable("limit_unreadable", where=f"facts.{row.figure}", found=str(error)) from None


def _start(clock: Clock, situation: Situation, *, after: int) -> Begun | None:
    for start in clock.starts:
        if situation.holds(start.when, at=situation.at):
            begun = _earliest(clock, start, situation, after=after)
            if not _shown(start, begun, situation):
                begun = None
            if not _refuted(start, begun, situation, after=after):
                return begun
    return None


def _earliest(clock: Clock, start: Start, situation: Situation, *, after: int) -> Begun | None:
    found = [(trigger, situation.begun(trigger, after=after)) for trigger in start.earliest]
    begun = [
        each
        for trigger, each in found
        if each is not None and not (trigger.plus_hours and _cancelled(clock, each, situation))
    ]
    return min(begun, key=lambda each: each.at, default=None)


def _shown(start: Start, begun: Begun | None, situation: Situation) -> bool:
    """Whether what came later shows that there was such a duty, where a start needs that."""
    later = situation.events[begun.index + 1 :] if begun is not None else ()
    return not start.shown_by or any(event.kind in start.shown_by for event in later)


def _refuted(start: Start, begun: Begun | None, situation: Situation, *, after: int) -> bool:
    """Whether something happened before that makes another rule hold, such as an interview on the way."""
    if not start.unless_before:
        return False
    before = [event for event in situation.events[after + 1 :] if begun is None or event.at < begun.at]
    return any(event.kind in start.unless_before for event in before)


def _cancelled(clock: Clock, begun: Begun, situation: Situation) -> bool:
    """A start that lies some hours after its event does not come if the clock ended in between, or not yet."""
    if begun.at > situation.at:
        return True
    between = range(begun.index + 1, len(situation.events))
    return any(
        situation.events[index].at < begun.at
        and any(situation.matches(end.trigger, index) for end in clock.ends)
        for index in between
    )


def _again(clock: Clock, situation: Situation, *, after: int) -> Begun | None:
    """The start after an end. Where something must open the clock anew, nothing before that counts."""
    if not clock.again:
        return _start(clock, situation, after=after)
    opened = [situation.first(trigger, after=after) for trigger in clock.again]
    indexes = [index for index in opened if index is not None]
    return _start(clock, situation, after=min(indexes) - 1) if indexes else None


def _renewed(clock: Clock, situation: Situation, *, after: int) -> int | None:
    """The number of the event that begins another round whether or not this one ended."""
    anew = (situation.first(trigger, after=after) for trigger in clock.renewed_by)
    return min((index for index in anew if index is not None), default=None)


def _pauses(clock: Clock, situation: Situation) -> list[Gap]:
    found: list[Gap] = []
    for pause in clock.pauses:
        begin: datetime | None = None
        for index, event in enumerate(situation.events):
            if begin is None and situation.matches(pause.begins, index):
                begin = event.at
            elif begin is not None and event.kind in {pause.ends, "released", "released_on_bail"}:
                found += without(Gap(begin, event.at), questioned(event))
                begin = None
        if begin is not None:
            found.append(Gap(begin))
    return found


class _Run:
    """Walks through the events of one round."""

    def __init__(
        self,
        clock: Clock,
        situation: Situation,
        begun: Begun,
        number: int,
        gaps: list[Gap],
        *,
        before: int | None,
    ) -> None:
        self.clock, self.situation, self.begun, self.before = clock, situation, begun, before
        self.row = row_of(clock, situation, at=begun.at, number=number)
        limit = UNKNOWN if self.row is None else limit_of(self.row, situation)
        self.term: Term | None = None
        if self.row is not None:
            self.term = Term(situation, clock, self.row, begun, limit, gaps)
            self.term.reasons += [begun.assumes] if begun.assumes else []
        self.ended: End | None = None
        self.end: datetime | None = None
        self.index = begun.index
        self.postponed = False

    def read(self) -> Round:
        """Go through the events, and say what became of the round."""
        self._answered_before()
        for index in self._heard():
            if self.ended is None and index > self.index:
                self.index = index
                self._take(index)
        return self._round()

    def _heard(self) -> list[int]:
        """The numbers of the events that may mean something to this clock, in order."""
        kinds = {end.trigger.event for end in self.clock.ends} | {self.clock.postponed_by}
        kinds |= {each.event for each in self.clock.extensions} | {
            kind for pair in self.clock.requests for kind in pair
        }
        kinds |= {"review_done", "extension_refused"}
        found = sorted(index for kind in kinds for index in self.situation.places.get(kind or "", ()))
        return found if self.before is None else [index for index in found if index < self.before]

    def _take(self, index: int) -> None:
        event = self.situation.events[index]
        if self.term is not None:
            self.term.reviews += event.kind == "review_done"
            self.term.extend(event)
            if event.kind == "extension_refused" and self.clock.extensions:
                self.term.because("extension_refused")
        if event.kind == self.clock.postponed_by:
            self._postpone(event.at)
        for end in self.clock.ends:
            here = not end.regimes or self.situation.regime in end.regimes
            if here and self.situation.matches(end.trigger, index) and not self._resumes(end, index):
                self.ended, self.end = end, event.at
                return
        if any(event.kind in pair for pair in self.clock.requests):
            self._answered(index)

    def _postpone(self, at: datetime) -> None:
        """A round that is late already cannot be put off any more."""
        due = self.term.due() if self.term is not None else None
        if due is None or at <= due:
            self.postponed = True
        elif self.term is not None:
            self.term.because("postponed_after_limit")

    def _answered_before(self) -> None:
        if self.clock.requests and self.begun.index >= 0:
            self._answered(self.begun.index)

    def _answered(self, index: int) -> None:
        kinds = {event.kind for event in self.situation.events[: index + 1]}
        given = [answer in kinds for asked, answer in self.clock.requests]
        open_ones = [asked in kinds and answer not in kinds for asked, answer in self.clock.requests]
        if any(given) and not any(open_ones):
            self.end = max(self.situation.events[index].at, self.begun.at)
            self.ended = next(end for end in self.clock.ends if not end.next_round)

    def _resumes(self, end: End, index: int) -> bool:
        """Whether the clock goes on after this end; the time in between is a gap."""
        first = self.situation.first
        anew = [first(trigger, after=index) for trigger in self.clock.again]
        found = [
            (back, resume)
            for resume in self.clock.resumes
            if resume.ended_by == end.trigger.event
            and (back := first(resume.trigger, after=index)) is not None
            and not any(other is not None and other < back for other in anew)
        ]
        if not found or self.term is None:
            return False
        back, resume = min(found, key=lambda each: each[0])
        if resume.then is not None:
            then = first(Trigger(event=resume.then), after=back)
            if then is None:
                return False
            back = then
        until = self.situation.events[back].at + timedelta(hours=resume.free_hours)
        self.term.gaps.append(Gap(self.situation.events[index].at, until))
        self.index = back
        return True

    def _kind(self, index: int) -> str:
        return self.situation.events[index].kind

    def next_begun(self) -> Begun:
        """The next round counts from this end; if the round was postponed, from when it was due at the latest."""
        end = self.end or self.begun.at
        due = self.term.due() if self.postponed and self.term is not None else None
        return Begun(min(end, due) if due is not None else end, self.index)

    def _round(self) -> Round:
        at, term = self.situation.at, self.term
        if term is None or term.limit.type is LimitType.UNKNOWN:
            reason = ("no_rule_in_force",) if term is None else ("limit_not_known",)
            return Round(self.begun.at, UNKNOWN, None, self.end, False, self.row, None, reason)
        due, limit = term.due(), term.limit
        if self.postponed:
            due, limit = None, AT_ONCE
            term.because("postponed")
        if due is None and "calendar_unknown" in term.reasons:
            limit = UNKNOWN
        over = due is not None and (self.end or at) > due
        if over and limit.type is LimitType.AT_ONCE and self.situation.fact("tolerance_minutes") is None:
            term.because("tolerance_not_stated")
        if self.end is not None and self.ended is not None:
            term.because(f"ended_by_{self._kind(self.index)}")
        return Round(
            start=self.begun.at.astimezone(UTC),
            limit=limit,
            due=due,
            end=self.end,
            paused=limit.type is LimitType.HOURS and due is None and any(gap.holds(at) for gap in term.gaps),
            cited=term.cited or term.row,
            extended_by=term.extended_by,
            reasons=tuple(term.reasons),
        )
