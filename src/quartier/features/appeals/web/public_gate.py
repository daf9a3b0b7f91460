"""The gate as these pages ask it: may this pass now, or when."""

from django.http import HttpRequest

from quartier.core.gate import actions as gate
from quartier.core.gate.actions import Wait

# What passes here, by the house's policies: a text, a code to an address, a code that opens a record, a file, a small thing.
LODGE, CODE, DOOR, FILE, SMALL = "lodge", "code", "door", "file", "small"


def origin(request: HttpRequest) -> bytes:
    """The small network that a request came from; the address itself is not kept."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return gate.origin(remote=request.META.get("REMOTE_ADDR", ""), forwarded=forwarded)


def later(request: HttpRequest, what: str, *, own: str = "", text: str = "") -> Wait | None:
    """When it may pass; None: now. `own`: the proven address, by which somebody is told apart from their network."""
    visit = request.visit
    answer = gate.ask(
        what=what,
        origin=origin(request),
        proven=bool(own) or visit.account is not None,
        own=own,
        same=gate.sameness(text),
        by=visit,
        at=visit.now,
    )
    return answer if isinstance(answer, Wait) else None
