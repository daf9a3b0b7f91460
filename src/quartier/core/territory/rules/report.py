"""What an import of boundaries did, or would do."""

from dataclasses import dataclass, field
from typing import Any

from quartier.core.territory.rules.findings import Finding, Weight


@dataclass(slots=True)
class Report:
    """Counts, and every finding. `done` is false for a dry run and where something was refused: then
    nothing changed.
    """

    mapping: str
    home: str
    features: int
    done: bool = False
    added: list[str] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> list[Finding]:
        return [each for each in self.findings if each.weight is Weight.REFUSED]

    def as_dict(self) -> dict[str, Any]:
        """The document that the command prints."""
        by_weight = {weight: [f.as_row() for f in self.findings if f.weight is weight] for weight in Weight}
        return {
            "mapping": self.mapping,
            "home": self.home,
            "features": self.features,
            "done": self.done,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "missing": self.missing,
            "refused": by_weight[Weight.REFUSED],
            "mended": by_weight[Weight.MENDED],
            "noted": by_weight[Weight.NOTED],
        }
