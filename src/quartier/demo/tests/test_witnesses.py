"""The town's witnesses: any two of three, by the town's clock, and gone with whoever started them."""

import http.client
import os
import socket
import subprocess
import sys
import time

import pytest

from quartier.core.ledger.keys import ROLES, Keys, name_of
from quartier.core.ledger.site import Site
from quartier.demo import witnesses, witnessing
from quartier.science.merkle.checkpoint import Checkpoint
from quartier.science.merkle.cosignature import check_cosignature
from quartier.science.merkle.hashing import leaf_hash
from quartier.science.merkle.keys import parse_vkey
from quartier.science.merkle.note import parse_note, sign_note
from quartier.science.merkle.policy import judge, parse_policy
from quartier.science.merkle.signing import SigningKey
from quartier.surface.cli import offspring

ORIGIN = "demo.quartier.example/log"
KEYS = Keys(**{role: SigningKey.generate(name_of(ORIGIN, role)) for role in ROLES})
LOG = KEYS.log
HEAD = Checkpoint(ORIGIN, 1, leaf_hash(b"first"))
AHEAD_S = -86_400


@pytest.fixture
def seats(tmp_path):
    return witnesses.seats(tmp_path / "witnesses", witnesses.free_ports())


@pytest.fixture
def running(seats, tmp_path, monkeypatch):
    """The three processes, as `demo serve` starts them."""
    (tmp_path / "ahead").write_text(f"{AHEAD_S}\n")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    monkeypatch.setenv(offspring.PARENT, str(os.getpid()))
    begun = witnesses.companions(seats, log=LOG.verifying.text, ahead=tmp_path / "ahead")
    for each in begun:
        each.start()
    yield seats
    for each in begun:
        each.stop()


def submit(seat):
    body = b"old 0\n\n" + sign_note(HEAD.text, LOG)
    for _ in range(200):
        connection = http.client.HTTPConnection("127.0.0.1", seat.port, timeout=10)
        try:
            connection.request("POST", "/add-checkpoint", body=body)
            return connection.getresponse().read().decode()
        except ConnectionRefusedError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError("nobody listens")


def test_two_of_three_are_enough_and_they_sign_the_town_s_time(running):
    lines = [submit(seat) for seat in running]
    policy = parse_policy(text(running).encode())
    note = sign_note(HEAD.text, LOG)
    assert judge(policy, note + (lines[0] + lines[2]).encode()).witnessed
    with pytest.raises(ValueError, match="quorum"):
        judge(policy, note + lines[1].encode())
    at = check_cosignature(
        parse_vkey(running[0].vkey()), HEAD.text, parse_note(note + lines[0].encode()).signatures[1].blob
    )
    assert abs(at - (time.time() + AHEAD_S)) < 60


def text(seats):
    return witnesses.policy(seats, KEYS)


def test_keys_stay_when_the_policy_is_written_again(seats):
    assert text(seats) == text(seats)
    assert len({seat.vkey() for seat in seats}) == len(witnesses.NAMES)


def test_ports_stay_until_somebody_else_listens_there(tmp_path):
    site = Site(
        origin=ORIGIN,
        folder=tmp_path / "log",
        lock=tmp_path / "lock",
        keys=tmp_path / "keys",
        policy=tmp_path / "policy",
        witness_every=1.0,
        lenient=True,
    )
    first = witnesses.settle(tmp_path, site)
    policy = site.policy.read_bytes()
    assert witnesses.settle(tmp_path, site) == first
    assert site.policy.read_bytes() == policy
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", first[1].port))
        taken.listen()
        moved = witnesses.settle(tmp_path, site)
    assert [seat.vkey() for seat in moved] == [seat.vkey() for seat in first]
    assert first[1].port not in [seat.port for seat in moved]
    assert site.policy.read_bytes() != policy


def test_without_a_town_a_witness_lives_by_the_machine(tmp_path):
    assert abs(witnessing.town_time(tmp_path / "none") - time.time()) < 5


def test_a_taken_port_is_left_alone():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert taken.getsockname()[1] not in witnesses.free_ports(taken.getsockname()[1])


def test_the_witness_of_the_demo_loads_neither_django_nor_a_database():
    code = (
        "import sys; import quartier.demo.witnessing; "
        "print(sorted({'django', 'psycopg', 'typer', 'numpy'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.strip() == "[]"
