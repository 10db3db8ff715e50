"""anju tasks: what a unit has to do, and in what role."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.running import BASE, ROOT, copy_of_base, run

# -- on the screen ---------------------------------------------------------


def test_all_tasks_of_a_plan() -> None:
    assert (
        run("tasks", "--data", BASE).out
        == """\
2021年政务公开分工方案：3 项任务

序号    任务            牵头单位            时限
------  --------------  ------------------  ---------------------------------
（一）  公布和更新目录  政府办公室、司法局  每月，次月5日前
（二）  报备账号        政府办公室          事发后3个工作日内；每半年，期末前
（三）  通报情况        综合执法大队        持续推进

时限只列未办结的，期限含当日；各项详情：anju show 序号 --data
  tests/fixtures/base
"""
    )


def test_one_unit_is_told_its_role_and_of_the_body_it_may_be() -> None:
    assert (
        run("tasks", "--unit", "行政执法局", "--data", BASE).out
        == """\
行政执法局：1 项任务

序号    任务            角色  时限
------  --------------  ----  ---------------
（一）  公布和更新目录  责任  每月，次月5日前

“行政执法局”与“综合执法大队”可能是同一机构，原文没有写明，这里分开列；请一并查
  看：anju tasks --unit 综合执法大队 --data tests/fixtures/base
时限只列未办结的，期限含当日；各项详情：anju show 序号 --data
  tests/fixtures/base
"""
    )


def test_a_terminal_of_80_columns() -> None:
    assert (
        run("tasks", "--unit", "司法局", "--section", "4", terminal=True).out
        == """\
司法局：2 项任务

序号      任务                      角色                时限
────────────────────────────────────────────────────────────────────────────────
（十二）  规范完善政府政策信息资源  牵头                2021-08-31；2021-10-31

（十三）  提升政府公报编制发行水平  责任（区直各部门）  2021-05-31（逾期）；每
                                                        月，次月1日前（逾期 1
                                                        期）

