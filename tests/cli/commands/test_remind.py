"""anju remind: a letter for each unit that has something to be reminded of."""

from __future__ import annotations

from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from anju_cli.text.width import wrap
from tests.running import BASE, ROOT, TODAY, base_with, copy_of_base, run

ON_BASE = ("--data", BASE)
LEADS_ONLY = "事项只催牵头单位"
OTHER_DAY = "另定请加 --reply-by 日期\n"
NO_CONTACT = (
    "催办单里没有联系人。要写，请在 tasks.yaml 的 plan 里加 contact，"
    "例如 contact: 张三，0825-8660000\n"
)
RULE = "═" * 80

# -- on the screen ---------------------------------------------------------


def test_a_letter_with_a_duty_and_a_quota() -> None:
    done = run("remind", "司法局", *ON_BASE)
    # the third working day after Wednesday 30 June is Monday 5 July
    assert (done.code, done.err) == (
        0,
        f"事项只催牵头单位；责任单位也要催：anju remind 司法局 --data {BASE} --role all\n"
        + "回复期限写的是 2021-07-05（周一）：今天以后第 3 个工作日，是本工具的默认；"
        + OTHER_DAY
        + NO_CONTACT
        + "1—4月的条数一个单位都没有，催办单会请各单位补报；"
        + "是还没有记的，请先记好再催："
        + f"anju record 2021-01 单位=条数 --data {BASE}\n",
    )
    # 38 of 150: half of 150 is 75, 37 more than 38; 112 in 6 months are 18.7 each
    assert (
        done.out
        == """\
政务公开工作催办单
──────────────────

司法局：

按照《2021年政务公开分工方案》，截至2021年6月30日，你单位有下列工作需要抓紧办
理。

一、逾期和临近期限的事项（1 件，其中逾期 0 件）
  任务    事项                                 期次  期限        状态
  ------  -----------------------------------  ----  ----------  ------------
  （一）  报送更新情况（首位牵头 政府办公室）  6月   2021-07-05  临期 剩 5 天

二、公开条数目标任务
  年度任务 150 条，到6月序时进度 50.0%，应完成 75 条；累计公开 38 条，完成率
  25.3%，欠 37 条。全年还差 112 条，余下各月平均每月要公开 19 条。缺1—4月的条
  数，请补报；当月没有公开的，请报 0 条。

三、办理要求
  请抓紧办理，于2021年7月5日前（含当日）将办理情况报送云溪区人民政府办公室。已经
  办结的，请报送办结情况；确有困难的，请说明原因和预计办结的时间。

  说明：期限含当日，遇休息日不顺延；序时进度按月：计入的月数 ÷ 12，不足一条算一
  条。

                                                            云溪区人民政府办公室
                                                                   2021年6月30日
"""
    )


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next blank line, in one; nothing without it."""
    lines = text.splitlines()
    headings = [at for at, line in enumerate(lines, start=1) if line.endswith(heading)]
    return "".join(map(str.strip, takewhile(bool, lines[headings[0] :]))) if headings else ""


def quota(*asked: str, today: date = TODAY) -> str:
    return section(run("remind", *asked, today=today).out, "公开条数目标任务")


def with_counts(folder: Path, counts: str, contact: str = "") -> tuple[str, str]:
    """The base plan with other counts, as an option."""
    quotas = (ROOT / BASE / "quotas.yaml").read_text("utf-8")
    quotas = quotas[: quotas.index("published:")] + f"published:\n{counts}"
    tasks = (ROOT / BASE / "tasks.yaml").read_text("utf-8")
    tasks = tasks.replace("  soon_days: 7", f"{contact}  soon_days: 7")
    return "--data", str(copy_of_base(folder, quotas=quotas, tasks=tasks))


def test_no_report_is_not_zero() -> None:
    assert quota("清溪街道", *ON_BASE, "--today", "2021-07-06") == (
        "年度任务 70 条，到6月序时进度 50.0%，应完成 35 条；你单位一个月的条数都没有报过"
        "（缺1—6月），请补报。"
    )
    assert quota("青石镇", *ON_BASE, "--today", "2021-07-06") == (
        "年度任务 80 条，到6月序时进度 50.0%，应完成 40 条；累计公开 0 条，完成率0.0%，欠 40 条。"
        "全年还差 80 条，余下各月平均每月要公开 14 条。"  # 13.3
        "缺1—4月、6月的条数，请补报；当月没有公开的，请报 0 条。"
    )


def test_when_one_month_is_left_it_is_named(tmp_path: Path) -> None:
    months = "".join(f"  2021-{month:02}: {{青石镇: 4}}\n" for month in range(1, 12))
    data = with_counts(tmp_path / "plan", months)
    behind = "年度任务 80 条，到11月序时进度 91.7%，应完成 74 条；累计公开 44 条，完成率55.0%，"
    for day, rest in (
        (date(2021, 12, 20), "欠 30 条。全年还差 36 条，12月要公开 36 条。"),
        (date(2022, 1, 3), "欠 30 条。"),  # December is past, and its reports are not due yet
    ):
        assert quota("青石镇", *data, today=day) == behind + rest


def test_only_what_is_true_of_a_unit_is_said(tmp_path: Path) -> None:
    months = "".join(f"  2021-0{month}: {{司法局: 20, 青石镇: 7}}\n" for month in range(1, 6))
    data = with_counts(tmp_path / "plan", f"{months}  2021-06: {{司法局: 5, 政府办公室: 200}}\n")
    # Until 5 July nobody is asked for June: the town is counted until May, of which it has all.
    assert quota("青石镇", *data, "--today", "2021-07-05") == ""
    # 35 of 40, and no word of what it owes: June may be what is missing to it
    assert quota("青石镇", *data, "--today", "2021-07-06").startswith("年度任务 80 条，到6月")
    # ahead, and asked for its months alone
    assert quota("政府办公室", *data, "--today", "2021-07-06") == (
        "年度任务 200 条，累计公开 200 条，完成率 100.0%，达到6月的序时进度 50.0%。"
        "缺1—5月的条数，请补报；当月没有公开的，请报 0 条。"
    )
    # overdue on a duty, nothing wrong with its counts: no word of them
    late = run("remind", "司法局", *data, "--today", "2021-07-06").out
    assert "（1 件，其中逾期 1 件）" in late
    assert "公开条数" not in late
    assert (
        run("remind", "司法局", *data, "--today", "2021-07-06", "-f", "json").json[0]["quota"]
        is None
    )


def test_when_no_month_is_left(tmp_path: Path) -> None:
    months = "".join(f"  2021-{month:02}: {{司法局: 2}}\n" for month in range(1, 13))
    data = with_counts(tmp_path / "plan", months)
    assert quota("司法局", *data, today=date(2021, 12, 31)) == (
        "年度任务 150 条，到12月序时进度 100.0%，应完成 150 条；累计公开 24 条，完成率16.0%，"
        "欠 126 条。"
    )


def test_turns_of_a_duty_stand_together_and_a_day_off_has_its_last_working_day() -> None:
    # 5 September 2021 is a Sunday; the last working day before it is Friday
    out = run("remind", "政府办公室", *ON_BASE, "--today", "2021-09-06").out
    assert out[out.index("  任务") : out.index("\n\n二、")].splitlines() == [
        "  任务    事项          期次    期限        最后工作日  状态",
        "  ------  ------------  ------  ----------  ----------  ----------",
        "  （二）  检查账号      上半年  2021-06-30              逾期 68 天",
        "  （一）  报送更新情况  6月     2021-07-05              逾期 63 天",
        "  （一）  同上          7月     2021-08-05              逾期 32 天",
        "  （一）  同上          8月     2021-09-05  2021-09-03  逾期 1 天",
    ]


# -- the answer --------------------------------------------------------------


def reply(*asked: str) -> str:
    """The first sentence of what a letter asks for."""
    return section(run("remind", "司法局", *asked).out, "办理要求").partition("。")[0]


def test_whom_to_call(tmp_path: Path) -> None:
    data = with_counts(tmp_path / "plan", "  2021-06: {}\n", "  contact: 张三，0825-8660000\n")
    done = run("remind", "司法局", *data)
    assert "\n\n  联系人：张三，0825-8660000。\n\n" in done.out
    assert "contact" not in done.err
    without = run("remind", "司法局", *ON_BASE)
    assert "联系人" not in without.out
    assert NO_CONTACT in without.err


@pytest.mark.parametrize(
    ("today", "asked", "words", "remark"),
    [
        # 30 September is a Thursday: seven days off, 8 and 9 October (a Saturday) are worked
        (
            "2021-09-30",
            (),
            "于2021年10月11日前（含当日）",
            "回复期限写的是 2021-10-11（周一）：今天以后第 3 个工作日，是本工具的默认；",
        ),
        ("2021-06-30", ("2021-06-30",), "于2021年6月30日前（含当日）", ""),
        (
            "2021-06-30",
            ("2021年7月4日",),
            "于2021年7月4日前（含当日）",
            "回复期限 2021-07-04 是周日，不上班，请核对\n",
        ),
        (
            "2040-06-30",
            (),
            "在收到后3个工作日内",
            "没有当年的放假安排，算不出哪天回复，催办单里写“收到后3个工作日内”；",
        ),
    ],
)
def test_by_which_day_to_answer(
    today: str, asked: tuple[str, ...], words: str, remark: str
) -> None:
    options = (*ON_BASE, "--today", today, *(f"--reply-by={day}" for day in asked))
    assert reply(*options) == f"请抓紧办理，{words}将办理情况报送云溪区人民政府办公室"
    done = run("remind", "司法局", *options)
    assert remark + (OTHER_DAY if remark.endswith("；") else "") in done.err
    if not asked:
        assert "--reply-by" in done.err
    record = run("remind", "司法局", *options, "-f", "json").json[0]
    assert record["reply_by"] == {"2021-09-30": "2021-10-11", "2040-06-30": None}.get(
        today, record["reply_by"]
    )


# -- days and roles ------------------------------------------------------------


def test_a_year_whose_holidays_are_not_known(tmp_path: Path) -> None:
    tasks = """\
