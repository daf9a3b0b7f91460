"""The published files of the ledger after C2SP tlog-tiles: read by anybody, from anywhere, without a session.

They are public on purpose: an entry is 33 bytes that tell nothing. A web server in front may serve the same folder.
What was asked for is parsed to numbers, and the name of the file is made from the numbers, so nothing that somebody
types ever becomes a path. What is missing is 404, never an empty 200: clients of partial tiles rely on that.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from quartier.science.merkle.errors import Refused
from quartier.science.merkle.tiles import parse_tile_path, tile_path

PREFIX = "/log/"
CHECKPOINT = "checkpoint"
NOTE, TILE = "text/plain; charset=utf-8", "application/octet-stream"
# A tile never changes; the checkpoint does each minute, and its tag lets a client ask whether it has.
FOR_EVER, ASK_AGAIN, NEVER = "public, max-age=31536000, immutable", "no-cache", "no-store"


class Serve:
    """Middleware that answers for the ledger's files; everything else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        return serve(request, request.path.removeprefix(PREFIX))


def serve(request: HttpRequest, name: str) -> HttpResponse:
    """One file, whole; 304 for who has it; 404 for a name that is none and for what is not there alike."""
    if request.method not in ("GET", "HEAD"):
        return _public(HttpResponseNotAllowed(["GET", "HEAD"]), NEVER)
    file = _file(name)
    try:
        body = file.read_bytes() if file else None
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        body = None
    if body is None:
        return _public(HttpResponse("not there\n", status=404, content_type=NOTE), NEVER)
    return _found(request, name, body)


def _found(request: HttpRequest, name: str, body: bytes) -> HttpResponse:
    note = name == CHECKPOINT
    response = _public(
        HttpResponse(body, content_type=NOTE if note else TILE), ASK_AGAIN if note else FOR_EVER
    )
    response["Content-Length"] = str(len(body))
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _file(name: str) -> Path | None:
    """The file that a name stands for, below the publishing folder; None where the name is none."""
    folder = Path(settings.LEDGER_FOLDER)
    if name == CHECKPOINT:
        return folder / CHECKPOINT
    try:
        tile = parse_tile_path(name)
    except Refused:
        return None
    return folder / tile_path(tile.level, tile.index, tile.width)


def _public(response: HttpResponse, cache: str) -> HttpResponse:
    """Pages and programs of any origin may read it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = cache
    return response
