"""Tables of custody: suites and cells in the open, everything about people behind the lock. Entries are only added."""

from django.db import models
from django.db.models import Q

from quartier.core.kit.ids import uuid7
from quartier.core.registry.records import Locked, Record

LAST = models.PROTECT


class Suite(models.Model):
    """A place with cells. `mark`: the letters in its numbers. `subject`, `tag`: its own book, a record behind the lock.

    `complaints`: who gets complaints about treatment; `higher`: who gets those about the former. `facts`: what its rule
    pack is told of every stay. `policy`: times of alarms, lateness, keeping (`rules/policy.py`).
    """

    code = models.SlugField(max_length=40, unique=True)
    organisation = models.ForeignKey("accounts.Organisation", LAST, related_name="+")
    area = models.ForeignKey("territory.Area", LAST, related_name="+")
    names = models.JSONField(default=dict)
    zone = models.CharField(max_length=40)
    mark = models.CharField(max_length=8, unique=True)
    pack = models.CharField(max_length=60)
    regime = models.CharField(max_length=30, default="")
    facts = models.JSONField(default=dict)
    policy = models.JSONField(default=dict)
    complaints = models.ForeignKey("accounts.Organisation", LAST, related_name="+")
    higher = models.ForeignKey("accounts.Organisation", LAST, null=True, related_name="+")
    subject = models.UUIDField(unique=True)
    tag = models.CharField(max_length=26, unique=True)

    class Meta:
        db_table = "custody_suite"

    def __str__(self) -> str:
        return self.code


class Cell(models.Model):
    """A room of a suite. What is said in the room of the lawyer is never recorded: the table itself refuses it."""

    suite = models.ForeignKey(Suite, LAST, related_name="+")
    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=14)
    places = models.PositiveSmallIntegerField(default=1)
    recorded = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "custody_cell"
        ordering = ["suite", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["suite", "code"], name="custody_cell_once"),
            models.CheckConstraint(
                condition=~Q(kind="consultation") | Q(recorded=False), name="custody_cell_lawyer"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["cell", "holding", "consultation", "medical", "interview", "yard"]),
                name="custody_cell_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class KeptPack(models.Model):
    """The files of a rule pack as they were when something was computed by it, so that it can be computed again."""

    name = models.CharField(max_length=60)
    version = models.CharField(max_length=64)
    texts = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "custody_kept_pack"
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="custody_kept_pack_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Stay(Record):
    """One person's time in police hands, as everybody in the suite may know it: no name, no ground, no finding.

    `label`: initials and year of birth. `moment`: when liberty was lost, as far as the entries say. `facts`: what the rule
    pack is told. From `standing` on everything is computed from the entries, by one function, after each of them.
    """

    tag = models.CharField(max_length=26)
    number = models.CharField(max_length=32)
    suite = models.ForeignKey(Suite, LAST, related_name="+", db_index=False)
    kind = models.CharField(max_length=14)
    moment = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)
    label = models.CharField(max_length=80, default="")
    language = models.CharField(max_length=5, default="")
    minor = models.BooleanField(default=False)
    pack = models.CharField(max_length=60)
    regime = models.CharField(max_length=30, default="")
    regime_reason = models.TextField(default="")
    facts = models.JSONField(default=dict)
    standing = models.JSONField(default=dict)
    state = models.CharField(max_length=10)
    cell = models.ForeignKey(Cell, LAST, null=True, related_name="+", db_index=False)
    level = models.CharField(max_length=20, default="")
    due_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    last_number = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta(Record.Meta):
        abstract = False
        db_table = "custody_stay"
        constraints = [
            Locked(name="custody_stay_lock", personal=["label", "standing", "facts", "regime_reason"]),
            models.UniqueConstraint(fields=["number"], name="custody_stay_number"),
            models.CheckConstraint(
                condition=Q(state__in=["street", "held", "out", "released"]), name="custody_stay_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["criminal", "administrative", "brought"]), name="custody_stay_kind"
            ),
        ]
        indexes = [models.Index(fields=["suite", "state", "-moment", "scope"], name="custody_stay_list")]

    def __str__(self) -> str:
        return self.number


