"""What the page shells need to know.

The surface builds one `Shell` a request and puts it into the context as `shell`;
`ui/portal.html` and `ui/console.html` read nothing else. Labels come already translated, URLs already made.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One link of the navigation or of the foot. `current` marks where the reader is."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The same page in another language. `name` is the language's own name; `code` is `uk`, `fr`, `en`."""

    code: str
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Everything around the matter of a page.

    place: name of the place or office, in the reader's language; beside the logo and in the title.
    home: where the logo leads.
    danger: numbers to call in danger, first the one to try first: ("102", "112").
    actor: who is signed in, as shown ("Sgt B. R., custody officer"); None for a visitor.
    sign_out: address that signs out by POST; None hides the button.
    theme: "light" or "dark" overrides the device; "" follows it.
    exit_url: a neutral page; when set, the portal offers to leave quickly.
    command_url: answers the command bar with JSON; "" leaves the bar out.
    demo: says on every page that the world is invented. `as_of`: the clock of this page, shown in the foot.
    htmx: load htmx on this page.
    keep: what every link to another page of the portal carries on, such as the place that was chosen.
    """

    place: str
    home: str
    nav: tuple[NavItem, ...] = ()
    languages: tuple[LanguageLink, ...] = ()
    danger: tuple[str, ...] = ()
    foot: tuple[NavItem, ...] = ()
    actor: str | None = None
    sign_out: str | None = None
    theme: str = ""
    exit_url: str = ""
    command_url: str = ""
    demo: bool = False
    as_of: datetime | None = None
    htmx: bool = False
    keep: tuple[tuple[str, str], ...] = ()
