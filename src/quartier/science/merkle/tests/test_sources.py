"""What the single-file verifier asks of these sources, and which vectors are left out."""

import ast
import re
import sys
from collections import Counter
from pathlib import Path

from quartier.science.merkle.tests.known import KEYS, VECTORS

SOURCES = sorted(Path(__file__).parents[1].glob("*.py"))
TESTS = sorted(Path(__file__).parent.glob("test_*.py"))
OURS = "quartier.science.merkle."

# Groups of ledger-vectors.json that nothing here decides, each with the reason.
LEFT_OUT = {
    "mirror_add_entries": "mirrors are not built: whoever compares packs (--since) does their work",
    "rfc3161": "no time stamps of authorities: cosignatures bear the time",
}
ELSEWHERE = {"witness", "witness_monitoring", "witness_race"}  # the witness's own tests replay them
LEFT_OUT_CASES = {
    "cosignatures": "ML-DSA-44 (type 6) has no small implementation: its lines count as unknown"
}


def trees():
    return {
        path.stem: ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9)) for path in SOURCES
    }


def test_all_rest_on_the_standard_library_but_signing():
    foreign = {}
    for name, tree in trees().items():
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        tops = {module.partition(".")[0] for module in imported if not module.startswith(OURS)}
        foreign[name] = tops - sys.stdlib_module_names
    assert {name: tops for name, tops in foreign.items() if tops} == {"signing": {"cryptography"}}


def test_annotations_are_never_evaluated_and_names_are_imported_alone():
    for name, tree in trees().items():
        imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
        assert name == "__init__" or imports[0].module == "__future__", name
        ours = [node for node in imports if node.module.startswith(OURS)]
        assert all(alias.asname is None for node in ours for alias in node.names), name


def test_names_at_the_top_are_unique_over_the_package():
    names = Counter()
    for tree in trees().values():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                names[node.name] += 1
            targets = node.targets if isinstance(node, ast.Assign) else []
            targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
            names.update(target.id for target in targets)
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_of_later_pythons_is_used():
    later = re.compile(
        r"\bmatch .*:$|strict=|slots=|kw_only=|\.bit_count\(|removeprefix|datetime\.UTC|import UTC", re.M
    )
    assert [path.name for path in SOURCES if later.search(path.read_text(encoding="utf-8"))] == []


def test_every_group_of_the_vectors_is_used_or_left_out_with_a_reason():
    read = "".join(path.read_text(encoding="utf-8") for path in TESTS if path.name != Path(__file__).name)
    used = {group for group in VECTORS if f'["{group}"]' in read or f'("{group}", ' in read}
    assert set(VECTORS) - used - {"meta", "keys"} - ELSEWHERE == set(LEFT_OUT)


def test_only_cases_of_ml_dsa_are_left_out_of_a_group():
    decided = [case for case in VECTORS["cosignatures"] if KEYS[case["key"]]["type"] == 4]
    left = [case for case in VECTORS["cosignatures"] if case not in decided]
    assert [KEYS[case["key"]]["type"] for case in left] == [6] * 4
    assert list(LEFT_OUT_CASES) == ["cosignatures"]


def test_the_witness_replays_the_groups_that_are_about_witnesses():
    folder = Path(__file__).parents[3] / "outside/witness/tests"
    read = "".join(path.read_text(encoding="utf-8") for path in folder.glob("test_*.py"))
    assert {group for group in ELSEWHERE if f'["{group}"]' in read} == ELSEWHERE
