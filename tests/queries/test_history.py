"""Quotas month by month and the year's end, against values worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.model.plan import Plan
from anju_cli.model.schema import QuotasFile, TasksFile, UnitsFile
from anju_cli.queries.history import (
    Forecast,
    UnitHistory,
    counted_months,
    forecast_of_all,
    forecasts,
    histories,
    history_of_all,
)
from anju_cli.queries.quotas import QuotaFilter, QuotaRow, by_kind, quota_rows, total
from anju_cli.render.document import Cell
from anju_cli.views.history import forecast_listing, history_listing, sparkline
from tests.running import BASE, ROOT, copy_of_base, run

TARGETS = {"政府办公室": 200, "司法局": 150, "行政执法局": 100, "青石镇": 80, "清溪街道": 70}
MAY_26 = date(2021, 5, 26)

Counts = Mapping[str, Mapping[str, int]]

BASE_COUNTS: Counts = {
    "2021-05": {"司法局": 18, "青石镇": 0},
    "2021-06": {"政府办公室": 21, "司法局": 20},
}


def plain(kind: str) -> Any:
    text = (ROOT / BASE / f"{kind}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


UNITS = UnitsFile.model_validate(plain("units"))
TASKS = TasksFile.model_validate(plain("tasks"))


def plan(
    published: Counts,
    start: date | None = None,
    year: int = 2021,
    targets: Mapping[str, int] = TARGETS,
    pace: str = "按月",
) -> Plan:
    """The base plan's units with these counts."""
    quotas: dict[str, Any] = {
        "year": str(year),
        "total": str(sum(targets.values())),
        "pace": pace,
        "targets": {unit: str(target) for unit, target in targets.items()},
        "published": {
            month: {unit: str(count) for unit, count in counts.items()}
            for month, counts in published.items()
        },
    }
    if start is not None:
        quotas["counted_from"] = start.isoformat()
    return Plan(UNITS, TASKS, QuotasFile.model_validate(quotas))


def monthly(unit: str, counts: list[int], first: int = 1) -> Counts:
    """One unit's counts from a month of 2021 on."""
    return {f"2021-{first + at:02}": {unit: count} for at, count in enumerate(counts)}


def rows_of(plan: Plan, today: date, *units: str) -> tuple[QuotaRow, ...]:
    return quota_rows(plan, QuotaFilter(units), today)


def ahead(plan: Plan, unit: str, today: date) -> tuple[Any, ...]:
    """The forecast of a unit: its month, the items then, the year's end, and if it reaches."""
    (row,) = forecasts(plan, rows_of(plan, today, unit))
    return row.month, row.published, row.year_end, row.reaches


# -- months ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "today", "months"),
    [
        (None, date(2021, 2, 5), ()),
        (None, date(2021, 2, 6), ("2021-01",)),
        (None, date(2021, 6, 5), ("2021-01", "2021-02", "2021-03", "2021-04")),
        (MAY_26, date(2021, 6, 5), ()),
        (MAY_26, date(2021, 6, 6), ("2021-05",)),  # its month is a whole one
        (date(2021, 12, 31), date(2022, 1, 6), ("2021-12",)),
    ],
)
def test_months_that_count(start: date | None, today: date, months: tuple[str, ...]) -> None:
    assert counted_months(rows_of(plan({}, start), today)) == months


def test_a_month_without_a_report_is_not_zero() -> None:
    base = plan(BASE_COUNTS)
    months = histories(base, rows_of(base, date(2021, 6, 30)))
    four = (None,) * 4
    # June counts for the two that have reported it, and for no other before 6 July.
    assert months == (
        UnitHistory("司法局", "区直部门", 150, (*four, 18, 20), 6),
        UnitHistory("政府办公室", "区直部门", 200, (*four, None, 21), 6),
        UnitHistory("行政执法局", "区直部门", 100, (*four, None, None), 5),
        UnitHistory("青石镇", "镇", 80, (*four, 0, None), 5),
        UnitHistory("清溪街道", "街道", 70, (*four, None, None), 5),
    )
    assert [month.published for month in months] == [38, 21, None, 0, None]
    assert history_of_all("合计", months) == UnitHistory(
        "合计", "合计", 600, (*four, 18, 41), 5, units=5
    )
    assert by_kind(base, months, history_of_all) == (
        UnitHistory("区直部门", "区直部门", 450, (*four, 18, 41), 5, units=3),
        UnitHistory("镇", "镇", 80, (*four, 0, None), 5, units=1),
        UnitHistory("街道", "街道", 70, (*four, None, None), 5, units=1),
    )


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((), ""),
        ((None,), "·"),
        ((0,), "▁"),
        ((0, 0, None), "▁▁·"),
        ((1,), "█"),
        ((0, 10, 20, 30, 40, 50, 60, 70), "▁▂▃▄▅▆▇█"),
        ((1, 1000), "▂█"),  # little is not nothing
        ((5, 10), "▅█"),  # 3½ of 7 steps go up
        ((14, 15, 100), "▂▂█"),  # 0.98 and 1.05 of 7
        ((21, 22, 100), "▂▃█"),  # 1.47 and 1.54 of 7
        ((7, None, 7), "█·█"),
    ],
)
def test_sparkline(counts: tuple[int | None, ...], line: str) -> None:
    assert sparkline(counts) == line


