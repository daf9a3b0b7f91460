"""What a new installation needs before its log can begin."""

from . import keys, trust
from .site import Site


def prepare(site: Site, *, url: str | None = None) -> bool:
    """Make the keys and a first policy without witnesses, where they are missing; True when anything was made."""
    made = keys.make(site)
    if site.policy.exists():
        return made
    trust.write(site, trust.policy_text(keys.read(site), url=url))
    return True
