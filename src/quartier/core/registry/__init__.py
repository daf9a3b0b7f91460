"""Subject, Scope, the lock, parties, looks, links, retention and holds: the spine of every record."""
