"""Quotas month by month, and where they lead: at this pace, the year's end.

The rule of the forecast is anju's own, nobody prescribes one: what was published by the
end of a month, divided by the months completed until then, times all months that count.
That month is the last completed one for which any unit of the plan has a count, so that
a month for which nobody has reported yet does not pull everybody down. Exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple, TypeVar

from anju_cli.model.pace import published_until
from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import QuotaRow

# -- month by month --------------------------------------------------------


class UnitHistory(NamedTuple):
    """The new items of a unit, or of several together, in each month that has begun.

    None in a month is no report (未报), which is not 0; of several together, that none
    of them has reported.
    """

    name: str
    kind: str
    target: int
    counts: tuple[int | None, ...]
    units: int = 1

    @property
    def published(self) -> int | None:
        """The sum of the months; None where there is no report at all."""
        return _sum(self.counts)


def months_begun(plan: Plan, today: date) -> tuple[str, ...]:
    """The months that count and have begun by ``today``, as 2021-06, first to last."""
    year = plan.schedule.year
    last = 0 if today.year < year else 12 if today.year > year else today.month
    return tuple(f"{year}-{month:02}" for month in range(_first_month(plan), last + 1))


def histories(plan: Plan, today: date, rows: Sequence[QuotaRow]) -> tuple[UnitHistory, ...]:
    """The months of each unit of ``rows`` (units, not sums), in their order."""
    months = months_begun(plan, today)
    return tuple(
        UnitHistory(
            row.name,
            row.kind,
            row.standing.target,
            tuple(plan.published.get(month, {}).get(row.name) for month in months),
        )
        for row in rows
    )


def history_of_all(name: str, parts: Sequence[UnitHistory]) -> UnitHistory:
    """The sum of ``parts`` in each month, over those that have reported in it."""
    return UnitHistory(
        name,
        name,
        sum(part.target for part in parts),
        tuple(map(_sum, zip(*(part.counts for part in parts), strict=True))),
        sum(part.units for part in parts),
    )


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _first_month(plan: Plan) -> int:
    start = plan.schedule.start
    return 1 if start is None else start.month


# -- the year's end --------------------------------------------------------


class Forecast(NamedTuple):
    """What a unit will have at the year's end, in items, if it goes on as until ``month``.

    ``published`` is what it had at the end of ``month`` (2021-06). ``year_end`` is exact,
    and never below what is published already. ``rate`` is its part of the target, None
    where that is 0. ``month`` is None where no completed month has any count; what would
    follow from a number is None then, and for a unit without a report.
    """

    month: str | None
    published: int | None
    year_end: Fraction | None
    rate: Fraction | None
    reaches: bool | None


class ForecastRow(NamedTuple):
    """The forecast of one unit, or of several together. ``unreported``: how many of
    them have none, for want of a report."""

    name: str
    kind: str
    target: int
    forecast: Forecast
    units: int = 1
    unreported: int = 0

    @property
    def items(self) -> int | None:
        """The year's end in whole items: a part of one is none."""
        year_end = self.forecast.year_end
        return None if year_end is None else floor(year_end)

    @property
    def lacking(self) -> int | None:
        """What the whole items lack of the target, not below 0."""
        return None if self.items is None else max(self.target - self.items, 0)


def forecast_month(plan: Plan, today: date) -> str | None:
    """The last month over by the end of ``today`` for which any unit has a count."""
    # A month is over on its last day: then tomorrow is in another.
    now = f"{today + timedelta(days=1):%Y-%m}"
    completed = [month for month in months_begun(plan, today) if month < now]
    return max((month for month in completed if plan.published.get(month)), default=None)


def forecast(plan: Plan, unit: str, today: date) -> Forecast:
    """The forecast of a unit that has a target."""
    month = forecast_month(plan, today)
    months = months_begun(plan, today)
    if month is None:
        return Forecast(None, None, None, None, None)
    until = months[: months.index(month) + 1]
    published = _sum([plan.published.get(one, {}).get(unit) for one in until])
    if published is None:
        return Forecast(month, None, None, None, None)
    at_this_pace = Fraction(published, len(until)) * (13 - _first_month(plan))
    already = published_until(plan.published, unit, today) or 0
    return _measured(month, published, max(at_this_pace, Fraction(already)), plan.targets[unit])


def _measured(month: str | None, published: int, year_end: Fraction, target: int) -> Forecast:
    rate = year_end / target if target else None
    return Forecast(month, published, year_end, rate, year_end >= target)


def forecast_rows(plan: Plan, today: date, rows: Sequence[QuotaRow]) -> tuple[ForecastRow, ...]:
    """The forecast of each unit of ``rows`` (units, not sums), in their order."""

    def one(row: QuotaRow) -> ForecastRow:
        found = forecast(plan, row.name, today)
        lacks = int(found.year_end is None)
        return ForecastRow(row.name, row.kind, row.standing.target, found, unreported=lacks)

    return tuple(map(one, rows))


def forecast_of_all(name: str, parts: Sequence[ForecastRow]) -> ForecastRow:
    """The sum of ``parts``: Σ of what they will have, against Σ of their targets. Units
    without a report add their target and no items; without any report there is no sum."""
    target = sum(part.target for part in parts)
    month = next((part.forecast.month for part in parts), None)
    published = _sum([part.forecast.published for part in parts])
    ends = [part.forecast.year_end for part in parts if part.forecast.year_end is not None]
    found = Forecast(month, None, None, None, None)
    if published is not None:
        found = _measured(month, published, sum(ends, Fraction(0)), target)
    units = sum(part.units for part in parts)
    unreported = sum(part.unreported for part in parts)
    return ForecastRow(name, name, target, found, units, unreported)


# -- by kind ---------------------------------------------------------------

Row = TypeVar("Row", UnitHistory, ForecastRow)


def by_kind(
    plan: Plan, rows: Sequence[Row], sum_of: Callable[[str, Sequence[Row]], Row]
) -> tuple[Row, ...]:
    """The sum of ``rows`` for each kind that they are of, in the order of the register."""
    kinds = dict.fromkeys(unit.kind for unit in plan.register.units)
    parts = {kind: [row for row in rows if row.kind == kind] for kind in kinds}
    return tuple(sum_of(kind, part) for kind, part in parts.items() if part)
