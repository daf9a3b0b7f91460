"""From a file and a mapping to the areas it describes: what would be stored, and everything worth telling
about it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from quartier.core.territory.rules import shapes
from quartier.core.territory.rules.findings import Finding, Weight
from quartier.core.territory.rules.geojson import Collection, Feature
from quartier.core.territory.rules.kinds import may_lie_in
from quartier.core.territory.rules.mappings import BoundaryMapping, Group, Rule, as_code, fits
from quartier.core.territory.rules.shapes import NoShape, Project

Key = tuple[str, str]


@dataclass(slots=True)
class Draft:
    """An area as the file describes it. `parent` is (kind, code), or None for the home itself."""

    kind: str
    code: str
    names: dict[str, str]
    geometry: BaseGeometry | None
    parent: Key | None
    feature: Feature | None = None

    @property
    def key(self) -> Key:
        return self.kind, self.code


@dataclass(slots=True)
class Plan:
    """The home first, then every area below it; and the findings."""

    home: Draft
    known: dict[Key, Draft] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return any(each.weight is Weight.REFUSED for each in self.findings)


def draft(
    collection: Collection,
    mapping: BoundaryMapping,
    *,
    known: Sequence[Draft] = (),
    project: Project | None = None,
) -> Plan:
    """What the file describes. `known` are the areas of the home that are stored already: they may be
    parents, and what a file only names (a home without a boundary, a group) never overwrites what
    another file drew.
    """
    home = Draft(mapping.home["kind"], mapping.home["code"], dict(mapping.home["names"]), None, None)
    plan = Plan(home, {each.key: each for each in known})
    for feature in collection.features:
        _take(feature, mapping, plan, project)
    _refuse_doubles(plan)
    for group in mapping.groups:
        _group(group, plan)
    _check_parents(mapping, plan)
    stored = plan.known.get(home.key)
    if home.geometry is None and stored is not None:
        home.geometry = stored.geometry
    if home.geometry is None and mapping.boundary == "union":
        home.geometry = _union([each.geometry for each in plan.drafts if each.geometry is not None])
    return plan


def _take(feature: Feature, mapping: BoundaryMapping, plan: Plan, project: Project | None) -> None:
    if any(fits(where, feature.properties) for where in mapping.skip):
        return
    rule = next((each for each in mapping.rules if fits(each.where, feature.properties)), None)
    if rule is None:
        plan.findings.append(Finding(reason="no_rule_fits", line=feature.line, feature=feature.number))
        return
    try:
        geometry, mended = shapes.boundary(feature, project=project)
    except NoShape as error:
        plan.findings.append(error.finding)
        return
    plan.findings += mended
    plan.findings += _outside(feature, geometry, mapping)
    if rule.home:
        plan.home.geometry = geometry
        plan.home.feature = feature
        return
    _add(feature, rule, geometry, mapping, plan)


def _add(feature: Feature, rule: Rule, geometry: BaseGeometry, mapping: BoundaryMapping, plan: Plan) -> None:
    code = next((as_code(v) for v in map(feature.properties.get, rule.code) if v not in (None, "")), "")
    names = _names(feature, rule)
    language = mapping.home["language"]
    where: dict[str, Any] = {"line": feature.line, "feature": feature.number}
    if not code:
        plan.findings.append(Finding(reason="no_code", column=" ".join(rule.code), **where))
    if not names:
        plan.findings.append(
            Finding(reason="no_name", column=" ".join(rule.names.values()), value=code, **where)
        )
    elif language not in names:
        details = {"language": language, "taken": next(iter(names))}
        plan.findings.append(
            Finding(
                reason="name_in_other_language", weight=Weight.NOTED, value=code, details=details, **where
            )
        )
        names[language] = next(iter(names.values()))
    if code and names:
        plan.drafts.append(
            Draft(rule.kind, code, names, geometry, _parent(feature, rule, plan.home.key), feature)
        )


def _names(feature: Feature, rule: Rule) -> dict[str, str]:
    found = {}
    for language, column in rule.names.items():
        value = feature.properties.get(column)
        if value is not None and (text := " ".join(str(value).split())):
            found[language] = rule.name_pattern.format(text[:1].upper() + text[1:])
    return found


def _parent(feature: Feature, rule: Rule, home: Key) -> Key:
    if isinstance(rule.parent, Mapping):
        if "within" in rule.parent:
            return rule.parent["within"], ""
        return rule.parent["kind"], as_code(feature.properties.get(rule.parent["property"], ""))
    return home


def _outside(feature: Feature, geometry: BaseGeometry, mapping: BoundaryMapping) -> list[Finding]:
    """Far from where the mapping expects its areas; turned round it would fit: then the axes were swapped."""
    if mapping.expected is None:
        return []
    box = shapely.box(*mapping.expected)
    if box.intersects(geometry):
        return []
    west, south, east, north = geometry.bounds
    swapped = box.intersects(shapely.box(south, west, north, east))
    reason = "axes_swapped" if swapped else "far_away"
    value = f"{west:.3f} {south:.3f} {east:.3f} {north:.3f}"
    return [Finding(reason=reason, line=feature.line, feature=feature.number, column="geometry", value=value)]


def _refuse_doubles(plan: Plan) -> None:
    first: dict[Key, Draft] = {}
    for each in plan.drafts:
        earlier = first.setdefault(each.key, each)
        if earlier is not each and each.feature and earlier.feature:
            details = {"first_feature": earlier.feature.number, "first_line": earlier.feature.line}
            here: dict[str, Any] = {"line": each.feature.line, "feature": each.feature.number}
            plan.findings.append(Finding(reason="code_twice", value=each.code, details=details, **here))


def _group(group: Group, plan: Plan) -> None:
    """Areas that the file only names: their ground is that of their members."""
    members: dict[str, list[Draft]] = {}
    for each in plan.drafts:
        if each.parent and each.parent[0] == group.kind and each.parent[1]:
            members.setdefault(each.parent[1], []).append(each)
    for code, below in members.items():
        if (group.kind, code) == plan.home.key or (group.kind, code) in plan.known:
            continue
        names = dict(group.names.get(code, {}))
        if not names:
            plan.findings.append(
                Finding(reason="group_without_name", weight=Weight.NOTED, column=group.code, value=code)
            )
            names = {"en": code}
        union = _union([each.geometry for each in below if each.geometry is not None])
        plan.drafts.append(Draft(group.kind, code, names, union, plan.home.key))


def _check_parents(mapping: BoundaryMapping, plan: Plan) -> None:
    """Parents "within" are found here; a kind that may not lie in its parent's kind is refused."""
    country = mapping.home["country"]
    there = {plan.home.key, *plan.known, *(each.key for each in plan.drafts)}
    for each in plan.drafts:
        if each.parent and not each.parent[1]:
            each.parent = _largest_overlap(each, each.parent[0], plan)
        feature = each.feature
        where: dict[str, Any] = {"line": feature.line, "feature": feature.number} if feature else {}
        if each.parent not in there:
            told = " ".join(each.parent or ())
            plan.findings.append(
                Finding(reason="parent_unknown", value=each.code, details={"parent": told}, **where)
            )
        elif each.parent and not may_lie_in(country, each.kind, each.parent[0]):
            details = {"kind": each.kind, "parent_kind": each.parent[0]}
            plan.findings.append(
                Finding(reason="kind_may_not_lie_there", value=each.code, details=details, **where)
            )


