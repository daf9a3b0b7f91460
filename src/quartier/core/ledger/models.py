"""The intake; apart from it what may have to be destroyed (envelopes, openings); and the log that is built on it."""

from django.db import models

from quartier.core.kit.ids import uuid7


class Intake(models.Model):
    """One entry. The database gives it a number, which is no promise of order in the published ledger."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.CharField(max_length=26, null=True)
    recorded_at = models.DateTimeField()
    entry = models.BinaryField(max_length=33)
    leaf = models.BinaryField(max_length=32)
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
    kind = models.CharField(max_length=64)
    body = models.BinaryField()


class Opening(models.Model):
    """Salt and value of one field."""

    pk = models.CompositePrimaryKey("intake_id", "field")
    intake = models.ForeignKey(
        "ledger.Intake", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    field = models.CharField(max_length=64)
    salt = models.BinaryField(max_length=32)
    value = models.BinaryField()


class Position(models.Model):
    """The place of an entry in the log. Places are dense: 0, 1, 2, …"""

    index = models.BigIntegerField(primary_key=True)
    intake = models.OneToOneField("ledger.Intake", on_delete=models.PROTECT, related_name="+")


class Batch(models.Model):
    """Entries that got their places in one transaction, from `first` up to `size`. One batch follows another: no fork.

    `hashes` is the compact range of the first `size` leaves: 32 bytes for each perfect tree, from the left.
    """

    size = models.BigIntegerField(primary_key=True)
    first = models.BigIntegerField(unique=True)
    hashes = models.BinaryField()
    at = models.DateTimeField()


class Head(models.Model):
    """A signed checkpoint that the lock store accepted. Public once it is published."""

    batch = models.OneToOneField(
        "ledger.Batch", on_delete=models.PROTECT, primary_key=True, db_column="size", related_name="+"
    )
    root = models.BinaryField(max_length=32)
    note = models.BinaryField()
    signed_at = models.DateTimeField()


class Cosignature(models.Model):
    """A witness's word on a head: at `stamped_at`, by the witness's own clock, it was the largest it knew."""

    pk = models.CompositePrimaryKey("head_id", "witness", "stamped_at")
    head = models.ForeignKey("ledger.Head", on_delete=models.PROTECT, related_name="+")
    witness = models.CharField(max_length=100)
    line = models.BinaryField()
    stamped_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                "witness",
                models.F("head").desc(),
                models.F("stamped_at").desc(),
                name="ledger_cosignature_newest",
            )
        ]


class Publication(models.Model):
    """A head that was served as the checkpoint, as the bytes that were served. Fresher cosignatures are a new row.

    `witnessed` says whether a quorum of witnesses had signed; without a quorum in the policy it is never true.
    """

    pk = models.CompositePrimaryKey("head_id", "at")
    head = models.ForeignKey("ledger.Head", on_delete=models.PROTECT, related_name="+")
    note = models.BinaryField()
    witnessed = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="ledger_publication_at")]


class Alarm(models.Model):
    """What must not happen and did: a witness that holds another history, a witness key that does not verify."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=64)
    witness = models.CharField(max_length=100)
    evidence = models.BinaryField()
    at = models.DateTimeField()
