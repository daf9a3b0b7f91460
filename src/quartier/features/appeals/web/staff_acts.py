"""What a clerk does with one request: each act has a page of its own, because it is entered in the ledger and stays."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid, Refusal
from quartier.core.law import queries as law
from quartier.core.promises import actions as promises
from quartier.core.registry.visits import Visit
from quartier.features.appeals import desks, queries
from quartier.features.appeals.queries import HANDLE, AppealView
from quartier.features.appeals.rules import conflicts, extending
from quartier.features.appeals.rules.standing import RUNNING
from quartier.features.appeals.web import staff_forms as forms
from quartier.features.appeals.web import staff_frame, staff_reading, staff_words
from quartier.features.appeals.web.staff_begin import begun, offered
from quartier.features.appeals.web.staff_frame import last_day, permitted
from quartier.features.appeals.web.staff_verbs import ACTS, Act
from quartier.ui.forms.base import add_problems, form_page
from quartier.ui.tags.texts import plain_date


def acts_of(row: AppealView) -> dict[str, Any]:
    """What may be done now: the answer as the main act, the rest in order."""
    found = [
        {"step": step, "label": str(act.label), "url": reverse("appeals_staff:act", args=[row.id, step])}
        for step, act in ACTS.items()
        if step in row.open_steps or (step == "given" and row.handled and row.state in RUNNING)
    ]
    main = next((one for one in found if one["step"] in ("answered", "reopened")), None)
    return {"main": main, "others": [one for one in found if one is not main]} if found else {}


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
        "other": [
            (str(one.id), f"{one.number} {one.title}") for one in queries.open_like(visit, appeal=first)
        ]
        if len(rows) == 1
        else [],
    }


def made(act: Act, row: AppealView, request: HttpRequest, choices: Any, **more: Any) -> forms.ActForm:
    """The form of an act for one request."""
    if act.step == "answered":
        promises.desk(area=row.area, organisation=row.organisation, by=request.visit)
        shown = staff_reading.is_public(row)
        more |= {"shown": shown, "promises": request.visit.may("promises.write")}
        more["initial"] = begun(row, request.visit, request.GET.get("text", ""))
    if act.step == "weighed":
        more["facts"] = _facts_of(row)
    if act.step == "assigned":
        more["initial"] = {"account": str(row.assigned_to or request.visit.account)}
    return act.form(
        request.POST if request.method == "POST" else None, language=row.language, choices=choices, **more
    )


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
    context = staff_frame.context(request, "queue") | _page(request, row, chosen)
    return form_page(request, "appeals_staff/act.html", form, context)


def _page(request: HttpRequest, row: AppealView, chosen: Act) -> dict[str, Any]:
    """What stands around the form of an act."""
    found: dict[str, Any] = {
        "item": staff_reading.head(row),
        "label": chosen.label,
        "hint": chosen.hint,
        "next": chosen.then,
    }
    if chosen.step == "answered":
        found["templates"] = offered(row, request.visit, request.GET.get("text", ""))
    if chosen.step == "extended":
        found["last"] = _latest(row, request.visit)
    return found


def _latest(row: AppealView, visit: Visit) -> dict[str, str]:
    """Until when the rules let this term be extended today, with their article."""
    pack = queries.pack_of(row)
    most = extending.latest(pack, before=queries.history_of(row, row.steps), at=visit.now) if pack else None
    if most is None or row.due_at is None or most <= row.due_at:
        return {
            "title": gettext("The rules allow no extension here"),
            "text": gettext("Answer within the term."),
        }
    return {
        "title": gettext("Until the end of %(day)s at the latest") % {"day": plain_date(last_day(most))},
        "text": gettext("The term holds until the end of %(day)s.")
        % {"day": plain_date(last_day(row.due_at))},
    }


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
