"""What a case is: a pack or receipt with the verdict that every verifier must give, and how cases are made."""

from dataclasses import dataclass, field

from quartier.outside.verifier.tests import forge
from quartier.outside.verifier.tests.forge import START, Log

NOW = START + 200_000
Files = dict[str, bytes]


@dataclass
class Case:
    """`files` of a pack, or `receipt`. `reason` None: OK. `older`: the files of an earlier pack, for --since."""

    name: str
    reason: str | None
    files: Files = field(default_factory=dict)
    receipt: bytes | None = None
    older: Files | None = None
    policy: str = field(default_factory=forge.policy)
    verdict: str = ""
    now: int = NOW

    def __post_init__(self) -> None:
        self.verdict = self.verdict or ("NOT" if self.reason else "OK")


def story() -> Files:
    return forge.pack(forge.story(), forge.STORY_SHOWN)


def many(count: int) -> Log:
    log = Log()
    for index in range(count):
        log.add(record=forge.RECORDS[index % 3])
    return log


def at(seconds: float) -> str:
    return forge.instant(START + seconds)


def signed(log: Log, found: Files, **changed: bytes | None) -> Files:
    """The files with some changed (None: taken out), and a manifest over the result."""
    found = {
        path: data for path, data in {**found, **changed}.items() if data is not None and path != "MANIFEST"
    }
    return {**found, "MANIFEST": forge.manifest(found, log.head)}


def without(found: Files, *paths: str) -> Files:
    return {path: data for path, data in found.items() if path not in paths}


def changed(found: Files, path: str, old: bytes, new: bytes) -> Files:
    assert old in found[path]
    return {**found, path: found[path].replace(old, new, 1)}


def resigned(log: Log, found: Files, path: str, old: bytes, new: bytes) -> Files:
    return signed(log, changed(found, path, old, new))
