"""How rows of a rule pack are said to lawyers, alike in every table."""

from collections.abc import Mapping

from quartier.science.clocks.cited import Cited, Condition, Mark
from quartier.science.clocks.limits import Limit

READ = {
    Mark.TEXT: "in the text of the rule",
    Mark.OLD_TEXT: "in an old copy of the text",
    Mark.SECOND_HAND: "in another’s words",
    Mark.UNREAD: "not read: unverified",
    Mark.OWN: "no law: the place’s own rule",
}
CITED = ("article", "source", "read", "verified")


def cited(row: Cited) -> tuple[str, str, str, str]:
    return row.article, row.source, READ[row.mark], "yes" if row.verified else "**no**"


def said(words: Mapping[str, str]) -> str:
    return "<br>".join(f"{language}: {text}" for language, text in sorted(words.items(), reverse=True))


def limit(limit: Limit) -> str:
    return f"{limit.value} {limit.type.value}" if limit.value is not None else limit.type.value


def condition(condition: Condition) -> str:
    parts = [f"{name} is {str(value).lower()}" for name, value in condition.facts.items()]
    parts += [f"unless {name} is {str(value).lower()}" for name, value in condition.unless.items()]
    parts += [f"{name} is stated" for name in sorted(condition.stated)]
    if condition.minor is not None:
        parts.append("person under 18" if condition.minor else "person of 18 or older")
    if condition.round is not None:
        parts.append(f"{condition.round} round")
    return ", ".join(parts)
