"""The API for programs with keys."""
