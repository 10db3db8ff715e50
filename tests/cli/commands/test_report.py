"""anju report: a circular, from the counts to the letter."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from anju_cli.model.pace import Steps
from anju_cli.text.width import display_width
from anju_cli.views.report.letter import gap_words
from anju_cli.views.wording.report import ReportWording
from anju_cli.views.wording.templates import shipped_text
from tests.running import BASE, ROOT, Outcome, base_with, copy_of_base, run

QUOTAS = """\
year: 2021
total: 570
targets: {政府办公室: 200, 司法局: 100, 行政执法局: 100, 综合执法大队: 50, 青石镇: 80, 清溪街道: 40}
published:
  2021-01: {政府办公室: 10, 司法局: 20, 青石镇: 8, 清溪街道: 4}
  2021-02: {政府办公室: 90, 司法局: 30, 行政执法局: 10, 青石镇: 0}
"""


@pytest.fixture
def plan(tmp_path: Path) -> str:
    return str(copy_of_base(tmp_path / "plan", quotas=QUOTAS))


def february(plan: str, *args: str) -> Outcome:
    return run("report", "2021-02", "--data", plan, "--today", "2021-03-02", *args)


def test_a_whole_report(plan: str) -> None:
    """Worked out by hand: 2 of 12 months are 16.7%. 部门: 90 + 30 + 10 = 130 this month, 160
    in all, of 450: 35.6%, 18.9 points above; 10 + 5 + 9 a month are needed. 镇（街道）: 12 of
    120. Together 172 of 570: 30.2%."""
    found = february(plan)
    assert found.code == 0
    assert (
        found.out
        == """\
关于2021年2月政务公开目标任务完成情况的通报
───────────────────────────────────────────

按照《2021年政务公开分工方案》，现将截至2021年2月28日的政务公开目标任务完成情况
通报如下。

条数和排名统计截至2021年2月28日，时限的情况截至成文日期2021年3月2日。

