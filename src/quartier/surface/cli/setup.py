"""`quartier setup`: a real installation step by step. What is done is not asked again.

Each step looks at the installation itself, not at notes about it: so it can be stopped anywhere and run
again, and a step that somebody did by hand counts. Without a terminal everything comes from options.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from quartier.core.kit.errors import Invalid, Problem

from . import output, surroundings
from .options import Json, verb, with_example
from .words import gettext as _

app = verb()
ADMINISTRATOR = "administrator"
UNNAMED = "localhost/log"


@dataclass
class Wishes:
    """What the person asked for, on the command line or when asked."""

    organisation: str | None
    kind: str
    name: str | None
    area: str | None
    email: str | None
    languages: str | None
    try_mail: str | None
    asks: bool = False
    done: list[dict[str, Any]] = field(default_factory=list)

    def need(self, value: str | None, option: str, question: str) -> str:
        """The value, or an answer to the question, or a refusal that names the option."""
        if value:
            return value
        if self.asks:
            return str(typer.prompt(question, err=True)).strip()
        raise Invalid([Problem(field=option, code="missing_option")])


@app.command(
    help=with_example(
        _("Set up a real installation, step by step."),
        "quartier setup --organisation lypivka --name 'Lypivka council' --area lypivka --email a@example.org",
    )
)
def setup(
    organisation: Annotated[str | None, typer.Option(help=_("Short name of the first organisation."))] = None,
    kind: Annotated[str, typer.Option(help=_("Its kind: council, police, school, oversight, …"))] = "council",
    name: Annotated[str | None, typer.Option(help=_("Its full name."))] = None,
    area: Annotated[str | None, typer.Option(help=_("Short name of its area, imported before."))] = None,
    email: Annotated[str | None, typer.Option(help=_("Address of the first administrator."))] = None,
    languages: Annotated[
        str | None, typer.Option(help=_("Languages that must be complete: uk,fr,en"))
    ] = None,
    try_mail: Annotated[str | None, typer.Option(help=_("Send a message to this address."))] = None,
    json: Json = False,
) -> None:
    wishes = Wishes(organisation, kind, name, area, email, languages, try_mail, asks=sys.stdin.isatty())
    for step in (database, own_settings, ledger, first_organisation, service, administrator, mail):
        _take(step, wishes)
    if json:
        output.answer({"steps": wishes.done})
    output.say(_("Next: “quartier check”, then “quartier serve”."))


def _take(step: Callable[[Wishes], tuple[str, str]], wishes: Wishes) -> None:
    state, text = step(wishes)
    wishes.done.append({"step": step.__name__, "state": state, "text": text})
    output.say(f"{len(wishes.done)}. {text}")


def database(wishes: Wishes) -> tuple[str, str]:
    """Roles, tables and rights."""
    from . import migrate

    applied = migrate.run()["applied"]
    return ("done" if applied else "already"), _("The database stands at this version.")


def own_settings(wishes: Wishes) -> tuple[str, str]:
    """A file with the settings that were chosen; an existing one is never changed."""
    path = surroundings.env().data / "settings.env"
    if path.exists():
        return "already", _("Settings are in %(file)s") % {"file": path}
    lines = [
        _(
            "# Read by whatever starts quartier (EnvironmentFile= of systemd). All settings: docs/reference/settings.md"
        )
    ]
    lines += [f"QUARTIER_LANGUAGES={wishes.languages or ' '.join(surroundings.env().languages)}"]
    lines += [
        "#QUARTIER_HOSTS=quartier.example.org",
        "#QUARTIER_LEDGER_ORIGIN=quartier.example.org/log",
        "#QUARTIER_MAIL_URL=smtp://user:password@host:587",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_private(path, "\n".join([*lines, ""]))
    return "done", _("Settings are in %(file)s") % {"file": path}


def ledger(wishes: Wishes) -> tuple[str, str]:
    """Keys of the ledger and a first policy. The name comes first: it stands in every key and never changes."""
    from quartier.core.ledger import setup as log
    from quartier.core.ledger.site import site

    here = site()
    if here.origin == UNNAMED:
        return "skipped", _(
            "The ledger has no name yet: set QUARTIER_LEDGER_ORIGIN to this site's host name and /log, then run this again."
        )
    made = log.prepare(here, url=f"https://{here.origin}")
    text = _("The ledger %(origin)s has its keys in %(folder)s: keep a copy of them offline.")
    return ("done" if made else "already"), text % {"origin": here.origin, "folder": here.keys}


def first_organisation(wishes: Wishes) -> tuple[str, str]:
    """The body that runs this installation, with the area that is its ground."""
    from quartier.core.accounts import setup as accounts

    known = _known_organisations()
    if known and not wishes.organisation:
        return "already", _("Organisations: %(names)s") % {"names": ", ".join(known)}
    slug = wishes.need(wishes.organisation, "--organisation", _("Short name of the organisation"))
    name = wishes.need(wishes.name or (slug if slug in known else None), "--name", _("Its full name"))
    ground = _area(wishes.area) if wishes.area else None
    number = known.get(slug) or max(known.values(), default=0) + 1
    names = dict.fromkeys(surroundings.env().languages, name)
    accounts.found_organisation(id=number, slug=slug, kind=wishes.kind, names=names, area=ground)
    wishes.organisation = slug
    if ground is None:
        return "done", _("%(name)s has no area yet: import boundaries, then run this again with --area.") % {
            "name": name
        }
    return "done", _("%(name)s stands.") % {"name": name}


def service(wishes: Wishes) -> tuple[str, str]:
    """The organisation's own program, as which jobs run."""
    from quartier.core.accounts import queries
    from quartier.core.accounts import setup as accounts

    number = _known_organisations().get(wishes.organisation or "") or next(
        iter(_known_organisations().values())
    )
    if queries.accounts_of([number], kind="service"):
        return "already", _("The organisation has its service.")
    accounts.open_account(name="jobs", language="en", at=_now(), organisation=number, kind="service")
    return "done", _("The organisation has its service.")


