"""anju export: the ledger as a workbook, with the numbers that the screen shows."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.running import BASE, ROOT, base_with, copy_of_base, run

DATA = str(ROOT / BASE)

STATES = {
    "done": "已办结",
    "done_late": "逾期办结",
    "overdue": "逾期",
    "today": "今日到期",
    "soon": "临期",
    "upcoming": "未到期",
    "ongoing": "持续推进",
    "event": "事发后计时",
}


def ledger(folder: Path, *more: str, data: str = DATA) -> Any:
    """The workbook that ``anju export`` writes."""
    outcome = run("export", "-o", "台账.xlsx", "--force", "--data", data, *more, cwd=folder)
    assert (outcome.code, outcome.out) == (0, ""), outcome.err
    assert outcome.err.splitlines()[0] in ("已写入 台账.xlsx", "台账.xlsx 没有变化")
    return load_workbook(folder / "台账.xlsx")


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet under their headings, as its filter has them."""
    headings, *found = sheet[sheet.auto_filter.ref]
    names = [cell.value for cell in headings]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in found]


def total(sheet: Any) -> dict[str, Any]:
    """The row that is set apart under the rows of a sheet."""
    found = sheet[sheet.auto_filter.ref]
    last = sheet[found[-1][0].row + 2]
    return {head.value: cell.value for head, cell in zip(found[0], last, strict=False)}


def notes(sheet: Any) -> list[str]:
    lines = sorted(area.min_row for area in sheet.merged_cells.ranges)
    return [sheet.cell(line, 1).value for line in lines]


def day(text: str | None) -> Any:
    return datetime.fromisoformat(text) if text else "—"


def number(value: object) -> Any:
    return "—" if value is None else value


# -- the sheets ------------------------------------------------------------


def test_a_sheet_for_each_kind_of_thing(tmp_path: Path) -> None:
    book = ledger(tmp_path)
    assert book.sheetnames == ["任务台账", "时限", "目标任务", "逐月", "单位", "原文"]
    assert [sheet["A1"].value for sheet in book] == [
        "2021年政务公开分工方案：任务台账（3 项任务，截至 2021-06-30）",
        "2021年政务公开分工方案：全部时限（14，截至 2021-06-30）",
        "2021年政务公开分工方案：2021 年目标任务（截至 2021-06-30）",
        "2021年政务公开分工方案：2021 年各月新公开的条数（截至 2021-06-30）",
        "2021年政务公开分工方案：单位名册",
        "2021年政务公开分工方案：任务原文",
    ]


def test_tasks(tmp_path: Path) -> None:
    sheet = ledger(tmp_path)["任务台账"]
    # Task 1: published on 28 June, and monthly by the 5th from May on, of which May's was
    # done. Task 2: the rule for accounts, its case of June (done), the two halves of the
    # year: the first falls due today. The case of 1 July has not happened yet.
    assert rows(sheet) == [
        {
            "序号": 1,
            "部分": "1、完善公开目录",
            "任务": "（一）公布和更新目录",
            "牵头单位": "政府办公室、司法局",
            "责任单位": "各镇、街道；行政执法局",
            "时限数": 9,
            "已办结": 2,
            "逾期": 0,
            "最近期限": datetime(2021, 7, 5),
            "状态": "临期",
            "备注": "原文的责任单位写作“各单位”。",
        },
        {
            "序号": 2,
            "部分": "2、管好政务新媒体",
            "任务": "（二）报备账号",
            "牵头单位": "政府办公室",
            "责任单位": "青石镇、清溪街道",
            "时限数": 4,
            "已办结": 1,
            "逾期": 0,
            "最近期限": datetime(2021, 6, 30),
            "状态": "今日到期",
            "备注": None,
        },
        {
            "序号": 3,
            "部分": "2、管好政务新媒体",
            "任务": "（三）通报情况",
            "牵头单位": "综合执法大队",
            "责任单位": "—",
            "时限数": 1,
            "已办结": 0,
            "逾期": 0,
            "最近期限": "—",
            "状态": "持续推进",
            "备注": None,
        },
    ]
    sums = total(sheet)
    assert (sums["序号"], sums["时限数"], sums["已办结"], sums["逾期"]) == ("合计", 14, 3, 0)


