"""Quotas month by month, and the forecast of the year's end, in exact fractions.

The rule of the forecast is anju's own, nobody prescribes one: what was published in the
months that count for a unit, divided by how many they are, times all months of the counted
year. Months after the last for which any unit of the plan has a count are left out, so that
one for which nobody has reported yet does not pull everybody down.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import NamedTuple

from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import QuotaRow, sum_known

# -- month by month --------------------------------------------------------


class UnitHistory(NamedTuple):
    """The new items of a unit, or of several together, in each month that counts for any.

    None in a month is no report (未报), which is not 0; of several, that none has reported.
    ``due``: in how many of the months, from the first, that report is not still to come.
    """

    name: str
    kind: str
    target: int
    counts: tuple[int | None, ...]
    due: int
    units: int = 1

    @property
    def published(self) -> int | None:
        """The sum of the months; None where there is no report at all."""
        return sum_known(self.counts)


def counted_months(rows: Sequence[QuotaRow]) -> tuple[str, ...]:
    """List the months that count for any of ``rows``: 2021-01, 2021-02, …."""
    return max((row.months for row in rows), key=len, default=())


def histories(plan: Plan, rows: Sequence[QuotaRow]) -> tuple[UnitHistory, ...]:
    """List the months of each unit of ``rows`` (units, not sums), in their order."""
    months = counted_months(rows)
    return tuple(
        UnitHistory(
            row.name,
            row.kind,
            row.standing.target,
            tuple(
                plan.published.get(month, {}).get(row.name) if month in row.months else None
                for month in months
            ),
            len(row.months),
        )
        for row in rows
    )


def history_of_all(name: str, parts: Sequence[UnitHistory]) -> UnitHistory:
    """Sum ``parts`` in each month, over those that have reported in it."""
    return UnitHistory(
        name,
        name,
        sum(part.target for part in parts),
        tuple(map(sum_known, zip(*(part.counts for part in parts), strict=True))),
        min((part.due for part in parts), default=0),
        sum(part.units for part in parts),
    )


# -- the year's end --------------------------------------------------------


class Forecast(NamedTuple):
    """What a unit, or several together, will have at the year's end if it goes on like this.

    ``published`` is what it had at the end of ``month`` (2021-06), of several the earliest.
    ``year_end`` is exact, ``items`` whole: a part of one is none; ``lacking`` is what they
    lack of the target, not below 0. All are None without a report (``unreported``: of how
    many), ``month`` too where none with a count counts.
    """

    name: str
    kind: str
    target: int
    month: str | None
    published: int | None
    year_end: Fraction | None
    items: int | None
    lacking: int | None
    units: int = 1
    unreported: int = 0

    @property
    def rate(self) -> Fraction | None:
        """The exact year's end as a part of the target, None where that is 0."""
        return self.year_end / self.target if self.year_end is not None and self.target else None

    @property
    def reaches(self) -> bool | None:
        """Whether the exact year's end reaches the target."""
        return None if self.year_end is None else self.year_end >= self.target


def forecasts(plan: Plan, rows: Sequence[QuotaRow]) -> tuple[Forecast, ...]:
    """Forecast the year's end of each unit of ``rows`` (units, not sums)."""
    known = {month for month, counts in plan.published.items() if counts}
    whole = 13 - plan.schedule.first_month

    def row_of(row: QuotaRow) -> Forecast:
        published, target = row.standing.published, row.standing.target
        last = max(known.intersection(row.months), default="")
        months = [month for month in row.months if month <= last]
        who = (row.name, row.kind, target, months[-1] if months else None)
        if published is None:
            return Forecast(*who, None, None, None, None, unreported=int(row.is_unreported))
        year_end = Fraction(published, len(months)) * whole
        items = floor(year_end)
        return Forecast(*who, published, year_end, items, max(target - items, 0))

    return tuple(map(row_of, rows))


def forecast_of_all(name: str, parts: Sequence[Forecast]) -> Forecast:
    """Sum ``parts``: every number of items is the sum of theirs.

    Units without a report add their target and no items; without any report there is no
    sum. The surplus of one is not taken off what another lacks.
    """
    ends = [part.year_end for part in parts if part.year_end is not None]
    return Forecast(
        name,
        name,
        sum(part.target for part in parts),
        min((part.month for part in parts if part.month), default=None),
        sum_known([part.published for part in parts]),
        sum(ends, Fraction(0)) if ends else None,
        sum_known([part.items for part in parts]),
        sum_known([part.lacking for part in parts]),
        sum(part.units for part in parts),
        sum(part.unreported for part in parts),
    )
