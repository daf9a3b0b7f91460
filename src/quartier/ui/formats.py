"""Dates, times, numbers and counted words as each language writes them. Pure: values in, text out.

Languages are `uk`, `fr`, `en`, also with a country (`fr-be`). Months are data here and not messages, because
Ukrainian needs them in the genitive and a message cannot say so.
"""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from quartier.ui import words

NBSP = "\u00a0"
NARROW = "\u202f"
MINUS = "\u2212"


def tongue(language: str) -> str:
    """`fr-be` → `fr`. Raises KeyError for a language without words."""
    code = language.replace("_", "-").split("-")[0].lower()
    if code not in words.MONTHS:
        raise KeyError(code)
    return code


def number(
    value: float | int | Decimal, language: str, decimals: int | None = None, table: bool = False
) -> str:
    """12 345,6 · 12,345.6 · −4. `decimals` None keeps the value's; Ukrainian prose groups from 5 digits."""
    code = tongue(language)
    amount = Decimal(str(value))
    if decimals is not None:
        amount = amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    text = f"{abs(amount):f}"
    whole, _, part = text.partition(".")
    if code != "uk" or table or len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", {"uk": NBSP, "fr": NARROW, "en": ","}[code])
    mark = "." if code == "en" else ","
    sign = MINUS if amount < 0 and amount != 0 else ""
    return sign + whole + (mark + part if part else "")


def signed(value: float, language: str, decimals: int | None = None) -> str:
    """A change: +3 or −4; no change has no sign."""
    text = number(value, language, decimals)
    return "+" + text if value > 0 and text.strip("0.,") else text


def percent(share: float, language: str, decimals: int = 0) -> str:
    """`share` 0…1 → 12,5 % (no-break space in uk and fr) or 12.5%."""
    text = number(Decimal(str(share)) * 100, language, decimals)
    return text + ("%" if tongue(language) == "en" else NBSP + "%")


def span(low: float, high: float, language: str, decimals: int | None = None, prose: bool = False) -> str:
    """22–31, or in prose від 22 до 31 · de 22 à 31 · 22 to 31."""
    first, last = number(low, language, decimals), number(high, language, decimals)
    if prose or low < 0:
        return words.FROM_TO[tongue(language)].format(first, last)
    return f"{first}–{last}"


def money(value: float | Decimal, currency: str, language: str) -> str:
    """1 200 грн · 1 200 € · £1,200. `currency` is UAH, EUR or GBP."""
    amount = Decimal(str(value))
    text = number(amount, language, 0 if amount == amount.to_integral_value() else 2, table=True)
    sign = words.CURRENCIES[currency]
    return sign + text if currency == "GBP" else text + NBSP + sign


def weekday(day: date, language: str) -> str:
    return words.WEEKDAYS[tongue(language)][day.weekday()]


def day_month(day: date, language: str, short: bool = False) -> str:
    """21 листопада · 1er décembre · 21 November; `short`: 21 лист. · 21 nov. · 21 Nov."""
    code = tongue(language)
    month = (words.SHORT_MONTHS if short else words.MONTHS)[code][day.month - 1]
    number_of_day = "1er" if code == "fr" and day.day == 1 else str(day.day)
    return f"{number_of_day}{NBSP}{month}"


def long_date(day: date, language: str, year: bool = True) -> str:
    """субота, 21 листопада 2026 року · samedi 21 novembre 2026 · Saturday 21 November 2026."""
    code = tongue(language)
    text = f"{weekday(day, code)}{',' if code == 'uk' else ''} {day_month(day, code)}"
    if year:
        text += f" {day.year}" + (f"{NBSP}року" if code == "uk" else "")
    return text


def plain_date(day: date, language: str) -> str:
    """21 листопада 2026 року · 21 novembre 2026 · 21 November 2026."""
    year = f" {day.year}{NBSP}року" if tongue(language) == "uk" else f" {day.year}"
    return day_month(day, language) + year


