"""What publication writes into the ledger."""

from quartier.core.ledger.kinds import EntryKind

KINDS = (
    EntryKind(
        code="publication.released",
        description="Counts of a data set were let out at safe precision.",
        fields={
            "release": "Tag of the release.",
            "source": "Tag of the data set.",
            "policy": "The whole policy, as data.",
            "months": "First and last month.",
            "digest": "SHA-256 over the shown figures, hexadecimal.",
        },
        example={
            "release": "0dv5r8m2kq4w6t1x3z7y9b0c2e",
            "source": "0dv5r8m2kq4w6t1x3z7y9b0c2e",
            "policy": {"version": 1},
            "months": ["2026-09", "2026-10"],
            "digest": "ab" * 32,
        },
    ),
    EntryKind(
        code="publication.notice_published",
        description="A public text was let out.",
        fields={
            "notice": "Tag of the notice.",
            "kind": "What it is: news, prevention, alert.",
            "second": "Whether a second person let it out.",
            "digest": "SHA-256 over its texts, hexadecimal.",
        },
        example={"notice": "0dv5r8m2kq4w6t1x3z7y9b0c2e", "kind": "news", "second": True, "digest": "ab" * 32},
    ),
    EntryKind(
        code="publication.withdrawn",
        description="A release or a public text was taken back.",
        fields={"withdrawn": "Its tag.", "reasons": "Why, by language."},
        example={"withdrawn": "0dv5r8m2kq4w6t1x3z7y9b0c2e", "reasons": {"en": "A figure was wrong."}},
    ),
    EntryKind(
        code="publication.wartime_asked",
        description="Somebody asked to switch the wartime rule for an area.",
        fields={
            "switch": "Number of the request.",
            "area": "Number of the area.",
            "on": "On or off.",
            "reason": "Why.",
        },
        example={"switch": 1, "area": 7, "on": True, "reason": "Shelling of the northern quarter."},
    ),
    EntryKind(
        code="publication.wartime_decided",
        description="A second person agreed to a switch of the wartime rule, or did not.",
        fields={"switch": "Number of the request.", "agreed": "Whether it holds."},
        example={"switch": 1, "agreed": True},
    ),
)
