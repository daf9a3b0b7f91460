"""What incidents write into the ledger."""

from quartier.core.ledger.kinds import EntryKind

IMPORTED = EntryKind(
    code="incidents.imported",
    description="An import of incidents was committed.",
    fields={
        "mapping": "Name of the mapping by which the files were read.",
        "mapping_version": "Its version.",
        "vocabulary": "Version of the vocabulary of kinds.",
        "files": "SHA-256 of the decompressed bytes and size in bytes of each file.",
        "rows": "Rows in the files.",
        "accepted": "Rows that became incidents.",
        "refused": "Rows that could not be read; the import's report lists them.",
        "repeats": "Accepted rows that are flagged as repeating another.",
        "known": "Rows that an earlier import had brought.",
    },
    example={
        "mapping": "uk-police",
        "mapping_version": 1,
        "vocabulary": "2026-11",
        "files": [{"sha256": "ab" * 32, "bytes": 1200}],
        "rows": 12,
        "accepted": 11,
        "refused": 1,
        "repeats": 2,
        "known": 0,
    },
)
ENTRIES = (IMPORTED,)
