"""The arena's database, copies of it as backups, and what somebody who owns the machine can do to them."""

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from .evidence import Scene

GUARDED = (
    "intake",
    "envelope",
    "opening",
    "position",
    "batch",
    "head",
    "cosignature",
    "publication",
    "alarm",
)
ALIASES = ("default", "signin", "sequencer", "owner")
Address = Callable[[str, str], str]  # role (superuser, application, sequencer) and database → conninfo


class Databases:
    """`name` is the database that the operator works on now; `scene` hears every statement of the attacker."""

    def __init__(self, name: str, address: Address, *, scene: Scene) -> None:
        self._first, self._address, self._scene = name, address, scene
        self._copies: list[str] = []
        self._open = False
        self._before = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
        self.switch(name)

    def address(self, role: str) -> str:
        return self._address(role, self.name)

    def address_of(self, name: str, role: str) -> str:
        return self._address(role, name)

    def entries(self) -> list[bytes]:
        """The log's entries by place."""
        rows = self.ask(
            "select i.entry from ledger_position p join ledger_intake i on i.id = p.intake_id order by p.index"
        )
        return [bytes(row[0]) for row in rows]

    def ask(self, statement: str, *parameters: Any) -> list[Any]:
        """Rows, as a superuser sees them."""
        with self._superuser() as connection:
            return connection.execute(statement, parameters).fetchall()  # type: ignore[call-overload]

    def attack(self, statement: str, *parameters: Any) -> None:
        """Change rows as a superuser who switched the guards off, before everybody's eyes."""
        if not self._open:
            self._scene.did("alter table ledger_… disable trigger all")
        self._scene.did(statement)
        self.put(statement, *parameters)

    def put(self, statement: str, *parameters: Any) -> None:
        """The same without telling."""
        with self._superuser() as connection:
            if not self._open:
                for table in GUARDED:
                    connection.execute(f"alter table ledger_{table} disable trigger all")
                self._open = True
            connection.execute(statement, parameters)  # type: ignore[call-overload]

    def back_up(self) -> str:
        """A copy of the whole database as it is now; gives its name."""
        copy = f"{self._first}_{len(self._copies) + 1}"
        self._free()
        with self._maintenance() as connection:
            text = "create database {} template {} owner quartier_owner strategy file_copy"
            connection.execute(sql.SQL(text).format(sql.Identifier(copy), sql.Identifier(self.name)))
            roles = "quartier_owner, quartier_app, quartier_signin, quartier_sequencer, quartier_backup"
            grant = f"grant connect on database {{}} to {roles}"
            connection.execute(sql.SQL(grant).format(sql.Identifier(copy)))
        self._copies.append(copy)
        return copy

    def switch(self, name: str, *, closing: bool = True) -> None:
        """Work on another copy from now on."""
        if closing:
            self._free()
        self.name, self._open = name, False
        for alias in ALIASES:
            connections[alias].settings_dict["NAME"] = name

    def end(self) -> None:
        """The connections lead where they led before; the copies go."""
        self._free()
        for alias, name in self._before.items():
            connections[alias].settings_dict["NAME"] = name
        with self._maintenance() as connection:
            for copy in self._copies:
                connection.execute(
                    sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(copy))
                )
        self._copies.clear()

    def _free(self) -> None:
        """Nobody of this process stays connected."""
        for alias in ALIASES:
            connection = connections[alias]
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()

    def _superuser(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self.address("superuser"), autocommit=True)

    def _maintenance(self) -> "psycopg.Connection[Any]":
        return psycopg.connect(self._address("superuser", "postgres"), autocommit=True)
