"""What a text must have before it may go out, and who may let it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from quartier.core.kit.errors import Conflict, Invalid, NotAllowed, Problem

LANGUAGES = ("uk", "fr", "en")
TITLE_LENGTH, TEXT_LENGTH, IMAGE_LENGTH = 140, 4_000, 300


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of news. `alone`: one person may let it out, because it cannot wait. `expires`: it must say until when."""

    code: str
    alone: bool = False
    expires: bool = False


KINDS = {
    kind.code: kind
    for kind in (
        Kind("news"),
        Kind("you_said_we_did"),
        Kind("prevention"),
        Kind("alert", alone=True, expires=True),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text as it was written: by language, perhaps with gaps."""

    kind: str
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    images: Mapping[str, str]
    expires: bool = False
    picture: bool = False


def problems(draft: Draft, *, own_language: str) -> list[Problem]:
    """Everything that keeps a text from going out. A language is whole or absent; the place's own is there; a picture is
    described in each language in which the text is read.
    """
    found = []
    if draft.kind not in KINDS:
        found.append(Problem(field="kind", code="kind_unknown"))
    elif KINDS[draft.kind].expires and not draft.expires:
        found.append(Problem(field="expires_at", code="alert_without_end"))
    for language in LANGUAGES:
        title, text = draft.titles.get(language, ""), draft.texts.get(language, "")
        if language == own_language and not (title and text):
            found.append(Problem(field=f"title_{language}", code="own_language_missing"))
        elif bool(title) != bool(text):
            field = f"text_{language}" if title else f"title_{language}"
            found.append(Problem(field=field, code="half_a_language"))
        if draft.picture and title and text and not draft.images.get(language, "").strip():
            found.append(Problem(field=f"image_{language}", code="image_missing"))
        found += _too_long(language, title, text, draft.images.get(language, ""))
    return found


def _too_long(language: str, title: str, text: str, image: str) -> list[Problem]:
    limits = (("title", title, TITLE_LENGTH), ("text", text, TEXT_LENGTH), ("image", image, IMAGE_LENGTH))
    return [
        Problem(field=f"{name}_{language}", code="too_long", details={"most": most})
        for name, value, most in limits
        if len(value) > most
    ]


def check_publish(
    draft: Draft, *, own_language: str, state: str, author: object, decider: object, may_decide: bool
) -> None:
    """Refuses what may not go out: by whom, in which state, with which gaps."""
    if state == "public":
        raise Conflict("already_public")
    if not may_decide:
        raise NotAllowed("not_permitted", permit="publication.decide")
    kind = KINDS.get(draft.kind)
    if author == decider and not (kind and kind.alone):
        raise NotAllowed("needs_second_person")
    if found := problems(draft, own_language=own_language):
        raise Invalid(found)


def state_of(steps: list[str]) -> str:
    """The state that the last step leaves: draft, waiting, public, withdrawn.

    >>> state_of([]), state_of(["offered"]), state_of(["offered", "published", "edited"])
    ('draft', 'waiting', 'draft')
    """
    last = steps[-1] if steps else ""
    return {"offered": "waiting", "published": "public", "withdrawn": "withdrawn"}.get(last, "draft")
