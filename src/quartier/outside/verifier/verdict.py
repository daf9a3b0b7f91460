"""What comes out of a check: a fault with its reason, or a report of what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


class Fault(Exception):
    """A check failed. `code` is a reason of words.json; `details` fill the gaps of its sentence."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


class Unusable(Exception):
    """Nothing could be checked: the fault is in what the program was given, not in what it was to check."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


@dataclass
class Report:
    """`subject` is pack or receipt. `witnessed` is false where the policy asks for no witness at all."""

    subject: str
    policy: str
    witnessed: bool = True
    facts: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    fault: Fault | None = None

    def say(self, code: str, **gaps: Any) -> None:
        self.facts.append({"code": code, **gaps})

    def warn(self, code: str, **gaps: Any) -> None:
        self.warnings.append({"code": code, **gaps})

    @property
    def verdict(self) -> str:
        """The first word. A ledger that nobody outside has confirmed is never plainly OK."""
        if self.fault is not None:
            return "NOT"
        return "OK" if self.witnessed else "NOT WITNESSED"
