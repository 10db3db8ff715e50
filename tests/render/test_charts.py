"""Bars as people see them: on a terminal of any width, on a pipe, in a Chinese encoding."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.render.document import Bar, Chart
from anju_cli.render.terminal.charts import chart_lines
from anju_cli.render.terminal.screen import PIPE, Screen
from anju_cli.text.width import display_width

CHART = Chart(
    "完成率",
    (
        Bar("司法局", Fraction(5, 4), "125.0% 绿", "green"),
        Bar("甲局", Fraction(1, 2), "50.0% 绿", "green"),
        Bar("乙局", Fraction(1, 4), "25.0% 红", "red"),
        Bar("丙镇", Fraction(0), "0.0% 红", "red"),
        Bar("丁镇", None, "未报", "muted"),
    ),
    mark=Fraction(1, 2),
    mark_text="序时进度 50.0%",
)


def terminal(width: int, *, color: bool = False) -> Screen:
    return Screen(width, is_terminal=True, color=color)


def test_the_longest_bar_takes_the_room_and_the_mark_crosses_all() -> None:
    # 40 columns: 8 before the bars, 11 behind, 1 for the mark; 20 stand for 125 %,
    # so that 50 % is 8 of them and 25 % is 4
    assert chart_lines(CHART, terminal(40)) == [
        "完成率",
        "",
        "司法局  ████████│████████████  125.0% 绿",
        "甲局    ████████│              50.0% 绿",
        "乙局    ████    │              25.0% 红",
        "丙镇            │              0.0% 红",
        "丁镇            │              未报",
        "",
        "│ 序时进度 50.0%",
    ]


def test_on_a_wide_screen_bars_are_no_longer_than_60_columns() -> None:
    lines = chart_lines(CHART, terminal(200))
    assert lines[2] == f"司法局  {'█' * 24}│{'█' * 36}  125.0% 绿"
    assert lines[4] == f"乙局    {'█' * 12}{' ' * 12}│{' ' * 36}  25.0% 红"


def test_a_pipe_gets_80_columns() -> None:
    assert chart_lines(CHART, PIPE) == chart_lines(CHART, terminal(80))
    assert display_width(chart_lines(CHART, PIPE)[2]) == 80


def test_where_there_is_no_room_beside_a_bar_stands_under_its_name() -> None:
    assert chart_lines(CHART, terminal(20))[2:8] == [
        "司法局  125.0% 绿",
        "████████│███████████",
        "甲局  50.0% 绿",
        "████████│",
        "乙局  25.0% 红",
        "███▊    │",
    ]


def test_with_colour_the_words_stay() -> None:
    lines = chart_lines(CHART, terminal(40, color=True))
    assert lines[4] == (
        "乙局    \x1b[31m████\x1b[0m    \x1b[2m│\x1b[0m              \x1b[31m25.0% 红\x1b[0m"
    )
    assert lines[6] == "丁镇            \x1b[2m│\x1b[0m              \x1b[2m未报\x1b[0m"


def test_bars_are_cut_to_eighths_and_none_that_is_something_vanishes() -> None:
    parts = (Fraction(17, 64), Fraction(1, 1000), Fraction(63, 64), Fraction(1))
    chart = Chart("", tuple(Bar("甲", part, "") for part in parts))
    # 4 columns before, 8 for the bars: one is an eighth of 1, its eighth a 64th
    assert chart_lines(chart, terminal(12)) == [
        "甲  ██▏",
        "甲  ▏",
        "甲  ███████▉",
        "甲  ████████",
    ]


def test_a_bar_reaches_the_mark_if_and_only_if_its_part_does() -> None:
    # 8 columns; 30 % is 2.4 of them: the mark stands behind the third
    parts = (Fraction(299, 1000), Fraction(3, 10), Fraction(4, 10))
    chart = Chart("", tuple(Bar("甲", part, "") for part in parts), Fraction(3, 10), "三成")
    assert chart_lines(chart, terminal(13)) == [
        "甲  ██▍│",
        "甲  ███│",
        "甲  ███│▏",
        "",
        "│ 三成",
    ]


def test_a_chart_without_bars() -> None:
    assert chart_lines(Chart("完成率", ()), PIPE) == ["完成率", "", "（无）"]


def test_every_sign_is_one_that_a_chinese_console_has() -> None:
    bars = tuple(Bar("甲", Fraction(part, 64), "绿") for part in range(65))
    text = "\n".join(chart_lines(Chart("进度", bars, Fraction(1, 2), "过半"), terminal(15)))
    assert set("▏▎▍▌▋▊▉█│") <= set(text)
    assert text.encode("gbk").decode("gbk") == text


def test_what_cannot_be_seen_is_shown() -> None:
    chart = Chart("进\x1b度", (Bar("甲\n乙", Fraction(1), "\x07"),))
    assert chart_lines(chart, terminal(20)) == ["进␛度", "", "甲 乙  " + "█" * 10 + "  ␇"]


TEXTS = st.text(st.sampled_from("区政府，（）“”ab1 \n\u200b%"), max_size=20)
PARTS = st.fractions(0, 3)
BARS = st.lists(st.builds(Bar, TEXTS, st.none() | PARTS, TEXTS), max_size=6).map(tuple)


@given(st.builds(Chart, TEXTS, BARS, st.none() | PARTS, TEXTS), st.integers(20, 200))
def test_no_line_is_wider_than_the_screen(chart: Chart, width: int) -> None:
    lines = chart_lines(chart, terminal(width))
    assert max(map(display_width, lines)) <= width


@pytest.mark.parametrize(
    ("mark", "bar"),
    [
        (Fraction(0), "│████████"),
        (Fraction(1), "████████│"),
        (Fraction(2), "████    │"),  # the mark itself may be the longest
    ],
)
def test_a_mark_at_either_end_is_drawn(mark: Fraction, bar: str) -> None:
    chart = Chart("", (Bar("甲", Fraction(1), ""),), mark, "线")
    assert chart_lines(chart, terminal(13))[0] == f"甲  {bar}"
