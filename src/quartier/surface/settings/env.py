"""Every setting that comes from outside, read once. Each field is documented in docs/reference/settings.md."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("uk", "fr", "en")
FEATURES = ("appeals", "custody", "news")


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    """The surroundings of one installation."""

    data: Path
    secret_key: str
    hosts: tuple[str, ...]
    address: str
    secure: bool
    languages: tuple[str, ...]
    features: tuple[str, ...]
    database_urls: dict[str, str]
    mail_url: str
    mail_from: str
    mailboxes: tuple[str, ...]
    sms_backend: str
    sms_url: str
    ledger_origin: str
    ledger_folder: Path
    ledger_lock: Path
    ledger_witness_every: float
    oidc: dict[str, str]


def read(environ: Mapping[str, str] = os.environ) -> Env:
    """Read the environment; a value that cannot be used explains itself."""
    data = Path(environ.get("QUARTIER_DATA", "var")).absolute()
    return Env(
        data=data,
        secret_key=environ.get("QUARTIER_SECRET_KEY") or secret_key(data),
        hosts=_words(environ, "QUARTIER_HOSTS", "localhost 127.0.0.1 [::1]"),
        address=address(environ),
        secure=environ.get("QUARTIER_HTTPS", "1") != "0",
        languages=_chosen(environ, "QUARTIER_LANGUAGES", LANGUAGES),
        features=_chosen(environ, "QUARTIER_FEATURES", FEATURES),
        database_urls={
            role: environ[name]
            for role, name in {
                "application": "DATABASE_URL",
                "signin": "DATABASE_URL_SIGNIN",
                "sequencer": "DATABASE_URL_SEQUENCER",
                "owner": "DATABASE_URL_OWNER",
                "backup": "DATABASE_URL_BACKUP",
                "superuser": "DATABASE_URL_SUPERUSER",
            }.items()
            if environ.get(name)
        },
        mail_url=environ.get("QUARTIER_MAIL_URL", ""),
        mail_from=environ.get("QUARTIER_MAIL_FROM", "quartier@localhost"),
        mailboxes=tuple(environ.get("QUARTIER_MAILBOX_URL", "").split()),
        sms_backend=environ.get("QUARTIER_SMS_BACKEND", ""),
        sms_url=environ.get("QUARTIER_SMS_URL", ""),
        ledger_origin=environ.get("QUARTIER_LEDGER_ORIGIN", "localhost/log"),
        ledger_folder=Path(environ.get("QUARTIER_LEDGER_FOLDER") or data / "ledger" / "log").absolute(),
        ledger_lock=Path(environ.get("QUARTIER_LEDGER_LOCK") or data / "ledger" / "lock.sqlite").absolute(),
        ledger_witness_every=_seconds(environ, "QUARTIER_LEDGER_WITNESS_EVERY", 55.0),
        oidc={
            key: environ[f"QUARTIER_OIDC_{key.upper()}"]
            for key in ("server", "client", "secret", "name")
            if environ.get(f"QUARTIER_OIDC_{key.upper()}")
        },
    )


def address(environ: Mapping[str, str]) -> str:
    """Where residents find this installation, without a slash at the end: a message has no page to be relative to."""
    given = environ.get("QUARTIER_ADDRESS", "").rstrip("/")
    scheme = "http" if environ.get("QUARTIER_HTTPS", "1") == "0" else "https"
    return given or f"{scheme}://{_words(environ, 'QUARTIER_HOSTS', 'localhost')[0]}"


def secret_key(data: Path) -> str:
    """The installation's own key, made at first use and readable by its owner only."""
    path = data / "keys" / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f"secret.{secrets.token_hex(4)}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            os.link(fresh, path)  # whoever comes second takes the first one's key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")


def _words(environ: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    return tuple(environ.get(name, default).replace(",", " ").split())


def _seconds(environ: Mapping[str, str], name: str, default: float) -> float:
    """A number of seconds, at least one."""
    try:
        return max(1.0, float(environ.get(name) or default))
    except ValueError:
        raise SystemExit(f"{name}: not a number of seconds") from None


def _chosen(environ: Mapping[str, str], name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    words = _words(environ, name, " ".join(known))
    unknown = set(words) - set(known)
    if unknown:
        raise SystemExit(f"{name}: unknown {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    return words