@given(st.lists(st.none() | st.integers(0, 10_000), max_size=12))
def test_a_sparkline_has_one_sign_for_each_month_and_more_is_never_lower(
    counts: list[int | None],
) -> None:
    line = sparkline(counts)
    assert len(line) == len(counts)
    assert [sign == "·" for sign in line] == [count is None for count in counts]
    known = sorted(
        (count, sign) for count, sign in zip(counts, line, strict=True) if count is not None
    )
    assert [sign for _, sign in known] == sorted(sign for _, sign in known)
    assert all((sign == "▁") is (count == 0) for count, sign in known)


# -- the year's end ----------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "today", "expected"),
    [
        # 38 in 6 months
        ("司法局", date(2021, 6, 30), ("2021-06", 38, Fraction(76), False)),
        # 18 in 5 months: what is known of June does not count before June is over
        ("司法局", date(2021, 6, 29), ("2021-05", 18, Fraction(216, 5), False)),
        # Nobody has reported July and August yet: they pull nobody down
        ("司法局", date(2021, 9, 30), ("2021-06", 38, Fraction(76), False)),
        # A unit that reported June alone has 21 in 6 months all the same
        ("政府办公室", date(2021, 6, 30), ("2021-06", 21, Fraction(42), False)),
        # and before June is over there is nothing to go by
        ("政府办公室", date(2021, 6, 29), ("2021-05", None, None, None)),
        # A reported 0 is a report
        ("青石镇", date(2021, 7, 6), ("2021-06", 0, Fraction(0), False)),
        ("清溪街道", date(2021, 7, 6), ("2021-06", None, None, None)),
        ("司法局", date(2021, 5, 30), (None, None, None, None)),
    ],
)
def test_a_forecast(unit: str, today: date, expected: tuple[Any, ...]) -> None:
    assert ahead(plan(BASE_COUNTS), unit, today) == expected


def test_a_month_with_nobody_in_it_has_no_counts() -> None:
    counted = plan({**BASE_COUNTS, "2021-07": {}})
    assert ahead(counted, "司法局", date(2021, 8, 31))[0] == "2021-06"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        # 9 × 12, and 16 / 2 × 12
        (date(2024, 2, 28), ("2024-01", 9, Fraction(108), False)),
        (date(2024, 2, 29), ("2024-02", 16, Fraction(96), False)),
    ],
)
def test_february_of_a_leap_year(today: date, expected: tuple[Any, ...]) -> None:
    leap = plan({"2024-01": {"司法局": 9}, "2024-02": {"司法局": 7}}, year=2024)
    assert ahead(leap, "司法局", today) == expected


@pytest.mark.parametrize(
    ("june", "year_end", "reaches"),
    [
        (49, 98, False),
        (50, 100, True),  # exactly the target
        (51, 102, True),
        (115, 230, True),  # more than all of it already
    ],
)
def test_half_a_year_of_a_target_of_100(june: int, year_end: int, reaches: bool) -> None:
    counted = plan({"2021-06": {"行政执法局": june}})
    expected = ("2021-06", june, Fraction(year_end), reaches)
    assert ahead(counted, "行政执法局", date(2021, 6, 30)) == expected


