"""anju unit: one page about one unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.running import BASE, base_with, run

# -- on the screen ---------------------------------------------------------


def test_a_unit_that_leads_and_has_reported() -> None:
    assert (
        run("unit", "区政府办", "--data", BASE).out
        == """\
政府办公室
──────────

类别      区直部门；属于区直各部门
全称      明州市云溪区人民政府办公室
别名      区政府办公室、区政府办
目标任务  200 条；已公开 21 条（缺1—5月），完成 10.5%，排第 2；应完成 100 条；红
          灯，还差 179 条
计数      计至 2021 年 6 月，序时进度 50.0%（按月：计入的月数 ÷ 12）

牵头（2）
  （一）  公布和更新目录
  （二）  报备账号

作为责任单位
  没有作为责任单位的任务。

时限（10）
  编号  期限        最后工作日  状态          事项                       角色
  ----  ----------  ----------  ------------  -------------------------  ----
   2.2  2021-06-30              今日到期      检查账号（2021年上半年）   牵头
   1.2  2021-07-05              临期 剩 5 天  报送更新情况（2021年6月）  牵头
   1.2  2021-08-05              剩 36 天      报送更新情况（2021年7月）  牵头
   2.2  2021-12-31              剩 184 天     检查账号（2021年下半年）   牵头

  期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。
  没有列出：以后各期 5，无固定日期 1；全部：anju deadlines 政府办公室 --data
    tests/fixtures/base --all
"""
    )


def test_a_terminal_of_80_columns() -> None:
    assert (
        run("unit", "综合执法大队", "--data", BASE, terminal=True).out
        == """\
综合执法大队
────────────

类别      事业单位
目标任务  没有目标任务
另见      行政执法局（可能是同一机构，原文没有写明，请一并查看）

牵头（1）
  （三）  通报情况

作为责任单位
  没有作为责任单位的任务。

时限（1）
  没有列出：无固定日期 1；全部：anju deadlines 综合执法大队 --data
  tests/fixtures/base --all
