"""What was enclosed with a letter, taken in as files; what cannot be taken is named beneath the text."""

import io
from datetime import datetime

from django.utils.translation import override

from quartier.core.files import actions as files
from quartier.core.kit.errors import Refusal
from quartier.core.registry.visits import Visit

from ..lodging import PendingFile
from ..rules import checks
from ..rules.letters.letter import Letter
from ..rules.letters.parts import Enclosure
from . import words

SMALL = 2_000  # bytes; pictures within the text below it are logos and counting pixels


def receive(found: Letter, *, language: str, by: Visit, at: datetime) -> tuple[list[PendingFile], list[str]]:
    """The files taken in, and a line for each thing that was left in the mailbox, in the language of the clerk."""
    taken: list[PendingFile] = []
    left: list[Enclosure] = []
    for each in found.enclosures:
        if each.inline and len(each.content) < SMALL:
            continue
        try:
            if len(taken) == checks.FILES:
                raise Refusal("appeals.too_many_files")
            pending = files.receive(stream=io.BytesIO(each.content), name=each.name, by=by, at=at)
            taken.append(PendingFile(key=pending.key))
        except Refusal:
            left.append(each)
    with override(language):
        notes = [words.left_out(each.name or words.nameless(each.said_type)) for each in left]
        notes += [words.closed(kind) for kind in found.closed]
        if found.cut:
            notes.append(words.cut())
    return taken, notes
