"""The witness as its operator runs it: a process of its own, with its key, its state and its end."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from quartier.outside.witness import keys, program
from quartier.science.merkle.errors import Refused
from quartier.science.merkle.keys import parse_vkey
from quartier.science.merkle.tests import known

ORIGIN = "ledger.police.example/main"
HONEST = next(each for each in known.VECTORS["witness"] if each["name"] == "honest life")["steps"]
# Ends the process, without warning, where a head is on the disk and nobody was answered.
KILLED = """
import os, signal, sys
from quartier.outside.witness import memory, program
change = memory.Memory.change
def killed(self, work):
    result = change(self, work)
    os.kill(os.getpid(), signal.SIGKILL)
memory.Memory.change = killed
sys.exit(program.main())
"""


class Process:
    """`python -m quartier.outside.witness run` on a free port."""

    def __init__(self, folder, *, start=("-m", "quartier.outside.witness"), log="log-a"):
        self.arguments = ["--state", str(folder / "state"), "--name", "witness.bar.example/w1"]
        command = [sys.executable, *start, "run", *self.arguments, "--listen", "127.0.0.1:0"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self.process = subprocess.Popen(
            [*command, "--log", known.KEYS[log]["vkey"]], stderr=subprocess.PIPE, text=True, env=environment
        )
        self.said = ""
        while "listening" not in self.said and (line := self.process.stderr.readline()):
            self.said += line
        found = re.search(r"http://\S+", self.said)
        self.address = found and found[0]

    def submit(self, request):
        asked = urllib.request.Request(f"{self.address}add-checkpoint", data=request.encode(), method="POST")
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read()

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        status = self.process.wait(20)
        self.process.stderr.close()
        return status


@pytest.fixture
def process(tmp_path):
    begun = []

    def begin(**options):
        begun.append(Process(tmp_path, **options))
        return begun[-1]

    yield begin
    for each in begun:
        if each.process.poll() is None:
            each.end(signal.SIGKILL)
        each.process.stderr.close()


def test_it_makes_its_key_countersigns_and_ends(process, tmp_path):
    running = process()
    status, line = running.submit(HONEST[0]["request"])
    assert status == 200
    assert line.startswith("— witness.bar.example/w1 ".encode())
    assert running.end() == 0
    assert stat.S_IMODE((tmp_path / "state.key").stat().st_mode) == 0o600
    asked = program.Setting(state=tmp_path / "state")
    assert f"witness {program.vkey(asked)}\n" in running.said


def test_what_it_signed_it_remembers(process):
    running = process()
    assert running.submit(HONEST[0]["request"])[0] == 200
    assert running.end(signal.SIGINT) == 0
    again = process()
    assert again.submit(HONEST[0]["request"]) == (409, b"1\n")
    assert again.submit(HONEST[1]["request"])[0] == 200


def test_killed_between_disk_and_answer_it_remembers(process):
    """The client meets 409 with its own size, repeats, and gets the line that it lost."""
    running = process(start=("-c", KILLED))
    with pytest.raises(OSError):
        running.submit(HONEST[0]["request"])
    assert running.process.wait(20) == -signal.SIGKILL
    again = process()
    assert again.submit(HONEST[0]["request"]) == (409, b"1\n")
    assert again.submit(HONEST[0]["request"].replace("old 0", "old 1", 1))[0] == 200


def test_an_older_state_is_noticed(process, tmp_path):
    running = process()
    running.submit(HONEST[0]["request"])
    running.end()
    shutil.copy(tmp_path / "state", tmp_path / "kept")
    running = process()
    running.submit(HONEST[1]["request"])
    running.end()
    shutil.copy(tmp_path / "kept", tmp_path / "state")
    assert process().process.wait(20) == program.SURROUNDINGS
    (tmp_path / "state").unlink()
    assert process().process.wait(20) == program.SURROUNDINGS


def test_one_state_one_process(process):
    first = process()
    assert process().process.wait(20) == program.SURROUNDINGS
    assert first.submit(HONEST[0]["request"])[0] == 200


def test_a_key_that_others_may_read_is_refused(tmp_path):
    setting = program.Setting(state=tmp_path / "state", name="witness.bar.example/w1")
    made = parse_vkey(program.vkey(setting))
    assert made.name == "witness.bar.example/w1"
    setting.key_file.chmod(0o644)
    with pytest.raises(Refused, match="key_readable"):
        program.vkey(setting)


def test_only_keys_of_logs_are_watched():
    log, cosigner = known.KEYS["log-a"]["vkey"], known.KEYS["w-bar"]["vkey"]
    assert [key.name for key in program.log_keys([log])] == [ORIGIN]
    for wrong in ([cosigner], [log, log]):
        with pytest.raises(Refused, match="log_key"):
            program.log_keys(wrong)


@pytest.mark.parametrize("listen", ["8081", ":8081", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:x"])
def test_an_address_that_is_none(tmp_path, listen):
    setting = program.Setting(state=tmp_path / "state", listen=listen, logs=(known.KEYS["log-a"]["vkey"],))
    with pytest.raises(Refused, match="listen"):
        program.run(setting)
    assert not (tmp_path / "state.key").exists()


def test_a_new_key_needs_a_name_that_lines_can_carry(tmp_path):
    assert keys.default_name().endswith("/witness")
    with pytest.raises(Refused, match="key_name"):
        keys.own_key(tmp_path / "key", name="two words")


def test_it_is_small(process):
    """The laptop of a bar association carries it beside everything else."""
    running = process()
    running.submit(HONEST[0]["request"])
    time.sleep(0.1)
    status = Path(f"/proc/{running.process.pid}/status").read_text()
    assert int(re.search(r"VmRSS:\s+(\d+)", status)[1]) < 64 * 1024
