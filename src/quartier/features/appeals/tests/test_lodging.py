"""From a resident's sentence to a registered appeal, which the resident, the body and nobody else sees."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connections
from PIL import Image

from quartier.core.files import actions as files
from quartier.core.files import queries as stored
from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.core.law import queries as law
from quartier.core.registry import doors, lock
from quartier.core.registry import queries as spine
from quartier.features.appeals import actions, queries
from quartier.features.appeals.actions import Concerned, PendingFile, Person
from quartier.features.appeals.models import Desk

from .conftest import accept

pytestmark = pytest.mark.database


def test_what_was_lodged_is_seen_by_its_author_and_by_the_body_alone(town) -> None:
    lodged = town.lodge()
    assert lodged.organisation == town.works.id
    assert lodged.number.endswith("-LYP-000001")
    assert lodged.code is None
    with lock.as_account(town.resident) as visit:
        assert [view.tag for view in queries.mine(visit)] == [lodged.tag]
        view = queries.appeal_for(visit, tag=lodged.tag)
        assert view.mine
        assert view.person["name"] == "Тарас Голубняк"
        assert queries.queue_for(visit).count == 0
    with lock.as_account(town.worker) as visit:
        assert queries.queue_for(visit).rows[0].tag == lodged.tag
        assert not queries.appeal_for(visit, id=lodged.id).mine
    for stranger in (town.clerk, town.officer, town.neighbour, town.inspector):
        with lock.as_account(stranger) as visit:
            assert queries.queue_for(visit).count == 0
            with pytest.raises(NotFound):
                queries.appeal_for(visit, tag=lodged.tag)


def test_a_code_opens_what_somebody_lodged_without_an_account(town) -> None:
    other = town.lodge()
    lodged = town.lodge_unseen()
    with lock.visit(None) as visit, pytest.raises(NotFound):
        queries.appeal_for(visit, tag=lodged.tag)
    with lock.visit(doors.open_door(code=lodged.code)) as visit:
        assert [view.tag for view in queries.mine(visit)] == [lodged.tag]
        assert queries.appeal_for(visit, tag=lodged.tag).mine
        with pytest.raises(NotFound):
            queries.appeal_for(visit, tag=other.tag)


def test_the_term_is_the_laws_month_from_arrival(town) -> None:
    with lock.visit(None) as visit:
        now = visit.now
    lodged = town.lodge()
    days = (lodged.due_at - now) / timedelta(days=1)
    assert 28 <= days <= 32
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert view.evaluation.clock("answer").article == "393/96-ВР 20(1)"
        assert not view.late
        assert lodged.forward_due_at is None


def test_an_information_request_has_another_term(town) -> None:
    lodged = town.lodge(category="information_request")
    with lock.as_account(town.clerk) as visit:
        assert queries.appeal_for(visit, id=lodged.id).pack == "ua.information"


def test_numbers_have_no_gaps_even_when_something_fails(town) -> None:
    town.lodge()
    with pytest.raises(Invalid):
        town.lodge(text=" ")
    with pytest.raises(RuntimeError), lock.as_account(town.resident) as visit:
        actions.lodge(lodging=town.lodging(), by=visit, at=visit.now)
        raise RuntimeError("the power goes")
    assert town.lodge().number.endswith("000002")


def test_everything_wrong_is_said_at_once(town) -> None:
    with pytest.raises(Invalid) as caught:
        town.lodge(title="", text="", category="poetry", language="de", lon=30.0)
    found = {problem.field for problem in caught.value.problems}
    assert found == {"title", "text", "category", "language", "spot"}


def test_the_law_here_wants_a_known_author(town) -> None:
    with pytest.raises(Invalid) as caught, lock.visit(None) as visit:
        actions.lodge(lodging=town.lodging(identity="none"), by=visit, at=visit.now)
    assert [problem.code for problem in caught.value.problems] == ["appeals.not_anonymous_here"]


def test_what_is_about_an_officer_goes_to_the_inspection_and_never_to_their_body(town) -> None:
    concerned = [Concerned(account=town.officer, organisation=town.police.id, name="сержант")]
    lodged = town.lodge(category="officer_conduct", about_officer=True, concerned=concerned)
    assert lodged.organisation == town.inspection.id
    with lock.as_account(town.inspector) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert view.about_officer
        assert view.concerned[0].account == town.officer
    for other in (town.officer, town.clerk, town.second):
        with lock.as_account(other) as visit, pytest.raises(NotFound):
            queries.appeal_for(visit, id=lodged.id)


def test_a_complaint_about_the_overseers_goes_above_them(town) -> None:
    concerned = [Concerned(organisation=town.inspection.id)]
    lodged = town.lodge(category="officer_conduct", concerned=concerned)
    assert lodged.organisation == town.council.id
    both = [*concerned, Concerned(organisation=town.council.id)]
    with pytest.raises(Conflict, match="nobody_unconcerned"):
        town.lodge(category="officer_conduct", concerned=both)


def test_a_clerk_writes_down_what_a_caller_says_and_does_not_become_a_party(town) -> None:
    with lock.as_account(town.clerk) as visit:
        lodging = town.lodging(identity="contact", channel="phone", category="foot_patrol")
        lodged = actions.enter(lodging=lodging, by=visit, at=visit.now)
    assert lodged.organisation == town.police.id
    assert lodged.code
    with lock.as_account(town.clerk) as visit:
        assert queries.mine(visit) == []
        with pytest.raises(NotFound):
            queries.appeal_for(visit, id=lodged.id)
    with lock.as_account(town.officer) as visit:
        assert queries.appeal_for(visit, id=lodged.id).entered_by == town.clerk
    with lock.as_account(town.resident) as visit, pytest.raises(NotAllowed):
        actions.enter(lodging=lodging, by=visit, at=visit.now)


def test_the_spine_finds_it_by_words_and_the_ledger_holds_no_text(town) -> None:
    lodged = town.lodge()
    with lock.as_account(town.worker) as visit:
        assert [hit.subject for hit in spine.find(visit, text="ліхтаря")] == [lodged.id]
    with connections["default"].cursor() as cursor:
        cursor.execute("set local role quartier_fixture")
        cursor.execute("select value from ledger_opening")
        told = " ".join(bytes(row[0]).decode() for row in cursor.fetchall())
        cursor.execute("reset role")
    assert lodged.number in told
    assert "Зарічн" not in told
    assert "Голубняк" not in told


def test_raw_sql_of_a_visitor_sees_no_appeal(town) -> None:
    town.lodge()
    with lock.visit(None), connections["default"].cursor() as cursor:
        for table in ("appeals_appeal", "appeals_step", "appeals_exclusion"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone()[0] == 0


def test_a_photo_comes_along_and_goes_on_with_a_part(town, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    picture = BytesIO()
    Image.new("RGB", (40, 30), "gray").save(picture, "JPEG")
    with lock.as_account(town.resident) as visit:
        kept = files.receive(stream=BytesIO(picture.getvalue()), name="лампа.jpg", by=visit, at=visit.now)
        photo = PendingFile(key=kept.key, description="Темна вулиця")
        lodging = town.lodging(category="foot_patrol", files=[photo])
        lodged = actions.lodge(lodging=lodging, by=visit, at=visit.now)
    with lock.as_account(town.officer) as visit:
        shown = stored.files_of(visit, lodged.id)
        assert [one.description for one in shown] == [{"uk": "Темна вулиця"}]
        part = actions.forward(
            appeal=lodged.id, to=[town.works.id], reason="not_ours", by=visit, at=visit.now
        )[0]
    with lock.as_account(town.worker) as visit:
        assert len(stored.files_of(visit, part.id)) == 1
        assert stored.files_of(visit, lodged.id) == []


def test_a_file_that_was_not_kept_takes_nothing_in(town) -> None:
    with pytest.raises(Invalid) as caught:
        town.lodge(files=[PendingFile(key="gone")])
    assert caught.value.problems[0].code == "files.not_kept"
    with lock.as_account(town.resident) as visit:
        assert queries.mine(visit) == []


def test_a_given_address_is_asked_whether_it_is_theirs_and_a_number_to_call_is_not(town) -> None:
    def asked(**given) -> int:
        with lock.as_account(town.clerk) as visit:
            lodging = town.lodging(identity="contact", channel="phone", person=Person(name="Ганна", **given))
            actions.enter(lodging=lodging, by=visit, at=visit.now)
        with connections["default"].cursor() as cursor:
            cursor.execute("set local role quartier_fixture")
            cursor.execute("select count(*) from messages_message where template = 'messages.confirm'")
            count = cursor.fetchone()[0]
            cursor.execute("reset role")
        return count

    assert asked(email="hanna@town.example") == 1
    assert asked(phone="+380500000001", way="phone") == 1
    assert asked(phone="+380500000002", way="sms") == 2
    assert asked(phone="nonsense") == 2


def test_a_place_with_its_own_rule_takes_appeals_without_a_name(town, as_fixture) -> None:
    with as_fixture():
        facts = {"time_zone": "Europe/Kyiv", "answer_days": 30, "forward_days": 10}
        Desk.objects.update(pack="own.appeals", facts=facts, anonymous=True)
        for body in (town.works, town.council):
            accept("own.appeals", body)
    with lock.visit(None) as visit:
        lodging = town.lodging(identity="none", person=Person(), category="lighting")
        lodged = actions.lodge(lodging=lodging, by=visit, at=visit.now)
        assert lodged.code
        assert timedelta(days=30) <= lodged.due_at - visit.now < timedelta(days=31)
    with lock.as_account(town.worker) as visit:
        actions.weigh(appeal=lodged.id, facts={"competent": False}, by=visit, at=visit.now)
        view = queries.appeal_for(visit, id=lodged.id)
        assert timedelta(days=10) <= view.forward_due_at - visit.now < timedelta(days=11)
        part = actions.forward(
            appeal=lodged.id, to=[town.council.id], reason="not_ours", by=visit, at=visit.now
        )[0]
        assert timedelta(days=30) <= part.due_at - visit.now < timedelta(days=31)


def test_an_appeal_is_counted_by_the_pack_that_it_began_with(town, monkeypatch) -> None:
    lodged = town.lodge()
    newer = replace(law.pack("ua.appeals"), version="newer", clocks=())
    monkeypatch.setattr(queries.law, "pack", lambda name: newer)
    with lock.as_account(town.worker) as visit:
        view = queries.appeal_for(visit, id=lodged.id)
        assert view.evaluation.clock("answer").due_at == lodged.due_at


def test_what_was_sent_twice_is_one_appeal(town) -> None:
    """The answer to the first sending never arrived, so the browser sends it again."""
    first = town.lodge(external="web:6f1d")
    with pytest.raises(Conflict) as refusal:
        town.lodge(external="web:6f1d")
    assert refusal.value.code == "appeals.sent_before"
    with lock.as_account(town.resident) as visit:
        assert [view.tag for view in queries.mine(visit)] == [first.tag]
    assert town.lodge(external="web:6f1e").number.endswith("-LYP-000002")
