"""What each web process loads: the application, tied to the life of the command that serves.

Ctrl-C goes to a terminal's whole group. A web process that hears it, and then hears the command's own request
to end, waits for ever: so it stands in a group of its own and hears the command only.
"""

import os

from .offspring import die_with_parent

die_with_parent()
os.setpgid(0, 0)

from quartier.surface.wsgi import application  # noqa: E402

__all__ = ["application"]
