"""What each step of lodging asks, shows beside it and does with the answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.core.territory.queries import AreaView
from quartier.features.appeals.web import public_code, public_desk, public_photos, public_preview, public_spot
from quartier.features.appeals.web.carried import Draft
from quartier.features.appeals.web.public_forms import (
    CheckForm,
    CodeForm,
    PhotosForm,
    StepForm,
    WhatForm,
    WhereForm,
    WhoForm,
)
from quartier.features.appeals.web.public_words import categories, say

if TYPE_CHECKING:
    from quartier.features.appeals.web.public_lodge import Walk

Maker = Callable[[Draft, AreaView, HttpRequest, bool], StepForm]


def _typed(draft: Draft, names: tuple[str, ...], request: HttpRequest, bound: bool) -> dict[str, Any]:
    """A form's arguments: what was posted, else what the draft holds."""
    if bound:
        return {"data": request.POST, "files": request.FILES}
    return {"initial": {name: getattr(draft, name) for name in names}}


def _what(draft: Draft, place: AreaView, request: HttpRequest, bound: bool) -> StepForm:
    return WhatForm(categories=categories(place.country), **_typed(draft, WhatForm.keeps, request, bound))


def _where(draft: Draft, place: AreaView, request: HttpRequest, bound: bool) -> StepForm:
    text = request.POST.get("q", "") if bound else draft.q
    hits = [(one.code, one.label) for one in public_spot.found(text, place)]
    values = _typed(draft, WhereForm.keeps, request, bound)
    if not bound:
        values["initial"]["hit"] = hits[0][0] if len(hits) == 1 else ""
        if draft.lon is not None:
            values["initial"]["point"] = f"{draft.lon},{draft.lat}"
    return WhereForm(hits=hits, areas=public_spot.areas(place), **values)


def _who(draft: Draft, place: AreaView, request: HttpRequest, bound: bool) -> StepForm:
    desk = public_desk.of(place)
    return WhoForm(
        ways=public_desk.ways(place, request),
        named=desk.named,
        country=place.country,
        **_typed(draft, WhoForm.keeps, request, bound),
    )


def _check(draft: Draft, place: AreaView, request: HttpRequest, bound: bool) -> StepForm:
    if bound:
        return CheckForm(request.POST)
    title, text = public_preview.words(draft)
    publish = "yes" if draft.publish else "no"
    return CheckForm(initial={"publish": publish, "public_title": title, "public_text": text})


FORMS: dict[str, Maker] = {
    "what": _what,
    "where": _where,
    "near": lambda draft, place, request, bound: StepForm(**_typed(draft, (), request, bound)),
    "photos": lambda draft, place, request, bound: PhotosForm(**_typed(draft, (), request, bound)),
    "who": _who,
    "code": lambda draft, place, request, bound: CodeForm(**_typed(draft, (), request, bound)),
    "check": _check,
}


def act_what(walk: "Walk", form: StepForm, go: str) -> bool:
    """What nobody answers here is said at once, not after six questions."""
    if not form.is_valid():
        return True
    if public_desk.body_for(walk.draft, walk.place) is None:
        about = walk.draft.about_officer or walk.draft.category == "officer_conduct"
        form.add_error("category", say("appeals.nobody_unconcerned" if about else "appeals.no_route"))
        return True
    return False


def act_where(walk: "Walk", form: StepForm, go: str) -> bool:
    """Search again, or take the place. True where the page stays."""
    if go == "search":
        walk.draft = walk.draft.but(lon=None, lat=None)
        form.errors.clear()
        return True
    if not form.is_valid():
        return True
    data = form.cleaned_data
    walk.draft = public_spot.placed(
        walk.draft, place=walk.place, hit=data["hit"], point=data["point"], area=data["area"]
    ).but(distinct=False)
    return False


def act_near(walk: "Walk", form: StepForm, go: str) -> bool:
    walk.draft = walk.draft.but(distinct=True)
    return False


def act_who(walk: "Walk", form: StepForm, go: str) -> bool:
    """Whoever chose an address gets a code there, once for each address."""
    if not form.is_valid():
        return True
    walk.draft = walk.draft.but(
        **{name: form.cleaned_data[name] for name in ("email", "phone") if name in form.fields}
    )
    if walk.draft.address and not walk.draft.is_proven:
        return not public_code.asked(walk, form)
    return False


def act_code(walk: "Walk", form: StepForm, go: str) -> bool:
    if go == "again":
        form.errors.clear()
        public_code.asked(walk, form)
        return True
    if public_code.typed(walk, form.data.get("code", "")):
        return False
    form.is_valid()
    form.add_error(
        "code", _("This is not the code, or it is too old. Compare the digits, or let us send another.")
    )
    return True


def act_check(walk: "Walk", form: StepForm, go: str) -> bool:
    """Look again, take out what was found, or go on to sending."""
    walk.draft = public_preview.kept(walk.draft)
    if go == "redact":
        walk.draft = public_preview.redacted(walk.draft)
        form.errors.clear()
        return True
    return go == "look" or not form.is_valid()


ACTS: dict[str, Callable[["Walk", StepForm, str], bool]] = {
    "what": act_what,
    "where": act_where,
    "near": act_near,
    "photos": public_photos.act,
    "who": act_who,
    "code": act_code,
    "check": act_check,
}


def _nothing_near(draft: Draft, place: AreaView, request: HttpRequest) -> bool:
    return not public_preview.near(draft, place, request)


def _no_code(draft: Draft, place: AreaView, request: HttpRequest) -> bool:
    return not draft.address or draft.is_proven


SKIPPED: dict[str, Callable[[Draft, AreaView, HttpRequest], bool]] = {"near": _nothing_near, "code": _no_code}


def _of_where(draft: Draft, place: AreaView, request: HttpRequest) -> dict[str, Any]:
    return {
        "searched": draft.q,
        "hits": public_spot.found(draft.q, place),
        "map": public_spot.ground(place, draft),
    }


def _of_who(draft: Draft, place: AreaView, request: HttpRequest) -> dict[str, Any]:
    return {"why": public_desk.of(place).why}


CONTEXTS: dict[str, Callable[[Draft, AreaView, HttpRequest], dict[str, Any]]] = {
    "what": lambda draft, place, request: {"officer": draft.about_officer},
    "where": _of_where,
    "near": lambda draft, place, request: {"near": public_preview.near(draft, place, request)},
    "photos": public_photos.context,
    "who": _of_who,
    "code": lambda draft, place, request: {"address": draft.address, "way": draft.way},
    "check": public_preview.context,
}
