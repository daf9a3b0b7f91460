"""Short ways to write a history in a test. Instants are local to a zone, as a person would say them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from quartier.core.law import library
from quartier.science.clocks.histories import read_history
from quartier.science.clocks.reading import Evaluation, Reading, evaluate

ZONES = {
    "ua": ZoneInfo("Europe/Kyiv"),
    "ew": ZoneInfo("Europe/London"),
    "eu": ZoneInfo("Europe/Brussels"),
    "ow": ZoneInfo("Europe/Brussels"),
}
SECOND = timedelta(seconds=1)


def instant(pack: str, said: str, *, second_pass: bool = False) -> datetime:
    """`2026-03-10 14:20` in the zone of a pack's jurisdiction; the second pass of the hour that comes twice."""
    local = datetime.fromisoformat(said).replace(tzinfo=ZONES[pack[:2]], fold=int(second_pass))
    return local.astimezone(UTC)


def utc(said: str) -> datetime:
    """`2026-03-13 00:20` in UTC."""
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def told(pack: str, *events: tuple, facts: dict | None = None):
    """A history from `(kind, local time)` or `(kind, local time, {more})`."""
    written = [
        {
            "kind": kind,
            "at": (at if isinstance(at, datetime) else instant(pack, at)).isoformat(),
            **(more[0] if more else {}),
        }
        for kind, at, *more in events
    ]
    return read_history({"facts": facts or {}, "events": written})


def evaluated(pack: str, history, at: datetime | str, *, regime: str | None = None) -> Evaluation:
    moment = at if isinstance(at, datetime) else instant(pack, at)
    return evaluate(library.pack(pack), history, at=moment, regime=regime)


def clock(pack: str, id: str, history, at: datetime | str, *, regime: str | None = None) -> Reading:
    return evaluated(pack, history, at, regime=regime).clock(id)


def until_the_second(pack: str, id: str, history, due: datetime) -> None:
    """Assert that a clock runs until the due instant, that instant included, and is late after it."""
    seen = [clock(pack, id, history, at) for at in (due - SECOND, due, due + SECOND)]
    assert {each.due_at for each in seen} == {due}
    assert [each.state for each in seen] == ["running", "running", "late"]
