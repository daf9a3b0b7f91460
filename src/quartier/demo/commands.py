"""`quartier demo`: fill the town, serve it, sign in as somebody, move its clock."""

import os
from typing import Annotated

import typer

from quartier.core.kit.errors import Invalid
from quartier.surface.cli import output, surroundings
from quartier.surface.cli.options import Json, group, with_example

from .words import gettext as _

os.environ.setdefault("QUARTIER_HTTPS", "0")
os.environ["QUARTIER_SETTINGS"] = "demo"
os.environ["DJANGO_SETTINGS_MODULE"] = "quartier.demo.settings"

app = group(_("The demo town: personas, stories, clock."), "quartier demo personas")


@app.command(help=with_example(_("List the people whom one can be."), "quartier demo personas --json"))
def personas(json: Json = False) -> None:
    from . import personas as people

    if json:
        output.answer(people.listed())
        return
    for row in people.listed():
        output.line(f"{row['id']:24} {row['name']}, {', '.join(row['roles'])}")


@app.command(help=with_example(_("List the walks through the town."), "quartier demo stories --json"))
def stories(json: Json = False) -> None:
    from . import stories as walks

    if json:
        output.answer(walks.listed())
        return
    for row in walks.listed():
        output.line(f"{row['id']}: {row['title']['en']}")
        for step in row["steps"]:
            output.line(f"  {step['persona']:20} {step['url']}")


@app.command(
    "sign-in",
    help=with_example(
        _("Print an address that opens the demo once, signed in as a persona."),
        "quartier demo sign-in lesia_horbal",
    ),
)
def sign_in(
    persona: Annotated[str, typer.Argument(help=_("The persona's id: see `quartier demo personas`."))],
    json: Json = False,
) -> None:
    from . import running, short_cut, world

    if world.persona(persona) is None:
        raise typer.BadParameter(_("Nobody of this name lives here. See “quartier demo personas”."))
    folder = surroundings.env().data
    token = short_cut.make(running.links(folder), persona)
    address = f"{running.address(folder)}/demo/sign-in/{token}"
    if json:
        output.answer({"persona": persona, "address": address, "lasts_seconds": short_cut.LASTS_S})
    else:
        output.line(address)


@app.command(
    help=with_example(
        _("Tell or move the town's time; it only goes forward."), "quartier demo clock --add P3D"
    )
)
def clock(
    add: Annotated[str, typer.Option("--add", help=_("How far, as an ISO 8601 duration: P3D, PT2H."))] = "",
    json: Json = False,
) -> None:
    from . import clock as simulated

    try:
        length = simulated.duration(add) if add else None
    except Invalid:
        raise typer.BadParameter(
            _("Write the duration like this: P3D. The clock only goes forward.")
        ) from None
    surroundings.django_ready()
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        if not simulated.is_simulated(cursor):
            output.say(_("This installation lives by the real clock: it is not a demo. Nothing was changed."))
            raise typer.Exit(1)
        now = simulated.forward(cursor, length) if length else simulated.now(cursor)
        simulated.share(cursor, surroundings.env().data)
    if json:
        output.answer({"now": now})
    else:
        output.line(f"{now:%Y-%m-%d %H:%M %Z}")


@app.command(help=with_example(_("Fill the town, or finish what is missing."), "quartier demo fill"))
def fill(json: Json = False) -> None:
    from . import town_filling

    result = town_filling.run()
    if json:
        output.answer(result)
    else:
        output.say(_("The town is ready."))


@app.command(help=with_example(_("Fill the town and serve it until Ctrl-C."), "quartier demo serve"))
def serve(
    reset: Annotated[bool, typer.Option("--reset", help=_("Begin with an empty database."))] = False,
) -> None:
    from . import running

    running.serve(reset=reset)


@app.command(
    help=with_example(
        _("Play an attack on a copy of the ledger, and show who finds it out. Without a name: list them."),
        "quartier demo attack rewrite",
    )
)
def attack(
    name: Annotated[str, typer.Argument(help=_("The attack's name."))] = "",
    json: Json = False,
) -> None:
    from .attacks import listing, telling

    if not name and json:
        output.answer([{"id": each.id, "title": dict(each.title)} for each in listing.attacks()])
        return
    if not name:
        output.line("\n".join(telling.table(listing.attacks())))
        return
    chosen = listing.attack(name)
    if chosen is None:
        raise typer.BadParameter(_("There is no such attack. See “quartier demo attack”."))
    os.environ["QUARTIER_LOG_LEVEL"] = "critical"  # what the attacked ledger says is told below
    surroundings.django_ready()
    from .attacks import showing

    if not showing.show(chosen, json=json):
        output.say(_("It did not end as the list of attacks says."))
        raise typer.Exit(1)
