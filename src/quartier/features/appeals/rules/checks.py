"""What keeps an appeal from being lodged, all of it at once. Needs of the law come in as `needs`."""

from dataclasses import dataclass
from datetime import datetime

from quartier.core.kit.errors import Problem

from .categories import CATEGORIES, LANGUAGES

TITLE, TEXT, SPOT, NAME, WORDS = 160, 8_000, 300, 120, 6_000
FILES = 5
CHANNELS = ("web", "phone", "visit", "letter", "mailbox", "open311", "import", "embed")
ENTERED = frozenset({"phone", "visit", "letter", "import"})
IDENTITIES = ("none", "contact", "account")
WAYS = ("", "email", "sms", "letter", "phone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is checked of a lodging."""

    category: str
    title: str
    text: str
    language: str
    spot: str
    lon: float | None
    lat: float | None
    name: str
    residence: str
    identity: str
    channel: str
    files: int
    public_title: str = ""
    public_text: str = ""
    publish: bool = False
    occurred_at: datetime | None = None
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a place asks for. `named`: name and residence, without which its law calls an appeal anonymous."""

    named: bool = False
    anonymous: bool = True


def problems(draft: Draft, *, needs: Needs, at: datetime) -> list[Problem]:
    """Everything wrong with a lodging; nothing if it can be taken."""
    found = [
        *_text("title", draft.title, TITLE),
        *_text("text", draft.text, TEXT),
        *_length("spot", draft.spot, SPOT),
        *_length("name", draft.name, NAME),
        *_length("residence", draft.residence, SPOT),
        *_codes(draft),
        *_person(draft, needs),
        *_times(draft, at),
    ]
    if draft.publish:
        found += [
            *_text("public_title", draft.public_title, TITLE),
            *_text("public_text", draft.public_text, TEXT),
        ]
        if draft.category in CATEGORIES and not CATEGORIES[draft.category].public:
            found.append(Problem(field="publish", code="appeals.never_public"))
    if draft.files > FILES:
        found.append(Problem(field="files", code="appeals.too_many_files", details={"most": FILES}))
    return found


def _codes(draft: Draft) -> list[Problem]:
    found = []
    if draft.category not in CATEGORIES:
        found.append(Problem(field="category", code="appeals.category_unknown"))
    if draft.language not in LANGUAGES:
        found.append(Problem(field="language", code="appeals.language_unknown"))
    if draft.channel not in CHANNELS:
        found.append(Problem(field="channel", code="appeals.channel_unknown"))
    if draft.identity not in IDENTITIES:
        found.append(Problem(field="identity", code="appeals.identity_unknown"))
    if (draft.lon is None) != (draft.lat is None) or not _on_earth(draft.lon, draft.lat):
        found.append(Problem(field="spot", code="appeals.no_such_point"))
    return found


def _on_earth(lon: float | None, lat: float | None) -> bool:
    return lon is None or lat is None or (-180 <= lon <= 180 and -90 <= lat <= 90)


def _person(draft: Draft, needs: Needs) -> list[Problem]:
    """Name and residence are asked where the law makes an appeal anonymous without them; what came by post stands."""
    if draft.channel in ENTERED or draft.channel in ("mailbox", "open311"):
        return []
    if draft.identity == "none":
        return [] if needs.anonymous else [Problem(field="identity", code="appeals.not_anonymous_here")]
    if not needs.named:
        return []
    return [
        Problem(field=field, code="missing")
        for field, value in (("name", draft.name), ("residence", draft.residence))
        if not value.strip()
    ]


def _times(draft: Draft, at: datetime) -> list[Problem]:
    found = []
    lodged, arrived = draft.occurred_at or at, draft.arrived_at or at
    if lodged > at:
        found.append(Problem(field="occurred_at", code="appeals.in_the_future"))
    if arrived > at:
        found.append(Problem(field="arrived_at", code="appeals.in_the_future"))
    elif draft.occurred_at is not None and draft.arrived_at is not None and arrived < lodged:
        found.append(Problem(field="arrived_at", code="appeals.arrived_before_written"))
    return found


def words(text: str, *, field: str = "words") -> list[Problem]:
    """A step that says something needs words that fit."""
    return _text(field, text, WORDS)


def _text(field: str, text: str, most: int) -> list[Problem]:
    return _length(field, text, most) if text.strip() else [Problem(field=field, code="missing")]


def _length(field: str, text: str, most: int) -> list[Problem]:
    if len(text) <= most:
        return []
    return [Problem(field=field, code="appeals.too_long", details={"most": most})]
