"""What a clerk does with one request: each act has a page of its own, because it is entered in the ledger and stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid, Refusal
from quartier.core.law import queries as law
from quartier.core.registry.visits import Visit
from quartier.features.appeals import actions, desks, queries
from quartier.features.appeals.queries import HANDLE, AppealView
from quartier.features.appeals.rules import conflicts
from quartier.features.appeals.web import staff_forms as forms
from quartier.features.appeals.web import staff_frame, staff_reading, staff_words
from quartier.features.appeals.web.staff_frame import permitted
from quartier.ui.forms.base import add_problems, form_page

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
        promise=_promise(row, data),
        by=by,
        at=by.now,
    )


def _promise(row: AppealView, data: dict[str, Any]) -> Any:
    return None


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
    actions.join(appeal=row.id, other=data.get("other") or _by_number(data["number"], by), by=by, at=by.now)


def _by_number(number: str, by: Visit) -> str:
    """The tag of a number typed by hand."""
    found = [one for one in queries.find(by, text=number) if one.number == number.strip()]
    if not found:
        raise Refusal("appeals.no_such_number")
    return found[0].tag


def _note(row: AppealView, form: Any, by: Visit) -> None:
    actions.note(appeal=row.id, words=_words(form.cleaned_data, row), by=by, at=by.now)


def _weigh(row: AppealView, form: Any, by: Visit) -> None:
    actions.weigh(appeal=row.id, facts=form.facts(), by=by, at=by.now)


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
                "The person gets the answer at once. What you write for everybody becomes public at once, and stays."
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


def acts_of(row: AppealView) -> dict[str, Any]:
    """What may be done now: the answer as the main act, the rest in order."""
    found = [
        {"step": step, "label": str(act.label), "url": reverse("appeals_staff:act", args=[row.id, step])}
        for step, act in ACTS.items()
        if step in row.open_steps or (step == "given" and row.state == "waiting")
    ]
    main = next((one for one in found if one["step"] in ("answered", "reopened")), None)
    return {"main": main, "others": [one for one in found if one is not main]} if found else {}


def bulk_choices() -> list[tuple[str, str]]:
    return [(step, str(act.label)) for step, act in ACTS.items() if act.bulk]


def choices_for(rows: Sequence[AppealView], visit: Visit) -> dict[str, Sequence[tuple[Any, str]]]:
    """Colleagues, bodies and earlier requests that may be chosen for these requests."""
    barred = frozenset().union(*(conflicts.barred_people(row.concerned) for row in rows))
    barred_bodies = frozenset().union(*(conflicts.barred_bodies(row.concerned) for row in rows))
    first, named = rows[0], staff_frame.body_names()
    own = {row.organisation for row in rows}
    people = accounts.accounts_of(own) if len(own) == 1 else []
    bodies = [body for body in desks.bodies(first.place) if body not in own | barred_bodies]
    return {
        "account": [(str(one.id), one.name) for one in people if one.is_active and one.id not in barred],
        "to": [(body, named.get(body, str(body))) for body in bodies],
        "other": [(one.tag, f"{one.number} {one.title}") for one in queries.open_like(visit, appeal=first)]
        if len(rows) == 1
        else [],
    }


def made(act: Act, row: AppealView, request: HttpRequest, choices: Any, **more: Any) -> forms.ActForm:
    """The form of an act for one request."""
    if act.step == "answered":
        more |= {"shown": bool(row.public), "promises": request.visit.may("promises.write")}
    if act.step == "weighed":
        more["facts"] = _facts_of(row)
    if act.step == "assigned":
        more["initial"] = {"account": str(row.assigned_to or request.visit.account)}
    return act.form(request.POST or None, language=row.language, choices=choices, **more)


def _facts_of(row: AppealView) -> list[tuple[str, str, Any]]:
    """What the rule pack asks with yes or no, with what is known of it."""
    try:
        pack = law.pack(row.pack)
    except KeyError:
        return []
    tongue = staff_frame.tongue()
    return [
        (code, fact.words.get(tongue, code), row.facts.get(code))
        for code, fact in pack.facts.items()
        if fact.type == "boolean"
    ]


@permitted(HANDLE)
def act(request: HttpRequest, id: UUID, step: str) -> HttpResponse:
    """The page of one act; a refusal stands on it, and what was typed stays."""
    row = queries.appeal_for(request.visit, id=id)
    chosen = ACTS.get(step)
    if chosen is None:
        raise Http404
    request.look([row.id], f"appeal {step}")
    form = made(chosen, row, request, choices_for([row], request.visit))
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(form, lambda: chosen.do(row, form, request.visit))
    ):
        return redirect("appeals_staff:one", id=id)
    context = staff_frame.context(request, "queue") | {
        "item": staff_reading.head(row),
        "label": chosen.label,
        "hint": chosen.hint,
        "next": chosen.then,
    }
    return form_page(request, "appeals_staff/act.html", form, context)


def tried(form: Any, do: Callable[[], Any]) -> bool:
    """Whether it was done; a refusal is laid on the form."""
    try:
        do()
    except Invalid as refusal:
        add_problems(form, refusal.problems, staff_words.say)
    except Refusal as refusal:
        form.add_error(None, staff_words.sentence(refusal))
    else:
        return True
    return False
