"""What the log writes about itself."""

from .kinds import EntryKind

LEAF = "q5P3nFZqGeRvb1fJzrZ0cM2w0u0mV0cE5m7yV9bH3kM="

KINDS = (
    EntryKind(
        code="ledger.opened",
        description="The log begins: the first entry of each.",
        fields={
            "origin": "Name of the log.",
            "keys": "Verifying keys for heads, receipts and packs.",
            "policy": "The policy of trust, as text.",
            "before": "Origin and last head of the log that this one continues, or null.",
        },
        example={
            "origin": "quartier.police.example/log",
            "keys": {"log": "name+id+key", "receipt": "name+id+key", "pack": "name+id+key"},
            "policy": "quorum none\n",
            "before": None,
        },
    ),
    EntryKind(
        code="ledger.policy_set",
        description="The operator's policy of trust changed: which witnesses it asks, and how many of them it takes.",
        fields={"policy": "The policy from now on, as text.", "sha256": "SHA-256 of that text, hexadecimal."},
        example={"policy": "quorum none\n", "sha256": "ab" * 32},
    ),
    EntryKind(
        code="ledger.heartbeat",
        description="Nothing was entered for a while: a new size, so that witnesses can say that the log is alive.",
        fields={},
    ),
    EntryKind(
        code="ledger.erased",
        description="Entries were emptied by law: what they hold can no longer be opened. They themselves stay.",
        fields={
            "leaves": "Leaf hashes of the entries, base64.",
            "field": "Name of the erased field, or null where envelope and all fields are gone.",
            "ground": "On what ground.",
            "authority": "Who ordered it, or null where whoever erased decided.",
        },
        example={"leaves": [LEAF], "field": None, "ground": "The term has ended.", "authority": None},
    ),
    EntryKind(
        code="ledger.pack_exported",
        description="A pack of the log was written for somebody to check.",
        fields={
            "scope": "Structure, kinds or all.",
            "kinds": "Codes of the kinds whose envelopes it holds, or null for all.",
            "size": "Number of entries of the head that it is about.",
            "purpose": "What for, in the words of whoever exported.",
        },
        example={"scope": "all", "kinds": None, "size": 1024, "purpose": "Visit of the monitor."},
    ),
)
