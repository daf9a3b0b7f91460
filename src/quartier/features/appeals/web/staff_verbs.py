"""The acts of a clerk as a table: what each asks for, says, and does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Refusal
from quartier.core.promises.actions import Said
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.features.appeals import actions, queries
from quartier.features.appeals.queries import AppealView
from quartier.features.appeals.web import staff_forms as forms

Do = Callable[[AppealView, Any, Visit], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: its step, what its button says, what is asked for, what happens then, its form and its verb.

    `bulk`: whether it can be done with many at once, because it says the same of each.
    """

    step: str
    label: Any
    hint: Any
    then: Any
    form: type[forms.ActForm]
    do: Do
    bulk: bool = False


def _words(data: dict[str, Any], row: AppealView) -> dict[str, str]:
    text = data.get("words", "").strip()
    return {row.language: text} if text else {}


def _acknowledge(row: AppealView, form: Any, by: Visit) -> None:
    actions.acknowledge(appeal=row.id, by=by, at=by.now)


def _assign(row: AppealView, form: Any, by: Visit) -> None:
    actions.assign(appeal=row.id, account=UUID(form.cleaned_data["account"]), by=by, at=by.now)


def _forward(row: AppealView, form: Any, by: Visit) -> None:
    data = form.cleaned_data
    actions.forward(
        appeal=row.id,
        to=[int(body) for body in data["to"]],
        reason=data["reason"],
        words=_words(data, row),
        keep=data["keep"],
        by=by,
        at=by.now,
    )


def _ask(row: AppealView, form: Any, by: Visit) -> None:
    data = form.cleaned_data
    actions.ask_back(appeal=row.id, words=_words(data, row), until=data["until"], by=by, at=by.now)


def _give(row: AppealView, form: Any, by: Visit) -> None:
    actions.give(appeal=row.id, words=_words(form.cleaned_data, row), by=by, at=by.now)


def _answer(row: AppealView, form: Any, by: Visit) -> None:
    data = form.cleaned_data
    actions.answer(
        appeal=row.id,
        outcome=data["outcome"],
        words=_words(data, row),
        public_words=form.public_words(),
        template=data["template"],
        promise=_promise(row, form, by),
        by=by,
        at=by.now,
    )


def _promise(row: AppealView, form: Any, by: Visit) -> Said | None:
    """The promise that the answer gives, if it gives one."""
    data = form.cleaned_data
    if not data.get("promise"):
        return None
    zone = territory.area(id=row.place, with_geometry=False).zone
    return Said(
        area=row.area,
        office=data["promise_office"],
        language=row.language,
        text=data["promise"],
        made_on=by.now.astimezone(zone).date(),
        due_on=data["promise_due"],
    )


def _extend(row: AppealView, form: Any, by: Visit) -> None:
    data = form.cleaned_data
    actions.extend(appeal=row.id, until=data["until"], words=_words(data, row), by=by, at=by.now)


def _reopen(row: AppealView, form: Any, by: Visit) -> None:
    actions.reopen(appeal=row.id, words=_words(form.cleaned_data, row), by=by, at=by.now)


def _escalate(row: AppealView, form: Any, by: Visit) -> None:
    data = form.cleaned_data
    actions.escalate(appeal=row.id, to=int(data["to"]), words=_words(data, row), by=by, at=by.now)


def _close(row: AppealView, form: Any, by: Visit) -> None:
    data = form.cleaned_data
    actions.close(appeal=row.id, reason=data["reason"], words=_words(data, row), by=by, at=by.now)


def _join(row: AppealView, form: Any, by: Visit) -> None:
    data = form.cleaned_data
    other = UUID(data["other"]) if data.get("other") else _by_number(data["number"], by)
    actions.join(appeal=row.id, to=other, by=by, at=by.now)


def _by_number(number: str, by: Visit) -> UUID:
    """The request whose number was typed by hand."""
    found = [one for one in queries.find(by, text=number) if one.number == number.strip()]
    if not found:
        raise Refusal("appeals.no_such_number")
    return found[0].id


def _part(row: AppealView, form: Any, by: Visit) -> None:
    actions.part(appeal=row.id, by=by, at=by.now)


