"""Reference pages written by a program from what runs, so that they cannot say something else."""

import ast
import csv
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tools.documents import custody_acts, law_packs, transcripts

HOUSE = Path(__file__).resolve().parents[2]
REFERENCE = HOUSE / "docs" / "reference"
NOTICE = "<!-- Written by tools/docs.py from what runs. Change the source, not this page. -->"


def page(title: str, intro: str, *blocks: str) -> str:
    return "\n\n".join([NOTICE, f"# {title}", intro, *(block for block in blocks if block)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ").strip()


def code(value: object) -> str:
    return f"`{value}`"


def commands() -> str:
    """Every command with its options, as `--help` gives them."""
    import importlib

    import typer

    from quartier.surface.cli import command

    blocks = []
    for name, entry in command.entries().items():
        try:
            app = importlib.import_module(entry.module).app
        except ModuleNotFoundError:
            continue
        blocks += described(f"quartier {name}", typer.main.get_command(app))
    intro = (
        "Groups are nouns, commands are verbs. `--json` prints one JSON document to standard output; progress and "
        "messages go to standard error. Exit status: 0 done · 1 the answer is no · 2 used wrongly or unreadable input · "
        "3 the surroundings are at fault."
    )
    return page("The `quartier` command", intro, *blocks)


def described(name: str, found: Any) -> list[str]:
    """A command and, if it is a group, all that is below it."""
    verbs = getattr(found, "commands", None)
    if verbs:
        return [block for verb in sorted(verbs) for block in described(f"{name} {verb}", verbs[verb])]
    blocks = [f"## {code(name)}"]
    for line in filter(None, map(str.strip, (found.help or "").splitlines())):
        said, example, command = line.partition("Example: ")
        blocks.append(f"{said}{example}{code(command)}" if example else line)
    rows = [
        (code(spelled(each)), getattr(each, "help", "") or "") for each in found.params if each.name != "help"
    ]
    return [*blocks, table(["option", "what it says"], rows) if rows else ""]


def spelled(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name).upper()
    return " ".join([*parameter.opts, *parameter.secondary_opts])


def roles() -> str:
    """The register of roles and the permits."""
    from quartier.core.accounts.permits import PERMITS
    from quartier.core.accounts.roles import ROLES

    blocks = [
        "## Permits",
        table(["permit", "what it allows"], [(code(p.code), p.words.en) for p in PERMITS.values()]),
    ]
    blocks.append("## Roles")
    for role in sorted(ROLES.values(), key=lambda role: role.code):
        facts = [
            ("door", role.door),
            ("permits", ", ".join(map(code, sorted(role.permits))) or "none"),
            (
                "compartments, at most",
                ", ".join(map(code, sorted(role.compartments))) or "none: no record by area",
            ),
            ("secrecy, at most", role.secrecy),
            ("second factor", "yes" if role.second_factor else "no"),
            ("gives", ", ".join(map(code, sorted(role.gives))) or "no role"),
        ]
        blocks += [f"### {code(role.code)}: {role.name.en}", role.description.en, table(["", ""], facts)]
    intro = "A grant gives one role to one account, for an area and all below it, until a date. It opens at most this."
    return page("Roles and permits", intro, *blocks)


def tables() -> str:
    """Every table outside the lock."""
    path = HOUSE / "src" / "quartier" / "surface" / "open_tables.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["table"]
    roles = ("application", "signin", "sequencer")
    listed = [
        (code(row["name"]), row["reason"], *(row.get(role, "nothing") for role in roles))
        for row in sorted(rows, key=lambda row: row["name"])
    ]
    intro = (
        "Every table holds records behind the lock, or stands here with its reason. The last three columns name the verbs "
        "that the application's, the sign-in and the sequencer's role may use. "
        "`quartier lock tables` says the same of a running database."
    )
    heading = ["table", "reason", "application", "sign-in", "sequencer"]
    return page("Tables outside the lock", intro, table(heading, listed))


def ledger_kinds() -> str:
    """What the packages write into the ledger."""
    from quartier.core.ledger import kinds

    blocks = []
    for kind in kinds.known():
        rows = [(code(name), what) for name, what in kind.fields.items()]
        blocks += [
            f"## {code(kind.code)}",
            kind.description,
            table(["field", "what it holds"], rows) if rows else "",
        ]
    intro = (
        "Each entry commits to these fields with a salted digest, and to `by`: who acted, without a name. "
        "[The format](ledger-format.md) says how."
    )
    return page("What the ledger is told", intro, *blocks)


def api() -> str:
    """Every route of the API, from its own description."""
    from ninja import NinjaAPI

    from quartier.surface.api import urls

    found = [value for value in vars(urls).values() if isinstance(value, NinjaAPI)]
    rows = []
    for each in found:
        schema = each.get_openapi_schema(path_prefix="/api/")
        for address, verbs in sorted(schema["paths"].items()):
            for verb, said in verbs.items():
                rows.append(
                    (code(f"{verb.upper()} {address}"), said.get("summary", ""), said.get("description", ""))
                )
    intro = "The API describes itself at `/api/openapi.json` (OpenAPI 3.1); `/api/docs` shows it. Errors follow RFC 9457."
    return page("API", intro, table(["route", "what it does", "details"], rows))


def rows_of(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def glossary() -> str:
    """The glossary by domain."""
    rows = rows_of("glossary.csv")
    blocks = []
    for domain in dict.fromkeys(row["domain"] for row in rows):
        listed = [
            (code(row["code"]), row["en"], row["uk"], french(row), row["definition_en"])
            for row in rows
            if row["domain"] == domain
        ]
        blocks += [f"## {domain.capitalize()}", table(["code", "en", "uk", "fr", "meaning"], listed)]
    intro = (
        "One word, one meaning, in each language; names in the code are the codes. The words before a bracket or a "
        "semicolon go on screen. What must not be said, the source and whether it was seen there are in "
        "[glossary.csv](glossary.csv)."
    )
    return page("Glossary", intro, *blocks)


def french(row: dict[str, str]) -> str:
    if row["fr_be"] == row["fr_fr"]:
        return row["fr_be"]
    return f"{row['fr_be']} (Belgium) · {row['fr_fr']} (France)"


def counters() -> str:
    """The counted nouns."""
    rows = rows_of("plurals.csv")
    head = ["code", "uk 1", "uk 2", "uk 5", "fr 1", "fr 2", "en 1", "en 2"]
    columns = ["uk_one", "uk_few", "uk_many", "fr_one", "fr_other", "en_one", "en_other"]
    listed = [(code(row["code"]), *(row[column] for column in columns)) for row in rows]
    return page("Counted nouns", "The forms that follow a number.", table(head, listed))


REFUSALS = {
    "Refusal": 409,
    "NotAllowed": 403,
    "NotFound": 404,
    "Conflict": 409,
    "Invalid": 422,
    "Problem": 422,
}


def refusals() -> str:
    """Every reason code that stands in the source, with its status and where it is given."""
    found: dict[str, tuple[int, set[str]]] = {}
    for path in sorted((HOUSE / "src" / "quartier").rglob("*.py")):
        if {"tests", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name, reason = refused(node)
            if name and reason:
                package = ".".join(path.relative_to(HOUSE / "src" / "quartier").parts[:2])
                found.setdefault(reason, (REFUSALS[name], set()))[1].add(package.removesuffix(".py"))
    rows = [
        (code(reason), status, ", ".join(sorted(where))) for reason, (status, where) in sorted(found.items())
    ]
    intro = (
        "The rules say no with a code, which is stable; the page, the API or the command puts it into words. "
        "A code that goes with a field of a form or a row of a file has status 422."
    )
    return page("Refusals", intro, table(["code", "status", "given by"], rows))


def witness_transcripts() -> str:
    return f"{NOTICE}\n\n{transcripts.page()}"


def rule_packs() -> str:
    """The law as data, for lawyers."""
    return law_packs.page_of(page, table, code)


def custody() -> str:
    """Every act of a custody record with its fields."""
    return page(custody_acts.TITLE, custody_acts.INTRO, *custody_acts.blocks(table, code))


def attacks() -> str:
    """The frozen list, in English."""
    from quartier.demo.attacks import listing

    rows = []
    for each in listing.attacks():
        found = [
            f"{listing.word('finders', one.by, 'en')}, with {listing.word('data', one.data, 'en')}: "
            f"{code(one.answer.removeprefix('fact '))}, {soon(one.within)}"
            for one in each.found
        ]
        powers = ", ".join(listing.word("powers", power, "en") for power in each.powers)
        told = "; ".join(found) or f"**nobody**. {(each.nobody or {}).get('en', '').split(': ', 1)[-1]}"
        rows.append([code(each.id), f"{each.title['en']}. {each.does['en']} Needs: {powers}", told])
    intro = (
        "Each line was written before the code that it judges, and is held by its fingerprint. "
        "`quartier demo attack NAME` plays it over a copy of the demo town, and a test holds that those find it whom "
        "the line names, for that reason, and nobody else. The operator's own programs never count alone. "
        "[What the ledger cannot prove](../explanation/what-the-ledger-cannot-prove.md) · "
        "[how packs are checked](ledger-pack.md) · [run a witness](../how-to/run-a-witness.md)\n\n"
        "Words in code are reasons of the verifier, answers of a witness (`status`), refusals of the sequencer "
        "(`ledger_…`), or what comparing shows. “At the check” is whenever somebody checks."
    )
    return page(
        "Attacks on the ledger", intro, table(["name", "what the attacker does", "who finds it out"], rows)
    )


def soon(within: str) -> str:
    known = {
        "check": "at the check",
        "start": "when it starts",
        "P1D": "within a day",
        "PT1H": "within an hour",
    }
    return known.get(within) or f"within {within.removeprefix('PT').replace('M', ' min').replace('S', ' s')}"


def refused(node: ast.AST) -> tuple[str, str]:
    """Class and code of a refusal, if this is one whose code stands there."""
    if not isinstance(node, ast.Call):
        return "", ""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    given = [word.value for word in node.keywords if word.arg == "code"] + node.args[:1]
    texts = [each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return (name, texts[0]) if name in REFUSALS and texts else ("", "")


PAGES = {
    "refusals.md": refusals,
    "commands.md": commands,
    "roles.md": roles,
    "tables.md": tables,
    "ledger-kinds.md": ledger_kinds,
    "api.md": api,
    "glossary.md": glossary,
    "counters.md": counters,
    "witness-transcripts.md": witness_transcripts,
    "attacks.md": attacks,
    "law-packs.md": rule_packs,
    "custody-acts.md": custody,
}


def all_pages() -> dict[str, str]:
    """Name and text of each generated page."""
    return {name: write() for name, write in PAGES.items()}
