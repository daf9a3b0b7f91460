"""Work that runs without a request: one scoped run per organisation."""
