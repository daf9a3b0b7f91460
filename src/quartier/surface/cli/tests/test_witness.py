"""`quartier witness`: the same program as the one that runs alone, with words in the reader's language."""

import pytest

from quartier.outside.witness import program
from quartier.surface.cli import command, witness
from quartier.surface.cli import words as own


def test_both_say_the_same():
    assert witness.sentences() == program.WORDS


def test_the_public_key_is_printed_and_stays(tmp_path, capsys):
    arguments = ["witness", "key", "--state", str(tmp_path / "w"), "--name", "witness.bar.example/w1"]
    assert command.run(arguments) == 0
    first = capsys.readouterr().out
    assert first.startswith("witness.bar.example/w1+")
    assert command.run(arguments[:-2]) == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--listen", "8081", "--log", "x"], "127.0.0.1:8081"),
        (["--log", "no key"], "vkey"),
    ],
)
def test_what_is_used_wrongly_is_said(tmp_path, capsys, monkeypatch, more, said):
    monkeypatch.setenv("QUARTIER_LANGUAGE", "uk")
    assert own.language() == "uk"
    assert command.run(["witness", "run", "--state", str(tmp_path / "w"), *more]) == program.USED_WRONGLY
    assert said in capsys.readouterr().err
