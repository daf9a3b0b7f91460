"""Tables of files: what belongs to a record, behind the record's lock, and what anybody may load."""

from django.db import models

from quartier.core.kit.ids import tag, uuid7
from quartier.core.registry.records import Locked


class File(models.Model):
    """A file of a record. `sha256` and `size` are of what came in, `clean_…` of the copy that is shown.

    `width` and `height` are pixels, null for what is no picture. `name`: as given, personal. `description` by language.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey(
        "registry.Subject",
        models.PROTECT,
        related_name="+",
        db_column="subject_id",
        db_constraint=False,
        db_index=False,
    )
    scope = models.ForeignKey(
        "registry.Scope", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    tag = models.CharField(max_length=26, unique=True, default=tag)
    kind = models.CharField(max_length=10)
    type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    clean_sha256 = models.CharField(max_length=64)
    clean_size = models.PositiveIntegerField()
    name = models.CharField(max_length=120, default="")
    description = models.JSONField(default=dict)
    description_asked = models.BooleanField(default=False)
    stored_at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        db_table = "files_file"
        constraints = [
            Locked(
                name="files_file_lock",
                subject="subject_id",
                updatable=["description", "description_asked"],
                personal=["name", "description", "sha256"],
                drop_box=True,
            )
        ]
        indexes = [models.Index(fields=["subject", "stored_at", "scope"], name="files_file_of_subject")]

    def __str__(self) -> str:
        return self.tag


class PublicFile(models.Model):
    """A picture that was let out, in two sizes, both written anew. `file`: the id of what it was made from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tag = models.CharField(max_length=26, unique=True, default=tag)
    file = models.UUIDField(db_index=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    small_sha256 = models.CharField(max_length=64)
    small_size = models.PositiveIntegerField()
    small_width = models.PositiveIntegerField()
    small_height = models.PositiveIntegerField()
    descriptions = models.JSONField()
    let_out_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "files_public"

    def __str__(self) -> str:
        return self.tag
