"""Find the strings to translate: in Python by Babel, in templates by what Django turns them into."""

import ast
import io
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages.extract import extract as babel_extract

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_ENDINGS = (".html", ".txt", ".svg", ".xml")
LEFT_OUT = {"tests", "migrations", "__pycache__"}

Key = tuple[str | None, str]


@dataclass
class Message:
    """One text: its context, its plural if it has one, and what translators are told."""

    context: str | None
    single: str
    plural: str | None = None
    comments: list[str] = field(default_factory=list)


@cache
def packages(root: Path) -> tuple[Path, ...]:
    """The folders that own catalogues: each Django app, each part of surface, each that has a `locale` already."""
    source = root / "src" / "quartier"
    apps = {path.parent for path in source.glob("**/apps.py")}
    parts = {path.parent for path in source.glob("surface/*/__init__.py")}
    return tuple(sorted(apps | parts | {path.parent for path in source.glob("**/locale")}))


def owner(path: Path, root: Path) -> Path | None:
    """The package whose catalogue a file's strings belong to: the nearest folder upwards that owns one."""
    known = packages(root)
    return next((folder for folder in path.parents if folder in known), None)


def house(root: Path) -> tuple[dict[Path, dict[Key, Message]], list[str]]:
    """All messages by package, and a line for each thing that cannot be extracted."""
    found: dict[Path, dict[Key, Message]] = defaultdict(dict)
    problems = []
    for path in sources(root):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root)
        if path.suffix == ".py":
            problems += [f"{name}:{line}: not a plain string: {what}" for line, what in assembled(text)]
        messages = list(python(text) if path.suffix == ".py" else template(text, str(name)))
        package = owner(path, root)
        if messages and package is None:
            problems.append(f"{name}: no catalogue: make a `locale` folder in its package")
            continue
        for message in messages:
            problems += [f"{name}: {line}" for line in add(found[package], message)]
    return {package: messages for package, messages in found.items() if messages}, problems


def sources(root: Path) -> list[Path]:
    """Every file of the package that may hold words for people."""
    paths = []
    for path in sorted((root / "src" / "quartier").rglob("*")):
        if LEFT_OUT & set(path.parts):
            continue
        in_templates = "templates" in path.parts and path.suffix in TEMPLATE_ENDINGS
        if path.suffix == ".py" or in_templates:
            paths.append(path)
    return paths


def add(messages: dict[Key, Message], new: Message) -> list[str]:
    """Put a message among its package's; the same text with two plurals is refused."""
    old = messages.setdefault((new.context, new.single), new)
    if old.plural and new.plural and old.plural != new.plural:
        return [f"two plurals for “{new.single}”"]
    old.plural = old.plural or new.plural
    old.comments = list(dict.fromkeys(old.comments + new.comments))
    return []


def python(text: str) -> list[Message]:
    """The messages of Python source."""
    stream = io.BytesIO(text.encode("utf-8"))
    found = []
    for _line, message, comments, context in babel_extract("python", stream, KEYWORDS, ["Translators:"]):
        single, plural = message if isinstance(message, tuple) else (message, None)
        if single:
            found.append(Message(context, single, plural, [" ".join(comments)] if comments else []))
    return found


def template(text: str, origin: str) -> list[Message]:
    """The messages of a template. The brackets keep Python from minding how the lines are indented."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    return python("(" + templatize(text, origin=origin) + "\n)")


def assembled(text: str) -> list[tuple[int, str]]:
    """Calls whose text is glued together before it is translated: a translator would never see it whole."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in KEYWORDS and any(map(glued, node.args[:3])):
            found.append((node.lineno, ast.unparse(node)[:80]))
    return found


def glued(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "format"
        and isinstance(node.func.value, ast.Constant)
    )
