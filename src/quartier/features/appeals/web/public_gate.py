"""The gate as these pages ask it: may this pass now, or when."""

from datetime import datetime

from django.http import HttpRequest


def later(request: HttpRequest, *, what: str, proven: bool = False) -> datetime | None:
    """When it may pass; None: now."""
    return None
