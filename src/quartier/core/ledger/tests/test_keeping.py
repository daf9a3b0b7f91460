"""Keeping the log with witnesses that answer, are silent, lie, or hold another history."""

import json
import shutil
import time
from dataclasses import replace

import pytest
import structlog
from django.db import transaction

from quartier.core.ledger import envelope, keys, queries, trust, witnesses
from quartier.core.ledger.halts import Halt
from quartier.core.ledger.keeping import Keeper
from quartier.core.ledger.setup import prepare
from quartier.core.ledger.tests.conftest import append
from quartier.outside.witness.answering import Witness
from quartier.outside.witness.memory import Memory
from quartier.science.merkle.keys import COSIGNATURE
from quartier.science.merkle.policy import judge, parse_policy
from quartier.science.merkle.signing import SigningKey
from quartier.science.merkle.tiles import tiles_at

pytestmark = [pytest.mark.database, pytest.mark.attack]
NAMES = ("ombudsman", "bar", "university")


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Town:
    """Three witnesses, reached without a network; `away` are those that do not answer."""

    def __init__(self, log, folder, monkeypatch):
        self.log, self.away, self.folder, self.time = log, set(), folder, 1_795_000_000
        self.memories = []
        self.held = keys.read(log.site)
        self.signers = {name: SigningKey.generate(f"{name}.test/witness", COSIGNATURE) for name in NAMES}
        self.witnesses = {name: self.witness(name) for name in NAMES}
        self.policy(quorum=2)
        monkeypatch.setattr(witnesses, "_send", self.send)
        monkeypatch.setattr(witnesses, "AGAIN", (0.0, 0.0, 0.0))

    def witness(self, name, state=None):
        path = self.folder / f"{state or name}.sqlite"
        memory = Memory(path, mark=path.with_suffix(".mark"))
        self.memories.append(memory)
        return Witness(signer=self.signers[name], memory=memory, logs=[self.held.log.verifying])

    def policy(self, *, quorum, names=NAMES):
        listed = [
            trust.Witness(name=name, key=self.signers[name].verifying, url=f"http://{name}") for name in names
        ]
        trust.write(self.log.site, trust.policy_text(self.held, witnesses=listed, quorum=quorum))

    def send(self, url, body):
        name, _, path = url.removeprefix("http://").partition("/")
        if name in self.away:
            raise TimeoutError
        self.time += 1
        answer = (
            self.witnesses[name].read_back(f"/{path}")
            if body is None
            else self.witnesses[name].add_checkpoint(body, at=self.time)
        )
        return witnesses._Answer(answer.status, answer.type.partition(";")[0], answer.body)


@pytest.fixture
def town(log, tmp_path, monkeypatch):
    structlog.reset_defaults()
    made = Town(log, tmp_path, monkeypatch)
    yield made
    for memory in made.memories:
        memory.close()


class Kept:
    """A keeper whose clock we turn."""

    def __init__(self, log, **more):
        log.end()
        self.clock = Clock()
        self.keeper = Keeper(log.site, log.session(), clock=self.clock, **more)
        self.keeper.open()

    def turn(self, seconds=1.0):
        self.clock.now += seconds
        self.keeper.step()
        while self.keeper.publisher.busy:
            time.sleep(0.002)
            self.keeper.publisher.step()


def kept(log, **more):
    return Kept(log, **more)


def kinds_written(log):
    with log.database.superuser(log.database.copy_name) as session:
        rows = session.execute(
            "select e.kind, e.body from ledger_position p "
            "join ledger_envelope e on e.intake_id = p.intake_id order by p.index"
        ).fetchall()
    return [(kind, json.loads(bytes(body))) for kind, body in rows]


def freshness(log):
    with transaction.atomic():
        return queries.freshness(append().recorded_at)


def test_a_log_opens_with_its_keys_and_policy_before_everything_that_waits(log, town):
    append()
    run = kept(log)
    run.turn()
    assert [kind for kind, _ in kinds_written(log)] == ["ledger.opened", "test.counted"]
    assert run.keeper.sequencer.signed_size == 2


