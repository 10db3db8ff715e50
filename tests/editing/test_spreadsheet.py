"""Tables of counts as offices send them: what is read from them, and what is wrong in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from anju_cli.editing.spreadsheet.amounts import InvalidAmount, amount
from anju_cli.editing.spreadsheet.entries import TableReading, read_table
from anju_cli.editing.spreadsheet.headings import is_for_counts, is_for_units, is_total
from anju_cli.editing.spreadsheet.layout import Layout, TableOptions, find_table
from anju_cli.editing.spreadsheet.months import check_month, typed_month
from anju_cli.editing.spreadsheet.readers import sheets_of
from anju_cli.editing.spreadsheet.sheet import UnreadableTable, column_of, letters, rows_text
from anju_cli.model.pace import Schedule
from anju_cli.text.lenient import UnreadableInput
from tests.editing.hostile_tables import workbook

UNITS = ("甲局", "乙局", "丙镇")


def knows(name: str) -> bool:
    return name in UNITS


def layout_of(file: str, data: bytes, **options: str) -> Layout:
    """The table in a file's content; ``options`` are those of ``TableOptions``."""
    sheets = sheets_of(file, file[file.rindex(".") :], data)
    return find_table(sheets, TableOptions("2021-06", knows, **options))


def read(file: str, data: bytes, **options: str) -> TableReading:
    return read_table(layout_of(file, data, **options), knows)


def entries(file: str, data: bytes, **options: str) -> list[tuple[str, int | None]]:
    """Units and numbers of a table in which nothing is wrong."""
    reading = read(file, data, **options)
    assert reading.diagnostics == []
    return [(entry.unit, entry.amount) for entry in reading.counts]


def faults(file: str, data: bytes) -> list[str]:
    """What is wrong: place, fault and advice."""
    return [
        f"{wrong.place}：{wrong.message}→{wrong.hint}" for wrong in read(file, data).diagnostics
    ]


def refusal(file: str, data: bytes, **options: str) -> tuple[str, str]:
    """Why a file has no table that could be read, and which option would have to be
    changed."""
    with pytest.raises(UnreadableTable) as caught:
        layout_of(file, data, **options)
    return caught.value.option, str(caught.value)


