"""Areas, beats, places and premises with opening hours: public reference data.

An *area* is a piece of ground with a boundary and a kind of its country (hromada, ward, police zone, beat).
Areas form a tree, and a root of it is a *home*: it carries the time zone, the metric grid, the languages
and the numbers to call in danger. A *place* is a street, a landmark or a house in the gazetteer, under
every name it has or had. *Premises* are where an organisation receives people, with hours.

Invariants: the tree by `parent` and the tree by the nested interval (`lo`, `hi`) are the same tree. Reading
needs no grant, since nothing here is about a person: who answers for a beat stands here as a role, never as
a name. Writing is done by the owner of the database (import, set-up, demo), each time as one transaction
that raises the generation, so that every process drops what it kept in memory.
"""
