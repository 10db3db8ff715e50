"""anju status: one screen about everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import BASE, ROOT, run

# -- on the screen ---------------------------------------------------------


def test_a_plan_with_counts() -> None:
    assert (
        run("status", "--data", BASE).out
        == """\
2021年政务公开分工方案（2021 年度）
───────────────────────────────────

印发      云溪区人民政府办公室，2021-05-26
今天      2021-06-30（北京时间；可用 --today 另指定）
数据      tests/fixtures/base（由 --data 指定）
任务      2 个部分，3 项任务
时限      逾期 0，30 天内到期 2，无固定日期 2，已办结 3
目标任务  5 个单位共 600 条，已公开 59 条，完成 9.8%；绿 0、蓝 0、黄 1、红 2、未
          报 2；缺报 3
计数      计至 2021 年 5 月，序时进度 41.7%（按月：计入的月数 ÷ 12）；已报 6 月
          的 2 个单位计至 6 月，序时进度 50.0%；合计的序时进度按目标加权，是
          46.5%；6 月的报数到 2021-07-05（含当日，次月5日是本程序的默认，计划没
          有写）
数据问题  没有

逾期（0）
  没有逾期的。

30 天内到期（2）
  编号  期限        状态          事项
  ----  ----------  ------------  -------------------------
   2.2  2021-06-30  今日到期      检查账号（2021年上半年）
   1.2  2021-07-05  临期 剩 5 天  报送更新情况（2021年6月）

  期限含当日。最后工作日和牵头单位见 anju deadlines --data tests/fixtures/base
"""
    )


def test_the_real_plan_on_a_terminal_of_80_columns() -> None:
    assert (
        run("status", "--today", "2021-08-25", terminal=True).out
        == """\
2021年全区政务公开重点任务分工方案（2021 年度）
───────────────────────────────────────────────

印发      遂宁市安居区人民政府办公室，2021-05-26
今天      2021-08-25（由 --today 指定）
数据      data（在当前或上级文件夹里找到）
任务      6 个部分，19 项任务
时限      逾期 10，30 天内到期 3，无固定日期 12，已办结 0
目标任务  49 个单位共 11110 条；各单位都未报
计数      计至 2021 年 7 月，序时进度 58.3%（按月：计入的月数 ÷ 12）；8 月的报数
          到 2021-09-05（含当日，次月5日是本程序的默认，计划没有写）
数据问题  没有

逾期（10）
  编号  期限        状态        事项
  ──────────────────────────────────────────────────────────────────────────────
  13.2  2021-05-31  逾期 86 天  优化政府公报电子版检索、阅读、下载、安防等功能
  16.1  2021-05-31  逾期 86 天  政务新媒体月度全覆盖抽查（2021年5月）
  13.1  2021-06-01  逾期 85 天  向区政府办公室报送区政府公报每月派送签收情况
                                （2021年5月）
   2.1  2021-06-30  逾期 56 天  设立政务公开专区(窗口)
  16.1  2021-06-30  逾期 56 天  政务新媒体月度全覆盖抽查（2021年6月）

  还有 5 项，全部列出：anju deadlines --today 2021-08-25 --overdue

30 天内到期（3）
  编号  期限        状态          事项
  ──────────────────────────────────────────────────────────────────────────────
  12.1  2021-08-31  临期 剩 6 天  集中统一规范发布现行有效规范性文件
  16.1  2021-08-31  临期 剩 6 天  政务新媒体月度全覆盖抽查（2021年8月）
  13.1  2021-09-01  临期 剩 7 天  向区政府办公室报送区政府公报每月派送签收情况
                                  （2021年8月）

  期限含当日。最后工作日和牵头单位见 anju deadlines --today 2021-08-25
