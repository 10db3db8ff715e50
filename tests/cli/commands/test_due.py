"""anju due: the last day of "within N working days"."""

from __future__ import annotations

from pathlib import Path

import pytest

from anju_cli.text.libraries import renew_holidays
from tests.running import BASE, base_with, run

# -- on the screen ---------------------------------------------------------


def test_the_day_and_the_rule_it_was_found_by() -> None:
    assert (
        run("due", "2", "--event", "2021-06-10", "--data", BASE).out
        == """\
3 个工作日的期限
────────────────

任务  （二）报备账号
时限  2.1 报备
事件  账号的开设、注销，2021-06-10 周四
规则  3 个工作日内；事件当天不计，节假日和调休按国家安排
最迟  2021-06-16 周三（含当日）
依据  “开设、注销账号的，在3个工作日内报备”
"""
    )


def test_every_day_explained_on_a_terminal_of_80_columns() -> None:
    assert (
        run("due", "14", "--event", "2021-09-30", "--explain", terminal=True).out
        == """\
3 个工作日的期限
────────────────

任务  （十四）深化清理整合
时限  14.4 向区政府办公室报备
事件  政务新媒体的开设、变更、关停、注销，2021-09-30 周四
规则  3 个工作日内；事件当天不计，节假日和调休按国家安排
最迟  2021-10-11 周一（含当日）
依据  “全区政务新媒体的开设、变更、关停、注销,要在3个工作日内向区政府办公室进行
      报备”

逐日计算

日期             计第几天  原因
───────────────────────────────────────
2021-09-30 周四      不计  事件当天不计
2021-10-01 周五      不计  国庆节
2021-10-02 周六      不计  国庆节
2021-10-03 周日      不计  国庆节
2021-10-04 周一      不计  国庆节
2021-10-05 周二      不计  国庆节
2021-10-06 周三      不计  国庆节
2021-10-07 周四      不计  国庆节
2021-10-08 周五   第 1 天  工作日
2021-10-09 周六   第 2 天  调休上班
2021-10-10 周日      不计  周日
2021-10-11 周一   第 3 天  工作日
"""
    )


# -- the calendar ----------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2021-02-10", "2021-02-20"),  # Spring Festival 11 to 17, Saturday 20 is a working day
        ("2021-04-23", "2021-04-27"),  # Sunday 25 is a working day
        ("2021-04-30", "2021-05-08"),  # Labour Day 1 to 5, Saturday 8 is a working day
        ("2021-05-26", "2021-05-31"),  # a weekend
        ("2021-09-17", "2021-09-23"),  # Saturday 18 works, Mid-Autumn 19 to 21
        ("2021-09-30", "2021-10-11"),  # National Day 1 to 7, Saturday 9 works
    ],
)
def test_three_working_days_of_2021(event: str, due: str) -> None:
    assert run("due", "14", "--event", event, "-f", "json").json["due"] == due


@pytest.mark.parametrize("event", ["1999-06-01", "2098-06-01", "2199-06-01", "1800-01-01"])
def test_a_year_without_a_calendar_is_refused_and_not_guessed(event: str) -> None:
    assert run("due", "14", "--event", event).refusal == (
        f"选项 --event：已安装的日历里没有 {int(event[:4])} 年的节假日安排，算不出工作日；"
        "本工具不会按周一至周五去猜。"
        f"{renew_holidays()}"
    )


# -- which deadline --------------------------------------------------------


@pytest.mark.parametrize("number", ["14.4", "１４．４", " 14.4 ", "14", "十四", "（十四）"])
def test_a_deadline_is_meant_by_its_id_or_by_its_task(number: str) -> None:
    assert run("due", number, "--event", "2021-06-10", "-f", "json").json["id"] == "14.4"


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("12", "第 12 项任务没有事后限时的时限"),
        ("14.1", "14.1 不是事后限时的时限"),
        ("99", "没有“99”这个时限或任务"),
        ("14.9", "没有“14.9”这个时限或任务"),
        ("报备", "没有“报备”这个时限或任务"),
    ],
)
def test_what_cannot_be_counted_is_answered_with_what_can(number: str, fault: str) -> None:
    assert run("due", number, "--event", "2021-06-10").refusal == (
        f"参数 编号：{fault}。可以算的：14.4 向区政府办公室报备"
    )


def test_a_task_with_two_such_deadlines_needs_an_id(tmp_path: Path) -> None:
    second = """\
      - id: "2.3"
        kind: 事后限时
        what: 核查
        quote: 开设、注销账号的
        event: 账号的注销
        within_workdays: 5
      - id: "2.2"
"""
    data = str(base_with(tmp_path / "plan", "tasks", '      - id: "2.2"\n', second))
    asked = ("--event", "2021-06-10", "--data", data)
    assert run("due", "2", *asked).refusal == (
        "参数 编号：第 2 项任务有几个，请写编号。可以算的：2.1 报备；2.3 核查"
    )
    # 11, 15, 16, 17 and 18 June; the 12th to 14th are Dragon Boat
    assert run("due", "2.3", *asked, "-f", "json").json["due"] == "2021-06-18"


def test_a_plan_without_such_a_deadline(tmp_path: Path) -> None:
    text = """\
      - id: "2.1"
        kind: 事后限时
        what: 报备
        quote: 开设、注销账号的，在3个工作日内报备
        event: 账号的开设、注销
        within_workdays: 3
        occurrences:
          - date: 2021-06-10
            unit: 青石镇
            what: 注销一个账号
            done: {on: 2021-06-15}
          - date: 2021-07-01
            unit: 清溪街道
"""
    data = str(base_with(tmp_path / "plan", "tasks", text, ""))
    assert run("due", "2", "--event", "2021-06-10", "--data", data).refusal == (
        "参数 编号：第 2 项任务没有事后限时的时限。可以算的：没有"
    )


def test_the_day_of_the_event_is_needed() -> None:
    assert run("due", "14").refusal == "缺少选项 --event。"
    assert run("due", "14", "--event", "2021-02-30").refusal == (
        "选项 --event：日期 2021-02-30 不存在。请核对月份和日子"
    )


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    answer = run("due", "2.1", "--event", "2021-06-10", "--data", BASE, "-f", "json").json
    assert list(answer.items()) == [
        ("id", "2.1"),
        ("task", 2),
        ("title", "报备账号"),
        ("what", "报备"),
        ("event", "2021-06-10"),
        ("within_workdays", 3),
        ("due", "2021-06-16"),
        (
            "days",
            [
                {"day": "2021-06-10", "counted": None, "reason": "事件当天不计"},
                {"day": "2021-06-11", "counted": 1, "reason": "工作日"},
                {"day": "2021-06-12", "counted": None, "reason": "端午"},
                {"day": "2021-06-13", "counted": None, "reason": "端午"},
                {"day": "2021-06-14", "counted": None, "reason": "端午"},
                {"day": "2021-06-15", "counted": 2, "reason": "工作日"},
                {"day": "2021-06-16", "counted": 3, "reason": "工作日"},
            ],
        ),
    ]
