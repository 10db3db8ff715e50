"""The circular (通报) of a month, a quarter, a half-year or a year.

It has two days. The counts, and the ranks that follow from them, are those of the months that
are over by ``counted_until`` (统计截至), whenever they were reported. Deadlines are as of the day
that the paper is ``dated`` (成文日期), on which it has to be right.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from anju_cli.model.duties import Period, month_end, periods_of_year
from anju_cli.model.pace import Light, months_completed
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow, all_duties, due_between
from anju_cli.queries.history import UnitHistory, histories
from anju_cli.queries.quotas import TOWN_KINDS, QuotaFilter, QuotaRow, quota_rows, sum_known, total

ALL = "合计"


class ReportRow(NamedTuple):
    """One unit in the report.

    ``reported`` is its count of the period, None: nothing, which is not 0.
    ``rank_before`` is its rank at the end of the period before, None where it had none;
    ``is_first``: there is no period before.
    """

    quota: QuotaRow
    reported: int | None
    rank_before: int | None
    is_first: bool
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
        """Whether the unit has reported before, but nothing of this period."""
        return not self.is_unreported and self.reported is None

    @property
    def rise(self) -> int | None:
        """How many ranks the unit has risen since the period before; below 0: fallen.
        None where either rank is missing."""
        if self.quota.rank is None or self.rank_before is None:
            return None
        return self.rank_before - self.quota.rank

    @property
    def is_new(self) -> bool:
        """Whether the unit is ranked now and was not, though there was a period before."""
        return not self.is_first and self.quota.rank is not None and self.rank_before is None


class ReportPart(NamedTuple):
    """Units that are ranked among each other, or all.

    ``sums`` are Σ over them, and ``reported`` that of what was reported of the period, None where
    nothing was.
    """

    name: str
    rows: tuple[ReportRow, ...]
    sums: QuotaRow
    reported: int | None

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


class Report(NamedTuple):
    """The report of a period.

    ``months`` are those of it that count: the plan counts them, and they are over.
    ``before`` is the period before, of the same length, None where the year has none.
    ``missed`` is overdue on the day of the paper, ``late`` fell due in the period and was done
    after its day, ``coming`` is due soon.
    """

    period: Period
    months: tuple[str, ...]
    before: Period | None
    counted_until: date
    dated: date
    pace: Fraction
    bureaus: ReportPart
    towns: ReportPart
    all: ReportPart
    missed: tuple[DutyRow, ...]
    late: tuple[DutyRow, ...]
    coming: tuple[DutyRow, ...]

    @property
    def is_over(self) -> bool:
        """Whether all of the period is counted."""
        return self.counted_until == self.period.end

    @property
    def ends_the_year(self) -> bool:
        """Whether no month is left in which anybody could catch up."""
        return self.counted_until.month == 12

    @property
    def parts(self) -> tuple[ReportPart, ...]:
        """Bureaus and towns, where there are any."""
        return tuple(part for part in (self.bureaus, self.towns) if part.rows)


def months_to_report(plan: Plan, period: Period, today: date) -> tuple[str, ...]:
    """List the months of ``period`` that the plan counts and that are over by ``today``."""
    over = plan.schedule.months_until(months_completed(plan.schedule.year, today))
    return tuple(month for month in period.months if month in over)


def report(plan: Plan, period: Period, today: date, coming_days: int) -> Report:
    """Make the report of a period of the plan's year, some months of which are to be reported.

    ``coming_days``: due until that many days after ``today``, its date, counts as coming.
    """
    months = months_to_report(plan, period, today)
    last = int(months[-1][5:])
    before = _before(plan, period)
    rows = _rows(plan, months, before, today)
    bureaus = [row for row in rows if row.quota.kind not in TOWN_KINDS]
    towns = [row for row in rows if row.quota.kind in TOWN_KINDS]
    duties, in_period = all_duties(plan, today), due_between(period.start, period.end)
    return Report(
        period=period,
        months=months,
        before=before,
        counted_until=month_end(plan.schedule.year, last),
        dated=today,
        pace=plan.schedule.pace(last),
        bureaus=_part(plan, "部门", bureaus),
        towns=_part(plan, "镇（街道）", towns),
        all=_part(plan, ALL, rows),
        missed=tuple(row for row in duties if row.duty.state == "overdue"),
        late=tuple(row for row in duties if row.duty.state == "done_late" and in_period(row.duty)),
        coming=tuple(
            row
            for row in duties
            if row.duty.is_due_within(coming_days) and row.duty.state != "overdue"
        ),
    )


def _before(plan: Plan, period: Period) -> Period | None:
    """Find the period before, of the same length, in which the plan counts any month."""
    for each in periods_of_year(period.start.year):
        is_before = each.end.month + 1 == period.start.month
        if is_before and len(each.months) == len(period.months):
            return each if each.end.month >= plan.schedule.first_month else None
    return None


def _rows(plan: Plan, months: Sequence[str], before: Period | None, today: date) -> list[ReportRow]:
    quotas = quota_rows(plan, QuotaFilter(), today, months[-1])
    ranks: dict[str, int | None] = {}
    if before is not None:
        then = quota_rows(plan, QuotaFilter(), today, before.months[-1])
        ranks = {row.name: row.rank for row in then}

    def count(unit: str) -> int | None:
        return sum_known([plan.published.get(month, {}).get(unit) for month in months])

    return [
        ReportRow(quota, count(quota.name), ranks.get(quota.name), before is None, history)
        for quota, history in zip(quotas, histories(plan, quotas), strict=True)
    ]


def _part(plan: Plan, name: str, rows: Sequence[ReportRow]) -> ReportPart:
    sums = total(plan, name, [row.quota for row in rows])
    return ReportPart(name, tuple(rows), sums, sum_known([row.reported for row in rows]))
