"""What a place asks of whoever lodges, in words: how the answer comes, whether a name is needed, and by which rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from quartier.core.kit.errors import Conflict, Invalid, NotFound
from quartier.core.territory.queries import AreaView
from quartier.features.appeals import desks
from quartier.features.appeals.rules import route
from quartier.features.appeals.web.carried import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`named`: name and residence are needed; `why`: the sentence that says so."""

    named: bool
    anonymous: bool
    why: str


def of(place: AreaView) -> Asked:
    """Raises 404 where nobody takes requests."""
    try:
        needs = desks.set_up(place.id).needs
    except NotFound as error:
        raise Http404 from error
    why = ""
    if needs.named:
        why = _(
            "The law asks for your name and address: without them a request is not considered (393/96-ВР, article 8)."
        )
    return Asked(named=needs.named, anonymous=needs.anonymous, why=why)


def body_for(draft: Draft, place: AreaView) -> int | None:
    """The organisation that will answer; None where nobody does."""
    try:
        setup = desks.set_up(place.id)
        return route.way(setup.rules, category=draft.category, about_officer=draft.about_officer).organisation
    except (Conflict, Invalid, NotFound):
        return None


def ways(place: AreaView, request: HttpRequest) -> Sequence[tuple[str, Any]]:
    """How the answer may come; an account has its own ways already."""
    offered: list[tuple[str, Any]] = []
    if request.visit.account is not None:
        offered.append(("account", _("To my account")))
    offered += [("email", _("By e-mail")), ("phone", _("By SMS"))]
    if of(place).anonymous:
        offered.append(("none", _("I do not give my name. I come back with the code from the receipt")))
    return offered
