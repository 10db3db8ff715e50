"""The working days of China: Monday to Friday, less public holidays, plus 调休 days.

The State Council decrees the holidays of a year the autumn before; the package
``chinese_calendar`` has them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from anju_cli.text.libraries import renew_holidays

_ONE_DAY = timedelta(days=1)
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_SATURDAY = 5


class CalendarNotFound(Exception):
    """The holidays of ``year`` are unknown, so its working days cannot be told."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year

    def __str__(self) -> str:
        """Say so, and what to do; not before it is asked, since many are only caught."""
        return (
            f"已安装的日历里没有 {self.year} 年的节假日安排，算不出工作日；"
            f"本工具不会按周一至周五去猜。{renew_holidays()}"
        )


class CountedDay(NamedTuple):
    """A day passed while counting working days after an event.

    ``nth`` is its number among the working days, None for a day that does not
    count. ``reason`` says why, in Chinese.
    """

    day: date
    nth: int | None
    reason: str


def weekday_name(day: date) -> str:
    """Name the day of the week: 周一 to 周日."""
    return _WEEKDAYS[day.weekday()]


@cache  # many plans ask of the same days
def _explain(day: date) -> tuple[bool, str]:
    """Tell whether ``day`` is a working day, and why. Raises CalendarNotFound."""
    # Loading its tables takes as long as starting Python, and most commands need none.
    from chinese_calendar import Holiday, get_holiday_detail

    is_off: bool
    holiday: str | None
    try:
        is_off, holiday = get_holiday_detail(day)
    except NotImplementedError:
        raise CalendarNotFound(day.year) from None
    is_weekend = day.weekday() >= _SATURDAY
    if not is_off:
        return True, "调休上班" if is_weekend else "工作日"
    return False, weekday_name(day) if holiday is None else str(Holiday(holiday).chinese)


def is_workday(day: date) -> bool:
    """Whether offices work on ``day``. Raises CalendarNotFound."""
    return _explain(day)[0]


def last_workday(day: date) -> date:
    """Return the last working day on or before ``day``. Raises CalendarNotFound."""
    while not is_workday(day):
        day -= _ONE_DAY
    return day


def count_days(event: date, n: int) -> tuple[CountedDay, ...]:
    """List the days from ``event``, which is not counted, to the n-th working day.
    Raises CalendarNotFound, and ValueError unless n is at least 1."""
    if n < 1:
        raise ValueError(n)
    days = [CountedDay(event, None, "事件当天不计")]
    day, counted = event, 0
    while counted < n:
        if day == date.max:
            raise CalendarNotFound(day.year)
        day += _ONE_DAY
        works, reason = _explain(day)
        counted += works
        days.append(CountedDay(day, counted if works else None, reason))
    return tuple(days)


def nth_workday_after(day: date, n: int) -> date:
    """Return the n-th working day after ``day``, which is itself not counted.
    Raises CalendarNotFound, and ValueError unless n is at least 1."""
    return count_days(day, n)[-1].day
