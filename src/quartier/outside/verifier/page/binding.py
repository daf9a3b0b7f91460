"""Makes one file of the parts: a script without imports, the house's style sheets, the words, the policy of trust."""

import json
import re
from base64 import b64encode
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
SCRIPT = HERE / "script"
# Taken as files, for `outside` imports nothing of the house but its science.
SHEETS = HERE.parents[2] / "ui/static/ui/css"
SHEET_NAMES = ("tokens", "base", "layout", "parts", "forms", "data", "contrast", "print")
LOGO = HERE.parents[2] / "ui/static/ui/logo.svg"
LANGUAGES = ("uk", "fr", "en")
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function\*?|class|const|let) )", re.MULTILINE)
TOP_LEVEL = re.compile(
    r"^(?:export )?(?:async )?(?:function\*?|class|const|let) (\w+|\[[^\]]*\]|\{[^}]*\})", re.MULTILINE
)


def source(name: str) -> str:
    return (SCRIPT / f"{name}.js").read_text(encoding="utf-8")


def needed(*names: str) -> list[str]:
    """The named parts and all they import, each after what it needs."""
    graph: dict[str, list[str]] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in graph:
            graph[name] = IMPORT.findall(source(name))
            waiting += graph[name]
    return list(TopologicalSorter({name: sorted(graph[name]) for name in sorted(graph)}).static_order())


def joined(*names: str) -> str:
    """One script of the named parts. Raises ValueError where two parts use one name at their top level."""
    seen: dict[str, str] = {}
    parts = []
    for name in needed(*names):
        text = source(name)
        for found in TOP_LEVEL.findall(text):
            for each in re.findall(r"\w+", found):
                if each in seen:
                    raise ValueError(f"{each} stands in {seen[each]}.js and in {name}.js")
                seen[each] = name
        parts.append(f"// {name}.js\n{EXPORT.sub('', IMPORT.sub('', text)).strip()}\n")
    return "\n".join(parts)


def style() -> str:
    """The house's sheets and the page's own, without comments."""
    sheets = [SHEETS / f"{name}.css" for name in SHEET_NAMES] + [HERE / "page.css"]
    return re.sub(
        r"/\*.*?\*/", "", "".join(sheet.read_text(encoding="utf-8") for sheet in sheets), flags=re.DOTALL
    )


def _hash(text: str) -> str:
    """As a content policy names what it lets run."""
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


def _embedded(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _words() -> dict[str, dict[str, dict[str, str]]]:
    """The sentences that both verifiers say, and those that only a page needs."""
    said: dict[str, dict[str, dict[str, str]]] = json.loads(
        (HERE.parent / "words.json").read_text(encoding="utf-8")
    )
    return {**said, "page": json.loads((HERE / "words.json").read_text(encoding="utf-8"))}


def bind(*, policy: bytes | str | None, day: str = "", language: str = "uk") -> str:
    """The whole page. `policy`: the text of the policy of trust, None for a page that asks for one.

    `day`: since when the policy holds, shown as it is. `language`: the one in which the page opens.
    """
    words = _words()
    language = language.partition("-")[0]
    trusted = policy.encode("utf-8") if isinstance(policy, str) else policy
    baked = None if trusted is None else b64encode(trusted).decode("ascii")
    script = f'"use strict";\n(() => {{\n{joined("page")}}})();\n'
    sheet = style()
    walls, street = re.findall(r' d="([^"]+)"', LOGO.read_text(encoding="utf-8"))
    gaps = {
        "language": language,
        "title": words["page"]["title"][language],
        "script_hash": _hash(script),
        "style_hash": _hash(sheet),
        "style": sheet,
        "logo_walls": walls,
        "logo_street": street,
        "bound": _embedded({"policy": baked, "day": day, "language": language, "words": words}),
        "script": script,
    }
    return re.sub(r"@(\w+)@", lambda gap: gaps[gap[1]], (HERE / "page.html").read_text(encoding="utf-8"))
