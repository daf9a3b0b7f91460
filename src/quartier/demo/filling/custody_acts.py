"""The hands that write the two suites' records: each step through the verb that staff use for it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from quartier.core.registry import lock
from quartier.core.registry import queries as registry
from quartier.core.registry.visits import Visit
from quartier.features.custody import complaining, correcting, opening, queries, recording, watching
from quartier.features.custody.opening import Opening, Saying

from . import custody_script as script
from .custody_script import Step
from .hands import Hands

MACHINE = frozenset({"alarm", "limit_warning", "limit_passed"})
COMPLAINT = "complaint_made"


@dataclass(slots=True, kw_only=True)
class Player:
    """Plays steps one by one. `stays`: ids by the town's own; `entries`: those that something later refers to."""

    hands: Hands
    stays: dict[str, UUID] = field(default_factory=dict)
    entries: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def now(self) -> datetime:
        with lock.visit(None):
            return registry.server_time()

    def done(self) -> dict[str, int]:
        """How many entries each stay has that were not a machine's; where nothing was interrupted, none."""
        found: dict[str, int] = {}
        numbers = {number: stay for stay, number in script.numbers().items()}
        for row in script.suites():
            with self.hands.as_clock(row["organisation"])() as visit:
                suite = queries.suite_for(visit, row["code"])
                for line in _all(visit, suite):
                    self.stays[numbers[line.number]] = line.id
                    entries = [one for one in queries.entries_of(visit, line.id) if one.act not in MACHINE]
                    found[numbers[line.number]] = len(entries)
        return found

    def round(self) -> None:
        """The programs of the suites look once at their times."""
        for service in self.hands.clocks.values():
            watching.run(service)

    def play(self, step: Step) -> None:
        verb = {"open": self._open, "correct": self._correct, COMPLAINT: self._complain}.get(
            step.act, self._record
        )
        with self._entered(step) as visit:
            done = verb(step, visit)
        if step.name:
            self.entries[step.stay, step.name] = done

    def _entered(self, step: Step) -> Any:
        if step.by != "clock":
            return self.hands.as_persona(step.by)()
        suite = script.suite_of(step.stay)
        return self.hands.as_clock(suite["organisation"])()

    def _open(self, step: Step, visit: Visit) -> UUID:
        told = step.opening
        suite = script.suite_of(step.stay)
        done = opening.open_stay(
            opening=Opening(
                suite=suite["code"],
                moment=step.at,
                kind=told.get("kind", "criminal"),
                language=told.get("language", ""),
                minor=told.get("minor", False),
                facts=told.get("facts", {}),
                values=step.values,
                done_by=step.done_by,
                also=[Saying(act=act, values=values, occurred_at=at) for act, values, at in told["also"]],
            ),
            by=visit,
            at=visit.now,
        )
        self.stays[step.stay] = done.stay
        return done.entry

    def _record(self, step: Step, visit: Visit) -> UUID:
        return recording.record(
            about=queries.suite_for(visit, step.suite).subject if step.suite else self.stays[step.stay],
            act=step.act,
            values=step.values,
            occurred_at=step.at,
            late_reason=step.late_reason,
            done_by=step.done_by,
            signed=[{"who": who, "how": "paper"} for who in step.signed],
            by=visit,
            at=visit.now,
        ).entry

    def _correct(self, step: Step, visit: Visit) -> UUID:
        return correcting.correct(
            entry=self._meant(step, visit),
            occurred_at=step.values["occurred_at"],
            reason=step.values["reason"],
            by=visit,
            at=visit.now,
        ).entry

    def _meant(self, step: Step, visit: Visit) -> UUID:
        known = self.entries.get((step.stay, step.values["of"]))
        if known is not None:
            return known
        row = next(one for one in script.steps() if (one.stay, one.name) == (step.stay, step.values["of"]))
        entries = queries.entries_of(visit, self.stays[step.stay])
        return next(one.id for one in entries if (one.act, one.occurred_at) == (row.act, row.at))

    def _complain(self, step: Step, visit: Visit) -> UUID:
        told = dict(step.values)
        return complaining.complain(
            stay=self.stays[step.stay],
            told=told.pop("told"),
            in_whose_presence=told.pop("present", ()),
            concerned=[complaining.Concerned(account=self.hands.accounts[who]) for who in step.concerned],
            values=told,
            occurred_at=step.at,
            by=visit,
            at=visit.now,
        ).entry


def _all(visit: Visit, suite: Any) -> list[Any]:
    found: list[Any] = []
    number, more = 0, True
    while more:
        number += 1
        page = queries.stays(visit, suite, page=number)
        found += page.lines
        more = page.more
    return found
