"""What came out of an attack: the steps as they were done, and who found what."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .outsiders import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Somebody's finding, as the list of attacks names it. `seconds` were measured, `shown` is what they saw."""

    by: str
    data: str
    answer: str
    shown: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """What was done, word for word: a statement, a command, a request."""

    text: str


@dataclass(slots=True)
class Scene:
    """The record of one attack."""

    steps: list[Step] = field(default_factory=list)
    found: list[Evidence] = field(default_factory=list)
    later: list[Evidence] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    def did(self, text: str) -> None:
        self.steps.append(Step(" ".join(text.replace("%s", "…").split())))

    def strikes(self) -> None:
        """From here on it is measured how soon somebody notices."""
        self._began = time.monotonic()

    def finds(self, by: str, data: str, answer: str, shown: str = "") -> None:
        self.found.append(Evidence(by=by, data=data, answer=answer, shown=shown, seconds=self._seconds()))

    def reports(self, by: str, data: str, report: Report) -> None:
        """A verifier's report is the finding: its reason, or its verdict where it has none."""
        self.found.append(self._reported(by, data, report))

    def reports_later(self, by: str, data: str, report: Report) -> None:
        """What comes out only for whoever holds what was taken before."""
        self.later.append(self._reported(by, data, report))

    def _reported(self, by: str, data: str, report: Report) -> Evidence:
        return Evidence(
            by=by,
            data=data,
            answer=report.reason or report.verdict,
            shown=report.shown,
            details=report.said.get("details") or {},
            seconds=self._seconds(),
        )

    def _seconds(self) -> float:
        return round(time.monotonic() - self._began, 3)