def test_the_most_pressing_duty_of_a_task_is_an_overdue_one(tmp_path: Path) -> None:
    sheet = ledger(tmp_path, "--today", "2021-07-06")["任务台账"]
    # June's report was due on 5 July; the case of 1 July is due on the 6th, and the half
    # year's check was due on 30 June.
    assert [(row["逾期"], row["最近期限"], row["状态"]) for row in rows(sheet)] == [
        (1, datetime(2021, 7, 5), "逾期"),
        (1, datetime(2021, 6, 30), "逾期"),
        (0, "—", "持续推进"),
    ]


def test_a_task_without_deadlines_and_one_with_all_done(tmp_path: Path) -> None:
    tasks = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
    head, _, last = tasks.rpartition("    deadlines:\n")
    data = copy_of_base(tmp_path / "data", tasks=head)
    assert rows(ledger(tmp_path, data=str(data))["任务台账"])[2]["状态"] == "没写时限"
    done = copy_of_base(
        tmp_path / "done", tasks=f"{head}    deadlines:\n{last}        done: {{on: 2021-06-30}}\n"
    )
    assert rows(ledger(tmp_path, data=str(done))["任务台账"])[2]["状态"] == "已办结"


def test_texts_and_rules(tmp_path: Path) -> None:
    book = ledger(tmp_path)
    assert rows(book["原文"])[1] == {
        "序号": 2,
        "任务": "（二）报备账号",
        "原文": "开设、注销账号的，在3个工作日内报备；每半年检查一次。",
        "时限的依据": "2.1 “开设、注销账号的，在3个工作日内报备”\n2.2 “每半年检查一次”",
    }
    due = "期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。"
    assert notes(book["任务台账"]) == [
        "截至 2021-06-30。依据：关于印发2021年政务公开分工方案的通知"
        "（云溪区人民政府办公室，2021-05-26 印发）。",
        "时限数就是表“时限”里的行数：周期性的每期一行；事后限时的规则一行，每次事件再各一行。"
        "最近期限是没办结的时限里最急的一项：逾期的在先，再按日期先后；状态是这一项的状态。",
        due,
    ]
    assert notes(book["时限"]) == [f"截至 2021-06-30。{due}剩余天数是负数的，是逾期的天数。"]
    assert notes(book["目标任务"])[0] == (
        "截至 2021-06-30，计至 2021 年 5 月，序时进度 41.7%（按月：计入的月数 ÷ 12）；"
        "已报 6 月的 2 个单位计至 6 月，序时进度 50.0%；合计的序时进度按目标加权，是 46.5%；"
        "6 月的报数到 2021-07-05（含当日，次月5日是本程序的默认，计划没有写）。"
    )


# -- the same numbers as on the screen -------------------------------------


@pytest.mark.parametrize("today", ["2021-06-30", "2021-09-15", "2022-01-10"])
@pytest.mark.parametrize("data", [DATA, str(ROOT / "data")])
def test_duties_are_those_of_the_list_of_deadlines(tmp_path: Path, data: str, today: str) -> None:
    asked = ("--data", data, "--today", today)
    records = run("deadlines", "--all", "-f", "json", *asked).json
    assert [
        (row["编号"], row["期限"], row["最后工作日"], row["状态"], row["剩余天数"], row["事项"])
        for row in rows(ledger(tmp_path, *asked[2:], data=data)["时限"])
    ] == [
        (
            one["id"],
            day(one["due"]),
            day(one["last_workday"]) if one["last_workday"] != one["due"] else None,
            STATES[one["state"]],
            number(one["days_left"]),
            one["what"],
        )
        for one in records
    ]


