"""Letters as mailers make them: what they say, and what is enclosed."""

import base64
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from quartier.features.appeals.rules.letters import pages, parts
from quartier.features.appeals.rules.letters.charsets import text_of
from quartier.features.appeals.rules.letters.letter import LONGEST, read

WORDS = "Не горить ліхтар біля школи. Їжакам теж темно, ґанок не видно."


def raw(head: str, body: bytes = b"x") -> bytes:
    return head.strip().replace("\n", "\r\n").encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def text(kind: str, body: bytes, coding: str = "8bit") -> bytes:
    return raw(f"From: a@b.example\nContent-Type: {kind}\nContent-Transfer-Encoding: {coding}", body)


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("utf-8", WORDS.encode()),
        ("us-ascii", WORDS.encode()),
        ("", WORDS.encode()),
        ("windows-1251", WORDS.encode("cp1251")),
        ("Win-1251", WORDS.encode("cp1251")),
        ("utf-8", WORDS.encode("cp1251")),
        ("iso-8859-1", WORDS.encode()),
        ("no-such-thing", WORDS.encode("cp1251")),
        ("base64", WORDS.encode()),
        ("koi8-u", WORDS.encode("koi8_u")),
        ("us-ascii", WORDS.encode("koi8_u")),
        ("utf-16", WORDS.encode("utf-16")),
        ("utf-8", b"\xef\xbb\xbf" + WORDS.encode()),
    ],
)
def test_a_wrong_charset_does_not_make_a_letter_unreadable(said, body) -> None:
    assert text_of(body, said) == WORDS


def test_western_letters_without_a_charset_stay_western() -> None:
    assert text_of("Été à Saint-Étienne : l’éclairage".encode("cp1252"), "us-ascii") == (
        "Été à Saint-Étienne : l’éclairage"
    )


@pytest.mark.parametrize(
    "value",
    [
        "=?utf-8?B?0JvRltGF0YLQsNGAINC90LUg0LPQvtGA0LjRgtGM?=",
        "=?windows-1251?Q?=CB=B3=F5=F2=E0=F0_=ED=E5_=E3=EE=F0=E8=F2=FC?=",
        # The letter between the two pieces is cut in its middle.
        "=?utf-8?B?0JvRltGF0YLQsNGAINA=?=\n =?utf-8?B?vdC1INCz0L7RgNC40YLRjA==?=",
        "Ліхтар не горить",
    ],
)
def test_subjects_are_read_in_whichever_way_they_are_wrapped(value) -> None:
    assert read(raw(f"From: a@b.example\nSubject: {value}")).subject == "Ліхтар не горить"


def test_a_subject_in_bytes_of_the_region_is_read() -> None:
    letter = b"From: a@b.example\r\nSubject: " + "Ліхтар не горить".encode("cp1251") + b"\r\n\r\nx"
    assert read(letter).subject == "Ліхтар не горить"


def test_a_comma_in_an_encoded_name_is_no_second_address() -> None:
    letter = read(
        raw("From: =?utf-8?Q?=D0=9A=D0=BE=D0=B2=D0=B0=D0=BB=D1=8C=2C_=D0=9E?= <O.Koval@Mail.Example>")
    )
    assert (letter.sender.name, letter.sender.address) == ("Коваль, О", "o.koval@mail.example")


@pytest.mark.parametrize("value", ["", "nobody", "<>", "a@@b", "undisclosed-recipients:;", "a b <c d@e>"])
def test_a_sender_without_an_address_has_none(value) -> None:
    assert read(raw(f"From: {value}\nSubject: s")).sender.address == ""


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<style>p{}</style><script>x</script><title>t</title><p>A&nbsp;&amp; B</p>", "A & B"),
        ("<p>See <a href='https://a.example/x'>here</a></p>", "See here <https://a.example/x>"),
        ("<a href='https://a.example/'>https://a.example</a>", "https://a.example"),
        ("<a href='javascript:x'>here</a>", "here"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"),
        ("<table><tr><td>Flat</td><td>7</td></tr><tr><td>x</td></tr></table>", "Flat 7\nx"),
        ("<div style='display:none'>pixel<br><p>x</div>seen", "seen"),
        ("<p>open <b>and never closed", "open and never closed"),
        ("</div></style>text", "text"),
        ("<img alt='a pit' src='cid:1'>", "[a pit]"),
        ("<pre>a\n  b</pre>", "a\nb"),
    ],
)
def test_a_page_is_read_as_a_person_reads_it(page, words) -> None:
    assert pages.plain(page) == words


def test_a_letter_that_is_only_a_page_is_read() -> None:
    body = base64.encodebytes(f"<html><body><p>{WORDS}</p></body></html>".encode("cp1251"))
    assert read(text("text/html; charset=windows-1251", body, "base64")).text == WORDS


