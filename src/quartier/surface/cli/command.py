"""`quartier`: finds the module of a command, runs it, and turns what it raises into words and a status."""

import errno
import importlib
import importlib.util
import sys
import traceback
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from quartier.core.kit.errors import Refusal, Surroundings

from . import output, reasons, surroundings
from .options import with_example
from .words import gettext as _

ANSWER_IS_NO, USED_WRONGLY, SURROUNDINGS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A command or group: where its `app` is, and the line for `--help`. The module is loaded on demand."""

    module: str
    summary: str


def entries() -> dict[str, Entry]:
    """Every command by name. The demo is a string only: production code never imports it."""
    here = "quartier.surface.cli"
    return {
        "setup": Entry(f"{here}.setup", _("set up a real installation, step by step")),
        "check": Entry(f"{here}.check", _("look whether everything is in order, and say what to do")),
        "migrate": Entry(f"{here}.migrate", _("bring the database to this version")),
        "serve": Entry(f"{here}.serve", _("serve the pages")),
        "jobs": Entry(f"{here}.jobs", _("work that runs in the background")),
        "backup": Entry(f"{here}.backup", _("write the database into one file")),
        "restore": Entry(f"{here}.restore", _("bring a backup back, and compare the counts")),
        "database": Entry(f"{here}.database", _("the database server: address, start, stop")),
        "import": Entry(f"{here}.imports", _("take in areas, places and incidents from files")),
        "accounts": Entry(f"{here}.accounts", _("roles, and who holds which")),
        "messages": Entry(f"{here}.messages", _("messages: what was said to whom, and what waits")),
        "appeals": Entry(f"{here}.appeals", _("requests of residents: where they come in")),
        "custody": Entry(f"{here}.custody", _("custody: suites and their watch")),
        "lock": Entry(f"{here}.lock", _("the lock: which tables it holds, and why others stand outside")),
        "law": Entry(f"{here}.law", _("the law as data: rule packs, and the clocks of a history")),
        "ledger": Entry(
            f"{here}.ledger", _("the ledger: write it, look after it, hand it out to be checked")
        ),
        "witness": Entry(f"{here}.witness", _("countersign the ledgers of others, as an outside witness")),
        "demo": Entry("quartier.demo.commands", _("the demo town: personas, stories, clock")),
    }


class Commands(TyperGroup):
    """A group whose members are loaded when they are called, so that `--help` stays quick."""

    _listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, entry in entries().items() if _is_there(entry)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        entry = entries().get(cmd_name)
        if entry is None or not _is_there(entry):
            return None
        if self._listing:
            return TyperCommand(cmd_name, help=entry.summary)
        app: typer.Typer = importlib.import_module(entry.module).app
        found = typer.main.get_command(app)
        found.name = cmd_name
        return found

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self._listing = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._listing = False


def _is_there(entry: Entry) -> bool:
    try:
        return importlib.util.find_spec(entry.module) is not None
    except ModuleNotFoundError:
        return False


def version(value: bool) -> None:
    if value:
        output.line(f"quartier {surroundings.version()}")
        raise typer.Exit


root = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=with_example(_("The open platform for community policing."), "quartier check"),
)


@root.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help=_("Say the version."))
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line and leave with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The status of one command. Whatever goes wrong is said on standard error."""
    try:
        typer.main.get_command(root)(args=arguments, prog_name="quartier")
    except SystemExit as end:
        return _status(end.code)
    except Refusal as refusal:
        output.say(reasons.sentence(refusal))
        return ANSWER_IS_NO
    except Surroundings as error:
        output.say(reasons.sentence(error))
        return SURROUNDINGS
    except Exception as error:
        return _unexpected(error)
    return 0


def _status(code: Any) -> int:
    if isinstance(code, str):
        output.say(code)
        return USED_WRONGLY
    return int(code or 0)


def _unexpected(error: Exception) -> int:
    """A database that is away and a full disk are recognised whatever layer they came through."""
    told = _recognised(error)
    if told is None:
        traceback.print_exception(error)
    else:
        output.say(reasons.sentence(told))
    return SURROUNDINGS


def _recognised(error: BaseException | None) -> Surroundings | None:
    while error is not None:
        kind = type(error)
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        if full or kind.__name__ == "DiskFull":
            return Surroundings("disk_full")
        if kind.__name__ in ("OperationalError", "PoolTimeout"):
            return Surroundings(
                "database_unreachable", said=[text for text in str(error).splitlines() if text][:3]
            )
        error = error.__cause__
    return None
