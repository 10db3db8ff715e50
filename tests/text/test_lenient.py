"""Numbers, days and periods as people write them in files and type them in commands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text import lenient
from anju_cli.text.lenient import UnreadableInput, parse_count, parse_day


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("250条", "250"),
        ("3个工作日", "3"),
        ("250.0", "250"),
        ("0250", "250"),
        ("00", "0"),
        ("２５０", "250"),
        ("25O", "250"),
        ("l50", "150"),
        ("11,110", "11110"),
        ("11，110条", "11110"),
        ("1 110", "1110"),
        ("十二", "12"),
        ("（十二）", "12"),
        ("(3)", "3"),
        ("150。", "150"),
        ("150，", "150"),
        ("11110,", "11110"),
        ("“18”", "18"),
        ("十二。", "12"),
        ("二百", None),
        ("-5", None),
        ("95%", None),
        ("2.5", None),
        ("1,15", None),
        ("1,1100", None),
        ("约250", None),
        ("250-300", None),
        ("1000000000", None),
        ("O", None),
        ("", None),
    ],
)
def test_counts(text: str, meant: str | None) -> None:
    assert lenient.count(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021年", "2021"),
        ("2021年度", "2021"),
        ("２０２１", "2021"),
        ("二〇二一年", "2021"),
        ("二○二一", "2021"),
        ("1949", "1949"),
        ("21", None),
        ("3021", None),
        ("今年", None),
    ],
)
def test_years(text: str, meant: str | None) -> None:
    assert lenient.year(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021-06-30", (2021, 6, 30)),
        ("2021/6/30", (2021, 6, 30)),
        ("2021.6.30", (2021, 6, 30)),
        ("2021年6月30日", (2021, 6, 30)),
        ("2021年6月30日前", (2021, 6, 30)),
        ("2021年 6月 30号之前", (2021, 6, 30)),
        ("20210630", (2021, 6, 30)),
        ("２０２１－０６－３０", (2021, 6, 30)),
        ("2021-06-30 18:00", (2021, 6, 30)),
        ("2021-06-30T18:00:00", (2021, 6, 30)),
        ("2021—06—30", (2021, 6, 30)),
        ("2021–06–30", (2021, 6, 30)),
        ("“2021-06-30”", (2021, 6, 30)),
        ("2021-06-30。", (2021, 6, 30)),
        ("2021-06-30，", (2021, 6, 30)),
        ("2021-06-30（星期三）", (2021, 6, 30)),
        ("2021年6月30日 周四", (2021, 6, 30)),  # whether it is that day, too
        ("2021-06-30（暂定）", None),
        ("2021-13-45", (2021, 13, 45)),  # whether it exists is for others to say
        ("6月30日", None),
        ("2021-06", None),
        ("2021年6月底", None),
        ("30/6/2021", None),
        ("210630", None),
        ("", None),
    ],
)
def test_days(text: str, meant: tuple[int, int, int] | None) -> None:
    assert lenient.day(text) == meant


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-06-30（星期一）", 0),
        ("2021-06-30(周三)", 2),
        ("2021年6月30日 星期天", 6),
        ("2021-06-30 礼拜日", 6),
        ("2021-06-30", None),
        ("2021-06-30（一）", None),
    ],
)
def test_days_of_the_week(text: str, day: int | None) -> None:
    assert lenient.weekday(text) == day


@pytest.mark.parametrize(
    "text",
    ["未报", "没报", "没有上报", "暂未报送", "无", "暂无", "无。", "—", "——", "-", "/", "N/A"],
)
def test_words_for_no_number(text: str) -> None:
    assert lenient.means_none(text)


@pytest.mark.parametrize("text", ["0", "零", "无18", "未知数", "18", ""])
def test_other_words_than_those(text: str) -> None:
    assert not lenient.means_none(text)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“司法局”", "司法局"),
        ("”司法局“", "司法局"),
        ("‘司法局’", "司法局"),
        ("“放管服”改革", "“放管服”改革"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("“”", "“”"),
        ("司法局", "司法局"),
    ],
)
def test_values_in_curly_quotes(text: str, bare: str) -> None:
    assert lenient.unquoted(text) == bare


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021年6月", "2021-06"),
        ("2021-6", "2021-06"),
        ("2021/06", "2021-06"),
        ("2021年6月份", "2021-06"),
        ("202106", "2021-06"),
        ("2021-13", None),
        ("2021-00", None),
        ("6月", None),
        ("2021年", None),
    ],
)
def test_months(text: str, meant: str | None) -> None:
    assert lenient.month(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021年6月", "2021-06"),
        ("2021年二季度", "2021-Q2"),
        ("2021年第四季度", "2021-Q4"),
        ("2021q3", "2021-Q3"),
        ("2021-2季度", "2021-Q2"),
        ("2021年上半年", "2021-H1"),
        ("2021下半年", "2021-H2"),
        ("2021h2", "2021-H2"),
        ("2021年", "2021"),
        ("2021年全年", "2021"),
        ("二季度", None),
        ("5月", None),
        ("2021年五季度", None),
    ],
)
def test_periods(text: str, meant: str | None) -> None:
    assert lenient.period(text) == meant


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        *(("2021-06", "2021-06"), ("2021年6月", "2021-06"), ("6月", "2021-06")),
        *(("６月份", "2021-06"), ("六月", "2021-06"), ("十二月份", "2021-12")),
        *(("2021-Q2", "2021-Q2"), ("二季度", "2021-Q2"), ("第二季度", "2021-Q2")),
        *(("Q2", "2021-Q2"), ("2021年二季度", "2021-Q2"), ("上半年", "2021-H1")),
        *(("2021年下半年", "2021-H2"), ("H1", "2021-H1"), ("2021", "2021")),
        *(("2021年", "2021"), ("全年", "2021"), ("2020-12", "2020-12")),
        *(("13月", None), ("五季度", None), ("期末", None), ("", None)),
    ],
)
def test_periods_of_which_the_year_is_known(typed: str, label: str | None) -> None:
    assert lenient.period_in_year(typed, 2021) == label


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("次月5号", "次月5日"),
        ("次月05日前", "次月5日"),
        ("次月28日", "次月28日"),
        ("次月29日", None),
        ("次月", None),
        ("月底", "期末"),
        ("每月底", "期末"),
        ("季度末", "期末"),
        ("年末", "期末"),
        ("5日", None),
    ],
)
def test_days_of_a_period(text: str, meant: str | None) -> None:
    assert lenient.due_by(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("12-1", "12.1"),
        ("12．1", "12.1"),
        ("12、1", "12.1"),
        ("“12.1”", "12.1"),
        ("十二.1", "12.1"),
        ("（十二）.2", "12.2"),
        ("12.1。", "12.1"),
        ("112.1", "112.1"),
        ("12", None),
        ("12.1.1", None),
        ("十二.零", None),
        ("0.1", None),
    ],
)
def test_ids_of_deadlines(text: str, meant: str | None) -> None:
    assert lenient.deadline_id(text) == meant


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("司法局", "“司法局”"),
        ("", "“”"),
        ("“司法局”", "「“司法局”」"),
        ("甲" * 40, f"“{'甲' * 40}”"),
        ("甲" * 41, f"“{'甲' * 40}…”"),
        ("司\u180e法\ue000局", "“司<U+180E>法<U+E000>局”"),
        ("司\u200b法\x00局", "“司<U+200B>法<U+0000>局”"),
        ("甲" * 39 + "\ue000\ue001", f"“{'甲' * 39}<U+E000>…”"),
    ],
)
def test_what_was_written_in_a_message(text: str, shown: str) -> None:
    assert lenient.quoted(text) == shown


# -- typed on the command line -----------------------------------------------


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
