"""Against a real IMAP server: reading, putting away, and what is said when it is away."""

import ipaddress
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.imap_server import PASSWORD, Server

from quartier.features.appeals.mailbox.imap import Away, Session
from quartier.features.appeals.rules.letters import boxes
from tools import dovecot

pytestmark = pytest.mark.mailbox
LETTER = b"From: a@b.example\r\nSubject: One\r\n\r\nWords.\r\n"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "imap of the tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture(scope="module")
def post(certificate: tuple[Path, Path]) -> Iterator[Server]:
    if dovecot.find() is None:
        says = "NO DOVECOT: the tests of the mailbox are left out. Install Debian's `dovecot-imapd`."
        assert not os.environ.get("CI"), says
        pytest.skip(says)
    with Server(certificate=certificate[0], key=certificate[1]) as server:
        yield server


def box(post: Server, user: str, **changes: str) -> boxes.Box:
    text = post.address(user) + "?place=lypivka"
    for before, after in changes.items():
        text = text.replace({"word": PASSWORD, "folder": "INBOX"}[before], after)
    return boxes.read(text)


def test_letters_are_read_unmarked_and_put_away(post) -> None:
    post.put("reading", LETTER)
    post.put("reading", LETTER.replace(b"One", b"Two"))
    with Session(box(post, "reading")) as session:
        first, second = session.waiting()
        envelope = session.envelope(first)
        assert envelope.size == len(LETTER)
        assert abs((datetime.now(UTC) - envelope.arrived_at).total_seconds()) < 120
        assert session.letter(first) == LETTER
        session.put_away(first, "Registered")
        session.put_away(second, "By hand")
        assert session.waiting() == []
    with Session(box(post, "reading")) as session:
        assert session.letter(first) is None
        assert session.envelope(first) is None
    assert post.count("reading", box="Registered", asked="UNSEEN") == 1
    assert post.count("reading", box="By hand", asked="UNSEEN") == 1


@pytest.mark.parametrize("without", [{"MOVE"}, {"MOVE", "UIDPLUS"}])
def test_a_server_that_cannot_move_gets_a_copy(post, without) -> None:
    user = f"copy{len(without)}"
    post.put(user, LETTER)
    with Session(box(post, user)) as session:
        session.offers -= without
        session.put_away(session.waiting()[0], "Registered")
        assert session.waiting() == []
    assert post.count(user, box="Registered") == 1
    assert post.count(user) == len(without) - 1  # marked, and left to whoever tidies up


def test_a_folder_may_have_a_name_in_any_letters(post) -> None:
    post.put("letters", LETTER)
    with Session(box(post, "letters")) as session:
        session.put_away(session.waiting()[0], 'Зареєстровано & "R"')
    address = post.address("letters", box=quote('Зареєстровано & "R"'))
    inner = boxes.read(f"{address}?place=x")
    with Session(inner) as session:
        assert len(session.waiting()) == 1


def test_a_wrong_word_a_missing_folder_and_a_server_that_is_away_are_told_apart(post) -> None:
    for wrong, code in (("word", "sign_in_refused"), ("folder", "no_such_folder")):
        with pytest.raises(Away) as away, Session(box(post, "apart", **{wrong: "elsewhere"})):
            pass
        assert away.value.code == code
    nobody = boxes.read("imap://a:b@127.0.0.1:9/INBOX?place=x")
    with pytest.raises(Away) as away, Session(nobody):
        pass
    assert away.value.code == "mailbox_away"


@pytest.mark.parametrize("way", ["imaps", "imap+tls"])
def test_over_tls_the_server_must_show_a_known_certificate(post, certificate, monkeypatch, way) -> None:
    port = post.sealed if way == "imaps" else post.plain
    sealed = boxes.read(f"{way}://tls:{PASSWORD}@127.0.0.1:{port}/INBOX?place=x")
    with pytest.raises(Away), Session(sealed):
        pass
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with Session(sealed) as session:
        assert session.waiting() == []


def test_a_link_that_breaks_is_said_to_be_away(post) -> None:
    post.put("breaks", LETTER)
    with Session(box(post, "breaks")) as session:
        session.client.shutdown()
        with pytest.raises(Away):
            session.waiting()
    assert post.count("breaks") == 1


def test_the_server_starts_within_a_moment(post) -> None:
    began = time.monotonic()
    post.stop()
    post.start()
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "text",
    [
        "",
        "imaps://host/INBOX?place=x",
        "imaps://a:b@host/INBOX",
        "pop3://a:b@host/?place=x",
        "imaps://a:b@host:x/?place=y",
    ],
)
def test_a_setting_that_names_no_mailbox_is_refused_without_its_word(text) -> None:
    with pytest.raises(ValueError, match=r"address|missing") as refused:
        boxes.read(text)
    assert "b@" not in str(refused.value)


def test_a_box_does_not_tell_its_word() -> None:
    found = boxes.read("imaps://post%40town.example:s%2Fecret@mail.town.example/?place=lypivka")
    assert (found.user, found.word, found.port, found.folder) == (
        "post@town.example",
        "s/ecret",
        993,
        "INBOX",
    )
    assert "ecret" not in repr(found)
