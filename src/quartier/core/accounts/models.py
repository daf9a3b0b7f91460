"""Tables of accounts: who may sign in, for which organisation, with which grants and keys.

None of them holds case data. All but `Organisation` are credentials: they are read and written on the
sign-in alias only, so that a flaw in a page of the application cannot read or forge them.
"""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from quartier.core.kit.ids import uuid7

SECRECY = [(0, "public"), (1, "internal"), (2, "confidential"), (3, "secret")]


class Absent(models.CharField):
    """Text that is unique where it is given: nothing typed is NULL, never an empty string."""

    def get_prep_value(self, value: Any) -> str | None:
        return super().get_prep_value(value) or None

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str:
        """Sign-in code compares text with text; NULL stays in the database."""
        return value or ""


class Organisation(models.Model):
    """A body with its own duties: council, police, school, oversight. Public reference data."""

    id = models.IntegerField(primary_key=True)
    slug = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    names = models.JSONField(help_text="Name by language: {uk, fr, en}.")
    area = models.ForeignKey("territory.Area", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return self.slug


class AccountManager(BaseUserManager["Account"]):
    """How the sign-in library finds an account."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email=username)


class Account(AbstractBaseUser):
    """Someone who signs in (a person), or an organisation's program that calls the API (a service)."""

    KINDS = [("person", "person"), ("service", "service")]
    LANGUAGES = [("uk", "uk"), ("fr", "fr"), ("en", "en")]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=KINDS, default="person")
    email = Absent(max_length=254, unique=True, null=True, blank=True)
    email_verified_at = models.DateTimeField(null=True, blank=True)
    phone = Absent(max_length=16, unique=True, null=True, blank=True, help_text="E.164: +380500000000.")
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    display_name = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=5, choices=LANGUAGES, default="uk")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_account_service_has_organisation",
                condition=models.Q(kind="person") | models.Q(organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or str(self.pk)

    def has_usable_password(self) -> bool:
        """An empty password is none."""
        return bool(self.password) and super().has_usable_password()

    @property
    def is_staff(self) -> bool:
        """No account ever has Django's own staff flag: the admin is not installed."""
        return False


class Grant(models.Model):
    """A role given to an account for an area and everything below it. Ended, never deleted.

    Without an area it opens no record: that is how one runs an installation and reads nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    role = models.CharField(max_length=40, help_text="Code of a role in roles.py.")
    area = models.ForeignKey("territory.Area", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    compartments = ArrayField(models.CharField(max_length=16), default=list)
    secrecy = models.SmallIntegerField(choices=SECRECY, default=0)
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey("accounts.Account", models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Account", models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["account", "until"], name="accounts_grant_account"),
            models.Index(fields=["organisation", "given_at"], name="accounts_grant_organisation"),
        ]
        constraints = [
            models.CheckConstraint(name="accounts_grant_secrecy", condition=models.Q(secrecy__range=(0, 3))),
            models.CheckConstraint(
                name="accounts_grant_period",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="accounts_grant_not_to_oneself",
                condition=models.Q(given_by__isnull=True) | ~models.Q(given_by=models.F("account")),
            ),
        ]


class ApiKey(models.Model):
    """A key of a service account. The key itself is shown once and never stored: only its SHA-256 is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("accounts.Account", models.PROTECT, related_name="+")
    hash = models.BinaryField(max_length=32, unique=True)
    label = models.CharField(max_length=120)
    permits = ArrayField(models.CharField(max_length=60), default=list)
    until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Account", models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.Account", models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True, default="")


class SignIn(models.Model):
    """One time somebody signed in: what the page "my sessions" shows, and what ends a visit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    visit_hash = models.BinaryField(max_length=32, unique=True)
    session_key = models.CharField(max_length=64, db_index=True, help_text="The stored key, itself a hash.")
    device = models.CharField(max_length=80, blank=True, default="")
    way = models.CharField(max_length=24, blank=True, default="")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    until = models.DateTimeField(help_text="However busy, the session ends here.")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=24, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["account", "-opened_at"], name="accounts_signin_account")]


class Acceptance(models.Model):
    """An organisation runs on a rule pack though not all of it is verified: which version, why, by whose word.

    `texts` holds the files of that version byte for byte, so that what was computed by it can be computed again.
    Rows are only added.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    version = models.CharField(max_length=64)
    unverified = models.IntegerField()
    texts = models.JSONField()
    reason = models.CharField(max_length=300)
    accepted_by = models.UUIDField()
    accepted_at = models.DateTimeField()

    class Meta:
        db_table = "accounts_acceptance"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "pack", "version"], name="accounts_acceptance_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.pack}"
