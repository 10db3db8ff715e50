"""anju deadlines: what falls due when."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.running import BASE, ROOT, base_with, copy_of_base, run

# -- on the screen ---------------------------------------------------------


def test_overdue_first_then_what_is_coming_then_what_has_no_date() -> None:
    assert (
        run("deadlines", "--data", BASE, "--today", "2021-07-01").out
        == """\
2021年政务公开分工方案：逾期、30 天内到期和无固定日期的时限（5）

编号  期限        最后工作日  状态          事项                               牵头单位
----  ----------  ----------  ------------  ---------------------------------  ------------------
 2.2  2021-06-30              逾期 1 天     检查账号（2021年上半年）           政府办公室
 1.2  2021-07-05              临期 剩 4 天  报送更新情况（2021年6月）          政府办公室、司法局
 2.1  2021-07-06              临期 剩 5 天  报备（2021-07-01 发生，清溪街道）  政府办公室
 2.1  —                       事发后计时    报备（事发后3个工作日内）          政府办公室
 3.1  —                       持续推进      通报情况                           综合执法大队

另有 10 项不在这个范围；全部列出：anju deadlines --data tests/fixtures/base
  --today 2021-07-01 --all
期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。
"""
    )


def test_all_of_them() -> None:
    assert (
        run("deadlines", "--all", "--data", BASE).out
        == """\
2021年政务公开分工方案：全部时限（14）

编号  期限        最后工作日  状态               事项                                     牵头单位
----  ----------  ----------  -----------------  ---------------------------------------  ------------------
 1.2  2021-06-05  2021-06-04  已办结 2021-06-04  报送更新情况（2021年5月）                政府办公室、司法局
 2.1  2021-06-16              已办结 2021-06-15  报备（2021-06-10 注销一个账号，青石镇）  政府办公室
 1.1  2021-06-30              已办结 2021-06-28  公布目录                                 政府办公室、司法局
 2.2  2021-06-30              今日到期           检查账号（2021年上半年）                 政府办公室
 1.2  2021-07-05              临期 剩 5 天       报送更新情况（2021年6月）                政府办公室、司法局
 1.2  2021-08-05              剩 36 天           报送更新情况（2021年7月）                政府办公室、司法局
 1.2  2021-09-05  2021-09-03  剩 67 天           报送更新情况（2021年8月）                政府办公室、司法局
 1.2  2021-10-05  2021-09-30  剩 97 天           报送更新情况（2021年9月）                政府办公室、司法局
 1.2  2021-11-05              剩 128 天          报送更新情况（2021年10月）               政府办公室、司法局
 1.2  2021-12-05  2021-12-03  剩 158 天          报送更新情况（2021年11月）               政府办公室、司法局
 2.2  2021-12-31              剩 184 天          检查账号（2021年下半年）                 政府办公室
 1.2  2022-01-05              剩 189 天          报送更新情况（2021年12月）               政府办公室、司法局
 2.1  —                       事发后计时         报备（事发后3个工作日内）                政府办公室
 3.1  —                       持续推进           通报情况                                 综合执法大队

期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。
"""  # noqa: E501
    )


def test_a_terminal_of_80_columns() -> None:
    asked = ("deadlines", "--unit", "司法局", "--role", "lead", "--today", "2021-08-25")
    assert (
        run(*asked, terminal=True).out
        == """\
司法局：逾期、30 天内到期和无固定日期的时限（3）

编号  期限        状态          事项                                    角色
────────────────────────────────────────────────────────────────────────────
12.1  2021-08-31  临期 剩 6 天  集中统一规范发布现行有效规范性文件      牵头
12.3  —           持续推进      按照法定时限发布并更新法定主动公开内容  牵头
12.4  —           持续推进      对接联通全省统一资源数据库              牵头

另有 1 项不在这个范围；全部列出：anju deadlines --unit 司法局 --role lead
  --today 2021-08-25 --all
