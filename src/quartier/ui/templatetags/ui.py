"""`{% load ui %}`: every part of the design system. What each takes is said at its function and shown at /ui/."""

from quartier.ui.tags import marks, sections, shell, texts  # noqa: F401  (importing registers)
from quartier.ui.tags.library import register

__all__ = ["register"]
