"""Context of every page: place, languages, navigation. The templates of `ui` say what they need."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor."""
    return {"visit": getattr(request, "visit", None)}
