"""The formats page: each worked value on it follows from what the page says."""

import re
from pathlib import Path

from quartier.science.merkle.note import open_note
from quartier.science.merkle.policy import judge, parse_policy
from quartier.science.merkle.proof_file import judge_proof, parse_proof_file
from quartier.science.merkle.tests import worked

PAGE = (Path(__file__).parents[5] / "docs/reference/ledger-format.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| `([^`]*)` \|$", re.M)
BLOCK = re.compile(r"^`([^`]+)` is\n\n((?:    .*\n|\n(?=    ))+)", re.M)


def rows():
    """The values of the tables that say "worked"."""
    tables = re.findall(r"^\| worked \| value \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE, re.M)
    return dict(ROW.findall("".join(tables)))


def blocks():
    """The texts that stand as blocks after "`name` is"."""
    return {name: re.sub(r"^    ", "", text, flags=re.M) for name, text in BLOCK.findall(PAGE)}


def test_the_page_shows_every_worked_value_as_it_is():
    assert rows() == worked.values()


def test_the_page_shows_every_worked_text_as_it_is():
    assert blocks() == worked.texts()


def test_what_the_page_shows_verifies():
    shown = {name: text.encode() for name, text in blocks().items()}
    policy = parse_policy(shown["policy"])
    judged = judge(policy, shown["checkpoint"])
    assert dict(judged.cosigned) == {"ombudsman": worked.AT}
    proof = parse_proof_file(shown["proof-file"])
    assert judge_proof(policy, proof, bytes.fromhex(rows()["leaf-1"])) == judged
    for name, key in (("manifest", worked.PACKING), ("promise", worked.RECEIPTING)):
        assert open_note(shown[name], [key.verifying]).unknown == 0


def test_the_page_tells_every_limit():
    assert all(
        number in PAGE for number in ("8,192", "65,535", "1,000,000", "64 MiB", "63 hashes", "100 bytes")
    )
