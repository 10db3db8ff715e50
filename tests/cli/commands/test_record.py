"""anju record: the counts of a month, typed or from a table, into a copy of the base plan."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.running import BASE, ROOT, Outcome, base_with, copy_of_base, run


def quotas(folder: Path) -> str:
    return (folder / "data" / "quotas.yaml").read_bytes().decode()


BEFORE = (ROOT / BASE / "quotas.yaml").read_bytes().decode()
"""司法局 18 and 青石镇 0 in May; 政府办公室 21 and 司法局 20 in June; 5 units with targets."""

JUNE = "  2021-06: {政府办公室: 21, 司法局: 20}\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the base plan in ``data``."""
    copy_of_base(tmp_path / "data")
    return tmp_path


def record(here: Path, *args: str, **world: Any) -> Outcome:
    return run("record", *args, cwd=here, **world)


def sheet(path: Path, *rows: tuple[object, ...]) -> str:
    """A workbook with these rows; its name."""
    book = Workbook()
    page: Any = book.active
    page.title = "Sheet1"
    for row in rows:
        page.append(row)
    book.save(path)
    return path.name


def changed(old: str, new: str) -> str:
    """The base plan's quotas.yaml with one place changed."""
    assert BEFORE.count(old) == 1
    return BEFORE.replace(old, new)


# -- typed -------------------------------------------------------------------


def test_counts_are_typed_by_any_name_of_a_unit(here: Path) -> None:
    outcome = record(here, "2021-06", "行政执法局=18", "云溪区清溪街道＝０", "区政府办=21")
    assert (outcome.code, outcome.err) == (0, "")
    assert (
        outcome.out
        == """\
2021-06 公开条数：记了 2 个单位

单位        原来  现在  变化
----------  ----  ----  --------
行政执法局  未报    18  新记
清溪街道    未报     0  新记
政府办公室    21    21  已是此数
----------  ----  ----  --------
合计          21    39  3 个单位

记后，2021-06 共 4 个单位报数，合计 59 条；原来 2 个单位，41 条。
有目标任务的 5 个单位中，1 个未报：青石镇。
已写入 data/quotas.yaml。看这个月的通报：anju report 2021-06
条数是当月数，不是累计数；未报不是 0。
"""
    )
    assert quotas(here) == changed("司法局: 20}", "司法局: 20, 行政执法局: 18, 清溪街道: 0}")


def test_a_new_count_stands_in_the_order_of_the_targets(here: Path) -> None:
    assert record(here, "5月", "行政执法局=3", "政府办公室=2").code == 0
    assert quotas(here) == changed(
        "    司法局: 18\n", "    政府办公室: 2\n    司法局: 18\n    行政执法局: 3\n"
    )


def test_a_new_month_stands_among_the_others(here: Path) -> None:
    assert record(here, "2021年4月", "青石镇=3", "司法局=2").code == 0
    assert quotas(here) == changed(
        "  2021-05:\n", "  2021-04:\n    司法局: 2\n    青石镇: 3\n  2021-05:\n"
    )


def test_a_plan_without_any_count(tmp_path: Path) -> None:
    without = BEFORE.partition("\npublished:")[0]
    copy_of_base(tmp_path / "data", quotas=without)
    outcome = record(tmp_path, "2021-06", "司法局=18")
    assert "记后，2021-06 共 1 个单位报数，合计 18 条；原来 0 个单位，0 条。" in outcome.lines
    assert quotas(tmp_path).startswith(without)
    loaded = run("quotas", "--unit", "司法局", "-f", "json", cwd=tmp_path).json
    assert [unit["published"] for unit in loaded] == [18]


def test_an_alias_in_the_file_keeps_its_place_and_its_name(tmp_path: Path) -> None:
    base_with(tmp_path / "data", "quotas", "司法局: 20}", "区司法局: 20}  # 已核对")
    assert record(tmp_path, "2021-06", "司法局=22", "--replace").code == 0
    assert "  2021-06: {政府办公室: 21, 区司法局: 22}  # 已核对\n" in quotas(tmp_path)


def test_many_units_without_a_report_are_counted_and_not_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    outcome = record(tmp_path, "2021-06", "司法局=18", "--dry-run")
    assert "有目标任务的 49 个单位中，48 个未报，名单见这个月的通报。" in outcome.lines


