"""The page of rights: read together with the person, in their language, answered right by right."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from quartier.core.kit.errors import Invalid, Refusal
from quartier.features.custody import drafting, queries, rights
from quartier.features.custody.rights import Sitting
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.asking import Asked
from quartier.features.custody.rules.notices.notice import Letter
from quartier.features.custody.views import StayView
from quartier.features.custody.web import frame, once, rights_letter, rights_shown, signing
from quartier.features.custody.web.frame import DECIDE, permitted
from quartier.features.custody.web.rights_forms import RightsForm
from quartier.ui.forms.base import form_page

FIELDS = {"occurred_at": "at"}
DRAFT = "rights"


@never_cache
@permitted(DECIDE)
def page(request: HttpRequest, id: UUID) -> HttpResponse:
    """All rights of the person at once; what is answered becomes entries in one go."""
    stay = queries.stay_for(request.visit, id)
    entries = queries.entries_of(request.visit, id)
    with frame.in_zone(stay.suite):
        asked = rights.asked_of(stay, entries, at=request.visit.now)
        letter = rights_letter.of(request, stay, entries)
        form = _form(request, stay, asked, letter.language)
        sent = request.method == "POST" and "drop" not in request.POST
        if sent and form.is_valid() and _taken(form, request, stay):
            return redirect(f"{reverse('custody:rights', args=[id])}?read={letter.language}")
        request.look([stay.id], "custody rights")
        return form_page(request, "custody/rights.html", form, _page(request, stay, form, asked, letter))


def _form(request: HttpRequest, stay: StayView, asked: tuple[Asked, ...], read: str) -> RightsForm:
    """The form as it was sent; else what was typed earlier and never sent; else an empty one."""
    typed, draft = request.POST if request.method == "POST" else None, None
    if typed is None or "drop" in typed:
        typed, draft = None, _draft(request, stay)
    form = RightsForm(
        typed if draft is None else draft, asked=asked, read=read, pack=stay.pack, now=request.visit.now
    )
    form.begun = draft is not None
    if form.begun:
        form.full_clean()
        form._errors.clear()  # nobody has sent it yet: what is missing is not wrong
    return form


def _draft(request: HttpRequest, stay: StayView) -> QueryDict | None:
    """What this visit typed and did not send; forgotten where that is asked for."""
    if "drop" in request.POST:
        drafting.drop(about=stay.id, act=DRAFT, by=request.visit)
        return None
    kept = drafting.one(about=stay.id, act=DRAFT, by=request.visit)
    if kept is None:
        return None
    found = QueryDict(mutable=True)
    for name, each in kept.typed.items():
        found.setlist(name, list(each))
    return found


def _taken(form: RightsForm, request: HttpRequest, stay: StayView) -> bool:
    """Whether it was written down, now or by an earlier press; else the refusal is on the form."""
    if not once.is_new(request):
        return True
    data, visit = form.cleaned_data, request.visit
    sitting = Sitting(
        occurred_at=form.occurred_at(),
        told=form.told(),
        answers=form.answers(),
        present=data["present"],
        signed=signing.read(data, ACTS[rights.TOLD]),
        late_reason=data["late_reason"],
    )
    try:
        rights.tell(stay=stay.id, sitting=sitting, by=visit, at=visit.now)
    except Refusal as refusal:
        _refused(form, refusal)
        return False
    once.done(request)
    drafting.drop(about=stay.id, act=DRAFT, by=visit)
    return True


def _refused(form: RightsForm, refusal: Refusal) -> None:
    problems = refusal.problems if isinstance(refusal, Invalid) else []
    for problem in problems:
        name = FIELDS.get(problem.field, f"answer_{problem.field}")
        form.add_error(name if name in form.fields else None, rights_shown.problem(problem.code))
    if not problems:
        form.add_error(None, rights_shown.problem(refusal.code))


def _page(
    request: HttpRequest, stay: StayView, form: RightsForm, asked: tuple[Asked, ...], letter: Letter
) -> dict[str, Any]:
    return {
        **frame.suite_context(request, stay.suite, ""),
        "stay": stay,
        "label": stay.label or gettext("not yet named"),
        "letter": letter,
        "cards": rights_shown.cards(asked, letter, form, stay=stay, now=request.visit.now),
        "languages": rights_letter.languages("custody:rights", stay, letter),
        "notices": rights_letter.papers(stay, letter),
        "telling": [form[name] for name in ("language", "ways", "understood", "notice")],
        "signs": signing.groups(form, ACTS[rights.TOLD]),
        "shared": [form[name] for name in ("present", "sign-held", "sign-present")],
        "times": [form["at"], form["late_reason"]],
        "draft_url": reverse("custody:draft", args=[stay.id, DRAFT]),
        "told_at": rights_shown.told_at(asked),
        "stay_url": frame.stay_url(stay.id),
        "once": once.number(request),
        **request.purposes(),
    }
