"""Seven kinds of attackers: what they write, from where, how fast, and whether they wait.

advert      sells: links hidden in ever new ways, from rented machines, all day at an even pace
hammer      four machines as fast as they can: noise and probes
brigade     one text from hundreds of addresses in an evening, hardly changed, half of them with a proven mailbox
spinner     plausible sentences put together by a machine, never twice the same, from many networks, patient
abuser      a few people who insult, threaten and expose somebody by name, at human speed
parasite    an honest text taken from the site with an offer at its end
phisher     pretends to be police, bank or state
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from bench.spam_flood.shape import LANGUAGES, PLACES, SPAN, words

WORDS = words("attackers")
CATEGORIES = ("lighting", "noise", "road", "waste", "theft", "safety", "thanks")
LOOKALIKE = str.maketrans(
    "аеорсухі", "aeopcyxi"
)  # Cyrillic letters that a reader cannot tell from Latin ones
Said = tuple[str, str]  # title, text


def write(
    *, sender: str, random: Random, count: int, honest: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Rows of one kind of attacker."""
    where, when, proven, returns = HABITS[sender]
    for index in range(count):
        at = when(random, index, count)
        language = random.choice(LANGUAGES)
        seen = [row for row in honest if row["at"] < at and row["language"] == language]
        title, text = SAY[sender](random, language, seen or honest)
        fresh = random.random() < proven
        yield {
            "at": at,
            "sender": sender,
            "language": language,
            "place": PLACES[language],
            "category": random.choice(CATEGORIES),
            "title": title[:80],
            "text": text,
            "name": random.choice(("", "", "Admin", "Ivan", "Marie", "John", "xX_9")),
            "contact": mailbox(random=random, thrown=sender in {"spinner", "advert", "phisher"})
            if fresh or random.random() < 0.5
            else "",
            "proven": fresh,
            "address": where(random, index),
            "returns": random.random() < returns,
        }


def mailbox(*, random: Random, thrown: bool) -> str:
    """A mailbox made for the purpose."""
    return f"u{random.randrange(10**7)}@{random.choice(WORDS['mail']['thrown_away' if thrown else 'common'])}"


def fill(random: Random, text: str, host: str = "") -> str:
    """Numbers and hosts into their gaps."""
    return text.replace("{n}", str(random.randint(10, 89))).replace("{host}", host)


def hidden(random: Random, host: str) -> str:
    """A link in one of the ways that links are hidden."""
    plain = f"https://{host}/{random.randrange(10**4)}"
    ways = (
        plain,
        plain,
        host,
        plain.replace("https", "hxxps"),
        host.replace(".", " . "),
        host.replace(".", "(dot)"),
        f"[url={plain}]тут[/url]",
        "\u200b".join(host),
    )
    return random.choice(ways)


def advert(random: Random, language: str, _honest: list[dict[str, Any]]) -> Said:
    """An offer and a link."""
    side = WORDS["advert"][language]
    subject = random.randrange(len(side["heads"]))
    link = hidden(random, random.choice(WORDS["advert"]["hosts"]))
    body = f"{side['bodies'][subject]} {random.choice(side['calls'])}: {link}"
    if random.random() < 0.25:
        body = body.translate(LOOKALIKE)
    return side["heads"][subject], body + random.choice(("", " 💰💰", " !!!", f" {random.randrange(10**6)}"))


def hammer(random: Random, _language: str, _honest: list[dict[str, Any]]) -> Said:
    """Noise."""
    if random.random() < 0.5:
        probe = random.choice(WORDS["hammer"]["probes"])
        return probe, probe * random.randint(1, 3)
    letters = "abcdefghijklmnopqrstuvwxyzйцукенгшщзхфівапролдж"
    noise = " ".join(
        "".join(random.choice(letters) for _ in range(random.randint(3, 14)))
        for _ in range(random.randint(2, 30))
    )
    return noise[:30], noise


def brigade(random: Random, language: str, _honest: list[dict[str, Any]]) -> Said:
    """One of two texts, with a changed end."""
    text = random.choice(WORDS["brigade"][language])
    if random.random() < 0.15:
        text = text.upper()
    return " ".join(text.split()[:5]), text + random.choice(WORDS["brigade"]["ends"])


