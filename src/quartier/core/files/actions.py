"""Receiving a file, putting it to a record, letting a picture out, taking it back, and clearing the disk."""

import hashlib
import secrets
import time
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import rfc8785
from django.db import DatabaseError, connections, transaction

from quartier.core.kit.errors import Invalid, NotAllowed, NotFound, Problem
from quartier.core.ledger import actions as ledger
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit
from quartier.core.territory import queries as territory

from . import apart, queries, store
from .models import File, PublicFile
from .queries import Pending
from .rules import checks, pictures, types

LET_OUT = "publication.decide"
PUBLIC = 1600  # pixels of the longer side
AT_ONCE = 500  # contents that one sweep asks about


class Stream(Protocol):
    """Whatever bytes can be read from: an upload, a mail's attachment."""

    def read(self, most: int, /) -> bytes: ...


def receive(*, stream: Stream, name: str, by: Visit, at: datetime) -> Pending:
    """Take a file in, look at what it is, make its clean copy, and keep both for a day. Raises Invalid with one reason."""
    content = stream.read(types.MOST_BYTES + 1)
    _refuse(types.refusal(content[: types.HEAD], len(content)))
    media = str(types.sniff(content[: types.HEAD]))
    copy, size = _cleaned(content, media)
    pending = Pending(
        key=secrets.token_urlsafe(16),
        type=media,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        width=size[0] if size else None,
        height=size[1] if size else None,
        name=types.tidy_name(name),
    )
    about = {field: value for field, value in asdict(pending).items() if field != "key"}
    store.keep_pending(
        queries.root(), key=pending.key, about=about, contents={"original": content, "clean": copy}, at=at
    )
    return pending


def attach(
    *,
    key: str,
    subject: UUID,
    scope: int,
    kind: str,
    description: str,
    language: str,
    by: Visit,
    at: datetime,
    nameless: bool = False,
) -> str:
    """Put a received file to a record, in the transaction of whatever else is done with it; returns the file's tag.

    `nameless`: without the name it was given, for readers who must not know whose it is. Without a description one stays
    asked for. Raises Invalid, and NotFound for a record that the visit neither sees nor has opened just now.
    """
    found = store.pending(queries.root(), key, at=at)
    if found is None:
        raise Invalid([Problem(field="files", code="files.not_kept")])
    about, folder = found
    said = description.strip()
    if wrong := checks.check_attached(media=about["type"], kind=kind, description=said, language=language):
        raise Invalid(wrong)
    original, clean = (folder / "original").read_bytes(), (folder / "clean").read_bytes()
    row = File(
        subject_id=subject,
        scope_id=scope,
        kind=kind,
        **{name: about[name] for name in ("type", "sha256", "size", "width", "height")},
        clean_sha256=hashlib.sha256(clean).hexdigest(),
        clean_size=len(clean),
        name="" if nameless else about["name"],
        description={language: said} if said else {},
        description_asked=not said,
        stored_at=at,
        by=by.account,
    )
    return _attach([row], contents=[original, clean], by=by, at=at)[0]


def carry(
    *, subject: UUID, to: UUID, scope: int, by: Visit, at: datetime, nameless: bool = False
) -> dict[str, str]:
    """The same files for another record, such as a part that is sent on; which new tag belongs to which old one."""
    before = list(File.objects.filter(subject_id=subject).order_by("stored_at", "id"))
    same = ("kind", "type", "sha256", "size", "width", "height", "clean_sha256", "clean_size", "description")
    rows = [
        File(
            subject_id=to,
            scope_id=scope,
            name="" if nameless else row.name,
            description_asked=row.description_asked,
            stored_at=at,
            by=by.account,
            **{name: getattr(row, name) for name in same},
        )
        for row in before
    ]
    tags = _attach(rows, contents=[], by=by, at=at) if rows else []
    return dict(zip([row.tag for row in before], tags, strict=True))


def describe(*, tag: str, descriptions: dict[str, str], by: Visit, at: datetime) -> None:
    """Say in words what can be seen, by language; replaces what was said before."""
    said = {language: text.strip() for language, text in descriptions.items() if text.strip()}
    if wrong := checks.check_descriptions(said):
        raise Invalid(wrong)
    with transaction.atomic():
        done = File.objects.filter(tag=tag).update(description=said, description_asked=not said)
        row = File.objects.filter(tag=tag).first()
        if not done or row is None:
            raise NotFound("no_such_record")
        fields = {"file": tag, "digest": hashlib.sha256(rfc8785.dumps(said)).hexdigest()}
        _enter("files.described", row.subject_id, fields, by=by, at=at)


