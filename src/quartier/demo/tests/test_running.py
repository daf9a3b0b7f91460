"""What `--reset` may remove, and where the running demo is found."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quartier.core.kit.errors import Conflict
from quartier.demo import running


class Quiet:
    """A server that is stopped, and removes what is its own."""

    def stop(self) -> None:
        """Nothing runs."""

    def remove(self) -> None:
        """Nothing is there."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: Any) -> Path:
    monkeypatch.setattr(running.surroundings, "env", lambda: SimpleNamespace(data=tmp_path))
    monkeypatch.setattr(running.surroundings, "server", Quiet)
    return tmp_path


def test_reset_removes_a_demo_and_keeps_the_keys(data: Path) -> None:
    for name in ("postgres", "demo", "keys"):
        (data / name).mkdir()
    running.forget()
    assert [path.name for path in data.iterdir()] == ["keys"]


def test_reset_leaves_a_real_installation_alone(data: Path) -> None:
    (data / "postgres").mkdir()
    with pytest.raises(Conflict, match="installation_is_real"):
        running.forget()
    assert (data / "postgres").exists()


def test_reset_of_nothing_is_nothing(data: Path) -> None:
    running.forget()
    assert list(data.iterdir()) == []


def test_a_database_of_somebody_else_is_not_emptied(data: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(running.surroundings, "server", lambda: None)
    (data / "demo").mkdir()
    with pytest.raises(Conflict, match="reset_needs_own_server"):
        running.forget()


def test_the_address_is_that_of_the_running_demo(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("PORT", "8001")
    assert running.address(tmp_path) == "http://127.0.0.1:8001"
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "address").write_text("http://127.0.0.1:9999\n")
    assert running.address(tmp_path) == "http://127.0.0.1:9999"
