"""What the spine writes into the ledger."""

from quartier.core.ledger.kinds import EntryKind

KINDS = (
    EntryKind(
        code="looks.batch",
        description="Looks since the last batch: who read which records, and why.",
        fields={
            "batch": "Number of the batch, as it stands on each look.",
            "looks": "How many looks.",
            "digest": "SHA-256 over the rows of the batch, hexadecimal.",
            "first_at": "Time of the first look.",
            "last_at": "Time of the last look.",
        },
    ),
    EntryKind(
        code="hold.placed",
        description="A legal hold keeps a record from erasure.",
        fields={"ground": "Why, as whoever placed it put it."},
    ),
    EntryKind(
        code="hold.ended",
        description="A legal hold was ended.",
        fields={"reason": "Why, as whoever ended it put it."},
    ),
    EntryKind(
        code="record.erased",
        description="A record was lawfully erased, with the openings of its earlier entries.",
        fields={"ground": "The legal ground."},
    ),
)