def let_out(*, tag: str, cells: Iterable[int], descriptions: dict[str, str], by: Visit, at: datetime) -> str:
    """Make a picture public with the chosen cells of the grid covered; returns the tag of `/files/TAG`.

    It must be described in the place's own language. Raises NotAllowed, NotFound, Invalid.
    """
    if by.account is None or not by.may(LET_OUT):
        raise NotAllowed("not_permitted", permit=LET_OUT)
    row = File.objects.select_related("scope").filter(tag=tag).first()
    if row is None:
        raise NotFound("no_such_record")
    chosen = set(cells)
    own = territory.area(id=row.scope.area_id, with_geometry=False).language.split("-")[0]
    said = {language: text.strip() for language, text in descriptions.items() if text.strip()}
    if wrong := checks.check_public(media=row.type, cells=chosen, descriptions=said, needed=[own]):
        raise Invalid(wrong)
    clean = store.path_of(queries.root(), row.clean_sha256).read_bytes()
    large, small = (pictures.covered(clean, chosen, longest=most) for most in (PUBLIC, pictures.SMALL))
    public = PublicFile(file=row.id, descriptions=said, let_out_at=at, **_sizes(large, small))
    with transaction.atomic():
        _keep([large.content, small.content])
        PublicFile.objects.bulk_create([public])
        fields = {"file": tag, "public": public.tag, "cells": len(chosen), "sha256": public.sha256}
        _enter("files.let_out", row.subject_id, fields, by=by, at=at)
    return public.tag


def take_back(*, tag: str, by: Visit, at: datetime) -> None:
    """A public picture is loaded no more; `tag` is the public one. Raises NotAllowed, NotFound."""
    if by.account is None or not by.may(LET_OUT):
        raise NotAllowed("not_permitted", permit=LET_OUT)
    with transaction.atomic():
        subject = _asked("select files.take_back(%s)", tag)
        _enter("files.taken_back", subject, {"public": tag}, by=by, at=at)
        transaction.on_commit(sweep, robust=True)


def sweep() -> int:
    """Remove from the disk what no row names any more; returns how many contents. Opens a visit of its own."""
    removed = 0
    with lock.visit(None):
        removed += _remove_unused(_asked("select files.noted(%s::int)", AT_ONCE))
    return removed


def tidy(*, at: datetime) -> int:
    """Once a day: received files that nobody attached, and contents that a killed process left behind."""
    now = time.time()
    gone = store.forget_pending(queries.root(), at=at, now=now)
    strays = list(store.strays(queries.root(), now=now))
    for start in range(0, len(strays), AT_ONCE):
        with lock.visit(None):
            gone += _remove_unused(strays[start : start + AT_ONCE])
    return gone


def _remove_unused(contents: list[str]) -> int:
    """While we hold them alone nobody can begin to name them; so they go before the transaction ends."""
    if not contents:
        return 0
    unused = _asked("select files.unused(%s::text[])", contents)
    return sum(store.remove(queries.root(), digest) for digest in unused)


def _refuse(code: str | None) -> None:
    if code is not None:
        raise Invalid([Problem(field="files", code=code)])


def _cleaned(content: bytes, media: str) -> tuple[bytes, tuple[int, int] | None]:
    """The copy that is shown, and the size of a picture."""
    try:
        if not types.is_picture(media):
            return apart.clean(content), None
        written, size = pictures.clean(content)
        return written.content, size
    except types.Unreadable as refusal:
        raise Invalid([Problem(field="files", code=refusal.code)]) from None


def _keep(contents: Iterable[bytes]) -> None:
    """On the disk for good before the row that names them; the sweep keeps away until we are done."""
    held = list(contents)
    _asked("select files.hold(%s::text[])", [hashlib.sha256(content).hexdigest() for content in held])
    for content in held:
        store.put(queries.root(), content)


def _attach(rows: list[File], *, contents: list[bytes], by: Visit, at: datetime) -> list[str]:
    with transaction.atomic():
        _asked(
            "select files.hold(%s::text[])", [one for row in rows for one in (row.sha256, row.clean_sha256)]
        )
        _keep(contents)
        File.objects.bulk_create(rows)  # never asks for a row back: a lodger may not see it yet
        for row in rows:
            fields = {"file": row.tag, "kind": row.kind, "type": row.type, "size": row.size}
            fields |= {"sha256": row.sha256, "clean": row.clean_sha256}
            _enter("files.attached", row.subject_id, fields, by=by, at=at)
    return [row.tag for row in rows]


def _sizes(large: pictures.Written, small: pictures.Written) -> dict[str, Any]:
    return {
        "sha256": hashlib.sha256(large.content).hexdigest(),
        "size": len(large.content),
        "width": large.width,
        "height": large.height,
        "small_sha256": hashlib.sha256(small.content).hexdigest(),
        "small_size": len(small.content),
        "small_width": small.width,
        "small_height": small.height,
    }


def _enter(kind: str, subject: UUID, fields: dict[str, Any], *, by: Visit, at: datetime) -> None:
    record = _asked("select files.tag_of(%s)", subject)
    ledger.append(kind=kind, record=record, fields=fields, by=by, occurred_at=at)


def _asked(sql: str, *parameters: object) -> Any:
    """What a function of the keeper gives. Raises NotFound alike for hidden and absent."""
    try:
        with transaction.atomic(using=lock.APPLICATION), connections[lock.APPLICATION].cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone()[0]
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == "P0002":
            raise NotFound("no_such_record") from None
        raise
