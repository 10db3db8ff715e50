"""Tables made to take time or memory: each is refused with a sentence, or read as it is."""

from __future__ import annotations

import zipfile
from itertools import chain, repeat

import pytest

from anju_cli.editing.spreadsheet import csv_reader, sheet_reader, workbook_parts, xlsx_reader
from anju_cli.editing.spreadsheet.readers import sheets_of
from anju_cli.editing.spreadsheet.sheet import UnreadableTable
from tests.editing.hostile_tables import (
    billion_laughs,
    lying_about_its_size,
    many_parts,
    strings,
    with_entities,
    workbook,
)

DAMAGED = "a.xlsx 打不开，可能没有存完整。请在 Excel 里打开它，另存为 .xlsx 再试"
COPY = "太大了。请只把要用的那张表复制到新的文件里再试"


def texts(file: str, data: bytes) -> list[list[str]]:
    """What stands in the cells of the first sheet, row by row."""
    sheet = sheets_of(file, file[1:], data)[0]
    return [[cell.text for cell in row.cells] for row in sheet.rows]


def refusal(data: bytes, file: str = "a.xlsx") -> str:
    with pytest.raises(UnreadableTable) as caught:
        texts(file, data)
    return str(caught.value)


TABLE = [["单位", "条数"], ["甲局", "1"]]


@pytest.mark.parametrize(
    "data",
    [
        workbook(),
        workbook(after='<mergeCells><mergeCell ref="C1:XFD1048576"/></mergeCells>'),
        workbook(after='<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'),
        workbook(before='<dimension ref="A1:XFD1048576"/>'),
        workbook(before='<cols><col min="1" max="16384" width="9"/></cols>'),
        workbook('<row r="1048576"><c r="XFD1048576" s="7"/></row>'),
        workbook("<row/>" * 30_000),
        workbook(f"{'<a>' * 9_000}{'</a>' * 9_000}"),
        workbook(parts={"xl/media/picture.png": bytes(3_000_000)}),
        workbook(parts={"xl/externalLinks/externalLink1.xml": "<"}),
    ],
    ids=range(10),
)
def test_what_is_large_beside_the_table_is_passed_over(data: bytes) -> None:
    assert texts("a.xlsx", data) == TABLE


