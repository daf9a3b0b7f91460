"""Puts the verifier together: one file out of these modules and those of science.merkle, with a policy baked in.

The parts stand in the order in which they build on each other, with their docstrings and comments. Whatever no part
needs is left out. The same policy and day always give the same bytes, so that checksums can be compared.
"""

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PROJECT = "quartier."
PROGRAM = f"{PROJECT}outside.verifier.program"
BAKED = f"{PROJECT}outside.verifier.baked"
FUTURE = "__future__"
HEADER = '''#!/usr/bin/env python3
"""verify.py: checks a pack or a receipt of the ledger {origins}.

    python verify.py PACK                      a folder, or the file of a receipt
    python verify.py PACK --since OLDER        and nothing of an earlier pack was changed
    python verify.py PACK --language uk        uk, fr, en

Python 3.9 or newer, nothing else: no network, no installation. Nothing in a pack is trusted: the keys stand below,
under POLICY, as of {day}. The last lines say what a check does not prove.

Is this the genuine program? Compare its SHA-256 with the one that is published, and with one that somebody else has:

    sha256sum verify.py                        Linux
    shasum -a 256 verify.py                    macOS
    certutil -hashfile verify.py SHA256        Windows

Whoever reads it begins at the end: `main` calls `check`, which calls `check_pack` or `check_receipt`, and these name the
steps one by one. What a step stands on stands above it; the sentences in three languages come just before the end.

The format is described in docs/reference/ledger-pack.md of Quartier (EUPL-1.2). A second program, verify.html, was
written apart from this one and must say the same.
"""
'''


class NotAssembled(ValueError):
    """The modules cannot become one file: the message says which name or import stands in the way."""


@dataclass(frozen=True)
class Piece:
    """One top-level statement with the comments above it; `names` it defines, `uses` it needs."""

    text: str
    names: frozenset[str]
    uses: frozenset[str]


@dataclass(frozen=True)
class Part:
    """One module taken apart. `project` maps a module of ours to the names taken from it."""

    module: str
    title: str
    project: dict[str, list[str]]
    foreign: list[ast.stmt]
    pieces: list[Piece]


def verifier_source(*, policy: str, day: str) -> str:
    """The program for a policy (text of tlog-policy with the companion keys). `day`: since when it holds, ISO.

    Raises NotAssembled when two modules use one name.
    """
    parts = _parts()
    kept = _needed(parts)
    origins = ", ".join(
        line.split()[1].split("+")[0] for line in policy.split("\n") if line.startswith("log ")
    )
    sections = [
        HEADER.format(origins=origins, day=day),
        _imports(parts, kept),
        _section("Whom this program trusts.", [_policy(policy), f"PRINTED = {json.dumps(day)}"]),
    ]
    for part in parts:
        texts = [piece.text for piece in part.pieces if piece in kept]
        if part.module not in (BAKED, PROGRAM) and texts:
            sections.append(_section(part.title, texts))
    sections.append(_section("What this program says, in three languages.", [f"WORDS = {_words()}"]))
    sections.append(_section(parts[-1].title, [piece.text for piece in parts[-1].pieces if piece in kept]))
    return "\n".join(sections).rstrip("\n") + "\n"


def _policy(policy: str) -> str:
    lines = "\n".join(
        f'    {json.dumps(line, ensure_ascii=False)} "\\n"' for line in policy.removesuffix("\n").split("\n")
    )
    return f"POLICY = (\n{lines}\n)"


def _words() -> str:
    source = Path(__file__).with_name("words.json").read_text("utf-8")
    return json.dumps(json.loads(source), ensure_ascii=False, indent=1)


def _section(title: str, texts: list[str]) -> str:
    line = "# " + "-" * 118
    texts = [texts[0].lstrip("\n"), *texts[1:]]
    comment = "\n".join(f"# {row}".rstrip() for row in title.splitlines())
    return f"\n{line}\n{comment}\n{line}\n\n" + "\n".join(texts) + "\n"


