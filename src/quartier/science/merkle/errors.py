"""The one error of this package: a reason code, and the details that a sentence about it needs."""

from __future__ import annotations


class Refused(ValueError):
    """Some bytes are not what they claim to be. `code` is stable and lower-case; `details` are plain values."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value!r}" for name, value in self.details.items())])