def test_a_head_is_published_with_the_quorum_s_lines_and_entries_name_it(log, town):
    append()
    run = kept(log)
    run.turn()
    note = log.store.checkpoint()
    judged = judge(parse_policy(log.site.policy.read_bytes()), note)
    assert judged.checkpoint.size == 2
    assert judged.witnessed
    assert set(judged.cosigned) == set(NAMES)
    stored = {
        p.relative_to(log.site.folder).as_posix()
        for p in (log.site.folder / "tile").rglob("*")
        if p.is_file()
    }
    assert stored == {name.path for name in tiles_at(2)}
    later = append()
    run.turn(2.0)
    at = envelope.instant(later.recorded_at)
    [said] = [said for _, said in kinds_written(log) if said["recorded_at"] == at]
    assert said["seen"]["size"] == 2
    with transaction.atomic():
        published = queries.newest()
        assert (published.size, published.witnessed) == (3, True)
        assert [(one.name, one.size) for one in queries.witnesses()] == [(name, 3) for name in sorted(NAMES)]
        assert [(head.size, len(head.witnesses)) for head in queries.heads()] == [(3, 3), (2, 3)]


def test_without_a_quorum_the_last_quorate_head_stays_and_signing_goes_on(log, town):
    append()
    run = kept(log)
    run.turn()
    before = log.store.checkpoint()
    town.away = {"bar", "university"}
    append()
    run.turn(2.0)
    assert run.keeper.sequencer.signed_size == 3
    assert log.store.checkpoint() == before
    town.away = {"bar"}
    run.turn(2.0)
    assert judge(parse_policy(log.site.policy.read_bytes()), log.store.checkpoint()).checkpoint.size == 3
    town.away = set()
    run.turn(2.0)
    with transaction.atomic():
        assert {one.name: one.size for one in queries.witnesses()} == dict.fromkeys(NAMES, 3)


def test_without_witnesses_a_head_is_published_and_said_not_to_be_witnessed(log, tmp_path):
    assert prepare(log.site) is True
    assert prepare(log.site) is False
    append()
    kept(log).turn()
    assert log.store.checkpoint() is not None
    told = freshness(log)
    assert told.published.size == 2
    assert told.published.witnessed is False
    assert told.cosigned_at is None


def test_silence_becomes_a_heartbeat_and_so_a_new_head(log, town):
    run = kept(log)
    run.turn()
    run.turn(30.0)
    assert run.keeper.sequencer.signed_size == 1
    run.turn(31.0)
    run.turn(2.0)
    assert [kind for kind, _ in kinds_written(log)] == ["ledger.opened", "ledger.heartbeat"]
    assert judge(parse_policy(log.site.policy.read_bytes()), log.store.checkpoint()).checkpoint.size == 2


def test_a_changed_policy_is_an_entry_and_in_force_at_once(log, town):
    run = kept(log)
    run.turn()
    town.policy(quorum=1, names=("bar",))
    run.turn(11.0)
    run.turn(2.0)
    assert [kind for kind, _ in kinds_written(log)] == ["ledger.opened", "ledger.policy_set"]
    assert run.keeper.trust.policy.witnesses.keys() == {"bar"}
    log.site.policy.write_bytes(b"nonsense\n")
    run.turn(11.0)
    assert run.keeper.trust.policy.witnesses.keys() == {"bar"}
    with pytest.raises(Halt) as refusal:
        kept(log)
    assert refusal.value.code == "ledger_policy_unfit"


def test_a_witness_that_forgot_or_whose_answer_was_lost_is_asked_from_where_it_stands(log, town):
    append()
    run = kept(log)
    run.turn()
    town.witnesses["bar"] = town.witness("bar", state="fresh")
    run.keeper.publisher._held["university"] = 0
    append()
    run.turn(2.0)
    with transaction.atomic():
        assert {one.name: one.size for one in queries.witnesses()} == dict.fromkeys(NAMES, 3)


def old_backup(log):
    """Database, lock store and files as they were; returns what brings them back."""
    lock, aside = log.site.lock.read_bytes(), log.site.folder.with_name("aside")
    shutil.copytree(log.site.folder, aside)

    def restore():
        log.end()
        log.site.lock.write_bytes(lock)
        shutil.rmtree(log.site.folder)
        aside.rename(log.site.folder)
        log.tamper(
            "delete from ledger_publication where head_id > 2", "delete from ledger_cosignature where head_id > 2",
            "delete from ledger_head where size > 2", "delete from ledger_batch where size > 2",
            "delete from ledger_position where index >= 2",
            "delete from ledger_opening where intake_id not in (select intake_id from ledger_position)",
            "delete from ledger_envelope where intake_id not in (select intake_id from ledger_position)",
            "delete from ledger_intake where id not in (select intake_id from ledger_position)",
        )  # fmt: skip

    return restore


