"""What an import has to say about one feature, or about the file: where, what, and how grave."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Weight(StrEnum):
    """Refused stops the whole import; mended was put right and is told; noted is left as it is and told."""

    REFUSED = "refused"
    MENDED = "mended"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`line` and `feature` count from 1; 0 means the whole file. `details` feeds the sentence at the edge."""

    reason: str
    weight: Weight = Weight.REFUSED
    line: int = 0
    feature: int = 0
    column: str = ""
    value: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        return asdict(self) | {"weight": self.weight.value}
