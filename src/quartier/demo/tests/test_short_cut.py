"""One-time links: once, soon, and not from a copy of the folder."""

from pathlib import Path

from quartier.demo import short_cut

NOW = 1_800_000_000.0


def test_a_link_opens_once(tmp_path: Path) -> None:
    token = short_cut.make(tmp_path, "lesia_horbal", at=NOW)
    assert short_cut.take(tmp_path, token, at=NOW + 5) == "lesia_horbal"
    assert short_cut.take(tmp_path, token, at=NOW + 6) is None


def test_a_link_does_not_live_long(tmp_path: Path) -> None:
    token = short_cut.make(tmp_path, "lesia_horbal", at=NOW)
    assert short_cut.take(tmp_path, token, at=NOW + short_cut.LASTS_S + 2) is None
    assert list(tmp_path.iterdir()) == []


def test_the_folder_holds_no_token(tmp_path: Path) -> None:
    token = short_cut.make(tmp_path, "lesia_horbal", at=NOW)
    (path,) = tmp_path.iterdir()
    assert token not in path.name + path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    assert short_cut.take(tmp_path, path.name, at=NOW) is None


def test_what_was_never_made_opens_nothing(tmp_path: Path) -> None:
    assert short_cut.take(tmp_path, "../../etc/passwd") is None
    assert short_cut.take(tmp_path, "A" * 43) is None


def test_old_links_are_swept_away(tmp_path: Path) -> None:
    short_cut.make(tmp_path, "lesia_horbal", at=NOW)
    short_cut.make(tmp_path, "lesia_horbal", at=NOW + short_cut.LASTS_S + 2)
    assert len(list(tmp_path.iterdir())) == 1
