"""Refusals of files in the reader's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from quartier.core.kit.errors import Problem

REFUSALS = {
    "files.empty": _("The file is empty. Choose another one."),
    "files.too_large": _("The file is too large: at most 10 megabytes. Choose a smaller one."),
    "files.type_unknown": _("This type of file can't be taken. Use a JPEG, PNG or WebP picture, or a PDF."),
    "files.heic": _(
        "This picture is saved as HEIC or AVIF. Choose “most compatible” in the camera settings, or send a screenshot."
    ),
    "files.too_many_pixels": _("The picture has more than 40 million points. Choose a smaller one."),
    "files.damaged": _("The file is damaged and can't be read. Choose another one."),
    "files.locked": _("The PDF is locked with a password. Save it without one."),
    "files.too_many_pages": _("The PDF has more than 200 pages. Send the pages that matter."),
    "files.not_kept": _("The file isn't kept any more: a day has passed. Choose it once more."),
    "files.kind_unknown": _("Choose what the file is: photo, scan or document."),
    "files.not_a_picture": _("This file is not a picture."),
    "files.language_unknown": _("Choose the language of the description."),
    "files.description_too_long": _("The description is too long: at most %(most)s characters."),
    "files.description_missing": _(
        "Say in a sentence what can be seen, for those who can't see the picture."
    ),
    "files.cell_unknown": _("One of the covered fields lies outside the picture. Choose again."),
    "files.already_public": _("This picture is public already."),
}
KINDS = {"photo": _("Photo"), "scan": _("Scan"), "document": _("Document")}


def say(code: str, **details: Any) -> str:
    """The sentence of one code; the code itself where there is none."""
    return str(REFUSALS.get(code, code)) % details if details else str(REFUSALS.get(code, code))


def sentence(problem: Problem) -> str:
    return say(problem.code, **problem.details)
