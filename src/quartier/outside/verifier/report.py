"""The report for people: verdict first, then what was found, then what it does not prove."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from quartier.outside.verifier.baked import WORDS
from quartier.outside.verifier.verdict import Report

MOMENTS = ("at", "occurred", "recorded", "deadline")  # gaps that hold seconds since 1970
SPANS = ("age", "longest", "ahead")  # gaps that hold a number of seconds
BELOW = ("value", "hidden")  # lines that belong to the entry above them
# Signs that are not seen, or that turn the order of what is: a value must look like what it is.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def sentence(table: str, code: str, language: str, gaps: dict[str, Any]) -> str:
    """A text of words.json with its gaps filled."""
    shown = {name: _shown(name, value, language) for name, value in gaps.items()}
    return WORDS[table][code][language].format_map(shown)


def _shown(name: str, value: Any, language: str) -> str:
    if name in MOMENTS and isinstance(value, int):
        return _moment(value)
    if name in SPANS and isinstance(value, int):
        days, rest = divmod(value, 86_400)
        gaps = {"days": days, "hours": rest // 3_600, "minutes": rest % 3_600 // 60}
        return WORDS["facts"]["span"][language].format_map(gaps)
    if isinstance(value, list):
        return ", ".join(_shown("", each, language) for each in value)
    return UNSEEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", str(value))


def _moment(seconds: int) -> str:
    try:
        return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(seconds))
    except (OverflowError, ValueError, OSError):
        return str(seconds)  # no calendar reaches as far


def as_text(report: Report, language: str) -> str:
    """The report in one language. Its first word is the verdict."""
    lines = [_first(report, language), ""]
    if report.fault is not None:
        reason = WORDS["reasons"][report.fault.code]
        lines.append(sentence("reasons", report.fault.code, language, report.fault.details))
        lines.append(
            sentence("verdicts", "next", language, {"step": WORDS["steps"][reason["next"]][language]})
        )
    else:
        code = f"ok_{report.subject}" if report.witnessed else "unwitnessed"
        lines.append(WORDS["verdicts"][code][language])
    lines += _listed("facts", [_marked("facts", each, language) for each in report.facts], language)
    lines += _listed("warnings", [_marked("warnings", each, language) for each in report.warnings], language)
    if report.fault is None:
        limits = [f"  - {limit[language]}" for limit in WORDS["limits"].values()]
        lines += _listed("limits", limits, language)
    return "\n".join(lines) + "\n"


def _first(report: Report, language: str) -> str:
    return report.verdict if report.fault is None else f"{report.verdict} {report.fault.code}"


def _marked(table: str, said: dict[str, Any], language: str) -> str:
    mark = "      " if said["code"] in BELOW else "  - "
    return mark + sentence(table, said["code"], language, said)


def _listed(heading: str, lines: list[str], language: str) -> list[str]:
    return ["", WORDS["verdicts"][heading][language], *lines] if lines else []


def as_json(report: Report) -> str:
    """The same for programs."""
    return json.dumps(
        {
            "verdict": report.verdict,
            "reason": None if report.fault is None else report.fault.code,
            "details": {} if report.fault is None else report.fault.details,
            "subject": report.subject,
            "facts": report.facts,
            "warnings": report.warnings,
            "policy": report.policy,
        },
        ensure_ascii=False,
        indent=2,
    )
