"""How far a unit is with its quota and how far it should be, in exact fractions.

Rates and paces are fractions of 1 (a rate above 1 is possible); a point (百分点) is
1/100. Nothing is rounded before the last section, which is for display only.
The formulas are those of the 通报 that offices issue; the steps of the lights are
the common ones.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from anju_cli.model.duties import effective_due, month_end, period_due

# -- the year --------------------------------------------------------------

Rule = Literal["按月", "按季", "按日"]


def months_completed(year: int, today: date) -> int:
    """Count the months of ``year`` that are over; a month is over on its last day."""
    if today.year != year:
        return 0 if today.year < year else 12
    is_last_day = today == month_end(year, today.month)
    return today.month if is_last_day else today.month - 1


def pace(rule: Rule, year: int, month: int, start: date | None = None) -> Fraction:
    """Compute the part of ``year`` passed by the end of ``month`` (序时进度), 0 to 1.

    ``month`` is 0 to 12. In whole months, in whole quarters, or in days, of those from
    ``start`` on (起算日, a day of that year; None: 1 January). The month or quarter of
    ``start`` is a whole one.
    """
    first = date(year, 1, 1) if start is None else start
    if rule == "按月":
        return _part(month, 12, first.month - 1)
    if rule == "按季":
        return _part(month // 3, 4, (first.month - 1) // 3)
    day = month_end(year, month).timetuple().tm_yday if month else 0
    before = first.timetuple().tm_yday - 1
    return _part(day, 366 if calendar.isleap(year) else 365, before)


def _part(completed: int, whole: int, before: int) -> Fraction:
    """Divide what is completed by ``whole``, where the first ``before`` do not count."""
    return Fraction(max(completed - before, 0), whole - before)


# -- one unit --------------------------------------------------------------

Light = Literal["绿", "蓝", "黄", "红"]


class Steps(NamedTuple):
    """Where one light ends and the next begins, in points behind the pace."""

    blue_below: int = 10
    yellow_up_to: int = 30


_STEPS = Steps()

REPORT_BY = "次月5日"
"""The last day of a month's reports where the plan has none: ours."""


def light(target: int, published: int, pace: Fraction, steps: Steps = _STEPS) -> Light:
    """Tell the light of a unit that has reported.

    On schedule 绿; behind by less than ``blue_below`` points 蓝, from there to
    ``yellow_up_to`` inclusive 黄, by more 红. A unit without a target (0) owes nothing
    and is on schedule.
    """
    if published >= target * pace:
        return "绿"
    behind = (pace - Fraction(published, target)) * 100
    if behind < steps.blue_below:
        return "蓝"
    return "黄" if behind <= steps.yellow_up_to else "红"


class Standing(NamedTuple):
    """A unit's target and what it has published, in items, when ``pace`` has passed.

    ``published`` None means that it has not reported (未报), which is not 0: what
    would follow from a number is then None too. ``expected`` (序时应完成) is rounded up to
    whole items; ``behind`` (欠条数) is what is missing to it, ``lacking`` what is missing to
    the target, neither below 0. ``needed_per_month`` (月均还需) is None where something is
    lacking and no month is left.
    """

    pace: Fraction
    target: int
    published: int | None
    expected: int
    lacking: int | None = None
    behind: int | None = None
    needed_per_month: int | None = None
    steps: Steps = _STEPS

    @property
    def rate(self) -> Fraction | None:
        """What is published as a part of the target (完成率), None where that is 0."""
        if self.published is None or not self.target:
            return None
        return Fraction(self.published, self.target)

    @property
    def gap(self) -> Fraction | None:
        """The rate less the pace (超欠), None without a rate."""
        return None if self.rate is None else self.rate - self.pace

    @property
    def light(self) -> Light | None:
        """The light, None without a report."""
        if self.published is None:
            return None
        return light(self.target, self.published, self.pace, self.steps)


def standing(
    target: int, published: int | None, pace: Fraction, months_left: int, steps: Steps = _STEPS
) -> Standing:
    """Compute where a unit stands when ``pace`` of the year has passed."""
    expected = ceil(target * pace)
    if published is None:
        return Standing(pace, target, None, expected, steps=steps)
    lacking = max(target - published, 0)
    needed: int | None = 0
    if lacking:
        needed = ceil(Fraction(lacking, months_left)) if months_left else None
    behind = max(expected - published, 0)
    return Standing(pace, target, published, expected, lacking, behind, needed, steps)


