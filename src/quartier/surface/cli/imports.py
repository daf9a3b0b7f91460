"""Taking in files: areas, places, incidents, running requests. A module for each verb, loaded when it is there."""

from importlib import import_module
from importlib.util import find_spec

from .options import group
from .words import gettext as _

app = group(
    _("Take in areas, places, incidents and running requests from files."),
    "quartier import areas wards.geojson --mapping uk-surrey-wards",
)
for verb in ("import_areas", "import_places", "import_incidents", "import_appeals"):
    if find_spec(f"quartier.surface.cli.{verb}") is not None:
        import_module(f"quartier.surface.cli.{verb}").add(app)
