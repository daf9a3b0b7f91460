"""The three homes on the map: areas, streets, landmarks, premises. Each is written whole or not at all."""

from datetime import datetime

from quartier.core.territory import actions

from .. import homes, world


def fill(*, at: datetime) -> dict[str, int]:
    """Write what is missing or differs; gives the numbers of areas by the town's own ids (home or beat)."""
    numbers = {}
    for home in world.HOMES:
        numbers[home] = actions.save_home(facts=homes.home_facts(home), at=at)
        saved = actions.save_areas(home=homes.SLUGS[home], facts=homes.area_facts(home), at=at)
        for beat in world.places("beats", home):
            numbers[beat["id"]] = saved[homes.area_slug(beat["id"])]
        actions.save_places(home=homes.SLUGS[home], facts=homes.place_facts(home))
        actions.save_premises(home=homes.SLUGS[home], facts=homes.premises_facts(home), at=at)
    return numbers
