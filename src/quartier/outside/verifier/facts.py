"""What a report says of a pack or receipt that passed: each line a code of words.json with what fills its gaps."""

from __future__ import annotations

from quartier.outside.verifier.canonical import SECOND
from quartier.outside.verifier.entries import TOLERANCE
from quartier.outside.verifier.pack import Pack
from quartier.outside.verifier.receipt import ProvenEntry, Receipt
from quartier.outside.verifier.trust import Head, Trust
from quartier.outside.verifier.verdict import Report
from quartier.science.merkle.encoding import encode_base64

AT_MOST = 20  # lines of one sort; the counts are always whole


def tell_of_pack(report: Report, pack: Pack, *, trust: Trust, now: int, since: Pack | None) -> None:
    """`now`: the reader's clock, seconds since 1970."""
    report.witnessed = pack.head.witnessed
    report.say("ledger", origin=pack.head.checkpoint.origin)
    report.say("policy", digest=trust.digest)
    _tell_head(report, pack.head, now=now)
    report.say("made", at=pack.claims.made_at // SECOND)
    _tell_scope(report, pack)
    _tell_erased(report, pack)
    if pack.found.later:
        report.say("entered_later", count=pack.found.later, longest=pack.found.longest // SECOND)
    others = [path for path in pack.others if path != "README.txt"]
    if others:
        report.say("other_files", paths=others[:AT_MOST])
    if since is not None:
        report.say("since", size=since.head.checkpoint.size)
    if pack.found.ahead:
        report.warn("claimed_ahead", count=pack.found.ahead)
    if pack.found.behind:
        longest, first = pack.found.behind_most // SECOND, pack.found.behind_first
        report.warn("placed_late", count=pack.found.behind, longest=longest, index=first)
    still = sorted(index for index in pack.erased.entries if pack.found.shown[index])
    for index in still[:AT_MOST]:
        report.warn("erased_shown", index=index)


def _tell_head(report: Report, head: Head, *, now: int) -> None:
    report.say("head", size=head.checkpoint.size, root=encode_base64(head.checkpoint.root))
    for name, at in head.cosigned.items():
        report.say("witness", name=name, at=at)
    if head.newest is None or head.confirmed is None:
        report.warn("no_time")
    else:
        report.say("age", age=max(0, now - head.confirmed))
        if head.newest * SECOND > now * SECOND + TOLERANCE:
            report.warn("clock", ahead=head.newest - now)
    if head.unknown:
        report.say("unknown_lines", count=head.unknown)


def _tell_scope(report: Report, pack: Pack) -> None:
    if pack.claims.kinds is not None:
        report.say("scope_kinds", kinds=sorted(pack.claims.kinds))
    else:
        report.say(f"scope_{pack.claims.scope}")
    if pack.claims.scope != "structure":
        report.say("shown", count=pack.found.count)
        report.say("opened", count=pack.found.opened)


def _tell_erased(report: Report, pack: Pack) -> None:
    """Erased is neither OK nor NOT: it is counted."""
    entries = {index: by for index, by in pack.erased.entries.items() if not pack.found.shown[index]}
    fields = {place: by for place, by in pack.erased.fields.items() if place[0] not in pack.erased.entries}
    if entries:
        report.say("erased_entries", count=len(entries))
    if fields:
        report.say("erased_fields", count=len(fields))
    for index, by in sorted(entries.items())[:AT_MOST]:
        report.say("erased_under", index=index, by=by)
    for (index, name), by in sorted(fields.items())[:AT_MOST]:
        report.say("erased_field_under", index=index, field=name, by=by)


def tell_of_receipt(report: Report, receipt: Receipt, *, trust: Trust, now: int) -> None:
    head = receipt.head
    report.witnessed = all(each.head is None or each.head.witnessed for each in receipt.entries)
    report.say("ledger", origin=receipt.origin)
    report.say("policy", digest=trust.digest)
    if receipt.record is not None:
        shown = any(each.envelope is not None for each in receipt.entries)
        report.say("record" if shown else "record_claimed", record=receipt.record)
    before: bytes | None = None
    for each in receipt.entries:
        _tell_entry(report, each, before=before)
        before = each.leaf
    if head is not None:
        _tell_head(report, head, now=now)


def _tell_entry(report: Report, each: ProvenEntry, *, before: bytes | None) -> None:
    if each.envelope is None:
        report.say("exists", index=each.index)
        return
    report.say(
        "entry",
        index=each.index,
        kind=each.envelope.kind,
        occurred=each.envelope.occurred_at // SECOND,
        recorded=each.envelope.recorded_at // SECOND,
    )
    if each.envelope.record is not None and each.envelope.prev != before:
        report.say("not_shown", index=each.index)
    for name, opening in sorted(each.openings.items()):
        report.say("value", field=name, value=opening.value)
    hidden = len(each.envelope.fields) - len(each.openings)
    if hidden:
        report.say("hidden", count=hidden)
