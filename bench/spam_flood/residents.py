"""Five hundred honest ones: the manner of the demo town's appeals, slips, capitals and odd ones included."""

import math
from collections.abc import Iterator
from random import Random
from typing import Any

from bench.spam_flood.shape import LANGUAGES, PLACES, SPAN, words

WORDS = words("honest")
SHARED = ("198.18.7.20", "2001:db8:77:1::15", "100.64.9.8")  # the library, a school, a mobile network
TOGETHER = 9  # neighbours who send one text, in each language
STORM = 40  # who write within two hours after the storm


def write(*, random: Random, count: int) -> Iterator[dict[str, Any]]:
    """Rows in no order of time."""
    for index in range(count):
        language = LANGUAGES[index % 3]
        category = random.choice(list(WORDS["topics"]))
        row = base(random=random, language=language, category=category)
        if index < 3 * TOGETHER:
            row |= {"text": WORDS["together"][language], "at": 60_000 + random.uniform(0, 5 * 3600)}
        elif index < 3 * TOGETHER + STORM:
            row |= {"at": 150_000 + random.uniform(0, 7200)}
        yield row


def base(*, random: Random, language: str, category: str) -> dict[str, Any]:
    """One resident's row, by day more than by night."""
    text = slips(random=random, text=compose(random=random, language=language, category=category))
    contact = reach(random=random, language=language)
    return {
        "at": daytime(random),
        "sender": "honest",
        "language": language,
        "place": PLACES[language],
        "category": category,
        "title": " ".join(text.split()[: random.randint(3, 8)])[:80],
        "text": text,
        "name": random.choice(
            ("", "Т. Голубняк", "Н. Лозова", "M. Lambin", "Claire D.", "J. Harrow", "P. Osei")
        ),
        "contact": contact,
        "proven": bool(contact) and random.random() < 0.85,
        "address": random.choice(SHARED) if random.random() < 0.12 else home(random),
        "returns": True,
    }


def compose(*, random: Random, language: str, category: str) -> str:
    """A text of one to five sentences; now and then an odd one."""
    topic = WORDS["topics"][category][language]
    parts = [random.choice(WORDS["openings"][language]), random.choice(topic["facts"])]
    parts += [random.choice(topic["why"])] if random.random() < 0.75 else []
    parts += [random.choice(topic["ask"])] if random.random() < 0.7 else []
    parts += [random.choice(WORDS["closings"][language])]
    if random.random() < 0.12:
        parts = [random.choice(WORDS["odd"][language])] + (parts[:2] if random.random() < 0.5 else [])
    text = " ".join(part for part in parts if part)
    street = random.choice(WORDS["streets"][language])
    return (
        text.replace("{street}", street)
        .replace("{n}", str(random.randint(10, 89)))
        .replace("{hour}", str(random.randint(17, 22)))
    )


def slips(*, random: Random, text: str) -> str:
    """Typing errors as people make them: a letter swapped or lost, no capitals, many signs."""
    letters = list(text)
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        place = random.randrange(len(letters) - 1)
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    text = "".join(letters)
    mood = random.random()
    if mood < 0.05:
        return text.upper()
    if mood < 0.15:
        return text.lower()
    return text + "!" * random.randint(2, 5) if mood < 0.2 else text


def reach(*, random: Random, language: str) -> str:
    """An e-mail address, a telephone number, or nothing."""
    if random.random() < 0.2:
        return ""
    if random.random() < 0.55:
        return f"r{random.randrange(10**5)}@{random.choice(('mail.example', 'post.example', 'ukrposhta.example'))}"
    number = {"uk": "+38050000", "fr": "+32470000", "en": "+44770090"}[language]
    return f"{number}{random.randrange(10**4):04}"


def home(random: Random) -> str:
    """An address of a household: IPv6 of documentation, or shared IPv4 space."""
    if random.random() < 0.4:
        return f"2001:db8:{random.randrange(0x1000, 0x2000):x}:{random.randrange(256):x}::{random.randrange(1, 99):x}"
    return f"100.{random.randrange(64, 96)}.{random.randrange(256)}.{random.randrange(1, 255)}"


def daytime(random: Random) -> float:
    """Seconds from the start, most of them between morning and evening."""
    while True:
        at = random.uniform(0, SPAN)
        if random.random() < 0.15 + 0.85 * max(
            0.0, math.sin((at % 86_400 / 86_400 - 0.27) * 2 * math.pi * 0.85)
        ):
            return at
