"""Personas as the command line and the page of personas tell them."""

from typing import Any

from quartier.core.accounts.roles import ROLES

from . import world

DOMAINS = {"uk": "lypivka.example", "fr": "tilleuls.example", "en": "northfield.example"}


def name(person: dict[str, Any]) -> str:
    """The name as one writes it in a sentence, in the person's own script."""
    return f"{person['given']} {person['family']}"


def address(person: dict[str, Any]) -> str | None:
    """The e-mail address of the account, under a reserved name; None for somebody without an account."""
    if person["id"] in world.read("looks")["visitors"]:
        return None
    return f"{person['id'].replace('_', '.')}@{DOMAINS[person['home']]}"


def address_of(name: str) -> str | None:
    """The address of the persona of that id; None for an unknown one."""
    return next((address(person) for person in world.personas() if person["id"] == name), None)


def listed() -> list[dict[str, Any]]:
    """What `quartier demo personas --json` tells."""
    return [
        {
            "id": person["id"],
            "name": name(person),
            "roles": person["roles"],
            "languages": [person["language"]],
            "organisation": person["organisation"],
        }
        for person in world.personas()
    ]


def look(person: dict[str, Any], language: str) -> tuple[str, str]:
    """Where to begin and what to look at, as (address, sentence)."""
    data = world.read("looks")
    fitting = [row for row in data["looks"] if set(row["roles"]) & set(person["roles"])]
    text = data["visitors"].get(person["id"]) or fitting[0]["text"]
    return fitting[0]["url"].replace("{lang}", language), text[language]


def card(person: dict[str, Any], language: str) -> dict[str, Any]:
    """One persona for the page: everything in the reader's language but the name."""
    organisations = {row["id"]: row["name"] for row in world.places("organisations")}
    url, text = look(person, language)
    return {
        "id": person["id"],
        "name": name(person),
        "language": person["language"],
        "roles": [ROLES[role].name.say(language) for role in person["roles"]],
        "organisation": organisations.get(person["organisation"], {}).get(language, ""),
        "begins": url,
        "look": text,
    }


def by_home(language: str) -> list[dict[str, Any]]:
    """The homes with their personas, in the reader's language."""
    return [
        {
            "id": slug,
            "name": world.home(slug)["name"][language],
            "personas": [card(person, language) for person in world.personas(slug)],
        }
        for slug in world.HOMES
    ]
