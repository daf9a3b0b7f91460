"""What somebody looks for: chosen once for a task, kept in the session, gone after its time."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from quartier.core.kit.errors import Invalid, Problem
from quartier.core.registry.purposes import BY_CODE, LASTS, PURPOSES

KEY = "quartier_purpose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A purpose that stands. `reason` only where the purpose asks for words of one's own."""

    code: str
    reason: str
    until: datetime

    @property
    def words(self) -> str:
        return BY_CODE[self.code].say(get_language() or "en")


def options() -> list[tuple[str, str, bool]]:
    """(code, words, whether a reason is asked for) in the reader's language."""
    return [(one.code, one.say(get_language() or "en"), one.explain) for one in PURPOSES]


def chosen(request: HttpRequest) -> Chosen | None:
    """What stands now, or None: then a page above the public level asks first."""
    held = request.session.get(KEY)
    if not held or held["code"] not in BY_CODE:
        return None
    until = datetime.fromisoformat(held["until"])
    if until <= timezone.now():
        return None
    return Chosen(code=held["code"], reason=held["reason"], until=until)


def context(request: HttpRequest) -> dict[str, object]:
    """What `console/purpose.html` shows."""
    return {"purpose": chosen(request), "purposes": options()}


def choose(request: HttpRequest, *, code: str, reason: str) -> None:
    """Choose for the next hours. Raises Invalid for an unknown purpose, or one that needs a reason and has none."""
    if code not in BY_CODE:
        raise Invalid([Problem(field="purpose", code="unknown_purpose")])
    if BY_CODE[code].explain and not reason.strip():
        raise Invalid([Problem(field="reason", code="reason_missing")])
    until = timezone.now() + LASTS
    request.session[KEY] = {"code": code, "reason": reason.strip()[:300], "until": until.isoformat()}


def safe_next(request: HttpRequest) -> str:
    """Where the page that asked wants to go on; only within this host."""
    wanted = request.POST.get("next", "")
    is_safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_safe else "/console/"
