"""What files write into the ledger: fingerprints, by which a picture can be shown to be the one that came in."""

from quartier.core.ledger.kinds import EntryKind

DIGEST = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"

KINDS = (
    EntryKind(
        code="files.attached",
        description="A file was put to a record.",
        fields={
            "file": "Tag of the file.",
            "kind": "Photo, scan or document.",
            "type": "What the bytes are.",
            "size": "Bytes that came in.",
            "sha256": "Fingerprint of what came in.",
            "clean": "Fingerprint of the copy that is shown.",
        },
        example={
            "file": "0dv5r8m2kq4w6t1x3z7y9b0c2e",
            "kind": "photo",
            "type": "image/jpeg",
            "size": 2481920,
            "sha256": DIGEST,
            "clean": DIGEST,
        },
    ),
    EntryKind(
        code="files.described",
        description="Somebody wrote what can be seen in a picture.",
        fields={"file": "Tag of the file.", "digest": "SHA-256 over the descriptions, by language."},
        example={"file": "0dv5r8m2kq4w6t1x3z7y9b0c2e", "digest": DIGEST},
    ),
    EntryKind(
        code="files.let_out",
        description="A picture became public, with cells covered.",
        fields={
            "file": "Tag of the file.",
            "public": "Tag under which anybody may load it.",
            "cells": "How many of 108 cells were covered.",
            "sha256": "Fingerprint of the public picture.",
        },
        example={
            "file": "0dv5r8m2kq4w6t1x3z7y9b0c2e",
            "public": "1dv5r8m2kq4w6t1x3z7y9b0c2f",
            "cells": 4,
            "sha256": DIGEST,
        },
    ),
    EntryKind(
        code="files.taken_back",
        description="A public picture was taken back.",
        fields={"public": "Tag under which it could be loaded."},
        example={"public": "1dv5r8m2kq4w6t1x3z7y9b0c2f"},
    ),
)
