"""What an entry may say, as JSON Schema (2020-12), from the acts themselves. Pure."""

from collections.abc import Iterable
from typing import Any

from quartier.features.custody.rules import values
from quartier.features.custody.rules.acts.act import Act, Field

INSTANT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"
PLAIN: dict[str, dict[str, Any]] = {
    "yes_no": {"type": "boolean"},
    "line": {"type": "string", "maxLength": values.LINE},
    "person": {"type": "string", "maxLength": values.LINE},
    "text": {"type": "string", "maxLength": values.TEXT},
    "cell": {"type": "string", "maxLength": 40},
    "seal": {"type": "string", "maxLength": 40},
    "number": {"type": "integer", "minimum": 0, "maximum": values.NUMBER},
    "instant": {"type": "string", "pattern": INSTANT},
    "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    "account": {"type": "string", "format": "uuid"},
    "body": {"type": "array", "items": {"type": "object"}},
}


def said(act: Act, *, sealed: bool | None = None) -> dict[str, Any]:
    """An object of what an entry of this act may say: all of it, or only what is sealed, or only what is not."""
    fields = [one for one in act.fields if sealed is None or act.whole or one.sealed == sealed]
    return {
        "type": "object",
        "properties": {one.code: field(one) for one in fields},
        "additionalProperties": False,
    }


def field(one: Field) -> dict[str, Any]:
    """The value of one field. An answer that is offered under one law only is known here all the same."""
    made = {"title": one.words.en, **_kind(one)}
    return made | {"description": one.hint.en} if one.hint else made


def _kind(one: Field) -> dict[str, Any]:
    codes = {"enum": list(dict.fromkeys(option.code for option in one.options))}
    if one.kind == "choice":
        return codes
    if one.kind == "choices":
        return {"type": "array", "items": codes, "uniqueItems": True}
    if one.kind == "items":
        row = {"type": "object", "properties": {each.code: field(each) for each in one.rows}}
        return {"type": "array", "maxItems": values.ROWS, "items": row | {"additionalProperties": False}}
    return PLAIN[one.kind]


def by_act(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """For the schema of an entry: by its act, what `values` and `content` may hold. A complaint is whole in `values`."""
    return [
        {
            "if": {"properties": {"act": {"const": act.code}}},
            "then": {
                "properties": {"values": said(act, sealed=False), "content": said(act, sealed=True)},
            },
        }
        for act in acts
        if act.fields
    ]
