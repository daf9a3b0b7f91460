"""What is due for one person: checks, medicines, rights, decisions, reviews, meals. Pure.

Nothing here is late: that follows from `due_at` and the moment at which somebody looks. A person who is out of the suite is
somebody else's to look after, so only what the law asks is due for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from quartier.features.custody.rules.asking import ASK_AGAIN
from quartier.features.custody.rules.history import Face, newest_of

SEEN = frozenset({"check", "rouse", "level_set", "cell_allocated", "returned_from_hospital", "brought_back"})
DECIDED = ("detention_authorised", "detention_refused", "released", "released_on_bail", "charged")
# Nobody's law: how long a suite may take for what must be done at once, so that the board can name a time.
AT_ONCE = timedelta(minutes=30)
ASSESS_WITHIN = timedelta(minutes=60)
GIVEN_BEFORE = timedelta(hours=1)  # a medicine that was given so long before its time is the one of that time
SOON = timedelta(minutes=10)
# By clock of a pack: as the board calls it, and the act that does it.
CLOCKS: Mapping[str, tuple[str, str]] = {
    "rights_told": ("rights", "rights_told"),
    "family_informed": ("third_person", "third_person_informed"),
    "third_person_on_request": ("third_person", "third_person_informed"),
    "legal_aid_informed": ("legal_aid", "legal_aid_informed"),
    "lawyer_access": ("lawyer", "lawyer_contacted"),
    "medical_help": ("medical", "medically_examined"),
    "review": ("review", "review_done"),
    "interview_length": ("interview", "interview_ended"),
}
# By right: the acts that grant it, after which nobody asks any more.
GRANTED: Mapping[object, tuple[str, ...]] = {
    "lawyer": ("lawyer_contacted", "lawyer_arrived", "lawyer_talk_started"),
    "inform": ("third_person_informed",),
    "medical": ("medically_examined",),
    "consulate": ("consulate_told",),
}
RUNS = frozenset({"running", "late"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that must be done by `due_at`. An alarm is raised once for a `key` and its `due_at`. `what`: a code.

    `severity`: 1 is somebody's life or liberty, 2 a check, a medicine or a right, 3 care. `act`: what does it. `soon_at`:
    from when on it is shown as near.
    """

    key: str
    what: str
    due_at: datetime
    soon_at: datetime
    severity: int = 3
    act: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One clock of the rule pack, as it was read after the last entry. `type`: of the limit, such as hours or at_once."""

    id: str
    names: Mapping[str, str]
    article: str
    state: str
    verified: bool
    paused: bool
    started_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    consequence: str = ""
    type: str = ""

    @property
    def frees(self) -> bool:
        """Whether the person must be released when it is over."""
        return self.consequence.startswith("release")


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What a pack asks for: the longest time between two checks by level, and to the next meal; articles by the same codes.

    `decides`: the pack gives somebody the decision on detention.
    """

    levels: Mapping[str, timedelta] = field(default_factory=dict)
    meal: timedelta | None = None
    articles: Mapping[str, str] = field(default_factory=dict)
    decides: bool = False


def dues(
    faces: Sequence[Face],
    *,
    where: str,
    arrived: datetime | None,
    level: str,
    limits: Iterable[Limit],
    care: Care,
) -> list[Due]:
    """Everything due, the earliest first. `faces`: the entries that count, in their order."""
    found = of_law(limits, where=where, arrived=arrived)
    if where == "held":
        found += checks(faces, level=level, care=care)
        found += [*medicines(faces), *doctors(faces), *meals(faces, arrived=arrived, care=care)]
        found += [*booking(faces, arrived=arrived, care=care), *answers(faces)]
    return sorted(found, key=lambda due: (due.due_at, due.severity, due.key))


def of_law(limits: Iterable[Limit], *, where: str, arrived: datetime | None) -> list[Due]:
    """Duties of the pack that end in no release: rights, notices, reviews. What is due at once gets a time from arrival."""
    found = []
    for limit in limits:
        if limit.state not in RUNS or limit.frees or where == "street":
            continue
        what, act = CLOCKS.get(limit.id, (limit.id, ""))
        due_at = limit.due_at
        if due_at is None and limit.type == "at_once" and limit.started_at:
            due_at = max(limit.started_at, arrived or limit.started_at) + AT_ONCE
        if due_at is not None:
            found.append(_due(limit.id, what, due_at, severity=2, act=act, article=limit.article))
    return found


