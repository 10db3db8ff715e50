"""Workbooks: what a spreadsheet holds in place of the texts, and how the sheet is laid out."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from anju_cli.render.document import Book, Cell, Column, Listing, Sheet, SheetChart, Table, Value
from anju_cli.render.excel import xlsx
from anju_cli.render.excel.cells import column_widths, formatted_value, sheet_names
from anju_cli.render.excel.xlsx import book_workbook, listing_workbook
from anju_cli.text.libraries import LibraryNotInstalled

TABLE = Table(
    (Column("排名", "right"), Column("单位"), Column("完成率", "right"), Column("期限")),
    (
        (
            Cell("1", value=1),
            Cell("甲局", "green"),
            Cell("47.2%", value=Fraction(17, 36)),
            Cell("2021-06-30", value=date(2021, 6, 30)),
        ),
        (Cell("—", "muted"), Cell("乙镇", "red"), Cell("未报", "yellow"), Cell("—", "muted")),
    ),
    "2021 年目标任务：2 个单位",
    (Cell("—", "muted"), Cell("合计"), Cell("47.2%", value=Fraction(17, 36)), Cell("")),
    ("截至 2021-06-30。", "没有报的列为未报，不按 0 计。"),
)


def listing(table: Table = TABLE) -> Listing:
    return Listing(table, list, "没有符合条件的单位。")


def read(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def only_sheet(table: Table) -> Any:
    return read(listing_workbook(listing(table))).active


def book(*sheets: Sheet) -> bytes:
    return book_workbook(Book("台账", sheets, dict))


def one_column(*cells: Cell) -> Table:
    return Table((Column("名称"),), tuple((cell,) for cell in cells))


# -- sparklines ------------------------------------------------------------


def test_a_column_that_draws_others_is_drawn_by_the_spreadsheet_over_their_cells() -> None:
    months = tuple(Column(name, "right") for name in ("1月", "2月"))
    table = Table(
        (Column("单位"), *months, Column("走势", "right", draws=("1月", "2月"))),
        ((Cell("甲局"), Cell("3", value=3), Cell("—", "muted", ""), Cell("█·")),),
        total=(Cell("合计"), Cell("3", value=3), Cell("—", "muted", ""), Cell("█·")),
    )
    data = book(Sheet("逐 月", table))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    drawn = re.findall(r"<xm:f>(.*?)</xm:f><xm:sqref>(.*?)</xm:sqref>", xml)
    assert sorted(drawn) == [("'逐 月'!B3:C3", "D3"), ("'逐 月'!B5:C5", "D5")]
    assert read(data).active["D3"].value is None


# -- values ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "number", "number_format"),
    [
        ("250", 250, 250, "0"),
        ("-30", -30, -30, "0"),
        ("66（2 未报）", 66, 66, '0"（2 未报）"'),
        ("50.0%", Fraction(1, 2), 0.5, "0.0%"),
        ("125.0%", Fraction(5, 4), 1.25, "0.0%"),
        ("66.7%", Fraction(2, 3), 2 / 3, "0.0%"),
        ("+3.2", Fraction(16, 5), 3.2, "+0.0;-0.0;0.0"),
        ("-24.7", Fraction(-74, 3), -74 / 3, "+0.0;-0.0;0.0"),
        ("0.0", Fraction(0), 0.0, "+0.0;-0.0;0.0"),
        ("-0.04", Fraction(-1, 25), -0.04, "+0.00;-0.00;0.00"),
        ("2021-06-30", date(2021, 6, 30), date(2021, 6, 30), "yyyy-mm-dd"),
    ],
)
def test_a_value_is_shown_as_its_text(
    text: str, value: Value, number: object, number_format: str
) -> None:
    assert formatted_value(Cell(text, value=value)) == (number, number_format)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250", None),
        ("1900-01-01", date(1900, 1, 1)),  # the days of Excel are one off there
        ("1000000000000000", 10**15),  # Excel keeps 15 digits
    ],
)
def test_what_no_format_shows_as_its_text_stays_a_text(text: str, value: Value) -> None:
    assert formatted_value(Cell(text, value=value)) is None


def test_cells_hold_numbers_days_and_texts() -> None:
    sheet = only_sheet(TABLE)
    assert [[cell.value for cell in row] for row in sheet["A1:D6"]] == [
        ["2021 年目标任务：2 个单位", None, None, None],
        ["排名", "单位", "完成率", "期限"],
        [1, "甲局", pytest.approx(17 / 36), datetime(2021, 6, 30)],
        ["—", "乙镇", "未报", "—"],
        [None, None, None, None],
        ["—", "合计", pytest.approx(17 / 36), None],
    ]
    assert [cell.number_format for cell in sheet[3]] == ["0", "General", "0.0%", "yyyy-mm-dd"]
    assert [cell.alignment.horizontal for cell in sheet[3]] == ["right", "left", "right", "left"]


@pytest.mark.parametrize("text", ["=1+1", "+86", "-甲", "@甲", "12.10", "0012", "https://a.cn"])
def test_a_text_is_never_a_formula_a_number_or_a_link(text: str) -> None:
    cell = only_sheet(one_column(Cell(text)))["A3"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_what_cannot_be_seen_is_shown() -> None:
    assert only_sheet(one_column(Cell("甲\x1b[31m\u200b局")))["A3"].value == "甲␛[31m<U+200B>局"


# -- the layout ------------------------------------------------------------


def test_headings_stay_in_sight_and_filter_the_rows_alone() -> None:
    sheet = only_sheet(TABLE)
    assert sheet.freeze_panes == "C3"  # title, headings, and the columns up to the name
    assert sheet.auto_filter.ref == "A2:D4"  # neither the total nor the notes


def test_a_wide_first_column_does_not_stay() -> None:
    assert only_sheet(one_column(Cell("很长的名称" * 10))).freeze_panes == "A3"


def test_notes_stand_under_the_table_across_all_columns() -> None:
    sheet = only_sheet(TABLE)
    assert (sheet["A8"].value, sheet["A9"].value) == TABLE.notes
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A8:D8", "A9:D9"]


def test_the_total_is_bold_and_set_apart() -> None:
    sheet = only_sheet(TABLE)
    assert (sheet["B6"].font.bold, sheet["B6"].border.top.style) == (True, "medium")
    assert sheet.row_dimensions[5].height == 4.5


def test_colours_go_with_the_words() -> None:
    sheet = only_sheet(TABLE)
    fills = {sheet[at].value: sheet[at].fill.fgColor.rgb for at in ("B3", "B4", "C4")}
    assert fills == {"甲局": "FFE2F0D9", "乙镇": "FFFADBD8", "未报": "FFFFF2CC"}


def test_a_page_is_printed_across_with_its_headings_and_number() -> None:
    sheet = only_sheet(TABLE)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage  # one page wide, which is the default
    assert (setup.fitToWidth, setup.fitToHeight) == (None, 0)  # and as many high as it takes
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.oddFooter.right.text == "第 &P 页，共 &N 页"


def test_a_table_without_rows_says_so() -> None:
    sheet = only_sheet(TABLE._replace(rows=(), total=None))
    assert sheet["A3"].value == "没有符合条件的单位。"
    assert sheet.auto_filter.ref is None


def test_widths_are_those_of_the_texts_on_a_screen() -> None:
    table = Table(
        (Column("序号", "right"), Column("单位")),
        ((Cell("1"), Cell("人力资源社会保障局")),),  # 9 characters, each 2 wide
    )
    # 序号 is 4, and 3 for the button of its filter.
    assert column_widths(table) == [7, 18]


def test_the_widest_column_gives_way_and_its_rows_are_higher() -> None:
    long = "公开" * 60  # 240 wide
    table = Table((Column("单位"), Column("原文")), ((Cell("甲局"), Cell(long)),))
    # On a page of 140: 7 for 单位, 2 between, 131 left, of which no column takes more than 90.
    assert column_widths(table) == [7, 90]
    sheet = only_sheet(table)
    assert sheet["B3"].alignment.wrap_text
    # 240 in lines of 90: 3 lines of 15 points, and 3 around them.
    assert sheet.row_dimensions[3].height == 48


def test_no_row_is_higher_than_excel_has() -> None:
    sheet = only_sheet(one_column(Cell("公开" * 1000)))  # 4000 wide: 45 lines of 90
    assert sheet.row_dimensions[3].height == pytest.approx(409, abs=0.75)


def test_many_columns_still_have_a_width() -> None:
    columns = tuple(Column(f"第{number}列") for number in range(40))
    table = Table(columns, (tuple(Cell("很长的内容" * 10) for _ in columns),))
    assert column_widths(table) == [24] * 40


# -- names of sheets -------------------------------------------------------


def test_names_are_such_as_excel_takes() -> None:
    assert sheet_names(["a[b]:c*d?e/f\\g", "'甲'", "", "History", "字" * 40, "𠮷" * 20]) == [
        "a_b__c_d_e_f_g",
        "甲",
        "表",
        "History_",
        "字" * 31,
        "𠮷" * 15,  # two UTF-16 units each
    ]


def test_no_two_names_are_alike() -> None:
    long = "字" * 40
    assert sheet_names(["甲", "甲", "a", "A", long, long]) == [
        "甲",
        "甲(2)",
        "a",
        "A(2)",
        "字" * 31,
        "字" * 28 + "(2)",
    ]


def test_the_sheet_of_a_listing_is_called_by_the_begin_of_its_title() -> None:
    assert read(listing_workbook(listing())).sheetnames == ["2021 年目标任务"]


# -- links -----------------------------------------------------------------


def link_of(cell: Cell) -> tuple[str | None, str | None]:
    """Address and place of the link of a cell beside two sheets that both have 甲局."""
    names = one_column(Cell("乙镇"), Cell("甲局"))
    data = book(Sheet("一", one_column(cell)), Sheet("二", names), Sheet("三's", names))
    link = read(data)["一"]["A3"].hyperlink
    return (link.target, link.location) if link else (None, None)


def test_an_address_leads_out() -> None:
    address = "https://www.example.com/1.html"
    assert link_of(Cell("公告", link=address)) == (address, None)


def test_a_name_leads_to_the_first_row_of_another_sheet_that_has_it() -> None:
    assert link_of(Cell("甲局", link="#甲局")) == (None, "'二'!A4")


def test_a_sheet_may_be_named() -> None:
    assert link_of(Cell("甲局", link="#三's!甲局")) == (None, "'三''s'!A4")


@pytest.mark.parametrize(
    "link",
    ["#丙局", "#四!甲局", "见公告栏", "internal:A1", "external:a.exe", "javascript:alert(1)"],
)
def test_what_leads_nowhere_is_no_link(link: str) -> None:
    assert link_of(Cell("公告", link=link)) == (None, None)


def test_an_address_too_long_for_excel_stays_a_text() -> None:
    assert link_of(Cell("公告", link="https://a.cn/" + "x" * 2066))[0] is not None
    assert link_of(Cell("公告", link="https://a.cn/" + "x" * 2067))[0] is None
    assert link_of(Cell("公告", link="https://a.cn/" + "[" * 700))[0] is None


def test_a_number_with_a_link_stays_a_number() -> None:
    data = book(
        Sheet("一", one_column(Cell("250", value=250, link="#甲局"))),
        Sheet("二", one_column(Cell("甲局"))),
    )
    cell = read(data)["一"]["A3"]
    assert (cell.value, cell.hyperlink.location) == (250, "'二'!A3")


# -- charts ----------------------------------------------------------------


def charts(sheet: Sheet) -> list[Any]:
    return list(read(book(sheet)).active._charts)


RATES = TABLE._replace(
    columns=(*TABLE.columns, Column("序时进度", "right")),
    rows=tuple((*row, Cell("50.0%", value=Fraction(1, 2))) for row in TABLE.rows),
    total=None,
)


def test_columns_are_drawn_as_bars_with_a_line_across() -> None:
    chart = SheetChart("完成率", "单位", ("完成率",), "序时进度")
    (chart_xml,) = charts(Sheet("目标", RATES, chart))
    bars, line = (part.series[0] for part in chart_xml._charts)
    assert [part.tagname for part in chart_xml._charts] == ["barChart", "lineChart"]
    assert (bars.val.numRef.f, bars.cat.strRef.f) == ("目标!$C$3:$C$4", "目标!$B$3:$B$4")
    assert line.val.numRef.f == "目标!$E$3:$E$4"
    assert (chart_xml.y_axis.numFmt.formatCode, chart_xml.y_axis.scaling.min) == ("0%", 0)


def test_no_chart_of_what_has_no_number() -> None:
    unreported = RATES._replace(rows=(RATES.rows[1],))
    assert charts(Sheet("目标", unreported, SheetChart("完成率", "单位", ("完成率",)))) == []


def test_what_is_below_0_is_drawn_below() -> None:
    table = Table(
        (Column("单位"), Column("超欠", "right")),
        ((Cell("甲局"), Cell("-3.2", value=Fraction(-16, 5))),),
    )
    (chart_xml,) = charts(Sheet("超欠", table, SheetChart("超欠", "单位", ("超欠",))))
    assert (chart_xml.y_axis.numFmt.formatCode, chart_xml.y_axis.scaling.min) == ("0", None)


# -- the file --------------------------------------------------------------


def test_the_same_table_gives_the_same_bytes() -> None:
    first = book(Sheet("目标", RATES, SheetChart("完成率", "单位", ("完成率",), "序时进度")))
    again = book(Sheet("目标", RATES, SheetChart("完成率", "单位", ("完成率",), "序时进度")))
    assert first == again
    assert zipfile.ZipFile(BytesIO(first)).testzip() is None
    assert read(first).properties.title == "台账"


def test_without_the_library_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(module: str, purpose: str) -> None:
        raise LibraryNotInstalled(f"{module} {purpose}")

    monkeypatch.setattr(xlsx, "load_library", missing)
    with pytest.raises(LibraryNotInstalled, match="xlsxwriter Excel 文件"):
        listing_workbook(listing())


def test_a_chart_is_printed_on_a_page_of_its_own() -> None:
    """Else its bars end on one page and their names stand on the next."""
    table = Table((Column("单位"), Column("条数", "right")), ((Cell("甲局"), Cell("3", value=3)),))
    chart = SheetChart("条数", "单位", ("条数",))
    book = Book("台账", (Sheet("甲", table, chart), Sheet("乙", table)), dict)
    with_chart, without = load_workbook(BytesIO(book_workbook(book))).worksheets
    [anchor] = [chart.anchor._from.row for chart in with_chart._charts]
    assert [page_break.id for page_break in with_chart.row_breaks.brk] == [anchor]
    assert (with_chart.page_setup.scale or 100, with_chart.page_setup.fitToHeight) == (100, None)
    assert (without.page_setup.fitToHeight, without.row_breaks.brk) == (0, [])