def test_the_shipped_plan_is_not_written_to(tmp_path: Path) -> None:
    outcome = record(tmp_path, "2021-06", "司法局=18")
    assert outcome.refusal.startswith("这里没有 data 文件夹，随程序附带的计划不能改。")


# -- what is recorded already ------------------------------------------------


def test_another_number_needs_replace(here: Path) -> None:
    refusal = record(here, "2021-06", "司法局=25").refusal
    assert refusal == (
        "参数 单位=条数：“司法局=25”：“司法局”2021-06 已记 20，这里是 25。"
        "请核对；要改已记的数，加上 --replace"
    )
    assert quotas(here) == BEFORE
    outcome = record(here, "2021-06", "司法局=25", "--replace")
    assert outcome.lines[:5] == [
        "2021-06 公开条数：记了 1 个单位",
        "",
        "单位    原来  现在  变化",
        "------  ----  ----  ----",
        "司法局    20    25  改正",
    ]
    assert "记后，2021-06 共 2 个单位报数，合计 46 条；原来 2 个单位，41 条。" in outcome.lines
    assert quotas(here) == changed("司法局: 20}", "司法局: 25}")


def test_the_same_number_changes_nothing(here: Path) -> None:
    outcome = record(here, "2021-06", "司法局=20")
    assert outcome.code == 0
    assert "没有变化，没有写入。" in outcome.lines
    assert quotas(here) == BEFORE


def test_a_count_is_removed_by_saying_that_none_was_reported(here: Path) -> None:
    assert record(here, "2021-06", "司法局=未报").refusal == (
        "参数 单位=条数：“司法局=未报”：“司法局”2021-06 已记 20，这里是 未报。"
        "请核对；要改已记的数，加上 --replace"
    )
    outcome = record(here, "2021-06", "司法局=未报", "--replace")
    assert outcome.lines[4] == "司法局    20  未报  删去"
    assert quotas(here) == changed(", 司法局: 20}", "}")


def test_a_month_whose_last_count_is_removed_goes_too(here: Path) -> None:
    asked = ("2021-06", "司法局=未报", "政府办公室=未报", "--replace")
    outcome = record(here, *asked)
    assert "记后，2021-06 共 0 个单位报数，合计 0 条；原来 2 个单位，41 条。" in outcome.lines
    assert quotas(here) == changed(JUNE, "")


def test_what_is_not_recorded_need_not_be_removed(here: Path) -> None:
    assert "没有变化，没有写入。" in record(here, "2021-06", "青石镇=未报").lines
    assert quotas(here) == BEFORE


# -- a dry run ---------------------------------------------------------------


def test_a_dry_run_shows_what_would_change(here: Path) -> None:
    outcome = record(here, "2021-06", "青石镇=3", "--dry-run")
    assert (
        outcome.out
        == """\
2021-06 公开条数：要记 1 个单位，还没有写入

单位    原来  现在  变化
------  ----  ----  ----
青石镇  未报     3  新记

记后，2021-06 共 3 个单位报数，合计 44 条；原来 2 个单位，41 条。
有目标任务的 5 个单位中，2 个未报：行政执法局、清溪街道。
还没有写入；去掉 --dry-run 就写入 data/quotas.yaml。
条数是当月数，不是累计数；未报不是 0。
"""
    )
    assert quotas(here) == BEFORE


# -- for programs ------------------------------------------------------------


def test_json_and_csv(here: Path) -> None:
    asked = ("2021-06", "青石镇=3", "司法局=20", "--dry-run")
    outcome = record(here, *asked, "-f", "json")
    assert outcome.json == [
        {"month": "2021-06", "unit": "青石镇", "before": None, "after": 3, "change": "added"},
        {"month": "2021-06", "unit": "司法局", "before": 20, "after": 20, "change": "same"},
    ]
    assert "还没有写入；去掉 --dry-run 就写入 data/quotas.yaml。" in outcome.err
    outcome = record(here, *asked, "-f", "csv")
    assert outcome.lines == [
        "单位,原来,现在,变化",
        "青石镇,,3,新记",
        "司法局,20,20,已是此数",
    ]


def test_a_format_that_cannot_be_is_refused_before_anything_is_written(here: Path) -> None:
    assert record(here, "2021-06", "青石镇=3", "-f", "xlsx").code == 2
    assert quotas(here) == BEFORE


