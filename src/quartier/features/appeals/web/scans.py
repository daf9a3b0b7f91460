"""A scan that comes with a form, handed to the room of files."""

from datetime import datetime
from typing import Any

from quartier.core.kit.errors import Invalid, Refusal
from quartier.core.registry.visits import Visit


def receive(upload: Any, *, by: Visit, at: datetime) -> str:
    """Its key, until the record it belongs to takes it. Raises the refusals of the room of files."""
    from quartier.core.files import actions as files

    return files.receive(stream=upload.file, name=upload.name, by=by, at=at).key


def sentence(refusal: Refusal) -> str:
    """Why the file is not taken."""
    from quartier.core.files import words

    problems = refusal.problems if isinstance(refusal, Invalid) else []
    codes = [(one.code, one.details) for one in problems] or [(refusal.code, refusal.details)]
    return " ".join(str(words.REFUSALS.get(code, code)) % details for code, details in codes)
