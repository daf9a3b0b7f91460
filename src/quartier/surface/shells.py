"""Context of every page: who visits, and the frame around the matter. Each door builds its own `shell`."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

# The first prefix that fits. Each module offers `build(request) -> ui.shell.Shell`.
BUILDERS = (
    ("/console/", "quartier.surface.console.shell", "ui/console.html"),
    ("/account/", "quartier.surface.sign_in.shell", "ui/portal.html"),
    ("/", "quartier.surface.portal.shell", "ui/portal.html"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The shell is built when a template asks for it."""
    visit = getattr(request, "visit", None)
    for prefix, module, template in BUILDERS:
        if request.path.startswith(prefix) and visit is not None and find_spec(module):
            built = SimpleLazyObject(lambda module=module: import_module(module).build(request))
            return {"visit": visit, "shell": built, "shell_template": template}
    return {"visit": visit}
