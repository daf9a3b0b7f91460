"""What must be said with a file: its kind, its description, and what a public picture needs."""

from collections.abc import Iterable, Mapping

from quartier.core.kit.errors import Problem

from . import grid, types

LANGUAGES = ("uk", "fr", "en")


def check_attached(*, media: str, kind: str, description: str, language: str) -> list[Problem]:
    """Everything wrong with what somebody says about a file of this type."""
    found = []
    if kind not in types.KINDS:
        found.append(Problem(field="kind", code="files.kind_unknown"))
    elif not types.fits(media, kind):
        found.append(Problem(field="kind", code="files.not_a_picture"))
    if language not in LANGUAGES:
        found.append(Problem(field="language", code="files.language_unknown"))
    return found + _too_long({language: description})


def check_descriptions(descriptions: Mapping[str, str]) -> list[Problem]:
    unknown = sorted(set(descriptions) - set(LANGUAGES))
    found = [Problem(field=f"description_{code}", code="files.language_unknown") for code in unknown]
    return found + _too_long(descriptions)


def check_public(
    *, media: str, cells: Iterable[int], descriptions: Mapping[str, str], needed: Iterable[str]
) -> list[Problem]:
    """What keeps a picture from becoming public. `needed`: languages in which it must be described."""
    found = [] if types.is_picture(media) else [Problem(field="kind", code="files.not_a_picture")]
    if not all(grid.is_cell(cell) for cell in cells):
        found.append(Problem(field="cells", code="files.cell_unknown"))
    for language in sorted(set(needed)):
        if not descriptions.get(language, "").strip():
            found.append(Problem(field=f"description_{language}", code="files.description_missing"))
    return found + check_descriptions(descriptions)


def _too_long(descriptions: Mapping[str, str]) -> list[Problem]:
    return [
        Problem(
            field=f"description_{language}",
            code="files.description_too_long",
            details={"most": types.DESCRIPTION_LENGTH},
        )
        for language, text in descriptions.items()
        if len(text) > types.DESCRIPTION_LENGTH
    ]
