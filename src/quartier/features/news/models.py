"""Tables of news: the text as its organisation writes it, and what was done with it, step by step."""

from django.db import models

from quartier.core.kit.ids import uuid7
from quartier.core.registry.records import Locked, Record


class NewsItem(Record):
    """A text in the making. Titles, texts and descriptions of the picture are by language.

    `picture`: tag of the file, and `cells` of it that are covered; `warning`: how soon, how bad, how sure, what to do.
    """

    tag = models.CharField(max_length=26)
    kind = models.CharField(max_length=30)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    titles = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    images = models.JSONField(default=dict)
    picture = models.CharField(max_length=26, default="")
    cells = models.JSONField(default=list)
    theme = models.CharField(max_length=20, default="")
    warning = models.JSONField(default=dict)
    expires_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()

    class Meta(Record.Meta):
        abstract = False
        db_table = "news_item"
        constraints = [
            Locked(
                name="news_item_lock",
                updatable=[
                    "kind",
                    "area_id",
                    "titles",
                    "texts",
                    "images",
                    "expires_at",
                    "version",
                    "picture",
                    "cells",
                    "theme",
                    "warning",
                ],
            )
        ]
        indexes = [models.Index(fields=["-created_at", "scope"], name="news_item_newest")]

    def __str__(self) -> str:
        return self.tag


class NewsStep(models.Model):
    """One thing done with a text: offered, published, sent back, edited after that, withdrawn. Only added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(
        NewsItem, models.PROTECT, related_name="+", db_column="item_id", db_constraint=False, db_index=False
    )
    scope = models.ForeignKey(
        "registry.Scope", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    step = models.CharField(max_length=12)
    reason = models.TextField(default="")
    notice = models.CharField(max_length=26, default="")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        db_table = "news_step"
        constraints = [Locked(name="news_step_lock", subject="item_id")]
        indexes = [models.Index(fields=["item", "at", "scope"], name="news_step_of_item")]

    def __str__(self) -> str:
        return self.step


class PublicNews(models.Model):
    """What a notice of ours says beside its text: its theme, its public picture, its warning. Rows are only added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.CharField(max_length=26, unique=True)
    item = models.CharField(max_length=26, db_index=True)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    theme = models.CharField(max_length=20, default="")
    picture = models.CharField(max_length=26, default="")
    warning = models.JSONField(default=dict)
    sent_at = models.DateTimeField()

    class Meta:
        db_table = "news_public"
        indexes = [models.Index(fields=["place", "kind", "-sent_at"], name="news_public_newest")]

    def __str__(self) -> str:
        return self.notice


class Readers(models.Model):
    """How many have read a notice on a day: a number, and nothing by which anybody could be told from another."""

    pk = models.CompositePrimaryKey("notice", "day")
    notice = models.CharField(max_length=26)
    day = models.DateField()
    count = models.PositiveIntegerField()

    class Meta:
        db_table = "news_readers"

    def __str__(self) -> str:
        return f"{self.notice} {self.day}"
