"""A client's report as an appeal: title, words, and what else it said that must not be lost."""

import re
from collections.abc import Iterable

from .. import checks
from .asking import Report

TITLE_ATTRIBUTE, PUBLISH_ATTRIBUTE = "title", "publish"
OUR_ATTRIBUTES = (TITLE_ATTRIBUTE, PUBLISH_ATTRIBUTE)
SHORT = 80  # characters of a title that is taken from the description


def title(report: Report, *, otherwise: str) -> str:
    """What the client calls it, else the first sentence, else the name of the service."""
    said = " ".join(" ".join(report.attributes.get(TITLE_ATTRIBUTE, ())).split())
    if said:
        return said[: checks.TITLE]
    first = re.split(r"(?<=[.!?…])\s|\n", report.description.strip(), maxsplit=1)[0].strip()
    if len(first) > SHORT:
        first = first[:SHORT].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"
    return first or otherwise


def public_text(report: Report, *, otherwise: str) -> str:
    """The words that everybody may read: the description alone."""
    return report.description.strip() or otherwise


def text(report: Report, *, otherwise: str, pictures: str) -> str:
    """The words for the desk. Answers to questions that we did not ask and addresses of pictures stand beneath.

    `pictures`: the word before an address.
    """
    lines = [public_text(report, otherwise=otherwise)]
    under = [f"{name}: {', '.join(said)}" for name, said in _others(report)]
    under += [f"{pictures}: {address}" for address in report.media]
    room = checks.TEXT - sum(len(line) + 1 for line in under) - 2
    return "\n\n".join([lines[0][: max(room, 1)], *(["\n".join(under)] if under else [])])[: checks.TEXT]


def publish(report: Report) -> bool:
    """Whether a public version is asked for; it is, unless the client says no."""
    return "no" not in report.attributes.get(PUBLISH_ATTRIBUTE, ())


def _others(report: Report) -> Iterable[tuple[str, tuple[str, ...]]]:
    return ((name, said) for name, said in report.attributes.items() if name not in OUR_ATTRIBUTES)
