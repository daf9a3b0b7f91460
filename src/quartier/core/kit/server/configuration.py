"""The three files that make the server ours: settings, who may connect, which system user is which role.

They are written anew at every start. What an administrator wants to add goes into `local.conf`, read last.
"""

import os
from pathlib import Path

from quartier.core.kit.server.identity import Identity
from quartier.core.kit.server.places import Places

SETTINGS = {
    "listen_addresses": "",  # the socket is the only door
    "unix_socket_permissions": "0700",
    "cluster_name": "quartier",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    # What people wrote must not reach the log: neither statements, nor parameters, nor DETAIL with values.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
    "row_security": "on",
    "max_prepared_transactions": "0",
    "password_encryption": "scram-sha-256",
    "jit": "off",
    # An import writes some hundred megabytes of index pages at once; the default of 128 MB makes it wait for the disk.
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "idle_in_transaction_session_timeout": "15min",
}
# For tests only: a crash of the machine destroys the folder.
UNSAFE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "max_connections": "200",
}
HOST_RULES = """\
# Written by quartier at each start. Peers of the socket only, by the map in pg_ident.conf.
local all all peer map=quartier
"""


def write(places: Places, who: Identity, *, fast_and_unsafe: bool) -> None:
    """Write the three files into the data folder, each complete or not at all."""
    settings = SETTINGS | (UNSAFE if fast_and_unsafe else {})
    lines = ["# Written by quartier at each start; your own lines belong into local.conf."]
    lines += [f"{name} = {quote(value)}" for name, value in settings.items()]
    folder = '"' + str(places.sockets).replace('"', '""') + '"'
    lines += [f"unix_socket_directories = {quote(folder)}", "include_if_exists = 'local.conf'", ""]
    _replace(places.data / "postgresql.conf", "\n".join(lines), who)
    _replace(places.data / "pg_hba.conf", HOST_RULES, who)
    _replace(places.data / "pg_ident.conf", identity_map(system_users(who)), who)


def system_users(who: Identity) -> list[str]:
    """root, and the user to whom the server belongs, unless that is a user lent to everybody."""
    return ["root"] if who.borrowed else ["root", who.name]


def identity_map(users: list[str]) -> str:
    """Lines of pg_ident.conf: these system users may be postgres and every role of Quartier."""
    lines = ["# Written by quartier at each start."]
    for user in users:
        name = '"' + user.replace('"', '""') + '"'
        lines += [f"quartier {name} postgres", f'quartier {name} "/^quartier_[a-z_]+$"']
    return "\n".join([*lines, ""])


def quote(value: str) -> str:
    """A string of postgresql.conf: quotes doubled, backslashes too, since it knows escapes."""
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _replace(path: Path, text: str, who: Identity) -> None:
    fresh = path.with_name(path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    who.give(fresh)
    fresh.replace(path)
