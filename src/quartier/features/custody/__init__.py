"""Everything that happens to a person in the hands of the police, from the first word to release, by those who do it.

Invariants: an entry has two times, when it happened and when the server recorded it, and neither can be changed; what was
wrong is corrected by a new entry that names the old one; a stay's state, its due times and its lateness follow from its
entries and from a rule pack, and are never typed. What only some may read lies in a part of its own (`file`, `arrest`,
`medical`, `lawyer`, `complaint`), behind the lock; the stay shows that something happened there and when, not what. The room
of the lawyer is never recorded. A complaint goes past those it is about. Each entry is in the ledger.

Words: a *suite* is a place with cells; a *stay* is one person's time in police hands; an *entry* is one thing that happened;
an *act* says what kind of entry, with its fields; a *part* is what one audience reads.
"""
