"""Entries: lines that lie, and logs that hold what must not be. And packs against earlier ones."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from quartier.outside.verifier.canonical import canonical_text
from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.case import Case, Files, at, many, resigned, signed, story
from quartier.outside.verifier.tests.forge import START, Log, Wanted
from quartier.science.merkle.cosignature import cosign


def bad_lines() -> Iterator[Case]:
    log, found = forge.story(), story()
    path = "envelopes/000.jsonl"
    lines = found[path].splitlines(keepends=True)

    def lying(data: bytes) -> Files:
        return signed(log, found, **{path: data})

    yield Case("line-space", "lines_form", resigned(log, found, path, b'"index":0,', b'"index": 0,'))
    yield Case(
        "line-member", "lines_form", resigned(log, found, path, b'"index":0,', b'"added":1,"index":0,')
    )
    yield Case("line-twice", "lines_form", lying(lines[0] + found[path]))
    yield Case("lines-swapped", "lines_form", lying(lines[1] + lines[0] + b"".join(lines[2:])))
    yield Case("line-cut", "lines_form", lying(found[path][:-1]))
    yield Case("line-blank", "lines_form", lying(found[path] + b"\n"))
    yield Case("lines-none", "lines_form", lying(b""))
    yield Case("line-not-utf8", "lines_form", lying(b"\xff" + found[path]))
    yield Case("line-escape", "lines_form", resigned(log, found, path, b"\xd0\xbd", b"\\u043d"))
    yield Case("line-salt", "lines_form", resigned(log, found, path, b'"salt":"', b'"salt":"AA'))
    yield Case("index-of-another", "entry_differs",
               lying(lines[0].replace(b'"index":0', b'"index":1') + b"".join(lines[1:])))  # fmt: skip
    yield Case("index-beyond", "lines_form", resigned(log, found, path, b'"index":13', b'"index":14'))
    yield Case("kind-changed", "entry_differs", resigned(log, found, path, b"test.counted", b"test.measured"))
    yield Case("value-changed", "opening_differs", resigned(log, found, path, b'"value":"0"', b'"value":"9"'))
    yield Case(
        "field-renamed", "opening_unknown", resigned(log, found, path, b'"note":{"salt"', b'"nota":{"salt"')
    )
    none = forge.files(log, replace(forge.STORY_SHOWN, openings="none"))
    listed = forge.files(log, replace(forge.STORY_SHOWN, openings=["rows"]))
    yield Case("opening-extra", "opening_extra", signed(log, {**none, path: listed[path]}))
    yield Case("opening-extra-kind", "kind_unexpected", forge_kinds(log))


def forge_kinds(log: Log) -> Files:
    found = forge.files(log, replace(forge.STORY_SHOWN, scope="kinds", kinds=["test.counted"]))
    claims = found["pack.json"].replace(b"test.counted", b"test.measured")
    return signed(log, {**found, "pack.json": claims})


def case(name: str, reason: str | None, change: Callable[[Log], object], count: int = 4) -> Case:
    log = many(count)
    change(log)
    return Case(name, reason, forge.pack(log))


def bad_envelopes() -> Iterator[Case]:
    """The log itself holds what must not be: nobody but a verifier looks into envelopes."""
    yield case("version", "envelope_version", lambda log: log.add(v=2))
    yield case("version-text", "envelope_form", lambda log: log.add(v="1"))
    yield case("member-more", "envelope_form", lambda log: log.add(place="here"))
    yield case(
        "record-form", "envelope_form", lambda log: log.add(record=None, prev=forge.base64(log.leaves[0]))
    )
    yield case("tag-form", "envelope_form", lambda log: log.add(record="01TAG"))
    yield case("kind-form", "envelope_form", lambda log: log.add(kind="counted"))
    yield case("blind-short", "envelope_form", lambda log: log.add(blind="AAAA"))
    yield case(
        "day-that-is-none", "envelope_form", lambda log: log.add(occurred_at="2026-02-29T00:00:00.000000Z")
    )
    yield case("leap-second", "envelope_form", lambda log: log.add(occurred_at="2026-06-30T23:59:60.000000Z"))
    yield case(
        "not-canonical", "envelope_form", lambda log: log.append(log.envelopes[0].replace(":1}", ": 1}"), {})
    )
    yield case("not-json", "envelope_form", lambda log: log.append("hello", {}))


def bad_entries() -> Iterator[Case]:
    """Envelopes in good form that say what cannot be."""
    yield case("seen-foreign", "seen_foreign",
               lambda log: log.add(seen={**log.seen(2), "origin": "other.quartier.test/log"}))  # fmt: skip
    yield case("seen-later", "seen_later", lambda log: log.add(seen={**log.seen(2), "size": 5}))
    yield case("seen-now", None, lambda log: log.add(seen=log.seen(4)))
    yield case("seen-empty", None, lambda log: log.add(seen=log.seen(0)))
    yield case("recorded-after", "recorded_after", lambda log: log.add(recorded_at=at(60 * 5 + 301)))
    ahead = many(4)
    ahead.add(recorded_at=at(60 * 5 + 301))
    stolen = cosign(forge.WITNESSES[2], ahead.head.text, START + 10_000).encode()
    late = signed(ahead, forge.files(ahead), **{"log/checkpoint": ahead.checkpoint() + stolen})
    yield Case("recorded-after-a-quorum", "recorded_after", late)
    yield case("recorded-just-before", None, lambda log: log.add(recorded_at=at(60 * 5 + 300)))
    yield case(
        "backdated",
        "recorded_before",
        lambda log: log.add(seen=log.seen(20), recorded_at=at(60 * 19 - 301)),
        20,
    )
    yield case(
        "backdated-within", None, lambda log: log.add(seen=log.seen(20), recorded_at=at(60 * 19 - 300)), 20
    )
    yield case("captured-backdated", "captured_before",
               lambda log: log.add(seen=log.seen(20), captured_at=at(0)), 20)  # fmt: skip
    yield case("captured-offline", None, lambda log: log.add(seen=None, captured_at=at(-90_000)), 20)
    yield case(
        "placed-late",
        None,
        lambda log: log.add(seen=log.seen(2), recorded_at=at(100), occurred_at=at(80)),
        20,
    )
    yield case("claimed-ahead", None, lambda log: log.add(occurred_at=at(10**6)))
    yield case("erasure-form", "erasure_form", lambda log: log.add("ledger.erased"))
    yield case("erasure-field", "erasure_form",
               lambda log: log.add("ledger.erased", values=forge.erasure("[]", None) | {"field": "3"}))  # fmt: skip


def bad_whole() -> Iterator[Case]:
    log = forge.story()
    yield Case(
        "entry-left-out",
        "envelope_missing",
        forge.pack(log, replace(forge.STORY_SHOWN, hidden=frozenset({1, 7}))),
    )
    shown = replace(forge.STORY_SHOWN, closed=frozenset({(2, "note"), (7, "rows")}))
    yield Case("field-left-out", "opening_missing", forge.pack(log, shown))
    hides = replace(forge.STORY_SHOWN, closed=frozenset({(2, "note"), (12, "leaves")}))
    yield Case("erasure-hidden", "erasure_form", forge.pack(log, hides))
    yield Case("erased-shown", None, forge.pack(log))
    chain = many(9)
    chain.add(record=forge.RECORDS[0], prev=forge.base64(chain.leaves[3]))
    yield Case("chain-forked", "chain_broken", forge.pack(chain))
    chain = many(9)
    chain.add(record=forge.RECORDS[0], prev=None)
    yield Case("chain-begins-again", "chain_broken", forge.pack(chain))
    chain = many(9)
    chain.add(record=forge.RECORDS[0], prev=forge.base64(forge.noise("nowhere")))
    yield Case("chain-from-nowhere", "chain_broken", forge.pack(chain))
    chain = many(9)
    chain.add(record=forge.RECORDS[0], prev=forge.base64(chain.leaves[7]))
    yield Case("chain-into-another", "chain_broken", forge.pack(chain))
    chain = many(9)
    chain.erase(3, 6)
    yield Case("chain-over-erased", None, forge.pack(with_next(chain), Wanted(hidden=frozenset({3, 6}))))
    wrong = many(3)
    wrong.add(corrects=forge.base64(forge.noise("nowhere")))
    yield Case("corrects-nothing", "corrects_unknown", forge.pack(wrong))
    wrong = many(3)
    wrong.add(seen={**wrong.seen(2), "root": forge.base64(forge.noise("no such head"))})
    yield Case("seen-no-such-head", "seen_root", forge.pack(wrong))
    wrong = many(3)
    leaf = canonical_text([forge.base64(forge.noise("nowhere"))])
    wrong.add("ledger.erased", values=forge.erasure(leaf, None))
    yield Case("erases-nothing", "erasure_unknown", forge.pack(wrong))


def with_next(log: Log) -> Log:
    log.add(record=forge.RECORDS[0])
    return log


def since() -> Iterator[Case]:
    older, log = many(280), many(300)
    now = forge.pack(log)
    yield Case("since", None, now, older=forge.pack(older))
    yield Case("since-same", None, now, older=now)
    yield Case("since-empty", None, now, older=forge.pack(Log()))
    yield Case("since-structure", None, forge.pack(log, Wanted(scope="structure", openings="none")),
               older=forge.pack(older))  # fmt: skip
    yield Case("since-newer", "since_newer", forge.pack(older), older=now)
    yield Case(
        "since-tampered", "since_invalid", now, older={**forge.pack(older), "README.txt": b"reed me\n"}
    )
    fork = many(100)
    fork.add(record=None)
    for _ in range(199):
        fork.add(record=None)
    yield Case("since-rewritten", "since_root", forge.pack(fork), older=forge.pack(older))
    kinds = Wanted(scope="kinds", kinds=["test.counted"])
    yield Case("since-kinds", None, forge.pack(log, kinds), older=forge.pack(older))
    dropped = replace(kinds, hidden=frozenset({299, 277}))
    yield Case("since-dropped", "since_dropped", forge.pack(log, dropped), older=forge.pack(older))
    others = replace(kinds, kinds=["test.measured"])
    yield Case("since-other-kinds", None, forge.pack(log, others), older=forge.pack(older))
