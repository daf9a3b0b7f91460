"""Writing a promise down, letting it out, and each thing that happens to it afterwards. Each act is a new row."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.registry import actions as registry
from quartier.core.registry import queries as spine
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import queries, rules
from .models import Promise, PromiseStep, PublicPromise, PublicStep
from .queries import PromiseView

KIND = "promises.promise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A promise as somebody said it. `area`: where it is to be kept; the place itself when everywhere.

    `office`: who said it, as an office and never a name. `translations`: by language, without the one it was said in.
    """

    area: int
    office: str
    language: str
    text: str
    made_on: date
    due_on: date
    translations: dict[str, str] = field(default_factory=dict)
    source: UUID | None = None


def desk(*, area: int, organisation: int, by: Visit) -> int:
    """The scope of an organisation's promises about an area. A new one is within reach from the next visit on."""
    return registry.scope_for(area=area, organisation=organisation, secrecy=0, by=by)


def write(*, said: Said, by: Visit, at: datetime) -> str:
    """Write down what the visit's own organisation has promised; returns its tag. Its `desk` must have been asked for
    in an earlier visit. Raises NotAllowed outside one's area, Invalid with all that is wrong."""
    if by.account is None or by.organisation is None or not by.may(rules.WRITE):
        raise NotAllowed("not_permitted", permit=rules.WRITE)
    area = territory.area(id=said.area, with_geometry=False)
    place = territory.area(id=area.home, with_geometry=False)
    _check(said, today=rules.local_day(at, place.zone))
    scope = desk(area=area.id, organisation=by.organisation, by=by)
    if scope not in spine.visible_scopes(by):
        raise NotAllowed("outside_your_area")
    source = _tag_of(said.source, by)
    with transaction.atomic():
        ref = registry.open_record(kind=KIND, scope=scope, by=by, at=at)
        row = Promise(
            **_values(said),
            id=ref.id,
            tag=ref.tag,
            scope_id=scope,
            place_id=place.id,
            organisation_id=by.organisation,
            source=said.source,
            source_tag=source or "",
            written_at=at,
            written_by=by.account,
        )
        Promise.objects.bulk_create([row])
        registry.index(subject=ref.id, by=by, at=at)
        fields = _values(said) | {"organisation": by.organisation, "area": said.area, "source": source}
        fields |= {"made_on": said.made_on.isoformat(), "due_on": said.due_on.isoformat()}
        del fields["translations"], fields["area_id"]
        ledger.append(kind="promises.written", record=ref.tag, fields=fields, by=by, occurred_at=at)
    return ref.tag


def let_out(*, tag: str, notice: str, by: Visit, at: datetime) -> None:
    """Make a promise public, under a notice that publication has let out in the same transaction.

    A second person does: neither who wrote it down nor who corrected it last. From here on every step is public.
    """
    check_let_out(tag=tag, by=by)
    row = Promise.objects.get(tag=tag)
    with transaction.atomic():
        out = PublicPromise(
            **{
                name: getattr(row, name) for name in (*queries.SAME, "place_id", "area_id", "organisation_id")
            },
            subject=row.id,
            notice=notice,
            let_out_at=at,
            source=row.source_tag,
        )
        PublicPromise.objects.bulk_create([out])
        steps = list(PromiseStep.objects.filter(promise_id=row.id).order_by("number"))
        PublicStep.objects.bulk_create(
            PublicStep(
                promise=out,
                number=step.number,
                step=step.step,
                organisation_id=row.organisation_id,
                words={row.language: step.words},
                corrects=step.corrects,
                at=step.at,
            )
            for step in steps
        )
        ledger.append(kind="promises.let_out", record=tag, fields={"notice": notice}, by=by, occurred_at=at)


def check_let_out(*, tag: str, by: Visit) -> PromiseView:
    """Refuses unless a second person may let this promise out now; gives it otherwise."""
    if by.account is None or not by.may("publication.decide"):
        raise NotAllowed("not_permitted", permit="publication.decide")
    view = queries.one_for(by, tag=tag)
    if view.is_public:
        raise Conflict("promises.already_public")
    last = PromiseStep.objects.filter(promise_id=view.subject).order_by("-number").first()
    if by.account in (view.written_by, last.by if last else None):
        raise NotAllowed("needs_second_person")
    return view


def correct(*, tag: str, text: str, corrects: int = 0, by: Visit, at: datetime) -> None:
    """Mend words: a new row that points to the old one, which stays. `corrects`: number of a step, 0 the promise."""
    view = queries.one_for(by, tag=tag)
    _check_act("corrected", view, by)
    rules.check_words(text)
    known = {0, *(step.number for step in view.steps if step.step != "corrected")}
    if corrects not in known:
        raise Invalid([Problem(field="corrects", code="promises.step_unknown")])
    if view.is_public:
        _step(view, "corrected", words={view.language: text.strip()}, corrects=corrects, by=by, at=at)
        return
    scope = Promise.objects.values_list("scope_id", flat=True).get(id=view.subject)
    row = PromiseStep(
        promise_id=view.subject,
        scope_id=scope,
        number=len(view.steps) + 1,
        step="corrected",
        words=text.strip(),
        corrects=corrects,
        at=at,
        by=by.account,
    )
    _add(PromiseStep, row, view, {"words": {view.language: row.words}, "corrects": corrects}, by=by, at=at)


