"""Rules of the house that import contracts cannot see. Each function gives findings, one line each.

They look at files only: nothing here imports the house.
"""

import ast
import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
SOURCE = HOUSE / "src" / "quartier"

FILE_LINES = 400
FUNCTION_LINES = 40
VIEW_LINES = 20
TABLE_LINES = 100
TEMPLATE_LINES = 120
CSS_BYTES = 30 * 1024
SCRIPT_LINES = 800
PROGRAM_LINES = 2000  # scripts of programs for other machines, which no page of ours loads

VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "service", "services"}
VAGUE |= {"handler", "handlers", "misc", "common"}
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
# Written in halves, so that this file does not find itself.
UNDONE = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
BARE_IGNORE = re.compile("# no" + r"qa(?!: [A-Z])|# type: " + r"ignore(?!\[)")
MACHINE = re.compile(r"(?<![\w.])/(?:wo" + "rk|ro" + r"ot|opt/q|home/[a-z]+)(?:/|\b(?=[\"'`\s]))")
REGISTRY = re.compile(
    "|".join(("pypi.or" + "g/simple", "files.pythonhost" + "ed", "registry.npm" + "js"))
    + "|"
    + "|".join(("--index-u" + "rl", "--extra-ind" + "ex", "--find-l" + "inks"))
)
AMBIENT = re.compile(
    r"\b(datetime\.now|date\.today|timezone\.now|time\.time|random\.|secrets\.|uuid4|os\.environ)"
)


def tracked(root: Path = HOUSE) -> list[Path]:
    """The files under version control, or all of them in an unpacked archive."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    result = subprocess.run(command, capture_output=True, check=False)
    if result.returncode == 0:
        names = result.stdout.decode().split("\0")
        return sorted(path for name in names if name and (path := root / name).is_file())
    return sorted(path for path in root.rglob("*") if path.is_file() and ".venv" not in path.parts)


def python_files(root: Path = SOURCE, *, tests: bool = True) -> list[Path]:
    found = [path for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts]
    return found if tests else [path for path in found if "tests" not in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(HOUSE)) if path.is_relative_to(HOUSE) else str(path)


def functions(text: str) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Each function with the lines of its body: decorators, signature and docstring explain and do not act."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node, (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_table(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function only returns one expression: examples and lists of cases, written as data."""
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return len(body) == 1 and isinstance(body[0], ast.Return)


def too_long(path: Path, limit: int) -> list[str]:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    return [f"{name_of(path)}: {lines} lines, at most {limit}"] if lines > limit else []


def long_functions(path: Path) -> list[str]:
    """Functions over 40 lines; views (they take a request) over 20; what only holds data, over 100."""
    found = []
    web = "web" in path.parts or "surface" in path.parts
    for node, lines in functions(path.read_text(encoding="utf-8")):
        first = node.args.args[0].arg if node.args.args else ""
        is_view = web and first == "request" and "tests" not in path.parts and not node.name.startswith("_")
        data = is_table(node) or "examples" in path.parts
        limit = VIEW_LINES if is_view else TABLE_LINES if data else FUNCTION_LINES
        if lines > limit:
            found.append(f"{name_of(path)}: {node.name}: {lines} lines, at most {limit}")
    return found


def css_bytes(root: Path = SOURCE) -> int:
    """Our own style sheets, joined and compressed as a browser gets them."""
    sheets = [path for path in sorted(root.rglob("*.css")) if "vendor" not in path.parts]
    return len(gzip.compress(b"".join(path.read_bytes() for path in sheets), mtime=0))


def script_lines(root: Path = SOURCE, *, programs: bool = False) -> int:
    """Lines of our own scripts that are neither blank nor comment: those our pages load, or those of `outside`."""
    scripts = [
        path
        for path in root.rglob("*.js")
        if not {"vendor", "tests"} & set(path.parts)
        and ("outside" in path.relative_to(root).parts) == programs
    ]
    lines = (line.strip() for path in scripts for line in path.read_text(encoding="utf-8").splitlines())
    return sum(1 for line in lines if line and not line.startswith(("//", "*", "/*")))


