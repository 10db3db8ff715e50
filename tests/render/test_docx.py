"""A page as a Word file: read again with python-docx, held against GB/T 9704-2012."""

import io
import zipfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from anju_cli.render.document import (
    Bar,
    Cell,
    Chart,
    Column,
    Fields,
    Heading,
    Page,
    Paragraph,
    Section,
    Table,
)
from anju_cli.render.word.docx import pages_docx
from anju_cli.render.word.xml import run as word_run
from tests.running import BASE, run

HEADINGS = "排名｜单位｜类别｜年度任务｜本月｜累计｜完成率｜序时应完成｜超欠｜月均还需｜灯｜备注"
NUMBERS = ("排名", "年度任务", "本月", "累计", "完成率", "序时应完成", "超欠", "月均还需")
ROW = ["1", "市公安局甲区分局", "部门", "250", "18", "118", "47.2%", "125", "-7", "22", "黄", ""]
TABLE = Table(
    tuple(
        Column(heading, "right" if heading in NUMBERS else "left")
        for heading in HEADINGS.split("｜")
    ),
    (
        tuple(Cell(text, "yellow" if text == "黄" else "plain") for text in ROW),
        tuple(Cell(text) for text in ("2", "司法局", "部门", *[""] * 8, "未报")),
    ),
    title="表1　部门",
    total=tuple(Cell(text) for text in ("", "合计", *[""] * 10)),
    notes=("按月计。", "未报不是 0。"),
)
CHART = Chart(
    "完成率",
    (
        Bar("甲局", Fraction(3, 4), "75.0% 绿", "green"),
        Bar("乙局", Fraction(1, 4), "25.0% 红", "red"),
        Bar("丙镇", None, "未报"),
    ),
    mark=Fraction(1, 2),
    mark_text="序时进度 50.0%",
)
PAGE = Page(
    title="关于2021年6月政务信息报送情况的通报",
    blocks=(Paragraph("现将“6月”情况通报如下。\n请核对。"),),
    sections=(
        Section(
            "一、基本情况",
            (Heading("（一）部门"), TABLE, Fields((("牵头单位", Cell("甲办公室", "strong")),))),
        ),
    ),
    record={},
    recipients="各镇、各部门",
    signature=("甲办公室", "2021年7月5日"),
)

MM = 36000
TEXT = 8844  # twips: 156 mm


def opened(page: Page) -> Any:
    return docx.Document(io.BytesIO(pages_docx([page])))


def lines(document: Any) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def test_the_parts_of_a_letter_and_their_styles() -> None:
    assert lines(opened(PAGE)) == [
        ("Title", "关于2021年6月政务信息报送情况的通报"),
        ("主送机关", "各镇、各部门："),
        ("Body Text", "现将“6月”情况通报如下。"),
        ("Body Text", "请核对。"),
        ("Heading 1", "一、基本情况"),
        ("Heading 2", "（一）部门"),
        ("Caption", "表1　部门"),
        ("表注", "注：1.按月计。"),
        ("表注", "2.未报不是 0。"),
        ("Body Text", "牵头单位：甲办公室"),
        ("落款", "甲办公室"),
        ("落款", "2021年7月5日"),
    ]


def test_the_number_stands_first_and_whom_it_is_copied_to_at_the_foot() -> None:
    page = PAGE._replace(number="甲府函〔2021〕1号", copies="乙办公室，丙局。")
    document = opened(page)
    assert lines(document)[0] == ("发文字号", "甲府函〔2021〕1号")
    assert lines(document)[-2:] == [("版记", "抄送：乙办公室，丙局。"), ("表注", "")]
    frame = document.paragraphs[-2]._p.pPr.find(qn("w:framePr"))
    assert [frame.get(qn(f"w:{name}")) for name in ("w", "vAnchor", "yAlign")] == [
        *("8844", "margin", "bottom"),
    ]


def test_the_sheet() -> None:
    section = opened(PAGE).sections[0]
    assert (section.page_width / MM, section.page_height / MM) == pytest.approx((210, 297), abs=0.1)
    margins = (
        section.top_margin,
        section.left_margin,
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    assert [margin / MM for margin in margins] == pytest.approx([37, 28, 156, 225], abs=0.1)
    assert [element.tag.rpartition("}")[2] for element in section._sectPr] == [
        *("footerReference", "footerReference", "pgSz", "pgMar", "cols", "docGrid"),
    ]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:linePitch")) == "579"  # a 22nd of 225 mm, which is 12756 twips


def test_a_compact_letter_has_closer_lines_and_no_grid() -> None:
    note = Paragraph("说明。", "muted")
    document = opened(PAGE._replace(is_compact=True, blocks=(note,)))
    assert document.styles["Normal"].paragraph_format.line_spacing.pt == 23
    last = Section("二、办理要求", (Paragraph("请办理。"), note))
    kept = opened(PAGE._replace(is_compact=True, sections=(last,))).paragraphs[-4:-1]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in kept)
    assert document.sections[0]._sectPr.find(qn("w:docGrid")).get(qn("w:type")) == "default"
    assert next(text for style, text in lines(document) if style == "表注") == "说明。"
    before = [
        page.paragraphs[-2].paragraph_format.space_before.pt for page in (opened(PAGE), document)
    ]
    assert before == [57.9, 23]  # two lines of a page of 22, one of a compact one


