"""The working days of China: 2021 by hand, the laws for every year that is known."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import anju_cli
from anju_cli.model.workdays import (
    CalendarNotFound,
    CountedDay,
    count_days,
    is_workday,
    last_workday,
    nth_workday_after,
    weekday_name,
)
from anju_cli.text.libraries import renew_holidays

ONE_DAY = timedelta(days=1)


def _is_known(year: int) -> bool:
    try:
        is_workday(date(year, 1, 1))
    except CalendarNotFound:
        return False
    return True


# The calendar grows by a year each autumn.
LAST_KNOWN = max(year for year in range(2021, 2100) if _is_known(year))

# Room is left after the last event for its working days to lie in a known year.
events = st.dates(date(2004, 1, 1), date(LAST_KNOWN, 10, 31))
counts = st.integers(1, 20)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 5, 26), True),  # Wednesday
        (date(2021, 5, 29), False),  # Saturday
        (date(2021, 5, 30), False),  # Sunday
        (date(2021, 4, 25), True),  # Sunday, worked
        (date(2021, 5, 8), True),  # Saturday, worked
        (date(2021, 5, 3), False),  # Monday, 劳动节
        (date(2021, 10, 1), False),  # Friday, 国庆节
        (date(2021, 10, 31), False),  # Sunday
    ],
)
def test_a_working_day(day: date, works: bool) -> None:
    assert is_workday(day) is works


@pytest.mark.parametrize(("year", "total"), [(2021, 250), (2024, 251)])
def test_working_days_of_a_year(year: int, total: int) -> None:
    first = date(year, 1, 1)
    days = ((first + ONE_DAY * n) for n in range((date(year + 1, 1, 1) - first).days))
    assert sum(is_workday(day) for day in days) == total


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2021, 5, 26), date(2021, 5, 26)),  # itself
        (date(2021, 10, 31), date(2021, 10, 29)),  # over a weekend
        (date(2021, 10, 7), date(2021, 9, 30)),  # over a holiday
        (date(2021, 5, 9), date(2021, 5, 8)),  # to a Saturday that is worked
        (date(2022, 1, 1), date(2021, 12, 31)),  # into the year before
    ],
)
def test_last_working_day_on_or_before(day: date, last: date) -> None:
    assert last_workday(day) == last


@pytest.mark.parametrize(
    ("event", "third"),
    [
        (date(2021, 2, 10), date(2021, 2, 20)),
        (date(2021, 4, 23), date(2021, 4, 27)),
        (date(2021, 4, 30), date(2021, 5, 8)),
        (date(2021, 5, 26), date(2021, 5, 31)),
        (date(2021, 9, 17), date(2021, 9, 23)),
        (date(2021, 9, 30), date(2021, 10, 11)),
    ],
)
def test_three_working_days_after(event: date, third: date) -> None:
    assert nth_workday_after(event, 3) == third


def test_counting_passes_every_day_and_says_why() -> None:
    assert count_days(date(2021, 4, 30), 3) == (
        CountedDay(date(2021, 4, 30), None, "事件当天不计"),
        CountedDay(date(2021, 5, 1), None, "劳动节"),
        CountedDay(date(2021, 5, 2), None, "劳动节"),
        CountedDay(date(2021, 5, 3), None, "劳动节"),
        CountedDay(date(2021, 5, 4), None, "劳动节"),
        CountedDay(date(2021, 5, 5), None, "劳动节"),
        CountedDay(date(2021, 5, 6), 1, "工作日"),
        CountedDay(date(2021, 5, 7), 2, "工作日"),
        CountedDay(date(2021, 5, 8), 3, "调休上班"),
    )


def test_counting_over_a_weekend() -> None:
    assert count_days(date(2021, 5, 28), 1) == (
        CountedDay(date(2021, 5, 28), None, "事件当天不计"),
        CountedDay(date(2021, 5, 29), None, "周六"),
        CountedDay(date(2021, 5, 30), None, "周日"),
        CountedDay(date(2021, 5, 31), 1, "工作日"),
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 1, 1), "元旦"),
        (date(2021, 2, 12), "春节"),
        (date(2021, 4, 5), "清明"),
        (date(2021, 5, 1), "劳动节"),
        (date(2021, 6, 14), "端午"),
        (date(2021, 9, 20), "中秋"),
        (date(2021, 10, 1), "国庆节"),
        (date(2015, 9, 3), "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
    ],
)
def test_holidays_by_their_chinese_name(day: date, name: str) -> None:
    assert count_days(day - ONE_DAY, 1)[1] == CountedDay(day, None, name)


def test_days_of_the_week() -> None:
    monday = date(2021, 5, 24)
    names = [weekday_name(monday + ONE_DAY * n) for n in range(8)]
    assert names == ["周一", "周二", "周三", "周四", "周五", "周六", "周日", "周一"]


# -- a year that is not known ------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "year"),
    [
        (lambda: is_workday(date(LAST_KNOWN + 1, 1, 4)), LAST_KNOWN + 1),
        (lambda: last_workday(date(LAST_KNOWN + 1, 1, 4)), LAST_KNOWN + 1),
        (lambda: nth_workday_after(date(LAST_KNOWN + 1, 1, 4), 3), LAST_KNOWN + 1),
        (lambda: count_days(date(LAST_KNOWN + 1, 1, 4), 3), LAST_KNOWN + 1),
        (lambda: nth_workday_after(date(LAST_KNOWN, 12, 1), 40), LAST_KNOWN + 1),
        (lambda: last_workday(date(2004, 1, 1)), 2003),
        (lambda: nth_workday_after(date.max, 1), 9999),
        (lambda: is_workday(date.min), 1),
    ],
)
def test_an_unknown_year_is_refused(ask: Callable[[], object], year: int) -> None:
    with pytest.raises(CalendarNotFound) as caught:
        ask()
    assert caught.value.year == year


def test_an_event_on_the_eve_of_the_known_years_can_be_counted() -> None:
    assert nth_workday_after(date(2003, 12, 31), 1) == date(2004, 1, 2)


def test_the_message_says_what_is_missing_and_what_to_do() -> None:
    assert str(CalendarNotFound(2031)) == (
        "已安装的日历里没有 2031 年的节假日安排，算不出工作日；本工具不会按周一至周五去猜。"
        f"{renew_holidays()}"
    )


@pytest.mark.parametrize("n", [0, -1])
def test_at_least_one_day_is_counted(n: int) -> None:
    with pytest.raises(ValueError, match=str(n)):
        nth_workday_after(date(2021, 5, 26), n)


# -- laws --------------------------------------------------------------------


@given(events, counts)
def test_the_nth_day_is_a_later_working_day_and_ends_the_count(event: date, n: int) -> None:
    last = nth_workday_after(event, n)
    assert last > event
    assert is_workday(last)
    assert last == count_days(event, n)[-1].day


@given(events, counts)
def test_exactly_n_days_count_and_no_day_is_skipped(event: date, n: int) -> None:
    days = count_days(event, n)
    assert [counted.day for counted in days] == [event + ONE_DAY * i for i in range(len(days))]
    assert [counted.nth for counted in days if counted.nth is not None] == list(range(1, n + 1))
    assert all(is_workday(c.day) is (c.nth is not None) for c in days[1:])


@given(events, events, counts)
def test_a_later_event_never_ends_earlier(event: date, other: date, n: int) -> None:
    first, second = sorted((event, other))
    assert nth_workday_after(first, n) <= nth_workday_after(second, n)


@given(events, counts, counts)
def test_counting_on_is_the_same_as_counting_at_once(event: date, a: int, b: int) -> None:
    assert nth_workday_after(nth_workday_after(event, a), b) == nth_workday_after(event, a + b)


@given(st.dates(date(2004, 1, 2), date(LAST_KNOWN, 12, 31)))
def test_nothing_is_worked_between_the_last_working_day_and_the_day(day: date) -> None:
    last = last_workday(day)
    assert last <= day
    assert is_workday(last)
    assert not any(is_workday(last + ONE_DAY * n) for n in range(1, (day - last).days + 1))


# -- where the calendar comes from -------------------------------------------


def test_the_calendar_is_not_loaded_before_a_day_is_looked_up() -> None:
    check = "import sys, anju_cli.model.workdays; sys.exit('chinese_calendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_no_other_module_imports_the_calendar() -> None:
    package = Path(anju_cli.__file__).parent
    imports = re.compile(r"^\s*(from|import) chinese_calendar\b", re.MULTILINE)
    users = [p.name for p in package.rglob("*.py") if imports.search(p.read_text("utf-8"))]
    assert users == ["workdays.py"]
