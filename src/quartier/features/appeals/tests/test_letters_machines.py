"""Who wrote it, and which appeal it is about."""

import pytest

from quartier.features.appeals.rules.letters import threads
from quartier.features.appeals.rules.letters.letter import parse, read
from quartier.features.appeals.rules.letters.machines import written_by

OURS = ("council@town.example", "quartier@town.example")


@pytest.mark.parametrize(
    ("head", "kind", "sign"),
    [
        ("From: Nadia <nadia@mail.example>", "person", ""),
        ("From: a@b.example\nAuto-Submitted: no", "person", ""),
        ("From: a@b.example\nSubject: Out of office: my complaint", "person", ""),
        ("From: a@b.example\nSubject: Автоматична відповідь: не допомагає", "person", ""),
        ("From: a@b.example\nX-Auto-Response-Suppress: All", "person", ""),
        ("From: a@b.example\nAuto-Submitted: auto-replied; owner-email=x", "auto_reply", "auto_submitted"),
        ("From: a@b.example\nAuto-Submitted: auto-generated", "auto_reply", "auto_submitted"),
        ("From: a@b.example\nX-Autoreply: yes", "auto_reply", "auto_header"),
        ("From: a@b.example\nPrecedence: auto_reply", "auto_reply", "precedence"),
        (
            "From: a@b.example\nSubject: =?utf-8?B?0JDQstGC0L7QvNCw0YLQuNGH0L3QsCDQstGW0LTQv9C+0LLRltC00Yw6?= Re"
            "\nIn-Reply-To: <1@x>",
            "auto_reply",
            "auto_subject",
        ),
        (
            "From: a@b.example\nSubject: Réponse automatique : x\nX-Auto-Response-Suppress: All",
            "auto_reply",
            "auto_subject",
        ),
        ("From: MAILER-DAEMON@relay.example\nSubject: failure", "bounce", "bounce"),
        ("From: a@b.example\nReturn-Path: <>", "bounce", "bounce"),
        (
            "From: a@b.example\nContent-Type: multipart/report; report-type=delivery-status",
            "bounce",
            "bounce",
        ),
        ("From: Council <COUNCIL@town.example>", "loop", "own_address"),
        ("From: a@b.example\n" + "Received: x\n" * 31 + "Subject: s", "loop", "too_many_hops"),
        ("From: a@b.example\nList-Id: <street.b.example>", "list", "list"),
        ("From: a@b.example\nPrecedence: bulk", "list", "list"),
        ("From: No-Reply <no-reply@form.example>", "list", "robot"),
    ],
)
def test_machines_are_told_from_people_by_what_they_say_of_themselves(head, kind, sign) -> None:
    found = written_by(parse(head.encode() + b"\n\nx"), ours=OURS)
    assert (found.kind, found.sign) == (kind, sign)
    assert found.ignored == (kind in ("auto_reply", "bounce", "loop"))


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("Re: Ваше звернення 2026-LYP-000123", ("2026-LYP-000123",)),
        ("RE: [2026-lyp-000123] дякую", ("2026-LYP-000123",)),
        ("Відп: 2026–LYP–000123", ("2026-LYP-000123",)),
        ("2026-LYP-000123 і 2026-LYP-000124, 2026-LYP-000123", ("2026-LYP-000123", "2026-LYP-000124")),
        ("=?utf-8?Q?Re:_2026-LYP-000123?=", ("2026-LYP-000123",)),
        ("12026-LYP-0001234", ()),
        ("2026-LYP-1000000", ("2026-LYP-1000000",)),
        ("2026-LYP-0001234567", ()),
        ("A2026-LYP-000123", ()),
        ("наказ 2026-11-000123", ()),
    ],
)
def test_a_number_in_the_subject_is_found(subject, found) -> None:
    assert read(f"From: a@b.example\nSubject: {subject}\n\nx".encode()).numbers == found


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: Fwd: RE: Ліхтар", "Ліхтар"),
        ("Відп: Пер: Ліхтар", "Ліхтар"),
        ("TR : Réf : éclairage", "éclairage"),
        ("Re[2]: Ліхтар", "Ліхтар"),
        ("Regarding lamps", "Regarding lamps"),
        ("Fw: ", ""),
    ],
)
def test_forewords_go(subject, bare) -> None:
    assert threads.bare_subject(subject) == bare


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Дякую.\n\n> Ми отримали\n> ваше звернення", "Дякую."),
        ("Thanks.\n\nOn Sun, 22 Nov 2026, Council wrote:\n> We have", "Thanks."),
        ("Merci.\n\nLe 22 nov. 2026, la mairie a écrit :\n> Bonjour", "Merci."),
        ("Дякую.\n\nнд, 22 лист. 2026 р. о 14:00 Рада <a@b.example> пише:\n> Ми", "Дякую."),
        ("Thanks\n-----Original Message-----\nFrom: a", "Thanks"),
        ("Thanks\n\nFrom: Council\nSent: Sunday\nTo: me\nSubject: x\n\nWe have", "Thanks"),
        ("Від: сусідів усього під'їзду\nпрошу полагодити", "Від: сусідів усього під'їзду\nпрошу полагодити"),
        ("> Your question\nMy answer below it", "> Your question\nMy answer below it"),
        ("> only a quote", "> only a quote"),
        ("", ""),
    ],
)
def test_an_addition_is_what_stands_above_the_quoted_letter(text, own) -> None:
    assert threads.own_words(text) == own


def test_a_letter_without_a_subject_takes_its_first_line() -> None:
    assert read(b"From: a@b.example\n\n\n  The lamp\nis dark").title == "The lamp"
    assert read(b"From: a@b.example\nSubject: Re: Lamp\n\nx").title == "Lamp"


def test_an_answer_is_told_by_its_references_or_its_beginning() -> None:
    assert threads.is_answer("Lamp", ("<1@x>",))
    assert threads.is_answer("Re: Lamp", ())
    assert not threads.is_answer("Lamp", ())