@pytest.mark.parametrize("today", ["2021-06-30", "2021-05-10", "2022-01-10"])
@pytest.mark.parametrize("data", [DATA, str(ROOT / "data")])
def test_quotas_are_those_of_the_screen(tmp_path: Path, data: str, today: str) -> None:
    asked = ("--data", data, "--today", today)
    records = run("quotas", "-f", "json", *asked).json
    found = rows(ledger(tmp_path, *asked[2:], data=data)["目标任务"])
    for row, one in zip(found, records, strict=True):
        reported = one["published"] is not None
        assert (row["排名"], row["单位"], row["类别"]) == (
            number(one["rank"]),
            one["unit"],
            one["kind"],
        )
        assert (row["目标"], row["已公开"]) == (
            one["target"],
            one["published"] if reported else "未报",
        )
        assert (row["序时应完成"], row["还差"], row["月均还需"]) == (
            one["expected"],
            number(one["lacking"]),
            number(one["needed_per_month"]),
        )
        assert row["灯"] == number(one["light"])
        if reported:
            assert row["完成率"] == pytest.approx(one["rate"], abs=0.00005)
            assert row["超欠"] == pytest.approx(one["gap_points"], abs=0.05)


def test_units_are_those_of_the_register(tmp_path: Path) -> None:
    records = run("units", "-f", "json", "--data", DATA).json
    found = rows(ledger(tmp_path)["单位"])
    assert [(row["单位"], row["类别"], row["目标任务（条）"]) for row in found] == [
        (one["name"], one["kind"], number(one["target"])) for one in records
    ]
    # Leads: the office tasks 1 and 2, the justice bureau 1, the brigade 3. Supports: the
    # enforcement bureau 1; the town and the street 1 through their group, and 2.
    assert [(row["牵头任务（项）"], row["责任任务（项）"]) for row in found] == [
        (2, 0),
        (1, 0),
        (0, 1),
        (1, 0),
        (0, 2),
        (0, 2),
    ]
    assert total(ledger(tmp_path)["单位"])["目标任务（条）"] == 600


def test_the_numbers_of_the_quotas_by_hand(tmp_path: Path) -> None:
    sheet = ledger(tmp_path)["目标任务"]
    justice = rows(sheet)[0]
    # 18 + 20 of 150; half of the year is over: 75 are due, 38/150 − 1/2 = −37/150.
    assert (justice["已公开"], justice["序时应完成"], justice["还差"]) == (38, 75, 112)
    assert justice["完成率"] == pytest.approx(38 / 150)
    assert justice["序时进度"] == 0.5
    assert justice["超欠"] == pytest.approx(-3700 / 150)
    assert [cell.number_format for cell in sheet[3]][5:9] == [
        "0.0%",
        "0.0%",
        "0",
        "+0.0;-0.0;0.0",
    ]
    assert sheet["I3"].fill.fgColor.rgb == sheet["L3"].fill.fgColor.rgb == "FFFFF2CC"  # 黄


def test_rates_and_pace_are_drawn(tmp_path: Path) -> None:
    (chart,) = ledger(tmp_path)["目标任务"]._charts
    drawn = [part.series[0].val.numRef.f for part in chart._charts]
    assert drawn == ["目标任务!$F$3:$F$7", "目标任务!$G$3:$G$7"]


def test_month_by_month(tmp_path: Path) -> None:
    sheet = ledger(tmp_path, "--today", "2021-07-05")["逐月"]
    # June is due on 5 July: who has not reported it is not behind with that.
    assert [list(row.values()) for row in rows(sheet)] == [
        ["司法局", "区直部门", 150, *["未报"] * 4, 18, 20, 38, None],
        ["政府办公室", "区直部门", 200, *["未报"] * 5, 21, 21, None],
        ["行政执法局", "区直部门", 100, *["未报"] * 5, "待报", "未报", None],
        ["青石镇", "镇", 80, *["未报"] * 4, 0, "待报", 0, None],
        ["清溪街道", "街道", 70, *["未报"] * 5, "待报", "未报", None],
    ]
    assert list(total(sheet).values()) == [
        *("合计", "5 个单位", 600),
        *["未报"] * 4,
        *(18, 41, 59, None),
    ]
    june = rows(ledger(tmp_path, "--today", "2021-07-06")["逐月"])
    assert [row["6月"] for row in june] == [20, 21, "未报", "未报", "未报"]


def test_a_month_to_come_is_not_shown(tmp_path: Path) -> None:
    sheet = ledger(tmp_path, "--today", "2021-06-29")["逐月"]
    assert list(rows(sheet)[0]) == [
        "单位",
        "类别",
        "目标",
        *(f"{n}月" for n in range(1, 6)),
        "累计",
        "走势",
    ]
    assert rows(sheet)[0]["累计"] == 18


