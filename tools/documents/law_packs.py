"""The rule packs for lawyers: the very data that runs, as tables with every word in three languages."""

from collections.abc import Iterable
from typing import Any

from quartier.core.law import library
from quartier.core.law.reasons import REASONS
from quartier.core.law.rules.working_days import WEEKDAYS, CalendarFile, DayOff
from quartier.science.clocks.packs import Clock, Extension, Pack, Row, Start, Trigger
from tools.documents import law_conduct
from tools.documents.law_words import CITED, READ, cited, condition, limit, said

INTRO = (
    "What the clocks of Quartier run on: every limit with its article, its source and how it was read. "
    "**Verified** means read in the text of the rule itself, as far as known still in force. It is not the signature of a "
    "lawyer: a pack says who signed it off, and none has been so far. A pack that is not wholly verified and signed off "
    "runs outside the demo only after somebody accepted it by name.\n\n"
    "Types of a limit: `hours` run on the line of UTC, so that a change of the clock neither adds nor takes one; `days`, "
    "`working_days` and `months` end at 24:00 local time, which is shown as the next local midnight; `at_once` has no "
    "number and is not 0 hours; `none` is no limit; `unknown` is a limit that is not known, which is never the same as "
    "none. Where several rows stand, the first whose regime, condition and days fit holds. At the due instant a clock "
    "still runs."
)


def page_of(page: Any, table: Any, code: Any) -> str:
    """The page. The three functions are those of every reference page."""
    blocks = []
    for pack in library.packs():
        blocks += _pack(pack, table, code)
    blocks.append("## Calendars of working days")
    for name in library.names("calendars"):
        blocks += _calendar(library.calendar(name), table, code)
    rows = [(code(key), said(words)) for key, words in REASONS.items()]
    rows.append((code("ended_by_EVENT"), "Which event ended the clock."))
    blocks += ["## Reasons", table(["code", "meaning"], rows)]
    return str(page("Rule packs", INTRO, *blocks))


def _pack(pack: Pack, table: Any, code: Any) -> list[str]:
    facts = [
        ("name", said(pack.names)),
        ("jurisdiction, time zone", f"{pack.jurisdiction}, {_zone(pack)}"),
        ("in force", f"{pack.valid_from} to {pack.valid_to or 'open'}"),
        (
            "regimes, the first if none is named",
            "<br>".join(f"{code(k)} {said(v)}" for k, v in pack.regimes.items()),
        ),
        ("working days", ", ".join(f"{k}: {code(v)}" for k, v in pack.working_days.items()) or "not used"),
        ("inherits", code(pack.base) if pack.base else "nothing"),
        ("signed off by a lawyer", pack.signed_off_by or "nobody yet"),
        ("version", code(pack.version)),
    ]
    blocks = [f"## {code(pack.name)}", table(["", ""], facts)]
    for clock in pack.clocks:
        blocks += _clock(clock, table, code)
    if pack.duties:
        rows = [(code(each.id), said(each.words), *cited(each)) for each in pack.duties]
        blocks += ["### Rules without a clock", table(["id", "rule", *CITED], rows)]
    blocks += law_conduct.blocks(pack, table, code)
    if pack.facts:
        told = [(code(name), fact.type, said(fact.words)) for name, fact in sorted(pack.facts.items())]
        blocks += ["### Facts that the rules ask for", table(["fact", "type", "meaning"], told)]
    read = [(code(name), source) for name, source in sorted(pack.sources.items())]
    return [*blocks, "### Sources", table(["code", "what was read"], read)]


def _zone(pack: Pack) -> str:
    return f"the fact {pack.zone_fact}, else {pack.zone.key}" if pack.zone_fact else pack.zone.key


def _clock(clock: Clock, table: Any, code: Any) -> list[str]:
    facts = [
        ("name", said(clock.names)),
        ("starts", "<br>".join(_start(each) for each in clock.starts)),
        ("ends", "<br>".join(_end(each) for each in clock.ends)),
    ]
    facts += _special(clock, code)
    rows = [(limit(row.limit), _when(row), *cited(row), said(row.note)) for row in clock.rows]
    rows += [(_more(each), _how(each), *cited(each), said(each.note)) for each in clock.extensions]
    head = ["limit", "holds", *CITED, "note"]
    return [f"### {code(clock.id)}", table(["", ""], facts), table(head, rows)]


