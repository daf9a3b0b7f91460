"""Refusals carry a reason code and plain details; the edge puts them into words in the reader's language."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class Refusal(Exception):
    """The rules say no. `code` is stable and documented; `details` are JSON values without personal data."""

    status = 409

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class NotAllowed(Refusal):
    """The person is known, the act is not theirs."""

    status = 403


class NotFound(Refusal):
    """Hidden and absent give the same answer, byte for byte."""

    status = 404


class Conflict(Refusal):
    """Somebody else was faster, or the state does not allow it."""

    status = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with one input: where, why, and what the sentence needs."""

    field: str
    code: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict)


class Invalid(Refusal):
    """Input that cannot be taken; everything wrong with it at once."""

    status = 422

    def __init__(self, problems: Sequence[Problem], code: str = "invalid") -> None:
        super().__init__(code)
        self.problems = list(problems)


class Surroundings(Exception):
    """Not the person's fault: no database, a full disk. The command line exits with 3."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
