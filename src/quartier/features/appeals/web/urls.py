"""Addresses of appeals: public below a language, staff below the console, open without a language."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from quartier.features.appeals.web.public_urls import PUBLIC
from quartier.ui.rooms import Hit, Task

portal_nav: list[tuple[str, Any]] = [("appeals:new", _("Say what is wrong"))]
home_parts: list[Any] = []
public: list[URLPattern | URLResolver] = [path("", include((PUBLIC, "appeals")))]
staff: list[URLPattern | URLResolver] = []
open: list[URLPattern | URLResolver] = []


def board(visit: Any) -> Iterator[Task]:
    """What is owed soon, for those who handle appeals."""
    return iter(())


def find(visit: Any, text: str) -> Iterable[Hit]:
    """Appeals by number or words."""
    return ()
