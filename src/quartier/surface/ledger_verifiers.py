"""The two verifiers with the policy of trust baked in, as everybody can take them away.

The same policy and day give the same bytes, so that a checksum on paper can be compared with what is downloaded.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from quartier.outside.verifier.assembling import verifier_source
from quartier.outside.verifier.page.binding import bind
from quartier.surface.ledger_files import Asked
from quartier.ui.parts import Cell, Column, Table

PYTHON, PAGE = "verify.py", "verify.html"
TYPES = {PYTHON: "text/x-python; charset=utf-8", PAGE: "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """One program as a file."""

    name: str
    body: bytes
    sha256: str


def verifiers(asked: Asked) -> tuple[Verifier, ...]:
    """Both programs for the policy in force."""
    return _made(asked.text, asked.day, settings.LANGUAGE_CODE)


@lru_cache(maxsize=2)
def _made(policy: str, day: str, language: str) -> tuple[Verifier, ...]:
    texts = {
        PYTHON: verifier_source(policy=policy, day=day),
        PAGE: bind(policy=policy, day=day, language=language),
    }
    return tuple(_verifier(name, text.encode("utf-8")) for name, text in texts.items())


def _verifier(name: str, body: bytes) -> Verifier:
    return Verifier(name=name, body=body, sha256=hashlib.sha256(body).hexdigest())


def table(asked: Asked | None) -> Table:
    """What can be taken away, with the fingerprints to compare."""
    said = {PYTHON: _("For Python 3.9 or newer"), PAGE: _("For any browser, opened as a file")}
    labels = [_("Verifier"), _("What it needs"), _("Fingerprint (SHA-256)")]
    rows = [
        [
            Cell(text=one.name, url=f"/ledger/{one.name}"),
            said[one.name],
            format_html("<code>{}</code>", " ".join(one.sha256[at : at + 8] for at in range(0, 64, 8))),
        ]
        for one in (verifiers(asked) if asked else ())
    ]
    return Table(
        caption=_("Verifiers"),
        columns=[Column(label=label) for label in labels],
        rows=rows,
        hide_caption=True,
    )
