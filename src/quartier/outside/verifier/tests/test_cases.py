"""Each case gives its verdict; each reason has a case and words."""

import pytest

from quartier.outside.verifier.baked import WORDS
from quartier.outside.verifier.program import check
from quartier.outside.verifier.report import as_json, as_text
from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.cases import cases
from quartier.outside.verifier.trust import read_trust

ALL = {case.name: case for case in cases()}
NEEDS_A_LINK = {"file_link"}
NEEDS_TWO_LOGS = {"since_origin"}


@pytest.mark.parametrize("name", ALL)
def test_the_verdict(name, tmp_path):
    case = ALL[name]
    report = verdict(case, tmp_path)
    assert (report.verdict, report.fault and report.fault.code) == (case.verdict, case.reason)
    for language in ("uk", "fr", "en"):
        assert as_text(report, language).split("\n")[0].startswith(case.verdict)
    assert f'"verdict": "{case.verdict}"' in as_json(report)


def verdict(case, folder):
    trust = read_trust(case.policy.encode())
    if case.receipt is not None:
        (folder / "receipt").write_bytes(case.receipt)
        return check(folder / "receipt", trust=trust, now=case.now)
    (folder / "pack").mkdir()
    since = None if case.older is None else forge.write(case.older, folder / "older")
    return check(forge.write(case.files, folder / "pack"), trust=trust, now=case.now, since=since)


def test_every_reason_is_met_by_a_case():
    met = {case.reason for case in ALL.values()} | NEEDS_A_LINK | NEEDS_TWO_LOGS
    assert set(WORDS["reasons"]) - met == set()


def test_names_are_unique():
    assert len(ALL) == len(list(cases()))


def test_one_witness_alone_makes_no_head_look_young(tmp_path):
    """Its key may be stolen: the age counts from when a whole quorum had signed."""
    (tmp_path / "fresh").mkdir()
    report, before = (
        verdict(ALL[name], tmp_path / folder)
        for name, folder in (("one-fresh-witness", "fresh"), ("story", "."))
    )
    [age] = [fact["age"] for fact in report.facts if fact["code"] == "age"]
    assert age == next(fact["age"] for fact in before.facts if fact["code"] == "age") > 100_000


def test_an_entry_written_into_the_past_is_pointed_at(tmp_path):
    """It names an old head, so that no rule refuses it; but it stands after entries that were recorded later."""
    assert verdict(ALL["placed-late"], tmp_path).warnings == [
        {"code": "placed_late", "count": 1, "longest": 19 * 60 - 100, "index": 20}
    ]
