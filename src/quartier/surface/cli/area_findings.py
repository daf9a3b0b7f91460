"""What an import of boundaries found, in words: where, what, and what to do."""

from typing import Any

from quartier.core.territory.rules.findings import Finding

from .words import gettext as _


def sentence(finding: Finding) -> str:
    """One line for one finding."""
    known = reasons().get(finding.reason, finding.reason)
    gaps: dict[str, Any] = {"value": finding.value, "column": finding.column, **finding.details}
    said = known % gaps if "%(" in known else known
    if finding.feature:
        return _("Line %(line)d, feature %(feature)d: %(said)s") % {
            "line": finding.line,
            "feature": finding.feature,
            "said": said,
        }
    return _("Line %(line)d: %(said)s") % {"line": finding.line, "said": said} if finding.line else said


def reasons() -> dict[str, str]:
    """Sentences by reason code."""
    return _of_files() | _of_features() | _of_fit()


def _of_files() -> dict[str, str]:
    return {
        "empty_file": _("The file is empty."),
        "other_file": _("This is not GeoJSON but another kind of file (%(value)s). Export it as GeoJSON."),
        "not_utf8": _("The text is not UTF-8 from byte %(byte)d on. Save the file as UTF-8."),
        "not_json": _("The file is not valid JSON here."),
        "half_a_file": _("The file ends in the middle. Fetch it again."),
        "not_a_number": _("%(value)s is no number in JSON."),
        "not_a_feature_collection": _("A FeatureCollection is expected, but this is: %(value)s."),
        "no_features": _("The file holds no features."),
        "not_a_feature": _("This entry is no GeoJSON feature."),
        "crs_unknown": _(
            "The coordinate system %(value)s is unknown. Name it in the mapping, for example EPSG:31370."
        ),
        "reprojected": _("The coordinates were converted from %(value)s to WGS 84."),
        "column_missing": _("The file has no column %(value)s."),
    }


def _of_features() -> dict[str, str]:
    return {
        "no_rule_fits": _("No rule of the mapping fits this feature."),
        "no_geometry": _("The feature has no geometry."),
        "not_a_polygon": _("A boundary must be a polygon, but this is: %(value)s."),
        "bad_coordinates": _("The coordinates cannot be read: %(value)s."),
        "ring_too_short": _("A ring needs four points, this one has %(value)s."),
        "ring_closed": _("A ring was open; it has been closed."),
        "coordinates_in_metres": _(
            "The coordinates are metres, not degrees (%(value)s). Name the system in the mapping: crs."
        ),
        "coordinates_out_of_range": _("The coordinates lie outside the world: %(value)s."),
        "axes_swapped": _("Longitude and latitude seem to be swapped: %(value)s."),
        "far_away": _("The feature lies far from where the mapping expects it: %(value)s."),
        "cannot_be_mended": _("The boundary crosses itself and cannot be mended: %(value)s."),
        "repair_too_large": _(
            "The boundary crosses itself; mending it would change the area too much: %(value)s."
        ),
        "shape_mended": _("The boundary crossed itself and was mended: %(value)s."),
        "no_code": _("The code is missing (column %(column)s)."),
        "no_name": _("The name is missing (column %(column)s)."),
        "name_in_other_language": _("There is no name in %(language)s; the one in %(taken)s is shown."),
        "code_twice": _("The code %(value)s stands in the file already, at line %(first_line)d."),
    }


def _of_fit() -> dict[str, str]:
    return {
        "group_without_name": _("The mapping has no name for %(value)s; the code is shown."),
        "kind_may_not_lie_there": _("An area of kind %(kind)s cannot lie in one of kind %(parent_kind)s."),
        "parent_unknown": _("The area %(value)s names an area above it that does not exist: %(parent)s."),
        "lies_in_none": _("The area %(value)s lies in no area of kind %(kind)s."),
        "overlap": _("The areas %(value)s and %(other)s share %(square_metres)d m²."),
        "hole": _("The area %(value)s has a hole of %(square_metres)d m² that belongs to no area."),
        "gap": _(
            "%(square_metres)d m² of the home belong to no area of kind %(kind)s; the largest part is near %(lat)s, %(lon)s."
        ),
    }
