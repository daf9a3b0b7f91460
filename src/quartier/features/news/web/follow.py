"""News of an area by e-mail or SMS: one form, without an account or with one."""

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
from quartier.features.news.themes import THEMES
from quartier.features.news.web.public import language
from quartier.ui.forms.base import Form, form_page


class FollowForm(Form):
    """What, where, how often, and the address of whoever has no account."""

    email = forms.CharField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("We ask there first whether it is yours. It is used for nothing else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Or your telephone number, for messages by SMS"),
        required=False,
        help_text=_("With the code of the country, like this: +380 67 123 45 67"),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    area = forms.ChoiceField(label=_("For which area"))
    kinds = forms.MultipleChoiceField(label=_("What about"), widget=forms.CheckboxSelectMultiple)
    themes = forms.MultipleChoiceField(
        label=_("Alerts and advice about these themes only"),
        required=False,
        help_text=_("Choose none to receive all of them."),
        widget=forms.CheckboxSelectMultiple,
    )
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
        self.fields["themes"].choices = [(theme.code, theme.say(language())) for theme in THEMES.values()]
        self.initial |= {"kinds": list(KINDS), "rhythm": "at_once"}
        if account:  # an account has an address that it proved, and wishes of its own
            del self.fields["email"], self.fields["phone"], self.fields["rhythm"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "email" in self.fields and not data.get("email") and not data.get("phone"):
            self.add_error("email", _("Enter an e-mail address or a telephone number."))
        return data

    def topics(self) -> list[str]:
        """What is followed: whole kinds, and of alerts and advice the chosen themes where there are any."""
        chosen: list[str] = self.cleaned_data["themes"]
        return [
            telling.theme_of(kind, theme)
            for kind in self.cleaned_data["kinds"]
            for theme in (chosen if chosen and kind in telling.BY_THEME else [""])
        ]

    def refuse(self, channel: str) -> None:
        said = {
            "email": _("Enter an e-mail address like this: name@example.org"),
            "sms": _("Enter a telephone number like this: +380671234567"),
        }
        self.add_error("email" if channel == "email" else "phone", said[channel])


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
    if visit.account is not None:
        for topic in form.topics():
            messages.follow(organisation=office, topic=topic, area=int(data["area"]), by=visit, at=visit.now)
        return True
    given = [("email", data["email"]), ("sms", data["phone"])]
    return all([_given(request, form, place, office, channel, value) for channel, value in given if value])


def _given(
    request: HttpRequest, form: FollowForm, place: AreaView, office: int, channel: str, value: str
) -> bool:
    visit, data = request.visit, form.cleaned_data
    try:
        messages.give_contact(
            organisation=office,
            channel=channel,
            value=value,
            language=language(),
            zone=place.time_zone,
            topics=form.topics(),
            area=int(data["area"]),
            rhythm="at_once" if channel == "sms" else data["rhythm"],  # nobody gathers short messages
            by=visit,
            at=visit.now,
        )
    except Invalid:
        form.refuse(channel)
        return False
    return True