@pytest.mark.parametrize(
    ("target", "reaches", "items", "lacking"),
    [(149, True, 149, 0), (150, False, 149, 1)],
)
def test_a_part_of_an_item_is_none(target: int, reaches: bool, items: int, lacking: int) -> None:
    # 56 in the 3 months from May to July, of 8 that count: 149 1/3
    counted = plan(
        monthly("司法局", [18, 18, 20], first=5), MAY_26, targets={**TARGETS, "司法局": target}
    )
    today = date(2021, 7, 31)
    (row,) = forecasts(counted, rows_of(counted, today, "司法局"))
    assert (row.year_end, row.reaches) == (Fraction(448, 3), reaches)
    assert row.rate == Fraction(448, 3 * target)
    assert (row.items, row.lacking) == (items, lacking)


def test_the_last_month_leaves_nothing_to_guess() -> None:
    counted = plan(monthly("司法局", [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]))
    # 10 + … + 20 = 165 in 11 months make 180; with December there are 186
    assert ahead(counted, "司法局", date(2021, 12, 30)) == ("2021-11", 165, Fraction(180), True)
    for day in (date(2021, 12, 31), date(2022, 1, 1)):
        assert ahead(counted, "司法局", day) == ("2021-12", 186, Fraction(186), True)


def test_a_target_of_0_has_no_rate_and_is_reached() -> None:
    counted = plan({"2021-06": {"司法局": 0}}, targets={**TARGETS, "司法局": 0})
    (row,) = forecasts(counted, rows_of(counted, date(2021, 6, 30), "司法局"))
    assert (row.year_end, row.rate, row.reaches) == (Fraction(0), None, True)


@given(
    st.integers(0, 300),
    st.integers(1, 12),
    st.data(),
)
def test_a_forecast_is_the_integer_rule(target: int, first: int, given_: st.DataObject) -> None:
    counts = given_.draw(st.lists(st.integers(0, 40), min_size=1, max_size=13 - first))
    counted = plan(
        monthly("司法局", counts, first),
        date(2021, first, 1),
        targets={**TARGETS, "司法局": target},
    )
    (result,) = forecasts(counted, rows_of(counted, date(2021, 12, 31), "司法局"))
    # so many items in so many months; as many again in the others
    assert result.reaches is (sum(counts) * (13 - first) >= target * len(counts))
    assert result.published == sum(counts)
    assert result.year_end is not None
    assert result.year_end >= sum(counts)


def test_a_sum_adds_the_whole_items_and_the_target_of_those_without_a_report() -> None:
    # 1 each in 5 months: 2.4 each; together 7.2, of which 6 are shown as 2, 2 and 2
    counts = {"2021-05": {"政府办公室": 1, "司法局": 1, "行政执法局": 1}}
    counted, today = plan(counts), date(2021, 6, 6)
    rows = forecasts(counted, rows_of(counted, today))
    assert {row.name: row.items for row in rows} == {
        **{"政府办公室": 2, "司法局": 2, "行政执法局": 2},
        **{"青石镇": None, "清溪街道": None},
    }
    sums = forecast_of_all("合计", rows)
    assert sums == Forecast(
        *("合计", "合计", 600, "2021-05", 3, Fraction(36, 5), 6, 198 + 148 + 98),
        units=5,
        unreported=2,
    )
    assert (sums.rate, sums.reaches) == (Fraction(36, 3000), False)
    bureaus, towns, streets = by_kind(counted, rows, forecast_of_all)
    assert (bureaus.target, bureaus.items, bureaus.lacking, bureaus.unreported) == (450, 6, 444, 0)
    assert towns == Forecast("镇", "镇", 80, "2021-05", None, None, None, None, 1, 1)
    assert streets.name == "街道"


def test_of_nobody_there_is_no_forecast() -> None:
    nobody = Forecast("合计", "合计", 0, None, None, None, None, None, 0, 0)
    assert forecast_of_all("合计", ()) == nobody


# -- on the screen -----------------------------------------------------------