def _parts() -> list[Part]:
    """Every module that the program needs, each after those it builds on."""
    parts: dict[str, Part] = {}

    def visit(module: str, above: tuple[str, ...] = ()) -> None:
        if module in above:
            raise NotAssembled(f"{module} imports itself")
        if module not in parts:
            part = _take_apart(module)
            for needed in part.project:
                visit(needed, (*above, module))
            parts[module] = part

    visit(PROGRAM)
    found = list(parts.values())
    _check_names(found)
    return found


def _take_apart(module: str) -> Part:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise NotAssembled(f"no module {module}")
    source = Path(spec.origin).read_text("utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    project: dict[str, list[str]] = {}
    foreign: list[ast.stmt] = []
    pieces: list[Piece] = []
    end = 0
    for node in tree.body:
        start, end = end, node.end_lineno or node.lineno
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PROJECT):
            project.setdefault(node.module or "", []).extend(_plain(alias, module) for alias in node.names)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            foreign.append(node)
        elif node is not tree.body[0] or ast.get_docstring(tree) is None:
            pieces.append(_piece(node, "\n".join(lines[start:end])))
    return Part(module, ast.get_docstring(tree) or module, project, foreign, pieces)


def _plain(alias: ast.alias, module: str) -> str:
    if alias.asname or alias.name == "*":
        raise NotAssembled(f"{module}: {alias.name} under another name")
    return alias.name


def _piece(node: ast.stmt, text: str) -> Piece:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        names = {node.name}
    else:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        names = {
            each.id for target in targets if target for each in ast.walk(target) if isinstance(each, ast.Name)
        }
    uses = {
        each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
    }
    return Piece(text.rstrip(), frozenset(names), frozenset(uses))


def _check_names(parts: list[Part]) -> None:
    """One name, one meaning: in the assembled file all modules share one room."""
    owner: dict[str, str] = {}
    for part in parts:
        for name in (name for piece in part.pieces for name in piece.names):
            if owner.setdefault(name, part.module) != part.module:
                raise NotAssembled(f"{name} in {owner[name]} and in {part.module}")
    for part in parts:
        taken = [(name, module) for module, names in part.project.items() for name in names]
        astray = [name for name, module in taken if owner.get(name) != module]
        astray += [name for name, _ in _imported(part.foreign) if name in owner]
        if astray:
            raise NotAssembled(f"{astray[0]} in {part.module} is not the one of {owner.get(astray[0])}")


def _needed(parts: list[Part]) -> set[Piece]:
    """The pieces that the program reaches, beginning with whatever it runs."""
    by_name = {name: piece for part in parts for piece in part.pieces for name in piece.names}
    ahead = [piece for piece in parts[-1].pieces if not piece.names]
    kept: set[Piece] = set()
    while ahead:
        piece = ahead.pop()
        if piece not in kept:
            kept.add(piece)
            ahead += [by_name[name] for name in piece.uses if name in by_name]
    return kept


def _imported(statements: Iterable[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Each name with the statement that brings it in, one name a statement."""
    for statement in statements:
        if isinstance(statement, ast.ImportFrom) and statement.module != FUTURE:
            for alias in statement.names:
                yield alias.asname or alias.name, f"from {statement.module} import {ast.unparse(alias)}"
        elif isinstance(statement, ast.Import):
            for alias in statement.names:
                yield alias.asname or alias.name, f"import {ast.unparse(alias)}"


def _imports(parts: list[Part], kept: set[Piece]) -> str:
    """The standard library's parts that are used, merged; nothing else may be imported."""
    uses = {name for piece in kept for name in piece.uses}
    found: dict[str, str] = {}
    for part in parts:
        for name, statement in _imported(part.foreign):
            if found.setdefault(name, statement) != statement:
                raise NotAssembled(f"{name}: {found[name]} and {statement}")
    wanted = sorted(statement for name, statement in found.items() if name in uses)
    plain = [statement for statement in wanted if statement.startswith("import ")]
    taken: dict[str, list[str]] = {}
    for statement in wanted:
        if statement.startswith("from "):
            module, _, name = statement.removeprefix("from ").partition(" import ")
            taken.setdefault(module, []).append(name)
    froms = [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(taken.items())]
    return "\n".join([f"from {FUTURE} import annotations", "", *plain, *froms]) + "\n"
