"""The four aliases of Django, each with its own login role, over the embedded server or DATABASE_URL."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from quartier.core.kit.server.embedded import Server

from .env import Env

LOGINS = {
    "application": "quartier_app",
    "signin": "quartier_signin",
    "sequencer": "quartier_sequencer",
    "owner": "quartier_owner",
    "backup": "quartier_backup",
}
# Options of the connection win over what a role may set for itself.
OPTIONS = {
    "default": "-c search_path=public -c max_parallel_workers_per_gather=0 -c statement_timeout=60s -c lock_timeout=10s",
    "signin": "-c search_path=public -c statement_timeout=15s -c lock_timeout=5s",
    "sequencer": "-c search_path=public -c lock_timeout=10s",
    "owner": "-c search_path=public",
}


def clean(connection: Any) -> None:
    """What a transaction can leave behind on a pooled connection. Not DISCARD ALL: psycopg's prepared statements stay."""
    autocommit = connection.autocommit
    connection.autocommit = True
    connection.execute(
        "CLOSE ALL; UNLISTEN *; RESET SESSION AUTHORIZATION; RESET ALL; SELECT pg_advisory_unlock_all()",
        prepare=False,
    )
    connection.autocommit = autocommit


def address(env: Env, role: str) -> dict[str, str]:
    """Connection parameters of a login role. Does not start anything."""
    if env.database_urls:
        given = env.database_urls.get(role)
        parameters = conninfo_to_dict(given or env.database_urls["application"])
        if given is None:
            parameters |= {"user": LOGINS.get(role, "postgres")}
        return {key: str(value) for key, value in parameters.items()}
    return Server(env.data / "postgres").address(LOGINS.get(role, "postgres"))


def databases(env: Env) -> dict[str, dict[str, Any]]:
    """Django's DATABASES."""
    sizes = {"default": 8, "signin": 2}
    found = {
        alias: _alias(address(env, role), options=OPTIONS[alias], pool=sizes.get(alias))
        for alias, role in {
            "default": "application",
            "signin": "signin",
            "sequencer": "sequencer",
            "owner": "owner",
        }.items()
    }
    found["default"]["ENGINE"] = "quartier.core.registry.backend"  # guarded: no query outside a visit
    return found


def _alias(parameters: dict[str, str], *, options: str, pool: int | None) -> dict[str, Any]:
    known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    rest = {key: value for key, value in parameters.items() if key not in known}
    chosen: dict[str, Any] = {"options": options, "server_side_binding": True, **rest}
    if pool:
        chosen["pool"] = {"min_size": 0, "max_size": pool, "timeout": 3, "reset": clean}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": chosen,
        **{name: parameters[key] for key, name in known.items() if key in parameters},
    }
