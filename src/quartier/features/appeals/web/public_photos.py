"""Pictures and papers before there is a record: taken, described, taken out again."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from quartier.core.files import actions as files
from quartier.core.kit.errors import Invalid
from quartier.core.territory.queries import AreaView
from quartier.features.appeals.rules.checks import FILES as AT_MOST
from quartier.features.appeals.web import public_gate
from quartier.features.appeals.web.carried import Draft, Photo
from quartier.features.appeals.web.public_forms import StepForm
from quartier.features.appeals.web.public_words import say

if TYPE_CHECKING:
    from quartier.features.appeals.web.public_lodge import Walk


def context(draft: Draft, place: AreaView, request: HttpRequest) -> dict[str, Any]:
    return {"photos": draft.photos, "full": len(draft.photos) >= AT_MOST}


def act(walk: "Walk", form: StepForm, go: str) -> bool:
    """Add one, take one out, or go on; a file that was chosen is not lost by going on. True where the page stays."""
    if go.startswith("drop:"):
        at = go.removeprefix("drop:")
        kept = [photo for number, photo in enumerate(walk.draft.photos) if str(number) != at]
        walk.draft = walk.draft.but(photos=tuple(kept))
        return True
    chosen = walk.request.FILES.get("file")
    if chosen is None:
        if go == "add":
            form.is_valid()
            form.add_error("file", say("missing"))
        return go == "add"
    if not form.is_valid() or not _received(walk, form):
        return True
    return go == "add"


def _received(walk: "Walk", form: StepForm) -> bool:
    chosen, visit = form.cleaned_data["file"], walk.request.visit
    if len(walk.draft.photos) >= AT_MOST:
        return True
    if public_gate.later(walk.request, public_gate.FILE) is not None:
        form.add_error("file", _("Too many files from your network. Wait a few minutes, or go on without."))
        return False
    try:
        pending = files.receive(stream=chosen.file, name=chosen.name, by=visit, at=visit.now)
    except Invalid as refusal:
        for problem in refusal.problems:
            form.add_error("file", say(problem.code))
        return False
    kind = "document" if pending.type == "application/pdf" else "photo"
    photo = Photo(
        key=pending.key,
        name=chosen.name[:100],
        kind=kind,
        description=form.cleaned_data["description"].strip(),
    )
    walk.draft = walk.draft.but(photos=(*walk.draft.photos, photo))
    return True
