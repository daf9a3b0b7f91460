"""The form of an exported record: a JSON Schema (2020-12) that anybody can check it by. Pure."""

from collections.abc import Iterable
from typing import Any

from quartier.features.custody.rules.acts.act import PARTS, Act
from quartier.features.custody.rules.schema import by_act

FORMAT = "quartier/custody-record/1"
TAG = {"type": "string", "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{25}$"}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$"}
MAYBE_INSTANT = {"anyOf": [INSTANT, {"type": "null"}]}
TEXT, COUNT, YES = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
THINGS = {"type": "object"}
DIGEST = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}
WORDS = {"type": "object", "additionalProperties": TEXT}


def schema(acts: Iterable[Act]) -> dict[str, Any]:
    """The schema of record.json with these acts."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A custody record, exported",
        **_closed(
            {
                "format": {"const": FORMAT},
                "made_at": INSTANT,
                "suite": _closed({"code": TEXT, "names": WORDS, "zone": TEXT, "tag": TAG}),
                "stay": _stay(),
                "parts": {"type": "array", "items": {"oneOf": [_open_part(), _closed_part()]}},
                "books": {"type": "array", "minItems": 1, "items": _book(acts)},
                "evaluations": {"type": "array", "items": _evaluation()},
                "packs": {"type": "array", "items": _closed({"name": TEXT, "version": TEXT, "texts": WORDS})},
                "accounts": WORDS,
            }
        ),
    }


def _closed(members: dict[str, Any], *, optional: Iterable[str] = ()) -> dict[str, Any]:
    """An object of exactly these members."""
    needed = [name for name in members if name not in set(optional)]
    return {"type": "object", "properties": members, "required": needed, "additionalProperties": False}


def _stay() -> dict[str, Any]:
    return _closed(
        {
            "tag": TAG,
            "number": TEXT,
            "kind": {"enum": ["criminal", "administrative", "brought"]},
            "label": TEXT,
            "language": TEXT,
            "minor": YES,
            "moment": INSTANT,
            "opened_at": INSTANT,
            "released_at": MAYBE_INSTANT,
            "state": {"enum": ["street", "held", "out", "released"]},
            "pack": TEXT,
            "regime": TEXT,
            "regime_reason": TEXT,
            "facts": THINGS,
        }
    )


def _open_part() -> dict[str, Any]:
    members = {
        "code": {"enum": list(PARTS)},
        "open": {"const": True},
        "roles": {"type": "array", "items": TEXT},
    }
    return _closed(members | {"tag": TAG, "about": THINGS})


def _closed_part() -> dict[str, Any]:
    return _closed(
        {"code": {"enum": list(PARTS)}, "open": {"const": False}, "roles": {"type": "array", "items": TEXT}}
    )


def _book(acts: Iterable[Act]) -> dict[str, Any]:
    known = sorted(acts, key=lambda act: act.code)
    return _closed(
        {
            "tag": TAG,
            "code": {"enum": ["stay", "complaint"]},
            "entries": {"type": "array", "items": _entry(known) | {"allOf": by_act(known)}},
        }
    )


def _entry(acts: Iterable[Act]) -> dict[str, Any]:
    sealed = _closed({"open": YES, "digest": DIGEST})
    return _closed(
        {
            "number": {"type": "integer", "minimum": 1},
            "act": {"enum": [act.code for act in acts]},
            "occurred_at": INSTANT,
            "captured_at": MAYBE_INSTANT,
            "recorded_at": INSTANT,
            "gap_s": {"type": "integer"},
            "late": YES,
            "late_reason": TEXT,
            "by": {"type": ["string", "null"]},
            "organisation": {"type": ["integer", "null"]},
            "done_by": TEXT,
            "values": THINGS,
            "part": {"enum": ["", *PARTS]},
            "corrects": {"type": ["integer", "null"], "minimum": 1},
            "voids": YES,
            "reason": TEXT,
            "presence": THINGS,
            "signed": {"type": "array", "items": THINGS},
            "leaf": {"type": "string", "pattern": "^[A-Za-z0-9+/]{43}=$"},
            "index": {"type": ["integer", "null"], "minimum": 0},
            "content": THINGS,
            "salt": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "sealed": sealed,
        },
        optional=("content", "salt", "sealed"),
    )


def _evaluation() -> dict[str, Any]:
    return _closed(
        {
            "number": {"type": "integer", "minimum": 1},
            "at": INSTANT,
            "pack": TEXT,
            "version": TEXT,
            "regime": TEXT,
            "inputs": THINGS,
            "result": THINGS,
        }
    )
