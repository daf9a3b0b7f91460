"""The register of what can be said: a package registers its templates when it is loaded, like kinds of the ledger.

    Template(
        code="news.published", theme="news", gathers=True,
        subject=_("News: %(title)s"), changed=_("%(title)s"), next_step=_("…"), can_do=_("…"), sms=_("…"),
        gaps={"title": "by_language"},
    )

Texts are gettext_lazy, or ngettext_lazy with the gap that counts; the five parts of a message are those of our voice:
what changed, what next and by when, what you can do, which office, how to stop. The last two are the mail room's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .rules import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One thing that can be said.

    `theme`: what one agrees to or stops as a whole; empty: about somebody's own matter, and needs no consent. `gaps`:
    name and kind (rules.words.KINDS). `urgent`: passes quiet hours and digests. `gathers`: may wait for a digest.
    `sms`: empty where it is not for telephones. `link`: a path of ours, with gaps, put at the end of an e-mail.
    """

    code: str
    subject: Any
    changed: Any
    next_step: Any = ""
    can_do: Any = ""
    sms: Any = ""
    link: str = ""
    theme: str = ""
    urgent: bool = False
    gathers: bool = False
    gaps: Mapping[str, str] = field(default_factory=dict)


_known: dict[str, Template] = {}
_themes: dict[str, Any] = {}  # code → label


def register(*templates: Template) -> None:
    """Make templates known. Raises ValueError on a second one of the same code, and on unknown kinds of gaps."""
    for template in templates:
        if _known.get(template.code, template) is not template:
            raise ValueError(f"two templates named {template.code}")
        if wrong := set(template.gaps.values()) - set(words.KINDS):
            raise ValueError(f"{template.code}: unknown kind of gap {', '.join(sorted(wrong))}")
        _known[template.code] = template


def register_themes(labels: Mapping[str, Any]) -> None:
    """Name what one agrees to or ends as a whole; `labels` are lazy texts by code."""
    _themes.update(labels)


def theme(code: str) -> str:
    """A theme in the reader's language; the code where nobody named it."""
    return str(_themes.get(code, code))


def known() -> list[Template]:
    return [_known[code] for code in sorted(_known)]


def template(code: str) -> Template:
    """Raises ValueError for a code that nobody registered."""
    if code not in _known:
        raise ValueError(f"unknown template {code}: register it in the package's AppConfig.ready")
    return _known[code]


def checked(code: str, gaps: Mapping[str, Any]) -> dict[str, Any]:
    """The gaps as JSON. Raises ValueError where one is missing, unknown or of another kind."""
    kinds = template(code).gaps
    if set(gaps) != set(kinds):
        wrong = ", ".join(sorted(set(gaps) ^ set(kinds)))
        raise ValueError(f"{code}: gaps missing or unknown: {wrong}")
    return {name: words.plain(kind=kinds[name], value=gaps[name]) for name in kinds}