@pytest.mark.parametrize(
    ("style", "typeface", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", None),
        ("Heading 2", "楷体_GB2312", None),
        ("Caption", "黑体", 12),
        ("表注", None, 10.5),
        ("Footer", "宋体", 14),
    ],
)
def test_typefaces(style: str, typeface: str | None, points: float | None) -> None:
    """None: as the style that it is based on, which is Normal."""
    own = opened(PAGE).styles[style]
    named = [
        (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii")))
        for fonts in own.element.iter(qn("w:rFonts"))
    ]
    latin = "宋体" if style == "Footer" else "Times New Roman"
    assert named == ([(typeface, latin)] if typeface else [])
    assert (own.font.size.pt if own.font.size else None) == points


def test_typefaces_of_the_whole_document() -> None:
    defaults = opened(PAGE).styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:eastAsia")) == "zh-CN"
    xml = zipfile.ZipFile(io.BytesIO(pages_docx([PAGE]))).read("word/styles.xml").decode()
    assert "Theme" not in xml  # a theme's typeface would go before the one named


def test_22_lines_of_28_characters() -> None:
    styles = opened(PAGE).styles
    normal, body = styles["Normal"], styles["Body Text"]
    assert normal.paragraph_format.line_spacing.pt == 28.95
    closer = normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))
    assert 28 * (16 * 20 + int(closer)) <= TEXT < 29 * (16 * 20 + int(closer))
    indent = body.element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_outside() -> None:
    document = opened(PAGE)
    assert document.settings.odd_and_even_pages_header_footer is True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        texts = "".join(piece.text for piece in paragraph._p.iter(qn("w:t")))
        assert texts == "— 1 —"
        assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")) == " PAGE "
        assert paragraph._p.pPr.jc.get(qn("w:val")) == side
        assert paragraph._p.pPr.ind.get(qn(f"w:{side}Chars")) == "100"


def test_quotation_marks_are_chinese() -> None:
    runs = [run for run in opened(PAGE).paragraphs for run in run.runs]
    assert {run._r.rPr.find(qn("w:rFonts")).get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_the_day_stands_four_characters_from_the_right_under_the_middle_of_the_office() -> None:
    # 2021年7月5日: 6 digits of half a character, 3 characters, 5 gaps of a quarter: 7.25;
    # 甲办公室: 4. 4 + (7.25 - 4) / 2 = 5.625
    office, day = opened(PAGE).paragraphs[-2:]
    assert office._p.pPr.ind.get(qn("w:rightChars")) == "562"
    assert day._p.pPr.ind.get(qn("w:rightChars")) == "400"
    assert office.paragraph_format.keep_with_next


def test_an_office_too_long_to_stand_over_the_day_ends_at_the_edge() -> None:
    page = PAGE._replace(signature=("甲" * 27, "2021年7月5日"))
    assert opened(page).paragraphs[-2]._p.pPr.ind.get(qn("w:rightChars")) == "0"


# -- tables ------------------------------------------------------------------


def texts(table: Any) -> list[list[str]]:
    return [[cell.text.replace("−", "-") for cell in row.cells] for row in table.rows]


def test_a_table_of_twelve_columns_fits_the_sheet() -> None:
    (table,) = opened(PAGE).tables
    assert texts(table) == [
        HEADINGS.split("｜"),
        ROW,
        ["2", "司法局", "部门", *[""] * 8, "未报"],
        ["", "合计", *[""] * 10],
    ]
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(widths) == TEXT
    assert widths.index(max(widths)) == 1  # the name of a unit is the longest
    # every number and every name has room on one line, in 9 points: 90 twips a half-width
    # character, 36 left and right
    needed = [2, 16, 4, 3, 2, 3, 5, 3, 2, 2, 2, 4]
    assert all(w >= 90 * n + 72 for w, n in zip(widths, needed, strict=True))


def test_a_heading_row_is_repeated_and_no_row_is_torn() -> None:
    (table,) = opened(PAGE).tables
    properties = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in properties] == [
        *(True, False, False, False)
    ]
    assert all(row.find(qn("w:cantSplit")) is not None for row in properties)


