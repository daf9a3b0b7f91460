"""How a person in custody is treated: rights, what is recorded, who decides, care. Frozen types, each row cited.

Acts, fields and questions of the record are codes here; what they look like, the feature that keeps the record knows.
"""

from dataclasses import dataclass, field
from typing import Literal

from quartier.science.clocks.cited import Cited, Condition, Words
from quartier.science.clocks.limits import Limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason that a rule allows."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay(Cited):
    """A right put off for a time (a derogation): what exactly, on which grounds, by which roles of the pack, how long.

    longest: from the start of `clock` where that is named, else from the decision; `unknown` is no permission to go on.
    `until_reason_ends`: it ends with its reason, whenever that is.
    """

    id: str
    words: Words
    grounds: tuple[Ground, ...]
    by: frozenset[str]
    longest: Limit
    clock: str | None = None
    until_reason_ends: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver(Cited):
    """Whether one may do without a right, and what must then be on the record.

    minors: whether a person under 18 may. form: `informed` (told simply what is given up), `reason_asked` (asked, and
    nobody need answer), `written`, `signature`, `before_lawyer`, `told_revocable`.
    """

    allowed: bool
    minors: bool
    form: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Right(Cited):
    """One right of a person in custody, as it is told to them.

    names: what it is called. words: what is said to the person, plain. asked: an answer is asked for (wants, not now,
    declines, could not); else the right is only told. when: whom it is for. trigger: the act with which it must be
    told or granted. deadline: counted from there; `clock` names the clock of the pack that watches it. wanted: the
    event that the wish is, where the vocabulary has one; granted: acts of which one fulfils it. evidence: what proves
    it. again: acts at which it is told and asked anew.
    """

    id: str
    names: Words
    words: Words
    trigger: str
    deadline: Limit
    asked: bool = False
    when: Condition = field(default_factory=Condition)
    clock: str | None = None
    wanted: str | None = None
    granted: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    delays: tuple[Delay, ...] = ()
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Required(Cited):
    """Fields that the law wants in the entry of an act, on a condition. A record is never refused for lack of one."""

    act: str
    fields: tuple[str, ...]
    when: Condition = field(default_factory=Condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Cited):
    """Who decides what. acts: whose entries are this role's decisions. says: what `by` may say of it in an event.

    independent: not of those who investigate the case.
    """

    id: str
    names: Words
    acts: tuple[str, ...]
    says: frozenset[str] = frozenset()
    independent: bool = False
    words: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Cited):
    """A level of observation. minutes: the longest time between two checks; None where no number was set."""

    id: str
    names: Words
    minutes: int | None
    words: Words
    constant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Cited):
    """Something that a person needs at times. act: the entry that shows it.

    minutes: the longest time between two; times: so many within `hours`; minutes and hours None: as the words say.
    together: for rest, so many hours without a break within `hours`.
    """

    id: str
    kind: Literal["meal", "drink", "rest", "exercise", "hygiene", "risk", "rousing", "clothing"]
    names: Words
    words: Words
    act: str
    minutes: int | None = None
    times: int | None = None
    together: int | None = None
    hours: int | None = None
    when: Condition = field(default_factory=Condition)
