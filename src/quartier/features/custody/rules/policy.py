"""What a suite decided for itself: after how long a care item that nobody did is told to whom, and the like. Data, not law.

    late_after: PT15M            # an entry written later than this after the fact stands as late
    heartbeat: PT15M             # how often the suite says how many are there, also when it is nobody
    alarms:
      - {after: PT5M, to: inspector}
      - {after: PT15M, to: outside}
    warn_before: {release: PT90M}   # before a limit after which the person must be released
    warn: [inspector, prosecutor]   # who hears that warning
    passed: [prosecutor]            # who hears at once that such a limit passed; the alarms above follow
    people:
      inspector: {role: custody_inspector}
      outside: {role: shift_supervisor}
      prosecutor: {accounts: ["019…"]}
    severity: 2                  # how weighty a care item must be for an alarm: 1 life and liberty, 2 checks, 3 meals
    keep: P10Y                   # after release, when it is looked at whether the record must still be kept

What is left out has the values above; `people` may name roles of the suite's own organisation and any account.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from quartier.core.kit.errors import Invalid, Problem

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
YEAR = timedelta(days=365)
RELEASE = "release"
ENDS = frozenset(
    {RELEASE, "release_or_charge"}
)  # consequences of a limit that are announced and written down


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an alarm: after so long, these people."""

    after: timedelta
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Whom a name stands for: these accounts, and whoever holds one of these roles in the suite's organisation."""

    accounts: tuple[UUID, ...] = ()
    roles: tuple[str, ...] = ()


USUAL = {
    "inspector": People(roles=("custody_inspector", "custody_officer")),
    "outside": People(roles=("shift_supervisor",)),
    "prosecutor": People(roles=("prosecutor",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A suite's policy, read. `steps` rise in time."""

    late_after: timedelta = timedelta(minutes=15)
    heartbeat: timedelta = timedelta(minutes=15)
    steps: tuple[Step, ...] = (
        Step(after=timedelta(minutes=5), to="inspector"),
        Step(after=timedelta(minutes=15), to="outside"),
    )
    severity: int = 2
    warn_before: timedelta = timedelta(minutes=90)
    warn: tuple[str, ...] = ("inspector", "prosecutor")
    passed: tuple[str, ...] = ("prosecutor",)
    people: Mapping[str, People] = field(default_factory=lambda: USUAL)
    keep: timedelta = 10 * YEAR


def duration(text: Any) -> timedelta:
    """An ISO 8601 duration of years (of 365 days), days, hours, minutes and seconds. Raises ValueError.

    >>> duration("PT1H30M"), duration("P10Y") == 10 * YEAR
    (datetime.timedelta(seconds=5400), True)
    """
    found = DURATION.fullmatch(text) if isinstance(text, str) else None
    if found is None or not any(found.groups()) or text.endswith("T"):
        raise ValueError(f"no duration: {text}")
    years, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
    return years * YEAR + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def read(data: Mapping[str, Any]) -> Policy:
    """The policy that a suite's data state. Raises Invalid with everything that is wrong: policy_unknown, policy_duration,
    policy_step, policy_severity, policy_names, policy_people, policy_nobody, each with the path as its field."""
    found = _Reader(data)
    values = {name: getattr(found, how)(data[name], name) for name, how in READ_BY.items() if name in data}
    if "alarms" in values:
        values["steps"] = values.pop("alarms")
    values["people"] = {**USUAL, **values.get("people", {})}
    found.known(values["people"], values)
    if found.problems:
        raise Invalid(found.problems)
    return Policy(**values)


READ_BY = {
    "late_after": "duration",
    "heartbeat": "duration",
    "keep": "duration",
    "alarms": "steps",
    "severity": "severity",
    "warn_before": "warning",
    "warn": "names",
    "passed": "names",
    "people": "people",
}


class _Reader:
    """Reads one policy and keeps everything that is wrong with it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.problems: list[Problem] = []
        for name in sorted(set(data) - set(READ_BY), key=str):
            self.wrong(str(name), "policy_unknown")

    def wrong(self, path: str, code: str, **details: Any) -> None:
        self.problems.append(Problem(field=path, code=code, details=details))

    def duration(self, text: Any, path: str) -> timedelta:
        """Longer than nothing; a placeholder where it cannot be read."""
        try:
            length = duration(text)
        except ValueError:
            length = timedelta()
        if not length:
            self.wrong(path, "policy_duration")
        return length

    def steps(self, told: Any, _path: str) -> tuple[Step, ...]:
        """In rising order, whatever order they were written in."""
        if not isinstance(told, list) or not told:
            self.wrong("alarms", "policy_step")
            return ()
        read = []
        for number, one in enumerate(told):
            path = f"alarms.{number}"
            if not isinstance(one, Mapping) or set(one) != {"after", "to"} or not isinstance(one["to"], str):
                self.wrong(path, "policy_step")
                continue
            read.append(Step(after=self.duration(one["after"], path), to=one["to"]))
        return tuple(sorted(read, key=lambda step: step.after))

    def severity(self, told: Any, _path: str) -> int:
        if told not in (1, 2, 3) or isinstance(told, bool):
            self.wrong("severity", "policy_severity")
            return 2
        return int(told)

    def warning(self, told: Any, _path: str) -> timedelta:
        if not isinstance(told, Mapping) or set(told) != {RELEASE}:
            self.wrong("warn_before", "policy_unknown")
            return timedelta()
        return self.duration(told[RELEASE], "warn_before.release")

    def names(self, told: Any, path: str) -> tuple[str, ...]:
        if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
            self.wrong(path, "policy_names")
            return ()
        return tuple(told)

    def people(self, told: Any, _path: str) -> dict[str, People]:
        if not isinstance(told, Mapping):
            self.wrong("people", "policy_people")
            return {}
        return {str(name): self._group(one, f"people.{name}") for name, one in told.items()}

    def _group(self, one: Any, path: str) -> People:
        if not isinstance(one, Mapping) or not set(one) <= {"accounts", "role", "roles"} or not one:
            self.wrong(path, "policy_people")
            return People()
        roles = [one["role"]] if "role" in one else one.get("roles", [])
        accounts = one.get("accounts", [])
        if not isinstance(roles, list) or not isinstance(accounts, list):
            self.wrong(path, "policy_people")
            return People()
        try:
            return People(
                accounts=tuple(UUID(str(which)) for which in accounts), roles=tuple(map(str, roles))
            )
        except ValueError:
            self.wrong(path, "policy_people")
            return People()

    def known(self, people: Mapping[str, People], values: Mapping[str, Any]) -> None:
        """Whoever is to be told must be named: an alarm to nobody is none."""
        usual = Policy()
        named = [("alarms", step.to) for step in values.get("steps", usual.steps)]
        named += [
            (path, one) for path in ("warn", "passed") for one in values.get(path, getattr(usual, path))
        ]
        for path, name in named:
            if name not in people or people[name] == People():
                self.wrong(path, "policy_nobody", name=name)