# -- what is nowhere else --------------------------------------------------


def test_what_was_written_down_when_a_duty_was_done(tmp_path: Path) -> None:
    sheet = ledger(tmp_path)["时限"]
    done = [row for row in rows(sheet) if row["办结日"] != "—"]
    assert [(row["编号"], row["办结日"], row["办结说明"], row["网址"]) for row in done] == [
        ("1.2", datetime(2021, 6, 4), None, None),
        ("2.1", datetime(2021, 6, 15), None, None),
        ("1.1", datetime(2021, 6, 28), "已在门户网站公布。", "https://www.example.com/1.html"),
    ]
    (link,) = [cell.hyperlink.target for cell in sheet["L"] if cell.hyperlink]
    assert link == "https://www.example.com/1.html"


def test_what_was_done_later_is_not_told_yet(tmp_path: Path) -> None:
    found = rows(ledger(tmp_path, "--today", "2021-06-27")["时限"])
    (one,) = [row for row in found if row["编号"] == "1.1"]
    assert (one["状态"], one["办结日"], one["办结说明"], one["网址"]) == ("临期", "—", None, None)


def test_notes_of_events_go_to_the_right_one(tmp_path: Path) -> None:
    data = base_with(
        tmp_path / "data",
        "tasks",
        "          - date: 2021-07-01\n",
        "          - date: 2021-06-11\n            what: 开设一个账号\n"
        "            done: {on: 2021-06-15, note: 已报备。}\n",
    )
    found = rows(ledger(tmp_path, data=str(data))["时限"])
    assert [(row["事项"], row["办结说明"]) for row in found if row["编号"] == "2.1"] == [
        ("报备（2021-06-10 注销一个账号，青石镇）", None),
        ("报备（2021-06-11 开设一个账号，清溪街道）", "已报备。"),
        ("报备", None),
    ]


def test_rows_lead_to_each_other(tmp_path: Path) -> None:
    book = ledger(tmp_path)
    assert {
        (sheet.title, at): sheet[at].hyperlink.location
        for sheet in book
        for at in ("A3", "B3", "E3")
        if sheet[at].hyperlink
    } == {
        ("任务台账", "A3"): "'原文'!A3",
        ("时限", "A3"): "'任务台账'!A3",
        ("目标任务", "B3"): "'单位'!A4",  # the justice bureau is second in the register
        ("单位", "E3"): "'目标任务'!A4",  # the office is second by its rate
        ("原文", "A3"): "'任务台账'!A3",
    }
    # From the number of duties to the first of them: 1.1 stands in the fifth row.
    assert book["任务台账"]["F3"].hyperlink.location == "'时限'!A5"


# -- one unit --------------------------------------------------------------


def test_the_ledger_of_a_unit(tmp_path: Path) -> None:
    book = ledger(tmp_path, "--unit", "清溪街道")
    assert book["任务台账"]["A1"].value == "清溪街道：任务台账（2 项任务，截至 2021-06-30）"
    assert [(row["任务"], row["角色"]) for row in rows(book["任务台账"])] == [
        ("（一）公布和更新目录", "责任（各镇、街道）"),
        ("（二）报备账号", "责任"),
    ]
    asked = ("deadlines", "--all", "--unit", "清溪街道", "-f", "json", "--data", DATA)
    assert [row["编号"] for row in rows(book["时限"])] == [one["id"] for one in run(*asked).json]
    assert {row["角色"] for row in rows(book["时限"])} == {"责任"}
    for name in ("目标任务", "逐月", "单位"):
        assert [row["单位"] for row in rows(book[name])] == ["清溪街道"]


def test_several_units_share_a_task_that_stands_once(tmp_path: Path) -> None:
    book = ledger(tmp_path, "--unit", "清溪街道", "--unit", "司法局")
    assert [row["序号"] for row in rows(book["任务台账"])] == [1, 2]
    assert "角色" not in rows(book["任务台账"])[0]
    assert [row["单位"] for row in rows(book["目标任务"])] == ["司法局", "清溪街道"]