def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name, value in (
        (workbook_parts, "_MOST_PARTS", 10),
        (workbook_parts, "_MOST_BYTES", 3 * 1024 * 1024),
        (workbook_parts, "_MOST_ELEMENTS", 20_000),
        (sheet_reader, "_MOST_MERGED", 20_000),
        (sheet_reader, "_MOST_SPANS", 100),
        (xlsx_reader, "_MOST_SHEETS", 10),
        (csv_reader, "_MOST_BYTES", 1024 * 1024),
    ):
        monkeypatch.setattr(module, name, value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (workbook(sheets=11), f"a.xlsx 里有 11 张表，超过 10 张，{COPY}"),
        (workbook("<row/>" * 2_001, sheets=10), f"a.xlsx 里的格子和格式超过 2 万项，{COPY}"),
        (workbook(" " * 4 * 1024 * 1024), f"a.xlsx 里的内容展开后超过 3 MB，{COPY}"),
        (workbook(" " * 400_000, sheets=8), f"a.xlsx 里的内容展开后超过 3 MB，{COPY}"),
        (workbook(before=f'<a b="{" " * 2_000_000}"/>'), f"a.xlsx 里有一处内容过长，{COPY}"),
        (many_parts(10), f"a.xlsx 里有 10 个以上的部件，{COPY}"),
        (workbook(parts=strings("<si/>" * 20_000)), f"a.xlsx 里的格子和格式超过 2 万项，{COPY}"),
        (
            workbook(after='<mergeCell ref="A1:B2"/>' * 101),
            f"a.xlsx 表“S1” 里合并或隐藏的格子超过 100 处，{COPY}",
        ),
        (
            workbook(before='<col min="1" max="9" hidden="1"/>' * 101),
            f"a.xlsx 表“S1” 里合并或隐藏的格子超过 100 处，{COPY}",
        ),
        (
            workbook(
                '<row r="9999"><c r="C9999"><v>1</v></c></row>',
                after='<mergeCell ref="A1:XFD1048576"/>',
            ),
            f"a.xlsx 表“S1” 里合并的格子超过 2 万个，{COPY}",
        ),
        (
            workbook('<row r="20001"><c r="A20001"><v>1</v></c></row>'),
            f"a.xlsx 表“S1” 写到了第 20001 行，超过 20000 行，{COPY}",
        ),
        (
            workbook('<row r="3"><c r="IW3"><v>1</v></c></row>'),
            f"a.xlsx 表“S1” 写到了 IW 列，超过 256 列，{COPY}",
        ),
        (lying_about_its_size(" " * 4 * 1024 * 1024), DAMAGED),
        (workbook(compression=zipfile.ZIP_BZIP2), DAMAGED),
        (workbook(compression=zipfile.ZIP_LZMA), DAMAGED),
        (workbook(parts=strings("<si><t>甲</t></si>"))[:-400], DAMAGED),
        (workbook('<row r="3"><c r="A3" t="s"><v>0</v></c></row>'), DAMAGED),
        (workbook('<row r="3"><c r="3A"><v>0</v></c></row>'), DAMAGED),
        (workbook(parts={"xl/worksheets/sheet1.xml": "<a>" * 9}), DAMAGED),
    ],
    ids=range(19),
)
def test_a_workbook_that_is_no_table_of_counts(
    data: bytes, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_limits(monkeypatch)
    assert refusal(data) == sentence


@pytest.mark.parametrize(
    "data",
    [
        billion_laughs(),
        with_entities('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        with_entities('<!DOCTYPE a SYSTEM "http://example.com/a.dtd">', "a"),
        with_entities("", "&a;"),
        workbook(parts={"xl/workbook.xml": "<workbook/>".encode("utf-16")}),
        workbook(parts={"xl/workbook.xml": "<workbook/>".encode("utf-16-be")}),
    ],
    ids=["billion laughs", "a file", "the network", "unknown", "UTF-16", "UTF-16BE"],
)
def test_entities_are_neither_multiplied_nor_fetched(data: bytes) -> None:
    assert refusal(data) == DAMAGED


def test_a_long_text_is_cut_before_anything_looks_at_it() -> None:
    long = "月" * 30_000
    cells = f'<c t="s"><v>0</v></c><c t="inlineStr"><is><t>{long}</t></is></c><c t="str"><v>{long}'
    data = workbook(f"<row>{cells}</v></c></row>", parts=strings(f"<si><t>{long}</t></si>"))
    assert texts("a.xlsx", data) == [*TABLE, ["月" * 200] * 3]
    assert texts("a.csv", f"单位,{long}".encode()) == [["单位", "月" * 200]]


def lines(count: int, line: str = "甲局,1") -> bytes:
    return "\n".join(chain(["单位,条数"], repeat(line, count))).encode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\n" * (1024 * 1024 + 1), f"a.csv 超过 1 MB，{COPY}"),
        (b"\n" * 1024 * 1024, f"a.csv 超过 20000 行，{COPY}"),
        (lines(20_000), f"a.csv 超过 20000 行，{COPY}"),
        (b"," * 1024 * 1024, f"a.csv 第 1 行超过 256 列，{COPY}"),
        (lines(3, ",".join("a" * 257)), f"a.csv 第 2 行超过 256 列，{COPY}"),
        (
            b"a" * 1024 * 1024,
            "a.csv 从第 1 行起读不成表格，可能是引号没有成对。"
            "请改好，或者在 Excel 里打开它，另存为 .xlsx 再试",
        ),
        (
            b"\0" * 1024 * 1024,
            "a.csv 从第 1 行起读不成表格，可能是引号没有成对。"
            "请改好，或者在 Excel 里打开它，另存为 .xlsx 再试",
        ),
    ],
    ids=["bytes", "lines", "rows", "commas", "columns", "one line", "NUL"],
)
def test_a_text_file_that_is_no_table_of_counts(
    data: bytes, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_limits(monkeypatch)
    assert refusal(data, "a.csv") == sentence


def test_the_longest_table_is_read() -> None:
    assert len(texts("a.csv", lines(19_999))) == 20_000
