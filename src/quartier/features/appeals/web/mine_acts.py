"""What whoever lodged a request may do with it: answer a question, open it again, go higher, say how it went."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from quartier.core.publication.submissions import OfRecord
from quartier.features.appeals import actions
from quartier.features.appeals.actions import Answers
from quartier.features.appeals.lodgers import FAIR
from quartier.features.appeals.queries import AppealView
from quartier.features.appeals.web.public_forms import SayForm, SurveyForm
from quartier.features.appeals.web.tongue import language

DONE = {
    "give": _("Your answer is with the office."),
    "reopen": _("Your request is open again. The day by which an answer is owed starts anew."),
    "object": _("Your objection is registered. Somebody else decides on it."),
    "survey": _("Counted. Thank you for the minute."),
    "escalate": _("Your request lies before the higher office."),
}
# Act → the step that must be open for it.
STEPS = {
    "give": "given",
    "reopen": "reopened",
    "escalate": "escalated",
    "object": "objected",
    "survey": "survey_answered",
}


def _form(act: str, data: Any = None) -> forms.Form:
    if act == "survey":
        return SurveyForm(data, prefix="survey")
    label, asked, hint = {
        "give": (_("Your answer"), _("Write what the office asks for"), ""),
        "reopen": (_("What is not solved"), _("Say what is not solved"), ""),
        "object": (
            _("Why it should be shown"),
            _("Say why it should be shown"),
            _("A second person reads it, not the one who refused."),
        ),
        "escalate": (_("What the higher office should know"), _("Say why you go to the higher office"), ""),
    }[act]
    return SayForm(data, label=label, asked=asked, hint=hint, prefix=act)


def _may(view: AppealView, act: str, offered: OfRecord | None) -> bool:
    """Whether it makes sense now, beyond being allowed."""
    if STEPS[act] not in view.open_steps:
        return False
    if act == "give":
        return view.state == "waiting"
    if act == "object":
        return offered is not None and offered.may_object
    if act == "escalate":
        return (view.late or view.state == "answered") and view.step("escalated") is None
    if act == "survey":
        return view.step("survey_asked") is not None and view.step("survey_answered") is None
    return True


def posted(request: HttpRequest, view: AppealView, offered: OfRecord | None) -> forms.Form | None:
    """The form that was sent, None for an act that is not offered."""
    act = request.POST.get("act", "")
    return _form(act, request.POST) if act in STEPS and _may(view, act, offered) else None


def forms_for(view: AppealView, sent: forms.Form | None, offered: OfRecord | None) -> dict[str, Any]:
    """What the page offers now; the one that was sent and could not be taken keeps what was typed."""
    names = {
        "give": "reply",
        "reopen": "reopen",
        "escalate": "escalation",
        "object": "objection",
        "survey": "survey",
    }
    return {
        name: (sent if sent is not None and sent.prefix == act else _form(act))
        if _may(view, act, offered)
        else None
        for act, name in names.items()
    }


def act(request: HttpRequest, view: AppealView, form: forms.Form, offered: OfRecord | None) -> str:
    """Do it; returns which it was. Raises Refusal."""
    name, data = str(form.prefix), form.cleaned_data
    doer: Any = {"by": request.visit, "at": request.visit.now}
    if name == "survey":
        said = {key: int(data[key]) if data[key] else None for key in FAIR}
        actions.answer_survey(appeal=view.id, answers=Answers(solved=data["solved"], **said), **doer)
    elif name == "give":
        actions.give(appeal=view.id, words={language(): data["words"]}, **doer)
    elif name == "reopen":
        actions.reopen(appeal=view.id, words={language(): data["words"]}, **doer)
    elif name == "object" and offered is not None:
        actions.object_to_refusal(appeal=view.id, submission=offered.submission, words=data["words"], **doer)
    else:
        actions.escalate(appeal=view.id, words={language(): data["words"]}, **doer)
    return name