class Part(Record):
    """What one audience reads of a stay: `file`, `arrest`, `medical`, `lawyer`, `complaint`. `about`: who it is, as far as
    that audience must know: name, date of birth, address.
    """

    tag = models.CharField(max_length=26)
    stay = models.UUIDField()
    code = models.CharField(max_length=10)
    about = models.JSONField(default=dict)
    opened_at = models.DateTimeField()

    class Meta(Record.Meta):
        abstract = False
        db_table = "custody_part"
        constraints = [
            Locked(name="custody_part_lock", updatable=["about"], personal=["about"]),
            models.CheckConstraint(
                condition=Q(code__in=["file", "arrest", "medical", "lawyer", "complaint"]),
                name="custody_part_code",
            ),
        ]
        indexes = [
            models.Index(fields=["stay", "code", "scope"], name="custody_part_of_stay"),
            models.Index(fields=["code", "-opened_at", "scope"], name="custody_part_newest"),
        ]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One thing that happened, in the book of a stay, of a complaint, or of a suite. Never changed.

    `occurred_at`: when it is said to have happened; `captured_at`: when a device noted it without a connection;
    `recorded_at`: the server's own time, the same as in the ledger. `by`: who entered it; `done_by`: who did it, where that
    is somebody else, in words. `values`: what everybody in the suite may read; what is sealed lies in `part`, in a
    `Content`. `late_reason`: why it was entered late. `corrects`: the entry that it mends, with its `reason`; `voids`: that
    one never happened. `presence`: what proves who stood at the door. `leaf`: its entry in the ledger.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(
        "registry.Subject",
        LAST,
        related_name="+",
        db_column="subject_id",
        db_constraint=False,
        db_index=False,
    )
    scope = models.ForeignKey("registry.Scope", LAST, related_name="+", db_constraint=False, db_index=False)
    suite = models.ForeignKey(Suite, LAST, related_name="+", db_constraint=False, db_index=False)
    stay = models.UUIDField(null=True)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=31)
    occurred_at = models.DateTimeField()
    captured_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True)
    organisation = models.IntegerField(null=True)
    done_by = models.CharField(max_length=200, default="")
    values = models.JSONField(default=dict)
    part = models.UUIDField(null=True)
    late_reason = models.TextField(default="")
    corrects = models.UUIDField(null=True)
    voids = models.BooleanField(default=False)
    reason = models.TextField(default="")
    presence = models.JSONField(default=dict)
    signed = models.JSONField(default=list)
    leaf = models.BinaryField()

    class Meta:
        db_table = "custody_entry"
        constraints = [
            Locked(
                name="custody_entry_lock",
                subject="subject_id",
                personal=["values", "done_by", "late_reason", "reason", "signed"],
            ),
            models.UniqueConstraint(fields=["subject", "number"], name="custody_entry_number"),
            models.UniqueConstraint(fields=["leaf"], name="custody_entry_leaf"),
            models.CheckConstraint(
                condition=Q(occurred_at__lte=models.F("recorded_at")), name="custody_entry_not_ahead"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, reason="", voids=False) | (~Q(corrects=None) & ~Q(reason="")),
                name="custody_entry_corrects",
            ),
        ]
        indexes = [
            models.Index(fields=["suite", "act", "-recorded_at", "scope"], name="custody_entry_of_suite"),
            models.Index(fields=["stay", "scope"], name="custody_entry_of_stay"),
        ]

    def __str__(self) -> str:
        return self.act


