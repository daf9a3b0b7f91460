"""`{% load ui %}`: every part. What each takes is said at its function and shown at /ui/."""

from quartier.ui.tags import acts, figures, lists, marks, sections, shell, signature, texts  # noqa: F401  (importing registers)
from quartier.ui.tags.library import register

__all__ = ["register"]