def test_numbers_lean_right_short_words_stand_in_the_middle() -> None:
    cells = opened(PAGE).tables[0].rows[1].cells
    sides = [cell.paragraphs[0]._p.pPr.jc.get(qn("w:val")) for cell in cells]
    right, center, left = "right", "center", "left"
    assert sides == [right, left, center, *[right] * 7, center, center]


def test_a_light_is_a_word_on_a_colour_and_the_total_is_bold() -> None:
    table = opened(PAGE).tables[0]
    fills = {
        cell.text: cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill"))
        for row in table.rows
        for cell in row.cells
        if cell._tc.tcPr.find(qn("w:shd")) is not None
    }
    assert fills == {"黄": "FFF2CC"}
    bold = [[run.bold for run in row.cells[1].paragraphs[0].runs] for row in table.rows]
    assert bold == [[None], [None], [None], [True]]


@pytest.mark.parametrize(("columns", "points"), [(2, 12), (6, 12), (7, 10.5), (9, 9), (12, 9)])
def test_the_more_columns_the_smaller_the_type(columns: int, points: float) -> None:
    table = Table((Column("列"),) * columns, ((Cell("甲"),) * columns,))
    (word_table,) = opened(Page("题", (table,), (), {})).tables
    run = word_table.rows[1].cells[0].paragraphs[0].runs[0]
    assert run.font.size.pt == points


@pytest.mark.parametrize("columns", [3, 12, 30])
def test_texts_of_any_length_stay_on_the_sheet(columns: int) -> None:
    table = Table((Column("列"),) * columns, ((Cell("很长的说明" * 30),) * columns,))
    (word_table,) = opened(Page("题", (table,), (), {})).tables
    assert sum(int(column.get(qn("w:w"))) for column in word_table._tbl.tblGrid) == TEXT


