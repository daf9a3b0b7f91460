"""What the spine writes into the ledger."""

from quartier.core.ledger.kinds import EntryKind

KINDS = (
    EntryKind(
        code="registry.looks_sealed",
        description="The looks since the last batch, so that none can be taken out later.",
        fields={
            "batch": "Number of the batch.",
            "looks": "How many looks it holds.",
            "digest": "SHA-256 over their rows, in hexadecimal.",
            "first_at": "The first look's time.",
            "last_at": "The last look's time.",
        },
        example={
            "batch": "0193a0b2-7c11-7c22-8d33-9e44af550001",
            "looks": 3,
            "digest": "ab" * 32,
            "first_at": "2026-11-01T09:00:00+00:00",
            "last_at": "2026-11-01T09:05:00+00:00",
        },
    ),
    EntryKind(
        code="registry.hold_placed",
        description="A record must be kept until the hold ends.",
        fields={"ground": "Why, in the words of whoever placed it."},
        example={"ground": "A court asked for it."},
    ),
    EntryKind(
        code="registry.hold_ended",
        description="A hold ended.",
        fields={"reason": "Why, in the words of whoever ended it."},
        example={"reason": "The case is closed."},
    ),
    EntryKind(
        code="registry.door_given",
        description="Somebody without an account received a code that opens this record.",
        fields={
            "capacity": "As what the record is opened: lodger, lawyer, victim.",
            "until": "Until when, or null.",
        },
        example={"capacity": "lodger", "until": None},
    ),
    EntryKind(
        code="registry.doors_ended",
        description="The codes of a record open nothing any more.",
        fields={"doors": "How many there were."},
        example={"doors": 1},
    ),
)