def test_a_unit_without_a_target_and_one_that_may_be_the_same(tmp_path: Path) -> None:
    asked = ("export", "-o", "台账.xlsx", "--data", DATA, "--unit", "综合执法大队")
    assert run(*asked, cwd=tmp_path).err.splitlines() == [
        "已写入 台账.xlsx",
        "“综合执法大队”与“行政执法局”可能是同一机构，原文没有写明，这里分开列；"
        f"请一并查看：anju unit 行政执法局 --data {DATA}",
    ]
    book = load_workbook(tmp_path / "台账.xlsx")
    assert book["目标任务"]["A3"].value == book["逐月"]["A3"].value == "没有目标任务。"
    assert rows(book["单位"])[0]["可能同一机构"] == "行政执法局"


# -- csv and json ----------------------------------------------------------


def test_a_csv_file_for_each_sheet(tmp_path: Path) -> None:
    outcome = run("export", "-o", "台账.csv", "--data", DATA, cwd=tmp_path)
    assert outcome.err.splitlines() == [
        "已写入 台账-任务台账.csv（3 行）",
        "已写入 台账-时限.csv（14 行）",
        "已写入 台账-目标任务.csv（5 行）",
        "已写入 台账-逐月.csv（5 行）",
        "已写入 台账-单位.csv（6 行）",
        "已写入 台账-原文.csv（3 行）",
    ]
    with (tmp_path / "台账-目标任务.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["单位"], first["完成率"], first["序时进度"]) == ("司法局", "0.2533", "0.5")


def test_json_has_everything() -> None:
    whole = run("export", "-f", "json", "--data", DATA).json
    assert list(whole) == [
        *("plan", "today", "pace", "sections", "tasks", "deadlines", "quotas", "quota_total"),
        *("units", "groups"),
    ]
    assert whole["plan"]["issued"] == "2021-05-26"
    # of 600: 350 counted to June, 250 to May
    assert whole["pace"] == {
        "rule": "按月",
        "counted_from": None,
        "report_by": "次月5日",
        "pace": 0.4653,
    }
    (done,) = [one for one in whole["deadlines"] if one["id"] == "1.1"]
    assert done == {
        "id": "1.1",
        "task": 1,
        "title": "公布和更新目录",
        "what": "公布目录",
        "kind": "fixed",
        "period": None,
        "due": "2021-06-30",
        "last_workday": "2021-06-30",
        "state": "done",
        "days_left": None,
        "units": ["政府办公室", "司法局"],
        "unit": None,
        "event": None,
        "uid": "2021-1.1-c814037a67b4@anju",
        "rule": "固定日期，含当日",
        "quote": "2021年6月30日前公布目录",
        "note": None,
        "done_on": "2021-06-28",
        "done_note": "已在门户网站公布。",
        "done_link": "https://www.example.com/1.html",
    }
    assert whole["tasks"][0]["note"] == "原文的责任单位写作“各单位”。"
    assert done in whole["tasks"][0]["deadlines"]
    assert whole["quotas"][0]["months"] == {
        **{f"2021-0{month}": None for month in range(1, 5)},
        "2021-05": 18,
        "2021-06": 20,
    }
    assert whole["quota_total"] == {
        "units": 5,
        "unreported": 2,
        "incomplete": 3,
        "target": 600,
        "published": 59,
        "rate": 0.0983,
        "expected": 281,
        "gap_points": -36.7,
        "lacking": 371,
        "needed_per_month": 61,
        "light": "红",
        "through": "2021-05",
    }
    assert whole["units"][4] == {
        "name": "青石镇",
        "full_name": None,
        "kind": "镇",
        "aliases": [],
        "groups": ["各镇、街道"],
        "target": 80,
        "see_also": [],
        "note": None,
        "lead_tasks": [],
        "support_tasks": [1, 2],
    }
    assert whole["groups"][1]["members"] == ["政府办公室", "司法局", "行政执法局"]


@pytest.mark.parametrize(
    ("command", "key"), [("deadlines --all", "deadlines"), ("quotas", "quotas"), ("units", "units")]
)
def test_json_has_the_records_of_the_other_commands(command: str, key: str) -> None:
    whole = run("export", "-f", "json", "--data", DATA).json[key]
    records = run(*command.split(), "-f", "json", "--data", DATA).json
    assert [
        {name: one[name] for name in record} for one, record in zip(whole, records, strict=True)
    ] == records


def test_a_json_file(tmp_path: Path) -> None:
    outcome = run("export", "-o", "台账.json", "--data", DATA, cwd=tmp_path)
    assert outcome.err == "已写入 台账.json\n"
    written = json.loads((tmp_path / "台账.json").read_text(encoding="utf-8"))
    assert written == run("export", "-f", "json", "--data", DATA).json


# -- the day and the way out -----------------------------------------------


def test_the_same_day_gives_the_same_bytes(tmp_path: Path) -> None:
    ledger(tmp_path)
    first = (tmp_path / "台账.xlsx").read_bytes()
    (tmp_path / "台账.xlsx").unlink()
    ledger(tmp_path)
    assert (tmp_path / "台账.xlsx").read_bytes() == first


def test_after_the_year_it_is_said_that_it_is_over(tmp_path: Path) -> None:
    over = "今天是 2022-01-10，2021 年的计划已经结束。"
    book = ledger(tmp_path, "--today", "2022-01-10")
    assert [notes(book[name])[0] for name in ("任务台账", "时限", "逐月")] == [over] * 3


@pytest.mark.parametrize("more", [(), ("-f", "csv"), ("-f", "xlsx")])
def test_without_a_file_it_is_said_what_to_write(more: tuple[str, ...]) -> None:
    assert run("export", "--data", DATA, *more).refusal == (
        "选项 --output：请写上要写到哪里，例如 -o 台账.xlsx（Excel）、"
        "-o 台账.csv（每张表一个文件）、-o 台账.json；只有 -f json 可以显示在屏幕上"
    )


def test_other_files_are_refused(tmp_path: Path) -> None:
    asked = ("export", "--data", DATA)
    assert run(*asked, "-o", "台账.docx", cwd=tmp_path).refusal == (
        "选项 --output：这里不会写 .docx 文件。扩展名可以是 .json、.csv（给程序用）、.xlsx（Excel）"
    )
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_unit_is_refused(tmp_path: Path) -> None:
    asked = ("export", "-o", "台账.xlsx", "--data", DATA, "--unit", "司法所")
    assert run(*asked, cwd=tmp_path).refusal == (
        "选项 --unit：名册里没有单位“司法所”。您要找的是不是：司法局？"
        f"请写：anju export --output 台账.xlsx --data {DATA} --unit 司法局"
    )


# -- lists as workbooks ----------------------------------------------------


@pytest.mark.parametrize(
    ("command", "sheet", "count"),
    [
        ("deadlines --all", "2021年政务公开分工方案", 14),
        ("quotas", "2021 年目标任务", 5),
        ("units", "单位名册", 6),
        ("tasks --unit 司法局", "司法局", 1),
    ],
)
def test_every_list_is_written_as_a_workbook(
    tmp_path: Path, command: str, sheet: str, count: int
) -> None:
    outcome = run(*command.split(), "-o", "表.xlsx", "--data", DATA, cwd=tmp_path)
    assert outcome.err == f"已写入 表.xlsx（{count} 行）\n"
    book = load_workbook(tmp_path / "表.xlsx")
    assert book.sheetnames == [sheet]
    assert len(rows(book[sheet])) == count


def test_days_and_numbers_of_a_list_are_days_and_numbers(tmp_path: Path) -> None:
    run("deadlines", "--all", "-o", "表.xlsx", "--data", DATA, cwd=tmp_path)
    first = rows(load_workbook(tmp_path / "表.xlsx").active)[0]
    assert (first["编号"], first["期限"], first["最后工作日"]) == (
        "1.2",
        datetime(2021, 6, 5),
        datetime(2021, 6, 4),
    )
    run("units", "-o", "表.xlsx", "--force", "--data", DATA, cwd=tmp_path)
    sheet = load_workbook(tmp_path / "表.xlsx").active
    assert [row["目标任务（条）"] for row in rows(sheet)] == [200, 150, 100, "—", 80, 70]
    assert total(sheet)["目标任务（条）"] == 600
