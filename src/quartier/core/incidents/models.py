"""Tables of incidents. A data set is the record; occurrences, imports and what is staged hang on it and share its scope.

Points, times and kinds only: there is no column for a person, so nobody can be scored.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from quartier.core.incidents.rules.checking import SHAPE
from quartier.core.kit.ids import uuid7
from quartier.core.registry.records import Locked, Record


def _data_set() -> models.ForeignKey:
    """The parent. The lock's own key (data_set_id, scope_id) → Subject stands in the database; a second one would cost."""
    return models.ForeignKey(
        "incidents.DataSet",
        on_delete=models.PROTECT,
        related_name="+",
        db_column="data_set_id",
        db_constraint=False,
        db_index=False,
    )


def _scope() -> models.ForeignKey:
    return models.ForeignKey(
        "registry.Scope", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )


class DataSet(Record):
    """Incidents of one source, owned by one organisation. `salt` keys the ids of its occurrences."""

    title = models.CharField(max_length=200)
    description = models.TextField(default="")
    mapping = models.CharField(max_length=60)
    licence = models.CharField(max_length=200, default="")
    source = models.CharField(max_length=300, default="")
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    salt = models.BinaryField(max_length=16)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()

    class Meta(Record.Meta):
        constraints = [
            Locked(
                name="incidents_dataset_lock",
                updatable=["title", "description", "licence", "source", "version"],
            )
        ]
        indexes = [models.Index(fields=["mapping", "scope"], name="incidents_dataset_mapping")]


class DataSetEdit(models.Model):
    """One change of a data set's details: {field: [before, after]}. The version is the one that it made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    data_set = _data_set()
    scope = _scope()
    version = models.PositiveIntegerField()
    changes = models.JSONField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["data_set", "version", "scope"], name="incidents_edit_once"),
            Locked(name="incidents_edit_lock", subject="data_set_id"),
        ]


class Occurrence(models.Model):
    """Something that happened, in the one shape that every source is brought into.

    It happened at some moment of [starts_at, ends_at); `precision` says why the interval is as wide as it is.
    `reported_at` and `registered_at` are the source's; when it came in here stands with its import.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    data_set = _data_set()
    scope = _scope()
    run = models.ForeignKey(
        "incidents.ImportRun",
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    kind = models.CharField(max_length=40)
    source_kind = models.CharField(max_length=200)
    origin = models.CharField(max_length=10)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    uncertainty_m = models.FloatField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    precision = models.CharField(max_length=10)
    reported_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField(null=True)
    source_id = models.CharField(max_length=200)
    likeness = models.UUIDField(null=True)
    duplicate_of = models.UUIDField(null=True)
    flags = models.SmallIntegerField(default=0)
    area = models.ForeignKey(
        "territory.Area",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    address = models.CharField(max_length=200, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")), name="incidents_occurrence_interval"
            ),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True, lat__isnull=True)
                | models.Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="incidents_occurrence_place",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=["resident", "officers", "unknown"]),
                name="incidents_occurrence_origin",
            ),
            Locked(
                name="incidents_occurrence_lock", subject="data_set_id", personal=["address", "source_id"]
            ),
        ]
        indexes = [
            models.Index(fields=["data_set", "-starts_at", "-id", "scope"], name="incidents_of_set"),
            models.Index(
                fields=["area", "-starts_at", "scope"],
                name="incidents_of_area",
                condition=models.Q(area__isnull=False),
            ),
            models.Index(fields=["lat", "lon", "scope"], name="incidents_place"),
        ]  # few on purpose: each costs a second per 240,000 rows of an import


class ImportRun(models.Model):
    """One import: which files, read by which mapping. `digest` finds a run that was killed, so that it goes on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    data_set = _data_set()
    scope = _scope()
    mapping = models.CharField(max_length=60)
    mapping_version = models.PositiveIntegerField()
    vocabulary = models.CharField(max_length=20)
    files = models.JSONField()
    digest = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_by = models.UUIDField()

    class Meta:
        constraints = [Locked(name="incidents_run_lock", subject="data_set_id")]
        indexes = [models.Index(fields=["data_set", "-started_at", "scope"], name="incidents_run_of_set")]


class ImportStep(models.Model):
    """What became of an import, one row a step: staged, committed, abandoned, failed. The newest is its state."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    data_set = _data_set()
    scope = _scope()
    state = models.CharField(max_length=12)
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            Locked(name="incidents_step_lock", subject="data_set_id"),
            models.UniqueConstraint(
                fields=["run", "scope"],
                condition=models.Q(state__in=["committed", "abandoned"]),
                name="incidents_run_ends_once",
            ),
        ]
        indexes = [models.Index(fields=["run", "at", "scope"], name="incidents_step_of_run")]


COLUMNS = tuple(f"col_{name}" for name, _ in SHAPE)


class StagedBatch(models.Model):
    """Checked rows that wait for their commit: one row a chunk, one array a column, in the order of SHAPE.

    The arrays are emptied when the run ends; `refused` keeps the report of the bad rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    data_set = _data_set()
    scope = _scope()
    number = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    repeats = models.PositiveIntegerField()
    refused = models.JSONField()
    col_id = ArrayField(models.UUIDField())
    col_kind = ArrayField(models.TextField())
    col_source_kind = ArrayField(models.TextField())
    col_origin = ArrayField(models.TextField())
    col_lon = ArrayField(models.FloatField(null=True))
    col_lat = ArrayField(models.FloatField(null=True))
    col_uncertainty_m = ArrayField(models.FloatField(null=True))
    col_starts = ArrayField(models.BigIntegerField())
    col_ends = ArrayField(models.BigIntegerField())
    col_precision = ArrayField(models.TextField())
    col_reported = ArrayField(models.BigIntegerField(null=True))
    col_registered = ArrayField(models.BigIntegerField(null=True))
    col_source_id = ArrayField(models.TextField())
    col_likeness = ArrayField(models.UUIDField(null=True))
    col_duplicate_of = ArrayField(models.UUIDField(null=True))
    col_flags = ArrayField(models.SmallIntegerField())
    col_area_id = ArrayField(models.IntegerField(null=True))
    col_address = ArrayField(models.TextField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number", "scope"], name="incidents_batch_once"),
            Locked(
                name="incidents_batch_lock",
                subject="data_set_id",
                updatable=list(COLUMNS),
                personal=["col_address", "col_source_id"],
            ),
        ]