def tell(*, tag: str, words: dict[str, str], by: Visit, at: datetime) -> None:
    """How far it has come, in the owner's words."""
    _act("told", tag, words, by=by, at=at)


def postpone(*, tag: str, due_on: date, words: dict[str, str], by: Visit, at: datetime) -> None:
    """Name a later day, with the reason. The first day stays visible and keeps counting."""
    view = queries.one_for(by, tag=tag)
    _check_act("postponed", view, by)
    after = max([view.due_on, *(step.due_on for step in view.steps if step.due_on)])
    rules.check_due(due_on, after=after, today=rules.local_day(at, view.zone))
    _act("postponed", tag, words, due_on=due_on, by=by, at=at)


def claim(*, tag: str, words: dict[str, str], by: Visit, at: datetime) -> None:
    """Say that it is kept, with evidence. Until somebody else confirms it, it is only said."""
    _act("claimed", tag, words, by=by, at=at)


def confirm(*, tag: str, words: dict[str, str], by: Visit, at: datetime) -> None:
    """Another organisation has looked: it is kept, since the day on which its owner said so."""
    _act("confirmed", tag, words, by=by, at=at)


def dispute(*, tag: str, words: dict[str, str], by: Visit, at: datetime) -> None:
    """Another organisation has looked: it is not kept. It runs on, late if its day is over."""
    _act("disputed", tag, words, by=by, at=at)


def drop(*, tag: str, words: dict[str, str], by: Visit, at: datetime) -> None:
    """It will not be done: who decided that and why."""
    _act("dropped", tag, words, by=by, at=at)


def _act(
    code: str, tag: str, words: dict[str, str], *, due_on: date | None = None, by: Visit, at: datetime
) -> None:
    view = queries.one_for(by, tag=tag)
    _check_act(code, view, by)
    if not view.is_public:
        raise Conflict("promises.not_public")
    tidy = {language: text.strip() for language, text in words.items() if text.strip()}
    for text in tidy.values() or [""]:
        rules.check_words(text)
    _step(view, code, words=tidy, due_on=due_on, by=by, at=at)


def _check_act(code: str, view: PromiseView, by: Visit) -> None:
    rules.check_act(
        code,
        state=view.standing.state,
        owner=view.organisation,
        organisation=by.organisation if by.account else None,
        permitted=by.may(rules.ACTS[code].permit),
    )


def _step(
    view: PromiseView,
    code: str,
    *,
    words: dict[str, str],
    due_on: date | None = None,
    corrects: int | None = None,
    by: Visit,
    at: datetime,
) -> None:
    row = PublicStep(
        promise_id=PublicPromise.objects.values_list("id", flat=True).get(tag=view.tag),
        number=len(view.steps) + 1,
        step=code,
        organisation_id=by.organisation,
        words=words,
        due_on=due_on,
        corrects=corrects,
        at=at,
    )
    more: dict[str, Any] = {"corrects": corrects} if code == "corrected" else {}
    more |= {"due_on": due_on.isoformat()} if due_on else {}
    _add(PublicStep, row, view, {"words": words} | more, by=by, at=at)


def _add(model: Any, row: Any, view: PromiseView, fields: dict[str, Any], *, by: Visit, at: datetime) -> None:
    """The row and its entry. Its number is taken already when somebody else was faster."""
    try:
        with transaction.atomic():
            model.objects.bulk_create([row])
            ledger.append(
                kind=f"promises.{row.step}",
                record=view.tag,
                fields=fields | {"organisation": by.organisation},
                by=by,
                occurred_at=at,
            )
    except IntegrityError:
        raise Conflict("promises.changed_meanwhile") from None


def _check(said: Said, *, today: date) -> None:
    found = rules.check_promise(
        text=said.text,
        language=said.language,
        office=said.office,
        made_on=said.made_on,
        due_on=said.due_on,
        today=today,
    )
    if found:
        raise Invalid(found)


def _values(said: Said) -> dict[str, Any]:
    tidy = {code: text.strip() for code, text in said.translations.items() if text.strip()}
    return {
        "area_id": said.area,
        "office": said.office.strip(),
        "language": said.language,
        "text": said.text.strip(),
        "translations": {code: text for code, text in tidy.items() if code != said.language},
        "made_on": said.made_on,
        "due_on": said.due_on,
    }


def _tag_of(source: UUID | None, by: Visit) -> str | None:
    """The tag of the record a promise came from, if the visit sees it. Raises NotFound otherwise."""
    if source is None:
        return None
    found = spine.subjects_for(by).filter(id=source).values_list("tag", flat=True).first()
    if found is None:
        raise NotFound("no_such_record")
    return str(found)