def spinner(random: Random, language: str, _honest: list[dict[str, Any]]) -> Said:
    """Each part drawn anew, in one order, and a number that nobody needs."""
    parts = [random.choice(part) for part in WORDS["spinner"][language]]
    return f"{parts[1]} {parts[3]}", f"{parts[0]}, {parts[1]} {parts[2]} {parts[3]}, {parts[4]}. {parts[5]}."


def abuser(random: Random, language: str, _honest: list[dict[str, Any]]) -> Said:
    """A name and what is thrown at it."""
    text = fill(random, random.choice(WORDS["abuser"][language]))
    name = random.choice(WORDS["abuser"]["names"][language])
    text = text.replace("{name}", name)
    return text[: random.randint(15, 40)], text.upper() if random.random() < 0.2 else text


def parasite(random: Random, _language: str, honest: list[dict[str, Any]]) -> Said:
    """Somebody else's honest words, and an offer."""
    taken = random.choice(honest)
    host = random.choice(WORDS["advert"]["hosts"])
    tail = fill(random, random.choice(WORDS["parasite"][taken["language"]]), host)
    return taken["title"], taken["text"] + tail


def phisher(random: Random, language: str, _honest: list[dict[str, Any]]) -> Said:
    """A false authority that wants a code, a card or a payment."""
    link = hidden(random, random.choice(WORDS["phisher"]["hosts"]))
    text = fill(random, random.choice(WORDS["phisher"][language]), link)
    return text.split(":")[0][:60], text


def rented(random: Random, index: int) -> str:
    """One of forty rented machines in five networks."""
    return f"198.19.{index % 5}.{10 + index % 8}"


def few(_random: Random, index: int) -> str:
    """Four machines."""
    return ("198.18.200.4", "198.18.201.4", "2001:db8:dead::4", "2001:db8:beef::4")[index % 4]


def many(random: Random, _index: int) -> str:
    """Seven hundred homes among the residents' own networks."""
    return f"100.{random.randrange(64, 96)}.{random.randrange(22)}.{random.randrange(1, 255)}"


def botnet(random: Random, index: int) -> str:
    """Four hundred networks of IPv6, a new host each time."""
    return f"2001:db8:{0x3000 + index % 400:x}:{random.randrange(0xFFFF):x}::{random.randrange(1, 0xFFFF):x}"


def dozen(_random: Random, index: int) -> str:
    """Twelve people."""
    return f"100.70.{index % 12}.77"


def evenly(random: Random, index: int, count: int) -> float:
    """All the time, at an even pace with little jitter."""
    return SPAN * index / count + random.uniform(0, 2)


def burst(_random: Random, index: int, _count: int) -> float:
    """Two requests a second from half a day in."""
    return 43_000 + index / 2


def evening(random: Random, _index: int, _count: int) -> float:
    """Six hours of the second day."""
    return 86_400 + 61_200 + random.triangular(0, 21_600, 5_000)


def anytime(random: Random, _index: int, _count: int) -> float:
    """Whenever."""
    return random.uniform(0, SPAN)


Where = Callable[[Random, int], str]
When = Callable[[Random, int, int], float]
HABITS: dict[str, tuple[Where, When, float, float]] = {  # from where, when, share proven, share that waits
    "advert": (rented, evenly, 0.02, 0.3),
    "hammer": (few, burst, 0.0, 0.0),
    "brigade": (many, evening, 0.5, 0.8),
    "spinner": (botnet, evenly, 0.4, 0.9),
    "abuser": (dozen, anytime, 0.3, 0.8),
    "parasite": (botnet, anytime, 0.1, 0.5),
    "phisher": (rented, anytime, 0.1, 0.4),
}
SAY: dict[str, Callable[[Random, str, list[dict[str, Any]]], Said]] = {
    "advert": advert,
    "hammer": hammer,
    "brigade": brigade,
    "spinner": spinner,
    "abuser": abuser,
    "parasite": parasite,
    "phisher": phisher,
}
