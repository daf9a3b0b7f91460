"""The walks that a newcomer can take today, as `quartier demo stories` tells them."""

from typing import Any

from . import world


def listed() -> list[dict[str, Any]]:
    """Each story with its steps: who, which page (in that person's language), and what stands there in each language."""
    return [
        {"id": walk["id"], "title": walk["title"], "steps": [_step(step) for step in walk["steps"]]}
        for walk in world.read("walks")["walks"]
    ]


def _step(step: dict[str, Any]) -> dict[str, Any]:
    person = world.persona(step["persona"])
    if person is None:
        raise KeyError(step["persona"])
    return {
        "persona": step["persona"],
        "url": step["url"].replace("{lang}", person["language"]),
        "see": step["see"],
    }
