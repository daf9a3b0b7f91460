"""The API for programs: OpenAPI 3.1 at /api/openapi.json, errors after RFC 9457, pages after RFC 8288.

A package brings one router in a module here; `framework.py` finds those that are there. Reading public
things needs no key; everything else needs `Authorization: Bearer KEY`, and the key's permits as well as the
lock decide.
"""