plan: {title: 方案, issuer: 办公室, issued: 2040-01-04, year: 2040, source: 通知}
sections: [{number: 1, title: 部分}]
tasks:
  - number: 1
    section: 1
    title: 公布目录
    text: 6月30日前公布目录。
    lead: [司法局]
    deadlines:
      - {id: "1.1", kind: 固定日期, what: 公布目录, quote: 6月30日前, due: 2040-06-30}
"""
    quotas = "year: 2040\ntotal: 1\ntargets: {司法局: 1}\n"
    data = str(copy_of_base(tmp_path / "plan", tasks=tasks, quotas=quotas))
    done = run("remind", "--data", data, "--today", "2040-06-30")
    assert "  （一）  公布目录  2040-06-30  今日到期" in done.lines
    assert "还没有 2040 年的放假安排，最后工作日未列（不按周一至周五猜）。" in done.err
    assert "pip" not in done.out  # no letter says how to fix the program that wrote it


def test_all_units_in_the_order_of_the_register() -> None:
    out = run("remind", *ON_BASE).out
    letters = out.split(f"\n{RULE}\n\n")
    assert [letter.splitlines()[3] for letter in letters] == [f"{name}：" for name in NAMES]
    assert letters[0] == run("remind", "司法局", *ON_BASE).out.removesuffix("\n") + "\n"


def test_supporters_where_it_is_asked_for() -> None:
    done = run("remind", "青石镇", "--role", "all", *ON_BASE)
    assert LEADS_ONLY not in done.err
    assert [line.split("  ")[2] for line in done.lines if line.startswith("  （")] == [
        "检查账号（牵头 政府办公室）",
        "报送更新情况（牵头 政府办公室）",
    ]
    for words, same in (("责任", "support"), ("全部", "all"), ("牵头", "lead")):
        out = run("remind", *ON_BASE, "--role", words).out
        assert out == run("remind", *ON_BASE, "--role", same).out


def test_days_ahead() -> None:
    near = run("remind", "司法局", "--within", "4", *ON_BASE).out
    assert "报送更新情况" not in near
    assert "7月   2021-08-05" in run("remind", "司法局", "--within", "36", *ON_BASE).out


# -- nothing ---------------------------------------------------------------


def test_who_has_nothing_is_said() -> None:
    done = run("remind", "综合执法大队", *ON_BASE)
    assert (done.code, done.out) == (
        0,
        "综合执法大队没有要催的：没有逾期的和 7 天内到期的事项，目标任务也没有落后或缺报。\n",
    )


def test_beside_those_who_have_something_too() -> None:
    done = run("remind", "司法局", "综合执法大队", "--within", "0", *ON_BASE)
    assert done.out == run("remind", "司法局", "--within", "0", *ON_BASE).out
    assert done.err.splitlines()[0] == (
        "综合执法大队没有要催的：没有逾期的和今天到期的事项，目标任务也没有落后或缺报。"
    )


def test_nobody_has_anything(tmp_path: Path) -> None:
    quotas = "year: 2021\ntotal: 1\ntargets:\n  司法局: 1\npublished:\n"
    quotas += "".join(f"  2021-0{month}: {{司法局: 1}}\n" for month in range(1, 6))
    data = str(copy_of_base(tmp_path / "plan", quotas=quotas))
    asked = ("remind", "--data", data, "--today", "2021-06-29", "--within", "0")
    done = run(*asked)
    assert (done.code, done.out) == (
        0,
        "全部单位没有要催的：没有逾期的和今天到期的事项，目标任务也没有落后或缺报。\n",
    )
    assert run(*asked, "-f", "json").json == []
    for output in (("-o", str(tmp_path / "a.docx")), ("--each", "-o", str(tmp_path / "each"))):
        done = run(*asked, *output)
        assert (done.code, done.out) == (0, "")
        assert done.err.startswith("全部单位没有要催的：")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan"]


# -- who -------------------------------------------------------------------


def test_the_office_that_issues_the_plan_gets_none_unless_it_is_named(tmp_path: Path) -> None:
    told = (
        "政府办公室是印发单位，它也有要催的，没有给它写；"
        f"要写：anju remind 政府办公室 --data {BASE}\n"
    )
    everyone = run("remind", *ON_BASE, "-f", "json")
    assert [record["unit"] for record in everyone.json] == list(NAMES)
    assert told in everyone.err
    files = run("remind", *ON_BASE, "--each", "-o", str(tmp_path / "催办单"))
    assert told in files.err  # the hints are for the screen: --each wants -o, whose files are there
    assert f"也要催：anju remind --data {BASE} --role all\n" in files.err
    for asked in (("政府办公室",), ("--unit", "区政府办公室", "司法局")):
        done = run("remind", *asked, *ON_BASE)
        assert "\n政府办公室：\n" in done.out
        assert "印发单位" not in done.err
    # Whom "某办公室" means is not certain: nobody is left out.
    data = base_with(tmp_path / "plan", "tasks", "云溪区人民政府办公室", "某办公室")
    assert "\n政府办公室：\n" in run("remind", "--data", str(data)).out


def test_when_the_office_alone_has_something(tmp_path: Path) -> None:
    quotas = "year: 2021\ntotal: 1\ntargets:\n  政府办公室: 1\n"
    data = copy_of_base(tmp_path / "plan", quotas=quotas)
    done = run("remind", "--data", str(data), "--today", "2021-06-29", "--within", "0")
    assert done.out == (
        "别的单位没有要催的：没有逾期的和今天到期的事项，目标任务也没有落后或缺报。\n"
    )
    assert done.err.startswith("政府办公室是印发单位，它也有要催的")


def test_a_unit_by_any_name_and_in_either_way() -> None:
    one = run("remind", "司法局", *ON_BASE)
    assert run("remind", "区司法局", *ON_BASE).out == one.out
    assert run("remind", "--unit", "云溪区司法局", "司法局", *ON_BASE).out == one.out


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (
            ("司去局",),
            "参数 单位：名册里没有单位“司去局”。您要找的是不是：司法局？"
            f"请写：anju remind 司法局 --data {BASE}",
        ),
        (
            ("各镇、街道",),
            "参数 单位：“各镇、街道”是一组单位，请写其中一个。"
            "组里的单位："
            f"anju units --data {BASE} --group 各镇、街道",
        ),
        (("--each",), "选项 --each：要用 -o 写上放文件的文件夹，例如 --each -o 催办单"),
        (
            ("--reply-by", "2021-06-29"),
            "选项 --reply-by：2021-06-29 早于催办单的日期 2021-06-30。请写那天或以后的日期",
        ),
        (
            ("--role", "甲"),
            "选项 --role：“甲”不在可选之列。可以写：lead（牵头）、support（责任）、all（全部）",
        ),
    ],
)
def test_what_is_refused(asked: tuple[str, ...], refusal: str) -> None:
    assert run("remind", *asked, *ON_BASE).refusal == refusal


def test_who_asks_about_a_unit_is_told_of_the_other_that_may_be_it() -> None:
    assert run("remind", "行政执法局", *ON_BASE).err.endswith(
        "“行政执法局”与“综合执法大队”可能是同一机构，原文没有写明，这里分开列；"
        "请一并查看：anju remind 综合执法大队 --data tests/fixtures/base\n"
    )


def test_after_the_year_it_is_said() -> None:
    assert "2021 年的计划已经结束" in run("remind", *ON_BASE, "--today", "2022-01-04").err


# -- for programs ----------------------------------------------------------


def test_json() -> None:
    (found,) = run("remind", "司法局", *ON_BASE, "-f", "json").json
    assert found == {
        "unit": "司法局",
        "kind": "区直部门",
        "today": "2021-06-30",
        "reply_by": "2021-07-05",
        "deadlines": [
            {
                "id": "1.2",
                "task": 1,
                "title": "公布和更新目录",
                "what": "报送更新情况（2021年6月）",
                "kind": "recurring",
                "period": "2021-06",
                "due": "2021-07-05",
                "last_workday": "2021-07-05",
                "state": "soon",
                "days_left": 5,
                "units": ["政府办公室", "司法局"],
                "unit": None,
                "event": None,
                "uid": "2021-1.2-2021-06-c814037a67b4@anju",
                "quote": "更新情况于次月5日前报区政府办公室",
                "role": "lead",
                "via": None,
            }
        ],
        "quota": {
            "unit": "司法局",
            "kind": "区直部门",
            "target": 150,
            "published": 38,
            "rate": 0.2533,
            "expected": 75,
            "gap_points": -24.7,
            "lacking": 112,
            "needed_per_month": 19,
            "light": "黄",
            "rank": 1,
            "through": "2021-06",
            "missing": ["2021-01", "2021-02", "2021-03", "2021-04"],
            "behind": 37,
            "blank_months": ["2021-01", "2021-02", "2021-03", "2021-04"],
        },
    }


def test_json_of_a_supporter_and_of_no_report() -> None:
    everyone: list[dict[str, Any]] = run("remind", "--role", "all", *ON_BASE, "-f", "json").json
    (street,) = (one for one in everyone if one["unit"] == "清溪街道")
    assert [(one["id"], one["role"], one["via"]) for one in street["deadlines"]] == [
        ("2.2", "support", None),
        ("1.2", "support", "各镇、街道"),
    ]
    quota = street["quota"]
    assert (quota["published"], quota["behind"], quota["light"]) == (None, None, None)
    assert quota["blank_months"] == [f"2021-0{month}" for month in range(1, 6)]


# -- files -----------------------------------------------------------------


def texts_of(path: Path) -> list[str]:
    from docx import Document

    return [one.text for one in Document(str(path)).paragraphs]


def test_one_word_file_with_a_sheet_for_each(tmp_path: Path) -> None:
    done = run("remind", *ON_BASE, "-o", "催办单.docx", cwd=tmp_path_with_base(tmp_path))
    assert done.err.startswith("已写入 催办单.docx（4 份）\n")
    texts = texts_of(tmp_path / "催办单.docx")
    recipients = [one for one in texts if one.endswith("：") and "，" not in one]
    assert recipients == [f"{name}：" for name in NAMES]
    assert texts.count("政务公开工作催办单") == 4
    assert texts.count("云溪区人民政府办公室") == texts.count("2021年6月30日") == 4

    from docx import Document

    assert len(Document(str(tmp_path / "催办单.docx")).sections) == 4


ROOM = 12756
"""The height of the text on a page of 225 mm, in twips."""


def text_of(paragraph: Any) -> str:
    return "".join(run.text for run in paragraph.r_lst)


def height(page: list[Any]) -> int:
    """Estimate how high the paragraphs and tables of a letter are, in twips."""
    total = 0
    for element in page:
        if element.tag.endswith("}tbl"):
            for row in element.tr_lst:
                cells = [(text_of(cell.p_lst[0]), cell.width.twips - 168) for cell in row.tc_lst]
                lines = max(len(wrap(text, width // 105)) for text, width in cells)
                total += 60 + 300 * lines
            continue
        style, text = element.style, text_of(element)
        lines = len(wrap("　　" + text, 84 if style == "Note" else 56))
        total += lines * {"Title": 680 + 460, "Note": 320}.get(style, 460)
    return total + 460  # above the signature


@pytest.mark.parametrize(
    ("today", "count", "too_long"),
    [
        ("2021-06-30", 25, []),
        ("2021-07-20", 25, []),
        ("2021-09-15", 49, []),
        ("2021-12-31", 51, ["行政审批局："]),
    ],
)
def test_each_letter_of_the_half_year_is_on_one_page(
    tmp_path: Path, today: str, count: int, too_long: list[str]
) -> None:
    """LibreOffice drew them on 25, 25, 49 and 52 pages."""
    from docx import Document

    asked = ("--data", "examples/half-year", "--today", today, "-o", str(tmp_path / "a.docx"))
    assert run("remind", *asked).code == 0
    letters: list[list[Any]] = [[]]
    for element in Document(str(tmp_path / "a.docx")).element.body:
        letters[-1].append(element)
        if element.tag.endswith("}p") and element.xpath("w:pPr/w:sectPr"):
            letters.append([])
    letters[-1].pop()  # of the last section the body tells
    assert len(letters) == count
    assert [letter[1].r_lst[0].text for letter in letters if height(letter) > ROOM] == too_long


def tmp_path_with_base(folder: Path) -> Path:
    """``folder`` with the base plan where ``--data`` names it."""
    (folder / BASE).parent.mkdir(parents=True)
    copy_of_base(folder / BASE)
    return folder


NAMES = ("司法局", "行政执法局", "青石镇", "清溪街道")


@pytest.mark.parametrize(
    ("form", "suffix"),
    [((), ".docx"), (("-f", "md"), ".md"), (("-f", "html"), ".html"), (("-f", "table"), ".txt")],
)
def test_a_file_for_each(tmp_path: Path, form: tuple[str, ...], suffix: str) -> None:
    home = tmp_path_with_base(tmp_path)
    asked = ("remind", *ON_BASE, "--each", "-o", "催办", *form)
    done = run(*asked, cwd=home)
    files = [f"催办单-{name}{suffix}" for name in NAMES]
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[:5] == [
        *(f"已写入 {Path('催办', file)}" for file in files),
        "共 4 份",
    ]
    assert sorted(path.name for path in (home / "催办").iterdir()) == sorted(files)
    first = {path.name: path.read_bytes() for path in (home / "催办").iterdir()}
    (home / "催办" / files[0]).write_bytes(b"old")
    (home / "催办" / "别的.txt").write_bytes(b"kept")
    assert run(*asked, "--force", cwd=home).code == 0
    assert {path.name: path.read_bytes() for path in (home / "催办").iterdir()} == {
        **first,
        "别的.txt": b"kept",
    }


def test_a_file_for_each_says_what_the_screen_says(tmp_path: Path) -> None:
    run("remind", "司法局", *ON_BASE, "--each", "-f", "table", "-o", str(tmp_path / "a"))
    text = (tmp_path / "a" / "催办单-司法局.txt").read_text("utf-8")
    assert text == run("remind", "司法局", *ON_BASE).out
    run("remind", "司法局", *ON_BASE, "--each", "-o", str(tmp_path / "a"))
    texts = texts_of(tmp_path / "a" / "催办单-司法局.docx")
    assert texts[:2] == ["政务公开工作催办单", "司法局："]
    assert any("累计公开 38\xa0条，完成率 25.3%" in text for text in texts)


def test_names_that_no_disk_takes(tmp_path: Path) -> None:
    units = """\