def _note(row: AppealView, form: Any, by: Visit) -> None:
    actions.note(appeal=row.id, words=_words(form.cleaned_data, row), by=by, at=by.now)


def _weigh(row: AppealView, form: Any, by: Visit) -> None:
    actions.weigh(
        appeal=row.id,
        facts={name: value for name, value in form.facts().items() if value is not None},
        by=by,
        at=by.now,
    )


ACTS = {
    act.step: act
    for act in (
        Act(
            step="answered",
            label=_("Answer"),
            hint=_(
                "Answer each question of the request. A refusal names its ground and how to challenge it."
            ),
            then=_(
                "The person gets the answer at once. What stands there for everybody is public at once, and stays."
            ),
            form=forms.AnswerForm,
            do=_answer,
        ),
        Act(
            step="acknowledged",
            label=_("Say that it is in hand"),
            hint=_("The person hears that somebody has read it. This is not an answer: the term runs on."),
            then="",
            form=forms.PlainForm,
            do=_acknowledge,
            bulk=True,
        ),
        Act(
            step="assigned",
            label=_("Give to a colleague"),
            hint=_("Whoever the request is about is not on the list."),
            then="",
            form=forms.AssignForm,
            do=_assign,
            bulk=True,
        ),
        Act(
            step="forwarded",
            label=_("Send on"),
            hint=_(
                "Choose every body that must answer. Each gets a request of its own, with a term of its own."
            ),
            then=_("The person is told to whom it went. Followers are taken along."),
            form=forms.ForwardForm,
            do=_forward,
            bulk=True,
        ),
        Act(
            step="asked",
            label=_("Ask the person"),
            hint=_("Only what you need to decide."),
            then=_("The person gets the question, and can answer it by the page or at the desk."),
            form=forms.AskForm,
            do=_ask,
        ),
        Act(
            step="given",
            label=_("Enter what the person told"),
            hint=_("When the person answers by telephone, at the desk, or by letter."),
            then="",
            form=forms.GivenForm,
            do=_give,
        ),
        Act(
            step="extended",
            label=_("Extend the term"),
            hint=_("An extension holds only with its notice to the person, sent before the term ends."),
            then=_("The person gets the new day and the reason. The first day stays visible."),
            form=forms.ExtendForm,
            do=_extend,
        ),
        Act(
            step="escalated",
            label=_("Raise to the body above"),
            hint=_("When you cannot decide, or when it was late for too long."),
            then=_("That body sees it in its queue, and the person is told."),
            form=forms.EscalateForm,
            do=_escalate,
        ),
        Act(
            step="joined",
            label=_("Join to an earlier request"),
            hint=_("When somebody has asked for the same before. Both get the same answer."),
            then=_("The person is told, and hears of every step of the earlier one."),
            form=forms.JoinForm,
            do=_join,
        ),
        Act(
            step="parted",
            label=_("Take apart again"),
            hint=_("When it is not the same matter after all. It runs on for itself."),
            then="",
            form=forms.PlainForm,
            do=_part,
        ),
        Act(
            step="reopened",
            label=_("Open again"),
            hint=_("When the answer left something out, or the person shows that nothing was done."),
            then=_("A new term begins. The person is told."),
            form=forms.ReasonForm,
            do=_reopen,
        ),
        Act(
            step="weighed",
            label=_("Weigh for its term"),
            hint=_("What the law asks about a request before it gives it a term."),
            then="",
            form=forms.WeighForm,
            do=_weigh,
        ),
        Act(
            step="noted",
            label=_("Note for colleagues"),
            hint="",
            then="",
            form=forms.NoteForm,
            do=_note,
            bulk=True,
        ),
        Act(
            step="closed",
            label=_("Leave without consideration"),
            hint=_("Only on one of these grounds. Everything else gets an answer, even a no."),
            then=_("The person is told the ground, and how to challenge it."),
            form=forms.CloseForm,
            do=_close,
            bulk=True,
        ),
    )
}


def bulk_choices() -> list[tuple[str, str]]:
    return [(step, str(act.label)) for step, act in ACTS.items() if act.bulk]
