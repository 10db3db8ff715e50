"""anju quotas: how far each unit is, and how far it should be."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from anju_cli.model.pace import Steps
from anju_cli.queries.quotas import QuotaFilter, quota_rows, total
from anju_cli.render.document import Cell
from anju_cli.validation.loader import load
from anju_cli.views.quotas import lights_note, quotas_listing
from tests.running import BASE, ROOT, copy_of_base, run

# -- on the screen ---------------------------------------------------------


def test_bureaus_and_towns_ranked_apart_on_a_pipe() -> None:
    assert (
        run("quotas", "--data", BASE).out
        == """\
2021 年目标任务：5 个单位

排名  单位        类别      目标  已公开  完成率  序时应完成   超欠  还差  月均还需  灯  缺报
----  ----------  --------  ----  ------  ------  ----------  -----  ----  --------  --  --------------
   1  司法局      区直部门   150      38   25.3%          75  -24.7   112        19  黄  1—4月
   2  政府办公室  区直部门   200      21   10.5%         100  -39.5   179        30  红  1—5月
   —  行政执法局  区直部门   100    未报       —          42      —     —         —  —
   1  青石镇      镇          80       0    0.0%          34  -41.7    80        12  红  1—4月
   —  清溪街道    街道        70    未报       —          30      —     —         —  —
----  ----------  --------  ----  ------  ------  ----------  -----  ----  --------  --  --------------
   —  合计        5 个单位   600      59    9.8%         281  -36.7   371        61  红  未报 2，缺报 3

截至 2021-06-30，计至 2021 年 5 月，序时进度 41.7%（按月：计入的月数 ÷ 12）；
  已报 6 月的 2 个单位计至 6 月，序时进度 50.0%；合计的序时进度按目标加权，是
  46.5%；6 月的报数到 2021-07-05（含当日，次月5日是本程序的默认，计划没有写）。
序时应完成 = 目标 × 序时进度，不足一条算一条；超欠是完成率减序时进度的百分点。
还差 = 目标 − 已公开；月均还需按还没有计入的月份平摊，不足一条算一条。
合计的完成率 = 已公开之和 ÷ 目标之和；别的是各单位之和，超额的不抵别的单位。
没有条数的 2 个单位（任务 170 条）还差多少不在其中。
灯：绿 达到序时进度；蓝 欠不到 10 个百分点；黄 10 至 30（都含）；红 超过 30。
排名按完成率，部门和镇（街道）分开排，并列同名次；未报不按 0 计。
"""  # noqa: E501
    )


def test_a_terminal_of_80_columns() -> None:
    assert run("quotas", "--kind", "街道", terminal=True).lines[:9] == [
        "2021 年目标任务：2 个单位",
        "",
        "排名  单位      类别      目标  已公开  完成率  序时应完成  超欠  还差  灯",
        "──────────────────────────────────────────────────────────────────────────",
        "   —  柔刚街道  街道       230    未报       —          96     —     —  —",
        "   —  凤凰街道  街道       230    未报       —          96     —     —  —",
        "──────────────────────────────────────────────────────────────────────────",
        "   —  合计      2 个单位   460    未报       —         192     —     —  —",
        "",
    ]


def test_at_80_columns_each_unit_has_one_line() -> None:
    asked = ("quotas", "--data", "examples/half-year", "--today", "2021-07-20", "--light", "红")
    assert run(*asked, terminal=True).lines[2:] == [
        "                                            序时应            月均",
        "排名 单位       类别     目标 已公开 完成率   完成  超欠 还差 还需 灯 缺报",
        "────────────────────────────────────────────────────────────────────────────────",
        "  31 扶贫开发局 区直部门  230     42  18.3%    115 -31.7  188   32 红 6月",
        "  32 安居经开区 园区      210      0   0.0%    105 -50.0  210   35 红 3月、5—6月",
        "  15 三家镇     镇        230     38  16.5%    115 -33.5  192   32 红 1月、6月",
        "────────────────────────────────────────────────────────────────────────────────",
        "   — 合计       3 个单位  670     80  11.9%    335 -38.1  590   99 红 缺报 3",
        "",
        "截至 2021-07-20，计至 2021 年 6 月，序时进度 50.0%（按月：计入的月数 ÷ 12）；7",
        "  月的报数到 2021-08-05（含当日，次月5日是本程序的默认，计划没有写）。",
        "序时应完成 = 目标 × 序时进度，不足一条算一条；超欠是完成率减序时进度的百分点。",
        "还差 = 目标 − 已公开；月均还需按还没有计入的月份平摊，不足一条算一条。",
        "合计的完成率 = 已公开之和 ÷ 目标之和；别的是各单位之和，超额的不抵别的单位。",
        "灯：绿 达到序时进度；蓝 欠不到 10 个百分点；黄 10 至 30（都含）；红 超过 30。",
        "排名按完成率，部门和镇（街道）分开排，并列同名次；未报不按 0 计。",
    ]


def test_one_unit_needs_no_total() -> None:
    lines = run("quotas", "--unit", "司法局", "--data", BASE).lines
    assert lines[0] == "2021 年目标任务：1 个单位"
    assert lines[4].split() == [
        *("1", "司法局", "区直部门", "150", "38", "25.3%", "75", "-24.7", "112", "19", "黄"),
        "1—4月",
    ]
    assert lines[5] == ""


def test_by_kind() -> None:
    out = run("quotas", "--by", "kind", "--data", BASE).out
    expected = """\