只列第 4 部分的。
时限只列未办结的，期限含当日；各项详情：anju show 序号
"""
    )


def test_where_there_is_colour_leading_stands_out() -> None:
    asked = ("tasks", "--unit", "司法局", "--section", "4")
    lines = run(*asked, terminal=True, variables={}).lines
    assert [("\x1b[1m牵头" in line, "\x1b[1m责任" in line) for line in lines[4:7]] == [
        (True, False),
        (False, False),
        (False, False),
    ]
    assert "\x1b" not in run(*asked, terminal=True).out


def test_several_units_each_get_their_rows_in_the_order_they_were_named() -> None:
    two = ("--unit", "财政局", "--unit", "司法局")
    assert run("tasks", *two, "--role", "lead").lines[:7] == [
        "财政局、司法局：3 项任务",
        "",
        "序号      任务                          单位    角色  时限",
        "--------  ----------------------------  ------  ----  ----------------------",
        "（七）    推进财政信息公开              财政局  牵头  持续推进",
        "（一）    调整完善政务公开事项标准目录  司法局  牵头  —",
        "（十二）  规范完善政府政策信息资源      司法局  牵头  2021-08-31；2021-10-31",
    ]


def test_a_unit_named_twice_is_listed_once() -> None:
    once = run("tasks", "--unit", "司法局")
    assert run("tasks", "--unit", "司法局", "--unit", "区司法局") == once


def test_overdue_periods_are_counted() -> None:
    lines = run("tasks", "--section", "5", "--today", "2021-08-25").lines
    # (16): 31 May, 30 June and 31 July; 30 June; 30 June
    assert lines[6].endswith(
        "每月，期末前（逾期 3 期）；每季度，期末前（逾期 1 期）；每半年，期末前（逾期 1 期）"
    )


def test_deadlines_that_are_done_are_not_listed() -> None:
    on_the_eve, on_the_day = (
        run("tasks", "--data", BASE, "--today", day).lines[4]
        for day in ("2021-06-27", "2021-06-28")
    )
    assert on_the_eve.endswith("  2021-06-30；每月，次月5日前")
    assert on_the_day.endswith("  每月，次月5日前")


def test_a_hundredth_task_is_numbered_in_digits(tmp_path: Path) -> None:
    text = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
    text = text.replace("  - number: 3\n", "  - number: 100\n").replace('"3.1"', '"100.1"')
    data = copy_of_base(tmp_path / "plan", tasks=text)
    assert run("tasks", "--data", str(data)).lines[6].startswith("（100）  通报情况  ")


def test_who_asks_after_the_year_is_told_how_to_ask_about_a_day_in_it() -> None:
    first_note = run("tasks", "--data", BASE, today=date(2022, 1, 1)).lines[8:10]
    assert first_note == [
        "今天是 2022-01-01，2021 年的计划已经结束。想看当年某一天的情况，请加 --today，",
        "  例如 anju tasks --data tests/fixtures/base --today 2021-06-15",
    ]
    assert "已经结束" not in run("tasks", "--data", BASE, today=date(2021, 12, 31)).out


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    outcome = run("tasks", "--data", BASE, "--section", "1", "-f", "json")
    (task,) = outcome.json
    assert list(task) == ["number", "section", "title", "text", "lead", "support", "deadlines"]
    duties = task.pop("deadlines")
    assert task == {
        "number": 1,
        "section": 1,
        "title": "公布和更新目录",
        "text": "2021年6月30日前公布目录，以后每月更新。更新情况于次月5日前报区政府办公室。",
        "lead": ["政府办公室", "司法局"],
        "support": ["各镇、街道", "行政执法局"],
    }
    # 1.1 once, 1.2 for each month from May to December
    assert [duty["id"] for duty in duties] == ["1.1", *["1.2"] * 8]
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("unit", "tasks"),
    [
        ("司法局", [(1, "司法局", "lead", None)]),
        ("青石镇", [(1, "青石镇", "support", "各镇、街道"), (2, "青石镇", "support", None)]),
        ("行政执法局", [(1, "行政执法局", "support", None)]),
    ],
)
def test_json_of_a_unit_has_its_role_and_the_group_through_which_it_has_it(
    unit: str, tasks: list[tuple[int, str, str, str | None]]
) -> None:
    found = run("tasks", "--data", BASE, "--unit", unit, "-f", "json").json
    assert [(one["number"], one["unit"], one["role"], one["via"]) for one in found] == tasks
    assert list(found[0])[-4:] == ["deadlines", "unit", "role", "via"]


def test_json_keeps_the_remark_out_of_standard_output() -> None:
    outcome = run("tasks", "--data", BASE, "--unit", "行政执法局", "-f", "json")
    assert [task["number"] for task in outcome.json] == [1]
    assert outcome.err == (
        "“行政执法局”与“综合执法大队”可能是同一机构，原文没有写明，这里分开列；"
        "请一并查看：anju tasks --data tests/fixtures/base --unit 综合执法大队\n"
    )


# -- the real plan ---------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "leads", "group"),
    [
        ("司法局", {1, 12}, "区直各部门"),
        ("区委编办", {1}, "区直各部门"),
        ("行政执法局", {8}, "区直各部门"),
        ("综合执法局", set(), "区直各部门"),
        ("安居镇", set(), "各镇、街道"),
        ("凤凰街道", set(), "各镇、街道"),
        ("政府办公室", {2, 3, 4, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19}, "区直各部门"),
    ],
)
def test_every_unit_has_all_19_tasks(unit: str, leads: set[int], group: str) -> None:
    tasks = run("tasks", "--unit", unit, "-f", "json").json
    assert [task["number"] for task in tasks] == list(range(1, 20))
    for task in tasks:
        leading = task["number"] in leads
        assert task["role"] == ("lead" if leading else "support")
        assert task["via"] == (None if leading else group)


def test_lead_units_stand_in_the_order_of_the_notice() -> None:
    tasks = run("tasks", "-f", "json").json
    assert tasks[1]["lead"] == [
        *("政府办公室", "行政审批局", "区电子政务管理中心", "文化广电旅游局", "区档案馆"),
    ]
    assert {tuple(task["support"]) for task in tasks} == {("各镇、街道", "区直各部门")}


# -- filters ---------------------------------------------------------------


def numbers(*args: str) -> list[int]:
    return [task["number"] for task in run("tasks", *args, "-f", "json").json]


@pytest.mark.parametrize("section", ["3", "三", "（三）", "(三)", "３", "第三部分", "第 3 部分"])
def test_a_section_is_written_in_many_ways(section: str) -> None:
    assert numbers("--section", section) == [10, 11]


@pytest.mark.parametrize(
    ("section", "refusal"),
    [
        (
            "3",
            "选项 --section：没有第 3 部分。现有：1 完善公开目录、2 管好政务新媒体",
        ),
        ("公开", "选项 --section：“公开”不是部分的序号。写 3、三或第三部分都可以"),
        ("第部分", "选项 --section：“第部分”不是部分的序号。写 3、三或第三部分都可以"),
    ],
)
def test_an_unknown_section_is_refused(section: str, refusal: str) -> None:
    assert run("tasks", "--data", BASE, "--section", section).refusal == refusal


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("db51/t 2658", [18]),
        ("ＤＢ５１／Ｔ", [18]),
        ("２０２１年８月３１日前", [12]),
        ("专区（窗口）", [2]),
        ("派 送签 收", [13]),
        ("第三方评估", [12]),
        ("查无此文", []),
        ("", list(range(1, 20))),
    ],
)
def test_a_search_ignores_width_case_and_spaces(words: str, found: list[int]) -> None:
    assert numbers("--search", words) == found


def test_to_see_all_of_a_unit_the_filters_are_left_out() -> None:
    shown = run("tasks", "司法局", "--section", "6", "--search", "查无", "--today", "2021-06-15")
    assert shown.lines[2] == (
        "没有符合条件的任务。可以减少条件；全部任务：anju tasks 司法局 --today 2021-06-15"
    )


def test_nothing_found_is_said_with_what_to_do() -> None:
    assert (
        run("tasks", "--data", BASE, "--search", "查无此文").out
        == """\
