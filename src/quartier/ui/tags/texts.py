"""Filters: dates, times and numbers as the reader's language writes them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from quartier.ui import formats
from quartier.ui.tags.library import register


def tongue() -> str:
    """The reader's language; English where none is active."""
    return get_language() or "en"


def local(at: Any) -> Any:
    """An aware moment in the active zone; dates and naive times as they are."""
    return timezone.localtime(at) if isinstance(at, datetime) and timezone.is_aware(at) else at


@register.filter
def words(text: str) -> list[str]:
    """ "a b c" → its words, for short loops in templates."""
    return text.split()


@register.filter
def long_date(day: date) -> str:
    """Saturday 21 November 2026."""
    return formats.long_date(local(day), tongue())


@register.filter
def day_month(day: date) -> str:
    return formats.day_month(local(day), tongue())


@register.filter
def plain_date(day: date) -> str:
    """21 November 2026."""
    return formats.plain_date(local(day), tongue())


@register.filter
def weekday_date(day: date) -> str:
    """Saturday 21 November, where the year is clear."""
    return formats.long_date(local(day), tongue(), year=False)


@register.filter
def list_date(day: date) -> str:
    return formats.list_date(local(day), tongue())


@register.filter
def short_date(day: date) -> str:
    return formats.short_date(local(day), tongue())


@register.filter
def table_date(day: date) -> str:
    return formats.table_date(local(day), tongue())


@register.filter
def table_moment(at: datetime) -> str:
    return formats.table_moment(local(at), tongue())


@register.filter
def month_year(day: date) -> str:
    return formats.month_year(local(day), tongue())


@register.filter
def clock(at: datetime) -> str:
    """Time of day in prose."""
    return formats.clock(local(at), tongue())


@register.filter
def table_clock(at: datetime) -> str:
    return formats.clock(local(at), tongue(), table=True)


@register.filter
def moment(at: datetime) -> str:
    """Long date and time."""
    return formats.moment(local(at), tongue())


@register.filter
def machine(at: Any) -> str:
    """For `<time datetime>`: ISO 8601, with the zone."""
    return local(at).isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()


@register.filter
def duration(length: timedelta) -> str:
    return formats.duration(length, tongue())


@register.filter
def relative(at: datetime, now: datetime) -> str:
    return formats.relative(at, now, tongue())


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """In prose; empty text for nothing."""
    return "" if value is None else formats.number(value, tongue(), decimals)


@register.filter
def table_number(value: Any, decimals: int | None = None) -> str:
    """In tables; a dash for nothing."""
    return "–" if value is None else formats.number(value, tongue(), decimals, table=True)


@register.filter
def percent(share: float, decimals: int = 0) -> str:
    return formats.percent(share, tongue(), decimals)


@register.filter
def phone_link(text: str) -> SafeString:
    """A number to call, as a link; nothing for nothing."""
    return format_html('<a href="tel:{}">{}</a>', formats.phone(text), text) if text else SafeString("")


@register.simple_tag
def time(at: Any, form: str = "long_date") -> SafeString:
    """`<time>` with the machine's form beside ours; `form` is the name of a filter here."""
    text = globals()[form](at)
    return format_html('<time datetime="{}">{}</time>', machine(at), text)