一、基本情况
  （一）总体情况

  序时进度为16.7%（按月：计入的月数 ÷ 12）。

  部门：4个单位，年度任务450条，2月公开130条，累计公开160条，完成率35.6%，序时应
  完成77条，超过序时进度18.9个百分点。其中1个单位没有报过，只计任务。

  镇（街道）：2个单位，年度任务120条，2月公开0条，累计公开12条，完成率10.0%，序
  时应完成21条，落后序时进度6.7个百分点。

  合计：6个单位，年度任务570条，2月公开130条，累计公开172条，完成率30.2%，序时应
  完成98条，超过序时进度13.5个百分点。其中1个单位没有报过，只计任务。

  部门：绿灯2个，蓝灯1个，黄灯0个，红灯0个，未报1个。

  部门完成率居前的是：政府办公室（50.0%）、司法局（50.0%）、行政执法局
  （10.0%）。

  镇（街道）：绿灯0个，蓝灯2个，黄灯0个，红灯0个，未报0个。

  镇（街道）完成率居前的是：青石镇（10.0%）、清溪街道（10.0%）。

  （二）部门完成情况

  排名  单位          类别      年度任务  本月  累计  完成率  序时应完成   超欠  月均还需  灯  备注
  ----  ------------  --------  --------  ----  ----  ------  ----------  -----  --------  --  --------------
     1  政府办公室    区直部门       200    90   100   50.0%          34  +33.3        10  绿  ↑1
     1  司法局        区直部门       100    30    50   50.0%          17  +33.3         5  绿  —
     3  行政执法局    区直部门       100    10    10   10.0%          17   -6.7         9  蓝  新；缺1月
     —  综合执法大队  事业单位        50  未报  未报       —           9      —         —  —   未报过
  ----  ------------  --------  --------  ----  ----  ------  ----------  -----  --------  --  --------------
     —  部门          4 个单位       450   130   160   35.6%          77  +18.9        24  绿  未报 1，缺报 1

  数字截至 2021-02-28（含当日）。序时应完成 = 年度任务 × 序时进度，不足一条算
    一条；超欠 = 完成率 − 序时进度，单位是百分点；月均还需按还没有计入的月份平
    摊，不足一条算一条。
  合计的完成率 = 累计之和 ÷ 任务之和；序时应完成和月均还需是各行之和，超额的单
    位不抵别的单位。部门没有条数的 1 个单位（任务 50 条）还差多少不在其中。
  灯：绿 达到序时进度；蓝 欠不到 10 个百分点；黄 10 至 30（都含）；红 超过
    30。
  排名按完成率，部门和镇（街道）分开排，并列同名次；未报不按 0 计。备注里的 ↑
    ↓ 是比1月底的名次升、降几位，— 是不变，新 是1月底还没有名次。

  部门完成率

  政府办公室    █████████│█████████████████▌                            50.0% 绿
  司法局        █████████│█████████████████▌                            50.0% 绿
  行政执法局    █████▎   │                                              10.0% 蓝
  综合执法大队           │                                              未报

  │ 序时进度 16.7%

  （三）镇（街道）完成情况

  排名  单位        类别      年度任务  本月  累计  完成率  序时应完成  超欠  月均还需  灯  备注
  ----  ----------  --------  --------  ----  ----  ------  ----------  ----  --------  --  ------
     1  青石镇      镇              80     0     8   10.0%          14  -6.7         8  蓝  —
     1  清溪街道    街道            40  未报     4   10.0%           7  -6.7         4  蓝  缺2月
  ----  ----------  --------  --------  ----  ----  ------  ----------  ----  --------  --  ------
     —  镇（街道）  2 个单位       120     0    12   10.0%          21  -6.7        12  蓝  缺报 1

  镇（街道）完成率

  青石镇    █████▋    │                                                 10.0% 蓝
  清溪街道  █████▋    │                                                 10.0% 蓝

  │ 序时进度 16.7%

  （四）逐月情况

  单位          1月  2月  累计
  ------------  ---  ---  ----
  政府办公室     10   90   100
  司法局         20   30    50
  行政执法局      —   10    10
  综合执法大队    —    —     —
  青石镇          8    0     8
  清溪街道        4    —     4
  ------------  ---  ---  ----
  合计           42  130   172

  各月是当月新公开的条数；— 是未报，不是 0；合计只加报了的单位；累计是各月之
    和。

二、存在问题
  （一）目标任务

  截至2021年2月28日，1个单位没有报过任何月份的条数：综合执法大队。

  1个单位以前报过、2月未报：清溪街道。

  没有红灯单位。

  今年报过、又缺报1个月以上（含）的单位2个：行政执法局（缺1月）、清溪街道（缺2
  月）。

  （二）逾期的时限

  截至2021年3月2日，没有逾期未办结的时限。

  （三）近期到期的时限

  截至2021年3月2日，30天以内没有到期的时限。

三、下一步要求
  （一）未报和缺报的单位请尽快补报；当月没有公开的，也请报0条。

  （二）落后于序时进度的单位请对照“月均还需”安排余下月份的公开工作。

                                                            云溪区人民政府办公室
                                                                    2021年3月2日
