"""Sessions whose table never holds a key: whoever reads it, or a backup of it, cannot use what is there."""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone


def stored(key: str) -> str:
    """What stands in the table for a key: 160 bits of its SHA-256."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def forget(stored_key: str) -> None:
    """Remove a session by what the table holds."""
    Session.objects.filter(session_key=stored_key).delete()


class SessionStore(DatabaseStore):
    """Django's database sessions, found by the hash of the cookie's key."""

    def _get_session_from_db(self) -> Any:
        """The row of this session, or None; an unknown key is dropped, so that nobody can choose one."""
        key = stored(self.session_key or "")
        found = self.model.objects.filter(session_key=key, expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(stored(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        instance = super().create_model_instance(data)
        instance.session_key = stored(self._get_or_create_session_key())
        return instance

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(stored(key))
