"""Files of records: photos, scans, documents. What came in is kept, what is shown is a clean copy, what is public a third.

The words: a *pending* file was received and belongs to nothing yet (a form of several steps). It is *attached* to a record
and then stands behind the same lock. A picture is *let out*: chosen cells are covered, and from then on anybody may load it
at `/files/TAG`. Bytes lie below the data folder under their own fingerprint; the database holds the fingerprints.

Invariants: the type is what the bytes say, never the name; nothing is shown that was not written anew by us (no metadata,
no scripts); a row stands only when its bytes are on the disk for good; bytes go when no row names them any more.

- `actions.receive(*, stream, name, by, at) -> Pending(key, type, sha256, size, width, height)`
- `actions.attach(*, key, subject, scope, kind, description, language, by, at, nameless=False) -> tag`. A key may be attached
  more than once within its 24 hours: to an appeal, and without its name to the submission that a moderator reads.
- `actions.carry(*, subject, to, scope, by, at, nameless=False) -> {tag: new tag}`: the same files for another record.
- `actions.describe(*, tag, descriptions, by, at)`; `actions.let_out(*, tag, cells, descriptions, by, at) -> public tag`,
  `actions.take_back(*, tag, by, at)`
- `queries.files_of(visit, subject)`, `queries.open_file(visit, tag, original=False)`, `queries.pictures_for(tags)`,
  `queries.pending(key, at=…)`, `queries.preview(key, at=…)` (a small JPEG for a page of a form),
  `queries.export(subject)`
- `words.REFUSALS`: every refusal in the reader's language; `words.say(code, **details)`.
- Pages: `/files/TAG` (public), `/files/TAG/small`, `/files/own/TAG` for whoever sees the record (a door's holder too).
- A scope into which strangers lodge needs the drop-box of `files_file` beside the record's own.
"""
