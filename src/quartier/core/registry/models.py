"""Scope and Subject. Everything else that the lock remembers lives in the schema `registry`, out of the ORM's reach."""

from django.db import models

from quartier.core.kit.ids import tag, uuid7

from .records import Locked


class Scope(models.Model):
    """One cell of the lock: a distinct combination of area, organisation, compartment and secrecy."""

    id = models.AutoField(primary_key=True)
    area = models.ForeignKey("territory.Area", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    compartment = models.CharField(max_length=32)
    secrecy = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "organisation", "compartment", "secrecy"], name="registry_scope_once"
            ),
            models.CheckConstraint(condition=models.Q(secrecy__lte=3), name="registry_scope_secrecy"),
        ]


class DataLaw(models.TextChoices):
    GDPR = "GDPR"
    LED = "LED"


class Subject(models.Model):
    """The identity of a record: what audit, access, retention, sharing and linking hold on to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tag = models.CharField(max_length=26, unique=True, default=tag, editable=False)
    kind = models.CharField(max_length=64)
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", db_index=False)
    data_law = models.CharField(max_length=4, choices=DataLaw.choices)
    recorded_at = models.DateTimeField()
    review_on = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "scope"], name="registry_subject_id_scope"),
            models.CheckConstraint(
                condition=models.Q(data_law__in=DataLaw.values), name="registry_subject_data_law"
            ),
            Locked(name="registry_subject_lock", updatable=["review_on"], drop_box=True),
        ]
        indexes = [models.Index(fields=["scope", "kind"], name="registry_subject_scope")]
