"""The town's data hold together: references, languages, spelling, order and terms on 23 values of now."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from quartier.core.accounts import roles
from quartier.core.promises import rules
from quartier.demo import world
from quartier.demo.times import DAY_FORM, ELAPSED_FORM, TOKEN, WAKES, day_of, instant, resolve

from .test_times import NOWS

FILES = ("personas", "places", "appeals", "promises", "news", "stories", "walks", "incidents")
PERSONAS = {row["id"]: row for row in world.personas()}
PEOPLE = {*PERSONAS, *(row["id"] for row in world.read("personas")["cast"])}
ORGANISATIONS = {row["id"] for row in world.places("organisations")}
BEATS = {row["id"] for row in world.places("beats")}
SPOTS = {row["id"] for kind in ("streets", "premises", "landmarks") for row in world.places(kind)}
ACTORS = {*PEOPLE, *ORGANISATIONS, "resident", "system"}
APPEALS = {row["id"]: row for row in world.read("appeals")["appeals"]}
PROMISES = {row["id"]: row for row in world.read("promises")["promises"]}
NEWS = world.read("news")["news"]
STORIES = world.read("stories")["stories"]
STEPS = {
    "done_claimed": "claimed",
    "withdrawn": "dropped",
    **{code: code for code in ("postponed", "confirmed", "disputed")},
}


def strings(node: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Each mapping of the three languages in a file, with its place."""
    if isinstance(node, dict):
        if set(node) == set(world.LANGUAGES):
            yield where, node
            return
        for key, value in node.items():
            yield from strings(value, f"{where}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            label = value.get("id", index) if isinstance(value, dict) else index
            yield from strings(value, f"{where}[{label}]")


TEXTS = [
    (f"{name}{where}", text)
    for name in FILES
    for where, text in strings(world.read(name))
    if set(world.read(name).get("beat_factor", {})) != set(text)
]


def test_ids_are_unique() -> None:
    places = world.read("places")
    groups = [
        [row["id"] for row in world.personas()] + [row["id"] for row in world.read("personas")["cast"]],
        *([row["id"] for row in places[kind]] for kind in ("organisations", "beats", "streets", "premises")),
        [row["id"] for row in world.read("appeals")["appeals"]],
        [row["id"] for row in world.read("promises")["promises"]],
        [row["id"] for row in NEWS],
        [row["id"] for row in STORIES],
    ]
    for group in groups:
        assert [name for name, times in Counter(group).items() if times > 1] == []


def test_every_text_stands_in_each_language() -> None:
    for where, text in TEXTS:
        if "weekday" in where:
            continue
        assert all(isinstance(value, str) and value.strip() for value in text.values()), where


def test_spelling_follows_the_voice() -> None:
    for where, text in TEXTS:
        for language, value in text.items():
            assert not re.search(r"'|  |!", value), (where, language, value[:60])
        assert not re.search(r"[ыэъёЫЭЪЁ]|[А-яіїєґ]’[А-яіїєґ]", text["uk"]), (where, text["uk"][:60])
        plain = TOKEN.sub("x", text["fr"])
        assert not re.search(r"[\w)] ?[;?](?!\w)| [:;?»]|« ", plain), (where, text["fr"][:60])


def test_people_belong_somewhere_and_hold_known_roles() -> None:
    for person in world.personas():
        assert person["home"] in world.HOMES
        assert person["organisation"] in ORGANISATIONS | {None}
        assert set(person["roles"]) <= set(roles.ROLES), person["id"]
        if person["home"] == "uk":
            assert re.match(r"[А-ЯІЇЄҐ]", person["given"])


def test_places_refer_to_places() -> None:
    for row in world.places("streets"):
        assert row["beat"] in BEATS
    for row in world.places("premises"):
        assert row["organisation"] in ORGANISATIONS
        assert row["street"] in SPOTS
    for row in world.places("landmarks"):
        assert row["beat"] in BEATS
    for home in world.HOMES:
        assert len(world.places("streets", home)) >= 40
        assert sum(row["language"] == home for row in APPEALS.values()) == 15


def test_texts_refer_to_people_and_places() -> None:
    for appeal in APPEALS.values():
        assert appeal["organisation"] in ORGANISATIONS
        assert appeal["place"]["ref"] in SPOTS
        assert appeal["by"] in ACTORS
        assert appeal.get("entered_by") in PEOPLE | {None}
        assert appeal["text"].strip()
        for event in appeal["history"]:
            assert event.get("by") in ACTORS | {None}
            assert event.get("to") in ORGANISATIONS | PEOPLE | {None}
            assert event.get("of") in APPEALS.keys() | {None}
            assert event.get("promise") in PROMISES.keys() | {None}
    for news in NEWS:
        assert news["organisation"] in ORGANISATIONS
        assert news.get("area") in BEATS | {None}
        assert news.get("promise") in PROMISES.keys() | {None}
        assert set(news.get("appeals", [])) <= set(APPEALS)
    for story in STORIES:
        assert {step["persona"] for step in story["steps"]} <= set(PERSONAS)


def test_a_complaint_about_an_officer_never_goes_to_the_police() -> None:
    for appeal in APPEALS.values():
        if "about_officer" in appeal.get("traits", []):
            assert not appeal["organisation"].endswith("_police"), appeal["id"]


def test_what_is_kept_was_confirmed_by_somebody_else() -> None:
    for promise in PROMISES.values():
        if not promise.get("kept"):
            continue
        outsiders = [
            event
            for event in promise["history"]
            if event["kind"] == "confirmed"
            and event["by"] not in (promise["said_by"], promise["owner"])
            and PERSONAS.get(event["by"], {}).get("organisation") != promise["owner"]
        ]
        assert outsiders, promise["id"]


def test_every_time_is_in_a_known_form() -> None:
    for _, text in TEXTS:
        for value in text.values():
            for token in TOKEN.finditer(value):
                assert DAY_FORM.match(token["form"]) or ELAPSED_FORM.match(token["form"]), value


def test_no_address_and_no_path_stands_in_the_data() -> None:
    for name in FILES:
        assert "://" not in str(world.read(name)), name


def due(appeal: dict[str, Any], start: date) -> date:
    """Last day of the answer: one month (uk, law), five working days (information), else the town's own rule."""
    if appeal.get("law") == "ua.information":
        return day_of("B", 5, today=start)
    if appeal["language"] == "uk":
        return month_after(start)
    return start + timedelta(30) if appeal["language"] == "fr" else day_of("B", 20, today=start)


def month_after(day: date) -> date:
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, min(day.day, last))