units:
  - {name: 甲/乙局, kind: 区直部门}
  - {name: 甲乙局, kind: 区直部门}
  - {name: 甲_乙局, kind: 区直部门}
"""
    tasks = """\
plan: {title: 方案, issuer: 办公室, issued: 2021-01-04, year: 2021, source: 通知}
sections: [{number: 1, title: 部分}]
tasks: [{number: 1, section: 1, title: 事, text: 做事。, lead: [甲/乙局]}]
"""
    quotas = "year: 2021\ntotal: 3\ntargets: {甲/乙局: 1, 甲乙局: 1, 甲_乙局: 1}\n"
    data = copy_of_base(tmp_path / "plan", units=units, tasks=tasks, quotas=quotas)
    asked = ("--data", str(data), "--each", "-f", "md", "-o", str(tmp_path / "a"))
    assert run("remind", *asked).code == 0
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == [
        *("催办单-甲_乙局-2.md", "催办单-甲_乙局.md", "催办单-甲乙局.md"),
    ]


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    asked = ("remind", *ON_BASE, "--each", "-o")
    there, nowhere = tmp_path / "a", tmp_path / "b" / "c"
    assert run(*asked, str(there)).refusal == (
        f"选项 --output：{there} 已经是一个文件。请换一个文件夹名。"
    )
    assert run(*asked, str(nowhere)).refusal == (
        f"选项 --output：无法新建文件夹 {nowhere}：文件夹 {tmp_path / 'b'} 不存在。"
        "请先建好这个文件夹，或者换一个位置。"
    )


def test_markdown_and_html_together(tmp_path: Path) -> None:
    out = run("remind", *ON_BASE, "-f", "md").out
    letters = out.split("\n---\n\n")
    assert [letter.splitlines()[:3] for letter in letters] == [
        ["# 政务公开工作催办单", "", f"{name}："] for name in NAMES
    ]
    run("remind", *ON_BASE, "-o", str(tmp_path / "a.html"))
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.count("<article>") == 4
    assert page.count("</html>") == 1


# -- the template ----------------------------------------------------------


def template(folder: Path, text: str) -> str:
    (folder / "措辞.yaml").write_text(text, encoding="utf-8")
    return str(folder / "措辞.yaml")


def test_the_shipped_template_says_what_is_said_without_one(tmp_path: Path) -> None:
    printed = run("remind", "--print-template")
    assert printed.code == 0
    assert printed.out.startswith("# 催办单的措辞。")
    own = template(tmp_path, printed.out)
    assert run("remind", "--template", own, *ON_BASE).out == run("remind", *ON_BASE).out


def test_words_of_ones_own(tmp_path: Path) -> None:
    own = template(
        tmp_path,
        "title: 督办通知\n"
        "opening: '{单位}（{年}）：{日期}，{事项数} 件，{逾期数} 件逾期。'\n"
        "reply: 请{回复期限}报{印发单位}，\n"
        "rules: 注\n",
    )
    out = run("remind", "政府办公室", "--template", own, *ON_BASE, "--today", "2021-07-01").out
    assert out.splitlines()[0] == "督办通知"
    assert "政府办公室（2021）：2021年7月1日，2 件，1 件逾期。" in out
    assert "请于2021年7月6日前（含当日）报云溪区人民政府办公室，已经办结的" in out
    assert "\n  注：期限含当日" in out
    assert "公开条数目标任务" in out  # what is left out stays


def test_everything_wrong_in_a_template_is_said_at_once(tmp_path: Path) -> None:
    text = "titel: 甲\ntitle:\nopening: '{单}：'\nclosing: '{月} {'\n"
    (tmp_path / "措辞.yaml").write_text(text, encoding="utf-8")
    data = str(ROOT / BASE)
    done = run("remind", "--template", "措辞.yaml", "-o", "x.md", "--data", data, cwd=tmp_path)
    assert (done.code, done.out) == (1, "")
    assert (
        done.err
        == """\
