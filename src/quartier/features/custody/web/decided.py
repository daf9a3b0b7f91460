"""What must be known before a decision, as rows: state, words, a note. Nothing is decided here."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.core.law.reasons import REASONS
from quartier.core.registry.visits import Visit
from quartier.features.custody.rule_packs import pack_of
from quartier.features.custody.rules import history, leaving, prolonging
from quartier.features.custody.rules.acts.catalogue import ACTS
from quartier.features.custody.rules.booking import Seen
from quartier.features.custody.rules.history import Face
from quartier.features.custody.rules.prolonging import Possible
from quartier.features.custody.rules.standing import Limit
from quartier.features.custody.views import EntryView, StayView
from quartier.features.custody.web.frame import act_url, tongue
from quartier.features.custody.web.record_story import Row
from quartier.features.custody.web.record_words import day_and_clock, long_hours
from quartier.science.clocks.errors import Unreadable
from quartier.science.clocks.histories import read_history
from quartier.ui.parts import Event

NEEDED = ("handed_over", "bringing_account", "detainee_account", "rights_told")
ITEMS: dict[str, Any] = {
    "risk": _("Risks outside, the way home"),
    "property": _("Property given back against the list"),
    "medication": _("Medication given back or explained"),
    "body": _("Body map on leaving, beside the one on entry"),
    "copy": _("Copy of the record"),
    "receipt": _("Receipt with its code"),
}
STATES: dict[str, tuple[str, Any]] = {
    "done": ("kept", _("recorded")),
    "open": ("soon", _("not yet")),
    "needless": ("none", _("not needed")),
}
CLOCKS: dict[str, tuple[str, Any]] = {
    "running": ("open", _("runs")),
    "paused": ("hold", _("paused")),
    "late": ("late", _("passed")),
    "met": ("kept", _("kept")),
    "met_late": ("late", _("kept late")),
    "unknown": ("soon", _("limit unknown")),
}
WHERE: dict[str, Any] = {
    "street": _("On the way"),
    "held": _("In the suite"),
    "out": _("Out of the suite"),
    "released": _("Released"),
}


def line(state: str, word: object, text: object, note: object = "", url: str = "") -> dict[str, Any]:
    """One row; `url`: where it can be done, while it is not."""
    return {"state": state, "word": word, "text": text, "note": note, "url": url}


def before_decision(stay: StayView, entries: Sequence[EntryView], visit: Visit) -> list[dict[str, Any]]:
    """What comes before a decision, and the limits that run from the first word."""
    acts = {one.act: one for one in entries if one.counts}
    found = []
    for code in NEEDED:
        state, word = STATES["done" if code in acts else "open"]
        note = day_and_clock(acts[code].occurred_at) if code in acts else ""
        url = "" if code in acts else act_url(stay.id, code)
        found.append(line(state, word, ACTS[code].words.say(tongue()), note, url))
    return [*found, *_limits(stay, stay.standing.limits)]


def reviews(stay: StayView, entries: Sequence[EntryView], visit: Visit) -> list[dict[str, Any]]:
    """When the next one is due, or that these rules know no review."""
    found = _limits(stay, [one for one in stay.standing.limits if one.id == "review"])
    if found or any(clock.id == "review" for clock in pack_of(stay.pack).clocks):
        return found
    return [
        line(
            "none",
            gettext("no limit for reviews"),
            gettext("These rules set no time for a review; one can be recorded all the same."),
        )
    ]


def extensions(stay: StayView, entries: Sequence[EntryView], visit: Visit) -> list[dict[str, Any]]:
    """Each extension that the pack knows, tried now; where it knows none, only a court may decide."""
    pack = pack_of(stay.pack)
    facts = {**stay.facts, **({"minor": True} if stay.minor else {})}
    try:
        told = read_history(history.document(faces(entries), acts=ACTS, facts=facts))
        found = prolonging.possible(pack=pack, told=told, at=visit.now, regime=stay.regime or None)
    except Unreadable as error:
        return [line("late", gettext("the history cannot be read"), str(error))]
    limits = _limits(stay, [one for one in stay.standing.limits if one.consequence])
    if not found:
        words = gettext("Nobody in the police may extend. Only a court decides, before the limit is over.")
        return [*limits, line("none", gettext("no extension"), words)]
    return [*limits, *(_tried(one) for one in found if one.clock != "bail")]


def _tried(one: Possible) -> dict[str, Any]:
    by = ", ".join(_rank(code) for code in one.by) or gettext("whoever decides")
    note = gettext("%(who)s (%(article)s)") % {"who": by, "article": one.article}
    if one.counts and one.most is not None:
        until = gettext("until %(at)s at most") % {"at": day_and_clock(one.most)}
        return line("kept", gettext("possible now"), until, note)
    why = " ".join(REASONS[code][tongue()] for code in one.reasons if code in REASONS)
    return line("hold", gettext("not possible now"), why or gettext("not for this clock, as it stands"), note)


def _rank(code: str) -> str:
    ranks = {
        one.code: one.words.say(tongue()) for one in ACTS["extension_granted"].field("decided_by").options
    }
    return ranks.get(code, code.replace("_", " "))


def before_release(stay: StayView, entries: Sequence[EntryView], visit: Visit) -> list[dict[str, Any]]:
    """The list to work through; it never says that somebody must stay."""
    seen = [Seen(number=one.number, act=one.act, at=one.occurred_at) for one in entries if one.counts]
    found = []
    for item in leaving.checklist(seen):
        state, word = STATES[item.state]
        note = gettext("No. %(number)s") % {"number": item.seen[-1].number} if item.seen else ""
        url = act_url(stay.id, item.acts[0]) if item.state == "open" else ""
        found.append(line(state, word, ITEMS[item.code], note, url))
    return found


def where(stay: StayView, entries: Sequence[EntryView], visit: Visit) -> list[dict[str, Any]]:
    """Where the person is, since when, and which clocks pause meanwhile."""
    since = stay.standing.since
    note = gettext("since %(time)s") % {"time": day_and_clock(since)} if since else ""
    paused = [one for one in stay.standing.limits if one.paused]
    return [
        line("hold" if stay.state == "out" else "open", WHERE[stay.state], "", note),
        *_limits(stay, paused),
    ]


def _limits(stay: StayView, limits: Iterable[Limit]) -> list[dict[str, Any]]:
    found = []
    for one in limits:
        state, word = CLOCKS.get(one.state, ("none", one.state))
        read = "" if one.verified else gettext("not yet confirmed by a lawyer")
        note = ", ".join(part for part in (_due(one), one.article, read) if part)
        found.append(line(state, word, one.names.get(tongue()) or one.id, note))
    return found


def _due(one: Limit) -> str:
    """Until when, and how long that is in all; what is due at once has no length."""
    if one.due_at is None or one.started_at is None:
        return ""
    if one.due_at == one.started_at:
        return gettext("at once")
    said = {"at": day_and_clock(one.due_at), "length": long_hours(one.due_at - one.started_at)}
    return gettext("until %(at)s, %(length)s in all") % said


def faces(entries: Sequence[EntryView]) -> list[Face]:
    """Entries as the clocks take them."""
    ids = {one.number: one.id for one in entries}
    return [
        Face(
            id=one.id,
            number=one.number,
            act=one.act,
            occurred_at=one.occurred_at,
            recorded_at=one.recorded_at,
            values=one.values,
            corrects=ids.get(one.corrects) if one.corrects else None,
            voids=one.voids,
        )
        for one in entries
    ]


def event(row: Row) -> Event:
    """One entry as a line of a timeline."""
    head = row.lines[0]
    text = (
        "".join(one if isinstance(one, str) else one.text for one in head)
        if isinstance(head, list)
        else str(head)
    )
    when = gettext("%(happened)s, recorded at %(recorded)s") % {
        "happened": day_and_clock(row.entry.occurred_at),
        "recorded": day_and_clock(row.entry.recorded_at),
    }
    late = row.entry.late
    return Event(
        at=row.entry.occurred_at,
        moment=when,
        text=text,
        state="soon" if late else "kept" if row.entry.counts else "none",
        word=gettext("Late entry") if late else "",
        note=row.who,
    )
