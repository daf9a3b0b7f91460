"""What the live map is given: one GeoJSON collection in which each feature says how it is drawn."""

from collections.abc import Mapping, Sequence
from typing import Any

from quartier.ui.maps.draw import Geometry, Map


def features(map: Map) -> dict[str, Any]:
    """The same content as the drawn map. Properties: layer, mark, label, number, name, url, size, few."""
    found = [_feature("around", shape) for shape in map.around]
    found += [
        _feature(
            "area",
            area.geometry,
            mark=area.mark,
            label=area.label,
            number=area.number,
            name=area.name,
            url=area.url,
        )
        for area in map.areas
    ]
    found += [_feature("way", shape) for shape in map.ways]
    found += [_feature("border", shape) for shape in map.border]
    found += [
        _feature(
            "spot",
            {"type": "Point", "coordinates": [spot.lon, spot.lat]},
            label=spot.label,
            size=spot.size,
            few=spot.few,
        )
        for spot in map.spots
    ]
    return collection(found) | ({"bbox": list(map.bounds)} if map.bounds else {})


def collection(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(found)}


def _feature(layer: str, geometry: Geometry, **properties: Any) -> dict[str, Any]:
    kept = {name: value for name, value in properties.items() if value not in ("", None)}
    return {"type": "Feature", "geometry": dict(geometry), "properties": {"layer": layer} | kept}
