"""What the rooms of accounts write into the ledger."""

from quartier.core.ledger.kinds import EntryKind

KINDS = (
    EntryKind(
        code="accounts.grant_given",
        description="Somebody was given a role: where, for which compartments, to which level, until when.",
        fields={
            "grant": "Number of the grant.",
            "account": "Number of the account that holds it.",
            "role": "Code of the role.",
            "area": "Number of the area; it reaches everything below.",
            "organisation": "Number of the organisation, or null for all.",
            "compartments": "Codes of the compartments.",
            "secrecy": "Highest level of secrecy, 0 to 3.",
            "until": "When it ends by itself, or null.",
        },
        example={
            "grant": 1,
            "account": "0193a0b2-7c11-7c22-8d33-9e44af550001",
            "role": "analyst",
            "area": 7,
            "organisation": 2,
            "compartments": ["general"],
            "secrecy": 1,
            "until": None,
        },
    ),
    EntryKind(
        code="accounts.grant_ended",
        description="A grant was ended before its time.",
        fields={"grant": "Number of the grant."},
        example={"grant": 1},
    ),
    EntryKind(
        code="accounts.key_made",
        description="A key of a service account was made.",
        fields={
            "key": "Number of the key.",
            "account": "Number of the service account.",
            "permits": "What the key permits.",
        },
        example={"key": 1, "account": "0193a0b2-7c11-7c22-8d33-9e44af550001", "permits": ["read"]},
    ),
    EntryKind(
        code="accounts.key_ended",
        description="A key of a service account was ended.",
        fields={"key": "Number of the key."},
        example={"key": 1},
    ),
    EntryKind(
        code="accounts.pack_accepted",
        description="An organisation accepted a version of a rule pack that is not wholly verified.",
        fields={
            "organisation": "Number of the organisation.",
            "pack": "Name of the rule pack.",
            "version": "Hash of the files that the pack was read from.",
            "unverified": "How many of its rows are not verified.",
            "reason": "Why, and by whose word.",
        },
        example={
            "organisation": 2,
            "pack": "ua.custody",
            "version": "0" * 64,
            "unverified": 11,
            "reason": "legal department, letter 14-7",
        },
    ),
)
