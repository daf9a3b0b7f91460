"""The intake and, apart from it, what may have to be destroyed: envelopes and openings."""

from django.db import models

from quartier.core.kit.ids import uuid7


class Intake(models.Model):
    """One entry. The database gives it a number, which is no promise of order in the published ledger."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.CharField(max_length=26, null=True)
    recorded_at = models.DateTimeField()
    entry = models.BinaryField(max_length=33)
    leaf = models.BinaryField(max_length=32, unique=True)
    prev = models.BinaryField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "prev"],
                name="ledger_intake_one_chain",
                nulls_distinct=False,
                condition=models.Q(record__isnull=False),
            ),
        ]


class Envelope(models.Model):
    """The bytes that an entry commits to, as they were hashed."""

    intake = models.OneToOneField(
        "ledger.Intake", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    kind = models.CharField(max_length=64, db_index=True)
    body = models.BinaryField()


class Opening(models.Model):
    """Salt and value of one field."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    intake = models.ForeignKey("ledger.Intake", on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=64)
    salt = models.BinaryField(max_length=32)
    value = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "field"], name="ledger_opening_once")]
