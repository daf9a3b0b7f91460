"""What is said to moderators about a text that waits: where it stands, what was pointed out, what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from quartier.core.publication import origins
from quartier.core.publication.rules import moderation as rules
from quartier.core.publication.rules import personal, spam
from quartier.core.publication.rules.personal import Mark
from quartier.core.publication.submissions import StepView, SubmissionView
from quartier.ui.parts import Event

STATES: dict[str, tuple[str, Any]] = {
    "waiting": ("open", _("to be read")),
    "asked": ("open", _("refusal: second reader needed")),
    "objected": ("open", _("objection to be decided")),
    "let_out": ("kept", _("public")),
    "refused": ("none", _("refused")),
    "upheld": ("none", _("refused for good")),
}
STEPS = {
    "edited": _("Proposal changed"),
    "let_out": _("Made public"),
    "refuse_asked": _("Refusal asked for"),
    "refused": _("Refused after a second reading"),
    "kept_open": _("Second reader did not agree to refuse"),
    "objected": _("The author objected"),
}
DECIDED = {True: _("Objection granted"), False: _("Objection dismissed")}
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One text with what was pointed out in it; `original`: as the author sent it, where it differs."""

    label: str
    language: str
    html: SafeString


def standing(view: SubmissionView, *, at: datetime) -> tuple[str, Any]:
    """Shape and word: late and soon come from the clock."""
    shape, word = STATES[view.state]
    if view.late(at=at):
        return "late", _("late: %(word)s") % {"word": word}
    if view.due_at and view.due_at - at < SOON:
        return "soon", word
    return shape, word


def last_minute(view: SubmissionView) -> datetime | None:
    """The last minute in which it can be decided in time, as it is said: 23:59 and not midnight."""
    return view.due_at - timedelta(minutes=1) if view.due_at else None


def origin_name(view: SubmissionView, language: str) -> str:
    names = {one.code: one.names for one in origins.all_origins()}.get(view.origin, {})
    return names.get(language, names.get("en", view.origin))


def marked(text: str, marks: Iterable[Mark], language: str) -> SafeString:
    """The text with each personal detail marked and named, so that the mark is not by colour alone."""
    known = [mark for mark in marks if mark.code in personal.FINDINGS and mark.end]
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html('<mark title="{}">{}</mark>', personal.FINDINGS[code].say(language), piece)
                if code
                else piece,
            )
            for piece, code in personal.pieces(text, known)
        ),
    )


def parts(view: SubmissionView, language: str) -> list[Part]:
    """The proposal, its own language first."""
    found = []
    for code in sorted(view.titles, key=lambda one: one != view.language):
        for kind, said in (("title", view.titles), ("text", view.texts)):
            here = [mark for mark in view.marks if mark.field == f"{kind}_{code}"]
            found.append(Part(label=kind, language=code, html=marked(said.get(code, ""), here, language)))
    return found


def findings(view: SubmissionView, language: str) -> list[tuple[str, str]]:
    """Personal details in the proposal: what each is, and its words."""
    texts = {f"title_{code}": said for code, said in view.titles.items()}
    texts |= {f"text_{code}": said for code, said in view.texts.items()}
    return [
        (personal.FINDINGS[mark.code].say(language), texts.get(mark.field, "")[mark.start : mark.end])
        for mark in view.marks
        if mark.code in personal.FINDINGS
    ]


def signs(view: SubmissionView, language: str) -> list[tuple[str, str]]:
    """Signs of spam in what was sent: what each is, and its words where it has a place."""
    texts = {f"title_{view.language}": view.original_title, f"text_{view.language}": view.original_text}
    said = [
        (spam.SIGNS[mark.code].say(language), texts.get(mark.field, "")[mark.start : mark.end])
        for mark in view.marks
        if mark.code in spam.SIGNS
    ]
    return list(dict.fromkeys(said))


def reason(code: str, language: str) -> str:
    return rules.BY_CODE[code].say(language) if code in rules.BY_CODE else ""


def history(view: SubmissionView, names: dict[Any, str], language: str) -> list[Event]:
    """What was done, newest last; who is a colleague's name, the author has none here."""
    first = Event(at=view.offered_at, text=_("Offered by the author"))
    return [first, *(_event(step, names, language) for step in view.steps)]


def _event(step: StepView, names: dict[Any, str], language: str) -> Event:
    text = DECIDED[bool(step.agreed)] if step.step == "decided" else STEPS[step.step]
    said = [reason(step.reason, language), step.words, names.get(step.by, "")]
    return Event(at=step.at, text=text, note=". ".join(one.rstrip(".") for one in said if one))