def list_date(day: date, language: str) -> str:
    """For dated lists: Чт, 19 листопада · Jeu. 19 novembre · Thu 19 November."""
    code = tongue(language)
    return f"{words.SHORT_WEEKDAYS[code][day.weekday()]}{',' if code == 'uk' else ''} {day_month(day, code)}"


def short_date(day: date, language: str) -> str:
    """21.11.2026 · 21/11/2026."""
    return f"{day:%d.%m.%Y}" if tongue(language) == "uk" else f"{day:%d/%m/%Y}"


def table_date(day: date, language: str) -> str:
    """As short_date, but 21 Nov 2026 in English tables, where 11/12 would be read two ways."""
    return (
        f"{day_month(day, 'en', short=True)}{NBSP}{day.year}"
        if tongue(language) == "en"
        else short_date(day, language)
    )


def month_year(day: date, language: str, short: bool = False) -> str:
    """листопад 2026 · novembre 2026 · November 2026: a month standing alone, so the nominative."""
    code = tongue(language)
    table = words.SHORT_MONTHS if short else words.MONTH_NAMES
    return f"{table[code][day.month - 1]} {day.year}"


def clock(moment: datetime | time, language: str, table: bool = False) -> str:
    """14:05, in French prose 14 h 05; always 24 hours."""
    if tongue(language) == "fr" and not table:
        minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"
    return f"{moment:%H:%M}"


def moment(at: datetime, language: str) -> str:
    """Long date and time, in the zone that `at` carries."""
    code = tongue(language)
    joint = {"uk": ", ", "fr": f" à{NBSP}", "en": ", "}[code]
    return long_date(at, code) + joint + clock(at, code)


def table_moment(at: datetime, language: str) -> str:
    return f"{table_date(at, language)}{NBSP}{clock(at, language, table=True)}"


def last_moment(day: date, language: str) -> str:
    """до 23:59 21 листопада: never "until midnight"."""
    return words.LAST_MOMENT[tongue(language)].format(day_month(day, language))


def plural(count: float | Decimal, language: str) -> str:
    """CLDR category of a counted thing: one few many other (uk), one other (fr, en)."""
    code = tongue(language)
    amount = abs(Decimal(str(count)))
    if code == "en":
        return "one" if amount == 1 else "other"
    if code == "fr":
        return "one" if amount < 2 else "other"
    if amount != amount.to_integral_value():
        return "other"
    last, tens = int(amount) % 10, int(amount) % 100
    if last == 1 and tens != 11:
        return "one"
    return "few" if 2 <= last <= 4 and not 12 <= tens <= 14 else "many"


def counted(count: float, forms: dict[str, str], language: str) -> str:
    """5 скарг: `forms` by category; a missing one falls back to `other`."""
    return f"{number(count, language)}{NBSP}{forms.get(plural(count, language), forms['other'])}"


def duration(length: timedelta, language: str) -> str:
    """33 хв · 3 год 08 хв · 3 h 08 · 41 день: the two largest units that say something; never negative."""
    code = tongue(language)
    minutes = abs(int(length.total_seconds())) // 60
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return counted(hours // 24, words.DAYS[code], code)
    if not hours:
        return f"{rest}{NBSP}{words.MINUTE[code]}"
    text = f"{hours}{NBSP}{words.HOUR[code]}"
    if not rest:
        return text
    return text + f"{NBSP}{rest:02d}" + (f"{NBSP}{words.MINUTE[code]}" if code == "uk" else "")


def relative(at: datetime, now: datetime, language: str) -> str:
    """5 хв тому · через 5 хв: beside the exact time, not instead of it."""
    code = tongue(language)
    pattern = words.AGO if at <= now else words.AHEAD
    return pattern[code].format(duration(at - now, code))


def phone(number_text: str) -> str:
    """Digits of a telephone number for `tel:`."""
    return "".join(sign for sign in number_text if sign.isdigit() or sign == "+")