@pytest.mark.parametrize("now", NOWS, ids=lambda now: f"{now:%m-%d}")
def test_appeals_are_in_order_and_late_where_they_say_so(now: datetime) -> None:
    for appeal in APPEALS.values():
        zone = world.zone(appeal["language"])
        times = [(event["kind"], instant(event["at"], zone=zone, now=now)) for event in appeal["history"]]
        assert [at for _, at in times] == sorted(at for _, at in times), appeal["id"]
        assert times[-1][1] <= now, appeal["id"]
        first = dict(reversed(times))
        start = first["received" if appeal["id"] == "uk-01" else "registered"]
        end = next((first[k] for k in ("answered", "promised", "withdrawn", "forwarded") if k in first), now)
        last = due(appeal, start.date())
        if "extension_notified" in first:
            assert first["extension_notified"].date() <= last
            last = start.date() + timedelta(45)
        if "information_asked" not in first:
            assert (end.date() > last) == (appeal.get("expect") == "late"), appeal["id"]
        if "forwarded" in first:
            assert first["forwarded"].date() <= first["registered"].date() + timedelta(5), appeal["id"]


@pytest.mark.parametrize("now", NOWS, ids=lambda now: f"{now:%m-%d}")
def test_promises_come_to_the_state_they_expect(now: datetime) -> None:
    for promise in PROMISES.values():
        zone = world.zone(promise["home"])
        end = resolve(promise["due"], zone=zone, now=now)
        times = [instant(form, zone=zone, now=now) for form in (promise["made"], *_forms(promise))]
        assert times == sorted(times), promise["id"]
        assert times[-1] <= now, promise["id"]
        assert _state(promise, end, now.astimezone(zone), zone) == promise["expect"], promise["id"]


def _forms(promise: dict[str, Any]) -> list[str]:
    return [event["at"] for event in promise["history"]]


def _state(promise: dict[str, Any], end: date, now: datetime, zone: Any) -> str:
    steps = []
    for event in promise["history"]:
        if event["kind"] in STEPS:
            due = resolve(event["due"], zone=zone, now=now) if "due" in event else None
            on = instant(event["at"], zone=zone, now=now).astimezone(zone).date()
            steps.append(rules.Step(step=STEPS[event["kind"]], on=on, due_on=due))
    found = rules.standing(due_on=end, steps=steps, today=now.date())
    return "withdrawn" if found.state == "dropped" else found.state


def test_the_town_shows_promises_in_every_state_in_three_places() -> None:
    states = {promise["expect"] for promise in PROMISES.values()}
    assert states == {*rules.STATES, "withdrawn"} - {"dropped"}
    assert {promise["home"] for promise in PROMISES.values()} == set(world.HOMES)


@pytest.mark.parametrize("now", NOWS, ids=lambda now: f"{now:%m-%d}")
def test_stories_run_forward_and_end_by_now(now: datetime) -> None:
    for story in STORIES:
        zone = world.zone(story["home"])
        anchor = instant(story["anchor"]["at"], zone=zone, now=now) if "anchor" in story else None
        times = [instant(step["at"], zone=zone, now=now, anchor=anchor) for step in story["steps"]]
        assert times == sorted(times), story["id"]
        for step, at in zip(story["steps"], times, strict=True):
            if "recorded_at" in step:
                assert instant(step["recorded_at"], zone=zone, now=now, anchor=anchor) >= at
        shifted = anchor and anchor.utcoffset() != now.astimezone(zone).utcoffset()
        assert times[-1] <= now + timedelta(hours=1 if shifted else 0), story["id"]


def test_the_sixty_hours_end_this_morning() -> None:
    """A clock to check by: deprived of liberty Tuesday 19:40, sixty hours on is Friday 07:40."""
    zone = world.zone("uk")
    story = next(row for row in STORIES if row["id"] == "sixty-one-hours")
    anchor = instant(story["anchor"]["at"], zone=zone, now=WAKES)
    assert f"{anchor:%a %H:%M}" == "Tue 19:40"
    assert f"{resolve('A+60:00', zone=zone, now=WAKES, anchor=anchor):%a %H:%M}" == "Fri 07:40"


def test_recipe_weights_are_means() -> None:
    recipe = world.read("incidents")
    for kind in recipe["kinds"].values():
        assert abs(sum(kind["weekday"]) / 7 - 1) <= 0.02
        assert len(recipe["profiles"][kind["profile"]]) == 24
    assert set(recipe["beat_factor"]) == BEATS
