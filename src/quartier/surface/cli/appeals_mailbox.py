"""`quartier appeals mailbox`: one round through every mailbox, at once."""

import typer

from quartier.core.kit.errors import Surroundings

from . import output, surroundings
from .options import Json, with_example
from .words import gettext as _

OUTCOMES = ("lodged", "added", "ignored", "by_hand", "failed")


def add(app: typer.Typer) -> None:
    app.command(
        "mailbox",
        help=with_example(
            _("Read the mailboxes that QUARTIER_MAILBOX_URL names, and say what became of the letters."),
            "quartier appeals mailbox --json",
        ),
    )(mailbox)


def mailbox(json: Json = False) -> None:
    surroundings.django_ready()
    from django.conf import settings

    if "appeals" not in settings.QUARTIER_FEATURES:
        raise Surroundings("feature_off", feature="appeals")
    from quartier.features.appeals.mailbox import rounds

    try:
        boxes = rounds.all_boxes()
    except ValueError:
        raise SystemExit(
            _("QUARTIER_MAILBOX_URL names no mailbox. See docs/how-to/receive-mail.md.")
        ) from None
    rows = []
    for box in boxes:
        try:
            done = rounds.run(box)
        except rounds.Away as away:
            raise Surroundings(away.code, place=box.place) from None
        rows.append({"place": box.place, **{outcome: done[outcome] for outcome in OUTCOMES}})
    if json:
        output.answer(rows)
        return
    for row in rows:
        output.line(
            _(
                "%(place)s: %(lodged)s registered, %(added)s added, %(ignored)s ignored, %(by_hand)s by hand, "
                "%(failed)s failed"
            )
            % row
        )
    if not rows:
        output.say(_("No mailbox is named. See docs/how-to/receive-mail.md."))
