"""Tables in text files, with commas, semicolons or tabs between the cells (.csv)."""

from __future__ import annotations

import io

from anju_cli.editing.spreadsheet.sheet import Cell, Row, Sheet, UnreadableTable
from anju_cli.parsing.encoding import decode
from anju_cli.text.cell_text import unguarded

_SEPARATORS = (",", "\t", ";", "，")


def separated(file: str, data: bytes) -> Sheet:
    """Read the table, in UTF-8, GBK or UTF-16, as Excel and WPS write it.
    Raises UnreadableTable."""
    source, diagnostics = decode(file, data)
    if source is None:
        first = diagnostics[0]
        raise UnreadableTable(f"{file} 第 {first.line} 行：{first.message}。{first.hint}")
    text = source.text

    def filled(separator: str) -> int:
        """Count the rows with more than one cell: most with the separator that is meant."""
        rows = _rows(file, text, separator, strict=False)
        return sum(sum(1 for cell in row.cells if cell.text) > 1 for row in rows)

    return Sheet(file, "", _rows(file, text, max(_SEPARATORS, key=filled), strict=True))


def _rows(file: str, text: str, separator: str, *, strict: bool) -> tuple[Row, ...]:
    """Read the rows.

    ``strict``: refuse a quote that is not closed, for it would take the rows behind it into
    one cell.
    """
    import csv

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    rows, line = [], 1
    try:
        for cells in reader:
            rows.append(Row(line, tuple(Cell(unguarded(cell.strip())) for cell in cells)))
            line = reader.line_num + 1
    except csv.Error:
        raise UnreadableTable(
            f"{file} 从第 {line} 行起读不成表格，可能是引号没有成对。"
            "请改好，或者在 Excel 里打开它，另存为 .xlsx 再试"
        ) from None
    return tuple(rows)
