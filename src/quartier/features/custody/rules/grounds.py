"""Where each ground of a detention stands in the law, by pack: the words are the acts’, the article is what counts."""

from collections.abc import Mapping
from dataclasses import dataclass

UA, ADMINISTRATIVE, EW = "ua.custody", "ua.administrative", "ew.custody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Article and how well it was read, with the marks of the packs. `pack`: the rules that such a detention runs by, where
    they are not the suite's own."""

    article: str
    mark: str
    pack: str = ""


GROUNDS: Mapping[str, Mapping[str, Article]] = {
    UA: {
        "in_the_act": Article(article="КПК 208(1), п. 1", mark="old_text"),
        "right_after": Article(article="КПК 208(1), п. 2", mark="old_text"),
        "flight_risk": Article(article="КПК 208(1), п. 3", mark="old_text"),
        "duty_breach": Article(article="КПК 208(2)", mark="old_text"),
        "ruling": Article(article="КПК 191(1)", mark="text"),
        "administrative": Article(article="КУпАП 260–263", mark="unread", pack=ADMINISTRATIVE),
    },
    EW: {
        "suspected": Article(article="PACE 24(1)–(3)", mark="unread"),
        "warrant": Article(article="Magistrates’ Courts Act 1980 s.1", mark="unread"),
        "bail_breach": Article(article="PACE 46A", mark="text"),
    },
}
EMPTY: Mapping[str, Article] = {}
ELSEWHERE: Mapping[str, str] = {ADMINISTRATIVE: UA}  # packs whose grounds stand with another's


def grounds_of(pack: str) -> Mapping[str, Article]:
    """The grounds of a pack by code; none for a pack of which none were read."""
    return GROUNDS.get(ELSEWHERE.get(pack, pack), EMPTY)


def article_of(code: str, pack: str) -> str:
    """The article of a ground under a pack; "" where none is known."""
    found = grounds_of(pack).get(code)
    return found.article if found else ""


def pack_for(code: str, pack: str) -> str:
    """The pack that a detention on this ground runs by.

    >>> pack_for("administrative", "ua.custody"), pack_for("in_the_act", "ua.custody")
    ('ua.administrative', 'ua.custody')
    """
    found = grounds_of(pack).get(code)
    return found.pack if found and found.pack else pack
