"""Programs for other people's machines: whoever runs them need not trust the operator of Quartier.

They stand on `science` and the standard library alone, so that a court or a bar association can read all that they
rest on. Nothing here knows a database, a setting or a web framework.
"""