# -- from a table ------------------------------------------------------------


def test_a_table_of_excel(here: Path) -> None:
    name = sheet(
        here / "统计.xlsx",
        ("云溪区2021年6月政务公开条数统计表",),
        ("序号", "单位名称", "公开条数", "备注"),
        (1, "区政府办公室", 21.0),
        (2, "司法局", "２０"),
        (3, "行政执法局", None),
        (4, "青石镇", 3),
        ("合计", None, 44),
        ("填报人：张三",),
    )
    outcome = record(here, "2021-06", "--table", name)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.lines[10:] == [
        "表里的合计 44 与 4 行单位之和相符。",
        "没有读合计行下面的行：统计.xlsx 表“Sheet1”第 8 行。",
        "记后，2021-06 共 3 个单位报数，合计 44 条；原来 2 个单位，41 条。",
        "有目标任务的 5 个单位中，2 个未报：行政执法局、清溪街道。",
        "表里 1 个单位未报，没有给它们记数：行政执法局。",
        "已写入 data/quotas.yaml。看这个月的通报：anju report 2021-06",
        "条数是当月数，不是累计数；未报不是 0。",
    ]
    assert quotas(here) == changed("司法局: 20}", "司法局: 20, 青石镇: 3}")


def test_a_blank_leaves_what_is_recorded(here: Path) -> None:
    (here / "统计.csv").write_bytes("单位,条数\r\n司法局,\r\n青石镇,3\r\n".encode("gbk"))
    outcome = record(here, "2021-06", "--table", "统计.csv", "--replace")
    assert outcome.lines[8:12] == [
        "表里 1 个单位未报，没有给它们记数：司法局。",
        "其中原来记过的数没有动：司法局 20。要删去：anju record 2021-06 司法局=未报",
        "  --replace",
        "已写入 data/quotas.yaml。看这个月的通报：anju report 2021-06",
    ]
    assert quotas(here) == changed("司法局: 20}", "司法局: 20, 青石镇: 3}")


def test_a_table_titled_with_another_month(here: Path) -> None:
    text = "2021年5月统计表,\n单位,条数\n青石镇,3\n"
    (here / "a.csv").write_text(text, encoding="utf-8")
    outcome = record(here, "2021-06", "--table", "a.csv", "--dry-run")
    assert outcome.lines[6] == "请核对月份：记的是 2021-06，表的名称或标题却是“2021年5月统计表”。"


def test_a_result_that_cannot_be_written_takes_nothing_back(here: Path) -> None:
    outcome = record(here, "2021-06", "青石镇=3", "-o", "没有/结果.csv")
    assert (outcome.code, outcome.out) == (2, "")
    first, second = outcome.err.splitlines()[:2]
    assert first == "条数已经记好，只是这份结果没有写出来。"
    assert second.startswith(f"错误：选项 --output：无法写入 {Path('没有/结果.csv')}")
    assert quotas(here) == changed("司法局: 20}", "司法局: 20, 青石镇: 3}")


def test_every_fault_of_a_table_is_said_with_its_cell_and_nothing_is_written(here: Path) -> None:
    name = sheet(
        here / "统计.xlsx",
        ("单位", "条数"),
        ("司法句", 1),
        ("各镇、街道", 2),
        ("综合执法大队", 3),
        ("青石镇", "250条"),
        ("区司法局", 25),
        ("司法局", 25),
        ("清溪街道", -1),
        ("无此局", "—"),
    )
    outcome = record(here, "2021-06", "--table", name)
    assert (outcome.code, outcome.out) == (1, "")
    assert (
        outcome.err
        == """\
统计.xlsx 表“Sheet1”A2：名册里没有单位“司法句”
  您要找的是不是：司法局？
统计.xlsx 表“Sheet1”A3：“各镇、街道”是一组单位，不能记条数
  请逐个单位写。组里的单位：anju units --group 各镇、街道
统计.xlsx 表“Sheet1”B4：“综合执法大队”没有目标任务，不能记条数
  它与“行政执法局”可能是同一机构，请核对；是的话写 行政执法局
统计.xlsx 表“Sheet1”B5：“250条”不是数
  只写数字，改为：250
统计.xlsx 表“Sheet1”B6：“司法局”2021-06 已记 20，这里是 25
  请核对；要改已记的数，加上 --replace
统计.xlsx 表“Sheet1”A7：“司法局”写了两次，前一次在 统计.xlsx 表“Sheet1”A6（写作“区司法局”）
  一个单位只写一次，请删去多余的
统计.xlsx 表“Sheet1”B8：“-1”是负数
  条数不能是负数，请核对
统计.xlsx 表“Sheet1”A9：名册里没有单位“无此局”
  全部名称：anju units
8 处要先改好，一个数也没有写入。
"""
    )
    assert quotas(here) == BEFORE


