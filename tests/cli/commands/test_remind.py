"""anju remind: a letter for each unit that has something to be reminded of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.running import BASE, ROOT, base_with, copy_of_base, run

ON_BASE = ("--data", BASE)


def leads_only(*words: str) -> str:
    """What is said where ``anju remind`` asks of lead units alone."""
    line = " ".join(("anju remind", *words, "--data", BASE, "--role all"))
    return f"事项只催牵头单位；责任单位也要催：{line}\n"


RULE = "═" * 80

# -- on the screen ---------------------------------------------------------


def test_a_letter_with_a_duty_and_a_quota() -> None:
    done = run("remind", "司法局", *ON_BASE)
    assert (done.code, done.err) == (0, leads_only("司法局"))
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
  （一）报送更新情况（2021年6月）

  状态  临期 剩 5 天
  期限  2021-07-05（周一，含当日），最后工作日 2021-07-05（周一）；每月，次月5日
        前
  任务  （一）公布和更新目录
  角色  牵头，牵头单位依次是 政府办公室、司法局，第一个负主责
  依据  “更新情况于次月5日前报区政府办公室”

二、公开条数目标任务
  年度任务    150 条
  累计公开    38 条，完成率 25.3%
  序时应完成  75 条，计至 2021 年 6 月，序时进度 50.0%（按月：计入的月数 ÷
              12）；欠 37 条
  全年还差    112 条
  月均还需    19 条
  灯          黄
  未报的月份  1—4月

三、办理要求
  请对照上述内容抓紧办理。已经办结的，请报送办结情况；确有困难的，请说明原因和预
  计办结的时间。

四、说明
  事项列逾期的、今天到期和 7 天以内到期的，只列你单位牵头的，作为责任单位的不
  列。

  期限含当日，遇休息日不顺延；最后工作日是期限当日或之前的最后一个工作日。剩余天
  数按日历日算，7 天以内为临期。

  条数截至 2021-06-30；没达到序时进度的和未报的才催。序时应完成 = 年度任务 × 序
  时进度，不足一条算一条；月均还需按还没有计入的月份平摊，不足一条算一条。

  灯：绿 达到序时进度；蓝 欠不到 10 个百分点；黄 10 至 30（都含）；红 超过 30。

                                                            云溪区人民政府办公室
                                                                   2021年6月30日
"""
    )


