"""Reports of programs that waited under a token: registered once, however often the token is asked."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from quartier.core.gate import actions as gate
from quartier.core.gate.actions import NotYet
from quartier.core.gate.rules import read_code
from quartier.core.kit.errors import NotFound
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import lodging
from .lodging import Lodging
from .models import TokenTaken


def take_up(*, token: str, read: Callable[[bytes], Lodging], by: Visit, at: datetime) -> str | NotYet:
    """The tag of the request that a token became; registers it when its turn has come, or says when that is.

    `read`: from what was sealed to what is lodged. Refused, it goes on waiting. Raises NotFound for no token of ours.
    """
    known = read_code(token)
    if known is None:
        raise NotFound("token_unknown")
    digest = hashlib.sha256(f"report {known}".encode()).hexdigest()
    if before := TokenTaken.objects.filter(digest=digest).first():
        return before.tag
    with transaction.atomic(using=lock.APPLICATION):
        opened = gate.unseal(code=token, by=by, at=at)
        if isinstance(opened, NotYet):
            return opened
        done = lodging.lodge(lodging=read(opened.payload), by=by, at=at)
        TokenTaken.objects.bulk_create([TokenTaken(digest=digest, tag=done.tag, at=at)])
    return done.tag