期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。
"""
    )


def test_at_80_columns_a_list_of_all_units_spares_two_columns() -> None:
    asked = ("deadlines", "--data", "examples/half-year", "--today", "2021-07-20", "--overdue")
    assert run(*asked, terminal=True).lines[2:] == [
        "编号  期限        状态        事项",
        "────────────────────────────────────────────────────────────────────────────────",
        "16.1  2021-05-31  逾期 50 天  政务新媒体月度全覆盖抽查（2021年5月）",
        "16.1  2021-06-30  逾期 20 天  政务新媒体月度全覆盖抽查（2021年6月）",
        "16.3  2021-06-30  逾期 20 天  政务新媒体半年检查（2021年上半年）",
        "13.1  2021-07-01  逾期 19 天  向区政府办公室报送区政府公报每月派送签收情况（2021",
        "                              年6月）",
        "14.4  2021-07-01  逾期 19 天  向区政府办公室报备（2021-06-28 变更一个微信公众号",
        "                              的名称，拦江镇）",
        "",
        "窗口窄，没有列出牵头单位；拉宽窗口，或加 -o 文件.txt，就都有。",
        "另有 38 项不在这个范围；全部列出：anju deadlines --data examples/half-year",
        "  --today 2021-07-20 --all",
        "期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。",
    ]


# -- the real plan ---------------------------------------------------------


def everything(*args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run("deadlines", "--all", *args, "-f", "json").json
    return found


def test_the_real_plan_has_40_duties() -> None:
    duties = everything()
    assert Counter(duty["kind"] for duty in duties) == {
        "fixed": 6,
        "recurring": 22,
        "event": 1,
        "ongoing": 11,
    }
    # two each month from May to December, three quarters, two halves, the year
    assert Counter(duty["id"] for duty in duties if duty["kind"] == "recurring") == {
        "13.1": 8,
        "16.1": 8,
        "16.2": 3,
        "16.3": 2,
        "17.1": 1,
    }
    assert {duty["id"] for duty in duties if duty["kind"] == "event"} == {"14.4"}


def test_the_six_fixed_dates_of_the_notice() -> None:
    fixed = [duty for duty in everything() if duty["kind"] == "fixed"]
    assert [(duty["id"], duty["due"], duty["last_workday"]) for duty in fixed] == [
        ("13.2", "2021-05-31", "2021-05-31"),
        ("2.1", "2021-06-30", "2021-06-30"),
        ("12.1", "2021-08-31", "2021-08-31"),
        ("12.2", "2021-10-31", "2021-10-29"),  # a Sunday
        ("2.2", "2021-11-30", "2021-11-30"),
        ("3.1", "2021-12-31", "2021-12-31"),
    ]


def test_every_period_of_a_recurring_duty_is_one_record() -> None:
    found = {(duty["id"], duty["period"]): duty["due"] for duty in everything() if duty["period"]}
    assert found[("13.1", "2021-05")] == "2021-06-01"
    assert found[("13.1", "2021-12")] == "2022-01-01"
    assert found[("16.1", "2021-05")] == "2021-05-31"
    assert found[("16.2", "2021-Q2")] == "2021-06-30"
    assert found[("16.3", "2021-H2")] == "2021-12-31"
    assert found[("17.1", "2021")] == "2021-12-31"
    assert len(found) == 22


@pytest.mark.parametrize(
    ("today", "words", "state", "days_left"),
    [
        ("2021-06-22", "剩 8 天", "upcoming", 8),
        ("2021-06-23", "临期 剩 7 天", "soon", 7),
        ("2021-06-29", "临期 剩 1 天", "soon", 1),
        ("2021-06-30", "今日到期", "today", 0),
        ("2021-07-01", "逾期 1 天", "overdue", -1),
        ("2022-06-30", "逾期 365 天", "overdue", -365),
    ],
)
def test_the_state_of_what_is_due_on_30_june(
    today: str, words: str, state: str, days_left: int
) -> None:
    (duty,) = (duty for duty in everything("--today", today) if duty["id"] == "2.1")
    assert (duty["state"], duty["days_left"]) == (state, days_left)
    lines = run("deadlines", "--all", "--today", today).lines
    (line,) = (line for line in lines if line.startswith(" 2.1  "))
    assert line.startswith(f" 2.1  2021-06-30              {words}  ")


def test_done_in_time_and_done_late() -> None:
    def state(today: str) -> tuple[str, int | None]:
        duties = everything("--data", BASE, "--today", today)
        (found,) = (duty for duty in duties if duty["id"] == "1.1")
        return found["state"], found["days_left"]

    assert state("2021-06-27") == ("soon", 3)
    assert state("2021-06-28") == ("done", None)


# -- which of them ---------------------------------------------------------


def found(*args: str) -> list[tuple[str, str | None]]:
    """Id and due date of every duty listed, in order."""
    duties = run("deadlines", *args, "-f", "json").json
    return [(duty["id"], duty["due"]) for duty in duties]


OVERDUE = [("13.2", "2021-05-31"), ("16.1", "2021-05-31"), ("13.1", "2021-06-01")]
TODAY = [(number, "2021-06-30") for number in ("2.1", "16.1", "16.2", "16.3")]
UNDATED = [
    ("14.4", None),  # the rule for events first
    *((number, None) for number in ("7.1", "7.2", "10.1", "11.1", "12.3", "12.4")),
    *((number, None) for number in ("14.1", "14.2", "14.3", "15.1", "18.1")),
]
"""The real plan on 30 June."""


@pytest.mark.parametrize(
    ("asked", "dated"),
    [
        (("--within", "0"), [*OVERDUE, *TODAY]),
        (("--within", "1"), [*OVERDUE, *TODAY, ("13.1", "2021-07-01")]),
        (
            ("--from", "2021-10-31", "--to", "2021-11-01"),
            [("12.2", "2021-10-31"), ("16.1", "2021-10-31"), ("13.1", "2021-11-01")],
        ),
        (
            ("--from", "2021-10-31", "--to", "2021-10-31"),
            [("12.2", "2021-10-31"), ("16.1", "2021-10-31")],
        ),
        (("--to", "2021-05-31"), [("13.2", "2021-05-31"), ("16.1", "2021-05-31")]),
        (("--from", "2022-01-01"), [("13.1", "2022-01-01")]),
        (("--from", "2023-01-01"), []),
    ],
)
def test_a_span_includes_its_ends_and_what_has_no_date_stays_last(
    asked: tuple[str, ...], dated: list[tuple[str, str]]
) -> None:
    assert found(*asked) == [*dated, *UNDATED]


def test_without_a_span_it_is_30_days() -> None:
    assert found() == found("--within", "30")
    assert ("16.1", "2021-07-31") not in found("--within", "30")
    assert ("16.1", "2021-07-31") in found("--within", "31")
    assert len(found("--within", "99999")) == 40


def test_only_the_overdue_and_never_what_has_no_date() -> None:
    assert found("--overdue") == OVERDUE
    assert found("--overdue", "--today", "2021-05-31") == []
    assert found("--overdue", "--today", "2199-12-31") == [
        pair for pair in found("--all") if pair[1] is not None
    ]


def test_a_span_lists_what_is_done_too_and_the_next_days_do_not() -> None:
    asked = ("--data", BASE, "--today", "2021-06-28")
    assert ("1.1", "2021-06-30") in found("--from", "2021-06-30", "--to", "2021-06-30", *asked)
    assert ("1.1", "2021-06-30") not in found("--within", "7", *asked)
    assert ("1.1", "2021-06-30") in found("--all", *asked)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ((), "逾期、30 天内到期和无固定日期的时限（4）"),
        (("--within", "0"), "逾期、今天到期和无固定日期的时限（3）"),
        (("--within", "7"), "逾期、7 天内到期和无固定日期的时限（4）"),
        (("--overdue",), "逾期的时限（0）"),
        (("--all",), "全部时限（14）"),
        (("--from", "2021-07-01"), "2021-07-01 至 最后（含）到期的和无固定日期的时限（10）"),
        (("--to", "2021-06-05"), "最早 至 2021-06-05（含）到期的和无固定日期的时限（3）"),
        (("--dated",), "逾期和 30 天内到期的时限（2）"),
        (("--dated", "--overdue"), "逾期的时限（0）"),
        (("--dated", "--all"), "全部时限（不列无固定日期的）（12）"),
        (("--dated", "--to", "2021-06-05"), "最早 至 2021-06-05（含）到期的时限（1）"),
        (("--done",), "已办结的时限（3）"),
        (("--done", "--today", "2021-06-15"), "已办结的时限（2）"),
        (
            ("--done", "--from", "2021-06-16"),
            "2021-06-16 至 最后（含）到期的和无固定日期的已办结时限（2）",
        ),
        (
            ("--done", "--dated", "--to", "2021-06-16"),
            "最早 至 2021-06-16（含）到期的已办结时限（2）",
        ),
    ],
)
def test_the_title_says_which_and_how_many(asked: tuple[str, ...], title: str) -> None:
    shown = run("deadlines", *asked, "--data", BASE).lines
    assert "".join(shown[:2]) == f"2021年政务公开分工方案：{title}"


DONE = [("1.2", "2021-06-05"), ("2.1", "2021-06-16"), ("1.1", "2021-06-30")]


@pytest.mark.parametrize(
    ("asked", "duties"),
    [
        (("--done",), DONE),
        (("--done", "--today", "2021-06-15"), DONE[:2]),
        (("--done", "--from", "2021-06-16", "--to", "2021-06-16"), DONE[1:2]),
        (("--done", "司法局", "--search", "目录"), [DONE[0], DONE[2]]),  # in the title of the task
        (("--done", "--search", "3 个工作日"), DONE[1:2]),  # in the quote
        (("--all", "--section", "一", "--to", "2021-06-05"), None),
        (("--section", "一", "--to", "2021-06-05"), DONE[:1]),
        (("--section", "2"), [("2.2", "2021-06-30"), ("2.1", None), ("3.1", None)]),
        (("--section", "2", "--dated"), [("2.2", "2021-06-30")]),
        (("--section", "2", "--search", "通报", "--dated"), []),
        (("--search", "查无此文", "--all"), []),
    ],
)
def test_what_is_done_dated_in_a_section_or_about_words(
    asked: tuple[str, ...], duties: list[tuple[str, str | None]] | None
) -> None:
    if duties is None:
        assert run("deadlines", *asked, "--data", BASE).code == 2
    else:
        assert found(*asked, "--data", BASE) == duties


def test_a_list_says_by_what_it_was_narrowed_and_how_to_see_all() -> None:
    asked = ("--search", "账号", "--section", "二", "--done", "--dated", "--data", BASE)
    shown = run("deadlines", "青石镇", *asked)
    assert shown.lines[0] == "青石镇：已办结的时限（不列无固定日期的）（1）"
    assert shown.lines[4].startswith(" 2.1  2021-06-16              已办结 2021-06-15  报备（")
    assert shown.lines[6:10] == [
        "只列第 2 部分、含有“账号”的。",
        "另有 3 项不在这个范围；全部列出：anju deadlines 青石镇 --search 账号 --section",
        "  二 --data tests/fixtures/base --all",
        "期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。",
    ]
    assert "只列第 2 部分、含有“账号”的。" in run("tasks", *asked[:4], "--data", BASE).lines


def test_nothing_found_is_said() -> None:
    assert run("deadlines", "--overdue", "--data", BASE).lines[:5] == [
        "2021年政务公开分工方案：逾期的时限（0）",
        "",
        "这个范围里没有时限。",
        "",
        "另有 14 项不在这个范围；全部列出：anju deadlines --data tests/fixtures/base",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        ("--within", "3", "--overdue"),
        ("--within", "3", "--all"),
        ("--overdue", "--all"),
        ("--from", "2021-06-01", "--within", "3"),
        ("--to", "2021-06-01", "--overdue"),
        ("--from", "2021-06-01", "--to", "2021-06-30", "--all"),
    ],
)
def test_spans_exclude_each_other(asked: tuple[str, ...]) -> None:
    assert run("deadlines", *asked).refusal == (
        "时间范围：--within、--from/--to、--overdue、--all 只能用其中一种"
    )


@pytest.mark.parametrize("span", [("--within", "3"), ("--overdue",), ("--all",)])
def test_what_is_done_is_of_a_span_of_days_or_all(span: tuple[str, ...]) -> None:
    assert run("deadlines", "--done", *span).refusal == (
        "选项 --done：只能和 --from/--to 一起用；不写就是全部已办结的"
    )


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (
            ("--section", "3", "--data", BASE),
            "选项 --section：没有第 3 部分。现有：1 完善公开目录、2 管好政务新媒体",
        ),
        (
            ("--from", "2021-07-01", "--to", "2021-06-30"),
            "选项 --from：开始的 2021-07-01 晚于结束的 2021-06-30，请对调",
        ),
        (("--within", "-1"), "选项 --within：“-1”不是天数。请写整数，例如 30"),
        (("--within", "一周"), "选项 --within：“一周”不是天数。请写整数，例如 30"),
        (
            ("--to", "6月30日"),
            "选项 --to：“6月30日”不是日期。请写成 2021-06-30 这样（年-月-日）",
        ),
        (("--role", "lead"), "选项 --role：要同时写明是哪个单位的角色，例如 --unit 司法局"),
    ],
)
def test_what_cannot_be_meant_is_refused(asked: tuple[str, ...], refusal: str) -> None:
    assert run("deadlines", *asked).refusal == refusal


# -- whose -----------------------------------------------------------------


def test_of_one_unit_its_role_is_shown_in_place_of_the_lead_units() -> None:
    assert run("deadlines", "--unit", "司法局", "--data", BASE).lines[2:5] == [
        "编号  期限        最后工作日  状态          事项                       角色",
        "----  ----------  ----------  ------------  -------------------------  ----",
        " 1.2  2021-07-05              临期 剩 5 天  报送更新情况（2021年6月）  牵头",
    ]


def test_of_two_units_the_lead_units_are_shown_and_each_duty_once() -> None:
    two = ("--unit", "司法局", "--unit", "青石镇", "--data", BASE)
    lines = run("deadlines", *two).lines
    assert lines[0] == "司法局、青石镇：逾期、30 天内到期和无固定日期的时限（3）"
    assert lines[2].endswith("  牵头单位")
    assert found(*two) == [("2.2", "2021-06-30"), ("1.2", "2021-07-05"), ("2.1", None)]


def test_a_role_narrows_the_deadlines_of_a_unit() -> None:
    asked = ("--unit", "司法局", "--all")
    assert found(*asked, "--role", "lead") == [
        ("12.1", "2021-08-31"),
        ("12.2", "2021-10-31"),
        ("12.3", None),
        ("12.4", None),
    ]
    assert len(found(*asked, "--role", "support")) == 36
    assert len(found(*asked)) == 40


def test_of_several_units_any_of_them_may_have_the_role() -> None:
    two = ("--unit", "司法局", "--unit", "财政局", "--role", "lead", "--all")
    assert {number for number, _ in found(*two)} == {"7.1", "7.2", "12.1", "12.2", "12.3", "12.4"}


def test_who_asks_about_both_is_told_once() -> None:
    both = ("--unit", "综合执法局", "--unit", "行政执法局")
    assert run("deadlines", *both, "-f", "json").err == (
        "“综合执法局”与“行政执法局”可能是同一机构，原文没有写明，这里分开列。\n"
    )


# -- rules -----------------------------------------------------------------


def test_the_plan_may_move_days_off_and_say_what_is_soon(tmp_path: Path) -> None:
    rule = "  soon_days: 7\n"
    data = base_with(tmp_path / "plan", "tasks", rule, "  soon_days: 4\n  roll_workdays: 1\n")
    listed = run("deadlines", "--all", "--data", str(data)).lines
    assert listed[8].startswith(" 1.2  2021-07-05              剩 5 天  ")
    days = [line.split()[1] for line in listed if line.startswith(" 1.2")]
    assert days == [
        "2021-06-07",  # Saturday 5 June
        "2021-07-05",
        "2021-08-05",
        "2021-09-06",  # Sunday 5 September
        "2021-10-08",  # National Day
        "2021-11-05",
        "2021-12-06",  # Sunday 5 December
        "2022-01-05",
    ]
    rule = "期限含当日，遇休息日顺延至其后第 1 个工作日；剩余按日历日，4 天内临期。"
    assert listed[-1] == rule


def test_a_year_without_a_calendar_has_no_last_working_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju_cli.views.deadlines.renew_holidays", lambda: "请升级。")
    texts = {
        name: (ROOT / BASE / f"{name}.yaml").read_text(encoding="utf-8").replace("2021", "2097")
        for name in ("tasks", "quotas")
    }
    copy_of_base(tmp_path / "plan", **texts)
    asked = ("deadlines", "--data", "plan", "--today", "2097-07-01")
    assert run(*asked, today=date(2097, 8, 1), cwd=tmp_path).lines[4:] == [
        " 2.2  2097-06-30  —           逾期 1 天     "
        "检查账号（2097年上半年）                                政府办公室",
        " 1.2  2097-07-05  —           临期 剩 4 天  "
        "报送更新情况（2097年6月）                               政府办公室、司法局",
        " 2.1  —                       事发后计时    "
        "报备（事发后3个工作日内）                               政府办公室",
        " 2.1  —                       事发后计时    "
        "报备（2097-07-01 发生，清溪街道）（事发后3个工作日内）  政府办公室",
        " 3.1  —                       持续推进      "
        "通报情况                                                综合执法大队",
        "",
        "另有 10 项不在这个范围；全部列出：anju deadlines --data plan --today",
        "  2097-07-01 --all",
        "期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。",
        "还没有 2097 年的放假安排，最后工作日未列（不按周一至周五猜）。请升级。",
    ]
    # 1.2 for December is due on 5 January
    assert (
        "还没有 2097 年、2098 年的放假安排，"
        in run(*asked, "--all", today=date(2097, 8, 1), cwd=tmp_path).out
    )


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    first = run("deadlines", "--data", BASE, "-f", "json").json[0]
    assert list(first.items()) == [
        ("id", "2.2"),
        ("task", 2),
        ("title", "报备账号"),
        ("what", "检查账号（2021年上半年）"),
        ("kind", "recurring"),
        ("period", "2021-H1"),
        ("due", "2021-06-30"),
        ("last_workday", "2021-06-30"),
        ("state", "today"),
        ("days_left", 0),
        ("units", ["政府办公室"]),
        ("unit", None),
        ("event", None),
        ("uid", "2021-2.2-2021-H1-c814037a67b4@anju"),
    ]


def test_json_of_what_follows_an_event_has_its_day() -> None:
    found = run("deadlines", "--all", "--data", BASE, "-f", "json").json
    assert [(one["due"], one["event"], one["uid"]) for one in found if one["id"] == "2.1"] == [
        ("2021-06-16", "2021-06-10", "2021-2.1-2021-06-10-c814037a67b4@anju"),
        (None, None, "2021-2.1-c814037a67b4@anju"),  # the rule, for whatever happens
    ]


def test_json_has_a_uid_that_is_one_duty_s_alone() -> None:
    uids = [one["uid"] for one in run("deadlines", "--all", "-f", "json").json]
    assert len(set(uids)) == len(uids)


def test_csv_has_a_column_for_each_thing_and_no_number_with_words() -> None:
    csv = run("deadlines", "--data", BASE, "--within", "7", "-f", "csv").lines
    assert csv == [
        "编号,期限,最后工作日,状态,剩余天数,事项,任务,牵头单位,规则,办结日,办结说明,网址",
        "'2.2,2021-06-30,,今日到期,0,检查账号（2021年上半年）,（二）报备账号,政府办公室,"
        "每半年，期末前（含当日）,,,",
        "'1.2,2021-07-05,,临期,5,报送更新情况（2021年6月）,（一）公布和更新目录,"
        "政府办公室、司法局,每月，次月5日前（含当日）,,,",
        "'2.1,,,事发后计时,,报备,（二）报备账号,政府办公室,事发后3个工作日内（当天不计）,,,",
        "'3.1,,,持续推进,,通报情况,（三）通报情况,综合执法大队,无固定日期,,,",
    ]


# -- several plans side by side ----------------------------------------------


AFTER_BOTH = date(2022, 12, 31)
"""What the clock says: everything in both plans has happened."""


def next_year(folder: Path, old: str = "2021", new: str = "2022") -> str:
    """The base plan a year later, with one text in all its files changed."""
    texts = {
        name: (ROOT / BASE / f"{name}.yaml").read_text(encoding="utf-8").replace("2021", "2022")
        for name in ("units", "tasks", "quotas")
    }
    return str(
        copy_of_base(folder, **{name: text.replace(old, new) for name, text in texts.items()})
    )


def both(folder: Path) -> tuple[str, ...]:
    return ("deadlines", "--data", BASE, "--data", next_year(folder), "--today", "2022-06-29")


def test_two_plans_are_merged_by_date_with_the_year_in_a_column(tmp_path: Path) -> None:
    copy_of_base(tmp_path / "data")
    next_year(tmp_path / "data-2022")
    asked = ("deadlines", "--data", "data", "--data", "data-2022", "--today", "2022-06-29")
    span = ("--from", "2021-12-31", "--to", "2022-07-06", "--unit", "政府办公室")
    assert (
        run(*asked, *span, cwd=tmp_path, today=AFTER_BOTH).out
        == """\