2021年政务公开分工方案：0 项任务

没有符合条件的任务。可以减少条件；全部任务：anju tasks --data
tests/fixtures/base

只列含有“查无此文”的。
时限只列未办结的，期限含当日；各项详情：anju show 序号 --data
  tests/fixtures/base
"""
    )


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2021-05-30", []),
        ("2021-05-31", [13, 16]),  # 13.2, and 16.1 for May
        ("2021-06-29", [13, 16]),
        ("2021-06-30", [2, 13, 16]),
        ("2021-08-30", [2, 13, 16]),
        ("2021-08-31", [2, 12, 13, 16]),
        ("2021-12-31", [2, 3, 12, 13, 16, 17]),
    ],
)
def test_due_before_includes_the_day(day: str, found: list[int]) -> None:
    assert numbers("--due-before", day) == found


def test_due_before_leaves_out_what_is_done() -> None:
    # 1.1, due 30 June, is done on 28 June; 1.2 for May on 4 June.
    asked = ("--data", BASE, "--due-before", "2021-06-30")
    assert numbers(*asked, "--today", "2021-06-27") == [1, 2]
    assert numbers(*asked, "--today", "2021-06-28") == [2]
    assert "只列 2021-06-30 及以前有时限到期、还没办结的任务。" in run("tasks", *asked).lines


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("lead", [12]),
        ("牵头", [12]),
        ("LEAD", [12]),
        ("support", [13]),
        ("责任", [13]),
        ("all", [12, 13]),
        ("全部", [12, 13]),
    ],
)
def test_a_role_narrows_the_tasks_of_a_unit(role: str, found: list[int]) -> None:
    assert numbers("--unit", "司法局", "--section", "4", "--role", role) == found


def test_a_role_is_somebodys() -> None:
    assert run("tasks", "--role", "lead").refusal == (
        "选项 --role：要同时写明是哪个单位的角色，例如 --unit 司法局"
    )
    assert run("tasks", "--unit", "司法局", "--role", "主办").refusal == (
        "选项 --role：“主办”不在可选之列。可以写：lead（牵头）、support（责任）、all（全部）"
    )


def test_options_that_come_before_the_command_are_told_where_they_belong() -> None:
    assert run("--today", "2021-06-15", "tasks").refusal == (
        "选项 --today 要写在命令后面，例如 anju tasks --today 日期"
    )
