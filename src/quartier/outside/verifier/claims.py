"""pack.json: what a pack says it holds. A claim to be measured by, never a reason to believe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quartier.outside.verifier.canonical import (
    FIELD_NAME,
    KIND,
    canonical_text,
    instant_of,
    matching,
    members,
    read_canonical,
)
from quartier.outside.verifier.envelopes import ERASED, ERASURE_FIELDS, Envelope
from quartier.outside.verifier.verdict import Fault

PACK_FORMAT = "quartier/pack/v1"
OWN_KINDS = "ledger."  # what the ledger says about itself goes with every choice of kinds


@dataclass(frozen=True)
class Claims:
    """`kinds` is None unless the scope is `kinds`; `openings` is None for all fields, and else those opened."""

    scope: str
    kinds: frozenset[str] | None
    openings: frozenset[str] | None
    made_at: int

    def covers(self, kind: str) -> bool:
        """Whether entries of this kind belong in the pack."""
        return self.scope == "all" or (
            self.kinds is not None and (kind in self.kinds or kind.startswith(OWN_KINDS))
        )

    def promised(self, envelope: Envelope) -> set[str]:
        """The fields of this entry that must be opened, and no others."""
        fields = set(envelope.fields)
        if self.openings is None:
            return fields
        always = ERASURE_FIELDS if envelope.kind == ERASED else ()
        return fields.intersection({*self.openings, *always})


def read_claims(data: bytes) -> Claims:
    try:
        text = data.decode("utf-8")
        if not text.endswith("\n"):
            raise ValueError("no final newline")
        return _claims(read_canonical(text[:-1]))
    except ValueError as problem:
        raise Fault("pack_form") from problem


def _claims(value: Any) -> Claims:
    form, kinds, made_at, openings, scope = members(value, "format", "kinds", "made_at", "openings", "scope")
    right = form == PACK_FORMAT and scope in ("all", "kinds", "structure")
    if not right or (kinds is not None) != (scope == "kinds"):
        raise ValueError("format or scope")
    if scope == "structure" and openings != "none":
        raise ValueError("openings of nothing")
    return Claims(
        scope=scope,
        kinds=None if kinds is None else _names(KIND, kinds),
        openings=None
        if openings == "all"
        else frozenset()
        if openings == "none"
        else _names(FIELD_NAME, openings),
        made_at=instant_of(made_at),
    )


def _names(pattern: Any, value: Any) -> frozenset[str]:
    """A sorted list without repetition. Raises ValueError."""
    if not isinstance(value, list) or not value:
        raise ValueError("no list of names")
    names = [matching(pattern, name) for name in value]
    if canonical_text(sorted(set(names))) != canonical_text(names):
        raise ValueError("not sorted, or repeated")
    return frozenset(names)