def test_a_name_that_may_be_two_units(tmp_path: Path) -> None:
    units = (ROOT / BASE / "units.yaml").read_text(encoding="utf-8")
    for name, alias in (("青石镇", "云溪区综合站"), ("清溪街道", "明州市云溪区综合站")):
        units = units.replace(f"name: {name}\n", f"name: {name}\n    aliases: [{alias}]\n")
    copy_of_base(tmp_path / "data", units=units)
    assert record(tmp_path, "2021-06", "云溪区综合站=1", "--dry-run").code == 0
    assert record(tmp_path, "2021-06", "区综合站=1").refusal == (
        "参数 单位=条数：“区综合站=1”：“区综合站”可能是“青石镇”、“清溪街道”中的一个。"
        "请写清楚是哪一个"
    )


def test_what_cannot_be_seen_in_a_table_is_shown(here: Path) -> None:
    (here / "a.csv").write_text("单位,条数\n司法\x1b[31m局,1\n", encoding="utf-8")
    outcome = record(here, "2021-06", "--table", "a.csv")
    assert "\x1b" not in outcome.err
    assert outcome.err.startswith("a.csv 第 2 行“单位”列：名册里没有单位")


def test_of_very_many_faults_the_first_are_said(here: Path) -> None:
    rows = "".join(f"无此局{number},1\n" for number in range(1_000))
    (here / "a.csv").write_text(f"单位,条数\n{rows}", encoding="utf-8")
    *shown, more, last = record(here, "2021-06", "--table", "a.csv").err.splitlines()
    assert len(shown) == 2 * 200
    assert more == "另有 800 处没有列出。请核对是不是用错了文件。"
    assert last == "1000 处要先改好，一个数也没有写入。"


def test_what_is_hidden_in_a_table_is_said(here: Path) -> None:
    book = Workbook()
    page: Any = book.active
    for row in (("单位", "条数"), ("青石镇", 4), ("清溪街道", 5)):
        page.append(row)
    page.row_dimensions[3].hidden = True
    book.save(here / "统计.xlsx")
    assert (
        "表里有 1 行是隐藏或筛掉的（第 3 行），也算在内。不该算的，请在表里删去再记。"
        in record(here, "2021-06", "--table", "统计.xlsx", "--dry-run").lines
    )


# -- refused -----------------------------------------------------------------


def test_everything_wrong_in_what_is_typed_is_said_at_once(here: Path) -> None:
    words = ("司法局", "=3", "青石镇=", "清溪街道=x", "甲乙丙=1", "行政执法局=-2")
    assert record(here, "2021-06", *words).refusal.split("；") == [
        "参数 单位=条数：“司法局”里没有等号。写成 单位=条数，例如 司法局=18",
        "“=3”里没有写单位。写成 单位=条数，例如 司法局=18",
        "“青石镇=”里没有写条数。零条写 0",
        "要删去已记的数写 青石镇=未报",
        "“清溪街道=x”里的“x”不是数。写整数，例如 18",
        "没有报就空着，或写 未报",
        "“甲乙丙=1”：名册里没有单位“甲乙丙”。全部名称：anju units",
        "“行政执法局=-2”里的“-2”是负数。条数不能是负数，请核对",
    ]
    assert quotas(here) == BEFORE


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        (
            ("2021-06",),
            "参数 单位=条数：没有写条数。"
            "写成 anju record 2021-06 司法局=18，或者用 --table 写明从哪个表里读",
        ),
        (
            ("2021-06", "司法局=18", "--table", "a.csv"),
            "选项 --table：条数要么写在命令里，要么从表里读，不能两样都写",
        ),
        (
            ("2021-06", "司法局=18", "--count-column", "C"),
            "选项 --count-column：要和 --table 一起用，说明是哪个文件",
        ),
        (
            ("2021-06", "--table", "没有.csv"),
            "选项 --table：找不到文件 没有.csv。请核对路径和文件名",
        ),
        (
            ("2021-06", "--table", "data"),
            "选项 --table：data 是一个文件夹。请写文件名，例如 统计.xlsx",
        ),
        (
            ("六月份", "青石镇"),
            "参数 单位=条数：“青石镇”里没有等号。写成 单位=条数，例如 司法局=18",
        ),
        (("13月", "青石镇=1"), "参数 月份：“13月”不是月份。请写成 2021-06 这样（年-月）"),
        (
            ("2021-07", "青石镇=1"),
            "参数 月份：月份 2021-07 还没有到（今天是 2021-06-30）。请核对月份",
        ),
        (
            ("2022-06", "青石镇=1"),
            "参数 月份：月份 2022-06 不在 2021 年内，这份计划是 2021 年的",
        ),
    ],
)
def test_what_is_refused(here: Path, args: tuple[str, ...], refusal: str) -> None:
    assert record(here, *args).refusal == refusal
    assert quotas(here) == BEFORE


