"""What a letter of rights is made of, and the letter for one person: the pack says which rights and how many hours. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quartier.features.custody.rules.acts.act import Words
from quartier.science.clocks import treatment
from quartier.science.clocks.cited import Cited
from quartier.science.clocks.histories import Event, history
from quartier.science.clocks.packs import Pack
from quartier.science.clocks.reading import State, evaluate

HELD = ("deprived_of_liberty", "arrived_at_station")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a letter says of one right. `{to_court}` and the like are hours of that clock of the pack.

    full: paragraphs of the whole letter. easy: short lines for whoever finds reading hard. needs: clocks without which
    it is left out, since a number that is not known is never told. otherwise: what then stands for it.
    """

    full: tuple[Words, ...]
    easy: tuple[Words, ...]
    needs: tuple[str, ...] = ()
    otherwise: "Passage | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The letter of one pack. passages: by the id of the right, where none fits, the
    pack's own words stand."""

    title: Words
    easy_title: Words
    opening: tuple[Words, ...]
    easy_opening: tuple[Words, ...]
    passages: Mapping[str, Passage]
    closing: tuple[Words, ...]
    easy_closing: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One right in a letter, ready to be read: its heading and lines in one language, and where it stands in law."""

    right: str
    head: str
    lines: tuple[str, ...]
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter in one language. verified: every rule in it was read in its own text, and a lawyer signed the pack off."""

    title: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    language: str
    easy: bool
    verified: bool


def letter(
    notice: Notice,
    *,
    pack: Pack,
    regime: str | None,
    facts: Mapping[str, Any],
    language: str,
    easy: bool,
    at: datetime,
) -> Letter:
    """The letter of rights for somebody of these facts who is detained at `at`, under this regime."""
    hours = hours_of(pack, regime=regime, facts=facts, at=at)

    def said(words: tuple[Words, ...]) -> tuple[str, ...]:
        return tuple(each.say(language).format(**hours) for each in words)

    parts = []
    for right in treatment.rights_for(pack, facts=facts, at=at):
        passage = _fitting(notice.passages.get(right.id), hours)
        said_of = (passage.easy if easy else passage.full) if passage else ()
        lines = said(said_of) or (right.words[_spoken(language)],)
        parts.append(Part(right=right.id, head=right.names[_spoken(language)], lines=lines, cited=right))
    return Letter(
        title=(notice.easy_title if easy else notice.title).say(language),
        opening=said(notice.easy_opening if easy else notice.opening),
        parts=tuple(parts),
        closing=said(notice.easy_closing if easy else notice.closing),
        language=_spoken(language),
        easy=easy,
        verified=pack.verified,
    )


def _fitting(passage: Passage | None, hours: Mapping[str, Any]) -> Passage | None:
    """The passage, or the one that stands for it, whose hours are all known."""
    while passage is not None and not hours.keys() >= set(passage.needs):
        passage = passage.otherwise
    return passage


def hours_of(
    pack: Pack, *, regime: str | None, facts: Mapping[str, Any], at: datetime
) -> dict[str, int | float]:
    """Hours of each clock that begins with the detention, as they hold for these facts."""
    events = [Event(kind, at) for kind in HELD]
    found = evaluate(pack, history(facts=facts, events=events), at=at, regime=regime)
    begun = [one for one in found.clocks if one.state is not State.NOT_STARTED]
    return {one.id: one.limit.value for one in begun if one.limit.value is not None}


def _spoken(language: str) -> str:
    return language[:2] if language[:2] in ("uk", "fr") else "en"
