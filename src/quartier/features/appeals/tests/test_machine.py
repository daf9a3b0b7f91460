"""Random days of residents and clerks against a real database: whatever they do, the invariants of an appeal hold."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quartier.core.kit.errors import Refusal
from quartier.core.registry import lock
from quartier.features.appeals import actions, listing, queries
from quartier.features.appeals.actions import Concerned
from quartier.features.appeals.rules import standing

from .test_handling import YES
from .test_public import SAID, let_out

pytestmark = [pytest.mark.database, pytest.mark.slow]
VERBS = strategies.sampled_from(
    [
        "acknowledge",
        "ask_back",
        "answer",
        "close",
        "forward",
        "keep",
        "join",
        "part",
        "weigh",
        "extend",
        "assign",
    ]
)
THEIRS = strategies.sampled_from(["give", "reopen", "escalate"])


class Days(RuleBasedStateMachine):
    """`known`: each appeal by id with the body that has it; time only moves forward."""

    town: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[Any, int] = {}
        self.steps: dict[Any, int] = {}
        self.later = timedelta()
        self.clerks = {
            self.town.works.id: self.town.worker,
            self.town.police.id: self.town.officer,
            self.town.council.id: self.town.clerk,
            self.town.inspection.id: self.town.inspector,
        }

    @rule(
        category=strategies.sampled_from(["lighting", "foot_patrol", "waste", "officer_conduct"]),
        publish=strategies.booleans(),
    )
    def lodge(self, category: str, publish: bool) -> None:
        officer = category == "officer_conduct"
        concerned = (
            [Concerned(account=self.town.officer, organisation=self.town.police.id)] if officer else []
        )
        said = SAID if publish and not officer else {}
        with lock.as_account(self.town.resident) as visit:
            lodging = self.town.lodging(category=category, concerned=concerned, **said)
            lodged = actions.lodge(lodging=lodging, by=visit, at=visit.now + self.later)
        self.known[lodged.id] = lodged.organisation
        if said:
            let_out(self.town, lodged)

    @rule(hours=strategies.integers(1, 900))
    def wait(self, hours: int) -> None:
        self.later += timedelta(hours=hours)

    @precondition(lambda self: self.known)
    @rule(which=strategies.integers(0, 50), verb=VERBS, other=strategies.integers(0, 50))
    def handle(self, which: int, verb: str, other: int) -> None:
        appeal = list(self.known)[which % len(self.known)]
        second = list(self.known)[other % len(self.known)]
        body = self.known[appeal]
        with lock.as_account(self.clerks[body]) as visit:
            try:
                self._do(verb, appeal, second, visit)
            except Refusal:
                return

    def _do(self, verb: str, appeal: Any, second: Any, visit: Any) -> None:
        at = visit.now + self.later
        told = {"appeal": appeal, "by": visit, "at": at}
        if verb in ("forward", "keep"):
            to = [body for body in (self.town.works.id, self.town.police.id) if body != self.known[appeal]]
            for made in actions.forward(to=to[:1], reason="not_ours", keep=verb == "keep", **told):
                self.known[made.id] = made.organisation
        elif verb == "join":
            actions.join(to=second, **told)
        elif verb == "extend":
            actions.extend(words=YES, until=(at + timedelta(days=40)).date(), **told)
        elif verb == "weigh":
            actions.weigh(facts={"competent": False}, **told)
        elif verb == "assign":
            actions.assign(account=self.town.officer, **told)
        else:
            values = {
                "answer": {"outcome": "done", "words": YES, "public_words": YES},
                "ask_back": {"words": YES},
                "close": {"reason": "repeated"},
            }
            getattr(actions, verb)(**told, **values.get(verb, {}))

    @precondition(lambda self: self.known)
    @rule(which=strategies.integers(0, 50), verb=THEIRS)
    def of_the_author(self, which: int, verb: str) -> None:
        appeal = list(self.known)[which % len(self.known)]
        with lock.as_account(self.town.resident) as visit:
            try:
                getattr(actions, verb)(appeal=appeal, words=YES, by=visit, at=visit.now + self.later)
            except Refusal:
                return

    @invariant()
    def what_is_stored_follows_from_the_steps(self) -> None:
        with lock.as_account(self.town.resident) as visit:
            for appeal in self.known:
                view = queries.appeal_for(visit, id=appeal)
                done = [standing.Done(step=one.step, kept=bool(one.more.get("kept"))) for one in view.steps]
                assert view.state == standing.state_of(done)
                assert [one.number for one in view.steps] == list(range(1, len(view.steps) + 1))
                assert len(view.steps) >= self.steps.get(appeal, 0)
                self.steps[appeal] = len(view.steps)
                assert view.state != "answered" or view.answer is not None
                assert view.state not in ("answered", "closed", "forwarded") or view.due_at is None
                assert view.assigned_to != self.town.officer or view.organisation == self.town.police.id
                assert not view.about_officer or view.organisation != self.town.police.id

    @invariant()
    def everybody_reads_the_same_state(self) -> None:
        with lock.as_account(self.town.resident) as visit:
            page = listing.listing(place=self.town.place.id, at=visit.now + self.later, size=500, state="")
            for row in page.rows:
                view = queries.appeal_for(visit, id=row.subject)
                assert (row.state, row.due_at) == (view.state, view.due_at)
                assert not view.about_officer
            assert [row.late for row in page.rows] == sorted((row.late for row in page.rows), reverse=True)

    @invariant()
    def the_one_it_is_about_never_sees_it(self) -> None:
        with lock.as_account(self.town.officer) as visit:
            assert not [row for row in queries.queue_for(visit, size=500).rows if row.about_officer]


def test_random_days(town) -> None:
    class OfThisTown(Days):
        pass

    OfThisTown.town = town
    run_state_machine_as_test(
        OfThisTown,
        settings=settings(
            max_examples=5,
            stateful_step_count=15,
            phases=[Phase.generate],  # a whole day is too slow to be shortened
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
