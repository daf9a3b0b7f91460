"""Conditional requests (RFC 9110 §13): ETag saves an answer, If-Match saves somebody else's change."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from quartier.core.kit.errors import Refusal


class Changed(Refusal):
    """The thing is not what the client read."""

    status = 412


class Unconditional(Refusal):
    """A change without saying of which version."""

    status = 428


def etag(*parts: Any) -> str:
    """A strong tag of whatever the answer is made of."""
    told = json.dumps(parts, sort_keys=True, default=str, ensure_ascii=False)
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def not_modified(request: HttpRequest, tag: str) -> bool:
    """Whether the client has this version already."""
    return _lists(request.headers.get("If-None-Match", ""), tag, weak=True)


def demand_match(request: HttpRequest, tag: str) -> None:
    """Raises Unconditional without If-Match, Changed where it names another version."""
    asked = request.headers.get("If-Match", "")
    if not asked:
        raise Unconditional("if_match_missing")
    if not _lists(asked, tag, weak=False):
        raise Changed("changed_meanwhile")


def tagged(response: HttpResponse, tag: str, *, seconds: int = 0) -> HttpResponse:
    """Put the tag on an answer; `seconds` for how long it need not be asked again."""
    response["ETag"] = tag
    response["Cache-Control"] = f"private, max-age={seconds}" if seconds else "private, no-cache"
    return response


def _lists(header: str, tag: str, *, weak: bool) -> bool:
    named = [part.strip() for part in header.split(",")]
    if weak:
        named = [part.removeprefix("W/") for part in named]
    return "*" in named or tag in named
