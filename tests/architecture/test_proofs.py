"""Proofs: their list, their hashes, and when a result is stale."""

import json
import re
from pathlib import Path

from tools import check, chromium, proofs

ROW = '[counting]\nsays = "It counts"\nrun = ["bench.counting"]\nsources = ["src/count.py", "src/more"]\n'


def small_house(root: Path) -> Path:
    (root / "bench").mkdir()
    (root / "src" / "more").mkdir(parents=True)
    (root / "proof").mkdir()
    (root / "bench" / "proofs.toml").write_text(ROW)
    (root / "src" / "count.py").write_text("one = 1\n")
    (root / "src" / "more" / "count.sql").write_text("select 1")
    return root


def test_a_result_is_stale_once_a_source_changes(tmp_path):
    house = small_house(tmp_path)
    [proof] = proofs.listed(house)
    assert proofs.stale(house) == ["counting: never run here: It counts"]
    result = {"at": "2026-11-21T18:00:00+00:00", "sources_sha256": proofs.fingerprint(proof, house)}
    (house / "proof" / "counting.json").write_text(json.dumps(result))
    assert proofs.stale(house) == []
    (house / "src" / "more" / "count.sql").write_text("select 2")
    assert proofs.stale(house) == ["counting: stale, run on 2026-11-21: It counts"]


def test_each_listed_proof_has_its_sources_and_each_benchmark_is_listed():
    listed = proofs.listed()
    for proof in listed:
        assert proofs.fingerprint(proof)
        assert (proofs.HOUSE / (proof.run[0].replace(".", "/") + ".py")).exists()
    written = {
        name
        for path in (proofs.HOUSE / "bench").glob("*.py")
        for name in re.findall(r'machine\.write\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert written <= {proof.name for proof in listed}


def test_results_carry_machine_versions_and_hash():
    for path in (proofs.HOUSE / "proof").glob("*.json"):
        result = json.loads(path.read_text(encoding="utf-8"))
        assert {"proof", "at", "machine", "versions", "result", "sources_sha256"} <= set(result), path.name


def test_without_a_browser_ci_fails_and_a_desk_is_told_loudly(monkeypatch, capsys):
    monkeypatch.setattr(chromium, "ensure", lambda: None)
    step = check.Step("tests: browser", ["false"], 0, check.no_browser)
    monkeypatch.setenv("CI", "1")
    assert check.run(step) == (False, 0.0)
    monkeypatch.setenv("CI", "")
    assert check.run(step) == (True, 0.0)
    assert "LEFT OUT: tests: browser" in capsys.readouterr().out


def test_a_failing_step_fails_and_shows_what_it_said(capsys):
    good, _ = check.run(
        check.Step("words", [*check.PYTHON, "-c", "print('what is wrong'); raise SystemExit(3)"])
    )
    assert not good
    assert "what is wrong" in capsys.readouterr().out


def test_the_makefile_stays_short_and_explains_each_target():
    text = (proofs.HOUSE / "Makefile").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert targets == explained >= {"help", "demo", "demo-reset", "check", "test", "proof"}
