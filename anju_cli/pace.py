"""How far a unit is with its quota, and how far it should be: exact arithmetic.

Rates and paces are fractions of 1 (a rate above 1 is possible); a point (百分点) is
1/100. Nothing is rounded before the last section, which is for display only.
The formulas are those of the 通报 that offices issue; the steps of the lights are
the common ones.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Literal

# -- the year --------------------------------------------------------------

Rule = Literal["按月", "按季", "按日"]


def _months_completed(year: int, today: date) -> int:
    """How many months of ``year`` are over; a month is over on its last day."""
    if today.year != year:
        return 0 if today.year < year else 12
    is_last_day = today.day == calendar.monthrange(year, today.month)[1]
    return today.month if is_last_day else today.month - 1


def pace(rule: Rule, year: int, today: date) -> Fraction:
    """The part of ``year`` that has passed by the end of ``today`` (序时进度), 0 to 1.

    In whole months, in whole quarters, or in days.
    """
    if rule == "按月":
        return Fraction(_months_completed(year, today), 12)
    if rule == "按季":
        return Fraction(_months_completed(year, today) // 3, 4)
    if today.year != year:
        return Fraction(0 if today.year < year else 1)
    return Fraction(today.timetuple().tm_yday, 366 if calendar.isleap(year) else 365)


def months_left(year: int, today: date) -> int:
    """How many months of ``year`` are not over yet: a month under way counts, 0 to 12."""
    return 12 - _months_completed(year, today)


# -- one unit --------------------------------------------------------------

Light = Literal["绿", "蓝", "黄", "红"]

_BLUE_BELOW = Fraction(10, 100)
_YELLOW_UP_TO = Fraction(30, 100)


def light(target: int, published: int, pace: Fraction) -> Light:
    """The light of a unit that has reported.

    On schedule 绿; behind by less than 10 points 蓝, by 10 to 30 inclusive 黄, by
    more 红. A unit without a target (0) owes nothing and is on schedule.
    """
    if published >= target * pace:
        return "绿"
    behind = pace - Fraction(published, target)
    if behind < _BLUE_BELOW:
        return "蓝"
    return "黄" if behind <= _YELLOW_UP_TO else "红"


@dataclass(frozen=True, slots=True)
class Standing:
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


def standing(target: int, published: int | None, pace: Fraction, months_left: int) -> Standing:
    """Where a unit stands when ``pace`` of the year has passed."""
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
        light=light(target, published, pace),
    )


def published_until(
    published_by_month: Mapping[str, Mapping[str, int]], unit: str, today: date
) -> int | None:
    """What ``unit`` published in the months (2021-06) that have begun by ``today``.

    None when it reported in none of them.
    """
    this_month = today.isoformat()[:7]
    counts = [
        counts_of_units[unit]
        for month, counts_of_units in published_by_month.items()
        if month <= this_month and unit in counts_of_units
    ]
    return sum(counts) if counts else None


# -- many units ------------------------------------------------------------


def ranks(rates: Sequence[Fraction | None]) -> tuple[int | None, ...]:
    """The rank of each rate, highest first; equals share one (1, 2, 2, 4), None has none."""
    known = sorted((rate for rate in rates if rate is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for rank, rate in enumerate(known, start=1):
        first.setdefault(rate, rank)
    return tuple(None if rate is None else first[rate] for rate in rates)


# -- for display -----------------------------------------------------------


def _in_units(value: Fraction, places: int) -> int:
    """``value`` in units of the last of ``places`` decimals; halves go away from zero."""
    scale: int = 10**places
    size = floor(abs(value) * scale + Fraction(1, 2))
    return -size if value < 0 else size


def _one_decimal(value: Fraction) -> str:
    tenths = _in_units(value, 1)
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}.{tenth}"


def percent(rate: Fraction) -> str:
    """A rate for people, rounded half up: 50.0%."""
    return f"{_one_decimal(rate * 100)}%"


def points(gap: Fraction) -> str:
    """A gap in points with its sign: +3.2, -12.0, and 0.0 when it rounds to nothing."""
    text = _one_decimal(gap * 100)
    return text if text == "0.0" or text.startswith("-") else f"+{text}"


def rounded(value: Fraction, places: int) -> float:
    """``value`` as a number for JSON, rounded half up (四舍五入: by size, either sign)."""
    return float(Fraction(_in_units(value, places), 10**places))
