"""A flood of made-up submissions, frozen before any filter was written against it: never tuned to one.

Whoever writes or changes a filter does not read this folder; tests/architecture/test_spam_flood.py holds its hash.
"""
