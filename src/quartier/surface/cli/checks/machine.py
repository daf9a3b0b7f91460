"""Settings, keys, disk, clock and certificates: what can be seen without the database."""

import shutil
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from quartier.surface.settings.env import Env

from ..words import gettext as _
from .finding import Finding, ok, warning, wrong

LOCAL = ("localhost", "127.0.0.1", "[::1]", "testserver")
LITTLE, LEAST = 2_000_000_000, 200_000_000  # bytes free
SOON = timedelta(days=21)  # of a certificate's life
BACKWARDS = 60.0  # seconds by which a clock may be corrected without a word


def settings(env: Env) -> Iterator[Finding]:
    """Values that work on a desk and hurt in public, and combinations that must not be."""
    public = [host for host in env.hosts if host not in LOCAL]
    if "*" in env.hosts:
        yield wrong(
            "settings.hosts", _("Any host name is accepted."), _("List your names in QUARTIER_HOSTS.")
        )
    elif public and not env.secure:
        yield wrong(
            "settings.https",
            _("Cookies travel without HTTPS to a public name."),
            _("Remove QUARTIER_HTTPS=0, and end TLS in front of Quartier."),
        )
    else:
        yield ok("settings.hosts", _("Host names: %(names)s") % {"names": ", ".join(env.hosts)})
    if public and not env.mail_url:
        yield warning(
            "settings.mail", _("No mail server: nobody can get a code."), _("Set QUARTIER_MAIL_URL.")
        )
    else:
        yield ok(
            "settings.mail", _("Mail goes to the mail server.") if env.mail_url else _("Mail stays here.")
        )
    yield ok("settings.languages", _("Languages: %(codes)s") % {"codes": ", ".join(env.languages)})


def keys(env: Env) -> Iterator[Finding]:
    """The installation's own key: long enough, and nobody else's to read."""
    path = env.data / "keys" / "secret"
    if len(env.secret_key) < 40:
        yield wrong(
            "keys.secret", _("The secret key is short."), _("Remove QUARTIER_SECRET_KEY: one will be made.")
        )
    elif path.exists() and path.stat().st_mode & 0o077:
        yield wrong(
            "keys.secret",
            _("Others can read %(file)s.") % {"file": path},
            _("chmod 600 that file, then make a new key."),
        )
    else:
        yield ok("keys.secret", _("Nobody else can read the secret key."))


def disk(env: Env) -> Iterator[Finding]:
    existing = next(folder for folder in (env.data, *env.data.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    text = _("%(free).1f GB free below %(folder)s") % {"free": free / 1e9, "folder": existing}
    if free < LEAST:
        yield wrong("disk", text, _("Free some space now: writing may fail at any moment."))
    elif free < LITTLE:
        yield warning("disk", text, _("Free some space."))
    else:
        yield ok("disk", text)


def clock(env: Env) -> Iterator[Finding]:
    """Whether time went backwards since the last check: deadlines and the ledger rely on it."""
    stamp = env.data / "clock"
    now = time.time()
    last = float(stamp.read_text(encoding="ascii") or 0) if stamp.exists() else 0.0
    if now < last - BACKWARDS:
        yield wrong(
            "clock",
            _("The clock stands before the time of an earlier check: %(time)s") % {"time": _instant(last)},
            _("Set the clock (timedatectl), and see since when it was wrong."),
        )
        return
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(str(max(now, last)), encoding="ascii")
    yield ok("clock", _("The clock says %(time)s") % {"time": _instant(now)})


def certificates(env: Env) -> Iterator[Finding]:
    """How long the certificates of the public names are valid, as a visitor would see them."""
    for host in env.hosts:
        if host in LOCAL or not env.secure or host.startswith((".", "*")):
            continue
        try:
            until = expiry(host)
        except (OSError, ssl.SSLError) as error:
            yield warning(
                "certificates", _("%(host)s: %(reason)s") % {"host": host, "reason": type(error).__name__},
                _("See whether the name leads here and TLS is set up."),
            )  # fmt: skip
            continue
        words = _("%(host)s: valid until %(day)s") % {"host": host, "day": until.date().isoformat()}
        near = until - datetime.now(UTC) < SOON
        yield warning("certificates", words, _("Renew it.")) if near else ok("certificates", words)


def expiry(host: str, port: int = 443) -> datetime:
    """When the certificate that `host` presents ends."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=5) as raw,
        context.wrap_socket(raw, server_hostname=host) as connection,
    ):
        ends = (connection.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(ends)), UTC)


def _instant(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