政府办公室：2021-12-31 至 2022-07-06（含）到期的和无固定日期的时限（8）

年度  编号  期限        最后工作日  状态               事项                        角色
----  ----  ----------  ----------  -----------------  --------------------------  ----
2021   2.2  2021-12-31              逾期 180 天        检查账号（2021年下半年）    牵头
2021   1.2  2022-01-05              逾期 175 天        报送更新情况（2021年12月）  牵头
2022   1.2  2022-06-05  2022-06-02  已办结 2022-06-04  报送更新情况（2022年5月）   牵头
2022   1.1  2022-06-30              已办结 2022-06-28  公布目录                    牵头
2022   2.2  2022-06-30              临期 剩 1 天       检查账号（2022年上半年）    牵头
2022   1.2  2022-07-05              临期 剩 6 天       报送更新情况（2022年6月）   牵头
2021   2.1  —                       事发后计时         报备（事发后3个工作日内）   牵头
2022   2.1  —                       事发后计时         报备（事发后3个工作日内）   牵头

年度：2021 年的是 data；2022 年的是 data-2022。
另有 16 项不在这个范围；全部列出：anju deadlines --data data --data data-2022
  --today 2022-06-29 --unit 政府办公室 --all
期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。
"""
    )


def test_plans_of_one_year_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    copy_of_base(tmp_path / "data")
    copy_of_base(tmp_path / "试")
    asked = ("deadlines", "--data", "data", "--data", "试", "--today", "2021-06-30")
    span = ("--from", "2021-06-30", "--to", "2021-07-05")
    lines = run(*asked, *span, cwd=tmp_path, today=AFTER_BOTH).lines
    assert lines[2].split()[:4] == ["年度", "计划", "编号", "期限"]
    assert [line.split()[:4] for line in lines[4:8]] == [
        ["2021", "data", "1.1", "2021-06-30"],
        ["2021", "试", "1.1", "2021-06-30"],
        ["2021", "data", "2.2", "2021-06-30"],
        ["2021", "试", "2.2", "2021-06-30"],
    ]
    assert not [line for line in lines if line.startswith("年度：")]


def test_records_of_several_plans_have_the_year_first(tmp_path: Path) -> None:
    asked = both(tmp_path / "2022")
    records = run(*asked, "--all", "-f", "json", today=AFTER_BOTH).json
    one = run("deadlines", "--data", BASE, "--all", "-f", "json").json[0]
    assert list(records[0]) == ["year", "data", *one]
    # 14 duties of 2021 when asked on 30 June, and the event of 1 July; as many of 2022 on
    # 29 June, without that event.
    assert Counter(record["year"] for record in records) == {2021: 15, 2022: 14}


def test_units_and_roles_are_of_each_plan(tmp_path: Path) -> None:
    renamed = next_year(tmp_path / "2022", "司法局", "法制局")
    asked = ("deadlines", "--data", BASE, "--data", renamed, "--all", "--today", "2022-06-29")
    in_one = run(*asked, "--unit", "法制局", today=AFTER_BOTH)
    assert in_one.lines[0] == "法制局：全部时限（9）"
    assert in_one.lines[2].split() == ["年度", "编号", "期限", "最后工作日", "状态", "事项", "角色"]
    assert {line.split()[0] for line in in_one.lines[4:13]} == {"2022"}
    assert f"{BASE} 的名册里没有单位“法制局”，那份计划没有列。" in in_one.out.replace("\n  ", "")
    in_each = run(*asked, "-u", "司法局", "-u", "法制局", "-f", "json", today=AFTER_BOTH).json
    assert Counter(record["year"] for record in in_each) == {2021: 9, 2022: 9}
    leads = run(*asked, "-u", "青石镇", "--role", "lead", "-f", "json", today=AFTER_BOTH).json
    assert leads == []
    refused = run(*asked, "--unit", "教体局", today=AFTER_BOTH).refusal
    assert refused.startswith("选项 --unit：名册里没有单位“教体局”。")


def test_plans_with_rules_of_their_own_say_so(tmp_path: Path) -> None:
    later = next_year(tmp_path / "2022", "soon_days: 7", "soon_days: 3")
    done = run("deadlines", "--data", BASE, "--data", later, today=AFTER_BOTH)
    notes = done.out.replace("\n  ", "").splitlines()[-2:]
    assert notes == [
        f"{year} 年的计划：期限含当日，遇休息日不顺延（另列之前最后工作日）；"
        f"剩余按日历日，{days} 天内临期。"
        for year, days in ((2021, 7), (2022, 3))
    ]


def test_one_folder_twice_is_refused() -> None:
    asked = ("deadlines", "--data", BASE, "--data", f"{BASE}/../base")
    assert run(*asked).refusal == f"选项 --data：文件夹“{BASE}”写了不止一次，请只写一次"


def test_what_is_wrong_in_each_plan_is_told(tmp_path: Path) -> None:
    first = base_with(tmp_path / "a", "tasks", "year: 2021", "year: 二一")
    second = base_with(tmp_path / "b", "quotas", "total: 600", "total: 6OO条")
    done = run("deadlines", "--data", str(first), "--data", str(second))
    assert (done.code, done.out) == (1, "")
    assert f"{first}/tasks.yaml" in done.err
    assert f"{second}/quotas.yaml" in done.err
