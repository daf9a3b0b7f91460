"""Every kind of entry that the source writes is registered, and says what it holds."""

import ast

from quartier.core.ledger import envelope, kinds
from tools import house


def appended() -> set[str]:
    """The kinds that stand in a call of `ledger.append` itself."""
    found = set()
    for path in house.python_files(tests=False):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "ledger.append":
                values = [word.value for word in node.keywords if word.arg == "kind"]
                found |= {value.value for value in values if isinstance(value, ast.Constant)}
    return found


def test_what_is_written_is_registered():
    assert appended() - {kind.code for kind in kinds.known()} == set()


def test_each_kind_says_what_it_holds():
    for kind in kinds.known():
        assert kind.description.endswith("."), kind.code
        assert all(said.endswith(".") for said in kind.fields.values()), kind.code


def test_each_kind_gives_an_example_of_every_field_that_can_be_written():
    for kind in kinds.known():
        assert set(kind.example) == set(kind.fields), kind.code
        assert envelope.canonical(kind.example), kind.code
