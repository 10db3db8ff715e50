"""Quotas month by month, and the forecast of the year's end, in exact fractions.

The rule of the forecast is anju's own, nobody prescribes one: what was published by the
end of a month, divided by the months completed until then, times all months that count.
That month is the last completed one for which any unit of the plan has a count, so that
a month for which nobody has reported yet does not pull everybody down.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import NamedTuple

from anju_cli.model.pace import months_completed, published_until
from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import QuotaRow

# -- month by month --------------------------------------------------------


class UnitHistory(NamedTuple):
    """The new items of a unit, or of several together, in each month that has begun.
    None in a month is no report (未报), which is not 0; of several, that none has reported."""

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
    """List the months that count and have begun by ``today``: 2021-01, 2021-02, …."""
    year = plan.schedule.year
    last = 0 if today.year < year else 12 if today.year > year else today.month
    return tuple(f"{year}-{month:02}" for month in range(plan.schedule.first_month, last + 1))


def histories(plan: Plan, today: date, rows: Sequence[QuotaRow]) -> tuple[UnitHistory, ...]:
    """List the months of each unit of ``rows`` (units, not sums), in their order."""
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
    """Sum ``parts`` in each month, over those that have reported in it."""
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


# -- the year's end --------------------------------------------------------


class Forecast(NamedTuple):
    """What a unit will have at the year's end, in items, if it goes on like this.

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
    """The forecast of one unit, or of several together.
    ``unreported``: how many of them have none, for want of a report."""

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
    """Return the last completed month by ``today`` for which any unit has a count."""
    last = f"{plan.schedule.year}-{months_completed(plan.schedule.year, today):02}"
    counted = [month for month in months_begun(plan, today) if plan.published.get(month)]
    return max((month for month in counted if month <= last), default=None)


def forecast(plan: Plan, unit: str, today: date) -> Forecast:
    """Forecast the year's end of a unit that has a target."""
    month = forecast_month(plan, today)
    months = months_begun(plan, today)
    if month is None:
        return Forecast(None, None, None, None, None)
    until = months[: months.index(month) + 1]
    published = _sum([plan.published.get(each, {}).get(unit) for each in until])
    if published is None:
        return Forecast(month, None, None, None, None)
    at_this_pace = Fraction(published, len(until)) * (13 - plan.schedule.first_month)
    already = published_until(plan.published, unit, today) or 0
    return _measured(month, published, max(at_this_pace, Fraction(already)), plan.targets[unit])


def _measured(month: str | None, published: int, year_end: Fraction, target: int) -> Forecast:
    rate = year_end / target if target else None
    return Forecast(month, published, year_end, rate, year_end >= target)


def forecast_rows(plan: Plan, today: date, rows: Sequence[QuotaRow]) -> tuple[ForecastRow, ...]:
    """Forecast the year's end of each unit of ``rows`` (units, not sums)."""

    def row_of(row: QuotaRow) -> ForecastRow:
        ahead = forecast(plan, row.name, today)
        lacks = int(ahead.year_end is None)
        return ForecastRow(row.name, row.kind, row.standing.target, ahead, unreported=lacks)

    return tuple(map(row_of, rows))


def forecast_of_all(name: str, parts: Sequence[ForecastRow]) -> ForecastRow:
    """Sum ``parts``: Σ of what they will have, against Σ of their targets.

    Units without a report add their target and no items; without any report there is no
    sum.
    """
    target = sum(part.target for part in parts)
    month = next((part.forecast.month for part in parts), None)
    published = _sum([part.forecast.published for part in parts])
    ends = [part.forecast.year_end for part in parts if part.forecast.year_end is not None]
    ahead = Forecast(month, None, None, None, None)
    if published is not None:
        ahead = _measured(month, published, sum(ends, Fraction(0)), target)
    units = sum(part.units for part in parts)
    unreported = sum(part.unreported for part in parts)
    return ForecastRow(name, name, target, ahead, units, unreported)
