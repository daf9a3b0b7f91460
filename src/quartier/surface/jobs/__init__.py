"""Work that runs without a request: jobs in PostgreSQL, one scoped run per organisation.

The queue lies in its own schema `queue`, reached as the application's role; `docs/decisions` says what was
tried. A job's arguments are numbers of organisations, ids and tags, never content: anyone who may run SQL as
the application can read them. What a job may see, it sees through a visit of the organisation's service.
"""