def test_a_wrong_month_hides_no_wrong_count(here: Path) -> None:
    typed = record(here, "2021-13", "司法局=x", "司法句=3")
    assert typed.refusal == (
        "参数 月份、参数 单位=条数：“2021-13”不是月份。请写成 2021-06 这样（年-月）；"
        "“司法局=x”里的“x”不是数。写整数，例如 18；没有报就空着，或写 未报；"
        "“司法句=3”：名册里没有单位“司法句”。您要找的是不是：司法局？"
    )
    table = sheet(here / "统计.xlsx", ("单位", "条数"), ("司法局", "250条"))
    found = record(here, "2021-09", "--table", table)
    assert (found.code, found.out) == (2, "")
    assert found.err.splitlines()[:4] == [
        "统计.xlsx 表“Sheet1”B2：“250条”不是数",
        "  只写数字，改为：250",
        "1 处要先改好，一个数也没有写入。",
        "错误：参数 月份：月份 2021-09 还没有到（今天是 2021-06-30）。请核对月份",
    ]
    columns = record(here, "2021-09", "--table", table, "--sheet", "甲")
    assert columns.refusal.startswith("参数 月份、选项 --sheet：月份 2021-09 还没有到")
    assert quotas(here) == BEFORE


def test_months_before_the_first_that_counts_are_refused(tmp_path: Path) -> None:
    base_with(tmp_path / "data", "quotas", "total: 600\n", "total: 600\ncounted_from: 2021-05-20\n")
    assert record(tmp_path, "2021-04", "青石镇=1").refusal == (
        "参数 月份：起算日是 2021-05-20，以前的月份不记条数。请核对月份，这里是 2021-04"
    )
    assert record(tmp_path, "2021-05", "政府办公室=1").code == 0


def test_the_day_is_that_of_the_other_commands(here: Path) -> None:
    later = date(2021, 12, 31)
    variables: Mapping[str, str] = {"NO_COLOR": "1", "ANJU_TODAY": "2021-07-20"}
    july = ("2021-07", "青石镇=1", "--dry-run")
    assert record(
        here, *july, "--today", "2021-06-30", variables=variables, today=later
    ).refusal == ("参数 月份：月份 2021-07 还没有到（今天是 2021-06-30）。请核对月份")
    under_way = record(here, *july, variables=variables, today=later)
    assert (under_way.code, under_way.err) == (
        0,
        "2021-07 还没有过完（今天是 2021-07-20）：记下的数到 2021-07-31 才计入进度、灯和排名；"
        "到时候不止这么多，用 --replace 改。\n",
    )
    assert "通报" not in record(here, *july[:2], variables=variables, today=later).out  # none yet
    over = record(here, *july[:2], "--today", "2021-07-31", today=later)
    assert over.err == ""
    assert (
        "没有变化，没有写入。\n看这个月的通报：anju report 2021-07 --today 2021-07-31" in over.out
    )


