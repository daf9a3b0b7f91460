"""What the command line and the page tell of personas and stories."""

import re

from quartier.core.accounts.roles import ROLES
from quartier.demo import personas, stories, world


def test_every_persona_is_told_in_the_shape_of_the_interface() -> None:
    rows = personas.listed()
    assert len(rows) == len(world.personas()) == 34
    for row in rows:
        assert set(row) == {"id", "name", "roles", "languages", "organisation"}
        assert row["name"].strip()
        assert set(row["roles"]) <= set(ROLES)
        assert set(row["languages"]) <= set(world.LANGUAGES)


def test_every_persona_has_something_to_look_at_in_each_language() -> None:
    for person in world.personas():
        for language in world.LANGUAGES:
            url, text = personas.look(person, language)
            assert url.startswith("/") and "{" not in url
            assert text.strip()


def test_addresses_are_reserved_names_and_each_is_somebodys_own() -> None:
    addresses = [personas.address(person) for person in world.personas()]
    given = [address for address in addresses if address]
    assert len(set(given)) == len(given) == 33
    assert all(re.fullmatch(r"[a-z.]+@(lypivka|tilleuls|northfield)\.example", address) for address in given)


def test_who_has_no_account_gets_none() -> None:
    hanna = world.persona("hanna_lozovyk")
    assert hanna is not None
    assert personas.address(hanna) is None


def test_cards_speak_the_readers_language() -> None:
    homes = {home["id"]: home for home in personas.by_home("fr")}
    assert homes["en"]["name"] == "Borough de Northfield"
    priya = next(card for card in homes["en"]["personas"] if card["id"] == "priya_venkatraj")
    assert priya["organisation"] == "Police de Northfield"
    assert priya["roles"] == [ROLES["crime_analyst"].name.fr]


def test_stories_have_the_shape_of_the_interface() -> None:
    for story in stories.listed():
        assert set(story) == {"id", "title", "steps"}
        assert set(story["title"]) == set(world.LANGUAGES)
        for step in story["steps"]:
            assert set(step) == {"persona", "url", "see"}
            assert step["url"].startswith("/") and "{" not in step["url"]
            assert set(step["see"]) == set(world.LANGUAGES)
            assert world.persona(step["persona"])


def test_stories_whose_ids_stay_are_served() -> None:
    assert {"sentence-to-result", "sixty-one-hours"} <= {story["id"] for story in stories.listed()}
