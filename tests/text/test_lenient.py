"""What people write for a number, a day or a period, and what is offered instead."""

from __future__ import annotations

import pytest

from anju_cli.text import lenient


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


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [(2021, 2, 28), (2024, 2, 29), (1900, 2, 28), (2000, 2, 29), (1, 1, 31), (9999, 12, 31)],
)
def test_lengths_of_months(year: int, month: int, days: int) -> None:
    assert lenient.length_of_month(year, month) == days
