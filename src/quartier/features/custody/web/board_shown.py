"""The board as its templates take it: plain values, words in the reader's language."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from quartier.features.custody.rules.board import LOOKS, Board, Person, Span, Task, Tile
from quartier.features.custody.web import board_words as words
from quartier.features.custody.web.frame import act_url, stay_url, tongue
from quartier.ui.tags.texts import duration

SHOWN, LIMITS = 12, 2  # rows of the rail that fit beside the cells of a suite

LevelName = Callable[[str], str]


def shown(board: Board, *, suite: str, level_name: LevelName, whole: bool) -> dict[str, Any]:
    """What `custody/board_live.html` draws. `whole`: the rail without an end."""
    tasks = [_row(task, board.at) for task in board.tasks]
    return {
        "at": board.at,
        "totals": _totals(board),
        "tiles": [_tile(tile, board.at, level_name) for tile in board.tiles],
        "tasks": tasks if whole else tasks[:SHOWN],
        "more": len(tasks) if len(tasks) > SHOWN and not whole else 0,
        "limits": [_row(task, board.at) for task in board.limits[: None if whole else LIMITS]],
        "first": _first(board),
        "suite": suite,
    }


def _totals(board: Board) -> list[dict[str, Any]]:
    total = board.totals
    cells = ngettext("held, %(count)s cell", "held, %(count)s cells", total.cells) % {"count": total.cells}
    rows = [
        (cells, total.held, ""),
        (gettext("late"), total.late, "late"),
        (gettext("due soon"), total.soon, "soon"),
        (gettext("out of cell"), total.out, "hold"),
        (gettext("free, ready"), total.free, ""),
    ]
    if total.coming:
        rows.insert(1, (gettext("on the way"), total.coming, "open"))
    return [{"label": label, "value": value, "state": state if value else ""} for label, value, state in rows]


def _tile(tile: Tile, now: datetime, level_name: LevelName) -> dict[str, Any]:
    place, people = tile.place, tile.people
    name = place.code if place else "–"
    return {
        "id": f"cell-{place.code}" if place else f"stay-{people[0].held.id}",
        "name": name,
        "prefix": gettext("Cell") if place and place.code.isdigit() else "",
        "key": tile.key,
        "state": "" if tile.state == "none" else tile.state,
        "tag": _tag(tile),
        "note": _note(tile, now),
        "people": [_person(one, now, level_name) for one in people],
    }


def _tag(tile: Tile) -> tuple[str, str]:
    """The one word on a tile: quiet while everything is in time."""
    if not tile.people:
        return "none", str(words.PLACES.get(tile.place.state, "")) if tile.place else ""
    if tile.state == "late":
        return "late", gettext("Late")
    if tile.state == "soon":
        limit = any(line.limit and line.state for one in tile.people for line in one.lines)
        return "soon", gettext("Limit") if limit else gettext("Due")
    away = [one.held for one in tile.people if one.state == "hold"]
    if tile.state == "hold" and away:
        return "hold", words.where_name(away[0].where or "out")
    if tile.place is None:
        return "open", words.where_name(tile.people[0].held.where or tile.people[0].held.state)
    return "", ""


def _note(tile: Tile, now: datetime) -> str:
    if tile.people or tile.place is None:
        return ""
    place = tile.place
    since = words.clock_of(place.since, now) if place.since else ""
    if place.state == "ready":
        return gettext("Ready since %(clock)s") % {"clock": since} if since else ""
    since = gettext("since %(clock)s") % {"clock": since} if since else ""
    return ", ".join(text for text in (words.why_out(place.note), since) if text)


def _person(person: Person, now: datetime, level_name: LevelName) -> dict[str, Any]:
    held = person.held
    return {
        "id": held.id,
        "label": held.label or gettext("not yet named"),
        "number": held.number,
        "level": level_name(held.level) if held.level else "",
        "record": stay_url(held.id),
        "acts": reverse("custody:acts", args=[held.id]),
        "lines": [_line(line, now) for line in person.lines],
        "held": span_words(person.span),
        "span": person.span,
        "marks": ", ".join(words.mark_name(mark, paused=person.span.state == "hold") for mark in held.marks),
    }


def span_words(span: Span) -> str:
    """ "3 h 12 of 24 h"; a pause and an unknown limit are said, never drawn as no limit."""
    ran = duration(span.ran)
    if span.of is not None:
        return gettext("%(ran)s of %(limit)s") % {"ran": ran, "limit": duration(span.of)}
    if span.state == "hold":
        return gettext("%(ran)s, paused") % {"ran": ran}
    if span.state == "unknown":
        return gettext("%(ran)s, limit unknown") % {"ran": ran}
    return ran


def _line(task: Task, now: datetime) -> dict[str, Any]:
    name = gettext("Limit") if task.limit else words.due_short(task.what, task.act)
    return _timed(task, now) | {"name": name, "said": _said(task), "left": words.left_short(task.left)}


def _row(task: Task, now: datetime) -> dict[str, Any]:
    return _timed(task, now) | {
        "key": f"{task.stay}-{task.key}",
        "place": place_name(task.cell),
        "said": _said(task),
        "article": task.article if task.limit else "",
    }


def _timed(task: Task, now: datetime) -> dict[str, Any]:
    return {
        "due_at": task.due_at,
        "clock": words.clock_of(task.due_at, now),
        "left": words.left_words(task.left),
        "state": task.state,
        "url": task_url(task),
    }


def task_url(task: Task) -> str:
    """Where the hand goes: the form of the act; the record where a limit has none."""
    if task.act in LOOKS:
        return reverse("custody:check", args=[task.stay])
    return act_url(task.stay, task.act) if task.act else stay_url(task.stay)


def place_name(cell: str) -> str:
    """ "Cell 4"; other rooms by their own name; no cell is said so."""
    if not cell:
        return gettext("No cell yet")
    return gettext("Cell %(code)s") % {"code": cell} if cell.isdigit() else cell


def _said(task: Task) -> str:
    return task.names.get(tongue()) or words.due_name(task.what, task.act)


def _first(board: Board) -> dict[str, Any] | None:
    """The one act that is offered as a button: what is due first."""
    task = board.first
    if task is None or not task.act:
        return None
    label = gettext("%(place)s: %(what)s") % {"place": place_name(task.cell), "what": _said(task)}
    return {"url": task_url(task), "label": label}


def announced(rows: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """What a reader who does not see the board is told once: what has become late."""
    return [
        {"key": row["key"], "text": f"{row['place']}: {row['said']}, {row['left']}"}
        for row in rows
        if row["state"] == "late"
    ]


def on_paper(board: Board, *, level_name: LevelName) -> dict[str, Any]:
    """The suite as a sheet: everybody with what is due, and empty rows for who comes while the power is away."""
    people = [(tile, person) for tile in board.tiles for person in tile.people]
    free = [
        tile.place.code
        for tile in board.tiles
        if tile.place and not tile.people and tile.place.state == "ready"
    ]
    return {
        "at": board.at,
        "rows": [
            _person(person, board.at, level_name) | {"place": tile.place.code if tile.place else "–"}
            for tile, person in people
        ],
        "blank": range(max(2, 8 - len(people))),
        "free": ", ".join(free),
    }
