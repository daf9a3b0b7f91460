"""Signatures under an entry: on the screen, on paper, by word before a witness, declined, not possible. None is easier.

The officer signs by the session in which the entry is written; everybody else is asked here. Nothing is refused
for want of a signature.
"""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.features.custody.rules.acts.act import Act
from quartier.features.custody.web import act_words
from quartier.features.custody.web.act_fields import Line, One

DRAWN = re.compile(r"[0-9 ,;]{1,20000}")
LINE = {"autocomplete": "off", "maxlength": "200"}


def signers(act: Act) -> list[str]:
    """Who is asked to sign besides the one who writes."""
    return [who for who in act.signed if who in act_words.SIGNERS]


def add(form: forms.Form, act: Act) -> None:
    """Ask each of them how they sign; and once for all of them who held the device and who was there."""
    for who in signers(act):
        ways = [(code, label) for code, label in act_words.WAYS]
        form.fields[f"sign-{who}"] = One(label=act_words.SIGNERS[who], choices=ways, required=False)
        form.fields[f"sign-{who}-drawn"] = Line(widget=forms.HiddenInput, required=False)
        form.fields[f"sign-{who}-words"] = Line(
            label=_("Name, reason or number of the paper"), required=False, widget=forms.TextInput(LINE)
        )
    if signers(act):
        form.fields["sign-held"] = Line(
            label=_("Who held the device"), required=False, widget=forms.TextInput(LINE)
        )
        form.fields["sign-present"] = Line(
            label=_("Who was there as a witness"), required=False, widget=forms.TextInput(LINE)
        )


def groups(form: forms.Form, act: Act) -> list[dict[str, Any]]:
    """For the page: each signer with the answer, the drawing, the words."""
    return [
        {
            "who": who,
            "way": form[f"sign-{who}"],
            "drawn": form[f"sign-{who}-drawn"],
            "words": form[f"sign-{who}-words"],
        }
        for who in signers(act)
    ]


def read(data: dict[str, Any], act: Act) -> list[dict[str, str]]:
    """What was signed, as the record keeps it. A drawing without a way is a signature on the screen."""
    found = [{"who": "officer", "how": "session"}] if "officer" in act.signed else []
    shared = {"held": data.get("sign-held", ""), "present": data.get("sign-present", "")}
    for who in signers(act):
        drawn = data.get(f"sign-{who}-drawn") or ""
        drawn = drawn if DRAWN.fullmatch(drawn) else ""
        how = data.get(f"sign-{who}") or ("screen" if drawn else "")
        if how not in {code for code, _label in act_words.WAYS}:
            continue
        one = {"who": who, "how": how, "words": data.get(f"sign-{who}-words", ""), **shared}
        if how == "screen":
            one["drawn"] = drawn
        found.append({name: value for name, value in one.items() if value})
    return found
