"""The booking of a person into a suite: its steps in order, what is done, what comes next, what is wanted by when. Pure.

A step is never a gate: each can be left and taken up later, in any order. What a step wants by law comes from the stay's
own due times and limits, so that nothing here knows a country.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One step as data.

    acts: what the step writes; all of them make it done, or any of them where `one_is_enough`. ends: clocks of a pack that
    it brings to an end, besides those whose due time names one of its acts. child: only with a child. needless: acts after
    which nobody asks for the step any more.
    """

    code: str
    acts: tuple[str, ...]
    one_is_enough: bool = True
    ends: tuple[str, ...] = ()
    child: bool = False
    needless: tuple[str, ...] = ()


REFUSED = ("detention_refused", "released", "released_on_bail", "transferred")

PLANS: tuple[Plan, ...] = (
    Plan(code="arrival", acts=("arrived_at_station", "arrived_after_transfer", "surrendered_to_bail")),
    Plan(code="handover", acts=("handed_over", "bringing_account", "detainee_account"), one_is_enough=False),
    Plan(code="identity", acts=("identity",)),
    Plan(code="rights", acts=("rights_told",), ends=("rights_told",)),
    Plan(
        code="decision",
        acts=("detention_authorised", "detention_refused"),
        needless=("released", "released_on_bail", "transferred"),
    ),
    Plan(
        code="telling",
        acts=("legal_aid_informed", "lawyer_contacted", "third_person_informed"),
        ends=("legal_aid_informed", "family_informed", "third_person_on_request", "lawyer_access"),
    ),
    Plan(code="child", acts=("guardianship_told", "appropriate_adult"), child=True, needless=REFUSED),
    Plan(code="vulnerability", acts=("vulnerability",), needless=REFUSED),
    Plan(code="risk", acts=("risk_assessed", "level_set"), one_is_enough=False, needless=REFUSED),
    Plan(code="body", acts=("body_map", "injury_noted", "medically_examined"), ends=("medical_help",)),
    Plan(code="search", acts=("search",), needless=REFUSED),
    Plan(code="property", acts=("property_taken",), needless=REFUSED),
    Plan(code="cell", acts=("cell_allocated",), needless=REFUSED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One entry of the stay: its number, its act, when it happened."""

    number: int
    act: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the stay owes: `key` of the due time or id of the clock, the act that answers it (or ""), until when, by which
    article. due_at None: at once, or a limit that is not known."""

    key: str
    act: str = ""
    due_at: datetime | None = None
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of one booking. state: done, begun, open, needless; `missing`: its acts without an entry."""

    code: str
    state: str
    missing: tuple[str, ...]
    seen: tuple[Seen, ...] = ()
    wanted: tuple[Wanted, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "begun")

    @property
    def due_at(self) -> datetime | None:
        """The first due time among what is wanted."""
        return min((one.due_at for one in self.wanted if one.due_at is not None), default=None)


def steps(*, seen: Iterable[Seen], wanted: Sequence[Wanted] = (), minor: bool = False) -> list[Step]:
    """The steps of this booking in their order."""
    by_act: dict[str, list[Seen]] = {}
    for one in seen:
        by_act.setdefault(one.act, []).append(one)
    return [_step(plan, by_act, wanted) for plan in PLANS if minor or not plan.child]


def _step(plan: Plan, by_act: Mapping[str, list[Seen]], wanted: Sequence[Wanted]) -> Step:
    entries = tuple(
        sorted((one for act in plan.acts for one in by_act.get(act, ())), key=lambda one: one.number)
    )
    missing = tuple(act for act in plan.acts if act not in by_act)
    asked = tuple(one for one in wanted if one.act in plan.acts or one.key in plan.ends)
    done = bool(entries) and (plan.one_is_enough or not missing)
    if done and not (plan.ends and asked):
        return Step(code=plan.code, state="done", missing=() if plan.one_is_enough else missing, seen=entries)
    state = "begun" if entries else "needless" if _over(plan, by_act) else "open"
    return Step(code=plan.code, state=state, missing=missing, seen=entries, wanted=asked)


def _over(plan: Plan, by_act: Collection[str]) -> bool:
    return any(act in by_act for act in plan.needless)


def following(found: Sequence[Step], *, after: str = "") -> Step | None:
    """The step that comes next: the first open one after this step, then the first open one at all; None: all is done."""
    codes = [one.code for one in found]
    start = codes.index(after) + 1 if after in codes else 0
    return next((one for one in [*found[start:], *found[:start]] if one.is_open and one.code != after), None)


def progress(found: Sequence[Step]) -> tuple[int, int]:
    """How many steps are done or needless, and how many there are."""
    return sum(1 for one in found if not one.is_open), len(found)
