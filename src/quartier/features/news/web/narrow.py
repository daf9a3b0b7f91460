"""Narrowing advice and alerts to a theme and an area."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from quartier.core.territory.queries import AreaView
from quartier.features.news.themes import THEMES
from quartier.ui.forms.base import Form


class NarrowForm(Form):
    """Two lists; whatever is not known in them counts as not chosen."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, areas: Sequence[AreaView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tongue = (get_language() or "en").split("-")[0]
        named = [(theme.code, theme.say(tongue)) for theme in THEMES.values()]
        self.fields["theme"].choices = [("", _("All")), *named]
        self.fields["area"].choices = [("", _("All")), *((area.slug, area.name(tongue)) for area in areas)]

    def chosen(self) -> dict[str, str]:
        """What was chosen and is known, for the addresses of further pages."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in ("theme", "area")}