def vague_names(path: Path) -> list[str]:
    """Names that say nothing, so that everything ends up below them."""
    return [f"{name_of(path)}: “{part}” says nothing" for part in (*path.parts, path.stem) if part in VAGUE]


def busy_init(path: Path) -> list[str]:
    """A package's `__init__` holds a docstring only: else a pure module drags in the whole package."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    code = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    found = [f"{name_of(path)}: more than a docstring"] if code else []
    quiet = {"tests", "migrations", "management", "commands"} & set(path.parts)
    return found if tree.body or quiet else [*found, f"{name_of(path)}: no docstring"]


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def relations(text: str, name: str) -> list[str]:
    """Foreign keys leave nothing on their target, and name it as a string unless it is a neighbour."""
    found = []
    tree = ast.parse(text)
    neighbours = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called(node) not in RELATIONS:
            continue
        named = {word.arg: word.value for word in node.keywords}
        related = named.get("related_name")
        if not (isinstance(related, ast.Constant) and related.value == "+"):
            found.append(f'{name}:{node.lineno}: related_name is not "+"')
        target = named.get("to", node.args[0] if node.args else None)
        if not isinstance(target, ast.Constant) and getattr(target, "id", "") not in neighbours:
            found.append(f"{name}:{node.lineno}: the target is not a string")
    return found


def back_doors(text: str, name: str) -> list[str]:
    """Ways to reach another package that imports do not show: the app registry and signals."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and called(node) == "get_model":
            found.append(f"{name}:{node.lineno}: get_model outside a migration")
        modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found += [
            f"{name}:{node.lineno}: signals"
            for module in modules
            if module.startswith("django.dispatch") or module.endswith(".signals")
        ]
    return found


def ambient(text: str, name: str) -> list[str]:
    """Rules take what they need as arguments: no clock, no chance, no settings."""
    return [
        f"{name}:{number}: {match[0]} in a rule"
        for number, line in enumerate(text.splitlines(), 1)
        if (match := AMBIENT.search(line))
    ]


def sibling_links(path: Path) -> list[str]:
    """`{% url %}` and `reverse` from one feature into another."""
    features = sorted(folder.name for folder in (SOURCE / "features").iterdir() if folder.is_dir())
    parts = path.relative_to(SOURCE).parts
    own = parts[1] if parts[0] == "features" and len(parts) > 1 else None
    if own is None:
        return []
    others = "|".join(name for name in features if name != own) or "(?!)"
    pattern = re.compile(rf"""(?:%\s*url|reverse\(|reverse_lazy\()\s*["'](?:{others})[:"']""")
    text = path.read_text(encoding="utf-8")
    return [f"{name_of(path)}: link into a sibling: {match[0]}" for match in pattern.finditer(text)]


def loose_ends(text: str, name: str) -> list[str]:
    """What was left for later, or silenced without saying what."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for pattern in (UNDONE, BARE_IGNORE):
            if match := pattern.search(line):
                found.append(f"{name}:{number}: {match[0]}")
    return found


def silent_skips(text: str, name: str) -> list[str]:
    """Tests left out without a reason: `mark.skip`, `mark.xfail`, `mark.skipif` and `skip()`."""
    tree = ast.parse(text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    explained = {id(node.func) for node in calls if "reason" in {word.arg for word in node.keywords}}
    explained |= {id(node.func) for node in calls if called(node) in {"skip", "xfail"} and node.args}
    return [
        f"{name}:{node.lineno}: {node.attr} without a reason"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail"}
        if getattr(node.value, "attr", getattr(node.value, "id", "")) in {"mark", "pytest"}
        if id(node) not in explained
    ]


def addresses(text: str, name: str) -> list[str]:
    """Paths of somebody's machine, and addresses of package registries."""
    return [
        f"{name}:{number}: {match[0]}"
        for number, line in enumerate(text.splitlines(), 1)
        for pattern in (MACHINE, REGISTRY)
        if (match := pattern.search(line))
    ]
