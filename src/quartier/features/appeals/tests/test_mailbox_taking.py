"""One letter: an appeal, once, or a reason why not."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from io import BytesIO

import pytest
from PIL import Image

from quartier.core.registry import lock
from quartier.core.territory import queries as territory
from quartier.features.appeals.mailbox import taking
from quartier.features.appeals.models import Appeal, LetterTaken, Route

pytestmark = pytest.mark.database
OURS = frozenset({"council@town.example"})
WORDS = "Добрий день. На Зарічній не горить жоден ліхтар. Прошу полагодити."


def letter(**changes: str) -> EmailMessage:
    message = EmailMessage()
    heads = {
        "From": "Олена Коваль <Olena@Mail.Example>",
        "To": "council@town.example",
        "Subject": "Ліхтар на Зарічній",
        "Message-ID": "<1@mail.example>",
    }
    for name, value in (heads | {key.replace("_", "-"): value for key, value in changes.items()}).items():
        if value and name != "text":
            message[name] = value
    message.set_content(changes.get("text", WORDS))
    return message


def take(message: EmailMessage | bytes, received: datetime | None = None) -> taking.Taken:
    with lock.visit(None):
        place = territory.area(slug="lypivka", with_geometry=False)
    raw = message if isinstance(message, bytes) else message.as_bytes()
    return taking.take(raw, place=place, received=received, ours=OURS)


def appeals(as_fixture) -> list[Appeal]:
    with as_fixture():
        return list(Appeal.objects.order_by("written_at", "number"))


def photo() -> bytes:
    held = BytesIO()
    Image.effect_noise((200, 150), 90).convert("RGB").save(held, "JPEG")
    return held.getvalue()


def test_a_letter_becomes_an_appeal_of_its_writer(town, as_fixture) -> None:
    received = datetime.now(UTC) - timedelta(hours=3)
    message = letter(Date="Sun, 22 Nov 2015 10:00:00 +0200")
    assert take(message, received).outcome == "lodged"
    (row,) = appeals(as_fixture)
    assert (row.channel, row.category, row.language, row.identity) == ("mailbox", "other", "uk", "contact")
    assert row.title == "Ліхтар на Зарічній"
    assert row.text.strip() == WORDS
    assert row.person == {"name": "Олена Коваль", "email": "olena@mail.example"}
    assert row.arrived_at == received  # terms count from the mailbox, whatever the letter says of its date
    assert row.lodged_at == received
    assert row.due_at is not None


def test_the_same_letter_is_taken_once(town, as_fixture) -> None:
    assert not take(letter()).again
    assert take(letter()).again
    assert len(appeals(as_fixture)) == 1
    assert take(letter(Message_ID="<2@mail.example>")).outcome == "lodged"
    assert len(appeals(as_fixture)) == 2


@pytest.mark.parametrize(
    ("changes", "outcome", "sign"),
    [
        ({"Auto_Submitted": "auto-replied"}, "ignored", "auto_submitted"),
        ({"From": "council@town.example"}, "ignored", "own_address"),
        ({"From": "mailer-daemon@relay.example"}, "ignored", "bounce"),
        ({"List_Id": "<news.example>"}, "by_hand", "list"),
        ({"From": ""}, "by_hand", "no_sender"),
        ({"text": " "}, "by_hand", "empty"),
    ],
)
def test_what_is_no_appeal_leaves_a_row_that_says_why(town, as_fixture, changes, outcome, sign) -> None:
    taken = take(letter(**changes))
    assert (taken.outcome, taken.sign) == (outcome, sign)
    assert appeals(as_fixture) == []
    assert [(row.outcome, row.sign) for row in LetterTaken.objects.all()] == [(outcome, sign)]


def test_nothing_of_the_letter_stays_in_the_row(town) -> None:
    take(letter())
    row = LetterTaken.objects.get()
    told = " ".join(str(getattr(row, field.attname)) for field in row._meta.fields).lower()
    assert not any(word in told for word in ("olena", "mail.example", "ліхтар"))


def test_a_refused_lodging_lies_ready_for_a_person(town, as_fixture) -> None:
    with as_fixture():
        Route.objects.filter(category="").delete()
    taken = take(letter())
    assert taken.outcome == "by_hand"
    assert taken.sign.startswith("appeals.")
    assert appeals(as_fixture) == []
    assert take(letter()).again


def test_after_twenty_letters_of_one_sender_a_person_looks(town, as_fixture, monkeypatch) -> None:
    monkeypatch.setattr(taking, "A_DAY", 2)
    outcomes = [take(letter(Message_ID=f"<{n}@mail.example>")).outcome for n in range(3)]
    assert outcomes == ["lodged", "lodged", "by_hand"]
    assert take(letter(Message_ID="<9@x>", From="else@mail.example")).outcome == "lodged"


def test_pictures_are_files_and_what_cannot_be_taken_is_named(town, as_fixture) -> None:
    message = letter()
    message.add_attachment(photo(), maintype="image", subtype="jpeg", filename="ліхтар.jpg")
    message.add_attachment(
        b"MZ\x90\x00" * 100, maintype="application", subtype="octet-stream", filename="a.exe"
    )
    assert take(message).outcome == "lodged"
    (row,) = appeals(as_fixture)
    assert "a.exe" in row.text
    assert "ліхтар.jpg" not in row.text
    from quartier.core.files.models import File

    with as_fixture():
        assert [(each.name, each.kind) for each in File.objects.filter(subject_id=row.id)] == [
            ("ліхтар.jpg", "photo")
        ]


def test_a_page_in_french_without_a_subject_is_french(town, as_fixture) -> None:
    message = EmailMessage()
    message["From"] = "a@mail.example"
    message.set_content(
        "<p>Les lampadaires de la rue ne sont pas allumés, je vous prie de réparer.</p>", "html"
    )
    assert take(message).outcome == "lodged"
    (row,) = appeals(as_fixture)
    assert row.language == "fr"
    assert row.title.startswith("Les lampadaires")
    assert "<p>" not in row.text


def test_an_endless_letter_fits_and_says_that_there_is_more(town, as_fixture) -> None:
    take(letter(Subject="С" * 400, text="слово " * 5000))
    (row,) = appeals(as_fixture)
    assert len(row.title) <= 160
    assert len(row.text) <= 8000
    assert row.text.rstrip().endswith("]")
