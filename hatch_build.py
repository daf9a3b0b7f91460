"""A wheel carries its compiled catalogues: an installation may not be able to write beside its code."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # a checkout compiles them when a process starts
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        from quartier.surface import catalogues

        catalogues.compile_stale(source / "quartier")
        build_data["artifacts"].append("*.mo")
