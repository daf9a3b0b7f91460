"""What a layer is, and which layers there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from django.conf import settings

from quartier.core.kit.errors import NotFound

Box = tuple[float, float, float, float]
# A provider is a module with LAYERS. Those of core stand here, a feature brings its own `web/layers.py`.
PROVIDERS = ("quartier.surface.ogc.territory", "quartier.surface.ogc.incidents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which features are asked for. [start, end) in time; features without time always fit."""

    box: Box | None = None
    start: datetime | None = None
    end: datetime | None = None
    offset: int = 0
    limit: int = 100
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One feature."""

    id: str
    geometry: Mapping[str, Any] | None
    properties: Mapping[str, Any]
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Where and when a layer has features."""

    box: Box
    start: datetime | None = None
    end: datetime | None = None


class Layer(Protocol):
    """A layer of one package. `filters` are further parameters by name, each with its description."""

    id: str
    filters: Mapping[str, str]

    def title(self) -> str: ...

    def description(self) -> str: ...

    def attribution(self) -> str: ...

    def extent(self) -> Extent | None: ...

    def count(self, wanted: Wanted) -> int: ...

    def rows(self, wanted: Wanted) -> Sequence[Row]: ...

    def row(self, id: str) -> Row:
        """One feature. Raises NotFound."""
        ...


@cache
def layers() -> dict[str, Layer]:
    """Every layer by its id, in the order of the providers."""
    names = [
        *PROVIDERS,
        *(f"quartier.features.{feature}.web.layers" for feature in settings.QUARTIER_FEATURES),
    ]
    modules = [import_module(name) for name in names if find_spec(name) is not None]
    return {layer.id: layer for module in modules for layer in module.LAYERS}


def layer(id: str) -> Layer:
    """One layer. Raises NotFound."""
    if id not in layers():
        raise NotFound("layer_unknown")
    return layers()[id]
