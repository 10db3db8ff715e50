"""The circular (通报) of a month: every number counts until its last day, whatever day it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from anju_cli.model.duties import OPEN_STATES, Duty, month_end
from anju_cli.model.pace import Light, months_completed
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow, all_duties
from anju_cli.queries.history import UnitHistory, histories
from anju_cli.queries.quotas import TOWN_KINDS, QuotaFilter, QuotaRow, quota_rows, total
from anju_cli.queries.tasks import duties_of_task

ALL = "合计"


class ReportRow(NamedTuple):
    """One unit in the report.

    ``this_month`` None: it did not report this month, which is not 0. ``rank_before`` is its
    rank at the end of the month before, None where it had none.
    """

    quota: QuotaRow
    this_month: int | None
    rank_before: int | None
    is_first_month: bool
    history: UnitHistory

    @property
    def name(self) -> str:
        """The unit."""
        return self.quota.name

    @property
    def is_unreported(self) -> bool:
        """Whether the unit has never reported."""
        return self.quota.is_unreported

    @property
    def is_silent(self) -> bool:
        """Whether the unit has reported before, but not this month."""
        return not self.is_unreported and self.this_month is None

    @property
    def rise(self) -> int | None:
        """How many ranks the unit has risen since the month before; below 0: fallen.
        None where either rank is missing."""
        if self.quota.rank is None or self.rank_before is None:
            return None
        return self.rank_before - self.quota.rank

    @property
    def is_new(self) -> bool:
        """Whether the unit is ranked now and was not, though there was a month before."""
        return not self.is_first_month and self.quota.rank is not None and self.rank_before is None


class ReportPart(NamedTuple):
    """Units that are ranked among each other, or all.

    ``sums`` are Σ over them, and ``this_month`` that of those that reported this month, None
    where nobody did.
    """

    name: str
    rows: tuple[ReportRow, ...]
    sums: QuotaRow
    this_month: int | None

    @property
    def unreported(self) -> int:
        """How many units have never reported."""
        return self.sums.unreported

    def lights(self, light: Light) -> tuple[ReportRow, ...]:
        """The units that show ``light``, in their order."""
        return tuple(row for row in self.rows if row.quota.standing.light == light)

    def top(self, count: int) -> tuple[ReportRow, ...]:
        """The units of the first ``count`` ranks, with all that share the last of them.
        Who has published nothing is not at the top, whatever its rank."""
        return tuple(
            row
            for row in self.rows
            if row.quota.rank and row.quota.rank <= count and row.quota.standing.published
        )


class ReportDuty(NamedTuple):
    """A duty as it stood on the day of the report.
    ``done_since`` is the day on which it was done after that, by today."""

    row: DutyRow
    done_since: date | None


class Report(NamedTuple):
    """A month's report.

    ``as_of`` is the day all is counted to: its last, or today where the month is not over;
    ``today`` is the day it is written.
    """

    month: str
    as_of: date
    today: date
    is_over: bool
    pace: Fraction
    bureaus: ReportPart
    towns: ReportPart
    all: ReportPart
    missed: tuple[ReportDuty, ...]
    coming: tuple[ReportDuty, ...]

    @property
    def parts(self) -> tuple[ReportPart, ...]:
        """Bureaus and towns, where there are any."""
        return tuple(part for part in (self.bureaus, self.towns) if part.rows)


def last_completed_month(plan: Plan, today: date) -> str:
    """Return the last month of the plan's year that is over by ``today``.
    Where none is, the first that counts."""
    schedule = plan.schedule
    month = max(months_completed(schedule.year, today), schedule.first_month)
    return f"{schedule.year}-{month:02}"


def report(plan: Plan, month: str, today: date, coming_days: int) -> Report:
    """Make the report of ``month`` (2021-06, one that has begun) as of ``today``.
    ``coming_days``: due until that many days after the day of the report counts as coming."""
    year, number = int(month[:4]), int(month[5:])
    end = month_end(year, number)
    as_of = min(end, today)
    rows = _rows(plan, month, as_of)
    bureaus = [row for row in rows if row.quota.kind not in TOWN_KINDS]
    towns = [row for row in rows if row.quota.kind in TOWN_KINDS]
    missed, coming = _duties(plan, as_of, today, coming_days)
    return Report(
        month=month,
        as_of=as_of,
        today=today,
        is_over=today >= end,
        pace=plan.schedule.pace(number),
        bureaus=_part(plan, "部门", bureaus),
        towns=_part(plan, "镇（街道）", towns),
        all=_part(plan, ALL, rows),
        missed=missed,
        coming=coming,
    )


def _rows(plan: Plan, month: str, as_of: date) -> list[ReportRow]:
    quotas = quota_rows(plan, QuotaFilter(), as_of, month)
    months = plan.schedule.months_until(int(month[5:]))
    is_first = len(months) == 1
    before: dict[str, int | None] = {}
    if not is_first:
        then = quota_rows(plan, QuotaFilter(), as_of, months[-2])
        before = {row.name: row.rank for row in then}
    counts = plan.published.get(month, {})
    return [
        ReportRow(quota, counts.get(quota.name), before.get(quota.name), is_first, history)
        for quota, history in zip(quotas, histories(plan, quotas), strict=True)
    ]


def _part(plan: Plan, name: str, rows: Sequence[ReportRow]) -> ReportPart:
    known = [row.this_month for row in rows if row.this_month is not None]
    sums = total(plan, name, [row.quota for row in rows])
    return ReportPart(name, tuple(rows), sums, sum(known) if known else None)


def _duties(
    plan: Plan, as_of: date, today: date, days: int
) -> tuple[tuple[ReportDuty, ...], tuple[ReportDuty, ...]]:
    """Find what was overdue on ``as_of``, and what was then due within ``days`` days."""
    since = _done_since(plan, as_of, today)
    missed, coming = [], []
    for row in all_duties(plan, as_of):
        left = row.duty.days_left
        if not _is_open(row.duty) or left is None:
            continue
        duty = ReportDuty(row, since[_key(row.duty)].pop())
        if left < 0:
            missed.append(duty)
        elif left <= days:
            coming.append(duty)
    return tuple(missed), tuple(coming)


_Key = tuple[str, str | None, date | None, str]


def _key(duty: Duty) -> _Key:
    """Return what a duty is known by on any day; two events of one day share it."""
    return duty.id, duty.period.label if duty.period else None, duty.due, duty.what


def _is_open(duty: Duty) -> bool:
    return duty.state in OPEN_STATES


def _done_since(plan: Plan, as_of: date, today: date) -> dict[_Key, list[date | None]]:
    """Find when the duties open on ``as_of`` were done, by ``today``.
    Those that share a key stand in one order on both days, and are open alike."""
    since: dict[_Key, list[date | None]] = {}
    for task in plan.tasks:
        now: dict[_Key, list[date | None]] = {}
        for duty in duties_of_task(plan, task, today):
            now.setdefault(_key(duty), []).append(duty.done_on)
        for duty in duties_of_task(plan, task, as_of):
            done = now[_key(duty)].pop(0)
            if _is_open(duty):
                since.setdefault(_key(duty), []).append(done)
    return since