"""
    )


def test_a_town_has_its_tasks_through_its_group_or_by_name() -> None:
    lines = run("unit", "青石镇", "--data", BASE).lines
    start = lines.index("牵头")
    assert lines[start : start + 6] == [
        "牵头",
        "  没有牵头的任务。",
        "",
        "作为责任单位（2）",
        "  （一）  公布和更新目录（经各镇、街道）",
        "  （二）  报备账号",
    ]


def test_no_report_is_not_zero() -> None:
    def target(unit: str) -> str:
        lines = run("unit", unit, "--data", BASE).lines
        return next(line for line in lines if line.startswith("目标任务"))

    assert target("清溪街道").startswith("目标任务  70 条；未报；应完成 30 条")
    assert target("青石镇").startswith("目标任务  80 条；已公开 0 条（缺1—4月），完成 0.0%，")


def test_a_unit_without_tasks_has_no_deadlines(tmp_path: Path) -> None:
    stranger = "  - name: 档案馆\n    kind: 事业单位\n  - name: 青石镇\n"
    data = base_with(tmp_path / "plan", "units", "  - name: 青石镇\n", stranger)
    assert run("unit", "档案馆", "--data", str(data)).lines[-9:] == [
        "",
        "牵头",
        "  没有牵头的任务。",
        "",
        "作为责任单位",
        "  没有作为责任单位的任务。",
        "",
        "时限",
        "  没有未办结的时限。",
    ]


def test_after_the_year_it_says_how_to_ask_about_a_day_in_it() -> None:
    lines = run("unit", "司法局", "--data", BASE, today=date(2022, 1, 1)).lines
    at = lines.index("  今天是 2022-01-01，2021 年的计划已经结束。想看当年某一天的情况，请加")
    assert (
        lines[at + 1]
        == "    --today，例如 anju unit 司法局 --data tests/fixtures/base --today 2021-06-15"
    )


# -- who is meant ----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("司法局", "司法局"),
        ("区司法局", "司法局"),
        ("安居区司法局", "司法局"),
        ("遂宁市安居区司法局", "司法局"),
        (" 司 法 局 ", "司法局"),
        ("区　司法局", "司法局"),
        ("遂宁市安居区人民政府办公室", "政府办公室"),
        ("区委编办", "区委编办"),
        ("委编办", "区委编办"),
        ("安居区安居镇", "安居镇"),
    ],
)
def test_a_unit_is_found_by_every_name_it_has(name: str, unit: str) -> None:
    assert run("unit", name, "-f", "json").json["name"] == unit


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("人社局", "您要找的是不是：人力资源社会保障局？请写：anju unit 人力资源社会保障局"),
        ("公安局", "您要找的是不是：市公安局安居区分局？请写：anju unit 市公安局安居区分局"),
        ("司法居", "您要找的是不是：司法局？请写：anju unit 司法局"),
        ("教育厅", "您要找的是不是：教育体育局？请写：anju unit 教育体育局"),
        ("ｘｙｚ", "全部名称：anju units"),
    ],
)
def test_an_unknown_unit_is_answered_with_the_nearest_and_never_guessed(
    name: str, hint: str
) -> None:
    assert run("unit", name).refusal == f"参数 单位：名册里没有单位“{name}”。{hint}"


@pytest.mark.parametrize("group", ["各镇、街道", "各镇(街道)", "各镇（街道）"])
def test_a_group_is_no_unit(group: str) -> None:
    assert run("unit", group).refusal == (
        "参数 单位：“各镇、街道”是一组单位，请写其中一个。组里的单位：anju units --group 各镇、街道"
    )


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    unit = run("unit", "行政执法局", "--data", BASE, "-f", "json").json
    tasks, deadlines = unit.pop("tasks"), unit.pop("deadlines")
    assert list(unit.items()) == [
        ("name", "行政执法局"),
        ("full_name", None),
        ("kind", "区直部门"),
        ("aliases", []),
        ("groups", ["区直各部门"]),
        ("target", 100),
        ("see_also", ["综合执法大队"]),
        ("note", "推断：与综合执法大队可能是同一机构。"),
        (
            "quota",
            {
                "unit": "行政执法局",
                "kind": "区直部门",
                "target": 100,
                "published": None,
                "rate": None,
                "expected": 42,
                "gap_points": None,
                "lacking": None,
                "needed_per_month": None,
                "light": None,
                "rank": None,
                "through": "2021-05",
                "missing": ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05"],
            },
        ),
    ]
    assert [(task["number"], task["role"], task["via"]) for task in tasks] == [(1, "support", None)]
    # 1.1 was done on 28 June, 1.2 for May on 4 June; seven periods of 1.2 are open
    assert [duty["period"] for duty in deadlines] == [f"2021-{month:02}" for month in range(6, 13)]


def test_json_of_a_unit_without_a_target() -> None:
    unit = run("unit", "综合执法大队", "--data", BASE, "-f", "json").json
    assert (unit["target"], unit["quota"], unit["groups"]) == (None, None, [])


def test_see_also_gives_the_one_name_even_where_the_data_have_an_alias(tmp_path: Path) -> None:
    text = "see_also: [行政执法局]\n"
    data = base_with(tmp_path / "plan", "units", text, "see_also: [区司法局]\n")
    assert run("unit", "综合执法大队", "--data", str(data), "-f", "json").json["see_also"] == [
        "司法局"
    ]


def test_of_what_comes_round_the_late_turns_and_the_next_are_listed_and_the_rest_counted() -> None:
    shown = run("unit", "司法局", "--data", "examples/half-year", "--today", "2021-07-20")
    start = shown.lines.index("时限（36）")
    rows = [line.split()[:2] for line in shown.lines[start + 3 : start + 16]]
    assert [row for row in rows if row[0] == "16.1"] == [
        ["16.1", "2021-05-31"],  # two are late
        ["16.1", "2021-06-30"],
        ["16.1", "2021-07-31"],
    ]
    assert [row[0] for row in rows if row[1] > "2021-07-31"] == [
        *("13.1", "12.1", "16.2", "12.2", "2.2", "3.1", "16.3", "17.1")
    ]
    assert shown.lines[-2] == (
        "  没有列出：以后各期 11，无固定日期 12；全部：anju deadlines 司法局 --data"
    )
    assert len(run("unit", "司法局", "-f", "json", "--data", "data").json["deadlines"]) == 40


def test_a_narrow_terminal_names_the_columns_that_it_leaves_out() -> None:
    asked = ("unit", "司法局", "--data", "examples/half-year", "--today", "2021-07-20")
    lines = run(*asked, terminal=True).lines
    assert (
        "  编号  期限        状态        事项                                        角色" in lines
    )
    assert "  窗口窄，没有列出最后工作日；拉宽窗口，或加 -o 文件.txt，就都有。" in lines
    assert len(lines) < 60
