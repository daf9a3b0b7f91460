"""The database server of an installation that brings none: a thin wrapper over PostgreSQL's own programs.

`from quartier.core.kit.server.embedded import Server`. Standard library only. It knows no table and no
role of Quartier, except that all of them begin with `quartier_`. Invariants: a Unix socket and nothing
else, peer authentication, one server per folder however many commands start at once, and no step that
leaves a half-made folder looking whole.
"""
