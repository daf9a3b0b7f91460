"""FORM_RENDERER: label, hint, error, field, in this order and with our words. No second form language."""

from typing import Any

from django.forms.renderers import DjangoTemplates

# Django's own widget templates that are drawn otherwise here; every other one serves as it is.
OWN = {
    f"django/forms/widgets/{name}.html": f"ui/forms/{own}.html"
    for name, own in {
        "radio": "options",
        "checkbox_select": "options",
        "multiple_input": "options",
        "radio_option": "option",
        "checkbox_option": "option",
        "input_option": "option",
    }.items()
}


class Renderer(DjangoTemplates):
    """Draws forms, fields, errors and groups of choices with the templates in `ui/forms/`."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OWN.get(template_name, template_name))
