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
    ),
    EntryKind(
        code="registry.hold_placed",
        description="A record must be kept until the hold ends.",
        fields={"ground": "Why, in the words of whoever placed it."},
    ),
    EntryKind(
        code="registry.hold_ended",
        description="A hold ended.",
        fields={"reason": "Why, in the words of whoever ended it."},
    ),
    EntryKind(
        code="registry.record_erased",
        description="A record was erased for good; what its entries held can no longer be opened.",
        fields={"ground": "On what ground."},
    ),
)
