"""Quiet hours, digests and pauses between tries. Pure: every instant is given, with its zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DIGEST_HOUR = time(8, 0)  # local; before the day's work, after the usual quiet hours
MONDAY = 0
# A busy relay is back within minutes, a broken one within a day; after five days nobody waits for the answer any more.
PAUSES = tuple(timedelta(minutes=m) for m in (1, 5, 20, 60, 4 * 60, 12 * 60, 24 * 60, 48 * 60))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How somebody wants to be written to. `zone`: an IANA name. Equal or missing quiet hours: none."""

    zone: str
    quiet_from: time | None = None
    quiet_to: time | None = None
    rhythm: str = "at_once"
    discreet: bool = False


def is_quiet(*, at: datetime, wishes: Wishes) -> bool:
    """Whether `at` lies in the quiet hours, which may reach over midnight. Their first minute is quiet, their end not."""
    start, end = wishes.quiet_from, wishes.quiet_to
    if start is None or end is None or start == end:
        return False
    local = at.astimezone(ZoneInfo(wishes.zone)).time()
    return start <= local < end if start < end else local >= start or local < end


def free_from(*, at: datetime, wishes: Wishes) -> datetime:
    """The first instant from `at` on that is not quiet."""
    if not is_quiet(at=at, wishes=wishes) or wishes.quiet_to is None:
        return at
    zone = ZoneInfo(wishes.zone)
    local = at.astimezone(zone)
    end = local.replace(
        hour=wishes.quiet_to.hour, minute=wishes.quiet_to.minute, second=0, microsecond=0, fold=0
    )
    if end.astimezone(at.tzinfo) <= at:
        end += timedelta(days=1)
    return end.astimezone(at.tzinfo)


def next_digest(*, at: datetime, wishes: Wishes) -> datetime:
    """The next local 8 o'clock after `at`; for weekly digests that of the next Monday."""
    zone = ZoneInfo(wishes.zone)
    local = at.astimezone(zone)
    found = datetime.combine(local.date(), DIGEST_HOUR, tzinfo=zone)
    while found.astimezone(at.tzinfo) <= at or (wishes.rhythm == "weekly" and found.weekday() != MONDAY):
        found = datetime.combine(found.date() + timedelta(days=1), DIGEST_HOUR, tzinfo=zone)
    return found.astimezone(at.tzinfo)


def may_wait(*, at: datetime, wishes: Wishes, urgent: bool, gathers: bool) -> tuple[datetime, bool]:
    """When a message that is due now may leave, and whether in a digest.

    An urgent one passes quiet hours, except with somebody who must not be noticed (`discreet`).
    """
    if urgent and not wishes.discreet:
        return at, False
    if gathers and not urgent and wishes.rhythm != "at_once":
        return next_digest(at=at, wishes=wishes), True
    return free_from(at=at, wishes=wishes), False


def next_try(*, at: datetime, tries: int) -> datetime | None:
    """When to try again after `tries` failures; None: give up.

    >>> from datetime import UTC
    >>> next_try(at=datetime(2026, 3, 1, tzinfo=UTC), tries=2).isoformat()
    '2026-03-01T00:05:00+00:00'
    >>> next_try(at=datetime(2026, 3, 1, tzinfo=UTC), tries=9) is None
    True
    """
    return at + PAUSES[tries - 1] if tries <= len(PAUSES) else None
