"""How somebody wants to be written to: the form and the words, for the page behind a message and for the account."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from quartier.core.messages import templates
from quartier.core.messages.actions import Chosen
from quartier.core.territory import queries as territory
from quartier.ui.forms.base import Form

HOURS = [("", _("not set"))] + [(f"{hour:02d}:00", f"{hour:02d}:00") for hour in range(24)]


class WishesForm(Form):
    """How somebody wants to be written to."""

    language = forms.ChoiceField(label=_("Language of messages"))
    rhythm = forms.ChoiceField(
        label=_("How often"),
        choices=[("at_once", _("At once")), ("daily", _("Once a day")), ("weekly", _("Once a week"))],
        help_text=_("Alerts come at once in any case."),
    )
    quiet_from = forms.ChoiceField(label=_("No messages from"), choices=HOURS, required=False)
    quiet_to = forms.ChoiceField(label=_("until"), choices=HOURS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, own_name(code)) for code, _name in settings.LANGUAGES]

    def chosen(self, *, way: str, discreet: bool) -> Chosen:
        data = self.cleaned_data
        start, end = data["quiet_from"], data["quiet_to"]
        return Chosen(
            language=data["language"],
            way=way,
            discreet=discreet,
            quiet_from=time.fromisoformat(start) if start and end else None,
            quiet_to=time.fromisoformat(end) if start and end else None,
            rhythm=data["rhythm"],
        )


def own_name(code: str) -> str:
    """A language as its speakers call it."""
    return "English" if code == "en" else str(get_language_info(code)["name_local"]).capitalize()


def initial(found: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of wishes that are there."""
    hours = {name: str(found[name] or "")[:5] for name in ("quiet_from", "quiet_to")}
    return {"language": found["language"], "rhythm": found["rhythm"]} | hours


def followed(follows: Iterable[tuple[Any, str, int | None]]) -> list[dict[str, Any]]:
    """What is followed, as (id, topic, area), in words; a record only as such."""
    language = (get_language() or "en").split("-")[0]
    listed = list(follows)
    found = territory.areas(ids={area for _id, _topic, area in listed if area})
    areas = {one.id: one.name(language) for one in found}
    return [
        {
            "id": id,
            "label": templates.theme(topic) if topic else _("A request or a promise"),
            "area": areas.get(area or 0, ""),
        }
        for id, topic, area in listed
    ]
