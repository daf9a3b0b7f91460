"""Makes one script of the parts: imports fall away, for everything then stands in one scope."""

import re
from graphlib import TopologicalSorter
from pathlib import Path

SCRIPT = Path(__file__).parent / "script"
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