排名  类别      单位数  目标  已公开  完成率  序时应完成   超欠  还差  月均还需  灯  缺报
----  --------  ------  ----  ------  ------  ----------  -----  ----  --------  --  --------------
   1  区直部门       3   450      59   13.1%         217  -35.0   291        49  红  未报 1，缺报 2
   2  镇             1    80       0    0.0%          34  -41.7    80        12  红  缺报 1
   —  街道           1    70    未报       —          30      —     —         —  —   未报 1
----  --------  ------  ----  ------  ------  ----------  -----  ----  --------  --  --------------
   —  合计           5   600      59    9.8%         281  -36.7   371        61  红  未报 2，缺报 3
"""
    assert expected in out


# -- the real plan ---------------------------------------------------------


def test_the_annex_has_49_units_and_11110_items() -> None:
    units = run("quotas", "-f", "json").json
    assert len(units) == 49
    assert sum(unit["target"] for unit in units) == 11110
    lines = run("quotas").lines
    assert lines[0] == "2021 年目标任务：49 个单位"
    (total,) = (line for line in lines if "个单位  11110" in line)
    # 5/12 of each unit's target, rounded up: of all together it would be 4630.
    assert total.split() == ["—", "合计", "49", "个单位", "11110", "未报", "—", "4647", *["—"] * 4]


def test_where_nobody_has_reported_everybody_is_short_and_nobody_is_ranked() -> None:
    units = run("quotas", "--short", "-f", "json").json
    assert len(units) == 49
    assert {(unit["published"], unit["light"], unit["rank"]) for unit in units} == {
        (None, None, None)
    }


def test_kinds_of_the_real_plan_add_up() -> None:
    kinds = run("quotas", "--by", "kind", "-f", "json").json
    assert [(kind["kind"], kind["units"], kind["target"]) for kind in kinds] == [
        ("区直部门", 28, 6360),
        ("派驻垂管", 3, 710),
        ("园区", 2, 360),
        ("镇", 14, 3220),  # 14 × 230
        ("街道", 2, 460),
    ]


# -- the arithmetic --------------------------------------------------------

TARGETS = {
    "政府办公室": 200,
    "司法局": 150,
    "行政执法局": 100,
    "综合执法大队": 50,
    "青石镇": 80,
    "清溪街道": 70,
}


def plan_with(
    folder: Path,
    june: dict[str, int],
    pace: str = "按月",
    targets: dict[str, int] = TARGETS,
    more: tuple[str, ...] = (),
) -> str:
    """The base plan with these counts in June, and ``more`` lines at the top; returned as
    ``--data`` takes it."""
    lines = [
        *("year: 2021", f"total: {sum(targets.values())}", f"pace: {pace}", *more),
        *("targets:", *(f"  {unit}: {target}" for unit, target in targets.items())),
        *("published:", "  2021-06:", *(f"    {unit}: {count}" for unit, count in june.items())),
    ]
    return str(copy_of_base(folder, quotas="\n".join(lines) + "\n"))


def records(*args: str) -> dict[str, dict[str, Any]]:
    found: list[dict[str, Any]] = run("quotas", *args, "-f", "json").json
    return {record["unit"]: record for record in found}


def test_ties_share_a_rank_and_the_next_one_is_left_out(tmp_path: Path) -> None:
    june = {"政府办公室": 200, "司法局": 75, "行政执法局": 50, "综合执法大队": 20, "清溪街道": 7}
    units = records("--data", plan_with(tmp_path / "plan", june))
    # 100 %, 75 of 150 and 50 of 100 alike, 20 of 50; 7 of 70
    assert [(name, unit["rank"]) for name, unit in units.items()] == [
        ("政府办公室", 1),
        ("司法局", 2),
        ("行政执法局", 2),
        ("综合执法大队", 4),
        ("清溪街道", 1),
        ("青石镇", None),
    ]


def test_ranks_are_among_all_whatever_is_listed(tmp_path: Path) -> None:
    june = {"政府办公室": 200, "司法局": 75, "行政执法局": 50, "综合执法大队": 20}
    data = plan_with(tmp_path / "plan", june)
    assert records("--unit", "综合执法大队", "--data", data)["综合执法大队"]["rank"] == 4


def test_a_rank_rests_on_exact_fractions(tmp_path: Path) -> None:
    targets = {**TARGETS, "政府办公室": 300001, "司法局": 300000}
    june = {"政府办公室": 100000, "司法局": 100000}
    units = records("--data", plan_with(tmp_path / "plan", june, targets=targets))
    assert {units[name]["rate"] for name in june} == {0.3333}
    assert [(name, units[name]["rank"]) for name in june] == [("政府办公室", 2), ("司法局", 1)]


@pytest.mark.parametrize(
    ("published", "light", "gap", "lacking", "needed"),
    [
        (115, "绿", 65.0, 0, 0),  # more than all
        (100, "绿", 50.0, 0, 0),
        (50, "绿", 0.0, 50, 9),  # 50 in 6 months: 8.33
        (49, "蓝", -1.0, 51, 9),
        (41, "蓝", -9.0, 59, 10),
        (40, "黄", -10.0, 60, 10),  # 10 points
        (20, "黄", -30.0, 80, 14),  # 30 points
        (19, "红", -31.0, 81, 14),
        (0, "红", -50.0, 100, 17),
    ],
)
def test_lights_of_100_items_on_30_june(
    tmp_path: Path, published: int, light: str, gap: float, lacking: int, needed: int
) -> None:
    data = plan_with(tmp_path / "plan", {"行政执法局": published})
    assert records("--data", data)["行政执法局"] == {
        "unit": "行政执法局",
        "kind": "区直部门",
        "target": 100,
        "published": published,
        "rate": published / 100,
        "expected": 50,
        "gap_points": gap,
        "lacking": lacking,
        "needed_per_month": needed,
        "light": light,
        "rank": 1,
        "through": "2021-06",
        "missing": ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05"],
    }


def test_programs_get_the_gap_that_the_table_shows(tmp_path: Path) -> None:
    """To one decimal -0.04 would be none at all, and yet be 蓝."""
    data = plan_with(tmp_path / "plan", {"司法局": 4996}, targets={**TARGETS, "司法局": 10000})
    shown = run("quotas", "司法局", "--data", data).lines[4].split()[7]
    assert (shown, records("--data", data)["司法局"]["gap_points"]) == ("-0.04", -0.04)


def test_more_than_all_is_shown_as_it_is(tmp_path: Path) -> None:
    data = plan_with(tmp_path / "plan", {"行政执法局": 115})
    assert run("quotas", "--unit", "行政执法局", "--data", data).lines[4].split() == [
        *("1", "行政执法局", "区直部门", "100", "115"),
        *("115.0%", "50", "+65.0", "0", "0", "绿", "1—5月"),
    ]


def test_no_report_is_not_zero() -> None:
    units = records("--data", BASE)
    none, zero = units["清溪街道"], units["青石镇"]
    assert (none["published"], none["rate"], none["light"]) == (None, None, None)
    assert (zero["published"], zero["rate"], zero["light"]) == (0, 0.0, "红")


@pytest.mark.parametrize(
    ("pace", "today", "said", "expected"),
    [
        # of 150: 5/12 is 62.5, 181/365 is 74.4
        ("按月", "2021-06-29", "41.7%（按月：计入的月数 ÷ 12）", 63),
        ("按月", "2021-07-06", "50.0%（按月：计入的月数 ÷ 12）", 75),
        ("按季", "2021-06-29", "25.0%（按季：计入的整季度数 ÷ 4）", 38),
        ("按季", "2021-09-05", "50.0%（按季：计入的整季度数 ÷ 4）", 75),
        ("按日", "2021-07-06", "49.6%（按日：计入的月份的天数 ÷ 全年天数）", 75),
        ("按月", "2020-12-31", "0.0%（按月：计入的月数 ÷ 12）", 0),
        ("按日", "2022-01-06", "100.0%（按日：计入的月份的天数 ÷ 全年天数）", 150),
    ],
)
def test_the_pace_is_a_field_of_the_data_and_is_named(
    tmp_path: Path, pace: str, today: str, said: str, expected: int
) -> None:
    asked = ("--data", plan_with(tmp_path / "plan", {"司法局": 30}, pace), "--today", today)
    whole = run("quotas", *asked).out.replace("\n", "").replace(" ", "")  # as if on one line
    assert f"，序时进度{said}".replace(" ", "") in whole
    assert records(*asked)["司法局"]["expected"] == expected


@pytest.mark.parametrize(
    ("pace", "start", "said", "expected"),
    [
        # of 150 on 30 June: 2/8 are 37.5, 1/3 is 50, 36/220 are 24.5
        ("按月", "2021-05-26", "25.0%（按月：从 5 月起，计入的月数 ÷ 8）", 38),
        ("按季", "2021-05-26", "33.3%（按季：从第 2 季度起，计入的整季度数 ÷ 3）", 50),
        (
            "按日",
            "2021-05-26",
            "16.4%（按日：从 2021-05-26 当日起，计入的月份的天数 ÷ 到年底的天数）",
            25,
        ),
        # As by default
        ("按月", "2021-01-01", "50.0%（按月：计入的月数 ÷ 12）", 75),
    ],
)
def test_the_first_day_of_counting_is_a_field_of_the_data_and_is_named(
    tmp_path: Path, pace: str, start: str, said: str, expected: int
) -> None:
    more = (f"counted_from: {start}",)
    data = plan_with(tmp_path / "plan", {"司法局": 30}, pace, more=more)
    asked = ("--data", data, "--today", "2021-07-06")
    whole = run("quotas", *asked).out.replace("\n", "").replace(" ", "")  # as if on one line
    assert f"截至2021-07-06，计至2021年6月，序时进度{said}；".replace(" ", "") in whole
    assert records(*asked)["司法局"]["expected"] == expected


OURS = "，次月5日是本程序的默认，计划没有写"


@pytest.mark.parametrize(
    ("report_by", "today", "said"),
    [
        (None, "2021-02-05", f"还没有计入的月份，…；1月的报数到2021-02-05（含当日{OURS}）。"),
        (None, "2021-06-05", f"计至2021年4月，…；5月的报数到2021-06-05（含当日{OURS}）。"),
        (None, "2021-06-06", f"计至2021年5月，…；6月的报数到2021-07-05（含当日{OURS}）。"),
        ("次月5日", "2021-06-06", "计至2021年5月，…；6月的报数到2021-07-05（含当日）。"),
        ("期末", "2021-06-01", "计至2021年5月，…；6月的报数到2021-06-30（含当日）。"),
        (
            *("期末", "2021-06-30"),
            "计至2021年5月，…；已报6月的1个单位计至6月，序时进度50.0%；合计的序时进度按目标加权，"
            "是43.6%；6月的报数到2021-06-30（含当日）。",
        ),
        # After the year, and where all have reported, nothing is to come.
        (None, "2022-01-06", "计至2021年12月，…。"),
    ],
)
def test_until_which_month_it_counts_is_said(
    tmp_path: Path, report_by: str | None, today: str, said: str
) -> None:
    more = (f"report_by: {report_by}",) if report_by else ()
    data = plan_with(tmp_path / "plan", {"司法局": 30}, more=more)
    out = run("quotas", "--data", data, "--today", today).out.replace("\n", "").replace(" ", "")
    before, after = f"截至{today}，{said}".split("…")
    assert re.search(f"{re.escape(before)}序时进度[0-9.]+%（[^）]*）{re.escape(after)}", out)


@pytest.mark.parametrize(
    ("published", "light"),
    [(50, "绿"), (49, "蓝"), (46, "蓝"), (45, "黄"), (30, "黄"), (29, "红")],
)
def test_the_steps_of_the_lights_are_fields_of_the_data(
    tmp_path: Path, published: int, light: str
) -> None:
    more = ("lights: {blue_below: 5, yellow_up_to: 20}",)
    data = plan_with(tmp_path / "plan", {"行政执法局": published}, more=more)
    assert records("--data", data)["行政执法局"]["light"] == light
    assert (
        "灯：绿 达到序时进度；蓝 欠不到 5 个百分点；黄 5 至 20（都含）；红 超过 20。"
        in run("quotas", "--data", data).lines
    )


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (Steps(), "绿 达到序时进度；蓝 欠不到 10 个百分点；黄 10 至 30（都含）；红 超过 30"),
        (Steps(0, 30), "绿 达到序时进度；黄 欠不超过 30 个百分点；红 超过 30"),
        (Steps(10, 10), "绿 达到序时进度；蓝 欠不到 10 个百分点；黄 正好 10；红 超过 10"),
        (Steps(0, 0), "绿 达到序时进度；红 没达到"),
    ],
)
def test_the_note_says_exactly_where_a_light_ends(steps: Steps, said: str) -> None:
    assert lights_note(steps) == f"灯：{said}。"


def test_when_no_month_is_left_nothing_can_be_spread(tmp_path: Path) -> None:
    asked = ("--data", plan_with(tmp_path / "plan", {"司法局": 30, "行政执法局": 100}))
    eve, last = (records(*asked, "--today", day) for day in ("2022-01-05", "2022-01-06"))
    assert eve["司法局"]["needed_per_month"] == 120
    assert last["司法局"]["needed_per_month"] is None
    assert last["行政执法局"]["needed_per_month"] == 0
    lines = run("quotas", "--unit", "司法局", *asked, "--today", "2022-01-06").lines
    assert lines[4].split()[-4:] == ["120", "—", "红", "1—5月、7—12月"]
    assert "各月都已计入，没有月均还需。" in "".join(lines).replace("  ", "")
    for command in (("quotas",), ("quotas", "--forecast"), ("report", "2021-12"), ("remind",)):
        out = run(*command, *asked, "--today", "2022-01-06").out.replace("\n", "")
        assert not re.search("(后面|剩余|余下|以后)各月|没有计入的月份", out), command


def test_only_months_that_are_over_are_counted() -> None:
    asked = ("--unit", "司法局", "--data", BASE)
    assert records(*asked, "--today", "2021-06-30")["司法局"]["published"] == 38
    assert records(*asked, "--today", "2021-06-01")["司法局"]["published"] == 18
    assert records(*asked, "--today", "2021-04-30")["司法局"]["published"] is None


# -- filters ---------------------------------------------------------------


def test_short_keeps_those_behind_and_those_without_a_report(tmp_path: Path) -> None:
    june = {"政府办公室": 100, "司法局": 74, "青石镇": 40}
    asked = ("--short", "--data", plan_with(tmp_path / "plan", june))
    assert list(records(*asked)) == ["司法局", "行政执法局", "综合执法大队", "清溪街道"]
    assert run("quotas", *asked).lines[0] == "2021 年目标任务：没达到序时进度或未报的 4 个单位"


@pytest.mark.parametrize(
    ("asked", "names", "title"),
    [
        (("--light", "红"), ["政府办公室", "青石镇"], "红灯的 2 个单位"),
        (("--light", "YELLOW"), ["司法局"], "黄灯的 1 个单位"),
        (
            ("--light", "未报", "--light", "黄"),
            ["司法局", "行政执法局", "清溪街道"],
            "未报、黄灯的 3 个单位",
        ),
        (("--light", "绿", "--short"), [], "没达到序时进度或未报的 绿灯的 0 个单位"),
    ],
)
def test_a_light_keeps_the_units_that_have_it(
    asked: tuple[str, ...], names: list[str], title: str
) -> None:
    assert list(records(*asked, "--data", BASE)) == names
    for view in ((), ("--history",), ("--forecast",)):
        assert run("quotas", *asked, *view, "--data", BASE).lines[0].endswith(f"：{title}")


@pytest.mark.parametrize(
    ("order", "names", "note"),
    [
        ("排名", "司法局 政府办公室 行政执法局 青石镇 清溪街道", ""),
        ("名称", "青石镇 清溪街道 司法局 行政执法局 政府办公室", "按名称的拼音排。"),
        (
            "目标",
            "政府办公室 司法局 行政执法局 青石镇 清溪街道",
            "按目标从大到小排，未报的在最后。",
        ),
        ("published", "司法局 政府办公室 青石镇 行政执法局 清溪街道", "按已公开从大到小排，"),
        ("完成率", "司法局 政府办公室 青石镇 行政执法局 清溪街道", "按完成率从大到小排，"),
        ("还差", "政府办公室 司法局 青石镇 行政执法局 清溪街道", "按还差从大到小排，"),
    ],
)
def test_an_order_of_ones_own_is_said_and_equals_stay_as_they_were(
    order: str, names: str, note: str
) -> None:
    asked = ("--sort", order, "--data", BASE)
    assert list(records(*asked)) == names.split()
    assert [line[:5] for line in run("quotas", *asked).lines if line.startswith("按")] == (
        [note[:5]] if note else []
    )
    for view in ("--history", "--forecast"):
        shown = run("quotas", *asked, view)
        assert list(records(*asked, view)) == names.split()
        assert any(line.startswith(note) for line in shown.lines)


def test_a_kind_and_units() -> None:
    assert list(records("--kind", "镇", "--data", BASE)) == ["青石镇"]
    two = ("--unit", "青石镇", "--unit", "区司法局", "--data", BASE)
    assert list(records(*two)) == ["司法局", "青石镇"]
    assert run("quotas", "--kind", "事业单位", "--data", BASE).lines[:3] == [
        "2021 年目标任务：0 个单位",
        "",
        "没有符合条件的单位。全部单位的目标：anju quotas --data tests/fixtures/base",
    ]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (("--unit", "区委编办"), "选项 --unit：“区委编办”没有目标任务。"),
        (
            ("--unit", "行政执法局"),
            "选项 --unit：“行政执法局”没有目标任务。"
            "它与“综合执法局”可能是同一机构，请查：anju quotas --unit 综合执法局",
        ),
        (
            ("--kind", "局"),
            "选项 --kind：没有“局”这一类。"
            "可以写：区直部门、派驻垂管、园区、镇、街道、党委机构、事业单位",
        ),
        (
            ("--light", "橙"),
            "选项 --light：“橙”不在可选之列。可以写：红（red）、黄（yellow）、蓝（blue）、"
            "绿（green）、未报（unreported）",
        ),
        (
            ("--by", "类别", "--sort", "名称"),
            "选项 --sort：排的是单位。按类别列时只有几行，按完成率排，请去掉它",
        ),
        (("--by", "镇"), "选项 --by：“镇”不在可选之列。可以写：unit（单位）、kind（类别）"),
    ],
)
def test_what_has_no_target_is_refused(asked: tuple[str, ...], refusal: str) -> None:
    assert run("quotas", *asked).refusal == refusal


def test_who_asks_about_one_of_two_alike_is_told_of_the_other() -> None:
    outcome = run("quotas", "--unit", "综合执法局", "-f", "csv")
    assert outcome.lines[1] == ",综合执法局,区直部门,230,,,0.4167,96,,,,未报,缺1—5月"
    assert outcome.err.startswith("“综合执法局”与“行政执法局”可能是同一机构")


# -- for spreadsheets ------------------------------------------------------


def test_numbers_are_numbers_in_a_spreadsheet() -> None:
    today = date(2021, 6, 30)
    plan = load(ROOT / BASE, BASE, today).plan
    assert plan is not None
    rows = quota_rows(plan, QuotaFilter(), today)
    sums = total(plan, "合计", rows)
    listing = quotas_listing(plan, rows, sums, today, by_kind=False, title="")
    assert listing.table.rows[0] == (
        *(Cell("1", value=1), Cell("司法局"), Cell("区直部门"), Cell("150", value=150)),
        Cell("38", value=38),
        Cell("25.3%", value=Fraction(38, 150)),
        Cell("75", value=75),
        Cell("-24.7", "yellow", Fraction(-74, 3)),  # points: 25⅓ less 50
        *(Cell("112", value=112), Cell("19", value=19), Cell("黄", "yellow")),
        Cell("1—4月", "yellow"),
    )
    assert [cell.value for cell in listing.table.rows[2]] == [
        *("", None, None, 100, "", "", 42, "", "", "", "", None)
    ]
    # Who is missing in a sum is said beside it.
    assert listing.table.total is not None
    assert listing.table.total[4] == Cell("59", value=59)
    assert listing.table.total[-1] == Cell("未报 2，缺报 3")


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    numbers = [
        *("target", "published", "rate", "expected", "gap_points"),
        *("lacking", "needed_per_month", "light", "rank", "through"),
    ]
    assert list(run("quotas", "-f", "json").json[0]) == ["unit", "kind", *numbers, "missing"]
    assert list(run("quotas", "--by", "kind", "-f", "json").json[0]) == [
        *("kind", "units", "unreported", "incomplete", *numbers)
    ]


def test_json_by_kind() -> None:
    kinds = run("quotas", "--by", "kind", "--data", BASE, "-f", "json").json
    assert list(kinds[0].items()) == [
        ("kind", "区直部门"),
        ("units", 3),
        ("unreported", 1),
        ("incomplete", 2),
        ("target", 450),
        ("published", 59),
        ("rate", 0.1311),  # 59 ÷ 450 = 0.13111
        ("expected", 217),  # 75 + 100, counted to June, + 42, to May
        ("gap_points", -35.0),
        ("lacking", 291),  # 112 + 179
        ("needed_per_month", 49),  # 19 + 30
        ("light", "红"),
        ("rank", 1),
        ("through", "2021-05"),
    ]
