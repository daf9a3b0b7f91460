"""A supervisor's figures: what was late, waived, done by force, by suite and month. Only months that are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connections

from quartier.core.kit.errors import NotAllowed
from quartier.core.registry import lock
from quartier.core.registry.visits import Visit

from . import queries
from .rules.acts.catalogue import ACTS
from .rules.small_numbers import Shown, protect
from .views import SuiteView

PERMIT = "custody.supervise"
MONTHS = 12
# What is counted, each as a condition on an entry that nobody mended since. `late` is the suite's own term for entries.
MEASURES: dict[str, str] = {
    "stays": "e.act = 'deprived_of_liberty'",
    "checks": "e.act = 'check'",
    "checks_late": "e.act = 'alarm' and e.values ->> 'about' = any (%(cares)s) and e.values ->> 'step' = '1'",
    "entries_late": "e.recorded_at - e.occurred_at > %(late)s and e.act <> all (%(machine)s)",
    "no_reason": "e.recorded_at - e.occurred_at > %(late)s and e.act <> all (%(machine)s) and e.late_reason = ''",
    "lawyer_waived": "e.act = 'right_answer' and e.values ->> 'right' = 'lawyer' and e.values ->> 'answer' = 'declines'",
    "rights_waived": "e.act = 'right_answer' and e.values ->> 'right' <> 'lawyer' and e.values ->> 'answer' = 'declines'",
    "force": "e.act = 'force_used'",
    "injuries": "e.act = 'injury_noted'",
    "passed": "e.act = 'limit_passed'",
}
CARES = ["check", "check_rouse", "rouse", "watch"]
SQL = """
  select date_trunc('month', e.occurred_at at time zone %(zone)s)::date as month, count(*) as number
    from public.custody_entry e
   where e.suite_id = %(suite)s and e.occurred_at >= %(since)s and e.occurred_at < %(until)s and not e.voids
     and not exists (select from public.custody_entry n where n.corrects = e.id and n.subject_id = e.subject_id)
     and ({condition})
   group by 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One measure of a year: suites by months, small counts hidden."""

    measure: str
    suites: tuple[SuiteView, ...]
    months: tuple[date, ...]
    shown: Shown


def figures(by: Visit, *, measure: str, at: datetime) -> Figures:
    """The last twelve months that are over in every suite that this visit supervises. Raises NotAllowed; KeyError for an
    unknown measure.
    """
    if not by.may(PERMIT):
        raise NotAllowed("not_permitted", permit=PERMIT)
    suites = queries.suites(by)
    months = over(at, zone=suites[0].zone if suites else "UTC")
    counts = [_counts(suite, measure, months) for suite in suites]
    return Figures(measure=measure, suites=tuple(suites), months=months, shown=protect(counts))


def over(at: datetime, *, zone: str) -> tuple[date, ...]:
    """First days of the twelve months that were over at an instant, the oldest first."""
    month = at.astimezone(ZoneInfo(zone)).date().replace(day=1)
    return tuple(_months_before(month, number) for number in range(MONTHS, 0, -1))


def _months_before(month: date, number: int) -> date:
    whole = month.year * 12 + month.month - 1 - number
    return date(whole // 12, whole % 12 + 1, 1)


def _counts(suite: SuiteView, measure: str, months: Sequence[date]) -> list[int]:
    zone = ZoneInfo(suite.zone)
    after = _months_before(months[-1], -1)
    values = {
        "suite": suite.id,
        "zone": suite.zone,
        "since": datetime(months[0].year, months[0].month, 1, tzinfo=zone),
        "until": datetime(after.year, after.month, 1, tzinfo=zone),
        "late": suite.policy.late_after,
        "cares": CARES,
        "machine": [act.code for act in ACTS.values() if act.by_machine],
    }
    found = {row["month"]: row["number"] for row in _rows(SQL.format(condition=MEASURES[measure]), values)}
    return [found.get(month, 0) for month in months]


def _rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connections[lock.APPLICATION].cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
