"""`quartier witness …`: what another organisation runs. Loads neither Django nor a database."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from . import output
from .options import group, with_example
from .words import gettext as _

app = group(
    _("A witness of logs, for another organisation: it countersigns what only grew."),
    "quartier witness key --state witness.sqlite --name witness.bar.example/w1",
)

State = Annotated[Path, typer.Option("--state", help=_("The file of its memory; never on a network drive."))]
Key = Annotated[
    Path | None, typer.Option("--key", help=_("The file of its key; beside the memory if not given."))
]
Name = Annotated[
    str | None,
    typer.Option("--name", help=_("Name of a new key: an address of yours, without https://.")),
]


@app.command(
    help=with_example(
        _("Countersign the states of logs until Ctrl-C."),
        "quartier witness run --state witness.sqlite --listen 127.0.0.1:8081 --log VKEY",
    )
)
def run(
    state: State,
    log: Annotated[list[str], typer.Option("--log", help=_("Public key of a log; may be repeated."))],
    listen: Annotated[
        str, typer.Option("--listen", help=_("Address and port to listen on."))
    ] = "127.0.0.1:8081",
    key: Key = None,
    name: Name = None,
) -> None:
    from quartier.outside.witness import program

    setting = program.Setting(state=state, listen=listen, logs=tuple(log), key=key, name=name)
    _told(lambda: program.run(setting))


@app.command(
    "key",
    help=with_example(
        _("Print the public key of the witness, for the terms of trust; make the key if there is none."),
        "quartier witness key --state witness.sqlite --name witness.bar.example/w1",
    ),
)
def show_key(state: State, key: Key = None, name: Name = None) -> None:
    from quartier.outside.witness import program

    _told(lambda: output.line(program.vkey(program.Setting(state=state, key=key, name=name))))


def _told(work: Callable[[], None]) -> None:
    """Do it, and put what is wrong into words."""
    from quartier.outside.witness import memory, program
    from quartier.science.merkle.errors import Refused

    try:
        work()
    except Refused as problem:
        output.say(
            sentences().get(problem.code) or _("This is no usable key or name: %(code)s.") % {"code": problem}
        )
        raise typer.Exit(program.USED_WRONGLY) from None
    except memory.Unusable as problem:
        output.say(sentences()[problem.code])
        raise typer.Exit(program.SURROUNDINGS) from None


def sentences() -> dict[str, str]:
    """Words for the codes of the program, which speaks English where it runs alone."""
    return {
        "in_use": _("Another witness runs on this state file."),
        "rolled_back": _(
            "The state file is older than what this key has signed: it was put back from a copy. "
            "Bring the newest state back, or begin again with a new key and a new name."
        ),
        "unreadable": _("The state file or its mark cannot be read."),
        "key_readable": _("Others may read the key file: set its mode to 600."),
        "listen": _("Give the address like this: 127.0.0.1:8081"),
        "address": _("Nothing can listen there: the address is taken, or not ours."),
        "log_key": _("A log signs with a key of type 1; two keys of one log may not be the same."),
    }
