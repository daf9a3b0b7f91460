"""Tables of the mail room. All of them hang on the Subject of one recipient: whoever sees that one, sees them."""

from django.db import models
from django.db.models import Q

from quartier.core.kit.ids import tag, uuid7
from quartier.core.registry.records import Locked, Record


class Recipient(Record):
    """Somebody to whom one organisation may write: an account, or whoever gave an address. And how they want it.

    `way`: the only channel that the person called safe; empty: any that is confirmed. `discreet`: neither subject nor
    text tells what it is about. `quiet_from`, `quiet_to`: local hours without messages. `key`: opens the page where
    these wishes are changed without signing in; it stands at the foot of every message. `joined`: the older recipient
    of the same address, who stands for this one since the address was proven.
    """

    tag = models.CharField(max_length=26)
    account = models.UUIDField(null=True)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    language = models.CharField(max_length=5)
    zone = models.CharField(max_length=40)
    way = models.CharField(max_length=8, default="")
    discreet = models.BooleanField(default=False)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)
    rhythm = models.CharField(max_length=8, default="at_once")
    key = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    joined = models.UUIDField(null=True)

    class Meta(Record.Meta):
        abstract = False
        db_table = "messages_recipient"
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "account"],
                condition=Q(account__isnull=False),
                name="messages_recipient_once",
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=["at_once", "daily", "weekly"]), name="messages_recipient_rhythm"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["", "email", "sms", "phone", "letter"]), name="messages_recipient_way"
            ),
            Locked(name="messages_recipient_lock", personal=["key"]),
        ]
        indexes = [
            models.Index(fields=["key"], name="messages_recipient_key"),
            models.Index(
                fields=["account"], condition=Q(account__isnull=False), name="messages_recipient_account"
            ),
        ]

    def __str__(self) -> str:
        return self.tag


class Part(models.Model):
    """Whatever belongs to one recipient."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recipient = models.ForeignKey(
        Recipient, models.PROTECT, related_name="+", db_column="recipient_id", db_constraint=False,
        db_index=False,
    )  # fmt: skip
    scope = models.ForeignKey(
        "registry.Scope", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )

    class Meta:
        abstract = True


class Address(Part):
    """An e-mail address, a telephone number (E.164) or a postal address. Only a confirmed one is written to.

    `code_hash`: of the code in a link, or of the one that is typed; `tries`: how often somebody has typed one.
    """

    channel = models.CharField(max_length=8)
    value = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    code_hash = models.BinaryField(max_length=32, null=True)
    code_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_address"
        constraints = [Locked(name="messages_address_lock", subject="recipient_id", personal=["value"])]
        indexes = [
            models.Index(fields=["recipient", "scope"], name="messages_address_of"),
            models.Index(fields=["code_hash"], name="messages_address_code"),
            models.Index(fields=["value"], name="messages_address_value"),
        ]

    def __str__(self) -> str:
        return self.channel


class Consent(Part):
    """What somebody said about one theme, and how they said it. The newest row counts."""

    theme = models.CharField(max_length=40)
    given = models.BooleanField()
    how = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        db_table = "messages_consent"
        constraints = [Locked(name="messages_consent_lock", subject="recipient_id")]
        indexes = [
            models.Index(fields=["recipient", "theme", "-at", "scope"], name="messages_consent_newest")
        ]

    def __str__(self) -> str:
        return self.theme


class Following(Part):
    """Somebody follows one record (`about`), or a topic in an area."""

    about = models.UUIDField(null=True)
    topic = models.CharField(max_length=40, default="")
    area = models.ForeignKey("territory.Area", models.PROTECT, null=True, related_name="+", db_index=False)
    since = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "messages_following"
        constraints = [Locked(name="messages_following_lock", subject="recipient_id")]
        indexes = [
            models.Index(fields=["recipient", "scope"], name="messages_following_of"),
            models.Index(fields=["about"], name="messages_following_about"),
            models.Index(fields=["topic", "area"], name="messages_following_topic"),
        ]

    def __str__(self) -> str:
        return self.topic or str(self.about)


class Opinion(Part):
    """What a follower says of the record that they follow, in one word (`kept`, `not_kept`). The newest row counts."""

    about = models.UUIDField()
    word = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        db_table = "messages_opinion"
        constraints = [Locked(name="messages_opinion_lock", subject="recipient_id", personal=["word"])]
        indexes = [
            models.Index(fields=["about", "recipient", "-at"], name="messages_opinion_newest"),
        ]

    def __str__(self) -> str:
        return self.word


class Message(Part):
    """One thing to be said to one recipient. Language, channel and text are written when it is handed over.

    `reference` names it to the outside: the Message-ID of the e-mail, the reference of the SMS. `about` is the record's
    id, which stays inside; `about_tag` may be told. `due_at`: when a worker should look at it, None for nothing more to
    do. `claimed_until`: some worker has it in hand. `address`: where it goes whatever the wishes say (a confirmation).
    """

    reference = models.CharField(max_length=26, default=tag)
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    about = models.UUIDField(null=True)
    about_tag = models.CharField(max_length=26, default="")
    template = models.CharField(max_length=60)
    gaps = models.JSONField(default=dict)
    key = models.CharField(max_length=120)
    said_at = models.DateTimeField()
    said_by = models.UUIDField(null=True)
    address = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    digest_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    channel = models.CharField(max_length=8, default="")
    language = models.CharField(max_length=5, default="")
    subject = models.CharField(max_length=200, default="")
    text = models.TextField(default="")

    class Meta:
        db_table = "messages_message"
        constraints = [
            models.UniqueConstraint(fields=["scope", "recipient", "key"], name="messages_message_once"),
            Locked(
                name="messages_message_lock",
                subject="recipient_id",
                updatable=[
                    "due_at", "digest_at", "claimed_until", "tries", "channel", "language", "subject", "text",
                ],
                personal=["gaps", "text"],
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["due_at", "scope"], condition=Q(due_at__isnull=False), name="messages_message_due"
            ),
            models.Index(fields=["about", "scope"], name="messages_message_about"),
            models.Index(fields=["recipient", "-said_at", "scope"], name="messages_message_newest"),
            models.Index(fields=["reference"], name="messages_message_reference"),
        ]

    def __str__(self) -> str:
        return self.reference


class Step(Part):
    """What happened to a message, only added: queued, under_way, handed_over, delivered, failed, given_up, acknowledged.

    `proof`: what the other side gave us for it, such as an SMSC's message id. `code`: why it failed.
    """

    message = models.ForeignKey(
        Message, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    state = models.CharField(max_length=12)
    code = models.CharField(max_length=60, default="")
    proof = models.CharField(max_length=200, default="")
    at = models.DateTimeField()

    class Meta:
        db_table = "messages_step"
        constraints = [Locked(name="messages_step_lock", subject="recipient_id", personal=["proof"])]
        indexes = [
            models.Index(fields=["message", "id", "scope"], name="messages_step_of"),
            models.Index(fields=["proof"], condition=~Q(proof=""), name="messages_step_proof"),
        ]

    def __str__(self) -> str:
        return self.state
