"""What a command needs around it: settings, Django, a running database, a connection as one of the roles."""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

    from quartier.core.kit.server.embedded import Server
    from quartier.surface.settings.env import Env

# The demo is a string only: production code never imports it.
SETTINGS = {"production": "quartier.surface.settings.production", "demo": "quartier.demo.settings"}


def env() -> "Env":
    """The settings from outside, without Django."""
    from quartier.surface.settings.env import read

    return read()


def server() -> "Server | None":
    """The embedded server of this installation, or None when DATABASE_URL names another."""
    from quartier.core.kit.server.embedded import Server

    here = env()
    return None if here.database_urls else Server(here.data / "postgres")


def ensure_server() -> bool:
    """Start the embedded server if it is down; True when this call started it."""
    one = server()
    return one.ensure() if one is not None else False


def django_ready(*, start: bool = True) -> None:
    """Start the database and set Django up. Commands that only ask the disk do without."""
    if start:
        ensure_server()
    named = os.environ.get("QUARTIER_SETTINGS", "production")
    chosen = SETTINGS.get(named, named)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", chosen)
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def conninfo(role: str, database: str | None = None) -> str:
    """The address of a role for psycopg. `role`: application, signin, owner, backup or superuser."""
    from psycopg.conninfo import make_conninfo

    from quartier.surface.settings.databases import address

    parameters: dict[str, Any] = dict(address(env(), role))
    if database is not None:
        parameters["dbname"] = database
    return make_conninfo(**parameters)


def connect(role: str, database: str | None = None) -> "psycopg.Connection[Any]":
    """A connection in autocommit: whoever needs a transaction opens it."""
    import psycopg

    return psycopg.connect(conninfo(role, database), autocommit=True, connect_timeout=10)


def version() -> str:
    """The program's version; a checkout that nobody installed says so."""
    from importlib import metadata

    try:
        return metadata.version("quartier")
    except metadata.PackageNotFoundError:
        return "checkout"