def test_the_plain_form_is_preferred_unless_it_says_nothing() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("plain words")
    message.add_alternative("<p>page words</p>", subtype="html")
    assert read(message.as_bytes()).text == "plain words"
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("  \n")
    message.add_alternative("<p>page words</p>", subtype="html")
    assert read(message.as_bytes()).text == "page words"


def test_enclosures_keep_their_names_and_their_bytes() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content(WORDS)
    message.add_attachment(b"\xff\xd8\xffpicture", maintype="image", subtype="jpeg", filename="../Яма 1.jpg")
    found = read(message.as_bytes())
    assert found.text.strip() == WORDS
    assert [(each.name, each.content) for each in found.enclosures] == [("Яма 1.jpg", b"\xff\xd8\xffpicture")]


def test_a_name_that_is_wrapped_like_a_subject_is_read() -> None:
    head = "Content-Type: application/pdf\nContent-Disposition: attachment; filename="
    letter = read(raw("From: a@b.example\n" + head + '"=?utf-8?B?0LvQuNGB0YIucGRm?="', b"%PDF-1.4"))
    assert letter.enclosures[0].name == "лист.pdf"


def test_a_picture_within_the_page_is_enclosed() -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content("plain")
    message.add_alternative("<p>page <img src='cid:a'></p>", subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a>")
    found = read(message.as_bytes())
    assert [(each.said_type, each.inline) for each in found.enclosures] == [("image/png", True)]


def test_a_forwarded_letter_says_who_wrote_it_and_what() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Надія <nadia@town.example>", "Ліхтар"
    inner.set_content(WORDS)
    inner.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="a.jpg")
    outer = EmailMessage()
    outer["From"] = "clerk@town.example"
    outer.set_content("Зареєструйте, будь ласка.")
    outer.add_attachment(inner)
    found = read(outer.as_bytes())
    assert found.text.index("Зареєструйте") < found.text.index("nadia@town.example") < found.text.index(WORDS)
    assert len(found.enclosures) == 1


@pytest.mark.parametrize("kind", ["application/pkcs7-mime", "application/ms-tnef"])
def test_what_nobody_can_open_is_named(kind) -> None:
    assert read(text(kind, b"bytes")).closed == (kind,)


def test_letters_within_letters_have_a_bottom() -> None:
    message = b"From: a@b.example\r\n\r\nthe last"
    for _ in range(30):
        message = b"From: a@b.example\r\nContent-Type: message/rfc822\r\n\r\n" + message
    found = read(message)
    assert "the last" not in found.text
    assert found.closed


@pytest.mark.parametrize("body", [b"", b"\x00\x00", b"--x\r\n\r\n--x", b"--x--", b"\xff" * 50])
def test_broken_shells_do_no_harm(body) -> None:
    assert read(text('multipart/mixed; boundary="x"', body)).sender.address == "a@b.example"
    assert read(body) is not None


def test_soft_breaks_are_joined_and_signatures_are_not() -> None:
    assert parts.flowed("one \ntwo\nthree\n-- \nname", spaced=True) == "one two\nthree\n-- \nname"
    assert parts.flowed("on \ne", spaced=False) == "one"


def test_a_very_long_letter_says_that_it_was_cut() -> None:
    found = read(text("text/plain; charset=utf-8", b"a" * (LONGEST + 1)))
    assert (len(found.text), found.cut) == (LONGEST, True)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Sun, 22 Nov 2026 14:00:00 +0200", datetime(2026, 11, 22, 12, tzinfo=UTC)),
        ("Sun, 22 Nov 2026 14:00:00 -0000", datetime(2026, 11, 22, 14, tzinfo=UTC)),
        ("yesterday", None),
        ("Sun, 99 Nov 2026 14:00:00 +0200", None),
        ("Sun, 22 Nov 2026 14:00:00 +9999", None),
        ("", None),
    ],
)
def test_the_date_of_a_letter_is_what_it_says_if_it_says_one(value, moment) -> None:
    assert read(raw(f"From: a@b.example\nDate: {value}")).written_at == moment


def test_a_letter_is_known_again_and_nobody_keeps_anothers_out() -> None:
    head = "From: a@b.example\nMessage-ID: <1@b.example>\nSubject: s"
    first = read(raw(head, b"one"))
    assert first.digest == read(raw(head + "\nReceived: by other", b"one")).digest
    assert first.digest != read(raw(head.replace("a@b", "c@d"), b"one")).digest
    bare = "From: a@b.example\nSubject: s"
    assert read(raw(bare, b"one")).digest != read(raw(bare, b"two")).digest