def test_history_on_a_pipe() -> None:
    assert (
        run("quotas", "--history", "--data", BASE).out
        == """\
2021 年目标任务各月条数：5 个单位

单位        1月  2月  3月  4月  5月   6月  累计    走势
----------  ---  ---  ---  ---  ---  ----  ----  ------
司法局        —    —    —    —   18    20    38  ····▇█
政府办公室    —    —    —    —    —    21    21  ·····█
行政执法局    —    —    —    —    —  待报     —  ······
青石镇        —    —    —    —    0  待报     0  ····▁·
清溪街道      —    —    —    —    —  待报     —  ······
----------  ---  ---  ---  ---  ---  ----  ----  ------
合计          —    —    —    —   18    41    59  ····▄█

截至 2021-06-30，计至 2021 年 5 月，序时进度 41.7%（按月：计入的月数 ÷ 12）；
  已报 6 月的 2 个单位计至 6 月，序时进度 50.0%；合计的序时进度按目标加权，是
  46.5%；6 月的报数到 2021-07-05（含当日，次月5日是本程序的默认，计划没有写）。
各月是当月新公开的条数；— 是未报，不是 0；待报 是还没到报数期限；合计只加报了
  的单位；累计是各月之和。
走势每月一格，各行按自己最多的月定高低；字符 ▁ 是 0，█ 是最多，· 是没有数。
"""
    )


def test_history_by_kind() -> None:
    assert run("quotas", "--history", "--by", "kind", "--data", BASE).lines[2:9] == [
        "类别      1月  2月  3月  4月  5月   6月  累计    走势",
        "--------  ---  ---  ---  ---  ---  ----  ----  ------",
        "区直部门    —    —    —    —   18    41    59  ····▄█",
        "镇          —    —    —    —    0  待报     0  ····▁·",
        "街道        —    —    —    —    —  待报     —  ······",
        "--------  ---  ---  ---  ---  ---  ----  ----  ------",
        "合计        —    —    —    —   18    41    59  ····▄█",
    ]


def test_history_of_one_unit_in_one_month() -> None:
    args = ("--unit", "区司法局", "--data", BASE, "--today", "2021-02-06")
    assert run("quotas", "--history", *args).lines == [
        "2021 年目标任务各月条数：1 个单位",
        "",
        "单位    1月  累计  走势",
        "------  ---  ----  ----",
        "司法局    —     —     ·",
        "",
        "截至 2021-02-06，计至 2021 年 1 月，序时进度 8.3%（按月：计入的月数 ÷ 12）；2",
        "  月的报数到 2021-03-05（含当日，次月5日是本程序的默认，计划没有写）。",
        "各月是当月新公开的条数；— 是未报，不是 0；累计是各月之和。",
        "走势每月一格，各行按自己最多的月定高低；字符 ▁ 是 0，█ 是最多，· 是没有数。",
    ]


def year_of(folder: Path, scale: int = 1) -> str:
    """The base plan with every month of 2021 reported but one, as ``--data`` takes it."""
    lines = ["year: 2021", "total: 600", "targets:"]
    lines += [f"  {unit}: {target}" for unit, target in TARGETS.items()]
    lines.append("published:")
    for month in range(1, 13):
        lines.append(f"  2021-{month:02}:")
        lines += [f"    {unit}: {month * scale}" for unit in TARGETS]
    text = "\n".join(lines) + "\n"
    return str(copy_of_base(folder, quotas=text.replace(f"    司法局: {3 * scale}\n", "")))


def test_a_whole_year_fits_80_columns(tmp_path: Path) -> None:
    data = year_of(tmp_path / "plan", 20)
    args = ("quotas", "--history", "--data", data, "--today", "2021-12-31")
    lines = run(*args, terminal=True, today=date(2022, 1, 1)).lines
    assert lines[2:11] == [
        "单位       1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月 累计         走势",
        "─" * 79,
        "行政执法局  20  40  60  80 100 120 140 160 180  200  220  240 1560 ▂▂▃▃▄▅▅▆▆▇▇█",
        "司法局      20  40   —  80 100 120 140 160 180  200  220  240 1500 ▂▂·▃▄▅▅▆▆▇▇█",
        "政府办公室  20  40  60  80 100 120 140 160 180  200  220  240 1560 ▂▂▃▃▄▅▅▆▆▇▇█",
        "清溪街道    20  40  60  80 100 120 140 160 180  200  220  240 1560 ▂▂▃▃▄▅▅▆▆▇▇█",
        "青石镇      20  40  60  80 100 120 140 160 180  200  220  240 1560 ▂▂▃▃▄▅▅▆▆▇▇█",
        "─" * 79,
        "合计       100 200 240 400 500 600 700 800 900 1000 1100 1200 7740 ▂▂▂▃▄▅▅▆▆▇▇█",
    ]