"""  # noqa: E501
    )


# -- other months ----------------------------------------------------------


def test_a_period_that_is_not_over_is_counted_until_the_last_month_that_is() -> None:
    lines = run("report", "二季度", "--data", BASE, "--today", "2021-06-15").lines
    assert lines[:14] == [
        "关于2021年二季度政务公开目标任务完成情况的通报",
        "──────────────────────────────────────────────",
        "",
        "按照《2021年政务公开分工方案》，现将截至2021年5月31日的政务公开目标任务完成情况",
        "通报如下。",
        "",
        "条数和排名统计截至2021年5月31日，时限的情况截至成文日期2021年6月15日。",
        "",
        "二季度尚未过完，条数只统计到2021年5月31日，以后还会变化。",
        "",
        "一、基本情况",
        "  （一）总体情况",
        "",
        "  序时进度为41.7%（按月：计入的月数 ÷ 12）。",
    ]


def test_red_units_and_those_that_are_silent_are_named() -> None:
    """司法局 38 of 150 is 24.7 points behind 50%: 黄. 政府办公室 21 of 200 is 39.5 behind."""
    out = run("report", "2021-06", "--data", BASE, "--today", "2021-07-06").out
    for sentence in (
        "镇（街道）：2个单位，年度任务150条，6月均未报，累计公开0条，完成率0.0%，",
        "截至2021年6月30日，2个单位没有报过任何月份的条数：行政执法局、清溪街道。",
        "1个单位以前报过、6月未报：青石镇。",
        "红灯单位2个（括号内是超欠的百分点）：政府办公室（-39.5）、青石镇（-50.0）。",
        "今年报过、又缺报1个月以上（含）的单位3个：司法局（缺1—4月）；政府办公室（缺1—5",
        "截至2021年7月6日，30天以内到期的时限有2项，请牵头单位按时办结。",
    ):
        assert sentence in out


def test_nobody_has_reported_in_the_first_month(plan: str) -> None:
    (Path(plan) / "quotas.yaml").write_text(QUOTAS.split("published")[0], encoding="utf-8")
    out = run("report", "2021-01", "--data", plan, "--today", "2021-02-01").out
    assert "  部门：4个单位，年度任务450条，均未报。" in out.splitlines()
    assert "  合计：6个单位，年度任务570条，均未报。" in out.splitlines()
    assert "  截至2021年1月31日，6个单位都没有报过条数。\n\n  （二）逾期的时限\n" in out
    assert "↑" not in out  # nothing to compare with: the rule is not told either


@pytest.mark.parametrize(("day", "is_early"), [("2021-03-05", True), ("2021-03-06", False)])
def test_who_writes_before_reports_are_due_is_told_so(plan: str, day: str, is_early: bool) -> None:
    found = run("report", "2021-02", "--data", plan, "--today", day)
    assert found.err == (
        "2月的条数报到 2021-03-05（含当日）为止，还有 2 个单位没有报，通报里写成未报。"
        "可以等过了这一天再写。\n"
        if is_early
        else ""
    )


def test_everybody_has_reported(plan: str) -> None:
    counts = (
        "{政府办公室: 40, 司法局: 20, 行政执法局: 20, 综合执法大队: 10, 青石镇: 16, 清溪街道: 8}"
    )
    text = QUOTAS.split("published")[0] + f"published:\n  2021-01: {counts}\n"
    (Path(plan) / "quotas.yaml").write_text(text, encoding="utf-8")
    lines = run("report", "2021-01", "--data", plan, "--today", "2021-02-01").lines
    begin = lines.index("  （一）目标任务")
    assert lines[begin : begin + 5] == [
        "  （一）目标任务",
        "",
        "  截至2021年1月31日，各单位都报过条数。",
        "",
        "  没有红灯单位。",
    ]


def test_deadlines_are_those_of_the_day_of_the_paper() -> None:
    """2.2 was due on 30 June: to come in a circular of that day, overdue in one of 5 July."""
    lines = run("report", "2021-06", "--data", BASE, "--today", "2021-07-05").lines
    begin = lines.index("  （二）逾期的时限")
    assert lines[begin + 2 : begin + 6] == [
        "  截至2021年7月5日，逾期未办结的时限有1项。",
        "",
        "  编号  期限        事项                      牵头单位    状态",
        "  ----  ----------  ------------------------  ----------  ---------",
    ]
    duties = [line.split() for line in lines[begin:] if line.startswith("   ") and "-07-" in line]
    assert [duty[:2] for duty in duties] == [["1.2", "2021-07-05"], ["2.1", "2021-07-06"]]
    assert lines[begin + 6].split()[:2] == ["2.2", "2021-06-30"]


def test_what_was_done_too_late_is_listed_behind_what_is_overdue() -> None:
    found = run("report", "6月", "--data", "examples/half-year", "--today", "2021-07-20")
    lines = found.lines
    begin = lines.index("  （二）逾期的时限")
    assert lines[begin + 2 : begin + 5 : 2] == [
        "  截至2021年7月20日，逾期未办结的时限有5项。",
        "  6月到期、逾期后已经办结的时限有1项。",
    ]
    states = [line.rpartition("  ")[2] for line in lines[begin + 8 : begin + 14]]
    assert [state.split()[0] for state in states] == ["逾期"] * 5 + ["逾期办结"]


def at_the_year_end(counts: str, folder: Path, *args: str) -> Outcome:
    text = QUOTAS.split("published")[0] + f"published:\n  2021-12: {counts}\n"
    plan = copy_of_base(folder / "december", quotas=text)
    return run("report", *args, "--data", str(plan), today=date(2022, 1, 10))


def demands(found: Outcome) -> list[str]:
    whole = "".join(line.strip() for line in found.lines)
    return re.findall(r"（[一二三]）([^（]*。)", whole[whole.index("三、下一步要求") :])


LATE = "有逾期时限的牵头单位请抓紧办理，办结后报送办结情况。"
SHORT = "{政府办公室: 200, 司法局: 99, 行政执法局: 100, 综合执法大队: 50, 青石镇: 80, 清溪街道: 40}"


@pytest.mark.parametrize("period", ["2021-12", "四季度", "下半年", "全年"])
def test_at_the_year_end_nothing_is_asked_of_months_to_come(period: str, tmp_path: Path) -> None:
    found = at_the_year_end(SHORT, tmp_path, period)
    assert "月均还需" not in found.out
    assert "余下月份" not in found.out
    assert "还差 = 年度任务 − 累计" in found.out
    assert "没有完成年度任务的单位请对照“还差”查找原因，报送情况。" in demands(found)
    whole = found.out.replace("\n  ", "")
    name = {"2021-12": "12月"}.get(period, period)
    assert f"合计：6个单位，年度任务570条，{name}公开569条，累计公开569条，" in whole


def test_who_has_done_all_is_asked_for_nothing(tmp_path: Path) -> None:
    whole = SHORT.replace("99", "100")
    assert demands(at_the_year_end(whole, tmp_path, "2021-12"))[-1] == LATE
    # In May, the first month that counts, nobody lacks a month; on 1 June nothing is overdue.
    counts = f"counted_from: 2021-05-01\npublished:\n  2021-05: {whole}\n"
    text = QUOTAS.split("published")[0] + counts
    plan = copy_of_base(tmp_path / "may", quotas=text)
    found = run("report", "--data", str(plan), "--today", "2021-06-01")
    assert found.lines[-4] == "  请各单位继续做好政务公开工作，按时报送条数。"


def test_a_template_of_months_is_right_for_longer_periods_too(plan: str, tmp_path: Path) -> None:
    text = "title: 关于{年}年{月}月的通报\ntroubles: {nothing_missed: '{截至}，没有。'}\n"
    (tmp_path / "t.yaml").write_text(text, encoding="utf-8")
    given = ("--data", plan, "--template", str(tmp_path / "t.yaml"), "--today", "2021-04-12")
    found = run("report", "一季度", *given)
    assert found.lines[0] == "关于2021年1—3月的通报"
    assert "  截至2021年4月12日，没有。" in found.lines  # of deadlines: the day of the paper


def test_demands_of_ones_own_are_said_whoever_they_concern(plan: str, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("demands: [请补报。, 请抓紧。]\n", encoding="utf-8")
    found = february(plan, "--template", str(tmp_path / "t.yaml"))
    assert demands(found) == ["请补报。", "请抓紧。"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("2021-Q1", "2021年一季度"),
        ("2021年第1季度", "2021年一季度"),
        ("一季度", "2021年一季度"),
        ("H1", "2021年上半年"),
        ("上半年", "2021年上半年"),
        ("全年", "2021年全年"),
        ("2021", "2021年全年"),
    ],
)
def test_ways_to_write_a_longer_period(typed: str, title: str) -> None:
    assert run("report", typed, "--data", BASE).lines[0].startswith(f"关于{title}政务公开")


def test_a_quarter_has_its_own_words(plan: str) -> None:
    found = run("report", "一季度", "--data", plan, "--today", "2021-04-01")
    whole = found.out.replace("\n    ", "").replace("\n  ", "")
    for words in (
        "部门：4个单位，年度任务450条，一季度公开160条，累计公开160条，",
        "本季度是各月之和，缺的月份见备注；",
        "年度任务  本季度  累计",
        "缺3月",
    ):
        assert words in whole
    assert "本月" not in whole
    second = run("report", "二季度", "--data", plan, "--today", "2021-07-01").out
    assert "是比一季度末的名次升、降几位" in second.replace("\n    ", "")


@pytest.mark.parametrize("typed", ["2021-06", "2021年6月", "6月", "六月", "202106"])
def test_ways_to_write_a_month(typed: str) -> None:
    assert run("report", typed, "--data", BASE).lines[0].startswith("关于2021年6月")


def test_without_a_month_it_is_the_last_completed_one() -> None:
    assert (
        run("report", "--data", BASE, "--today", "2021-06-29").lines[0].startswith("关于2021年5月")
    )
    assert (
        run("report", "--data", BASE, "--today", "2021-06-30").lines[0].startswith("关于2021年6月")
    )


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        (
            ("2021-07",),
            "参数 期间：2021年7月还没有过完（今天是 2021-06-30），月底以后才有条数可以通报。"
            "可以写 2021-06",
        ),
        (("2020-12",), "参数 期间：2020-12 不在 2021 年内，这份计划是 2021 年的"),
        (
            ("上个月",),
            "参数 期间：“上个月”不是月份、季度、半年或年。"
            "请写成 2021-06、二季度、上半年、全年 这样",
        ),
        (
            ("--today", "2020-06-01"),
            "参数 期间：2021年1月还没有过完（今天是 2020-06-01），月底以后才有条数可以通报",
        ),
        (
            ("2021-05", "-o", "通报.pdf"),
            "选项 --output：这里不会写 .pdf 文件。扩展名可以是 .txt、.md、.json、.html（网页）、"
            ".docx（Word）、.xlsx（Excel）",
        ),
    ],
)
def test_what_is_refused(args: tuple[str, ...], refusal: str) -> None:
    assert run("report", "--data", BASE, *args).refusal == refusal


def test_a_month_before_counting_begins_is_refused(plan: str) -> None:
    text = QUOTAS.split("published")[0] + "counted_from: 2021-04-01\n"
    (Path(plan) / "quotas.yaml").write_text(text, encoding="utf-8")
    assert run("report", "2021-03", "--data", plan).refusal == (
        "参数 期间：起算日是 2021-04-01，2021-03 不计条数，没有通报。请写 2021-04 起的月份"
    )


# -- whom it goes to -------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["云府函〔2021〕7号", "云府函[2021]7号", "云府函（２０２１）第 07 号", "云府函【2021】7"],
)
def test_the_number_of_the_document_takes_its_right_form(plan: str, typed: str) -> None:
    assert february(plan, "--number", typed).lines[:3] == [
        *("云府函〔2021〕7号", "", "关于2021年2月政务公开目标任务完成情况的通报"),
    ]


@pytest.mark.parametrize("typed", ["7号", "云府函2021年7号", "[2021]7号", "云府函〔2021〕0号"])
def test_what_is_no_number_of_a_document_is_refused(plan: str, typed: str) -> None:
    form = "请写成 某府办函〔2021〕12号 这样：代字、年份、顺序号"
    refusal = february(plan, "--number", typed).refusal
    assert refusal == f"选项 --number：“{typed}”不是发文字号。{form}"


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_a_form_without_a_number_of_the_document_says_so(form: str, tmp_path: Path) -> None:
    given = ("--number", "云府函〔2021〕7号", "-o", str(tmp_path / f"通报.{form}"))
    refusal = run("report", "--data", BASE, *given).refusal
    assert refusal == f"选项 --number：{form} 里没有发文字号这一行"


def test_whom_it_goes_to_is_of_the_plan_or_of_the_template(tmp_path: Path) -> None:
    whom = "  addressees: 各{镇}\n  copies: 市政府办公室\n  soon_days: 7"
    plan = str(base_with(tmp_path / "plan", "tasks", "  soon_days: 7", whom))
    lines = run("report", "--data", plan).lines
    assert (lines[3], lines[-1]) == ("各{镇}：", "抄送：市政府办公室。")
    (tmp_path / "t.yaml").write_text("recipients: 各部门\ncopies: 省政府办公室\n", "utf-8")
    lines = run("report", "--data", plan, "--template", str(tmp_path / "t.yaml")).lines
    assert (lines[3], lines[-1]) == ("各部门：", "抄送：省政府办公室。")


# -- the template ----------------------------------------------------------


def test_the_template_is_given_with_its_comments_and_can_be_used(plan: str, tmp_path: Path) -> None:
    assert run("report", "--print-template").out == shipped_text(ReportWording)
    run("report", "--print-template", "-o", "我的.yaml", cwd=tmp_path)
    mine = tmp_path / "我的.yaml"
    assert mine.read_text(encoding="utf-8") == shipped_text(ReportWording)
    text = (
        shipped_text(ReportWording)
        .replace("title: 关于", "title: 甲区关于")
        .replace("# recipients: ", "recipients: ")
    )
    text = text.replace("named_lights: [红]", "named_lights: [蓝]").replace(
        "top_units: 3", "top_units: 0"
    )
    mine.write_text(text.replace("blank_months: 1", "blank_months: 2"), encoding="utf-8")
    out = february(plan, "--template", str(mine)).out
    assert out.splitlines()[0] == "甲区关于2021年2月政务公开目标任务完成情况的通报"
    assert out.splitlines()[3] == "各镇（街道），各部门："
    said = "".join(line.strip() for line in out.splitlines())
    listed = "行政执法局（-6.7）、青石镇（-6.7）、清溪街道（-6.7）"
    assert f"蓝灯单位3个（括号内是超欠的百分点）：{listed}。" in said
    assert "居前" not in out
    assert "又缺报" not in out


def test_a_wrong_template_is_told_and_nothing_is_written(plan: str, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        shipped_text(ReportWording).replace("{期}政务", "{月份}政务"), encoding="utf-8"
    )
    found = run(
        *("report", "2021-02", "--data", plan, "--template", "t.yaml", "-o", "通报.md"),
        cwd=tmp_path,
    )
    assert (found.code, found.out) == (1, "")
    assert (
        found.err
        == """\
