"""Alerts in the Common Alerting Protocol: against the standard's rules, from the first message to the one that ends it."""

import doctest
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from quartier.core.registry import lock
from quartier.features.news import actions, cap, queries, themes
from quartier.features.news.themes import Hazard

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("cap_1_2.xsd"))))
CAP = {"c": cap.NAMESPACE}
LETTERS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60)


def checked(content: bytes) -> Any:
    """The document, when it follows the standard."""
    root = etree.fromstring(content)
    SCHEMA.assertValid(root)
    return root


def one(root: Any, path: str) -> str:
    (found,) = root.xpath(path, namespaces=CAP)
    return str(found.text)


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(cap).failed == 0


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(LETTERS, min_size=4, max_size=4),
    hours=st.integers(-11, 13),
    theme=st.sampled_from([*themes.THEMES, ""]),
    scales=st.tuples(
        *(st.sampled_from(s) for s in (themes.URGENCIES, themes.SEVERITIES, themes.CERTAINTIES))
    ),
)
def test_whatever_is_written_the_document_follows_the_standard(texts, hours, theme, scales):
    at = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=hours)))
    info = cap.Info(
        language="uk", category=themes.category_of(theme), event=texts[0], urgency=scales[0], severity=scales[1],
        certainty=scales[2], effective=at, expires=None, sender_name=texts[1], headline=texts[2], description=texts[3],
        instruction="", web="https://town.example/uk/news/x/", area="Центр",
        polygons=cap.rings({"type": "Polygon", "coordinates": [[[36.1, 49.1], [36.2, 49.1], [36.2, 49.2], [36.1, 49.1]]]}),
    )  # fmt: skip
    alert = cap.Alert(
        identifier="a1", sender="town.example", sent=at, status="Actual", message="Alert", infos=[info]
    )
    root = checked(cap.write(alert))
    assert (
        one(root, "//c:polygon") == "49.10000,36.10000 49.10000,36.20000 49.20000,36.20000 49.10000,36.10000"
    )


def test_what_the_standard_forbids_in_names_is_a_mistake_of_the_caller():
    for identifier, sender in (("a b", "x"), ("a", "x,y"), ("", "x"), ("a&b", "x")):
        with pytest.raises(ValueError):
            cap.write(
                cap.Alert(identifier=identifier, sender=sender, sent=datetime.now(UTC), status="Actual",
                          message="Alert", infos=[])
            )  # fmt: skip


def test_a_long_border_is_thinned_closed_and_without_holes():
    ring = [[float(n % 90), float(n // 90)] for n in range(900)]
    (found,) = cap.rings({"type": "Polygon", "coordinates": [[*ring, ring[0]], ring[:5]]}, at_most=100)
    assert len(found) <= 101 and found[0] == found[-1]
    assert cap.rings(None) == cap.rings({"type": "Point", "coordinates": [1, 2]}) == []


@pytest.mark.database
def test_an_alert_is_sent_updated_and_ended_and_the_feed_follows(town, client: Client) -> None:
    with lock.as_account(town.writer) as visit:
        ends = visit.now + timedelta(days=1)
    hazard = Hazard(
        urgency="Immediate",
        severity="Moderate",
        certainty="Observed",
        instructions={"uk": "Ідіть праворуч.", "en": ""},
    )
    first = town.published(kind="alert", theme="roads", warning=hazard, expires_at=ends)
    root = checked(client.get(f"/feeds/alerts/{first}.xml").content)
    assert one(root, "c:msgType") == "Alert" and one(root, "c:status") == "Actual"
    assert [node.text for node in root.xpath("//c:language", namespaces=CAP)] == ["uk", "en"]
    assert [node.text for node in root.xpath("//c:event", namespaces=CAP)] == [
        "Дороги і рух",
        "Roads and traffic",
    ]
    assert one(root, "//c:instruction") == "Ідіть праворуч."
    feed = client.get("/feeds/alerts.atom?place=lypivka&language=en").content.decode()
    assert f"/feeds/alerts/{first}.xml" in feed and "application/cap+xml" in feed
    assert first not in client.get("/feeds/alerts.atom?place=lypivka&theme=fire").content.decode()
    assert first in client.get(f"/feeds/alerts.atom?place=lypivka&area={town.beat.slug}").content.decode()

    with lock.as_account(town.writer) as visit:
        (item,) = [each for each in queries.items_for(visit) if each.notice == first]
        text = town.text(kind="alert", theme="roads", warning=hazard, expires_at=ends)
        actions.edit(item=item.id, text=text, version=item.version, by=visit, at=visit.now)
        second = actions.publish(item=item.id, by=visit, at=visit.now)
    moved = client.get(f"/feeds/alerts/{first}.xml")
    assert moved.status_code == 302 and moved["Location"].endswith(f"/{second}.xml")
    root = checked(client.get(moved["Location"]).content)
    assert one(root, "c:msgType") == "Update" and f",{first}," in one(root, "c:references")

    with lock.as_account(town.second) as visit:
        reasons = {"uk": "Лід розтанув.", "en": "The ice has melted."}
        actions.withdraw(item=item.id, reasons=reasons, by=visit, at=visit.now)
    root = checked(client.get(f"/feeds/alerts/{second}.xml").content)
    assert one(root, "c:msgType") == "Cancel" and not root.xpath("//c:info", namespaces=CAP)
    assert {f",{tag}," in one(root, "c:references") for tag in (first, second)} == {True}
    assert "Taken back" in client.get("/feeds/alerts.atom?place=lypivka&language=en").content.decode()


@pytest.mark.database
def test_what_is_no_alert_has_no_document(town, client: Client) -> None:
    advice = town.published(theme="fraud")
    for tag in (advice, "nothing"):
        assert client.get(f"/feeds/alerts/{tag}.xml").status_code == 404
