"""An import contract of our own: a package's `models` are imported by that package only.

import-linter's `protected` contract would need one block a package, to be remembered with each new one.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output


def package_of(module: str) -> str:
    """The package that a `models` module belongs to: `quartier.core.x` of `quartier.core.x.models.y`."""
    parts = module.split(".")
    return ".".join(parts[: parts.index("models")])


class PrivateModels(Contract):
    """Whoever needs another package's data asks its `queries` and `actions`."""

    type_name = "private_models"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        trespasses = []
        for model in sorted(name for name in graph.modules if "models" in name.split(".")):
            home = package_of(model)
            if not home.startswith("quartier."):
                continue
            for importer in sorted(graph.find_modules_that_directly_import(model)):
                prepares = "tests" in importer.split(".")  # rows for a test, not a way around actions
                if importer != home and not importer.startswith(f"{home}.") and not prepares:
                    trespasses.append((importer, model))
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, model in check.metadata["trespasses"]:
            output.print_error(f"{importer} imports {model}, which is private to {package_of(model)}")