@pytest.mark.parametrize(
    ("width", "drawn"),
    [
        (
            70,
            (
                "单位 司法局  1月 20  2月 40  3月 —  4月 80  5月 100  6月 120  7月 140",
                "8月 160  9月 180  10月 200  11月 220  12月 240  累计 1500",
                "走势 ▂▂·▃▄▅▅▆▆▇▇█",
            ),
        ),
        (
            40,
            (
                "单位 司法局  1月 20  2月 40  3月 —",
                "4月 80  5月 100  6月 120  7月 140",
                "8月 160  9月 180  10月 200  11月 220",
                "12月 240  累计 1500  走势 ▂▂·▃▄▅▅▆▆▇▇█",
            ),
        ),
        (
            20,
            (
                "单位  司法局",
                *("1月   20", "2月   40", "3月   —", "4月   80", "5月   100", "6月   120"),
                *("7月   140", "8月   160", "9月   180", "10月  200", "11月  220", "12月  240"),
                "累计  1500",
                "走势  ▂▂·▃▄▅▅▆▆▇▇█",
            ),
        ),
    ],
)
def test_where_it_does_not_fit_the_numbers_stand_whole_with_their_months(
    tmp_path: Path, width: int, drawn: tuple[str, ...]
) -> None:
    data = year_of(tmp_path / "plan", 20)
    args = ("quotas", "--history", "--data", data, "--today", "2021-12-31")
    lines = run(*args, terminal=True, width=width, today=date(2022, 1, 1)).lines
    at = lines.index(drawn[0])
    assert tuple(lines[at : at + len(drawn)]) == drawn


def test_history_after_the_year_says_how_to_ask_about_a_day_in_it() -> None:
    lines = run("quotas", "--history", "--data", BASE, "--today", "2022-01-06").lines
    assert lines[2].split() == ["单位", *(f"{month}月" for month in range(1, 13)), "累计", "走势"]
    assert lines[lines.index("", 4) + 1 :][:2] == [
        "今天是 2022-01-06，2021 年的计划已经结束。想看当年某一天的情况，请加 --today，",
        "  例如 anju quotas --history --data tests/fixtures/base --today 2021-06-15",
    ]


def counted_from(folder: Path, start: str, pace: str = "按月") -> str:
    """The base plan counted from a day on, as ``--data`` takes it."""
    text = (ROOT / BASE / "quotas.yaml").read_text(encoding="utf-8")
    more = f"total: 600\npace: {pace}\ncounted_from: {start}\n"
    return str(copy_of_base(folder, quotas=text.replace("total: 600\n", more)))


def test_history_begins_where_counting_does(tmp_path: Path) -> None:
    data = counted_from(tmp_path / "plan", "2021-05-26")
    lines = run("quotas", "--history", "--unit", "司法局", "--data", data).lines
    assert lines[2:5] == [
        "单位    5月  6月  累计  走势",
        "------  ---  ---  ----  ----",
        "司法局   18   20    38    ▇█",
    ]
    assert (
        lines[6] == "截至 2021-06-30，计至 2021 年 6 月，序时进度 25.0%（按月：从 5 月起，计入的月"
    )


def test_before_counting_begins_there_is_no_month(tmp_path: Path) -> None:
    args = ("--data", counted_from(tmp_path / "plan", "2021-05-26"), "--today", "2021-04-30")
    lines = run("quotas", "--history", "--unit", "司法局", *args).lines
    assert lines[2:7] == [
        "单位    累计  走势",
        "------  ----  ----",
        "司法局     —     —",
        "",
        "截至 2021-04-30，还没有计入的月份，序时进度 0.0%（按月：从 5 月起，计入的月数",
    ]


