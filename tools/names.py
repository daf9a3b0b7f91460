"""Names in the code that have a row in the glossary use that row's code: one thing, one name."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
# English that means something else where it stands.
OTHERWISE = {"as_of": "the clock of a page, not the age of what it shows"}


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")


@cache
def other_names() -> dict[str, str]:
    """English terms of more than one word that are not their row's code, with the code to use."""
    path = HOUSE / "docs" / "reference" / "glossary.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    codes = {row["code"] for row in rows}
    terms = {slug(re.split(r"[(;,]", row["en"])[0]): row["code"] for row in rows}
    return {term: code for term, code in terms.items() if "_" in term and term not in codes | set(OTHERWISE)}


def names(text: str) -> set[str]:
    """What a module names: classes, functions, arguments, fields, constants."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def strays(text: str, path: Path) -> list[str]:
    """A line for each name that is another word for something the glossary names."""
    return [
        f"{path}: {name}: the glossary calls it {other_names()[snake(name)]}"
        for name in sorted(names(text) | {path.stem})
        if snake(name) in other_names()
    ]
