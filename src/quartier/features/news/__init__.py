"""News of an organisation for the residents of a place, let out through publication.

Invariants: a draft is a record of the organisation and nobody else's; what residents read is a notice of publication,
never this record; except for alerts a second person lets a text out; what was let out is changed by a new notice and
taken back with a reason.
"""
