"""Paper: documents as tagged PDF, after PDF/A-3a and PDF/UA-1, in the look of the house.

Invariants: a document is data (`parts`), its texts already in the reader's language; it becomes pages in one template, so
that what one document can do, all can. The same document gives the same bytes. What the engine warns of is an error: no
page leaves the house that a screen reader could not read. Nothing is fetched, and no font of the machine is used.
"""
