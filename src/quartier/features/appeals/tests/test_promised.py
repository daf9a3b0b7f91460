"""An answer that promises something: whoever wrote hears of each public step until it is kept."""

from datetime import timedelta

import pytest
from django.db import connections
from tests import factories

from quartier.core.promises import actions as promises
from quartier.core.promises import queries
from quartier.core.promises.actions import Said
from quartier.core.registry import lock
from quartier.features.appeals import actions
from quartier.journeys.promise_steps import take
from quartier.journeys.publish_promise import publish_promise

pytestmark = pytest.mark.database
WORDS = {"uk": "Поставимо ліхтарі до свят."}


def told(template: str) -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select count(*) from messages_message where template = %s", [template])
        (count,) = cursor.fetchone()
        cursor.execute("reset role")
    return int(count)


def test_the_author_hears_of_a_promise_until_it_is_kept(town, as_fixture) -> None:
    with as_fixture():
        second = factories.staff(role="council_secretary", area=town.place, organisation=town.works)
        looker = factories.staff(
            role="partner_organisation",
            area=town.place,
            organisation=factories.organisation(kind="ngo", area=town.place),
        )
    lodged = town.lodge()
    with lock.as_account(town.worker) as visit:
        promises.desk(area=town.place.id, organisation=town.works.id, by=visit)
    with lock.as_account(town.worker) as visit:
        day = visit.now.date()
        said = Said(
            area=town.place.id, office="Відділ благоустрою", language="uk", text="Поставимо ліхтарі.",
            made_on=day, due_on=day + timedelta(30),
        )  # fmt: skip
        tag = actions.answer(
            appeal=lodged.id, outcome="will_do", words=WORDS, promise=said, by=visit, at=visit.now
        )
    with lock.as_account(second) as visit:
        publish_promise(tag=tag, by=visit, at=visit.now)
    assert told("promises.made") == 1
    for who, code in ((town.worker, "told"), (town.worker, "claimed"), (looker, "confirmed")):
        with lock.as_account(who) as visit:
            take(code, tag=tag, words=WORDS, by=visit, at=visit.now)
        assert told(f"promises.{code}") == 1
    with lock.visit(None) as visit:
        view = queries.public_one(tag, at=visit.now)
    assert view.standing.state == "kept" and view.source == lodged.tag
