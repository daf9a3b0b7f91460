"""What publication writes into the ledger."""

from quartier.core.ledger.kinds import EntryKind

STEP = {
    "reason": "Code of the reason, empty where none is needed.",
    "words": "SHA-256 over the words that were added, hexadecimal, or nothing.",
    "texts": "SHA-256 over the proposed titles and texts, hexadecimal, or nothing.",
    "notice": "Tag of the public notice, or nothing.",
}
STEPPED = {"reason": "personal_data", "words": None, "texts": "ab" * 32, "notice": None}
STEPS = {
    "edited": "A moderator changed a text before publication, with a reason.",
    "let_out": "A moderator made an offered text public.",
    "refuse_asked": "A moderator asked for a refusal.",
    "refused": "A second reader agreed with a refusal.",
    "kept_open": "A second reader did not agree with a refusal.",
    "objected": "The author objected to a refusal.",
    "objection_granted": "Somebody who took no part in a refusal granted the objection to it.",
    "objection_dismissed": "Somebody who took no part in a refusal dismissed the objection to it.",
}

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
    EntryKind(
        code="publication.submitted",
        description="The public version of a record was offered to the moderators.",
        fields={
            "origin": "What kind of record it is of.",
            "record": "Tag of that record.",
            "texts": "SHA-256 over the proposed titles and texts, hexadecimal.",
        },
        example={"origin": "appeals", "record": "0dv5r8m2kq4w6t1x3z7y9b0c2e", "texts": "ab" * 32},
    ),
    *(
        EntryKind(code=f"publication.{step}", description=said, fields=STEP, example=STEPPED)
        for step, said in STEPS.items()
    ),
)