def xlsx(
    rows: Sequence[Sequence[object]],
    merged: Sequence[str] = (),
    more: Callable[[Workbook], None] | None = None,
) -> bytes:
    """A workbook with these rows in Sheet1."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Sheet1"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    if more:
        more(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# -- an Excel table as offices make it ---------------------------------------

HABITS = (
    ("2021年6月政务公开条数统计表",),
    ("填报日期：2021年7月1日",),
    ("序号", "单 位", "公开条数（条）", "备注"),
    (1, "甲局", 18.0, None),
    (2, "乙局", "２５", "含转载"),
    (),
    (3, "丙镇", None, None),
    ("合 计", None, 43),
    ("填报人：张三",),
)


def test_title_serial_numbers_total_and_notes_are_what_they_are() -> None:
    reading = read("统计.xlsx", xlsx(HABITS, ("A1:D1", "A2:D2", "A8:B8")))
    assert reading.diagnostics == []
    assert [tuple(entry)[:4] for entry in reading.counts] == [
        ("甲局", 18, "统计.xlsx 表“Sheet1”B4", "统计.xlsx 表“Sheet1”C4"),
        ("乙局", 25, "统计.xlsx 表“Sheet1”B5", "统计.xlsx 表“Sheet1”C5"),
        ("丙镇", None, "统计.xlsx 表“Sheet1”B7", "统计.xlsx 表“Sheet1”C7"),
    ]
    assert reading.remarks == [
        "表里的合计 43 与 3 行单位之和相符。",  # 18 + 25
        "没有读合计行下面的行：统计.xlsx 表“Sheet1”第 9 行。",
    ]


def test_a_heading_of_two_rows() -> None:
    rows = [
        ("单位", "公开条数", None, "备注"),
        (None, "累计", "本月", None),
        ("甲局", 100, 18),
    ]
    assert entries("a.xlsx", xlsx(rows, ("A1:A2", "B1:C1", "D1:D2"))) == [("甲局", 18)]


def test_the_column_of_the_month_among_the_twelve() -> None:
    heading = ["单位", *(f"{month}月" for month in range(1, 13)), "合计"]
    assert entries("a.xlsx", xlsx([heading, ["甲局", *range(101, 113), 1278]])) == [("甲局", 106)]


def test_a_total_above_the_units_ends_nothing() -> None:
    rows = [("单位", "条数"), ("合计", 3), ("甲局", 1), ("乙局", 2)]
    assert entries("a.xlsx", xlsx(rows)) == [("甲局", 1), ("乙局", 2)]
    rows[1] = ("合计", 4)
    assert faults("a.xlsx", xlsx(rows)) == [
        "a.xlsx 表“Sheet1”B2：合计写的是 4，2 行单位加起来是 3，多 1→请核对各单位的条数和合计"
    ]


def test_headings_once_more_and_rows_that_part_the_table() -> None:
    rows = [
        ("单位", "条数"),
        ("一、区直部门", None),
        ("甲局", 1),
        ("单位", "条数"),
        ("丙镇", 2),
        ("说明：数据截至月底", None),
    ]
    reading = read("a.xlsx", xlsx(rows, ("A2:B2",)))
    assert ([entry.unit for entry in reading.counts], reading.diagnostics) == (["甲局", "丙镇"], [])
    assert reading.remarks == ["没有读说明或分栏的行：a.xlsx 表“Sheet1”第 2、6 行。"]


def test_the_sheet_that_has_the_headings_is_the_one() -> None:
    def more(book: Workbook) -> None:
        book.create_sheet("说明").append(["请按月填报"])
        hidden = book.create_sheet("旧表")
        hidden.append(["单位", "条数"])
        hidden.sheet_state = "hidden"

    assert entries("a.xlsx", xlsx([("单位", "条数"), ("甲局", 1)], (), more)) == [("甲局", 1)]


# -- what nobody sees --------------------------------------------------------


def with_hidden(*rows: int, columns: str = "") -> bytes:
    """A table of five units, some rows and columns of which are hidden."""

    def more(book: Workbook) -> None:
        for row in rows:
            book["Sheet1"].row_dimensions[row].hidden = True
        for column in columns:
            book["Sheet1"].column_dimensions[column].hidden = True

    units = [(f"{name}局", 1) for name in "甲乙丙丁戊"]
    return xlsx([("单位", "条数"), *units, ("合计", 5)], (), more)


def test_hidden_rows_count_as_they_do_in_sums_and_are_named() -> None:
    reading = read("a.xlsx", with_hidden(1, 3, 7))  # the headings and the sum hide no count
    assert sum(count.amount or 0 for count in reading.counts) == 5
    assert reading.remarks == [
        "表里的合计 5 与 5 行单位之和相符。",
        "表里有 1 行是隐藏或筛掉的（第 3 行），也算在内。不该算的，请在表里删去再记。",
    ]
    assert read("a.xlsx", with_hidden(2, 3, 4, 6)).remarks[1] == (
        "表里有 4 行是隐藏或筛掉的（第 2～4、6 行），也算在内。不该算的，请在表里删去再记。"
    )


def test_a_hidden_column_is_read_and_named() -> None:
    assert read("a.xlsx", with_hidden(columns="B")).remarks[1:] == [
        "表的 B 列是隐藏的，照样读了。请核对是不是这一列。"
    ]
    assert len(read("a.xlsx", with_hidden(columns="AB")).remarks) == 3
    assert read("a.xlsx", with_hidden(columns="C")).remarks[1:] == []


def test_of_many_rows_the_first_are_named() -> None:
    assert rows_text([5]) == "第 5 行"
    assert rows_text([5, 6]) == "第 5、6 行"
    assert rows_text([5, 6, 7, 9]) == "第 5～7、9 行"
    listed = "、".join(map(str, range(2, 41, 2)))
    assert rows_text(range(2, 41, 2)) == f"第 {listed} 行"
    assert rows_text(range(2, 43, 2)) == f"第 {listed} 等 行"


def with_hidden_sheet(shown: Sequence[object], state: str = "hidden") -> bytes:
    def more(book: Workbook) -> None:
        hidden = book.create_sheet("旧表")
        hidden.append(["单位", "条数"])
        hidden.append(["乙局", 2])
        hidden.sheet_state = state
        book.create_sheet("名册").sheet_state = "hidden"

    return xlsx([shown, ("甲局", 1)], (), more)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_passed_over_and_named(state: str) -> None:
    data = with_hidden_sheet(("单位", "条数"), state)
    reading = read("a.xlsx", data)
    assert [count.unit for count in reading.counts] == ["甲局"]
    assert reading.remarks == [
        "隐藏的表“旧表”里也有单位和条数，没有读。要读它，加上 --sheet 旧表。"
    ]
    reading = read("a.xlsx", data, sheet="旧表")
    assert ([count.unit for count in reading.counts], reading.remarks) == (["乙局"], [])


def test_only_a_hidden_sheet_has_a_table() -> None:
    assert refusal("a.xlsx", with_hidden_sheet(("说明", ""))) == (
        "--sheet",
        "a.xlsx 里只有隐藏的表“旧表”有单位和条数，没有读。"
        "要读它，请用 --sheet 写明，例如 --sheet 旧表",
    )


# -- titles ------------------------------------------------------------------


def test_a_title_or_a_sheet_of_another_month() -> None:
    def named(name: str, title: str) -> str | None:
        def more(book: Workbook) -> None:
            book["Sheet1"].title = name

        data = xlsx([(title,), ("单位", "条数"), ("甲局", 1)], (), more)
        return layout_of("a.xlsx", data).title_of_another_month("2021-06")

    assert named("Sheet1", "2021年5月统计表") == "2021年5月统计表"
    assert named("5月", "统计表") == "5月"
    assert named("5月", "2021年6月统计表") is None
    assert named("Sheet1", "六月份统计表") is None
    assert named("Sheet1", "截至5月31日") is None  # a day, not a month


def two_sheets() -> bytes:
    def more(book: Workbook) -> None:
        sheet = book.create_sheet("7月")
        sheet.append(["单位", "条数"])
        sheet.append(["甲局", 2])

    return xlsx([("单位", "条数"), ("甲局", 1)], (), more)


def test_two_sheets_with_counts_are_listed() -> None:
    assert refusal("a.xlsx", two_sheets()) == (
        "--sheet",
        "a.xlsx 里有 2 张表都有单位和条数：“Sheet1”、“7月”。"
        "请用 --sheet 写明是哪一张，例如 --sheet Sheet1",
    )
    assert entries("a.xlsx", two_sheets(), sheet="７月") == [("甲局", 2)]
    assert refusal("a.xlsx", two_sheets(), sheet="8月") == (
        "--sheet",
        "a.xlsx 里没有表“8月”。可以写：Sheet1、7月",
    )


# -- text files --------------------------------------------------------------

CSV = "单位,条数\n甲局,18\n乙局,未报\n合计,18\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("gbk"),
        CSV.encode("utf-16"),
        CSV.replace("\n", "\r\n").encode("gbk"),
        CSV.replace(",", ";").encode(),
        CSV.replace(",", "\t").encode("utf-16"),
        CSV.replace(",", "，").encode(),
        CSV.rstrip("\n").encode(),
        ('"单位","条数"\n"甲局","18"\n"乙局","—"\n"合计","18"\n').encode(),
        ("sep=,\n" + CSV).encode(),
    ],
)
def test_encodings_line_ends_and_separators(data: bytes) -> None:
    assert entries("统计.csv", data) == [("甲局", 18), ("乙局", None)]


@given(
    counts=st.dictionaries(
        st.sampled_from(UNITS), st.none() | st.integers(0, 10**9 - 1), min_size=1
    ),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16")),
    separator=st.sampled_from((",", ";", "\t", "，")),
    line_end=st.sampled_from(("\n", "\r\n", "\r")),
)
def test_a_table_says_what_was_written_whatever_its_form(
    counts: dict[str, int | None], encoding: str, separator: str, line_end: str
) -> None:
    total = sum(count or 0 for count in counts.values())
    rows = [("单位", "条数"), *counts.items(), ("合计", total)]
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in rows]
    data = line_end.join(lines).encode(encoding)
    if total < 10**9:
        assert entries("a.csv", data) == list(counts.items())
    else:
        assert [fault.message for fault in read("a.csv", data).diagnostics] == [f"“{total}”太大了"]


def test_lines_are_counted_through_quoted_line_breaks() -> None:
    text = '单位,条数,备注\n甲局,1,"两\n行"\n乙局,x,\n'
    assert faults("统计.csv", text.encode()) == [
        "统计.csv 第 4 行“条数”列：“x”不是数→写整数，例如 18；没有报就空着，或写 未报"
    ]


# -- columns that are named --------------------------------------------------


@pytest.mark.parametrize(
    "options",
    [
        {"count_column": "采用数"},
        {"count_column": "C"},
        {"count_column": "c", "unit_column": "A"},
        {"count_column": "采用数", "unit_column": "a"},
    ],
)
def test_a_column_is_named_by_heading_or_letter(options: dict[str, str]) -> None:
    data = "单位,条数,采用数\n甲局,1,11\n乙局,2,12\n"
    assert entries("a.csv", data.encode(), **options) == [("甲局", 11), ("乙局", 12)]


def test_letters_alone_need_no_headings() -> None:
    data = "六月份统计,\n,\n甲局,1\n乙局,2\n"
    options = {"unit_column": "A", "count_column": "B"}
    assert entries("a.csv", data.encode(), **options) == [("甲局", 1), ("乙局", 2)]


@pytest.mark.parametrize(
    ("text", "options", "option", "sentence"),
    [
        (
            "单位,5月\n甲局,1\n",
            {},
            "--table",
            "a.csv 里没有找到 2021-06 的条数在哪一列；表里的标题是：单位、5月。"
            "请用 --count-column 写明，例如 --count-column C",
        ),
        (
            "名称,条数\n甲局,1\n",
            {},
            "--table",
            "a.csv 里没有找到单位在哪一列；表里的标题是：名称、条数。"
            "请用 --unit-column 写明，例如 --unit-column C",
        ),
        (
            "甲局,1\n",
            {},
            "--table",
            "a.csv 里没有找到单位和条数两列的标题（例如“单位”“条数”）。"
            "请用 --unit-column、--count-column 写明，例如 --unit-column B --count-column C",
        ),
        (
            "单位,条数,6月\n甲局,1,2\n",
            {},
            "--count-column",
            "a.csv 第 1 行有 2 列都可能是条数：B 列“条数”、C 列“6月”。"
            "请用 --count-column 写明，例如 --count-column B",
        ),
        (
            "单位,条数\n甲局,1\n",
            {"count_column": "公开数"},
            "--count-column",
            "a.csv 里没有标题为“公开数”的列；表里的标题是：单位、条数。"
            "可以写标题，也可以写列的字母，例如 --count-column B",
        ),
        (
            "单位,条数\n甲局,1\n",
            {"unit_column": "B", "count_column": "A"},
            "--unit-column",
            "a.csv 的 B 列里没有名册里的单位。请核对 --unit-column，或者先用 anju units 看名册",
        ),
        (
            "单位,条数\n甲局,1\n",
            {"sheet": "Sheet1"},
            "--sheet",
            "只有 .xlsx 文件有几张表，这里不用写 --sheet",
        ),
    ],
)
def test_columns_that_are_not_found(
    text: str, options: dict[str, str], option: str, sentence: str
) -> None:
    assert refusal("a.csv", text.encode(), **options) == (option, sentence)


@pytest.mark.parametrize(
    ("heading", "is_right"),
    [
        ("条数", True),
        ("本月", True),
        ("本月公开条数（条）", True),
        ("6月", True),
        ("06月份", True),
        ("六月", True),
        ("2021年6月公开条数", True),
        ("2021-06", True),
        ("6 月 条 数", True),
        ("累计条数", False),
        ("5月", False),
        ("十六月", False),
        ("2020年6月", False),
        ("6月底累计", False),
        ("合计", False),
        ("", False),
    ],
)
def test_headings_of_the_counts_of_june(heading: str, is_right: bool) -> None:
    assert is_for_counts(heading, "2021-06") == is_right


def test_headings_of_units_and_totals() -> None:
    assert all(map(is_for_units, ("单位", "单 位", "填报单位：", "单位名称", "部门（单位）")))
    assert not any(map(is_for_units, ("上级单位", "名称", "单位：条", "")))
    assert all(map(is_total, ("合计", "合　计", "总计：")))
    assert not any(map(is_total, ("小计", "合计数", "")))


def test_columns_by_letters() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [column_of(name) for name in ("a", "Z", "AA", "ZZ", "AAA")] == [0, 25, 26, 701, 702]
    assert [column_of(name) for name in ("", "条数", "A1", "ABCD")] == [None] * 4


# -- numbers -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("18", 18),
        (" １８ ", 18),
        ("18.0", 18),
        ("0", 0),
        ("999999999", 999999999),
        ("", None),
        ("未报", None),
        ("—", None),
        ("－", None),
        ("/", None),
        ("未报送", None),
    ],
)
def test_a_number_or_no_report(text: str, number: int | None) -> None:
    assert amount(text) == number


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("-3", "“-3”是负数", "条数不能是负数，请核对"),
        ("－3", "“－3”是负数", "条数不能是负数，请核对"),
        ("12.5", "“12.5”不是整数", "条数要写整数，请核对"),
        ("250条", "“250条”不是数", "只写数字，改为：250"),
        ("1,234", "“1,234”不是数", "只写数字，改为：1234"),
        ("018", "“018”不是数", "只写数字，改为：18"),
        ("十二", "“十二”不是数", "只写数字，改为：12"),
        ("1234567890", "“1234567890”太大了", "最多九位数字，请核对"),
        ("#REF!", "“#REF!”是公式出错的标志", "请在表里改好公式，或者直接写数"),
        ("无", "“无”说不清是零条还是未报", "零条写 0，没有报写 未报"),
        ("约20", "“约20”不是数", "写整数，例如 18；没有报就空着，或写 未报"),
    ],
)
def test_what_is_no_number(text: str, message: str, hint: str) -> None:
    with pytest.raises(InvalidAmount) as caught:
        amount(text)
    assert (str(caught.value), caught.value.hint) == (message, hint)


# -- faults, each with its address -------------------------------------------


def test_everything_wrong_is_said_at_once() -> None:
    rows = [
        ("单位", "条数"),
        ("甲局", "250条"),
        (None, 3),
        ("乙局", "=1+2"),  # openpyxl writes no result beside it
        ("丙镇", 12.5),
        ("甲局", 7),
        ("丙镇", None),
        ("合计", 1),  # with numbers lacking no sum is checked
        ("乙局", 1),
        ("填表人", None),
    ]
    assert faults("统计.xlsx", xlsx(rows, ("B6:B7",))) == [
        "统计.xlsx 表“Sheet1”B2：“250条”不是数→只写数字，改为：250",
        "统计.xlsx 表“Sheet1”A3：这一行有条数“3”，没有写单位→请补上单位，或者删去这一行",
        "统计.xlsx 表“Sheet1”B4：公式没有算好的结果→请在 Excel 里打开、保存一次，或者直接写数",
        "统计.xlsx 表“Sheet1”B5：“12.5”不是整数→条数要写整数，请核对",
        "统计.xlsx 表“Sheet1”B7：它和上面的格子合并了（B6:B7），不知道是谁的数"
        "→请取消合并，逐个单位写数",
        "统计.xlsx 表“Sheet1”A9：合计行下面还有单位→请把它移到合计行上面，再核对合计",
    ]


def test_cells_that_hold_something_else() -> None:
    rows = [("单位", "条数"), ("甲局", True), ("乙局", datetime(2021, 6, 18)), ("丙镇", "#REF!")]
    assert [fault.message for fault in read("a.xlsx", xlsx(rows)).diagnostics] == [
        "“TRUE”不是数",
        "“2021-06-18”不是数",
        "“#REF!”是公式出错的标志",
    ]


def test_a_formula_is_worth_what_excel_made_of_it() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["单位", "条数"])
        sheet.write(1, 0, "甲局")
        sheet.write_formula(1, 1, "=9+9", value=18)
    assert entries("a.xlsx", stream.getvalue()) == [("甲局", 18)]


def cell_texts(*cells: str, styles: str = "", about: str = "") -> list[str]:
    """What is read from cells, given in XML."""
    parts = {"xl/styles.xml": f"<styleSheet>{styles}</styleSheet>"}
    data = workbook(f"<row>{''.join(cells)}</row>", parts=parts, about=about)
    (sheet,) = sheets_of("a.xlsx", ".xlsx", data)
    return [cell.text or cell.trouble for cell in sheet.rows[2].cells]


def test_numbers_flags_and_texts_as_excel_keeps_them() -> None:
    assert cell_texts(
        "<c><v>18</v></c>",
        "<c><v>1.8E1</v></c>",
        "<c><v>12.5</v></c>",
        "<c><v>1e300</v></c>",
        '<c t="b"><v>1</v></c>',
        '<c t="e"><v>#N/A</v></c>',
        '<c t="str"><v> 甲局 </v></c>',
        '<c t="d"><v>2021-06-18</v></c>',
        '<c t="s" s=""><v/></c>',
        '<c t="inlineStr"><is><r><t>甲</t></r><rPh><t>jiǎ</t></rPh><r><t>局</t></r></is></c>',
    ) == ["18", "18", "12.5", "1e+300", "TRUE", "#N/A", "甲局", "2021-06-18", "", "甲局"]


def test_texts_are_where_the_workbook_says() -> None:
    name, kind = "xl/SharedStrings.xml", "http://example.com/sharedStrings"
    relations = (
        f'<Relationship Id="rId1" Type="{kind}" Target="sharedSTRINGS.xml"/>'
        '<Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
    )
    parts = {name: "<sst><si><t>甲局</t></si></sst>"}
    parts["xl/_rels/workbook.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    data = workbook('<row><c t="s"><v>0</v></c></row>', parts=parts)
    (sheet,) = sheets_of("a.xlsx", ".xlsx", data)
    assert sheet.rows[2].cells[0].text == "甲局"


def test_formulas_without_a_result_and_with_an_empty_one() -> None:
    none = "公式没有算好的结果"
    assert cell_texts(
        "<c><f>1+2</f></c>",
        "<c><f>1+2</f><v></v></c>",
        '<c t="str"><f>""</f><v></v></c>',
        '<c t="str"><f>A1</f><v>甲局</v></c>',
        "<c><f>1+2</f><v>3</v></c>",
    ) == [none, none, "", "甲局", "3"]


def test_a_number_is_a_day_by_its_format() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/>'
        '<numFmt numFmtId="165" formatCode="0&quot;days&quot;\\d_d[Red]"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
    )
    cells = [f'<c s="{style}"><v>44365</v></c>' for style in range(5)]
    days = ["44365", *["2021-06-18"] * 3, "44365"]
    assert cell_texts(*cells, styles=styles) == days
    times = '<c s="1"><v>0.5</v></c>', '<c s="1"><v>1e9</v></c>'
    assert cell_texts(*times, styles=styles) == ["12:00:00", "#VALUE!"]
    since_1904 = cell_texts(cells[1], styles=styles, about='<workbookPr date1904="1"/>')
    assert since_1904 == ["2025-06-19"]


def test_a_sum_that_is_wrong() -> None:
    text = "单位,条数\n甲局,18\n乙局,25\n丙镇,\n合计,40\n"
    assert faults("统计.csv", text.encode()) == [
        "统计.csv 第 5 行“条数”列：合计写的是 40，3 行单位加起来是 43，少 3"
        "→请核对各单位的条数和合计"
    ]


def test_a_sum_without_a_number_is_not_checked_and_that_is_said() -> None:
    reading = read("a.csv", "单位,条数\n甲局,18\n合计,\n".encode())
    assert reading.diagnostics == []
    assert reading.remarks == ["a.csv 第 3 行“条数”列：合计没有写数，没有核对。"]


def test_a_table_without_rows() -> None:
    assert faults("a.csv", "单位,条数\n".encode()) == [
        "a.csv：标题下面没有一行单位→请核对是不是用错了文件"
    ]


# -- files that are no tables ------------------------------------------------


def _zip(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "data", "sentence"),
    [
        (
            "统计.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "统计.xls 是旧版的 Excel 文件（.xls），或者加了密码。"
            "请在 Excel 里打开它，另存为 .xlsx 或 .csv",
        ),
        (
            "统计.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "统计.xlsx 是旧版的 Excel 文件（.xls），或者加了密码。"
            "请在 Excel 里打开它，另存为 .xlsx 或 .csv",
        ),
        (
            "统计.xlsx",
            b"<html><table>",
            "统计.xlsx 的扩展名是 .xlsx，内容却不是 Excel 文件。"
            "请在 Excel 里打开它，另存为 .xlsx 或 .csv",
        ),
        (
            "统计.csv",
            b"PK\x03\x04\x14\x00",
            "统计.csv 的扩展名是 .csv，内容却像是 Excel 文件。请改名为 统计.xlsx 再试",
        ),
        (
            "统计.docx",
            b"PK\x03\x04\x14\x00",
            "这里不会读 .docx 文件。请在 Excel 里打开它，另存为 .xlsx 或 .csv",
        ),
        (
            "统计.xlsx",
            b"PK\x03\x04\x14\x00",
            "统计.xlsx 打不开，可能没有存完整。请在 Excel 里打开它，另存为 .xlsx 再试",
        ),
        (
            "统计.xlsx",
            _zip("word/document.xml"),
            "统计.xlsx 不是 Excel 的 .xlsx 文件。请在 Excel 里另存为 .xlsx 或 .csv",
        ),
        (
            "统计.xlsx",
            _zip("xl/workbook.xml"),
            "统计.xlsx 打不开，可能没有存完整。请在 Excel 里打开它，另存为 .xlsx 再试",
        ),
        (
            "统计.csv",
            "单位,条数\n甲局,1\n".encode() + b"\xff\xff",
            "统计.csv 第 3 行：这里的几个字节读不成文字：文件的编码是 UTF-8，这几个字节不是。"
            "请重新输入这些字，或找回没有损坏的文件；保存时选 UTF-8 编码",
        ),
        (
            "统计.csv",
            '单位,条数,备注\n甲局,1,"含转载\n乙局,2,\n'.encode(),
            "统计.csv 从第 2 行起读不成表格，可能是引号没有成对。"
            "请改好，或者在 Excel 里打开它，另存为 .xlsx 再试",
        ),
        (
            "统计.csv",
            b",,\n,,\n",
            "文件 统计.csv 里没有内容。请核对是不是用错了文件",
        ),
    ],
)
def test_a_file_that_is_no_table(file: str, data: bytes, sentence: str) -> None:
    assert refusal(file, data) == ("--table", sentence)


# -- months ------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "2021-06",
        "2021-6",
        "2021/06",
        "2021.6",
        "2021年6月",
        "202106",
        "２０２１年６月份",
        "6月",
        "六月",
    ],
)
def test_june_as_it_is_typed(text: str) -> None:
    assert typed_month(text, 2021) == "2021-06"


@pytest.mark.parametrize("text", ["", "6", "13月", "2021", "2021-13", "上月", "6月30日", "十六月"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(UnreadableInput, match=r"不是月份。请写成 2021-06 这样（年-月）$"):
        typed_month(text, 2021)


def test_months_of_which_counts_are_taken() -> None:
    schedule = Schedule("按月", 2021, date(2021, 3, 15))
    for month in ("2021-03", "2021-06"):
        check_month(month, schedule, date(2021, 6, 1))
    check_month("2021-12", schedule, date(2022, 2, 1))
    for month, message in (
        ("2021-02", "起算日是 2021-03-15，以前的月份不记条数。请核对月份，这里是 2021-02"),
        ("2021-07", "月份 2021-07 还没有到（今天是 2021-06-30）。请核对月份"),
        ("2020-12", "月份 2020-12 不在 2021 年内，这份计划是 2021 年的"),
    ):
        with pytest.raises(UnreadableInput) as caught:
            check_month(month, schedule, date(2021, 6, 30))
        assert str(caught.value) == message
