"""Days and numbers as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text.typed import UnreadableInput, parse_count, parse_day


@pytest.mark.parametrize(
    "text",
    [
        "2021-06-05",
        "2021-6-5",
        "2021/06/05",
        "2021/6/5",
        "2021.6.5",
        "2021年6月5日",
        "2021年06月05日",
        "2021年6月5",
        "20210605",
        " 2021-06-05 ",
        "2021 年 6 月 5 日",
        "２０２１－０６－０５",
        "2021－06－05",
    ],
)
def test_one_day_in_many_ways(text: str) -> None:
    assert parse_day(text) == date(2021, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天",
        "6月5日",
        "06-05",
        "2021",
        "2021-06",
        "21-06-05",
        "05-06-2021",
        "2021-06-05 12:00",
        "2021-06-05前",
        "2021-W22",
        "二〇二一年六月五日",
        "210605",
        "2021065",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parse_day(text)
    assert str(refused.value) == f"“{text}”不是日期。请写成 2021-06-30 这样（年-月-日）"


@pytest.mark.parametrize("text", ["2021-06-31", "2021-02-29", "20211301", "2021-0-1", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parse_day(text)
    assert str(refused.value) == f"日期 {text} 不存在。请核对月份和日子"


@pytest.mark.parametrize("text", ["1799-12-31", "2200-01-01", "9999-12-31", "0001-01-01"])
def test_a_day_that_no_plan_comes_near_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parse_day(text)
    assert str(refused.value) == f"日期 {text} 太早或太晚。请写 1800 到 2199 年的日子"


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(day.isoformat().replace("-", "")) == day
    assert parse_day(f"{day.year:04}年{day.month}月{day.day}日") == day


@given(st.text(max_size=12))
def test_nothing_else_is_raised(text: str) -> None:
    for parse in (parse_day, parse_count):
        try:
            parse(text)
        except UnreadableInput as refused:
            assert str(refused)


@pytest.mark.parametrize(
    ("text", "count"), [("0", 0), ("7", 7), ("30", 30), ("007", 7), (" 7 ", 7), ("７", 7)]
)
def test_a_whole_number(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.5", "7天", "七", "1e3", "123456", "٧"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput) as refused:
        parse_count(text)
    assert str(refused.value) == f"“{text}”不是天数。请写整数，例如 30"