"""
    )


def test_up_to_five_are_listed_and_the_rest_is_a_command_away() -> None:
    def more(today: str) -> list[str]:
        lines = run("status", "--today", today).lines
        return [line for line in lines if "全部列出" in line]

    assert more("2021-06-30") == []  # five are coming
    assert more("2021-07-01") == [
        "  还有 2 项，全部列出：anju deadlines --today 2021-07-01 --overdue"
    ]
    assert more("2021-12-05") == [
        "  还有 17 项，全部列出：anju deadlines --today 2021-12-05 --overdue",
        "  还有 1 项，全部列出：anju deadlines --today 2021-12-05",
    ]


def test_it_fits_one_screen() -> None:
    for today in ("2021-06-01", "2021-06-30", "2021-08-25", "2021-12-31", "2023-01-01"):
        assert len(run("status", "--today", today, terminal=True).lines) <= 46


def test_after_the_year_it_says_so_first() -> None:
    assert "".join(run("status", "--today", "2022-01-02").lines[3:5]) == (
        "今天是 2022-01-02，2021 年的计划已经结束。"
        "想看当年某一天的情况，请加 --today，例如 anju status --today 2021-06-15"
    )


# -- where the day and the data come from ----------------------------------


def test_the_day_says_where_it_comes_from() -> None:
    def day(*args: str, **variables: str) -> str:
        return run("status", *args, variables=variables).lines[4]

    assert day() == "今天      2021-06-30（北京时间；可用 --today 另指定）"
    assert day("--today", "2021-6-5") == "今天      2021-06-05（由 --today 指定）"
    assert day(ANJU_TODAY="2021/7/1") == "今天      2021-07-01（由环境变量 ANJU_TODAY 指定）"
    assert day("--today", "20210605", ANJU_TODAY="2021-07-01").endswith("06-05（由 --today 指定）")
    assert day(ANJU_TODAY="") == day()


def test_the_data_say_where_they_come_from(tmp_path: Path) -> None:
    def data(*args: str, cwd: Path = ROOT, **variables: str) -> str:
        return run("status", *args, cwd=cwd, variables=variables).lines[5]

    assert data() == "数据      data（在当前或上级文件夹里找到）"
    assert data(cwd=ROOT / "tests") == "数据      ../data（在当前或上级文件夹里找到）"
    assert data("--data", BASE) == f"数据      {BASE}（由 --data 指定）"
    assert data(ANJU_DATA=BASE) == f"数据      {BASE}（由环境变量 ANJU_DATA 指定）"
    assert run("status", cwd=tmp_path).lines[8].endswith("（随程序附带）")


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    status = run("status", "--data", BASE, "-f", "json").json
    coming = status.pop("coming")
    assert list(status.items()) == [
        (
            "plan",
            {
                "title": "2021年政务公开分工方案",
                "issuer": "云溪区人民政府办公室",
                "issued": "2021-05-26",
                "year": 2021,
            },
        ),
        ("today", "2021-06-30"),
        ("data", BASE),
        ("tasks", 3),
        ("overdue", []),
        ("undated", 2),  # the rule of 2.1, and 3.1
        ("done", 3),  # 1.1, 1.2 for May, 2.1 for 10 June
        (
            "quotas",
            {
                "kind": "合计",
                "units": 5,
                "unreported": 2,
                "incomplete": 3,
                "target": 600,
                "published": 59,  # 18 + 0 in May, 21 + 20 in June
                "rate": 0.0983,
                "expected": 281,
                "gap_points": -36.7,
                "lacking": 371,
                "needed_per_month": 61,
                "light": "红",
                "rank": None,
                "through": "2021-05",
            },
        ),
        ("lights", {"绿": 0, "蓝": 0, "黄": 1, "红": 2, "未报": 2}),
        ("problems", []),
    ]
    assert [(duty["id"], duty["state"]) for duty in coming] == [("2.2", "today"), ("1.2", "soon")]


def test_json_promises_its_fields() -> None:
    assert list(run("status", "-f", "json").json) == [
        *("plan", "today", "data", "tasks", "overdue", "coming"),
        *("undated", "done", "quotas", "lights", "problems"),
    ]


@pytest.mark.parametrize("today", ["2021-05-26", "2021-06-30", "2021-08-25", "2021-12-31"])
@pytest.mark.parametrize("data", ["data", BASE])
def test_its_counts_are_the_sizes_of_the_lists(data: str, today: str) -> None:
    asked = ("--data", data, "--today", today, "-f", "json")
    status = run("status", *asked).json
    coming = run("deadlines", *asked).json
    assert [*status["overdue"], *status["coming"]] == [one for one in coming if one["due"]]
    assert status["overdue"] == run("deadlines", "--overdue", *asked).json
    assert status["undated"] == sum(one["due"] is None for one in coming)
    everything = run("deadlines", "--all", *asked).json
    assert status["done"] == sum(one["state"] in ("done", "done_late") for one in everything)
    assert status["tasks"] == len(run("tasks", *asked).json)
    quotas = run("quotas", *asked).json
    for light, count in status["lights"].items():
        assert count == sum((one["light"] or "未报") == light for one in quotas)


def test_a_day_on_which_nothing_is_due() -> None:
    lines = run("status", "--data", BASE, "--today", "2021-03-01").lines
    assert lines[13:] == [
        "逾期（0）",
        "  没有逾期的。",
        "",
        "30 天内到期（0）",
        "  30 天内没有到期的。",
        "",
        "  期限含当日。最后工作日和牵头单位见 anju deadlines --data tests/fixtures/base",
        "  --today 2021-03-01",
    ]