t.yaml:14:8: 错误 A207 title 不认识的占位词：{月份}
title: 关于{年}年{月份}政务公开目标任务完成情况的通报
       ^^
  {月份} 可能是 {月}；这一句可以用：{年}、{期}、{月}、{日期}、{截至}、{计划}、{印发单位}、{成文日期}

1 个文件，1 处错误，0 处提示
模板有错误，改好再用；自带的模板可用 --print-template 得到。
"""
    )
    assert not (tmp_path / "通报.md").exists()


# -- for programs and in files ---------------------------------------------


def test_for_programs(plan: str) -> None:
    found = february(plan, "-f", "json").json
    units = found.pop("units")
    sums = found.pop("sums")
    assert found == {
        "month": "2021-02",
        "period": "2021-02",
        "months": ["2021-02"],
        "as_of": "2021-02-28",
        "today": "2021-03-02",
        "month_is_over": True,
        "pace": 0.1667,
        "unreported": ["综合执法大队"],
        "unreported_this_month": ["清溪街道"],
        "red": [],
        "blank_months": {
            "行政执法局": ["2021-01"],
            "综合执法大队": ["2021-01", "2021-02"],
            "清溪街道": ["2021-02"],
        },
        "missed": [],
        "late": [],
        "coming": [],
    }
    assert units[0] == {
        "unit": "政府办公室",
        "kind": "区直部门",
        "target": 200,
        "published": 100,
        "rate": 0.5,
        "expected": 34,
        "gap_points": 33.3,
        "lacking": 100,
        "needed_per_month": 10,
        "light": "绿",
        "rank": 1,
        "through": "2021-02",
        "missing": [],
        "this_month": 90,
        "rank_before": 2,
        "change": 1,
        "counts": [10, 90],
    }
    assert [(one["kind"], one["this_month"], one["published"], one["rate"]) for one in sums] == [
        ("部门", 130, 160, 0.3556),
        ("镇（街道）", 0, 12, 0.1),
        ("合计", 130, 172, 0.3018),
    ]


def test_a_workbook_has_the_numbers_and_charts(plan: str, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "通报.xlsx"
    assert february(plan, "-o", str(file)).code == 0
    book = load_workbook(file)
    assert book.sheetnames == ["部门", "镇街道", "逐月", "时限"]
    sheet = book["部门"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1] == (
        *("排名", "单位", "类别", "年度任务", "本月", "累计", "完成率", "序时进度", "序时应完成"),
        *("超欠", "月均还需", "灯", "1月底排名", "备注"),
    )
    assert rows[2][:7] == (1, "政府办公室", "区直部门", 200, 90, 100, 0.5)
    assert rows[2][11:] == ("绿", 2, "↑1")
    assert rows[5][:7] == ("—", "综合执法大队", "事业单位", 50, "未报", "未报", "—")
    # A sheet tells of its own units: all towns have reported.
    notes = ["".join(str(row[0]) for row in book[name].values) for name in ("部门", "镇街道")]
    assert ["没有条数的 1 个单位（任务 50 条）" in text for text in notes] == [True, False]


def test_a_document_has_the_title_and_who_signs(plan: str, tmp_path: Path) -> None:
    from docx import Document

    file = tmp_path / "通报.docx"
    assert february(plan, "-o", str(file)).code == 0
    document = Document(str(file))
    texts = [one.text for one in document.paragraphs if one.text]
    assert texts[0] == "关于2021年2月政务公开目标任务完成情况的通报"
    assert "云溪区人民政府办公室" in texts
    assert "2021年3月2日" in texts
    tables = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert any(head[:2] == ["排名", "单位"] for head in tables)


def test_the_real_plan_has_a_report_too() -> None:
    found = run("report", "2021-06", cwd=ROOT)
    assert found.code == 0
    assert "  合计：49个单位，年度任务11110条，均未报。" in found.lines


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_terminal_is_never_overrun(plan: str, width: int) -> None:
    found = run(
        *("report", "2021-02", "--data", plan, "--today", "2021-03-02"), terminal=True, width=width
    )
    assert found.code == 0
    assert max(map(display_width, found.lines)) <= width


def test_the_table_of_a_terminal_of_80_columns(plan: str) -> None:
    lines = run(
        *("report", "2021-02", "--data", plan, "--today", "2021-03-02"), terminal=True
    ).lines
    begin = lines.index("  （二）部门完成情况")
    assert lines[begin + 2 : begin + 8] == [
        "                           年度                  序时应       月均",
        "  排名 单位       类别     任务 本月 累计 完成率   完成  超欠 还需 灯 备注",
        "  ──────────────────────────────────────────────────────────────────────────────",
        "     1 政府办公室 区直部门  200   90  100  50.0%     34 +33.3   10 绿 ↑1",
        "     1 司法局     区直部门  100   30   50  50.0%     17 +33.3    5 绿 —",
        "     3 行政执法局 区直部门  100   10   10  10.0%     17  -6.7    9 蓝 新；缺1月",
    ]


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (Fraction(0), "与序时进度持平"),
        (Fraction(189, 1000), "超过序时进度18.9个百分点"),
        (Fraction(-25, 1000), "落后序时进度2.5个百分点"),
        (Fraction(-1, 3000), "落后序时进度0.03个百分点"),
        (Fraction(-1, 2000), "落后序时进度0.1个百分点"),
        (Fraction(-9996, 100000), "落后序时进度9.996个百分点"),  # 蓝, as its -9.996 in the table
        (Fraction(-30004, 100000), "落后序时进度30.004个百分点"),
    ],
)
def test_the_distance_to_the_pace_in_words(gap: Fraction, said: str) -> None:
    assert gap_words(gap, Steps()) == said


def test_a_plan_without_counts_has_no_charts(tmp_path: Path) -> None:
    bare = QUOTAS[: QUOTAS.index("published:")]
    empty = str(copy_of_base(tmp_path / "empty", quotas=bare))
    out = february(empty).out
    assert "│" not in out
    assert "部门：4个单位，年度任务450条，均未报。" in out