class Schedule(NamedTuple):
    """How a plan's year is counted.

    Its rule, its first day, where lights change, and when a month's reports are due: their
    last day is ``report_by`` (次月5日), rolled as the plan's deadlines are.
    """

    rule: Rule
    year: int
    start: date | None = None
    steps: Steps = _STEPS
    report_by: str = REPORT_BY
    roll_workdays: int = 0

    @property
    def first_month(self) -> int:
        """The first month that counts, 1 to 12."""
        return 1 if self.start is None else self.start.month

    def months_until(self, month: int) -> tuple[str, ...]:
        """List the months (2021-06) that count, up to ``month``."""
        return tuple(f"{self.year}-{each:02}" for each in range(self.first_month, month + 1))

    def report_due(self, month: int) -> date:
        """Return the last day on which ``month`` is to be reported."""
        due = period_due(month_end(self.year, month), self.report_by)
        return effective_due(due, self.roll_workdays)

    def last_counted(self, today: date, reported: Collection[str] = ()) -> int:
        """Find the last month that counts at the end of ``today`` for who ``reported`` some.

        It is over, and reported or past the last day for that. 0 where there is none. Ours:
        nobody is behind for a month whose report is not due yet.
        """
        for month in range(months_completed(self.year, today), self.first_month - 1, -1):
            if f"{self.year}-{month:02}" in reported or self.report_due(month) < today:
                return month
        return 0

    def pace(self, month: int) -> Fraction:
        """Compute the part of the counted year until the end of ``month``, see ``pace``."""
        return pace(self.rule, self.year, month, self.start)

    def standing(self, target: int, published: int | None, month: int) -> Standing:
        """Compute where a unit stands that is counted until the end of ``month``."""
        left = 12 - max(month, self.first_month - 1)
        return standing(target, published, self.pace(month), left, self.steps)


# -- many units ------------------------------------------------------------


def together(standings: Sequence[Standing], steps: Steps = _STEPS) -> Standing:
    """Sum standings, so that every number of items is the sum of its parts.

    Rate and pace are those of the sums: Σ published ÷ Σ target, Σ target × pace ÷ Σ target.
    What is lacking and needed is that of those that have reported: the surplus of one is not
    taken off what another lacks. ``needed_per_month`` is None where that of any is.
    """
    target = sum(each.target for each in standings)
    expected = sum(each.expected for each in standings)
    owed = sum((each.target * each.pace for each in standings), Fraction(0))
    pace = owed / target if target else max((each.pace for each in standings), default=Fraction(0))
    reported = [each for each in standings if each.published is not None]
    if not reported:
        return Standing(pace, target, None, expected, steps=steps)
    needed = [each.needed_per_month for each in reported]
    return Standing(
        pace,
        target,
        sum(each.published or 0 for each in reported),
        expected,
        sum(each.lacking or 0 for each in reported),
        sum(each.behind or 0 for each in reported),
        None if None in needed else sum(each or 0 for each in needed),
        steps,
    )


def ranks(rates: Sequence[Fraction | None]) -> tuple[int | None, ...]:
    """Rank rates, the highest first; equals share a rank (1, 2, 2, 4), None has none."""
    known = sorted((rate for rate in rates if rate is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for rank, rate in enumerate(known, start=1):
        first.setdefault(rate, rank)
    return tuple(None if rate is None else first[rate] for rate in rates)


# -- for display -----------------------------------------------------------


def _in_units(value: Fraction, places: int) -> int:
    """Round to units of the last of ``places`` decimals; halves go away from zero."""
    scale: int = 10**places
    size = floor(abs(value) * scale + Fraction(1, 2))
    return -size if value < 0 else size


def _decimal(value: Fraction, places: int) -> str:
    scale: int = 10**places
    whole, part = divmod(abs(_in_units(value, places)), scale)
    return f"{'-' if value < 0 else ''}{whole}.{part:0{places}}"


def percent(rate: Fraction) -> str:
    """Write a rate for people, rounded half up: 50.0%."""
    return f"{_decimal(rate * 100, 1)}%"


def points(gap: Fraction, steps: Steps = _STEPS) -> str:
    """Write a gap in points with its sign: +3.2, -12.0, 0.0.

    To one decimal, or as many as it takes not to round it to where another light begins:
    -0.05 is behind the pace.
    """
    return f"{'+' if gap > 0 else ''}{_decimal(gap * 100, point_places(gap, steps))}"


def point_places(gap: Fraction, steps: Steps) -> int:
    """Return how many decimals ``points`` writes a gap with."""
    value, places = gap * 100, 1
    edges = {0, -steps.blue_below, -steps.yellow_up_to} - {value}
    while Fraction(_in_units(value, places), 10**places) in edges:
        places += 1
    return places


def rounded(value: Fraction, places: int) -> float:
    """Round a value to a number for JSON, half up (四舍五入: by size, either sign)."""
    return float(Fraction(_in_units(value, places), 10**places))
