"""From a draft to the public and back, behind the lock."""

from datetime import timedelta

import pytest

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from quartier.core.publication import queries as publication
from quartier.core.registry import kinds, lock
from quartier.features.news import actions, queries

pytestmark = pytest.mark.database


def test_a_second_person_lets_a_text_out(town) -> None:
    item = town.write()
    with lock.as_account(town.writer) as visit:
        with pytest.raises(NotAllowed, match="needs_second_person"):
            actions.publish(item=item, by=visit, at=visit.now)
        actions.offer(item=item, by=visit, at=visit.now)
        with pytest.raises(Conflict, match="already_offered"):
            actions.offer(item=item, by=visit, at=visit.now)
    with lock.as_account(town.second) as visit:
        tag = actions.publish(item=item, by=visit, at=visit.now)
        assert queries.item_for(visit, item).state == "public"
    notice = publication.notice(tag)
    assert notice.titles == {"uk": "Ліхтарі світять", "en": "Lamps shine"}
    assert notice.second
    assert notice.area == town.beat.id


def test_drafts_are_hidden_from_other_organisations_and_from_visitors(town) -> None:
    item = town.write()
    with lock.as_account(town.stranger) as visit:
        assert queries.items_for(visit) == []
        with pytest.raises(NotFound):
            queries.item_for(visit, item)
    with lock.visit(None) as visit:
        assert queries.count_for(visit) == 0
        with pytest.raises(NotAllowed):
            actions.offer(item=item, by=visit, at=visit.now)


def test_two_people_editing_lose_nothing(town) -> None:
    item = town.write()
    with lock.as_account(town.writer) as visit:
        actions.edit(item=item, text=town.text(titles={"uk": "Перша"}), version=1, by=visit, at=visit.now)
    with lock.as_account(town.second) as visit:
        with pytest.raises(Conflict, match="edited_meanwhile"):
            actions.edit(item=item, text=town.text(titles={"uk": "Друга"}), version=1, by=visit, at=visit.now)
        assert queries.item_for(visit, item).titles == {"uk": "Перша"}


def test_an_edited_text_goes_out_anew_and_takes_the_place_of_the_old_one(town) -> None:
    first = town.published()
    with lock.as_account(town.writer) as visit:
        item = queries.items_for(visit)[0]
        changed = town.text(titles={"uk": "Чотири ліхтарі"}, texts={"uk": "Працюють."})
        actions.edit(item=item.id, text=changed, version=item.version, by=visit, at=visit.now)
        assert queries.item_for(visit, item.id).state == "draft"
    with lock.as_account(town.second) as visit:
        second = actions.publish(item=item.id, by=visit, at=visit.now)
    assert [notice.tag for notice in publication.notices(origin="news")] == [second]
    assert publication.notice(first).withdrawn_at is not None


def test_sending_back_and_withdrawing_need_words(town) -> None:
    item = town.write()
    with lock.as_account(town.writer) as visit:
        actions.offer(item=item, by=visit, at=visit.now)
    with lock.as_account(town.second) as visit:
        with pytest.raises(Invalid):
            actions.send_back(item=item, reason=" ", by=visit, at=visit.now)
        actions.send_back(item=item, reason="Коли саме?", by=visit, at=visit.now)
        assert queries.item_for(visit, item).state == "draft"
        with pytest.raises(Conflict, match="not_waiting"):
            actions.send_back(item=item, reason="Ще раз", by=visit, at=visit.now)
        with pytest.raises(Conflict, match="not_public"):
            actions.withdraw(item=item, reasons={"uk": "Помилка"}, by=visit, at=visit.now)
        tag = actions.publish(item=item, by=visit, at=visit.now)
        with pytest.raises(Invalid):
            actions.withdraw(item=item, reasons={"en": "Mistake"}, by=visit, at=visit.now)
        actions.withdraw(item=item, reasons={"uk": "Помилка", "en": "Mistake"}, by=visit, at=visit.now)
        assert queries.item_for(visit, item).state == "withdrawn"
    assert publication.notice(tag).reasons["en"] == "Mistake"


def test_gaps_are_told_when_a_text_is_offered(town) -> None:
    item = town.write(kind="alert", titles={"uk": "", "en": "Ice"}, texts={"uk": "", "en": ""})
    with lock.as_account(town.writer) as visit:
        with pytest.raises(Invalid) as caught:
            actions.offer(item=item, by=visit, at=visit.now)
        found = {problem.code for problem in caught.value.problems}
        assert found == {"alert_without_end", "own_language_missing", "half_a_language"}
        with pytest.raises(Invalid):
            actions.write(
                text=town.text(titles={}),
                place=town.place.id,
                organisation=town.council.id,
                by=visit,
                at=visit.now,
            )


def test_an_alert_goes_out_at_once_and_ends(town) -> None:
    with lock.as_account(town.writer) as visit:
        until = visit.now + timedelta(hours=4)
    item = town.write(kind="alert", expires_at=until)
    with lock.as_account(town.writer) as visit:
        actions.publish(item=item, by=visit, at=visit.now)
        assert publication.count_notices(at=visit.now) == 1
        assert publication.count_notices(at=until) == 0
        assert not publication.notices()[0].second


def test_the_spine_knows_news(town) -> None:
    item = town.write()
    kind = kinds.kind(actions.KIND)
    with lock.as_account(town.writer) as visit:
        actions.offer(item=item, by=visit, at=visit.now)
        assert kind.label(item) == "Ліхтарі світять"
        assert str(item) in kind.address(item)
        assert kind.export(item)["steps"][0]["step"] == "offered"
        assert "lamps" in kind.search_text(item).casefold()
        assert [entry.text for entry in kind.timeline(item)]
        assert kind.summary(item)["kind"] == "prevention"
