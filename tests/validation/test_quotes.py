"""A deadline against its quote: where the fixtures do not reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text.numerals import chinese
from anju_cli.validation.loader import Given, load
from tests.running import BASE, LATER, ROOT

SOURCE = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")


def codes(*changes: tuple[str, str]) -> list[str]:
    """The codes of what is wrong with the base plan with some words of its tasks changed."""
    text = SOURCE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    content = Given("tasks.yaml", text.encode())
    loaded = load(ROOT / BASE, "data", LATER, {"tasks": content})
    return [diagnostic.code for diagnostic in loaded.diagnostics]


def test_one_cause_has_one_message() -> None:
    assert codes(("due: 2021-06-30", "due: 2022-06-30")) == ["A304"]
    assert codes(("quote: 每半年检查一次", "quote: 每季度检查一次")) == ["A307"]
    assert codes(("by: 次月5日", "by: 次月31日")) == ["A207"]


def test_a_comment_lets_it_stand() -> None:
    comment = "due: 2021-07-30  # anju 忽略 A320 到 2099-12-31：区里延期一个月"
    assert codes(("due: 2021-06-30", comment)) == []


ONE_DAY: list[Callable[[date], str]] = [
    lambda day: f"{day.month}月{day.day}日前",
    lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    lambda day: f"{day}前（含当日）",
    lambda day: f"{chinese(day.month)}月{chinese(day.day)}号以前",
]
SEVERAL_DAYS: list[Callable[[date], str]] = [
    lambda day: f"3月1日至{day.month}月{day.day}日",
    lambda day: f"{day.month}月内",
    lambda day: f"{day.year}年第{(day.month + 2) // 3}季度完成",
    lambda day: f"{'上' if day.month < 7 else '下'}半年内",
]


@given(
    st.dates(date(2021, 6, 1), date(2021, 12, 30)),
    st.sampled_from(ONE_DAY),
    st.sampled_from(SEVERAL_DAYS),
)
def test_the_day_of_a_quote_is_right_and_the_next_is_not(
    day: date, write_one: Callable[[date], str], write_several: Callable[[date], str]
) -> None:
    def with_due(due: date, quote: str) -> list[str]:
        return codes(("2021年6月30日前公布", f"{quote}公布"), ("due: 2021-06-30", f"due: {due}"))

    assert with_due(day, write_one(day)) == with_due(day, write_several(day)) == []
    assert with_due(day + timedelta(1), write_one(day)) == ["A320"]