def administrator(wishes: Wishes) -> tuple[str, str]:
    """Somebody who can give grants. They open no record: one runs an installation and reads nothing."""
    from quartier.core.accounts import queries
    from quartier.core.accounts import setup as accounts

    if not wishes.email and _administrators():
        return "already", _("There is an administrator.")
    address = wishes.need(wishes.email, "--email", _("Address of the first administrator")).lower()
    known = queries.account_by_address(address)
    number = _known_organisations().get(wishes.organisation or "")
    account = known.id if known else accounts.open_account(
        name=address.partition("@")[0], language=surroundings.env().languages[0], at=_now(),
        email=address, organisation=number,
    )  # fmt: skip
    if ADMINISTRATOR in queries.roles_of(account, at=_now()):
        return "already", _("There is an administrator.")
    accounts.appoint(account=account, role=ADMINISTRATOR, at=_now(), reason="setup", organisation=number)
    return "done", _(
        "The administrator signs in with a code sent to that address, then adds a second factor."
    )


def mail(wishes: Wishes) -> tuple[str, str]:
    """One real message, because a mail server that refuses is noticed today or by nobody."""
    if not wishes.try_mail:
        return "skipped", _("Mail was not tried: --try-mail ADDRESS sends a message.")
    from django.core.mail import send_mail

    from quartier.core.kit.errors import Surroundings

    text = _("If you read this, Quartier can send mail.")
    try:
        send_mail("Quartier", text, surroundings.env().mail_from, [wishes.try_mail])
    except OSError as error:
        raise Surroundings("mail_refused", said=[f"{type(error).__name__}: {error}"]) from error
    return "done", _("A message was handed to the mail server.")


def _known_organisations() -> dict[str, int]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("select slug, id from accounts_organisation order by id")
        return dict(cursor.fetchall())


def _administrators() -> int:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select count(*) from accounts_grant where role = %s and ended_at is null", [ADMINISTRATOR]
        )
        return int(cursor.fetchone()[0])


def _area(slug: str) -> int:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("select id from territory_area where slug = %s order by lo limit 1", [slug])
        row = cursor.fetchone()
    if row is None:
        raise Invalid([Problem(field="--area", code="unknown_area", details={"area": slug})])
    return int(row[0])


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
