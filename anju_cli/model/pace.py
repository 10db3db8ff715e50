"""How far a unit is with its quota and how far it should be, in exact fractions.

Rates and paces are fractions of 1 (a rate above 1 is possible); a point (百分点) is
1/100. Nothing is rounded before the last section, which is for display only.
The formulas are those of the 通报 that offices issue; the steps of the lights are
the common ones.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

# -- the year --------------------------------------------------------------

Rule = Literal["按月", "按季", "按日"]


def months_completed(year: int, today: date) -> int:
    """Count the months of ``year`` that are over; a month is over on its last day."""
    if today.year != year:
        return 0 if today.year < year else 12
    is_last_day = today.day == calendar.monthrange(year, today.month)[1]
    return today.month if is_last_day else today.month - 1


def pace(rule: Rule, year: int, today: date, start: date | None = None) -> Fraction:
    """Compute the part of ``year`` passed by the end of ``today`` (序时进度), 0 to 1.

    In whole months, in whole quarters, or in days, of those from ``start`` on (起算日,
    a day of that year; None: 1 January). The month or quarter of ``start`` is a whole one.
    """
    first = date(year, 1, 1) if start is None else start
    if rule == "按月":
        return _part(months_completed(year, today), 12, first.month - 1)
    if rule == "按季":
        return _part(months_completed(year, today) // 3, 4, (first.month - 1) // 3)
    if today.year != year:
        return Fraction(0 if today.year < year else 1)
    day, before = today.timetuple().tm_yday, first.timetuple().tm_yday - 1
    return _part(day, 366 if calendar.isleap(year) else 365, before)


def _part(completed: int, whole: int, before: int) -> Fraction:
    """Divide what is completed by ``whole``, where the first ``before`` do not count."""
    return Fraction(max(completed - before, 0), whole - before)


def months_left(year: int, today: date, start: date | None = None) -> int:
    """Count the months counted that are not over yet, 0 to 12: one under way is one."""
    before = 0 if start is None else start.month - 1
    return 12 - max(months_completed(year, today), before)


# -- one unit --------------------------------------------------------------

Light = Literal["绿", "蓝", "黄", "红"]


class Steps(NamedTuple):
    """Where one light ends and the next begins, in points behind the pace."""

    blue_below: int = 10
    yellow_up_to: int = 30


_STEPS = Steps()


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
    """A unit's target and what it has published, in items, as of one day.

    ``published`` None means that it has not reported (未报), which is not 0: what
    would follow from a number is then None too. ``rate`` (完成率) and ``gap`` (超欠:
    rate less pace) are None as well where the target is 0. ``expected`` (序时应完成)
    is rounded up to whole items; ``behind`` (欠条数) is what is missing to it,
    ``lacking`` what is missing to the target, neither below 0. ``needed_per_month``
    (月均还需) is None where something is lacking and no month is left.
    """

    target: int
    published: int | None
    rate: Fraction | None
    expected: int
    gap: Fraction | None
    lacking: int | None
    behind: int | None
    needed_per_month: int | None
    light: Light | None


def standing(
    target: int,
    published: int | None,
    pace: Fraction,
    months_left: int,
    steps: Steps = _STEPS,
) -> Standing:
    """Compute where a unit stands when ``pace`` of the year has passed."""
    expected = ceil(target * pace)
    if published is None:
        return Standing(target, None, None, expected, None, None, None, None, None)
    rate = Fraction(published, target) if target else None
    lacking = max(target - published, 0)
    if lacking == 0:
        needed_per_month: int | None = 0
    else:
        needed_per_month = ceil(Fraction(lacking, months_left)) if months_left else None
    return Standing(
        target=target,
        published=published,
        rate=rate,
        expected=expected,
        gap=None if rate is None else rate - pace,
        lacking=lacking,
        behind=max(expected - published, 0),
        needed_per_month=needed_per_month,
        light=light(target, published, pace, steps),
    )


class Schedule(NamedTuple):
    """How a plan's year is counted: its rule, its first day, and where lights change."""

    rule: Rule
    year: int
    start: date | None = None
    steps: Steps = _STEPS

    @property
    def first_month(self) -> int:
        """The first month that counts, 1 to 12."""
        return 1 if self.start is None else self.start.month

    def pace(self, today: date) -> Fraction:
        """Compute the part of the counted year that has passed, see ``pace``."""
        return pace(self.rule, self.year, today, self.start)

    def standing(self, target: int, published: int | None, today: date) -> Standing:
        """Compute where a unit stands at the end of ``today``."""
        left = months_left(self.year, today, self.start)
        return standing(target, published, self.pace(today), left, self.steps)


def published_until(
    published_by_month: Mapping[str, Mapping[str, int]], unit: str, today: date
) -> int | None:
    """Sum what ``unit`` published in the months (2021-06) begun by ``today``.
    None where it reported in none of them."""
    this_month = today.isoformat()[:7]
    counts = [
        counts_of_units[unit]
        for month, counts_of_units in published_by_month.items()
        if month <= this_month and unit in counts_of_units
    ]
    return sum(counts) if counts else None


# -- many units ------------------------------------------------------------


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


def _one_decimal(value: Fraction) -> str:
    tenths = _in_units(value, 1)
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}.{tenth}"


def percent(rate: Fraction) -> str:
    """Write a rate for people, rounded half up: 50.0%."""
    return f"{_one_decimal(rate * 100)}%"


def points(gap: Fraction) -> str:
    """Write a gap in points with its sign: +3.2, -12.0, or 0.0 where it rounds to 0."""
    text = _one_decimal(gap * 100)
    return text if text == "0.0" or text.startswith("-") else f"+{text}"


def rounded(value: Fraction, places: int) -> float:
    """Round a value to a number for JSON, half up (四舍五入: by size, either sign)."""
    return float(Fraction(_in_units(value, places), 10**places))