def _special(clock: Clock, code: Any) -> list[tuple[str, str]]:
    """What only some clocks have."""
    pairs = ", ".join(f"{answer} after {asked}" for asked, answer in clock.requests)
    found = [
        ("adds up", "all such intervals within one local day" if clock.kind == "day_total" else ""),
        ("ends also", f"once everything asked for was given: {pairs}" if pairs else ""),
        ("starts anew after its end", _any(clock.again)),
        ("another round begins, ended or not, with", _any(clock.renewed_by)),
        ("postponed by", clock.postponed_by or ""),
        ("calendar", code(clock.calendar) if clock.calendar else ""),
        ("when late", (clock.consequence or "").replace("_", " ")),
    ]
    for pause in clock.pauses:
        said = f"from {_trigger(pause.begins)} to {pause.ends}, except intervals of questioning"
        found.append(("does not count", said))
    for resume in clock.resumes:
        free = f"; the first {resume.free_hours} hours do not count" if resume.free_hours else ""
        then = f", then {resume.then}" if resume.then else ""
        found.append((f"goes on after {resume.ended_by}", f"at {_trigger(resume.trigger)}{then}{free}"))
    return [(name, said) for name, said in found if said]


def _any(triggers: Iterable[Trigger]) -> str:
    return " or ".join(_trigger(each) for each in triggers)


def _start(start: Start) -> str:
    many = "the earliest of: " if len(start.earliest) > 1 else ""
    first = f" (unless {' or '.join(sorted(start.unless_before))} came before)" if start.unless_before else ""
    first += f" (once {' or '.join(sorted(start.shown_by))} came after it)" if start.shown_by else ""
    when = condition(start.when)
    return f"{many}{_any(start.earliest)}{first}{'; ' + when if when else ''}"


def _end(end: Any) -> str:
    regimes = f" ({', '.join(sorted(end.regimes))})" if end.regimes else ""
    again = "; the next round begins" if end.next_round else ""
    return f"{_trigger(end.trigger)}{regimes}{again}"


def _trigger(trigger: Trigger) -> str:
    parts = [str(trigger.event or f"the fact {trigger.fact}")]
    parts += [f"with {name} {value}" for name, value in trigger.where.items()]
    parts += [f"without {name} {value}" for name, value in trigger.where_not.items()]
    if trigger.preceded_by:
        parts.append(f"right after {' or '.join(sorted(trigger.preceded_by))}")
    if trigger.not_preceded_by:
        parts.append(f"not right after {' or '.join(sorted(trigger.not_preceded_by))}")
    if trigger.follows:
        parts.append(f"after {' or '.join(sorted(trigger.follows))} where that is recorded")
    if trigger.plus_hours:
        parts.append(f"+ {trigger.plus_hours} hours")
    if trigger.assumes:
        parts.append(f"(says {trigger.assumes})")
    if trigger.next_day_after:
        parts.append(f"(counted from the day after {trigger.next_day_after})")
    return " ".join(parts)


def _when(row: Row) -> str:
    parts = [", ".join(sorted(row.regimes)), condition(row.when)]
    parts.append(f"from {row.valid_from}" if row.valid_from else "")
    parts.append(f"until {row.valid_to}" if row.valid_to else "")
    parts.append(f"unless the fact {row.figure} says otherwise" if row.figure else "")
    parts.append("the starting day counts" if row.counts_start else "")
    return "; ".join(part for part in parts if part) or "always"


BASES = {"start": "to {} in all", "event": "{} from the decision", "due": "{} more"}


def _more(extension: Extension) -> str:
    cap = f", never past {limit(extension.cap)}" if extension.cap else ""
    return BASES[extension.basis].format(limit(extension.limit)) + cap


def _how(extension: Extension) -> str:
    parts = [extension.event]
    parts.append(f"by {', '.join(sorted(extension.by))}" if extension.by else "")
    parts.append(f"after {extension.reviews} reviews" if extension.reviews else "")
    parts.append(f"after {' or '.join(sorted(extension.after))}" if extension.after else "")
    parts.append(f"from {extension.extends}" if extension.extends else "")
    parts.append(
        f"up to {extension.grace_hours} hours after {extension.grace_after or 'the first limit'} in full"
        if extension.grace_hours
        else ""
    )
    parts += [f"{need.fact} is {str(need.value).lower()}" for need in extension.needs]
    return "; ".join(part for part in parts if part)


def _calendar(found: CalendarFile, table: Any, code: Any) -> list[str]:
    facts = [
        ("name", said(found.names)),
        ("source", found.source),
        ("read", READ[found.mark]),
        ("known for", f"{found.calendar.first.year} to {found.calendar.last.year}"),
        ("weekend", ", ".join(found.weekend)),
        ("a day off on a weekend", "moves to the next working day" if found.moves else "does not move"),
    ]
    rows = [(_day(line), f"{line.first_year} to {line.last_year}", said(line.names)) for line in found.lines]
    days = table(["day off", "years", "name"], rows) if rows else "No day off but the weekend."
    return [f"### {code(found.code)}", table(["", ""], facts), days]


def _day(line: DayOff) -> str:
    if line.easter:
        return f"{line.easter} Easter {line.plus:+d} days" if line.plus else f"{line.easter} Easter"
    if line.weekday is None:
        return f"{line.day:02d}.{line.month:02d}"
    nth = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}[line.day]
    return f"{nth} {WEEKDAYS[line.weekday]} of month {line.month}"