def test_forecast_on_a_pipe() -> None:
    assert (
        run("quotas", "--forecast", "--data", BASE, "--today", "2021-07-06").out
        == """\
2021 年目标任务年底预计：5 个单位

单位        类别      目标          累计  预计全年  预计完成率  预计还差  能否完成
----------  --------  ----  ------------  --------  ----------  --------  --------
司法局      区直部门   150            38        76       50.7%        74  不能
政府办公室  区直部门   200            21        42       21.0%       158  不能
行政执法局  区直部门   100          未报         —           —         —  —
青石镇      镇          80             0         0        0.0%        80  不能
清溪街道    街道        70          未报         —           —         —  —
----------  --------  ----  ------------  --------  ----------  --------  --------
合计        5 个单位   600  59（2 未报）       118       19.7%       312  不能

截至 2021-07-06，计至 2021 年 6 月，序时进度 50.0%（按月：计入的月数 ÷ 12）；7
  月的报数到 2021-08-05（含当日，次月5日是本程序的默认，计划没有写）。
预计全年 = 累计 ÷ 计入的月数 × 全年计数的月数，这里是累计 ÷ 6 × 12（从 2021-01
  起）；最后几个月谁都没有条数的，不算在内；不足一条的不计。这是本程序定的算法，
  没有文件规定。
预计完成率 = 预计全年 ÷ 目标，和能否完成一样，按没有去尾的数算；预计还差 = 目
  标 − 预计全年。
计入的月份都没有条数的列为未报，不预计；只缺几个月的，缺的月份没有条数可加，预
  计会偏低。合起来的是各单位之和，超额的单位不抵别的单位。没有条数的 2 个单位
  （任务 170 条）还差多少不在其中。
"""
    )


def test_forecast_by_kind() -> None:
    assert run(
        "quotas", "--forecast", "--by", "kind", "--data", BASE, "--today", "2021-07-06"
    ).lines[2:9] == [
        "类别      单位数  目标          累计  预计全年  预计完成率  预计还差  能否完成",
        "--------  ------  ----  ------------  --------  ----------  --------  --------",
        "区直部门       3   450  59（1 未报）       118       26.2%       232  不能",
        "镇             1    80             0         0        0.0%        80  不能",
        "街道           1    70          未报         —           —         —  —",
        "--------  ------  ----  ------------  --------  ----------  --------  --------",
        "合计           5   600  59（2 未报）       118       19.7%       312  不能",
    ]


def test_the_rule_is_said_with_the_months_that_count(tmp_path: Path) -> None:
    # May and June of May to December: 38 / 2 × 8 = 152, of 150
    args = ("--unit", "司法局", "--data", counted_from(tmp_path / "plan", "2021-05-26", "按日"))
    lines = run("quotas", "--forecast", *args).lines
    assert lines[4].split() == [*("司法局", "区直部门", "150", "38", "152", "101.3%", "0", "能")]
    assert lines[8:10] == [
        "预计全年 = 累计 ÷ 计入的月数 × 全年计数的月数，这里是累计 ÷ 2 × 8（从 2021-05",
        "  起）；最后几个月谁都没有条数的，不算在内；不足一条的不计。这是本程序定的算法，",
    ]


def test_with_no_completed_month_there_is_nothing_to_go_by() -> None:
    lines = run("quotas", "--forecast", "--data", BASE, "--today", "2021-05-30").lines
    assert lines[2:5] == [
        "单位        类别      目标  累计  预计全年  预计完成率  预计还差  能否完成",
        "----------  --------  ----  ----  --------  ----------  --------  --------",
        "政府办公室  区直部门   200  未报         —           —         —  —",
    ]
    assert lines[-2:] == [
        "  月的报数到 2021-06-05（含当日，次月5日是本程序的默认，计划没有写）。",
        "计入的月份都没有条数，不能预计。等第一个月的条数记上以后再看。",
    ]


# -- filters, refusals -------------------------------------------------------


@pytest.mark.parametrize("option", ["--history", "--forecast"])
def test_filters_choose_the_rows(option: str) -> None:
    def units(*args: str) -> list[str]:
        records: list[dict[str, Any]] = run(
            "quotas", option, *args, "--data", BASE, "-f", "json"
        ).json
        return [record["unit"] for record in records]

    assert units("--kind", "镇") == ["青石镇"]
    assert units("--unit", "青石镇", "--unit", "区司法局") == ["司法局", "青石镇"]
    # On 31 May 5/12 of 150 are 62.5: everyone is short
    assert units("--short") == ["司法局", "政府办公室", "行政执法局", "青石镇", "清溪街道"]
    none = run("quotas", option, "--kind", "事业单位", "--data", BASE).lines[2:4]
    assert " ".join(none) == (
        f"没有符合条件的单位。全部单位的目标：anju quotas {option} --data {BASE}"
    )


def test_those_on_schedule_are_not_short(tmp_path: Path) -> None:
    data = counted_from(tmp_path / "plan", "2021-05-26")
    # 2/8 of 150 are 37.5: 38 will do
    assert "司法局" not in run("quotas", "--history", "--short", "--data", data).out