class Content(models.Model):
    """What an entry says to one audience only. `salt`: 32 hexadecimal digits that go into the digest in the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    part = models.ForeignKey(
        Part, LAST, related_name="+", db_column="part_id", db_constraint=False, db_index=False
    )
    scope = models.ForeignKey("registry.Scope", LAST, related_name="+", db_constraint=False, db_index=False)
    entry = models.UUIDField(unique=True)
    values = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)

    class Meta:
        db_table = "custody_content"
        constraints = [Locked(name="custody_content_lock", subject="part_id", personal=["values"])]
        indexes = [models.Index(fields=["part", "scope"], name="custody_content_of_part")]

    def __str__(self) -> str:
        return str(self.entry)


class Stand(models.Model):
    """What the rule pack said after an entry, with everything that it was told: it can be asked again in ten years."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stay = models.ForeignKey(
        Stay, LAST, related_name="+", db_column="stay_id", db_constraint=False, db_index=False
    )
    scope = models.ForeignKey("registry.Scope", LAST, related_name="+", db_constraint=False, db_index=False)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    pack = models.CharField(max_length=60)
    version = models.CharField(max_length=64)
    regime = models.CharField(max_length=30)
    inputs = models.JSONField(default=dict)
    result = models.JSONField(default=dict)

    class Meta:
        db_table = "custody_stand"
        constraints = [
            Locked(name="custody_stand_lock", subject="stay_id", personal=["inputs", "result"]),
            models.UniqueConstraint(fields=["stay", "number"], name="custody_stand_number"),
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.number}"


class Occupation(models.Model):
    """Who was in which room from when until when. The database keeps a person from being in two, and two people from one
    room unless both rows say that it is shared.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stay = models.ForeignKey(
        Stay, LAST, related_name="+", db_column="stay_id", db_constraint=False, db_index=False
    )
    scope = models.ForeignKey("registry.Scope", LAST, related_name="+", db_constraint=False, db_index=False)
    cell = models.ForeignKey(Cell, LAST, related_name="+", db_constraint=False, db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    shared = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_occupation"
        constraints = [
            Locked(name="custody_occupation_lock", subject="stay_id"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="custody_occupation_order"
            ),
        ]
        indexes = [models.Index(fields=["stay", "since", "scope"], name="custody_occupation_of_stay")]

    def __str__(self) -> str:
        return str(self.cell_id)


class Bag(models.Model):
    """A sealed bag of somebody's things. A seal is used once in a suite."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    stay = models.ForeignKey(
        Stay, LAST, related_name="+", db_column="stay_id", db_constraint=False, db_index=False
    )
    scope = models.ForeignKey("registry.Scope", LAST, related_name="+", db_constraint=False, db_index=False)
    suite = models.ForeignKey(Suite, LAST, related_name="+", db_constraint=False, db_index=False)
    seal = models.CharField(max_length=40)
    sealed_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "custody_bag"
        constraints = [
            Locked(name="custody_bag_lock", subject="stay_id"),
            models.UniqueConstraint(fields=["suite", "seal"], name="custody_bag_seal"),
        ]
        indexes = [models.Index(fields=["stay", "scope"], name="custody_bag_of_stay")]

    def __str__(self) -> str:
        return self.seal


class DoorCode(models.Model):
    """A card or a tag at a room's door; the newest of a kind counts. `sealed`: its secret. `uid`: a tag's own number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cell = models.ForeignKey(Cell, LAST, related_name="+")
    kind = models.CharField(max_length=4)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=26, unique=True)
    sealed = models.BinaryField()
    uid = models.CharField(max_length=14, default="")
    issued_at = models.DateTimeField()
    issued_by = models.UUIDField()

    class Meta:
        db_table = "custody_door_code"
        constraints = [
            models.UniqueConstraint(fields=["cell", "kind", "number"], name="custody_door_code_number")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class DoorAsk(models.Model):
    """A number of a card that was asked for, once: `place` on the card, who was asked, and whether the answer was right."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    door = models.ForeignKey(DoorCode, LAST, related_name="+")
    account = models.UUIDField()
    place = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    right = models.BooleanField(null=True)

    class Meta:
        db_table = "custody_door_ask"

    def __str__(self) -> str:
        return self.place


class DoorTouch(models.Model):
    """One touch of a tag, the first time that its address was opened. Its counter is taken once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    door = models.ForeignKey(DoorCode, LAST, related_name="+", db_index=False)
    counter = models.PositiveIntegerField()
    account = models.UUIDField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "custody_door_touch"
        constraints = [models.UniqueConstraint(fields=["door", "counter"], name="custody_door_touch_once")]

    def __str__(self) -> str:
        return str(self.counter)
