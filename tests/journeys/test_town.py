"""The filled town, with the logins of production and committed data: who reaches which page, and who sees nothing."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client
from django.test.utils import override_settings

from quartier.core.accounts.roles import ROLES, permits_of
from quartier.core.incidents import importing
from quartier.core.incidents import queries as incidents
from quartier.core.publication import queries as publication
from quartier.core.registry import lock
from quartier.core.registry import queries as spine
from quartier.demo import entering, homes, personas, town_filling, world
from quartier.demo.filling import answers
from quartier.demo.filling import appeals as said
from quartier.demo.filling.incidents import MONTHS_TITLE, TITLES, importer
from quartier.demo.incidents import generate
from quartier.demo.times import WAKES
from quartier.features.appeals import listing
from quartier.features.news import queries as news
from quartier.surface.sign_in.factors import SHORT_CUT
from tests.browser.pages import routes

pytestmark = [pytest.mark.attack, pytest.mark.slow]

# What each page of staff asks for beyond `console.open`. A page that is not here fails the test: say what it asks.
PERMITS = {
    "console/": "console.open",
    "console/find/": "console.open",
    "console/roles/": "console.open",
    "console/areas/": "console.open",
    "console/incidents/": "incidents.read",
    "console/incidents/map/": "incidents.read",
    "console/incidents/sets/": "incidents.read",
    "console/incidents/import/": "incidents.import",
    "console/publication/": "incidents.publish",
    "console/wartime/": "publication.wartime",
    "console/looks/": "registry.looks",
    "console/messages/": "messages.letters",
    "console/ledger/": "ledger.read",
    "console/ledger/export/": "ledger.export",
    "console/accounts/": "accounts.read",
    "console/accounts/give/": "accounts.give",
    "console/accounts/colleagues/": "accounts.read",
    "console/accounts/colleagues/new/": "accounts.give",
    "console/keys/": "accounts.keys",
    "console/keys/new/": "accounts.keys",
    "console/news/": "console.open",  # the lock leaves nothing on it but drafts of one's own organisation
    "console/news/write/": "news.write",
    "console/promises/": "console.open",
    "console/promises/write/": "promises.write",
    "console/moderation/": "publication.moderate",
    "console/moderation/figures/": "publication.moderate",
    "console/custody/": "custody.read",
    "console/custody/figures/": "custody.supervise",
    "console/custody/arrests/": "custody.arrest",
    "console/custody/medical/": "custody.medical",
    "console/custody/complaints/": "custody.complaints",
    "console/custody/arrests/new/": "custody.arrest",
    "console/appeals/": "appeals.handle",
    "console/appeals/desk/": "appeals.handle",
    "console/appeals/figures/": "appeals.handle",
    "console/appeals/texts/": "appeals.handle",
    "console/appeals/texts/new/": "appeals.handle",
    "console/appeals/enter/": "appeals.enter",
    "console/appeals/import/": "appeals.enter",
}
# Acts, which answer to POST alone, and the report of an import, which leads to its beginning where there is none.
ACTS = {
    f"console/appeals/{act}/" for act in ("search", "bulk", "import/abandon", "import/report", "import/take")
}
# Of the public: what leads elsewhere without a request that was just sent.
FLOWS = {"{language}/appeals/mine/new/"}
# Residents who wrote to a desk under their own account: they see that, and what was said about it.
AUTHORS = {"taras_holubniak", "ines_marlet", "colin_ashdale"}
PEOPLE = [person for person in world.personas() if personas.address(person)]
NAMES = [person["id"] for person in PEOPLE]


class Stopped(BaseException):
    """Ctrl-C, in the middle."""


@pytest.fixture(scope="module")
def town(database: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    """Filled twice: the first time it is stopped while the second home's incidents are about to be committed."""
    with django_db_blocker.unblock(), database.own_copy(), override_settings(QUARTIER_DEMO=True):
        commit, calls = importing.commit, []

        def stopping(**values: Any) -> Any:
            calls.append(1)
            if len(calls) == 2:
                raise Stopped
            return commit(**values)

        importing.commit = stopping
        try:
            with pytest.raises(Stopped):
                town_filling.fill({}, with_open_data=False)
        finally:
            importing.commit = commit
        yield town_filling.fill({}, with_open_data=False)


