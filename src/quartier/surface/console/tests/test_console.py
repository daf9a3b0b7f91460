"""The shell of the console, and the pages of accounts in it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from tests import factories, signing

from quartier.core.accounts.models import Account, ApiKey, Grant
from quartier.core.registry import lock
from quartier.surface.console import rooms
from quartier.surface.sign_in import sessions
from quartier.ui.rooms import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db, as_fixture):
    with as_fixture():
        root = factories.area(kind="hromada", lo=0, hi=100)
        beat = factories.area(parent=root, lo=10, hi=20)
        police = factories.organisation()
        chief = factories.account(organisation=police, email="chief@town.example", display_name="Helen")
        officer = factories.account(organisation=police, email="officer@town.example", display_name="Leila")
        administrator = factories.account(organisation=police, email="admin@town.example")
        factories.grant(chief, role="shift_commander", area=root, organisation=police)
        factories.grant(
            administrator, role="administrator", area=root, organisation=police, compartments=[], secrecy=0
        )
        soon = factories.grant(
            officer,
            role="beat_officer",
            area=beat,
            organisation=police,
            until=factories.soon(days=5),
            reason="holiday cover",
        )
        for one in (chief, officer, administrator):
            signing.add_app(one.id)
    named = {"root": root, "beat": beat, "police": police, "chief": chief, "officer": officer}
    return SimpleNamespace(**named, administrator=administrator, soon=soon)


def signed_in(account) -> Client:
    client = Client()
    client.get("/account/login/?language=en")
    signing.as_staff(client, account.id)
    return client


def test_a_visitor_is_sent_to_sign_in_and_back(client):
    answer = client.get("/console/accounts/?ended")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/console/accounts/%3Fended"


def test_the_gate_leaves_every_other_address_alone(client):
    assert client.get("/-/health").status_code == 200


def test_a_resident_does_not_enter(client, town, as_fixture):
    with as_fixture():
        resident = factories.account(email="taras@town.example")
    signing.with_code(client, resident.email)
    assert client.get("/console/").status_code == 403


def test_rooms_are_those_that_the_role_opens(town):
    page = signed_in(town.officer).get("/console/").content.decode()
    assert "Accounts and roles" not in page and "Keys" not in page
    page = signed_in(town.administrator).get("/console/").content.decode()
    assert "Accounts and roles" in page and "Keys" in page and "Looks" not in page


@pytest.mark.parametrize(
    "address", ["/console/accounts/", "/console/accounts/give/", "/console/keys/", "/console/looks/"]
)
def test_a_page_without_its_permit_stays_closed_even_when_its_address_is_known(town, address):
    assert signed_in(town.officer).get(address).status_code == 403


def test_the_board_says_which_roles_end_soon(town):
    page = signed_in(town.chief).get("/console/").content.decode()
    assert "Leila" in page and "holiday cover" in page
    assert f"/console/accounts/grants/{town.soon.id}/end/" in page


@pytest.mark.parametrize("language", ["uk", "fr", "en"])
def test_every_page_of_accounts_stands_in_every_language(town, language):
    chief, administrator = signed_in(town.chief), signed_in(town.administrator)
    pages = {
        chief: [
            "",
            *("find/", "roles/", "looks/", "accounts/", "accounts/?ended", "accounts/give/"),
            *("accounts/colleagues/", "accounts/colleagues/new/", f"accounts/grants/{town.soon.id}/end/"),
        ],
        administrator: ["keys/", "keys/new/"],
    }
    for client, addresses in pages.items():
        for address in addresses:
            glue = "&" if "?" in address else "?"
            answer = client.get(f"/console/{address}{glue}language={language}")
            assert answer.status_code == 200, address
            assert f'<html lang="{language}"' in answer.content.decode()


def test_find_answers_a_page_and_the_command_bar(town):
    client = signed_in(town.chief)
    assert "Leila" in client.get("/console/find/", {"q": "leil"}).content.decode()
    items = client.get("/console/find/", {"q": "leil"}, headers={"Accept": "application/json"}).json()[
        "items"
    ]
    assert {"label": "Leila", "note": "officer@town.example"}.items() <= items[0].items()
    nothing = client.get("/console/find/", {"q": ""}, headers={"Accept": "application/json"}).json()["items"]
    assert "Board" in {item["label"] for item in nothing}


def test_a_role_is_given_on_the_page_and_ended_with_a_reason(town, as_fixture):
    with as_fixture():
        newcomer = factories.account(organisation=town.police, email="new@town.example")
    client = signed_in(town.chief)
    typed = {
        "address": newcomer.email,
        "role": "dispatcher",
        "area": town.beat.id,
        "organisation": town.police.id,
        "compartments": ["general"],
        "secrecy": "1",
        "reason": "night desk",
    }
    assert client.post("/console/accounts/give/", typed).status_code == 302
    given = Grant.objects.get(account=newcomer)
    assert given.given_by_id == town.chief.id and given.reason == "night desk"
    without = client.post(f"/console/accounts/grants/{given.id}/end/", {"reason": ""})
    assert without.status_code == 422
    client.post(f"/console/accounts/grants/{given.id}/end/", {"reason": "back to days"})
    given.refresh_from_db()
    assert given.ended_at and given.end_reason == "back to days"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"address": "nobody@town.example"}, "There is no such account"),
        ({"address": "chief@town.example"}, "Nobody gives a role to themselves"),
        ({"secrecy": "3"}, "does not open that much"),
        ({"reason": ""}, "Why"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_says_why(town, changes, text):
    typed = {
        "address": town.officer.email,
        "role": "dispatcher",
        "area": town.beat.id,
        "organisation": town.police.id,
        "compartments": ["general"],
        "secrecy": "1",
        "reason": "a reason of mine",
    } | changes
    answer = signed_in(town.chief).post("/console/accounts/give/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert text in page and typed["address"] in page
    assert Grant.objects.filter(role="dispatcher").count() == 0


def test_a_grant_outside_the_own_area_is_as_if_it_were_not_there(town, as_fixture):
    with as_fixture():
        far = factories.area(kind="hromada", lo=500, hi=600)
        other = factories.grant(town.officer, role="police_officer", area=far, organisation=town.police)
    client = signed_in(town.chief)
    hidden = client.get(f"/console/accounts/grants/{other.id}/end/")
    absent = client.get("/console/accounts/grants/00000000-0000-7000-8000-000000000000/end/")
    assert hidden.status_code == absent.status_code == 404


def test_a_colleague_and_a_program_are_entered(town):
    client = signed_in(town.administrator)
    typed = {"name": "Kwame", "email": "kwame@town.example", "language": "en", "kind": "person"}
    typed["organisation"] = town.police.id
    assert client.post("/console/accounts/colleagues/new/", typed).status_code == 302
    assert client.post("/console/accounts/colleagues/new/", typed).status_code == 422, "the address is taken"
    made = Account.objects.get(email="kwame@town.example")
    assert made.organisation_id == town.police.id and not made.has_usable_password()


def test_a_key_is_shown_once_opens_the_api_and_ends(town, as_fixture):
    client = signed_in(town.administrator)
    with as_fixture():
        program = factories.account(organisation=town.police, kind="service", email="", display_name="Export")
        factories.grant(program, role="crime_analyst", area=town.root, organisation=town.police)
        factories.scope(area=town.beat, organisation=town.police)
    day = factories.soon(days=30)
    typed = {"account": str(program.id), "label": "nightly", "permits": ["incidents.read"]}
    typed |= {"until_d": day.day, "until_m": day.month, "until_y": day.year}
    page = client.post("/console/keys/new/", typed).content.decode()
    key = page.split("<code>")[1].split("</code>")[0]
    assert key not in client.get("/console/keys/").content.decode()
    with lock.visit(key) as visit:
        assert visit.kind == "service" and visit.account == program.id and visit.breadth == 1
    row = ApiKey.objects.get()
    client.post(f"/console/keys/{row.id}/end/", {"reason": "lost"})
    with lock.visit(key) as visit:
        assert visit.kind == "visitor"


def test_the_purpose_is_chosen_once_and_expires(town, monkeypatch):
    client = signed_in(town.officer)
    assert client.post("/console/purpose/", {"purpose": "other", "reason": ""}).status_code == 422
    answer = client.post("/console/purpose/", {"purpose": "duty", "next": "https://evil.example/"})
    assert answer["Location"] == "/console/"
    assert "Ordinary duty in my area" in client.get("/console/").content.decode()
    monkeypatch.setattr("quartier.surface.console.purpose.LASTS", timedelta(seconds=-1))
    client.post("/console/purpose/", {"purpose": "duty"})
    assert "Purpose of your looks" not in client.get("/console/").content.decode()


def test_looks_of_the_own_organisation_are_listed(town, as_fixture):
    with lock.as_account(town.officer.id) as visit:
        from quartier.core.registry import actions

        actions.look(subjects=[], purpose="duty", page="/console/x/", by=visit, at=visit.now)
    page = signed_in(town.chief).get("/console/looks/").content.decode()
    assert "Leila" in page and "/console/x/" in page


def test_the_short_cut_signs_in_with_both_factors(town, rf):
    """What the demo uses: the session says that both were stood in for, the keeper opens the visit."""
    client = Client()
    client.get("/account/login/")
    request = rf.get("/")
    request.session = client.session
    sessions.begin(request, town.chief.id)
    request.session.save()
    client.cookies["quartier_session"] = request.session.session_key
    client.get("/account/")
    assert client.get("/console/").status_code == 200


def test_a_side_door_opens_to_those_who_have_no_other_way(monkeypatch):
    main = Room(code="suite", label="Suite", url="console:board", permit="suite.read")
    side = Room(code="street", label="Street", url="console:find", permit="street", unless="suite.read")
    module = SimpleNamespace(ROOM=main, MORE_ROOMS=(side,), find=lambda visit, text: [text])
    monkeypatch.setattr(rooms, "modules", lambda: (module,))

    def seen(*permits):
        return [room.code for room in rooms.open_to(SimpleNamespace(may=permits.__contains__))]

    assert seen("street") == ["street"] and seen("suite.read", "street") == ["suite"] and seen() == []
    assert rooms.find(SimpleNamespace(may={"street"}.__contains__), "x") == [(side, ["x"])]


def test_rooms_are_in_the_order_of_their_numbers():
    orders = [one.ROOM.order for one in rooms.modules()]
    assert orders == sorted(orders) and len(orders) >= 4
