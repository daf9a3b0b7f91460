"""How a stay stands: what counts after corrections, where somebody is, what is due and until when."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from quartier.features.custody.rules import standing
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.dues import AT_ONCE, Care, Limit
from quartier.features.custody.rules.history import Face, counting, events

START = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
CARE = Care(
    levels={"general": timedelta(hours=1), "rousing": timedelta(minutes=30)},
    meal=timedelta(hours=8),
    articles={"general": "777"},
)


def minute(number: int) -> datetime:
    return START + timedelta(minutes=number)


class Story:
    """Entries one after another; each is recorded a minute after it happened."""

    def __init__(self) -> None:
        self.faces: list[Face] = []

    def tell(self, act: str, at: int, *, corrects: UUID | None = None, voids: bool = False, **values) -> UUID:
        face = Face(
            id=uuid4(),
            number=len(self.faces) + 1,
            act=act,
            occurred_at=minute(at),
            recorded_at=minute(at + 1),
            values=values,
            corrects=corrects,
            voids=voids,
        )
        self.faces.append(face)
        return face.id

    def stand(self, *limits: Limit, **more) -> standing.Standing:
        return standing.stand(self.faces, care=CARE, limits=limits, **more)

    def due(self, key: str, *limits: Limit):
        return next((one for one in self.stand(*limits).due if one.key == key), None)


@pytest.fixture
def story() -> Story:
    told = Story()
    told.tell("deprived_of_liberty", 0)
    told.tell("arrived_at_station", 35)
    return told


def test_the_newest_of_a_chain_of_corrections_counts(story):
    first = story.tell("cell_allocated", 40, cell="1")
    second = story.tell("cell_allocated", 40, cell="2", corrects=first)
    story.tell("cell_allocated", 41, cell="3", corrects=second)
    assert [face.values.get("cell") for face in counting(story.faces)][-1] == "3"
    assert story.stand().cell == "3"


def test_what_never_happened_does_not_count(story):
    wrong = story.tell("released", 50)
    assert story.stand().where == "released"
    story.tell("released", 50, corrects=wrong, voids=True)
    assert (story.stand().where, story.stand().released_at) == ("held", None)
    assert [event["kind"] for event in events(story.faces, ACTS)] == [
        "deprived_of_liberty",
        "arrived_at_station",
    ]


def test_entries_count_by_when_they_happened_however_late_they_came(story):
    story.tell("left_for_hospital", 200)
    story.tell("returned_from_hospital", 150)
    assert story.stand().where == "out"


@pytest.mark.parametrize(
    "act,values,room",
    [
        ("interview_started", {}, "interview"),
        ("lawyer_talk_started", {}, "consultation"),
        ("cell_left", {"why": "exercise"}, "yard"),
        ("left_for_hospital", {}, "hospital"),
        ("taken_out", {"why": "court"}, "court"),
    ],
)
def test_the_cell_stays_theirs_while_they_are_elsewhere(story, act, values, room):
    story.tell("cell_allocated", 40, cell="4")
    story.tell(act, 60, **values)
    stood = story.stand()
    assert (stood.cell, stood.room) == ("4", room)


def test_the_next_check_counts_from_the_last_by_its_own_time(story):
    story.tell("cell_allocated", 40, cell="4")
    assert story.due("check").due_at == minute(100)  # the general level holds until another is set
    story.tell("level_set", 45, level="rousing")
    assert (story.due("check").act, story.due("check").due_at) == ("rouse", minute(75))
    story.tell("check", 60, seen="asleep")
    assert story.due("check").due_at == minute(75)  # a look is no rousing
    story.tell("rouse", 70, response="answers")
    assert (story.due("check").due_at, story.due("check").severity) == (minute(100), 1)


def test_nobody_disturbs_the_lawyer(story):
    story.tell("cell_allocated", 40, cell="4")
    story.tell("lawyer_talk_started", 50)
    assert story.due("check") is None
    assert "lawyer_in_room" in story.stand().marks
    story.tell("lawyer_talk_ended", 130)
    assert story.due("check").due_at == minute(130)


def test_nobody_is_checked_who_is_not_there(story):
    story.tell("cell_allocated", 40, cell="4")
    story.tell("left_for_hospital", 60)
    assert (story.due("check"), story.due("meal")) == (None, None)
    story.tell("returned_from_hospital", 300)
    assert story.due("check").due_at == minute(360)


def test_each_dose_is_due_until_one_was_given_declined_or_left_out(story):
    times = [{"at": minute(120).isoformat()}, {"at": minute(480).isoformat()}]
    story.tell("medication_due", 60, times=times)
    assert [one.due_at for one in story.stand().due if one.what == "medication"] == [minute(120), minute(480)]
    story.tell("medication_given", 110, taken="declined")
    assert [one.due_at for one in story.stand().due if one.what == "medication"] == [minute(480)]


def test_a_doctor_who_was_asked_for_is_due_until_one_has_looked(story):
    story.tell("medical_requested", 60)
    assert story.due("medical").severity == 1
    story.tell("medically_examined", 80)
    assert story.due("medical") is None
    story.tell("recheck_due", 81, due_at=minute(200).isoformat())
    assert story.due("recheck 5").due_at == minute(200)
    story.tell("medically_examined", 190)
    assert story.due("recheck 5") is None


def limit(**more) -> Limit:
    values = {"id": "rights_told", "names": {}, "article": "208", "state": "running", "verified": True}
    return Limit(**values | {"paused": False, "started_at": START} | more)


def test_what_is_due_at_once_gets_a_time_from_arrival(story):
    found = story.due("rights_told", limit(type="at_once"))
    assert (found.due_at, found.what, found.act) == (minute(35) + AT_ONCE, "rights", "rights_told")
    assert story.due("rights_told", limit(type="at_once", state="met")) is None
    assert story.due("rights_told", limit(type="unknown")) is None
    street = Story()
    street.tell("deprived_of_liberty", 0)
    assert street.stand(limit(type="at_once")).due == ()


def test_a_limit_that_frees_is_no_task(story):
    freeing = limit(id="to_court", consequence="release", due_at=minute(3600), type="hours")
    assert story.due("to_court", freeing) is None
    assert story.stand(freeing).next_due() is not None


def test_marks_say_what_must_be_seen_at_a_glance(story):
    story.tell("force_used", 1, injured="person")
    story.tell("risk_assessed", 50, self_harm_risk=True)
    story.tell("interpreter", 51, step="called")
    story.tell("appropriate_adult", 52, step="arrived")
    assert story.stand(minor=True).marks == (
        *("self_harm_risk", "child", "appropriate_adult_here", "interpreter", "injury", "force_used"),
        "rights_not_told",
    )


def test_a_standing_is_read_back_as_it_was(story):
    story.tell("cell_allocated", 40, cell="4")
    stood = story.stand(limit(type="hours", due_at=minute(3600)))
    assert standing.read(standing.plain(stood)) == stood
    assert standing.read({}).where == "street"
