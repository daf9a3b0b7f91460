"""What appeals write into the ledger. Words go in as their SHA-256: the ledger forgets nothing, and must not tell them."""

from quartier.core.ledger.kinds import EntryKind

DIGEST = "3b7a6c0d94a1e2f58c17b6d0a94e3f21c58d7b60a1f2e3d4c5b6a79888776655"
ORGANISATION = {"organisation": "Number of the body that did it; nothing where the person did."}
WORDS = {"words": "SHA-256 of the words, or nothing."}


def _kind(code: str, description: str, example: dict[str, object], **fields: str) -> EntryKind:
    return EntryKind(
        code=f"appeals.{code}",
        description=description,
        fields={**ORGANISATION, **WORDS, **fields},
        example={"organisation": 101, "words": DIGEST, **example},
    )


KINDS = (
    EntryKind(
        code="appeals.lodged",
        description="An appeal was lodged and registered.",
        fields={
            "number": "Its number.",
            "organisation": "Number of the body that owes the answer.",
            "category": "Code of what it is about.",
            "channel": "How it came.",
            "text": "SHA-256 of the text as written.",
            "files": "How many files came with it.",
            "arrived_at": "When it reached the body; its terms count from there.",
            "due_at": "Until when the answer is owed, as computed then, or nothing.",
            "pack": "The rule pack and its version.",
        },
        example={
            "number": "2026-LYP-000123",
            "organisation": 101,
            "category": "lighting",
            "channel": "web",
            "text": DIGEST,
            "files": 1,
            "arrived_at": "2026-11-21T14:05:00+02:00",
            "due_at": "2026-12-22T00:00:00+02:00",
            "pack": "ua.appeals 1b2c3d",
        },
    ),
    _kind("acknowledged", "The body told the person that it has the appeal in hand.", {}),
    _kind("assigned", "Somebody was given the appeal to handle.", {"to": "0190…"}, to="Id of the account."),
    _kind(
        "forwarded",
        "The appeal went to other bodies, and the person was told.",
        {"to": [102], "parts": ["0dv5r8m2kq4w6t1x3z7y9b0c2e"], "reason": "not_ours", "kept": False},
        to="Numbers of the bodies.",
        parts="Tags of the records there.",
        reason="Code of the reason.",
        kept="Whether this body answers a part itself.",
    ),
    _kind(
        "asked", "The person was asked for what is missing.", {"until": None}, until="Until when, or nothing."
    ),
    _kind("given", "The person gave what was asked.", {"files": 0}, files="How many files came with it."),
    _kind(
        "extended",
        "The time for the answer was extended, and the person told why.",
        {"until": "2027-01-05"},
        until="The last day that was named.",
    ),
    _kind(
        "answered",
        "The body answered.",
        {"outcome": "will_do", "public": DIGEST, "promise": None},
        outcome="Code of the outcome.",
        public="SHA-256 of the words for everybody, or nothing.",
        promise="Tag of the promise that was made, or nothing.",
    ),
    _kind(
        "joined",
        "It is the same matter as an earlier one, whose answer it gets.",
        {"of": "0dv5…"},
        of="Its tag.",
    ),
    _kind("parted", "It is not the same matter after all.", {}),
    _kind("reopened", "It was taken up again.", {}),
    _kind("escalated", "It was put before a higher body.", {"to": 103}, to="Number of that body."),
    _kind("closed", "It ends without an answer, for a named reason.", {"reason": "repeated"}, reason="Code."),
    _kind(
        "weighed", "What the rule pack is told of it was stated.", {"facts": ["competent"]}, facts="Names."
    ),
    _kind("objected", "The author objected to the refusal of the public version.", {}),
    _kind("survey_asked", "The person was asked how it went.", {}),
    _kind("survey_answered", "The person said how it went; the answers are counted apart from it.", {}),
)
