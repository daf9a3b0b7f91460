"""An import from end to end: nothing half done, nothing twice, nothing lost."""

from pathlib import Path
from typing import Any

import pytest

from quartier.core.incidents import actions, importing, queries
from quartier.core.incidents.queries import Filter
from quartier.core.incidents.rules import files as reading
from quartier.core.kit.errors import Conflict, NotAllowed, NotFound
from quartier.core.registry import queries as spine

from .conftest import Town
from .files import SURREY, TORONTO, surrey, written

pytestmark = pytest.mark.database


def bring(town: Town, *paths: Path, name: str = "uk-police", **options: Any) -> importing.Report:
    return importing.import_files(
        source=importing.source(paths, name=name),
        area=town.root.id,
        organisation=town.police.id,
        enter=town.enter(),
        **options,
    )


def counted(town: Town, report: importing.Report) -> int:
    with town.enter()() as visit:
        return queries.count(visit, Filter(data_set=report.data_set))


def test_good_rows_come_in_and_bad_ones_are_listed(town: Town, tmp_path: Path) -> None:
    text = SURREY + surrey("a") + surrey("b", month="Oct") + surrey("c")
    report = bring(town, written(tmp_path, text))
    assert report.as_json(several=False) == {
        "rows": 3,
        "accepted": 2,
        "refused": 1,
        "duplicates": 0,
        "dropped": [{"line": 3, "column": "Month", "value": "Oct", "reason": "time_format"}],
    }
    assert counted(town, report) == 2


def test_a_second_import_adds_nothing(town: Town, tmp_path: Path) -> None:
    path = written(tmp_path, SURREY + surrey("a") + surrey("", x="", y="") + surrey("b", kind="Drugs"))
    first, second = bring(town, path), bring(town, path)
    assert (second.accepted, second.known, second.duplicates) == (0, 3, 3)
    assert first.data_set == second.data_set
    assert counted(town, second) == 3


def test_zipped_is_the_same_file(town: Town, tmp_path: Path) -> None:
    text = SURREY + surrey("") * 2
    bring(town, written(tmp_path, text))
    assert bring(town, written(tmp_path, text, zipped=True)).accepted == 0


def test_a_dry_run_writes_nothing_and_tells_the_same(town: Town, tmp_path: Path) -> None:
    row = "2016/07/05 04:00:00+00,13,Assault,43.7,-79.4\n"
    path = written(tmp_path, TORONTO + row * 3 + row.replace("13", "x"))
    source = importing.source([path], name="toronto-mci")
    told = importing.rehearse(source=source, area=town.root.id, data_set=None, enter=town.enter())
    with town.enter()() as visit:
        assert queries.data_sets(visit) == []
    done = bring(town, path, name="toronto-mci")
    assert (told.rows, told.accepted, told.refused, told.duplicates) == (4, 3, 1, 2)
    assert told.as_json(several=False) == done.as_json(several=False)
    again = importing.rehearse(source=source, area=town.root.id, data_set=done.data_set, enter=town.enter())
    assert (again.accepted, again.known, again.duplicates) == (0, 3, 3)


def test_a_repeat_of_an_older_file_is_flagged_and_kept(town: Town, tmp_path: Path) -> None:
    row = "2016/07/05 04:00:00+00,13,Assault,43.7,-79.4\n"
    bring(town, written(tmp_path, TORONTO + row), name="toronto-mci")
    later = bring(
        town, written(tmp_path, TORONTO + row + row.replace("13", "14"), "later.csv"), name="toronto-mci"
    )
    assert (later.accepted, later.duplicates) == (2, 1)
    with town.enter()() as visit:
        rows = queries.occurrences(visit, Filter(data_set=later.data_set)).rows
        (flagged,) = [each for each in rows if each.duplicate_of]
        assert flagged.flags == ("repeat",)
        assert [each.id for each in queries.repeats_of(visit, flagged.duplicate_of)] == [flagged.id]  # type: ignore[arg-type]


def test_all_or_nothing_keeps_nothing(town: Town, tmp_path: Path) -> None:
    path = written(tmp_path, SURREY + surrey("a") + surrey("b", month="Oct"))
    report = bring(town, path, all_or_nothing=True)
    assert (report.accepted, report.refused) == (0, 1)
    assert counted(town, report) == 0
    with town.enter()() as visit:
        assert queries.runs(visit, report.data_set)[0].state == "abandoned"  # type: ignore[arg-type]


def test_a_bad_file_leaves_no_data_set(town: Town, tmp_path: Path) -> None:
    with pytest.raises(reading.BadFile):
        bring(town, written(tmp_path, "a,b\n1,2\n"))
    with town.enter()() as visit:
        assert queries.data_sets(visit) == []