def checks(faces: Sequence[Face], *, level: str, care: Care) -> list[Due]:
    """The next check, by the level at which the person is watched; the lawyer in the room is not disturbed."""
    last = newest_of(faces, *SEEN)
    every = care.levels.get(level)
    if last is None or every is None or every <= timedelta(0):
        return []
    rouse = level == "rousing"
    if rouse:
        last = newest_of(faces, "rouse", "level_set", "returned_from_hospital") or last
    due_at = last.occurred_at + every
    began, ended = newest_of(faces, "lawyer_talk_started"), newest_of(faces, "lawyer_talk_ended")
    if began and (ended is None or _after(began, ended)):
        return []
    if ended:
        due_at = max(due_at, ended.occurred_at)
    what, act = ("check_rouse", "rouse") if rouse else ("check", "check")
    severity = 1 if rouse or level in {"constant", "close"} else 2
    article = care.articles.get(level, "")
    return [
        _due("check", what, due_at, severity=severity, act=act, article=article, soon=min(every / 4, SOON))
    ]


def medicines(faces: Sequence[Face]) -> list[Due]:
    """Each time at which a medicine must be given and for which none was given, declined or left out yet."""
    times = sorted(
        {
            datetime.fromisoformat(row["at"])
            for face in faces
            if face.act == "medication_due"
            for row in face.values.get("times", [])
            if isinstance(row, Mapping) and row.get("at")
        }
    )
    given = [face.occurred_at for face in faces if face.act == "medication_given"]
    found = []
    for at in times:
        done = next((one for one in given if one >= at - GIVEN_BEFORE), None)
        if done is not None:
            given.remove(done)
        else:
            found.append(
                _due(f"medication {at.isoformat()}", "medication", at, severity=2, act="medication_given")
            )
    return found


def doctors(faces: Sequence[Face]) -> list[Due]:
    """A doctor who was asked for and has not come yet, and a second look that was set."""
    found = []
    seen = newest_of(faces, "medically_examined")
    asked = newest_of(faces, "medical_requested")
    if asked and (seen is None or _after(asked, seen)):
        expected = asked.values.get("expected_at")
        due_at = datetime.fromisoformat(expected) if expected else asked.occurred_at + ASSESS_WITHIN
        found.append(_due("medical", "medical", due_at, severity=1, act="medically_examined"))
    again = newest_of(faces, "recheck_due")
    if again and again.values.get("due_at"):
        due_at = datetime.fromisoformat(again.values["due_at"])
        if seen is None or not _after(seen, again):
            found.append(
                _due(f"recheck {again.number}", "recheck", due_at, severity=2, act="medically_examined")
            )
    return found


def answers(faces: Sequence[Face]) -> list[Due]:
    """Rights about which to ask again: the person put the answer off or could not give one, and nobody granted it."""
    newest = {face.values.get("right"): face for face in faces if face.act == "right_answer"}
    found = []
    for right, face in newest.items():
        answer = face.values.get("answer")
        if answer not in ASK_AGAIN or any(
            _after(one, face) for one in faces if one.act in GRANTED.get(right, ())
        ):
            continue
        named = face.values.get("ask_again_at")
        due_at = datetime.fromisoformat(named) if named else face.occurred_at + ASK_AGAIN[answer]
        found.append(_due(f"right {right}", "right", due_at, severity=2, act="rights_told"))
    return found


def meals(faces: Sequence[Face], *, arrived: datetime | None, care: Care) -> list[Due]:
    """The next meal: a day's meals lie evenly, counted from the last one or from arrival."""
    last = newest_of(faces, "meal")
    since = last.occurred_at if last else arrived
    if care.meal is None or since is None:
        return []
    return [
        _due("meal", "meal", since + care.meal, severity=3, act="meal", article=care.articles.get("meal", ""))
    ]


def booking(faces: Sequence[Face], *, arrived: datetime | None, care: Care) -> list[Due]:
    """The decision on detention, where somebody has it, and the first assessment of risks."""
    if arrived is None:
        return []
    found = []
    if care.decides and newest_of(faces, *DECIDED) is None:
        article = care.articles.get("decision", "")
        found.append(
            _due(
                "decision",
                "decision",
                arrived + AT_ONCE,
                severity=2,
                act="detention_authorised",
                article=article,
            )
        )
    if newest_of(faces, "risk_assessed") is None:
        found.append(_due("risk", "risk", arrived + ASSESS_WITHIN, severity=2, act="risk_assessed"))
    return found


def _after(one: Face, other: Face) -> bool:
    return (one.occurred_at, one.number) > (other.occurred_at, other.number)


def _due(
    key: str,
    what: str,
    due_at: datetime,
    *,
    severity: int,
    act: str,
    article: str = "",
    soon: timedelta = SOON,
) -> Due:
    return Due(
        key=key,
        what=what,
        due_at=due_at,
        soon_at=due_at - soon,
        severity=severity,
        act=act,
        article=article,
    )
