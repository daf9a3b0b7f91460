"""PACE Part IV as a custody officer's wall clock: relevant time, pauses, extensions, warrants, reviews, bail."""

from datetime import UTC, datetime, time

from bench.clocks_clerk import counting
from bench.clocks_clerk.oracle import ANY, LONDON, NOT_STARTED, Answer, Case, Event, answer
from bench.clocks_clerk.reading_times import ending

NOTHING_CLAIMED: Answer = {"state": ANY, "started_at": ANY, "due_at": ANY}
UNCLAIMED = ("transferred", "rearrested", "surrendered_to_bail")


def relevant_time(case: Case) -> datetime | None:
    """Arrival at the first station after the arrest; the arrest itself for one who was there already."""
    arrest = case.first("deprived_of_liberty")
    if arrest is None:
        return None
    if any(each.at < arrest for each in case.all("arrived_at_station")) and not left_before(case, arrest):
        return arrest
    return case.first("arrived_at_station", since=arrest)


def left_before(case: Case, arrest: datetime) -> bool:
    """Whether who had come to a station was let go before this arrest: that stay belongs to another one, not told."""
    came = case.first("arrived_at_station")
    freed = case.all("released", "released_on_bail", since=came)
    return came is not None and came < arrest and any(each.at <= arrest for each in freed)


def hospital(case: Case) -> tuple[list[tuple[datetime, datetime]], datetime | None]:
    """Minutes that do not count, and since when such a time lasts now. Questioning there counts.

    PACE 41(6) leaves out the time in hospital, whatever is decided meanwhile: only freedom ends it with the detention.
    """
    pauses, left = [], None
    for each in case.all("left_for_hospital", "returned_from_hospital", "released", "released_on_bail"):
        if each.kind == "left_for_hospital":
            left = left or each.at
        elif left is not None:
            now = left
            asked = [
                [datetime.fromisoformat(end) for end in pair] for pair in each.said.get("questioned", [])
            ]
            while now < each.at:
                if not any(begin <= now < end for begin, end in asked):
                    pauses.append((now, now + counting.MINUTE))
                now += counting.MINUTE
            left = None
    if left is not None:
        pauses.append((left, case.at))
    return pauses, left


def detention(case: Case) -> Answer:
    """24 h; 36 by a superintendent after the second review; warrants of 36 h from issue; 96 in all."""
    start = relevant_time(case)
    if start is None:
        return NOT_STARTED
    pauses, away = hospital(case)
    minutes = _flat(pauses)
    due = _after(start, 24, minutes)
    first, full, last = due, _after(start, 36, minutes), _after(start, 96, minutes)
    ended = case.first("charged", "released", "released_on_bail", since=start)
    for each in case.all("extension_granted", "warrant_issued", since=start):
        if ended is not None and each.at > ended:
            break
        if each.kind == "warrant_issued" and full < each.at <= _after(full, 6, minutes):
            return NOTHING_CLAIMED  # good only where the court could not sit at 36 h: nothing tells
        if each.at > due:
            continue  # what had run out cannot be made longer
        if each.kind == "warrant_issued":
            own = _after(each.at, 36, minutes)
            told = ending(each.said, each.at, 36, lambda at, h: _after(at, h, minutes))
            due = max(due, min(own, told, last))
        elif each.at <= first and _may_extend(case, each):
            due = max(due, min(full, ending(each.said, due, 36, lambda at, h: _after(at, h, minutes))))
    return _shown(case, start, due, ended, away)


def _shown(
    case: Case, start: datetime, due: datetime, ended: datetime | None, away: datetime | None
) -> Answer:
    """Paused while away, unless the limit had passed before; at the due minute nothing is left to be paused.

    What ends while time stands still ends in time, and leaves no due instant: nobody knows when the rest would run out.
    """
    shown = answer(case, start, due, ended)
    if away is None or due <= away:
        return shown
    return {"state": "paused" if ended is None else "met", "started_at": start, "due_at": None}


def _may_extend(case: Case, each: Event) -> bool:
    """A superintendent, once the second review is done."""
    reviews = [one for one in case.all("review_done") if one.at <= each.at]
    return len(reviews) >= 2 and each.said.get("by") == "superintendent"


def _flat(pauses: list[tuple[datetime, datetime]]) -> set[datetime]:
    """Every paused minute by itself."""
    found = set()
    for begin, end in pauses:
        while begin < end:
            found.add(begin)
            begin += counting.MINUTE
    return found


def _after(start: datetime, hours: int, paused: set[datetime]) -> datetime:
    left, now = hours * 60, start
    while left:
        left -= now not in paused
        now += counting.MINUTE
    return now


def review(case: Case) -> Answer:
    """Six hours from the authorisation, then nine from each review; a postponed one leaves the later ones alone."""
    start = case.first("detention_authorised")
    if start is None:
        return NOT_STARTED
    pauses, away = hospital(case)
    minutes = _flat(pauses)
    due, postponed = _after(start, 6, minutes), False
    free = case.first("released", "released_on_bail", since=start)
    for each in case.all("review_done", "review_postponed", since=start):
        if free is not None and each.at > free:
            break
        if each.kind == "review_postponed":
            postponed = postponed or each.at <= due
        else:
            base = due if postponed and each.at > due else each.at
            due, postponed, start = _after(base, 9, minutes), False, base
    if postponed:  # as soon as practicable: no instant to hold it to
        return NOTHING_CLAIMED
    return {**_shown(case, start, due, free, away), "started_at": ANY}


def bail(case: Case) -> Answer:
    """Three months that begin with the day after the arrest."""
    arrest = case.first("deprived_of_liberty")
    freed = next(iter(case.all("released_on_bail")), None)
    if case.all("rearrested") or (freed and case.all("extension_granted", since=freed.at)):
        return NOTHING_CLAIMED
    if arrest is None or freed is None or freed.at < arrest:
        return NOT_STARTED
    first = arrest.astimezone(LONDON).date() + counting.DAY
    due = counting.months_beginning_with(first, 3, LONDON)
    begin = datetime.combine(first, time(), LONDON).astimezone(UTC)
    return answer(case, begin, due, case.then(freed, "surrendered_to_bail", "charged", "released"))


def custody(case: Case) -> dict[str, Answer]:
    """Clocks of England and Wales; what a transfer or a return changes is not claimed."""
    unclaimed, arrest = bool(case.all(*UNCLAIMED)), case.first("deprived_of_liberty")
    elsewhere = arrest is None or (left_before(case, arrest) and relevant_time(case) is None)
    return {
        "detention": NOTHING_CLAIMED if unclaimed or elsewhere else detention(case),
        "review": NOTHING_CLAIMED if unclaimed else review(case),
        "bail": bail(case),
    }
