"""The rule pack of a stay: the one that is shipped, or, where it is shipped no more, as it was last kept with a stay.

A stay outlives an upgrade: whoever is held under a pack that an upgrade took away is still watched by its clocks.
"""

from functools import cache

from quartier.core.law import queries as law
from quartier.science.clocks.packs import Pack

from .models import KeptPack


def pack_of(name: str) -> Pack:
    """The pack of this name. Raises KeyError where it is neither shipped nor kept."""
    try:
        return law.pack(name)
    except KeyError:
        kept = KeptPack.objects.filter(name=name).order_by("-kept_at", "-id").first()
        if kept is None:
            raise
        return _read(name, kept.version)


@cache
def _read(name: str, version: str) -> Pack:
    """Read once: the same version is the same for ever."""
    return law.pack_from(KeptPack.objects.get(name=name, version=version).texts, name=name)
