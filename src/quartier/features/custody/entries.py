"""What custody writes into the ledger: one kind for each act, made from the dictionary of acts.

Codes, numbers and times go in as they are where the act says so; whatever somebody wrote, and all that is sealed, goes in
as a digest. What is sealed is salted first, so that nobody who sees the digest can try out answers.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from quartier.core.ledger.envelope import canonical
from quartier.core.ledger.kinds import EntryKind

from .rules.acts.act import Act, Field
from .rules.acts.catalogue import ACTS

DIGEST = "ab" * 32
COMMON = {
    "entry": "Number of the entry in its book.",
    "said": "SHA-256 of what everybody in the suite may read of it.",
    "sealed": "SHA-256 of salt and content of what only one audience reads, or nothing.",
    "part": "Which part that lies in, or nothing.",
    "done_by": "SHA-256 of the name of who did it, where somebody else entered it, or nothing.",
    "reason": "SHA-256 of why it was entered late or corrected, or nothing.",
    "voids": "Whether it says that the entry it corrects never happened.",
    "presence": "What proves presence at the door: card, tag, none; or nothing.",
    "signed": "SHA-256 of who signed, refused or could not, or nothing.",
}
EXAMPLE = {
    "entry": 7,
    "said": DIGEST,
    "sealed": None,
    "part": None,
    "done_by": None,
    "reason": None,
    "voids": False,
    "presence": None,
    "signed": None,
}
TAKEN = frozenset({*COMMON, "by"})
SAMPLES: dict[str, Any] = {
    "yes_no": True,
    "number": 1,
    "instant": "2026-11-18T12:15:00+00:00",
    "date": "2026-11-18",
}


def name_of(field: Field) -> str:
    """By which name a field stands in the ledger."""
    return f"told_{field.code}" if field.code in TAKEN else field.code


def plain_fields(act: Act) -> list[Field]:
    """Those that go in as they are."""
    return [field for field in act.fields if field.open and not field.sealed]


def digest(value: object) -> str | None:
    """SHA-256 of a JSON value; nothing for what says nothing."""
    return hashlib.sha256(canonical(value)).hexdigest() if value else None


def sealed_digest(values: Mapping[str, Any], *, salt: str) -> str | None:
    return digest({"salt": salt, "values": dict(values)}) if values else None


def kind_of(act: Act) -> EntryKind:
    """The ledger's kind for an act."""
    plain = plain_fields(act)
    return EntryKind(
        code=f"custody.{act.code}",
        description=f"{act.words.en}.",
        fields={**COMMON, **{name_of(field): f"{field.words.en.rstrip('.')}." for field in plain}},
        example={**EXAMPLE, **{name_of(field): _sample(field) for field in plain}},
    )


def _sample(field: Field) -> Any:
    if field.kind == "choice":
        return field.options[0].code if field.options else "other"
    if field.kind == "choices":
        return [field.options[0].code] if field.options else ["other"]
    return SAMPLES.get(field.kind, "7")


KINDS = tuple(kind_of(act) for act in ACTS.values())
