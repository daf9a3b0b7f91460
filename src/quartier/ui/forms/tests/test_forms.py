"""Forms keep what was typed, say what is wrong with an example, and link the summary to the fields."""

from datetime import date

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from quartier.ui.forms.base import Form, add_problems, status_of
from quartier.ui.forms.fields import CountedText, DateField


class Report(Form):
    what = forms.CharField(label="What happened?", widget=CountedText(800), help_text="Do not name others.")
    day = DateField(label="Which day?", example=date(2026, 11, 19))
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False)
    tell = forms.BooleanField(label="Tell me", required=False)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


GOOD = {"what": "lamp", "day_d": "1", "day_m": "3", "day_y": "2026", "kind": "a"}


def summary(form: Form) -> str:
    return engines["django"].from_string("{% load ui %}{% error_summary form %}").render({"form": form})


def test_a_good_form_gives_a_date() -> None:
    form = Report(GOOD)
    assert form.is_valid() and form.cleaned_data["day"] == date(2026, 3, 1)
    assert status_of(form) == 200 and summary(form) == ""


def test_typed_nonsense_is_kept_and_explained() -> None:
    form = Report(GOOD | {"day_d": "31", "day_m": "tue"})
    assert status_of(form) == 422
    html = form.render()
    assert 'value="31"' in html and 'value="tue"' in html
    assert "Enter the date like this: 19 11 2026" in html


def test_half_a_date_asks_for_all_of_it() -> None:
    assert Report(GOOD | {"day_y": ""}).errors["day"] == ["Enter day, month and year, for example 19 11 2026"]


def test_an_impossible_day_is_no_date() -> None:
    assert Report(GOOD | {"day_d": "31", "day_m": "2"}).errors["day"]


def test_no_required_attribute_and_optional_is_said() -> None:
    html = Report().render()
    assert " required" not in html
    assert html.count("(optional)") == 1


def test_hint_and_error_are_tied_to_the_field() -> None:
    html = Report({}).render()
    assert 'aria-describedby="id_what_helptext id_what_error"' in html
    assert 'id="id_what_helptext"' in html and 'id="id_what_error"' in html
    assert 'aria-invalid="true"' in html


def test_groups_have_a_legend_and_their_error() -> None:
    html = Report({}).render()
    assert '<fieldset id="id_kind_set" aria-describedby="id_kind_error"><legend>Kind' in html


def test_summary_links_to_what_can_be_typed_in() -> None:
    html = summary(Report({}))
    assert 'role="alert"' in html and "autofocus" in html
    for target in ("#id_what", "#id_day_0", "#id_kind_0"):
        assert f'href="{target}"' in html
        assert f'id="{target[1:]}"' in Report({}).render()


def test_summary_counts_in_the_readers_language() -> None:
    with translation.override("uk"):
        assert "Виправте 3 відповіді" in summary(Report({}))
    with translation.override("fr"):
        assert "Corrigez 3 réponses" in summary(Report({}))


def test_markup_in_what_was_typed_is_shown_not_obeyed() -> None:
    html = Report(GOOD | {"note": "<b>x</b>"}).render()
    assert "<b>x" not in html and "&lt;b&gt;x" in html


def test_refusals_of_an_action_land_on_their_fields() -> None:
    class Problem:
        def __init__(self, field: str, code: str) -> None:
            self.field, self.code = field, code

    form = Report(GOOD)
    add_problems(form, [Problem("what", "too_short"), Problem("elsewhere", "closed")], lambda one: one.code)
    assert form.errors["what"] == ["too_short"] and form.non_field_errors() == ["closed"]
    assert status_of(form) == 422
