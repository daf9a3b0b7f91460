"""What all commands share: how a group is made, and `--json`."""

from typing import Annotated

import typer

from .words import gettext as _

Json = Annotated[bool, typer.Option("--json", help=_("Print one JSON document."))]


def group(summary: str, example: str) -> typer.Typer:
    """A noun; its verbs are added with `@app.command(help=with_example(…))`. One verb alone stays a verb."""
    app = typer.Typer(add_completion=False, no_args_is_help=True, help=with_example(summary, example))
    app.callback()(_nothing)
    return app


def verb() -> typer.Typer:
    """A command without a noun before it, such as `quartier check`: the module adds exactly one."""
    return typer.Typer(add_completion=False)


def with_example(summary: str, example: str) -> str:
    """The help text of a command."""
    return f"{summary}\n\n{_('Example:')} {example}"


def _nothing() -> None:
    pass
