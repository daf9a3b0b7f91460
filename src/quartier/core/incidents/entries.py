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
)
ENTRIES = (IMPORTED,)
