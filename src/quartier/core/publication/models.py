"""Tables of publication. Public ones may be read by anybody; what waits to become public stands behind the lock.

Rows are only added; a change of mind is a new row.
"""

from django.db import models
from django.db.models import Q

from quartier.core.kit.ids import tag, uuid7
from quartier.core.registry.records import Locked, Record


class Release(models.Model):
    """Counts of a data set, let out at safe precision: what, when, by which organisation, under which policy.

    `series` holds the releases whose months and points belong together; each repeats what the one before has shown.
    `source` is the tag of the data set, never its id. `policy` is the whole policy as data.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tag = models.CharField(max_length=26, unique=True, default=tag)
    series = models.UUIDField()
    source = models.CharField(max_length=26)
    titles = models.JSONField()
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    policy = models.JSONField()
    policy_version = models.CharField(max_length=60)
    first_month = models.DateField()
    last_month = models.DateField()
    area_ids = models.JSONField()
    kinds = models.JSONField()
    kind_names = models.JSONField()
    totals_only = models.JSONField(default=list)
    quality = models.JSONField(default=dict)
    attribution = models.CharField(max_length=300, default="")
    licence = models.CharField(max_length=100, default="")
    released_at = models.DateTimeField()

    class Meta:
        db_table = "publication_release"
        indexes = [models.Index(fields=["place", "-released_at"], name="publication_release_newest")]

    def __str__(self) -> str:
        return self.tag


class SnapPoint(models.Model):
    """A place at which a series may show incidents: the middle of a square that stood for enough of them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.UUIDField()
    number = models.IntegerField()
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    x = models.IntegerField()
    y = models.IntegerField()
    side = models.IntegerField()
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        db_table = "publication_snap_point"
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="publication_snap_point_number")
        ]

    def __str__(self) -> str:
        return str(self.number)


class PublicCount(models.Model):
    """One figure of a release; `value` null: withheld. No area: the whole place. No kind: all kinds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    start = models.DateField()
    grain = models.CharField(max_length=6)
    area = models.ForeignKey("territory.Area", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60, null=True)
    point = models.ForeignKey(SnapPoint, models.PROTECT, null=True, related_name="+")
    value = models.IntegerField(null=True)

    class Meta:
        db_table = "publication_public_count"
        constraints = [
            models.CheckConstraint(
                condition=Q(grain__in=["month", "window"]), name="publication_count_grain"
            ),
            models.UniqueConstraint(
                fields=["release", "start", "grain", "area", "kind", "point"],
                nulls_distinct=False,
                name="publication_count_once",
            ),
        ]
        indexes = [models.Index(fields=["release", "area", "kind"], name="publication_count_read")]

    def __str__(self) -> str:
        return f"{self.start} {self.grain}"


class Notice(models.Model):
    """A public text: news, prevention, an alert. Texts are by language; a language may be missing.

    `origin` and `origin_tag` name the record it came from, so that its feature can find it again. `second` says
    whether a second person let it out.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tag = models.CharField(max_length=26, unique=True, default=tag)
    origin = models.CharField(max_length=30)
    origin_tag = models.CharField(max_length=26)
    kind = models.CharField(max_length=30)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    titles = models.JSONField()
    bodies = models.JSONField()
    images = models.JSONField(default=dict)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    second = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "publication_notice"
        indexes = [models.Index(fields=["place", "-published_at"], name="publication_notice_newest")]

    def __str__(self) -> str:
        return self.tag


class Withdrawal(models.Model):
    """A release or a notice taken back: from then on it is no longer shown, and this says when and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    release = models.OneToOneField(Release, models.PROTECT, null=True, related_name="+")
    notice = models.OneToOneField(Notice, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    reasons = models.JSONField()
    withdrawn_at = models.DateTimeField()

    class Meta:
        db_table = "publication_withdrawal"
        constraints = [
            models.CheckConstraint(
                condition=Q(release__isnull=False, notice__isnull=True)
                | Q(release__isnull=True, notice__isnull=False),
                name="publication_withdrawal_of_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.withdrawn_at)


class WartimeSwitch(models.Model):
    """Somebody asked to switch the wartime rule on or off for an area and all below it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    on = models.BooleanField()
    reason = models.TextField()
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "publication_wartime_switch"

    def __str__(self) -> str:
        return f"{self.area_id} {self.on}"


class WartimeDecision(models.Model):
    """A second person agreed to a switch, or not; with the first agreement it holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    switch = models.OneToOneField(WartimeSwitch, models.PROTECT, related_name="+")
    agreed = models.BooleanField()
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "publication_wartime_decision"

    def __str__(self) -> str:
        return str(self.agreed)


class Submission(Record):
    """The public version of a record as its author offered it. Nothing of it is ever changed; changes are steps.

    `origin_tag`: tag of the record. `organisation`: in whose name it will stand; who moderates says the scope.
    `titles`, `texts`: what was proposed, by language. `marks`: what the machine pointed out in the proposal.
    `photos`: tags of files; `facts`: what else is to become public, for the feature.
    """

    tag = models.CharField(max_length=26)
    origin = models.CharField(max_length=30)
    origin_tag = models.CharField(max_length=26)
    kind = models.CharField(max_length=30)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    language = models.CharField(max_length=5)
    original_title = models.TextField()
    original_text = models.TextField()
    titles = models.JSONField()
    texts = models.JSONField()
    marks = models.JSONField(default=list)
    photos = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    offered_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta(Record.Meta):
        abstract = False
        db_table = "publication_submission"
        constraints = [
            Locked(
                name="publication_submission_lock",
                personal=["original_title", "original_text", "titles", "texts", "marks", "facts"],
                drop_box=True,
            )
        ]
        indexes = [
            models.Index(fields=["due_at", "scope"], name="publication_submission_due"),
            models.Index(fields=["origin_tag", "scope"], name="publication_submission_of"),
        ]

    def __str__(self) -> str:
        return self.tag


class SubmissionStep(models.Model):
    """One thing that was done with an offered text, by whom and why. `titles`, `texts`: of a change, the whole proposal.

    `reason`: a code of rules.moderation. `agreed`: what was decided about an objection. `by` is null for the author.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="+",
        db_column="submission_id",
        db_constraint=False,
        db_index=False,
    )
    scope = models.ForeignKey(
        "registry.Scope", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=12)
    reason = models.CharField(max_length=30, default="")
    words = models.TextField(default="")
    agreed = models.BooleanField(null=True)
    titles = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    marks = models.JSONField(default=list)
    photos = models.JSONField(default=list)
    notice = models.CharField(max_length=26, default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        db_table = "publication_submission_step"
        constraints = [
            Locked(
                name="publication_submission_step_lock",
                subject="submission_id",
                personal=["words", "titles", "texts", "marks"],
            ),
            models.UniqueConstraint(
                fields=["submission", "number"], name="publication_submission_step_number"
            ),
        ]

    def __str__(self) -> str:
        return self.step