def test_staging_goes_on_where_it_stopped(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 2)
    monkeypatch.setattr(reading.chunks, "__defaults__", (2,))
    monkeypatch.setattr(importing, "BATCHES_PER_VISIT", 1)
    path = written(tmp_path, SURREY + "".join(surrey(str(n)) for n in range(9)))
    written_batches: list[int] = []
    original = actions.stage

    def stopping(**given: Any) -> None:
        if len(written_batches) == 3:
            raise KeyboardInterrupt
        written_batches.append(given["number"])
        original(**given)

    monkeypatch.setattr(actions, "stage", stopping)
    with pytest.raises(KeyboardInterrupt):
        bring(town, path)
    with town.enter()() as visit:
        assert queries.count(visit, Filter()) == 0
    written_batches.clear()
    monkeypatch.setattr(
        actions, "stage", lambda **given: (written_batches.append(given["number"]), original(**given))
    )
    report = bring(town, path)
    assert written_batches == [3, 4]
    assert counted(town, report) == 9
    with town.enter()() as visit:
        assert len(queries.runs(visit, report.data_set)) == 1  # type: ignore[arg-type]


def test_an_import_ends_once(town: Town, tmp_path: Path) -> None:
    report = bring(town, written(tmp_path, SURREY + surrey("a")))
    with town.enter()() as visit, pytest.raises(Conflict, match="import_ended"):
        actions.commit(run=report.run, by=visit, at=visit.now)  # type: ignore[arg-type]
    with town.enter()() as visit, pytest.raises(Conflict, match="import_ended"):
        actions.abandon(run=report.run, by=visit, at=visit.now)  # type: ignore[arg-type]


def test_what_is_not_wholly_staged_cannot_be_committed(town: Town, tmp_path: Path) -> None:
    source = importing.source([written(tmp_path, SURREY + surrey("a"))], name="uk-police")
    data_set = importing.data_set_for(
        source=source, area=town.root.id, organisation=town.police.id, title="", enter=town.enter()
    )
    with town.enter()() as visit:
        run = actions.begin(
            data_set=data_set, mapping=source.mapping, files=source.facts, by=visit, at=visit.now
        )
        with pytest.raises(Conflict, match="import_not_staged"):
            actions.commit(run=run.id, by=visit, at=visit.now)


def test_the_neighbouring_body_sees_nothing(town: Town, tmp_path: Path) -> None:
    report = bring(town, written(tmp_path, SURREY + surrey("a")))
    assert report.data_set and report.run
    with town.enter(town.stranger)() as visit:
        assert queries.data_sets(visit) == []
        assert queries.count(visit, Filter()) == 0
        assert queries.spots(visit, Filter()) == ([], 0)
        with pytest.raises(NotFound):
            queries.data_set(visit, report.data_set)
        with pytest.raises(NotFound):
            actions.commit(run=report.run, by=visit, at=visit.now)


def test_an_officer_of_the_beat_may_not_import(town: Town, tmp_path: Path) -> None:
    source = importing.source([written(tmp_path, SURREY + surrey("a"))], name="uk-police")
    with pytest.raises(NotAllowed):
        importing.import_files(
            source=source, area=town.root.id, organisation=town.police.id, enter=town.enter(town.officer)
        )


def test_quality_is_counted_at_the_commit(town: Town, tmp_path: Path) -> None:
    text = SURREY + surrey("a") + surrey("b", x="", y="") + surrey("c", kind="Drugs", month="2019-01")
    report = bring(town, written(tmp_path, text))
    with town.enter()() as visit:
        view = queries.data_set(visit, report.data_set)  # type: ignore[arg-type]
    assert (view.rows, view.imports, view.flags, view.precisions) == (3, 1, {"no_place": 1}, {"month": 3})
    assert view.origins == {"resident": 2, "officers": 1}
    assert view.first and view.first.startswith("2018-09-30T23:00")


def test_a_data_set_is_found_by_its_words_and_by_nobody_else(town: Town, tmp_path: Path) -> None:
    report = bring(town, written(tmp_path, SURREY + surrey("a")))
    for account, expected in ((town.analyst, [report.data_set]), (town.stranger, [])):
        with town.enter(account)() as visit:
            assert [hit.subject for hit in spine.find(visit, text="street-level")] == expected


def test_details_change_with_their_story_and_only_once(town: Town, tmp_path: Path) -> None:
    report = bring(town, written(tmp_path, SURREY + surrey("a")))
    details = {"title": "October", "description": "", "licence": "", "source": ""}
    with town.enter()() as visit:
        values = {"data_set": report.data_set, "version": 1, "by": visit, "at": visit.now}
        assert actions.edit_data_set(details=details, **values) == 2
        with pytest.raises(Conflict, match="edited_meanwhile"):
            actions.edit_data_set(details=details | {"title": "November"}, **values)
        assert queries.edits(visit, report.data_set)[0]["changes"]["title"][1] == "October"  # type: ignore[arg-type]