def test_a_long_text_gets_more_width_than_a_short_one_that_breaks_too() -> None:
    texts = ("字" * 100, "字" * 25, "字" * 25, "2021-08-31")
    table = Table(tuple(Column(one) for one in "甲乙丙丁"), (tuple(map(Cell, texts)),))
    (word_table,) = opened(Page("题", (table,), (), {})).tables
    widths = [int(one.get(qn("w:w"))) for one in word_table._tbl.tblGrid]
    # Of 8844 twips each cell keeps 84 free at either side, and 8; the rest are 77 half-width
    # characters of 10.5 points, 105 twips. Less 10 for the day there are 67: twice the width for
    # four times the length gives 33, 16 and 16, which with the day and what is free share the
    # sheet.
    shares = [33 * 105 + 176, 16 * 105 + 176, 16 * 105 + 176]
    whole = sum(shares) + 10 * 105 + 176
    assert widths == [*(8844 * share // whole for share in shares), 1265]
    assert sum(widths) == TEXT


def test_large_type_is_for_texts_of_two_lines_at_most() -> None:
    # the sheet takes 72 half-width characters of 12 points, and what is free at their sides
    for text, points in (("字" * 72, 12), ("字" * 73, 10.5)):
        table = Table((Column("甲"),), ((Cell(text),),))
        (word_table,) = opened(Page("题", (table,), (), {})).tables
        assert word_table.rows[1].cells[0].paragraphs[0].runs[0].font.size.pt == points


def test_no_number_and_no_name_of_a_circular_is_broken() -> None:
    (word_table,) = opened(Page("题", (TABLE,), (), {})).tables
    widths = [int(one.get(qn("w:w"))) for one in word_table._tbl.tblGrid]
    free = 2 * 72  # at the sides of each cell, in 小五, where a half-width character takes 90
    lengths = [len(text) + sum(one > "一" for one in text) + text.count("%") for text in ROW]
    assert all(width >= 90 * length + free for width, length in zip(widths, lengths, strict=True))


def test_a_name_is_whole_where_a_list_can_break_instead() -> None:
    row = [*ROW[:-1], "↑12；缺2月、5—7月、9月、11月"]
    table = TABLE._replace(rows=(tuple(map(Cell, row)),), total=None)
    (word_table,) = opened(Page("题", (table,), (), {})).tables
    widths = [int(one.get(qn("w:w"))) for one in word_table._tbl.tblGrid]
    assert widths[1] >= 90 * 2 * len("市公安局甲区分局") + 2 * 72
    assert word_table.rows[1].cells[0].paragraphs[0].runs[0].font.size.pt == 9


@pytest.mark.parametrize(("count", "kept"), [(1, 1), (31, 31), (57, 57), (58, 3)])
def test_a_chart_stays_on_one_page_that_can_hold_it(count: int, kept: int) -> None:
    bars = tuple(Bar("甲", Fraction(1), "绿") for _ in range(count))
    (table,) = opened(Page("题", (Chart("", bars),), (), {})).tables
    keeps = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert keeps == [True] * kept + [None] * (count - kept)


def test_tables_without_a_word_between_them_stay_two() -> None:
    table = Table((Column("列"),), ((Cell("甲"),),))
    document = opened(Page("题", (table, table), (), {}))
    assert [texts(table) for table in document.tables] == [[["列"], ["甲"]]] * 2
    assert [element.tag.rpartition("}")[2] for element in document.element.body] == [
        *("p", "tbl", "p", "tbl", "p", "sectPr"),
    ]


def test_a_table_without_rows_and_one_note() -> None:
    table = Table((Column("列"),), (), title="空表", notes=("按月计。",))
    assert lines(opened(Page("题", (table,), (), {})))[1:] == [
        ("Caption", "空表"),
        ("Body Text", "（无）"),
        ("表注", "注：按月计。"),
    ]


# -- charts ------------------------------------------------------------------


def test_bars_are_shaded_up_to_their_length() -> None:
    document = opened(Page("题", (CHART,), (), {}))
    (table,) = document.tables
    assert texts(table) == [
        ["甲局", "", "", "75.0% 绿"],
        ["乙局", "", "", "25.0% 红"],
        ["丙镇", "", "", "未报"],
    ]
    name, left, right, behind = (int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
    assert (left + right, name + left + right + behind) == (2 * left + (right - left), TEXT)
    assert abs(right - left) <= 1  # the mark is at a half
    assert shades(table) == [
        [("70AD47", left), ("70AD47", right // 2)],
        [("E05050", left // 2), ("", 0)],
        [("", 0), ("", 0)],
    ]
    assert [text for _, text in lines(document)] == ["题", "完成率", "竖线：序时进度 50.0%"]


def shades(table: Any) -> list[list[tuple[str, int]]]:
    """The colour of each bar on both sides of the mark, and how long it is there."""
    bars = []
    for row in table.rows:
        pieces = []
        for cell in row.cells[1:3]:
            look = cell.paragraphs[0]._p.pPr
            shade = look.find(qn("w:shd"))
            width = int(cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w")))
            length = width - int(look.ind.get(qn("w:right")))
            pieces.append((shade.get(qn("w:fill")), length) if shade is not None else ("", 0))
        bars.append(pieces)
    return bars


def test_the_longest_bar_fits_whatever_it_is() -> None:
    bars = (Bar("甲局", Fraction(5, 2), "250.0%"), Bar("乙局", Fraction(5, 4), "125.0%"))
    (table,) = opened(Page("题", (Chart("", bars),), (), {})).tables
    _, room, _ = (int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
    rights = [int(row.cells[1].paragraphs[0]._p.pPr.ind.get(qn("w:right"))) for row in table.rows]
    assert rights == [0, room - room // 2]


def test_a_chart_without_bars() -> None:
    document = opened(Page("题", (Chart("完成率", ()),), (), {}))
    assert [text for _, text in lines(document)] == ["题", "完成率", "注：（无）", ""]


# -- the file ----------------------------------------------------------------


def test_two_of_the_same_page_are_the_same_bytes() -> None:
    first = pages_docx([PAGE])
    assert first == pages_docx([PAGE])
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "dcterms" not in core.partition("<cp:coreProperties")[2].partition(">")[2]


def test_the_file_has_the_parts_that_it_names_and_no_others() -> None:
    """A part without a type, or a reference into nothing, is what a program wants to repair."""
    with zipfile.ZipFile(io.BytesIO(pages_docx([PAGE, PAGE]))) as archive:
        parts = {name: parse_xml(archive.read(name)) for name in archive.namelist()}
    types = parts.pop("[Content_Types].xml")
    typed = [one.get("PartName").removeprefix("/") for one in types if one.get("PartName")]
    relations = {name: part for name, part in parts.items() if name.endswith(".rels")}
    assert sorted(typed) == sorted(parts.keys() - relations.keys())
    named = {
        base + one.get("Target")
        for base, name in (("", "_rels/.rels"), ("word/", "word/_rels/document.xml.rels"))
        for one in relations[name]
    }
    assert named == set(typed)
    keys = {one.get("Id") for one in relations["word/_rels/document.xml.rels"]}
    used = [one.get(qn("r:id")) for one in parts["word/document.xml"].iter(qn("w:footerReference"))]
    assert set(used) <= keys
    styles = {one.get(qn("w:styleId")) for one in parts["word/styles.xml"].iter(qn("w:style"))}
    used = [one.get(qn("w:val")) for one in parts["word/document.xml"].iter(qn("w:pStyle"))]
    assert set(used) <= styles


def test_a_short_letter_is_a_small_file() -> None:
    data = pages_docx([PAGE])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        beside = sum(member.file_size for member in archive.infolist())
        beside -= archive.getinfo("word/document.xml").file_size
    assert beside < 12_000  # bytes; with the template of a library they were 475,000


def test_properties() -> None:
    properties = opened(PAGE).core_properties
    assert (properties.title, properties.language) == (PAGE.title, "zh-CN")
    assert (properties.author, properties.created, properties.modified) == ("", None, None)


def test_letters_each_begin_on_a_sheet_numbered_one() -> None:
    pages: Sequence[Page] = [PAGE._replace(title="一"), PAGE._replace(title="二", signature=())]
    document = docx.Document(io.BytesIO(pages_docx(pages)))
    assert [text for style, text in lines(document) if style == "Title"] == ["一", "二"]
    for section in document.sections:
        assert section.start_type == WD_SECTION.ODD_PAGE
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.footer.paragraphs[0].text == "—  —"  # the field is no run
    assert len(document.sections) == 2


ANY = st.text(st.characters(), max_size=8)


@settings(max_examples=20)
@given(ANY, ANY)
def test_any_text_is_held(title: str, text: str) -> None:
    table = Table((Column(text),), ((Cell(text),),), title=text, notes=(text,))
    fields = Fields(((text, Cell(text)),))
    chart = Chart(text, (Bar(text, None, text),))
    page = Page(title, (Paragraph(text), table, fields, chart), (), {}, text, (text,))
    assert pages_docx([page]) == pages_docx([page])


def test_characters_that_xml_cannot_hold_are_shown() -> None:
    document = opened(Page("题", (Paragraph("甲\x1b<&>\ud800\uffff"),), (), {}))
    assert lines(document)[1] == ("Body Text", "甲␛<&><U+D800>�")


# -- by the program ----------------------------------------------------------


def test_the_program_writes_a_word_file(tmp_path: Path) -> None:
    done = run("deadlines", "--data", BASE, "-o", str(tmp_path / "时限.docx"))
    assert (done.code, done.out) == (0, "")
    document = docx.Document(str(tmp_path / "时限.docx"))
    assert [cell.text for cell in document.tables[0].rows[0].cells][:2] == ["编号", "期限"]


def test_a_minus_stays_with_its_number_and_no_line_breaks_a_day() -> None:
    xml = word_run("超欠-2.5个，-1；06-30，0825-866，a-1")
    text = xml[xml.index("超欠") : xml.rindex("</w:t>")]
    hyphen = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
    assert text.split(hyphen) == ["超欠−2.5个，−1；06", "30，0825", "866，a-1"]


def test_the_tables_of_a_circular_are_in_small_type_and_not_in_the_smallest(tmp_path: Path) -> None:
    asked = ("report", "2021-06", "--data", "examples/half-year", "-o", str(tmp_path / "a.docx"))
    assert run(*asked).code == 0
    wide = [
        table
        for table in docx.Document(str(tmp_path / "a.docx")).tables
        if len(table.columns) == 12
    ]
    assert [table.rows[1].cells[0].paragraphs[0].runs[0].font.size.pt for table in wide] == [9, 9]


def test_no_line_parts_a_number_from_its_unit() -> None:
    text = "公开 18 条；剩 15 天，逾期 3 天；第 3 个，2021 年 6 月 30 日；12.10 公布 a 条 7 8"
    written = "公开 18~条；剩~15~天，逾期 3~天；第~3~个，2021~年~6~月~30~日；12.10~公布 a 条 7 8"
    assert written.replace("~", "\xa0") in word_run(text)


def test_a_column_has_room_for_a_day_and_its_bracket() -> None:
    texts = ("向区政府办公室报备（2021年6月）的开设、变更、关停" * 3, "字" * 80, "字" * 80)
    table = Table(tuple(Column(one) for one in "甲乙丙"), (tuple(map(Cell, texts)),))
    (word_table,) = opened(Page("题", (table,), (), {})).tables
    points = word_table.rows[1].cells[0].paragraphs[0].runs[0].font.size.pt
    widths = [int(one.get(qn("w:w"))) for one in word_table._tbl.tblGrid]
    assert min(widths) >= 16 * points * 10 + 2 * 8 * points  # （2021 年 6 月）, and what is free
