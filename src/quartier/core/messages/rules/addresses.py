"""Which addresses can be written to, how they are stored, and how a page hints at them. Pure."""

import re
from collections.abc import Mapping

CHANNELS = ("email", "sms", "phone", "letter")
EMAIL = re.compile(r"[^@\s<>\"',;:]{1,64}@(?:[^@\s.<>\"',;:]+\.)+[^@\s.<>\"',;:]{2,}\Z")
CALLING = {
    "UA": "+380",
    "BE": "+32",
    "FR": "+33",
    "GB": "+44",
}  # ITU-T E.164, for countries that write a 0 before
PHONE = re.compile(r"\+[1-9][0-9]{6,14}\Z")


def tidy(*, channel: str, value: str) -> str | None:
    """The address as it is stored; None where it can be none.

    >>> tidy(channel="sms", value="00380 50 000-00-00")
    '+380500000000'
    >>> tidy(channel="email", value=" Olena@Town.Example ")
    'Olena@town.example'
    """
    text = value.strip()
    if channel == "email":
        local, _, domain = text.rpartition("@")
        text = f"{local}@{domain.lower()}"
        return text if EMAIL.match(text) and len(text) <= 254 else None
    if channel in ("sms", "phone"):
        digits = re.sub(r"[\s()./-]", "", text)
        digits = "+" + digits[2:] if digits.startswith("00") else digits
        return digits if PHONE.match(digits) else None
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    return "\n".join(lines) if 2 <= len(lines) <= 7 and len("\n".join(lines)) <= 500 else None


def abroad(value: str, *, country: str) -> str:
    """A telephone number as one dials it within a country, as one dials it from anywhere (ITU-T E.123, trunk prefix 0).

    >>> abroad("050 000 00 02", country="UA"), abroad("+32 470 00 00 00", country="UA")
    ('+380 50 000 00 02', '+32 470 00 00 00')
    """
    text = value.strip()
    if text.startswith("0") and not text.startswith("00") and country in CALLING:
        return f"{CALLING[country]} {text[1:]}"
    return text


def hint(*, channel: str, value: str) -> str:
    """Enough for its owner to know it, too little for anybody else.

    >>> hint(channel="email", value="olena@town.example"), hint(channel="sms", value="+380501234567")
    ('o…@town.example', '…67')
    """
    if channel == "email":
        local, _, domain = value.rpartition("@")
        return f"{local[:1]}…@{domain}"
    return "…" + value[-2:] if channel in ("sms", "phone") else ""


def choose(*, way: str, known: Mapping[str, str]) -> tuple[str, str] | None:
    """Channel and address: the one called safe and no other, else the first of e-mail, SMS, call, letter. None: nowhere."""
    for channel in (way,) if way else CHANNELS:
        if known.get(channel):
            return channel, known[channel]
    return None