def section(text: str, heading: str) -> list[str]:
    """The lines under a heading, up to the next blank one."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.endswith(heading)) + 1
    return [line.strip() for line in lines[start : lines.index("", start)]]


def test_no_report_is_not_zero() -> None:
    none = run("remind", "清溪街道", *ON_BASE).out
    assert section(none, "公开条数目标任务") == [
        "年度任务    70 条",
        "累计公开    未报：没有任何月份的数，不按 0 计",
        "序时应完成  30 条，计至 2021 年 5 月，序时进度 41.7%（按月：计入的月数 ÷",
        "12）；6 月的报数到 2021-07-05（含当日，次月5日是本程序的默认，计划",
        "没有写）",
    ]
    assert "灯" not in none
    assert section(run("remind", "青石镇", *ON_BASE).out, "公开条数目标任务") == [
        "年度任务    80 条",
        "累计公开    0 条，完成率 0.0%",
        "序时应完成  34 条，计至 2021 年 5 月，序时进度 41.7%（按月：计入的月数 ÷",
        "12）；6 月的报数到 2021-07-05（含当日，次月5日是本程序的默认，计划",
        "没有写）；欠 34 条",
        "全年还差    80 条",
        "月均还需    12 条",  # 80 / 7 = 11.4
        "灯          红",
        "未报的月份  1—4月",
    ]


def test_when_no_month_is_left() -> None:
    last = run("remind", "司法局", *ON_BASE, "--today", "2022-01-06").out
    assert "月均还需    —（各月都已计入）" in section(last, "公开条数目标任务")


def test_overdue_and_a_day_off(tmp_path: Path) -> None:
    # 31 October 2021 is a Sunday; the last working day before it is Friday
    done = "due: 2021-06-30\n        done:\n          on: 2021-06-28\n"
    note = "          note: 已在门户网站公布。\n          link: https://www.example.com/1.html\n"
    data = base_with(tmp_path / "plan", "tasks", done + note, "due: 2021-10-31\n")
    path = data / "tasks.yaml"
    path.write_text(path.read_text("utf-8").replace("2021年6月30日前", "2021年10月31日前"), "utf-8")
    lines = run(
        *("remind", "政府办公室", "--data", str(data), "--today", "2021-11-03"),
    ).lines
    at = lines.index(next(line for line in lines if line.endswith("）公布目录")))
    assert [line.strip() for line in lines[at + 1 : at + 4]] == [
        "",
        "状态  逾期 3 天",
        "期限  2021-10-31（周日，含当日），最后工作日 2021-10-29（周五）；固定日期",
    ]


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
    assert [line for line in done.lines if line.startswith("  期限  ")] == [
        "  期限  2040-06-30（周六，含当日），最后工作日 未知（没有当年的放假安排）；固定",
    ]
    assert "还没有 2040 年的放假安排，最后工作日未列（不按周一至周五猜）。" in done.err
    assert "pip" not in done.out  # no letter says how to fix the program that wrote it


def test_all_units_in_the_order_of_the_register() -> None:
    out = run("remind", *ON_BASE).out
    letters = out.split(f"\n{RULE}\n\n")
    assert [letter.splitlines()[3] for letter in letters] == [
        *("政府办公室：", "司法局：", "行政执法局：", "青石镇：", "清溪街道："),
    ]
    assert letters[1] == run("remind", "司法局", *ON_BASE).out.removesuffix("\n") + "\n"


def test_supporters_where_it_is_asked_for() -> None:
    done = run("remind", "青石镇", "--role", "all", *ON_BASE)
    assert done.err == ""
    roles = [line.strip() for line in done.lines if line.startswith("  角色")]
    assert roles == [
        "角色  责任，牵头单位是 政府办公室",
        "角色  责任（各镇、街道），牵头单位是 政府办公室、司法局",
    ]
    assert "你单位牵头的和作为责任单位的都列。" in "".join(
        line.strip() for line in done.lines if line.startswith("  ")
    )
    for words, same in (("责任", "support"), ("全部", "all"), ("牵头", "lead")):
        out = run("remind", *ON_BASE, "--role", words).out
        assert out == run("remind", *ON_BASE, "--role", same).out


def test_days_ahead() -> None:
    near = run("remind", "司法局", "--within", "4", *ON_BASE).out
    assert "报送更新情况" not in near
    assert "报送更新情况（2021年7月）" in run("remind", "司法局", "--within", "36", *ON_BASE).out


# -- nothing ---------------------------------------------------------------


def test_who_has_nothing_is_said() -> None:
    done = run("remind", "综合执法大队", *ON_BASE)
    assert (done.code, done.out) == (
        0,
        "综合执法大队没有要催的：没有逾期的和 7 天内到期的事项，目标任务也没有落后或未报。\n",
    )


def test_beside_those_who_have_something_too() -> None:
    done = run("remind", "司法局", "综合执法大队", "--within", "0", *ON_BASE)
    assert done.out == run("remind", "司法局", "--within", "0", *ON_BASE).out
    assert done.err.splitlines()[0] == (
        "综合执法大队没有要催的：没有逾期的和今天到期的事项，目标任务也没有落后或未报。"
    )


def test_nobody_has_anything(tmp_path: Path) -> None:
    quotas = "year: 2021\ntotal: 1\ntargets:\n  司法局: 1\npublished:\n  2021-05: {司法局: 1}\n"
    data = str(copy_of_base(tmp_path / "plan", quotas=quotas))
    asked = ("remind", "--data", data, "--today", "2021-06-29", "--within", "0")
    done = run(*asked)
    assert (done.code, done.out) == (
        0,
        "全部单位没有要催的：没有逾期的和今天到期的事项，目标任务也没有落后或未报。\n",
    )
    assert run(*asked, "-f", "json").json == []
    for output in (("-o", str(tmp_path / "a.docx")), ("--each", "-o", str(tmp_path / "each"))):
        done = run(*asked, *output)
        assert (done.code, done.out) == (0, "")
        assert done.err.startswith("全部单位没有要催的：")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan"]


# -- who -------------------------------------------------------------------


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
            ("--role", "甲"),
            "选项 --role：“甲”不在可选之列。可以写：lead（牵头）、support（责任）、all（全部）",
        ),
    ],
)
def test_what_is_refused(asked: tuple[str, ...], refusal: str) -> None:
    assert run("remind", *asked, *ON_BASE).refusal == refusal


def test_who_asks_about_a_unit_is_told_of_the_other_that_may_be_it() -> None:
    assert run("remind", "行政执法局", *ON_BASE).err == (
        leads_only("行政执法局")
        + "“行政执法局”与“综合执法大队”可能是同一机构，原文没有写明，这里分开列；"
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
    assert quota["blank_months"] == quota["missing"] == [f"2021-0{n}" for n in range(1, 6)]


# -- files -----------------------------------------------------------------


def texts_of(path: Path) -> list[str]:
    from docx import Document

    return [one.text for one in Document(str(path)).paragraphs]


def test_one_word_file_with_a_sheet_for_each(tmp_path: Path) -> None:
    done = run("remind", *ON_BASE, "-o", "催办单.docx", cwd=tmp_path_with_base(tmp_path))
    assert done.err == "已写入 催办单.docx（5 份）\n" + leads_only().replace(
        "--role", "--output 催办单.docx --role"
    )
    texts = texts_of(tmp_path / "催办单.docx")
    recipients = [one for one in texts if one.endswith("：") and "，" not in one]
    assert recipients == [
        *("政府办公室：", "司法局：", "行政执法局：", "青石镇：", "清溪街道："),
    ]
    assert texts.count("政务公开工作催办单") == 5
    assert texts.count("云溪区人民政府办公室") == texts.count("2021年6月30日") == 5
    assert "状态：临期 剩 5 天" in texts

    from docx import Document

    assert len(Document(str(tmp_path / "催办单.docx")).sections) == 5


def tmp_path_with_base(folder: Path) -> Path:
    """``folder`` with the base plan where ``--data`` names it."""
    (folder / BASE).parent.mkdir(parents=True)
    copy_of_base(folder / BASE)
    return folder


NAMES = ("政府办公室", "司法局", "行政执法局", "青石镇", "清溪街道")


@pytest.mark.parametrize(
    ("form", "suffix"),
    [((), ".docx"), (("-f", "md"), ".md"), (("-f", "html"), ".html"), (("-f", "table"), ".txt")],
)
def test_a_file_for_each(tmp_path: Path, form: tuple[str, ...], suffix: str) -> None:
    home = tmp_path_with_base(tmp_path)
    asked = ("remind", *ON_BASE, "--each", "-o", "催办", *form)
    done = run(*asked, cwd=home)
    files = [f"催办单-{name}{suffix}" for name in NAMES]
    words = " ".join(("--each --output 催办", *form)).replace("-f ", "--format ")
    said = leads_only().replace("--role", f"{words} --role").rstrip()
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        *(f"已写入 {Path('催办', file)}" for file in files),
        "共 5 份",
        said,
    ]
    assert sorted(path.name for path in (home / "催办").iterdir()) == sorted(files)
    first = {path.name: path.read_bytes() for path in (home / "催办").iterdir()}
    (home / "催办" / files[0]).write_bytes(b"old")
    (home / "催办" / "别的.txt").write_bytes(b"kept")
    assert run(*asked, cwd=home).code == 0
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
    assert "累计公开：38 条，完成率 25.3%" in texts


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
    assert page.count("<article>") == 5
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
        "closing: 请于收到之日起 3 日内报{印发单位}。\n",
    )
    out = run("remind", "政府办公室", "--template", own, *ON_BASE, "--today", "2021-07-01").out
    assert out.splitlines()[0] == "督办通知"
    assert "政府办公室（2021）：2021年7月1日，2 件，1 件逾期。" in out
    assert "请于收到之日起 3 日内报云溪区人民政府办公室。" in out
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
  这里可以写：title、opening、duties、quota、request、closing、rules

措辞.yaml:2:7: 错误 A208 title 不能空着
title:
      ^
  请写标题

措辞.yaml:3:10: 错误 A207 opening 不认识的占位词：{单}
opening: '{单}：'
         ^
  {单} 可能是 {单位}；这一句可以用：\
{年}、{日期}、{截至}、{计划}、{印发单位}、{单位}、{事项数}、{逾期数}

措辞.yaml:4:10: 错误 A207 closing 不认识的占位词：{月}
closing: '{月} {'
         ^
  这一句可以用：\
{年}、{日期}、{截至}、{计划}、{印发单位}、{单位}、{事项数}、{逾期数}

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
