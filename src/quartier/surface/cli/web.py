"""What each web process loads: the application, tied to the life of the command that serves."""

from .offspring import die_with_parent

die_with_parent()

from quartier.surface.wsgi import application  # noqa: E402

__all__ = ["application"]