def test_an_empty_file_and_a_sheet_that_is_not_there(here: Path) -> None:
    (here / "空.csv").write_bytes(b"")
    assert record(here, "2021-06", "--table", "空.csv").refusal == (
        "选项 --table：空.csv 是空的。请核对是不是用错了文件"
    )
    name = sheet(here / "统计.xlsx", ("单位", "条数"), ("青石镇", 1))
    assert record(here, "2021-06", "--table", name, "--sheet", "7月").refusal == (
        "选项 --sheet：统计.xlsx 里没有表“7月”。可以写：Sheet1"
    )


def test_the_next_step_names_the_folder_that_was_named(here: Path) -> None:
    outcome = record(here, "2021-06", "青石镇=3", "--data", "data")
    assert (
        "已写入 data/quotas.yaml。看这个月的通报：anju report 2021-06 --data data" in outcome.lines
    )


def test_a_plan_with_faults_is_not_written_to(tmp_path: Path) -> None:
    base_with(tmp_path / "data", "quotas", "total: 600", "total: 601")
    outcome = record(tmp_path, "2021-06", "青石镇=3")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.splitlines()[-1] == (
        "数据有错误，没有写入。请先改好，用 anju validate 复查，再运行一次。"
    )


def test_the_numbers_are_those_of_the_plan_afterwards(here: Path) -> None:
    rows = [("政府办公室", 21), ("司法局", 20), ("行政执法局", 7), ("青石镇", 5), ("清溪街道", 0)]
    total = 53  # 21 + 20 + 7 + 5 + 0
    lines = [f"{unit}\t{count}" for unit, count in [("单位", "6月"), *rows, ("合计", total)]]
    (here / "六月.csv").write_bytes("\r\n".join(lines).encode("utf-16"))
    outcome = record(here, "6月", "--from", "六月.csv", "-f", "json")  # its old name
    assert "有目标任务的 5 个单位都报了。" in outcome.err.splitlines()
    assert "记后，2021-06 共 5 个单位报数，合计 53 条；原来 2 个单位，41 条。" in outcome.err
    assert {one["unit"]: one["after"] for one in json.loads(outcome.out)} == dict(rows)
    units = run("quotas", "-f", "json", cwd=here).json
    assert {unit["unit"]: unit["published"] for unit in units} == {
        "政府办公室": 21,
        "司法局": 38,  # 18 + 20
        "行政执法局": 7,
        "青石镇": 5,  # 0 + 5
        "清溪街道": 0,
    }


# -- counts that can hardly be one month's -----------------------------------


@pytest.mark.parametrize(
    ("count", "reason"),
    [
        ("司法局=151", "A406 2021-07 的司法局：一个月 151 条，超过全年的任务 150 条"),
        ("司法局=38", "A408 2021-07 的司法局：38 条正好是以前各月的合计，像是把累计数当成了当月数"),
    ],
)
def test_an_absurd_count_is_recorded_when_that_is_meant(
    here: Path, count: str, reason: str
) -> None:
    def july(*args: str, **world: Any) -> Outcome:
        return record(here, "2021-07", count, *args, today=date(2021, 8, 1), **world)

    for answer in (
        july(),
        july(terminal=True, stdin=b"\n"),
        july(terminal=True, stdin=b""),
        july(terminal=True, stdin=b"n\n"),
    ):
        assert answer.code == 1
        assert reason in answer.err
        assert answer.err.splitlines()[-1].startswith("没有写入。")
        assert answer.out in ("", "照这样记吗？[y/N] ", "照这样记吗？[y/N] \n")
        assert quotas(here) == BEFORE
    force = f"没有写入。请核对；没有写错的，照记：anju record 2021-07 {count} --force\n"
    assert july().err.endswith(force)
    assert july("--dry-run").code == 0
    assert quotas(here) == BEFORE
    assert july("--force").code == 0
    recorded = quotas(here)
    assert recorded == f"{BEFORE}  2021-07:\n    {count.replace('=', ': ')}\n"
    (here / "data" / "quotas.yaml").write_bytes(BEFORE.encode())
    confirmed = july(terminal=True, stdin="ｙ\n".encode())
    assert (confirmed.code, confirmed.err.count(reason)) == (0, 1)
    assert quotas(here) == recorded
    # It is asked about once: what stands there already is no question to the next count.
    assert record(here, "2021-07", "青石镇=1", today=date(2021, 8, 1)).code == 0
