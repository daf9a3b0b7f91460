"""Tables of appeals: the record behind the lock with its history, what the public reads, and each place's set-up."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from quartier.core.kit.ids import uuid7
from quartier.core.registry.records import Locked, Record


class Appeal(Record):
    """What one person wrote to one body. A part that was sent on is an appeal of its own, and names its `parent`.

    `lodged_at`: when the person wrote or spoke; `arrived_at`: when it reached this body, from which its terms count;
    `written_at`: when it was entered here. `person` is as given: name, residence, contact in words. `facts`: what the rule
    pack was told. `due_at`, `forward_due_at` and `state` are computed at each step, so that lists can be ordered by them.
    """

    tag = models.CharField(max_length=26)
    number = models.CharField(max_length=24)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    category = models.CharField(max_length=30)
    channel = models.CharField(max_length=10)
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    text = models.TextField()
    spot = models.CharField(max_length=300, default="")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    about_officer = models.BooleanField(default=False)
    identity = models.CharField(max_length=8)
    person = models.JSONField(default=dict)
    recipient = models.UUIDField(null=True)
    parent = models.UUIDField(null=True)
    external = models.CharField(max_length=200, default="")
    lodged_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    written_at = models.DateTimeField()
    entered_by = models.UUIDField(null=True)
    pack = models.CharField(max_length=60)
    pack_version = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    forward_due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    assigned_to = models.UUIDField(null=True)

    class Meta(Record.Meta):
        abstract = False
        db_table = "appeals_appeal"
        constraints = [
            Locked(
                name="appeals_appeal_lock",
                updatable=["due_at", "forward_due_at", "state", "assigned_to", "facts"],
                personal=["title", "text", "spot", "person"],
                drop_box=True,
            ),
            # What was sent twice, because the first answer never arrived, is one appeal.
            models.UniqueConstraint(
                fields=["external", "scope"], condition=~Q(external=""), name="appeals_appeal_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at", "scope"], name="appeals_appeal_queue"),
            models.Index(fields=["number", "scope"], name="appeals_appeal_number"),
            models.Index(fields=["parent", "scope"], name="appeals_appeal_parent"),
        ]

    def __str__(self) -> str:
        return self.number


class AppealStep(models.Model):
    """One thing that happened to an appeal. Rows are only added, by one function of the database.

    `occurred_at`: when it is said to have happened; `at`: when it was entered. `by` is null for the clock and for a person
    without an account. `words` by language; `more`: what this kind of step carries besides.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    appeal = models.ForeignKey(
        Appeal, models.PROTECT, related_name="+", db_column="appeal_id", db_constraint=False, db_index=False
    )
    scope = models.ForeignKey(
        "registry.Scope", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=16)
    occurred_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    organisation = models.IntegerField(null=True)
    words = models.JSONField(default=dict)
    more = models.JSONField(default=dict)

    class Meta:
        db_table = "appeals_step"
        constraints = [
            Locked(name="appeals_step_lock", subject="appeal_id", personal=["words"]),
            models.UniqueConstraint(fields=["appeal", "number"], name="appeals_step_number"),
        ]

    def __str__(self) -> str:
        return self.step


class Exclusion(models.Model):
    """Whom an appeal is about: an account or a whole body that never gets to handle it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    appeal = models.ForeignKey(
        Appeal, models.PROTECT, related_name="+", db_column="appeal_id", db_constraint=False, db_index=False
    )
    scope = models.ForeignKey(
        "registry.Scope", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    account = models.UUIDField(null=True)
    organisation = models.IntegerField(null=True)
    name = models.CharField(max_length=200, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "appeals_exclusion"
        constraints = [
            Locked(name="appeals_exclusion_lock", subject="appeal_id", personal=["name"], drop_box=True)
        ]
        indexes = [models.Index(fields=["appeal", "scope"], name="appeals_exclusion_of")]

    def __str__(self) -> str:
        return str(self.account or self.organisation or "")


class Template(models.Model):
    """Words that an organisation's clerks begin an answer with, by language. The newest row of a code holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    category = models.CharField(max_length=30, default="")
    titles = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    ended = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        db_table = "appeals_template"
        indexes = [models.Index(fields=["organisation", "code", "-at"], name="appeals_template_newest")]

    def __str__(self) -> str:
        return self.code


