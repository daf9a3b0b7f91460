"""What the mail room writes into the ledger: that it was said, never to which address."""

from quartier.core.ledger.kinds import EntryKind

KINDS = (
    EntryKind(
        code="messages.told",
        description="Something was said to people about a record, or about a topic.",
        fields={
            "template": "Which text, by its code.",
            "recipients": "To how many, by whatever way they chose.",
            "organisation": "Number of the organisation that speaks.",
        },
        example={"template": "news.published", "recipients": 42, "organisation": 101},
    ),
    EntryKind(
        code="messages.consent_said",
        description="Somebody agreed to messages on a theme, or ended that. The record is theirs, without a name.",
        fields={
            "theme": "Which theme.",
            "given": "Whether they agreed.",
            "how": "How they said it: page, link, one_click.",
        },
        example={"theme": "news", "given": True, "how": "link"},
    ),
    EntryKind(
        code="messages.letter_posted",
        description="A printed letter was given to the post.",
        fields={"message": "Reference of the message."},
        example={"message": "5x2k8q0v7m3d9f1h6j4b8c2n0p"},
    ),
    EntryKind(
        code="messages.call_made",
        description="Somebody was called up to be told something.",
        fields={
            "message": "Reference of the message.",
            "outcome": "What came of it: reached, not_reached, wrong_number.",
        },
        example={"message": "5x2k8q0v7m3d9f1h6j4b8c2n0p", "outcome": "reached"},
    ),
)