措辞.yaml:1:1: 错误 A202 不认识的项名“titel”
titel: 甲
^
  这里可以写：title、opening、duties、quota、behind、rest、on_pace、missing、unreported、\
request、reply、closing、contact、rules

措辞.yaml:2:7: 错误 A208 title 不能空着
title:
      ^
  请写标题

措辞.yaml:3:10: 错误 A207 opening 不认识的占位词：{单}
opening: '{单}：'
         ^
  {单} 可能是 {单位}；这一句可以用：\
{年}、{日期}、{截至}、{计划}、{印发单位}、{单位}、{事项数}、{逾期数}、{回复期限}

措辞.yaml:4:10: 错误 A207 closing 不认识的占位词：{月}
closing: '{月} {'
         ^
  这一句可以用：\
{年}、{日期}、{截至}、{计划}、{印发单位}、{单位}、{事项数}、{逾期数}、{回复期限}

1 个文件，4 处错误，0 处提示
模板有错误，改好再用；自带的模板可用 --print-template 得到。
"""
    )
    assert not (tmp_path / "x.md").exists()


def test_a_template_that_is_not_there() -> None:
    done = run("remind", "--template", "无.yaml", *ON_BASE)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[:2] == [
        "无.yaml:1:1: 错误 A001 没有这个文件",
        "  请核对路径；自带的模板：anju remind --print-template -o 模板.yaml",
    ]
