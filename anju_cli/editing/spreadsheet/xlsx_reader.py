"""Tables in Excel workbooks (.xlsx)."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime
from typing import Any

from anju_cli.editing.spreadsheet.sheet import BLANK, Cell, Row, Sheet, UnreadableTable
from anju_cli.text.libraries import LibraryNotInstalled, load_library

_MOST_BYTES = 256 * 1024 * 1024
_MOST_ROWS = 5_000
_MOST_COLUMNS = 64
"""Far beyond any table of units; more is a wrong file, or cells formatted for nothing."""


def workbook(file: str, data: bytes) -> list[Sheet]:
    """Read the sheets that are not hidden, in their order. Raises UnreadableTable."""
    _check_archive(file, data)
    shown, written = _load(file, data, values=True), _load(file, data, values=False)
    return [
        _sheet(file, sheet, written[sheet.title])
        for sheet in shown.worksheets
        if sheet.sheet_state == "visible"
    ]


def _check_archive(file: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
            is_workbook = "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        raise _damaged(file) from None
    if not is_workbook:
        raise UnreadableTable(f"{file} 不是 Excel 的 .xlsx 文件。请在 Excel 里另存为 .xlsx 或 .csv")
    if size > _MOST_BYTES:
        raise UnreadableTable(f"{file} 太大了。请核对是不是用错了文件")


def _damaged(file: str) -> UnreadableTable:
    return UnreadableTable(f"{file} 打不开，可能没有存完整。请在 Excel 里打开它，另存为 .xlsx 再试")


def _load(file: str, data: bytes, *, values: bool) -> Any:
    """Load the workbook with the values of its formulas, or with the formulas.

    The values are those that Excel saved. What openpyxl warns of (charts, styles) is no
    matter here.
    """
    try:
        load_workbook = load_library("openpyxl", "Excel 文件").load_workbook
    except LibraryNotInstalled as error:
        raise UnreadableTable(f"{error}；也可以把表另存为 .csv") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_workbook(io.BytesIO(data), data_only=values)
        except Exception:  # openpyxl has no class for it: KeyError, ValueError, XML's own
            raise _damaged(file) from None


def _sheet(file: str, shown: Any, written: Any) -> Sheet:
    if shown.max_row > _MOST_ROWS:
        raise UnreadableTable(
            f"{file} 表“{shown.title}”一直到第 {shown.max_row} 行都有格式或内容，太大了。"
            "请删去表下面空的行，或者把表复制到新的文件里"
        )
    covered = _covered(shown)
    last = min(shown.max_column, _MOST_COLUMNS)
    values, formulas = (sheet.iter_rows(max_col=last) for sheet in (shown, written))
    rows = []
    for number, (cells, sources) in enumerate(zip(values, formulas, strict=True), start=1):
        read = (
            covered.get((number, column)) or _cell(cell.value, source)
            for column, (cell, source) in enumerate(zip(cells, sources, strict=True), start=1)
        )
        rows.append(Row(number, tuple(read)))
    return Sheet(file, shown.title, tuple(rows))


def _covered(sheet: Any) -> dict[tuple[int, int], Cell]:
    """Find the cells that others of a merged range cover, by row and column from 1."""
    covered = {}
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, min(merged.max_row, _MOST_ROWS) + 1):
            for column in range(merged.min_col, min(merged.max_col, _MOST_COLUMNS) + 1):
                if row > merged.min_row:
                    covered[row, column] = Cell("", under=merged.coord)
                elif column > merged.min_col:
                    covered[row, column] = Cell("", beside=merged.coord)
    return covered


def _cell(value: object, source: Any) -> Cell:
    """Read a cell from its value and from the cell with the formula of that."""
    if value is None:
        if source.data_type == "f":
            return Cell("", trouble="公式没有算好的结果")
        return BLANK
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, float) and value.is_integer():
        return Cell(str(int(value)))
    if isinstance(value, datetime):
        return Cell(value.date().isoformat())
    if isinstance(value, date):
        return Cell(value.isoformat())
    return Cell(str(value).strip())