@pytest.fixture(scope="module")
def clients(town: Any) -> dict[str, Client]:
    """One signed-in client for each persona with an account."""
    return {person["id"]: _signed_in(person) for person in PEOPLE}


def _signed_in(person: dict[str, Any]) -> Client:
    client = Client()
    account = get_user_model().objects.get_by_natural_key(personas.address(person))
    client.force_login(account, backend=entering.BACKEND)
    session = client.session
    session[SHORT_CUT] = True
    session.save()
    client.get("/account/")  # the visit opens at the end of a request
    return client


def _routes(begin: str) -> list[str]:
    patterns = [route.pattern for route in routes()]
    return [pattern for pattern in patterns if pattern.startswith(begin) and "<" not in pattern]


def _permits(person: dict[str, Any]) -> frozenset[str]:
    return permits_of(person["roles"])


def _sums(town: Any) -> dict[str, Any]:
    counts: dict[str, Any] = {}
    for home in world.HOMES:
        with importer(town, home)() as visit:
            counts[home] = sorted((row.title, row.rows, row.imports) for row in incidents.data_sets(visit))
            counts[f"{home} subjects"] = spine.subjects_for(visit).count()
    with lock.visit(None) as visit:
        counts["notices"] = publication.count_notices()
        counts["appeals"] = listing.listing(at=visit.now, state="").count
        counts["releases"] = [row.tag for row in publication.releases()]
    with connections["owner"].cursor() as cursor:
        for table in (
            "accounts_account",
            "accounts_grant",
            "territory_area",
            "territory_place",
            "territory_name",
        ):
            cursor.execute(f"select count(*) from {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


def test_an_interrupted_filling_is_finished_and_nothing_is_doubled(town: Any) -> None:
    before = _sums(town)
    for home in world.HOMES:
        rows = len(generate(home, now=WAKES))
        assert (TITLES[home], rows, 1) in before[home]
    assert (MONTHS_TITLE, len(generate("en", now=WAKES)), 1) in before["en"]
    told = len(world.read("news")["news"]) + len(world.read("promises")["promises"])
    let_out = sum(answers.is_let_out(row) for row in said.rows())
    assert before["notices"] == told + let_out
    assert before["appeals"] >= let_out
    assert len(before["releases"]) == 3
    town_filling.fill({}, with_open_data=False)
    assert _sums(town) == before


def test_the_clock_is_the_towns(town: Any) -> None:
    with lock.visit(None) as visit:
        assert 0 <= (visit.now - WAKES).total_seconds() < 3600


def test_every_page_of_staff_says_what_it_asks_for() -> None:
    assert set(_routes("console/")) == set(PERMITS) | ACTS


@pytest.mark.parametrize("name", NAMES)
def test_staff_pages_open_by_role_and_to_nobody_else(name: str, clients: dict[str, Client]) -> None:
    person = world.persona(name)
    assert person is not None
    held = _permits(person)
    for pattern, permit in PERMITS.items():
        expected = 200 if {"console.open", permit} <= held else 403
        assert clients[name].get(f"/{pattern}").status_code == expected, (name, pattern)
    for pattern in ACTS:
        assert clients[name].get(f"/{pattern}").status_code in (302, 403, 405), (name, pattern)


def test_a_visitor_is_asked_to_sign_in(town: Any) -> None:
    visitor = Client()
    for pattern in PERMITS:
        answer = visitor.get(f"/{pattern}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", [None, "taras_holubniak", "ines_marlet", "colin_ashdale", "priya_venkatraj"])
def test_public_pages_open_to_everyone_in_each_language(name: str | None, clients: dict[str, Client]) -> None:
    client = clients[name] if name else Client()
    for pattern in set(_routes("{language}/")) - FLOWS:
        for language in world.LANGUAGES:
            answer = client.get("/" + pattern.replace("{language}", language))
            assert answer.status_code == 200, (name, pattern, language)
            assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_everybody_begins_on_a_page_that_opens(name: str, clients: dict[str, Client]) -> None:
    person = world.persona(name)
    assert person is not None
    begins, _ = personas.look(person, person["language"])
    assert clients[name].get(begins).status_code == 200, begins


@pytest.mark.parametrize("name", NAMES)
def test_nobody_breaks_a_page_of_their_account(name: str, clients: dict[str, Client]) -> None:
    for pattern in ("account/", "account/factors/", "account/email/"):
        assert clients[name].get(f"/{pattern}").status_code in (200, 302), (name, pattern)


def _sees(name: str, town: Any) -> tuple[set[str], set[int], int]:
    """Titles of data sets, organisations of drafts, number of Subjects within reach."""
    with lock.as_account(town.accounts[name]) as visit:
        sets = {row.title for row in incidents.data_sets(visit)}
        drafts = {row.organisation for row in news.items_for(visit, limit=500)}
        return sets, drafts, spine.subjects_for(visit).count()


@pytest.mark.parametrize("name", NAMES)
def test_must_not_see_is_zero_rows(name: str, town: Any) -> None:
    """Incidents: the police of the home only, and no press officer. Drafts: the own organisation's only."""
    person = world.persona(name)
    assert person is not None
    sets, drafts, subjects = _sees(name, town)
    office = person["organisation"]
    roles = [ROLES[role] for role in person["roles"]]
    reads = office == homes.POLICE[person["home"]] and any(
        "general" in role.compartments and role.secrecy >= 1 for role in roles
    )
    expected = {TITLES[person["home"]]} if reads else set()
    assert sets - {MONTHS_TITLE} == expected, name
    assert MONTHS_TITLE not in sets or person["home"] == "en"
    assert drafts <= ({town.organisations[office]} if office else set()), name
    if not any(role.compartments for role in roles):
        assert (subjects > 0) == (name in AUTHORS), name


@pytest.mark.parametrize(
    "name", ["tomasz_wilczur", "ruth_kerrison", "gareth_pennick", "larysa_tymkiv", "artem_boichak"]
)
def test_who_runs_or_checks_the_house_reads_no_record(name: str, town: Any) -> None:
    assert _sees(name, town) == (set(), set(), 0)


def test_hidden_is_answered_like_absent(town: Any, clients: dict[str, Client]) -> None:
    with importer(town, "en")() as visit:
        hidden = next(row.id for row in incidents.data_sets(visit) if row.title == TITLES["en"])
    mine = clients["priya_venkatraj"].get(f"/console/incidents/sets/{hidden}/")
    assert mine.status_code == 200
    for name in ("lesia_horbal", "idriss_belhadri", "nathalie_bruyndal"):
        assert _answer(clients[name], hidden) == _answer(clients[name], uuid4())


def _answer(client: Client, asked: UUID) -> tuple[int, str]:
    """Status and page, without what was asked for and the form's token, which is new each time."""
    answer = client.get(f"/console/incidents/sets/{asked}/")
    assert answer.status_code == 404
    page = answer.content.decode().replace(str(asked), "")
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_no_page_of_the_public_names_a_draft_or_a_point(town: Any) -> None:
    """At safe precision nobody finds an address of an incident on the portal."""
    with importer(town, "en")() as visit:
        rows = incidents.occurrences(visit, incidents.Filter(kinds=("burglary_dwelling",))).rows[:20]
    addresses = {row.address for row in rows if row.address and row.address[0].isdigit()}
    page = Client().get("/en/map/?place=northfield").content.decode()
    assert addresses
    assert not [address for address in addresses if address in page]