def _largest_overlap(inner: Draft, kind: str, plan: Plan) -> Key:
    """The area of that kind that holds most of it; none overlaps: the home, and it is told."""
    best, most = plan.home.key, 0.0
    drawn = {each.key for each in plan.drafts}
    outers = [*plan.drafts, *(each for key, each in plan.known.items() if key not in drawn)]
    for outer in outers:
        if outer.kind == kind and outer.geometry is not None and inner.geometry is not None:
            shared = outer.geometry.intersection(inner.geometry).area
            if shared > most:
                best, most = outer.key, shared
    if best == plan.home.key and inner.feature:
        here: dict[str, Any] = {"line": inner.feature.line, "feature": inner.feature.number}
        plan.findings.append(
            Finding(
                reason="lies_in_none", weight=Weight.NOTED, value=inner.code, details={"kind": kind}, **here
            )
        )
    return best


def _union(shapes_: list[BaseGeometry]) -> BaseGeometry | None:
    if not shapes_:
        return None
    return shapely.orient_polygons(shapes.polygons(shapely.union_all(shapes_)), exterior_cw=False)


def as_row(draft_: Draft) -> dict[str, Any]:
    """What is compared with, and stored in, the table."""
    geometry = draft_.geometry
    west, south, east, north = geometry.bounds if geometry is not None else (None,) * 4
    return {
        "names": draft_.names,
        "geometry": shapes.as_geojson(geometry) if geometry is not None else None,
        "west": west,
        "south": south,
        "east": east,
        "north": north,
    }
