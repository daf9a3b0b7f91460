"""Tables of promises: the record behind the lock, and what anybody may read once it was let out. Rows are only added."""

from django.db import models
from django.db.models import Q

from quartier.core.kit.ids import uuid7
from quartier.core.registry.records import Locked, Record


class Promise(Record):
    """A promise as it was written down. Nothing of it is ever changed. `source`: the Subject that it came from."""

    tag = models.CharField(max_length=26)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    office = models.CharField(max_length=200)
    language = models.CharField(max_length=5)
    text = models.TextField()
    translations = models.JSONField(default=dict)
    made_on = models.DateField()
    due_on = models.DateField()
    source = models.UUIDField(null=True)
    source_tag = models.CharField(max_length=26, default="")
    written_at = models.DateTimeField()
    written_by = models.UUIDField()

    class Meta(Record.Meta):
        abstract = False
        db_table = "promises_promise"
        constraints = [
            Locked(name="promises_promise_lock"),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("made_on")), name="promises_promise_days"
            ),
        ]
        indexes = [models.Index(fields=["due_on", "scope"], name="promises_promise_due")]

    def __str__(self) -> str:
        return self.tag


class PromiseStep(models.Model):
    """What happened before it was public: a correction of its words, and letting it out. `corrects`: what it mends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promise = models.ForeignKey(
        Promise,
        models.PROTECT,
        related_name="+",
        db_column="promise_id",
        db_constraint=False,
        db_index=False,
    )
    scope = models.ForeignKey(
        "registry.Scope", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=12)
    words = models.TextField(default="")
    corrects = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        db_table = "promises_step"
        constraints = [
            Locked(name="promises_step_lock", subject="promise_id"),
            models.UniqueConstraint(fields=["promise", "number"], name="promises_step_number"),
        ]

    def __str__(self) -> str:
        return self.step


class PublicPromise(models.Model):
    """A promise as residents read it. `notice`: by which notice of publication it was let out. `source`: tag of the record
    that it came from, which is shown while that record itself stands in public.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.UUIDField(unique=True)
    tag = models.CharField(max_length=26, unique=True)
    notice = models.CharField(max_length=26)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    language = models.CharField(max_length=5)
    text = models.TextField()
    translations = models.JSONField(default=dict)
    made_on = models.DateField()
    due_on = models.DateField()
    let_out_at = models.DateTimeField()
    source = models.CharField(max_length=26, default="")

    class Meta:
        db_table = "promises_public"

    def __str__(self) -> str:
        return self.tag


class PublicStep(models.Model):
    """One thing that happened to a public promise, by which organisation. `words` by language; `due_on`: the new date.

    `corrects`: the number of the step whose words this one mends; 0 means the promise itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    promise = models.ForeignKey(PublicPromise, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=12)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    words = models.JSONField(default=dict)
    due_on = models.DateField(null=True)
    corrects = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "promises_public_step"
        constraints = [
            models.UniqueConstraint(fields=["promise", "number"], name="promises_public_step_number"),
            models.CheckConstraint(
                condition=Q(step="postponed", due_on__isnull=False)
                | (~Q(step="postponed") & Q(due_on__isnull=True)),
                name="promises_public_step_due",
            ),
        ]

    def __str__(self) -> str:
        return self.step
