"""News of an area by e-mail: one form, without an account or with one."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.kit.errors import Invalid
from quartier.core.messages import actions as messages
from quartier.core.messages import templates
from quartier.core.territory import queries as territory
from quartier.core.territory.queries import AreaView
from quartier.features.news import telling
from quartier.features.news.rules import KINDS
from quartier.features.news.web.public import language
from quartier.ui.forms.base import Form, form_page


class FollowForm(Form):
    """What, where, how often, and the address of whoever has no account."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        help_text=_("We ask there first whether it is yours. It is used for nothing else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    area = forms.ChoiceField(label=_("For which area"))
    kinds = forms.MultipleChoiceField(label=_("What about"), widget=forms.CheckboxSelectMultiple)
    rhythm = forms.ChoiceField(
        label=_("How often"),
        choices=[("at_once", _("At once")), ("daily", _("Once a day")), ("weekly", _("Once a week"))],
        help_text=_("Alerts come at once in any case."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, areas: list[tuple[int, str]], account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = areas
        self.fields["kinds"].choices = [(code, templates.theme(telling.theme_of(code))) for code in KINDS]
        self.initial |= {"kinds": list(KINDS), "rhythm": "at_once"}
        if account:  # an account has an address that it proved, and wishes of its own
            del self.fields["email"], self.fields["rhythm"]

    def refuse(self, refusal: Invalid) -> None:
        for _problem in refusal.problems:
            self.add_error("email", _("Enter an e-mail address like this: name@example.org"))


def follow(request: HttpRequest) -> HttpResponse:
    """The form, and what happens next."""
    place = territory.home_for(language(), request.GET.get("place", ""))
    office = accounts.council_of(place.id) if place else None
    if place is None or office is None:
        raise Http404
    form = FollowForm(request.POST or None, areas=_areas(place), account=request.visit.account is not None)
    if request.method == "POST" and form.is_valid() and _subscribe(request, form, place, office):
        return render(request, "news/followed.html", {"place": place})
    return form_page(request, "news/follow.html", form, {"place": place})


def _areas(place: AreaView) -> list[tuple[int, str]]:
    return [(area.id, area.name(language())) for area in [place, *territory.beats(place.id)]]


def _subscribe(request: HttpRequest, form: FollowForm, place: AreaView, office: int) -> bool:
    """Write it down; False where the address can be none. Asked too often looks like asked once: it tells nothing."""
    data, visit = form.cleaned_data, request.visit
    topics = [telling.theme_of(kind) for kind in data["kinds"]]
    if visit.account is not None:
        for topic in topics:
            messages.follow(organisation=office, topic=topic, area=int(data["area"]), by=visit, at=visit.now)
        return True
    try:
        messages.give_contact(
            organisation=office,
            value=data["email"],
            language=language(),
            zone=place.time_zone,
            topics=topics,
            area=int(data["area"]),
            rhythm=data["rhythm"],
            by=visit,
            at=visit.now,
        )
    except Invalid as refusal:
        form.refuse(refusal)
        return False
    return True
