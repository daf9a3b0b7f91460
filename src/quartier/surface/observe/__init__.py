"""What operators see: health, metrics and log lines without personal data.

A line says which route was asked, never which path; what kind of exception and where, never its text,
because a text may carry what somebody wrote. `logs.FIELDS` is the list of what may stand in a line.
"""
