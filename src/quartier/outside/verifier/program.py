"""The command: `python verify.py PATH`. Leaves with 0 for OK, 1 for NOT and NOT WITNESSED, 2 when nothing was checked."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from quartier.outside.verifier.baked import POLICY, PRINTED
from quartier.outside.verifier.canonical import SECOND
from quartier.outside.verifier.facts import tell_of_pack, tell_of_receipt
from quartier.outside.verifier.pack import check_pack, check_since
from quartier.outside.verifier.receipt import MAX_RECEIPT_BYTES, check_receipt
from quartier.outside.verifier.report import as_json, as_text, sentence
from quartier.outside.verifier.trust import Trust, read_trust
from quartier.outside.verifier.verdict import Fault, Report, Unusable

LANGUAGES = ("uk", "fr", "en")
SUCCESS, FAILURE, MISUSE = 0, 1, 2
ARCHIVE = b"PK"  # how a ZIP begins, and no receipt does


def check(path: Path, *, trust: Trust, now: int, since: Path | None = None) -> Report:
    """The report on a pack (a folder) or a receipt (a file). `now`: seconds since 1970, by the reader's clock."""
    report = Report("pack" if path.is_dir() else "receipt", trust.digest)
    try:
        if path.is_dir():
            pack = check_pack(path, trust)
            before = None if since is None else check_since(pack, since, trust)
            tell_of_pack(report, pack, trust=trust, now=now, since=before)
        else:
            _check_receipt_file(report, path, trust=trust, now=now)
    except Fault as fault:
        report.fault = fault
        report.say("policy", digest=trust.digest)
    return report


def _check_receipt_file(report: Report, path: Path, *, trust: Trust, now: int) -> None:
    with path.open("rb") as source:
        data = source.read(MAX_RECEIPT_BYTES + 1)
    if data.startswith(ARCHIVE):
        raise Unusable("archive")
    receipt = check_receipt(data, trust)
    if receipt.deadline is not None:
        code = "promise_open" if now * SECOND <= receipt.deadline else "promise_past"
        raise Fault(code, deadline=receipt.deadline // SECOND)
    tell_of_receipt(report, receipt, trust=trust, now=now)


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    language = given.language or _language_here()
    try:
        trust = _trust(given.policy)
        path, since = Path(given.path), None if given.since is None else Path(given.since)
        if not path.exists():
            raise Unusable("no_such", path=given.path)
        if since is not None and not (path.is_dir() and since.is_dir()):
            raise Unusable("not_a_pack", path=given.since)
        report = check(path, trust=trust, now=int(time.time()), since=since)
    except Unusable as fault:
        _write(sys.stderr.buffer, sentence("errors", fault.code, language, fault.details) + "\n")
        return MISUSE
    except OSError as problem:
        _write(
            sys.stderr.buffer,
            sentence("errors", "unreadable", language, {"path": problem.filename or given.path}) + "\n",
        )
        return MISUSE
    _write(sys.stdout.buffer, as_json(report) + "\n" if given.json else as_text(report, language))
    return SUCCESS if report.verdict == "OK" else FAILURE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Checks a pack or a receipt of the ledger, without network and without trusting who made it.",
        epilog=f"Policy of trust baked in on {PRINTED}." if PRINTED else "No policy of trust is baked in.",
    )
    parser.add_argument("path", help="folder of a pack, or file of a receipt")
    parser.add_argument("--policy", metavar="FILE", help="trust this policy instead of the one baked in")
    parser.add_argument(
        "--since", metavar="OLDER", help="folder of an earlier pack: nothing in it may have changed"
    )
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--json", action="store_true", help="the report as one JSON object")
    return parser


def _trust(named: str | None) -> Trust:
    if named is None and not POLICY:
        raise Unusable("no_policy")
    data = POLICY.encode("utf-8") if named is None else Path(named).read_bytes()
    try:
        return read_trust(data)
    except ValueError as problem:
        raise Unusable("policy_unusable", path=named or "verify.py") from problem


def _language_here() -> str:
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return wanted[:2] if wanted[:2] in LANGUAGES else "en"


def _write(stream: object, text: str) -> None:
    """UTF-8, whatever the terminal's encoding is."""
    stream.write(text.encode("utf-8", "backslashreplace"))  # type: ignore[attr-defined]
    stream.flush()  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
