"""The form with which an import begins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.core.accounts import queries as accounts
from quartier.core.accounts.roles import ROLES
from quartier.core.incidents.rules.mapping import mapping, shipped
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory
from quartier.surface.console.incidents_tables import language
from quartier.ui.forms.base import Form

ENCODINGS = [
    ("", _("UTF-8, or as the file says")),
    ("cp1251", _("Windows, Cyrillic (cp1251)")),
    ("cp1252", _("Windows, western (cp1252)")),
    ("koi8-u", "KOI8-U"),
    ("iso-8859-15", "ISO 8859-15"),
]
DELIMITERS = [
    ("", _("found out from the header")),
    (",", _("comma")),
    (";", _("semicolon")),
    ("\t", _("tabulator")),
    ("|", _("vertical bar")),
]
PERMIT = "incidents.import"


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes more than one."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Gives a list of uploads."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        one = super().clean
        return (
            [one(each, initial) for each in data]
            if isinstance(data, list | tuple) and data
            else [one(None, initial)]
        )


def places(visit: Visit) -> list[tuple[str, str]]:
    """Where this person may import: "area:organisation" with a name, from the roles that permit it."""
    bodies = {one.id: one.names.get(language(), one.slug) for one in accounts.organisations()}
    held = [
        one
        for one in accounts.holdings(visit.account, at=visit.now)  # type: ignore[arg-type]
        if one.ground is not None and one.role in ROLES and PERMIT in ROLES[one.role].permits
    ]
    found = {}
    for one in held:
        body = one.organisation or visit.organisation
        if body in bodies:
            area = territory.area(id=one.ground.id, with_geometry=False)  # type: ignore[union-attr]
            found[f"{area.id}:{body}"] = f"{area.name(language())}, {bodies[body]}"
    return list(found.items())


class Upload(Form):
    """Which files, how they are read, for which area."""

    files = FilesField(
        label=_("Files"),
        help_text=_("CSV, plain or gzip. Several files of one source go in together."),
        error_messages={
            "required": _("Choose at least one file"),
            "empty": _("The file is empty. Choose another one"),
        },
    )
    mapping = forms.ChoiceField(
        label=_("How the file is read"),
        required=False,
        help_text=_("Found out from the columns when you leave it."),
    )
    where = forms.ChoiceField(label=_("Area and organisation"))
    title = forms.CharField(
        label=_("Title of the data set"),
        max_length=200,
        required=False,
        help_text=_("Only when there are several data sets of one source."),
    )
    encoding = forms.ChoiceField(label=_("Encoding"), required=False, choices=ENCODINGS)
    delimiter = forms.ChoiceField(label=_("Between the cells stands"), required=False, choices=DELIMITERS)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        known = [(name, mapping(name).label(language())) for name in shipped()]
        self.fields["mapping"].choices = [("", _("find it out")), *known]  # type: ignore[attr-defined]
        self.fields["where"].choices = places  # type: ignore[attr-defined]

    def place(self) -> tuple[int, int]:
        """Area and organisation."""
        area, body = self.cleaned_data["where"].split(":")
        return int(area), int(body)
