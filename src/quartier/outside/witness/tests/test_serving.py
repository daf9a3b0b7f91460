"""What a witness shows, keeps and refuses beyond the vectors."""

import http.client
import socket
import time

import pytest

from quartier.outside.witness import serving
from quartier.science.merkle.checkpoint import open_checkpoint
from quartier.science.merkle.cosignature import check_cosignature
from quartier.science.merkle.tests import known

ORIGIN = "ledger.police.example/main"
SCENARIOS = {each["name"]: each for each in known.VECTORS["witness"]}


def steps(name):
    return {each["what"]: each for each in SCENARIOS[name]["steps"]}


@pytest.fixture
def witness(start):
    return start({ORIGIN: ["log-a"]})


def grown(witness, *whats):
    for what in whats:
        step = steps("honest life")[what]
        witness.now = step["time"]
        assert witness.submit(step["request"]).status == 200
    return step


def test_the_last_head_is_read_back_with_both_signatures(witness):
    assert witness.read_back(ORIGIN).status == 404
    step = grown(witness, "first contact, size 1", "1 to 3")
    shown = witness.read_back(ORIGIN).body
    keys = known.keys("log-a", "w-bar")
    opened = open_checkpoint(shown, origin=ORIGIN, keys=keys)
    assert opened.checkpoint.size == 3
    assert [key for key, _ in opened.note.verified] == keys
    text, (_, blob) = opened.note.text, opened.note.verified[1]
    assert check_cosignature(keys[1], text, blob) == step["time"]


def test_lines_of_others_are_not_shown(witness):
    """Unknown lines can be made to collide with later keys."""
    step = steps("who signed")["known and unknown signatures"]
    witness.now = step["time"]
    assert witness.submit(step["request"]).status == 200
    assert witness.read_back(ORIGIN).body.count("— ".encode()) == 2


def test_signed_contradictions_are_kept_once(start):
    scenario = SCENARIOS["fork"]
    witness = start(scenario["logs"])
    witness.remember(ORIGIN, **scenario["initial"][ORIGIN])
    requests = [step["request"] for step in scenario["steps"] if step["status"] == 422]
    for request in requests * 2:
        assert witness.submit(request).status == 422
    kept = witness.memory.evidence()
    assert {row[3].decode() for row in kept} == set(requests)
    assert len(kept) == len(requests)
    assert {row[2] for row in kept} == {"fork", "not_consistent"}


def test_a_fork_is_kept_even_when_the_size_is_asked_for(start):
    scenario = SCENARIOS["fork"]
    witness = start(scenario["logs"])
    witness.remember(ORIGIN, **scenario["initial"][ORIGIN])
    request = steps("fork")["same size, other root"]["request"].replace("old 256", "old 0", 1)
    assert witness.submit(request).status == 409
    assert [row[2] for row in witness.memory.evidence()] == ["fork"]


def test_no_signature_for_a_time_before_the_last_one(witness):
    step = grown(witness, "first contact, size 1", "1 to 3")
    again = steps("honest life")["same head again: refreshed time"]["request"]
    witness.now = step["time"] - 1
    assert witness.submit(again).status == 503
    witness.now = step["time"]
    assert witness.submit(again).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/../state", 404),
        ("GET", "/add-checkpoint", 404),
        ("POST", "/", 404),
        ("PUT", "/add-checkpoint", 501),
    ],
)
def test_there_is_nothing_else(witness, method, path, status):
    assert witness.ask(method, path).status == status


def test_bodies_are_limited(witness):
    assert witness.submit(b"x" * serving.MAX_BODY_BYTES).status == 400
    assert witness.submit(b"x" * (serving.MAX_BODY_BYTES + 1)).status == 413
    chunked = http.client.HTTPConnection("127.0.0.1", witness.server.server_port, timeout=20)
    chunked.request("POST", "/add-checkpoint", body=iter([b"old 0\n"]), encode_chunked=True)
    assert chunked.getresponse().status == 411
    chunked.close()


def test_who_sends_nothing_is_hung_up_on(witness, monkeypatch):
    monkeypatch.setattr(serving._Handler, "timeout", 0.2)
    with socket.create_connection(("127.0.0.1", witness.server.server_port), timeout=20) as slow:
        slow.sendall(b"POST /add-checkpoint HTTP/1.0\r\nContent-Length: 100\r\n\r\nold ")
        assert slow.recv(1) == b""


def test_who_sends_a_byte_now_and_then_is_hung_up_on(witness, monkeypatch):
    monkeypatch.setattr(serving, "DEADLINE_S", 0.3)
    with socket.create_connection(("127.0.0.1", witness.server.server_port), timeout=20) as slow:
        slow.sendall(b"POST /add-checkpoint HTTP/1.0\r\nContent-Length: 1000\r\n\r\n")
        with pytest.raises(OSError):
            for _ in range(100):
                slow.sendall(b"o")
                time.sleep(0.05)


def test_slow_ones_do_not_keep_others_out_for_long(witness, monkeypatch):
    monkeypatch.setattr(serving, "DEADLINE_S", 0.3)
    address = ("127.0.0.1", witness.server.server_port)
    idle = [socket.create_connection(address, timeout=20) for _ in range(serving.AT_ONCE)]
    time.sleep(1)
    assert witness.ask("GET", "/").status == 404
    for each in idle:
        each.close()


def test_what_cannot_be_kept_is_not_signed(witness, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(witness.memory), "change", full)
    answer = witness.submit(steps("honest life")["first contact, size 1"]["request"])
    assert (answer.status, answer.body) == (500, b"state\n")
