"""What may happen to a text that waits to become public: reasons, states, who may do what, and until when.

A refusal takes two people, and an objection is decided by somebody who took no part in it. Lateness is computed from the
clock and written nowhere. Kinds of reasons after the list of Ukraine's portal of e-petitions; words of our own.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem

TITLE_LENGTH, TEXT_LENGTH, WORDS_LENGTH = 140, 4_000, 2_000
EDITS, REFUSALS = "edit", "refusal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How long the moderators have. `calendars`: which calendar of working days counts in which country."""

    version: str
    working_days: int
    calendars: tuple[tuple[str, str], ...] = ()

    def calendar(self, country: str) -> str | None:
        return dict(self.calendars).get(country)


POLICY = Policy(version="2026-11", working_days=2, calendars=(("UA", "ua.martial"), ("GB", "ew.bank")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a text was changed or refused. `explain`: the code alone does not say enough, so words are asked for."""

    code: str
    use: str
    uk: str
    fr: str
    en: str
    explain: bool = False

    def say(self, language: str) -> str:
        return {"uk": self.uk, "fr": self.fr}.get(language[:2], self.en)


REASONS = (
    Reason(
        code="personal_data",
        use=EDITS,
        uk="Прибрано дані, за якими можна впізнати людину",
        fr="Des données permettant de reconnaître une personne ont été retirées",
        en="Details by which a person could be recognised were taken out",
    ),
    Reason(
        code="accusation",
        use=EDITS,
        uk="Прибрано звинувачення проти людини, яке ніхто ще не перевірив",
        fr="Une accusation contre une personne, que nul n’a encore vérifiée, a été retirée",
        en="An accusation against a person that nobody has checked yet was taken out",
    ),
    Reason(
        code="rude_words",
        use=EDITS,
        uk="Прибрано образливі слова",
        fr="Des mots blessants ont été retirés",
        en="Insulting words were taken out",
    ),
    Reason(
        code="too_exact_place",
        use=EDITS,
        uk="Місце показано менш точно, щоб захистити людей",
        fr="Le lieu est indiqué moins précisément, pour protéger les personnes",
        en="The place is shown less exactly, to protect people",
    ),
    Reason(
        code="clearer",
        use=EDITS,
        uk="Виправлено помилки чи неясні слова, зміст той самий",
        fr="Des fautes ou des mots peu clairs ont été corrigés, le sens reste le même",
        en="Mistakes or unclear words were mended, the meaning is the same",
    ),
    Reason(
        code="translation",
        use=EDITS,
        uk="Додано переклад",
        fr="Une traduction a été ajoutée",
        en="A translation was added",
    ),
    Reason(
        code="cannot_be_freed",
        use=REFUSALS,
        uk="Без особистих даних від тексту нічого не лишається",
        fr="Sans les données personnelles, il ne reste rien du texte",
        en="Without the personal details nothing of the text remains",
    ),
    Reason(
        code="only_accusation",
        use=REFUSALS,
        uk="Текст лише звинувачує певну людину. Його розглянуть, але не покажуть",
        fr="Le texte ne fait qu’accuser une personne. Il sera traité, mais pas montré",
        en="The text only accuses a certain person. It will be dealt with, but not shown",
    ),
    Reason(
        code="child",
        use=REFUSALS,
        uk="Ідеться про дитину, яку можна впізнати",
        fr="Il s’agit d’un enfant que l’on pourrait reconnaître",
        en="It is about a child who could be recognised",
    ),
    Reason(
        code="harmed_person",
        use=REFUSALS,
        uk="Ідеться про постраждалу особу, яку можна впізнати",
        fr="Il s’agit d’une victime que l’on pourrait reconnaître",
        en="It is about a harmed person who could be recognised",
    ),
    Reason(
        code="under_way",
        use=REFUSALS,
        uk="Оприлюднення зашкодить роботі, яка ще триває, або чиїйсь безпеці",
        fr="La publication nuirait à un travail en cours ou à la sécurité de quelqu’un",
        en="Showing it would harm work that is under way, or somebody’s safety",
        explain=True,
    ),
    Reason(
        code="against_the_law",
        use=REFUSALS,
        uk="Текст закликає до насильства чи ворожнечі, або закон забороняє його поширювати",
        fr="Le texte appelle à la violence ou à la haine, ou la loi interdit de le diffuser",
        en="The text calls for violence or hatred, or the law forbids spreading it",
        explain=True,
    ),
    Reason(
        code="advertising",
        use=REFUSALS,
        uk="Це реклама, а не звернення",
        fr="C’est de la publicité, et non une demande",
        en="This is advertising, not a request",
    ),
    Reason(
        code="said_before",
        use=REFUSALS,
        uk="Той самий текст від тієї самої особи вже показано",
        fr="Le même texte de la même personne est déjà montré",
        en="The same text by the same person is shown already",
        explain=True,
    ),
    Reason(
        code="no_matter",
        use=REFUSALS,
        uk="З тексту не зрозуміло, про що йдеться",
        fr="Le texte ne permet pas de comprendre de quoi il s’agit",
        en="The text does not tell what it is about",
    ),
    Reason(
        code="other_reason",
        use=REFUSALS,
        uk="Інша причина",
        fr="Un autre motif",
        en="Another reason",
        explain=True,
    ),
)
BY_CODE = {reason.code: reason for reason in REASONS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the rules need of one row. `agreed`: of a second reading or a decision on an objection."""

    step: str
    at: datetime
    by: Any = None
    agreed: bool | None = None


OPEN = ("waiting", "asked", "objected")
STATES = (*OPEN, "let_out", "refused", "upheld")
PUT = {  # step, and what was decided with it → where the text stands from then on; edits change nothing
    ("refuse_asked", None): "asked",
    ("refused", None): "refused",
    ("kept_open", None): "waiting",
    ("objected", None): "objected",
    ("decided", False): "upheld",
    ("decided", True): "waiting",
    ("let_out", None): "let_out",
}
ACTS = {  # act → in which states
    "edit": frozenset({"waiting", "objected"}),
    "let_out": frozenset({"waiting"}),
    "ask_refusal": frozenset({"waiting"}),
    "second": frozenset({"asked"}),
    "object_to": frozenset({"refused"}),
    "decide": frozenset({"objected"}),
}


def state(steps: Sequence[Step]) -> str:
    """Where a text stands after its steps, in their order."""
    stands = "waiting"
    for step in steps:
        stands = PUT.get((step.step, step.agreed), stands)
    return stands


def check_act(act: str, steps: Sequence[Step], *, who: Any, permitted: bool) -> None:
    """Refuses what is not open now, and what the same person may not do twice."""
    if not permitted:
        raise NotAllowed("not_permitted", permit="publication.moderate")
    stands = state(steps)
    if stands not in ACTS[act]:
        raise Conflict("moderation.not_now", state=stands)
    barred: Collection[Any] = ()
    if act == "second":
        barred = [step.by for step in steps if step.step == "refuse_asked"][-1:]
    if act == "decide":
        barred = [step.by for step in steps if step.step in ("refuse_asked", "refused")]
    if who in barred:
        raise NotAllowed("needs_second_person")


def check_reason(code: str, words: str, *, use: str) -> None:
    """Refuses an unknown reason, and one that needs words without them."""
    reason = BY_CODE.get(code)
    if reason is None or reason.use != use:
        raise Invalid([Problem(field="reason", code="moderation.reason_unknown")])
    if reason.explain and not words.strip():
        raise Invalid([Problem(field="words", code="reason_missing")])
    check_words(words, needed=False)


def check_words(words: str, *, needed: bool = True) -> None:
    if needed and not words.strip():
        raise Invalid([Problem(field="words", code="missing")])
    if len(words) > WORDS_LENGTH:
        raise Invalid([Problem(field="words", code="moderation.too_long", details={"most": WORDS_LENGTH})])


def check_texts(titles: dict[str, str], texts: dict[str, str], *, language: str) -> None:
    """Refuses an empty text in the author's own language, half a translation, and what is too long."""
    found = []
    for code in {language, *titles, *texts}:
        for field, said, most in (
            ("title", titles.get(code, ""), TITLE_LENGTH),
            ("text", texts.get(code, ""), TEXT_LENGTH),
        ):
            if not said.strip():
                found.append(Problem(field=f"{field}_{code}", code="missing"))
            elif len(said) > most:
                details = {"most": most}
                found.append(Problem(field=f"{field}_{code}", code="moderation.too_long", details=details))
    if found:
        raise Invalid(sorted(found, key=lambda problem: problem.field))


def due(start: datetime, *, zone: ZoneInfo, policy: Policy, is_working: Callable[[date], bool]) -> datetime:
    """The first instant after the last working day that the moderators have; the day of `start` is not counted."""
    day, left = start.astimezone(zone).date(), policy.working_days
    while left > 0:
        day += timedelta(days=1)
        left -= is_working(day)
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)


def is_weekday(day: date) -> bool:
    """Monday to Friday, where no calendar of the country is known."""
    return day.weekday() < 5


def clock_start(offered_at: datetime, steps: Sequence[Step]) -> datetime | None:
    """Since when the moderators' clock runs: an objection starts it anew. None: nothing waits for them."""
    if state(steps) not in OPEN:
        return None
    return max([offered_at, *(step.at for step in steps if step.step == "objected")])


def facts_as_shown(facts: dict[str, Any], *, wartime: bool) -> dict[str, Any]:
    """What goes out with a text: in wartime no point."""
    return {name: value for name, value in facts.items() if not (wartime and name in ("lon", "lat"))}
