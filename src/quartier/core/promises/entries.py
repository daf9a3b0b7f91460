"""What promises write into the ledger. Lateness is not among it: it follows from the dates."""

from quartier.core.ledger.kinds import EntryKind

WORDS = {"words": "What was said, by language.", "organisation": "Number of the organisation that said it."}
SAID = {"words": {"en": "Two of the three lights work."}, "organisation": 101}

KINDS = (
    EntryKind(
        code="promises.written",
        description="A promise was written down as it was said.",
        fields={
            "text": "The words, in the language they were said in.",
            "language": "That language.",
            "office": "The office that said it.",
            "organisation": "Number of the organisation that owes it.",
            "area": "Number of the area.",
            "made_on": "The day on which it was said.",
            "due_on": "The day until whose end it holds.",
            "source": "Tag of the record it came from, or nothing.",
        },
        example={
            "text": "New lights on the canal path before the clocks change.",
            "language": "en",
            "office": "Head of highways",
            "organisation": 101,
            "area": 7,
            "made_on": "2026-06-09",
            "due_on": "2026-10-25",
            "source": None,
        },
    ),
    EntryKind(
        code="promises.let_out",
        description="A second person made a promise public.",
        fields={"notice": "Tag of the public notice."},
        example={"notice": "0dv5r8m2kq4w6t1x3z7y9b0c2e"},
    ),
    EntryKind(
        code="promises.corrected",
        description="Words were corrected. The wrong ones stay beside them.",
        fields={**WORDS, "corrects": "Number of the step that it mends; 0 is the promise itself."},
        example={**SAID, "corrects": 0},
    ),
    EntryKind(
        code="promises.told",
        description="Who owes a promise told how far it has come.",
        fields=WORDS,
        example=SAID,
    ),
    EntryKind(
        code="promises.postponed",
        description="Who owes a promise named a later day, with the reason. The first day keeps counting.",
        fields={**WORDS, "due_on": "The later day."},
        example={**SAID, "due_on": "2026-12-15"},
    ),
    EntryKind(
        code="promises.claimed",
        description="Who owes a promise said that it is kept, with evidence in words.",
        fields=WORDS,
        example=SAID,
    ),
    EntryKind(
        code="promises.confirmed",
        description="Somebody else than the owner confirmed that a promise is kept.",
        fields=WORDS,
        example=SAID,
    ),
    EntryKind(
        code="promises.disputed",
        description="Somebody else than the owner said that a promise is not kept.",
        fields=WORDS,
        example=SAID,
    ),
    EntryKind(
        code="promises.dropped",
        description="Who owes a promise said that it will not be done, and why.",
        fields=WORDS,
        example=SAID,
    ),
    EntryKind(
        code="promises.resident_said",
        description="A resident who follows a promise said what they see. It is counted and decides nothing.",
        fields={"word": "What they say: kept, not_kept."},
        example={"word": "kept"},
    ),
)
