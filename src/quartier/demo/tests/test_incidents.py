"""The incidents are the recipe’s: the same each time, of the stated size, with all that was planted."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from zlib import crc32

import numpy as np
import pytest

from quartier.demo import world
from quartier.demo.draws import daily_rates
from quartier.demo.incidents import COLUMNS, Incident, as_csv, cells, generate, month_only, racks, write
from quartier.demo.times import WAKES, resolve

DAY_S = 86400
PERMUTATIONS = 999


@cache
def rows(home: str) -> tuple[Incident, ...]:
    return tuple(generate(home, now=WAKES))


@pytest.mark.parametrize("home", world.HOMES)
def test_same_seed_and_same_now_give_the_same_bytes(home: str) -> None:
    assert as_csv(generate(home, now=WAKES)) == as_csv(rows(home))


def test_another_day_gives_other_rows() -> None:
    assert as_csv(generate("uk", now=WAKES + timedelta(1))) != as_csv(rows("uk"))


def test_the_bytes_of_today_are_known() -> None:
    """A change of the generator shows here: whoever means it writes the new sums."""
    assert {home: crc32(as_csv(rows(home)).encode()) for home in world.HOMES} == SUMS


@pytest.mark.parametrize("home", world.HOMES)
def test_sizes_are_the_stated_ones(home: str) -> None:
    stated = world.read("incidents")["expected_size"][home]
    assert abs(len(rows(home)) - stated) <= 4 * stated**0.5


def test_each_kind_has_its_rate() -> None:
    for cell in cells("fr", now=WAKES):
        expected = daily_rates(cell).sum()
        found = sum(
            (r.beat, r.kind, r.planted, r.duplicate) == (cell.beat, cell.kind, "", False) for r in rows("fr")
        )
        assert abs(found - expected) <= 4 * expected**0.5, (cell.beat, cell.kind)


def test_ids_are_unique_and_in_the_order_of_recording() -> None:
    for home in world.HOMES:
        ids = [row.id for row in rows(home)]
        assert ids == sorted(set(ids))
        recorded = [row.recorded_at for row in rows(home)]
        assert recorded == sorted(recorded)
        assert recorded[-1] <= WAKES


def test_time_runs_forward_in_each_row() -> None:
    for row in rows("en"):
        if row.starts_at:
            assert row.starts_at <= (row.ends_at or row.starts_at) <= row.reported_at <= row.recorded_at


def test_places_are_known_as_well_as_stated() -> None:
    modes = Counter(row.uncertainty_m for row in rows("en") if not row.planted)
    size = sum(modes.values())
    for uncertainty, share in ((10.0, 0.85), (150.0, 0.12), (None, 0.03)):
        assert abs(modes[uncertainty] - share * size) <= 4 * (share * (1 - share) * size) ** 0.5


def test_duplicates_repeat_a_row_some_minutes_later() -> None:
    copies = [row for row in rows("fr") if row.duplicate]
    originals = {
        (r.kind, r.starts_at, r.ends_at, r.longitude, r.latitude): r for r in rows("fr") if not r.duplicate
    }
    size = len(rows("fr"))
    assert abs(len(copies) - 0.006 * size) <= 4 * (0.006 * size) ** 0.5
    for copy in copies:
        first = originals[(copy.kind, copy.starts_at, copy.ends_at, copy.longitude, copy.latitude)]
        assert timedelta(minutes=1) <= copy.reported_at - first.reported_at <= timedelta(minutes=30)
        assert copy.id != first.id


def test_there_is_no_column_for_a_person_and_no_kind_that_may_not_be_shown() -> None:
    assert list(COLUMNS) == (
        "id kind origin start end reported recorded lon lat uncertainty_m address".split()  # noqa: SIM905
    )
    forbidden = set(world.read("incidents")["not_generated"])
    for home in world.HOMES:
        assert not forbidden & {row.kind for row in rows(home)}


def test_rack_b_holds_most_bicycle_thefts_of_its_home() -> None:
    cell = next(c for c in cells("en", now=WAKES) if (c.beat, c.kind) == ("en_station", "theft_bicycle"))
    plans = {plan["id"]: plan for plan in racks(cell)}
    assert {name: plan["place"] for name, plan in plans.items()} == {
        "planted-2": "en_lm_rack_b",
        "planted-2a": "en_railway_station",
    }
    counts = Counter(row.planted for row in rows("en") if not row.duplicate)
    for name, plan in plans.items():
        expected = plan["rate_per_week"] * 104
        assert abs(counts[name] - expected) <= 4 * expected**0.5
    thefts = [row for row in rows("en") if row.kind == "theft_bicycle" and row.longitude is not None]
    square = Counter(
        (int(r.longitude * 300), int(r.latitude * 450)) for r in thefts if r.longitude and r.latitude
    )
    (_, most), (_, second) = square.most_common(2)
    assert most > 3 * second


def test_the_rack_of_the_other_home_gives_the_figure_of_an_answer() -> None:
    year = [r for r in rows("fr") if r.planted == "planted-2b" and r.reported_at > WAKES - timedelta(365)]
    assert abs(len(year) - 61) <= 4 * 61**0.5


def test_midnight_is_a_trap_before_the_change_of_the_form() -> None:
    trap = world.read("incidents")["traps"]["midnight_default"]
    until = resolve(trap["until"], zone=world.zone("en"), now=WAKES)
    assert isinstance(until, date)
    trapped = [row for row in rows("en") if row.kind in trap["kinds"]]
    before = [row for row in trapped if row.reported_at.date() <= until]
    after = [row for row in trapped if row.reported_at.date() > until]
    at_midnight = [
        row for row in before if row.starts_at and (row.starts_at.hour, row.starts_at.minute) == (0, 0)
    ]
    assert abs(len(at_midnight) / len(before) - trap["share"]) < 0.03
    assert sum(1 for r in after if r.starts_at and (r.starts_at.hour, r.starts_at.minute) == (0, 0)) <= 6
    unknown = [row for row in after if row.starts_at is None and row.ends_at is None]
    assert abs(len(unknown) / len(after) - trap["share"]) < 0.05
    assert all(row.starts_at for row in before)


def pairs(beat: str) -> tuple[np.ndarray, np.ndarray]:
    """Distances in metres and gaps in days between the burglaries of a beat whose house is known."""
    window = world.read("incidents")["planted"]["near_repeat_burglary"]["window"]
    first, last = (resolve(window[end], zone=world.zone("en"), now=WAKES) for end in ("from", "to"))
    chosen = [
        r for r in rows("en")
        if (r.beat, r.kind, r.uncertainty_m, r.duplicate) == (beat, "burglary_dwelling", 10.0, False)
        and r.starts_at and first <= r.starts_at.date() <= last
    ]  # fmt: skip
    metres = np.array([(float(r.longitude or 0) * 68_700, float(r.latitude or 0) * 111_250) for r in chosen])
    days = np.array([(r.starts_at.timestamp() + r.ends_at.timestamp()) / 2 / DAY_S for r in chosen])  # type: ignore[union-attr]
    return metres, days


def near_in_both(metres: np.ndarray, days: np.ndarray, *, m: tuple[int, int], d: tuple[int, int]) -> float:
    """How often permuted times give as many pairs in a band of distance and time as were observed."""
    index = np.array(list(combinations(range(len(days)), 2))).T
    distance = np.hypot(*(metres[index[0]] - metres[index[1]]).T)
    close = (distance >= m[0]) & (distance < m[1])
    index = index[:, close]

    def count(times: np.ndarray) -> int:
        gap = np.abs(times[index[0]] - times[index[1]])
        return int(((gap >= d[0]) & (gap < d[1])).sum())

    rng = np.random.default_rng(1)
    observed = count(days)
    return (1 + sum(count(rng.permutation(days)) >= observed for _ in range(PERMUTATIONS))) / (
        PERMUTATIONS + 1
    )


def test_near_repeats_are_to_be_found_where_they_were_planted() -> None:
    metres, days = pairs("en_canalside")
    assert near_in_both(metres, days, m=(0, 200), d=(0, 14)) <= 0.01
    assert near_in_both(metres, days, m=(400, 800), d=(28, 56)) > 0.01


def test_and_not_where_they_were_not() -> None:
    metres, days = pairs("en_hilltop")
    assert near_in_both(metres, days, m=(0, 200), d=(0, 14)) > 0.01


def test_no_kind_grows_or_shrinks() -> None:
    half = WAKES - timedelta(364)
    for home in world.HOMES:
        plain = [row for row in rows(home) if not row.planted and not row.duplicate]
        planted_months = [
            row for row in plain if row.beat != "en_canalside" or row.kind != "burglary_dwelling"
        ]
        late = sum(row.reported_at > half for row in planted_months)
        assert abs(2 * late - len(planted_months)) <= 4 * len(planted_months) ** 0.5


def test_a_file_of_months_tells_no_day() -> None:
    lines = month_only(rows("en")).splitlines()
    assert lines[0] == "id,month,kind,longitude,latitude"
    assert len(lines) == len(rows("en")) + 1
    assert all(len(line.split(",")[1]) == len("2026-11") for line in lines[1:])


def test_a_file_is_written_whole(tmp_path) -> None:
    path = write(tmp_path / "fr.csv", as_csv(rows("fr")))
    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    assert [found.name for found in tmp_path.iterdir()] == ["fr.csv"]


SUMS = {"uk": 3559774592, "fr": 1477417091, "en": 1617087169}