class PublicAppeal(models.Model):
    """What residents read of an appeal, let out under a `notice`. `lon`, `lat` are snapped to a safe grid.

    `parent`: tag of the public appeal that this part was sent on from.
    `organisation` and `due_at` follow the record; `pack` and `facts` are those its clocks are computed from.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.UUIDField(unique=True)
    tag = models.CharField(max_length=26, unique=True)
    notice = models.CharField(max_length=26)
    number = models.CharField(max_length=24)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    area = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    category = models.CharField(max_length=30)
    language = models.CharField(max_length=5)
    titles = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    street = models.CharField(max_length=300, default="")
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    photos = models.JSONField(default=list)
    parent = models.CharField(max_length=26, default="")
    lodged_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    pack = models.CharField(max_length=60)
    pack_version = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10)
    let_out_at = models.DateTimeField()

    class Meta:
        db_table = "appeals_public"
        indexes = [
            models.Index(fields=["place", "state", "due_at"], name="appeals_public_due"),
            models.Index(fields=["place", "-lodged_at"], name="appeals_public_newest"),
        ]

    def __str__(self) -> str:
        return self.number


class PublicAppealStep(models.Model):
    """One step as the public sees it; `words` only where they were meant for everybody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    appeal = models.ForeignKey(PublicAppeal, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    step = models.CharField(max_length=16)
    occurred_at = models.DateTimeField()
    at = models.DateTimeField()
    organisation = models.IntegerField(null=True)
    words = models.JSONField(default=dict)
    more = models.JSONField(default=dict)

    class Meta:
        db_table = "appeals_public_step"
        constraints = [
            models.UniqueConstraint(fields=["appeal", "number"], name="appeals_public_step_number")
        ]

    def __str__(self) -> str:
        return self.step


class Survey(models.Model):
    """One answer to "was it solved, were you treated fairly?": 1 to 5, or nothing where somebody passed. No link back,
    and an id that tells no time.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    month = models.DateField()
    solved = models.CharField(max_length=6)
    heard = models.PositiveSmallIntegerField(null=True)
    respected = models.PositiveSmallIntegerField(null=True)
    neutral = models.PositiveSmallIntegerField(null=True)
    explained = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "appeals_survey"
        indexes = [models.Index(fields=["place", "month"], name="appeals_survey_month")]

    def __str__(self) -> str:
        return self.solved


class Desk(models.Model):
    """How one place takes appeals. `facts`: what its rule pack is told, such as the days of its own service rule.

    `mark`: the letters in its numbers. `complaints`: who gets appeals about officers; `higher`: who gets what is escalated,
    and complaints about the former; `moderation`: whose moderators let public versions out.
    """

    place = models.OneToOneField("territory.Area", models.PROTECT, primary_key=True, related_name="+")
    mark = models.CharField(max_length=8, unique=True)
    pack = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    anonymous = models.BooleanField(default=False)
    complaints = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    higher = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    moderation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    mailbox = models.CharField(max_length=254, default="")

    class Meta:
        db_table = "appeals_desk"

    def __str__(self) -> str:
        return self.mark


class Route(models.Model):
    """Which body answers a category in a place; an empty category is for all the others. `pack`: where not the desk's."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+")
    category = models.CharField(max_length=30, default="")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60, default="")
    facts = models.JSONField(default=dict)

    class Meta:
        db_table = "appeals_route"
        constraints = [models.UniqueConstraint(fields=["place", "category"], name="appeals_route_once")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.category}"


class LetterTaken(models.Model):
    """A letter of a mailbox that was dealt with, so that none is taken twice; nothing of it, and no link to an appeal.

    `digest`: SHA-256 by which the letter is known again; `sender`: who wrote it, under a key of that day only.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    place = models.ForeignKey("territory.Area", models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=8)
    sign = models.CharField(max_length=40, default="")
    sender = models.CharField(max_length=32, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "appeals_letter_taken"
        indexes = [models.Index(fields=["place", "at"], name="appeals_letter_taken_when")]

    def __str__(self) -> str:
        return self.outcome


class TokenTaken(models.Model):
    """A report of a program that had waited under a token and was registered: asked again, the token says the same.

    `digest`: SHA-256 of the token, which nobody guesses; `tag`: what a receipt shows.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    tag = models.CharField(max_length=26)
    at = models.DateTimeField()

    class Meta:
        db_table = "appeals_token_taken"

    def __str__(self) -> str:
        return self.tag