@pytest.mark.parametrize("grown", [0, 1, 3], ids=["behind", "other head", "longer other history"])
def test_a_backup_restored_with_its_lock_store_is_found_out_by_the_witnesses(log, town, grown):
    append()
    run = kept(log)
    run.turn()
    restore = old_backup(log)
    append()
    run.turn(2.0)
    restore()
    for _ in range(grown):
        append()
    run = kept(log)
    with pytest.raises(Halt) as refusal:
        run.turn(2.0)
    assert refusal.value.code == "ledger_alarm"
    assert freshness(log).alarm in ("witness_is_ahead", "witness_holds_another_history")
    with pytest.raises(Halt) as refusal:
        kept(log)
    assert refusal.value.code == "ledger_alarm"


def test_a_witness_that_only_claims_another_history_stops_nothing_and_is_told(log, town):
    append()
    run = kept(log)
    run.turn()
    honest = town.send

    def lying(url, body):
        if "bar" not in url:
            return honest(url, body)
        return (
            witnesses._Answer(404, "", b"")
            if body is None
            else witnesses._Answer(409, "text/x.tlog.size", b"99\n")
        )

    witnesses._send = lying
    append()
    run.turn(2.0)
    told = freshness(log)
    assert told.published.size == 3
    assert told.alarm == "witness_is_ahead"


def test_a_line_that_does_not_verify_is_not_kept(log, town):
    town.signers["bar"] = SigningKey.generate("bar.test/witness", COSIGNATURE)
    append()
    run = kept(log)
    run.turn()
    with transaction.atomic():
        assert {one.name for one in queries.witnesses()} == set(NAMES)
    other = SigningKey.generate("bar.test/witness", COSIGNATURE)
    town.witnesses["bar"]._signer = other
    append()
    run.turn(2.0)
    with transaction.atomic():
        assert {one.name: one.size for one in queries.witnesses()}["bar"] == 2


@pytest.mark.parametrize("step", ["shown", "witnessed", "published", "recorded"])
def test_a_crash_around_publication_is_made_good(log, town, step):
    class Crash(Exception):
        pass

    def reached(at):
        if at == step:
            raise Crash

    append()
    kept(log).turn()
    append()
    run = kept(log, reached=reached)
    with pytest.raises(Crash):
        run.turn()
    run = kept(log)
    run.turn()
    note = log.store.checkpoint()
    with transaction.atomic():
        published = queries.newest()
    assert published.note == note
    assert judge(parse_policy(log.site.policy.read_bytes()), note).checkpoint.size == 3


def test_a_lost_checkpoint_file_is_written_again(log, town):
    append()
    run = kept(log)
    run.turn()
    note = log.store.checkpoint()
    (log.site.folder / "checkpoint").unlink()
    kept(log)
    assert log.store.checkpoint() == note


def test_partials_are_swept_once_their_full_tile_is_published_and_old(log, town):
    with transaction.atomic():
        for number in range(100):
            append(rows=number)
    run = kept(log)
    run.turn()
    with transaction.atomic():
        for number in range(200):
            append(rows=number)
    run.turn(2.0)
    store = log.store
    assert (log.site.folder / "tile/0/000.p/101").exists()
    assert store.sweep(101) == 0
    assert store.sweep(301) == 2
    assert not (log.site.folder / "tile/0/000.p").exists()
    assert (log.site.folder / "tile/0/001.p/45").exists()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda site: (site.keys / "log.key").unlink(), "ledger_keys_missing"),
        (lambda site: (site.keys / "log.key").chmod(0o644), "ledger_key_unfit"),
        (lambda site: (site.keys / "log.key").write_text("PRIVATE+KEY+nonsense"), "ledger_key_unfit"),
        (lambda site: site.policy.unlink(), "ledger_policy_unfit"),
        (lambda site: site.policy.write_text("quorum none\n"), "ledger_policy_unfit"),
    ],
    ids=["missing key", "open key", "broken key", "missing policy", "policy of others"],
)
def test_unfit_keys_and_policies_are_refused(log, town, damage, code):
    damage(log.site)
    with pytest.raises(Halt) as refusal:
        kept(log)
    assert refusal.value.code == code


def test_names_and_keys_of_examples_are_refused_in_production(log, town):
    strict = replace(log.site, lenient=False)
    with pytest.raises(Halt) as refusal:
        Keeper(strict, log.session()).open()
    assert refusal.value.details["reason"] == "test_name"
    with pytest.raises(Halt) as refusal:
        Keeper(replace(log.site, origin="other.test/log"), log.session()).open()
    assert refusal.value.details["reason"] == "wrong_origin"