def test_history_and_forecast_are_two_tables() -> None:
    assert run("quotas", "--history", "--forecast").refusal == (
        "选项 --history 和 --forecast：这是两张表，一次只能看一张。"
        "请分两次查：先写 --history，再写 --forecast"
    )


# -- for programs ------------------------------------------------------------


def test_history_as_json() -> None:
    args = ("quotas", "--history", "--data", BASE, "-f", "json", "--today", "2021-07-06")
    none = {f"2021-{month:02}": None for month in range(1, 5)}
    assert run(*args, "--unit", "青石镇").json == [
        {
            "unit": "青石镇",
            "kind": "镇",
            "target": 80,
            "published": 0,
            "counts": {**none, "2021-05": 0, "2021-06": None},
        }
    ]
    assert run(*args, "--by", "kind", "--kind", "区直部门").json == [
        {
            "kind": "区直部门",
            "units": 3,
            "target": 450,
            "published": 59,
            "counts": {**none, "2021-05": 18, "2021-06": 41},
        }
    ]


def test_history_as_csv() -> None:
    args = (
        "quotas",
        "--history",
        "--data",
        BASE,
        "-f",
        "csv",
        "--kind",
        "镇",
        "--today",
        "2021-07-06",
    )
    assert run(*args).lines == [
        "单位,类别,目标,1月,2月,3月,4月,5月,6月,累计,缺报",
        "青石镇,镇,80,,,,,0,,0,缺1—4月、6月",
    ]


def test_forecast_as_json() -> None:
    args = ("quotas", "--forecast", "--data", BASE, "-f", "json")
    july = ("--today", "2021-07-06")
    assert run(*args, "--unit", "司法局", "--today", "2021-06-29").json == [
        {
            "unit": "司法局",
            "kind": "区直部门",
            "target": 150,
            "month": "2021-05",
            "published": 18,
            "year_end": 43,  # 43.2
            "rate": 0.288,
            "lacking": 107,
            "reaches": False,
        }
    ]
    nothing = dict.fromkeys(("published", "year_end", "rate", "lacking", "reaches"))
    assert run(*args, "--unit", "清溪街道", *july).json == [
        {"unit": "清溪街道", "kind": "街道", "target": 70, "month": "2021-06", **nothing}
    ]
    assert run(*args, "--unit", "清溪街道", "--today", "2021-05-30").json == [
        {"unit": "清溪街道", "kind": "街道", "target": 70, "month": None, **nothing}
    ]
    assert run(*args, "--by", "kind", "--kind", "区直部门", *july).json == [
        {
            "kind": "区直部门",
            "units": 3,
            "unreported": 1,
            "target": 450,
            "month": "2021-06",
            "published": 59,
            "year_end": 118,
            "rate": 0.2622,  # 118 / 450 = 0.26222
            "lacking": 232,  # 74 + 158: what 行政执法局 lacks, which has not reported, is apart
            "reaches": False,
        }
    ]


def test_spreadsheets_get_the_numbers_themselves() -> None:
    base, today = plan(BASE_COUNTS), date(2021, 6, 30)
    rows = rows_of(base, today, "司法局")
    sums = total(base, "合计", rows)
    months = histories(base, rows)
    history = history_listing(base, months, months[0], sums, today, by_kind=False, title="")
    assert [cell.value for cell in history.table.rows[0]] == [
        *(None, "", "", "", "", 18, 20, 38, None)
    ]
    ends = forecasts(base, rows)
    listing = forecast_listing(base, ends, ends[0], sums, today, by_kind=False, title="")
    assert listing.table.rows[0][2:7] == (
        Cell("150", value=150),
        Cell("38", value=38),
        Cell("76", value=76),
        Cell("50.7%", value=Fraction(76, 150)),
        Cell("74", value=74),
    )


@pytest.mark.parametrize("option", ["--history", "--forecast"])
@pytest.mark.parametrize("suffix", ["md", "html", "csv", "json", "docx", "xlsx"])
def test_each_goes_into_a_file_of_every_kind(tmp_path: Path, option: str, suffix: str) -> None:
    file = tmp_path / f"a.{suffix}"
    outcome = run("quotas", option, "--data", BASE, "-o", str(file))
    assert (outcome.code, outcome.out) == (0, "")
    data = file.read_bytes()
    if suffix in ("docx", "xlsx"):
        assert data.startswith(b"PK")
    else:
        assert "司法局" in data.decode("utf-8-sig")
