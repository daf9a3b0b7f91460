"""`quartier custody watch`: one round of the watch over every suite, at once."""

import typer

from quartier.core.kit.errors import Surroundings

from . import output, surroundings
from .options import Json, with_example
from .words import gettext as _


def add(app: typer.Typer) -> None:
    app.command(
        "watch",
        help=with_example(
            _("Look at once what every suite did not do in time and which limits are near, and tell it."),
            "quartier custody watch --json",
        ),
    )(watch)


def watch(json: Json = False) -> None:
    surroundings.django_ready()
    from dataclasses import asdict

    from django.conf import settings

    if "custody" not in settings.QUARTIER_FEATURES:
        raise Surroundings("feature_off", feature="custody")
    from quartier.core.registry import lock
    from quartier.features.custody import watching

    with lock.visit(None) as visit:
        at = visit.now
    done = watching.all_rounds(at=at)
    if json:
        output.answer(asdict(done))
    else:
        output.line(
            _("%(alarms)s alarms, %(warnings)s warnings, %(passed)s limits passed, %(beats)s suites counted")
            % asdict(done)
        )
    if done.failed:
        output.say(_("%(failed)s records could not be looked at: see the log.") % asdict(done))
        raise typer.Exit(1)
