"""Sign-in: what django-allauth reads."""

AUTH_USER_MODEL = "accounts.Account"
