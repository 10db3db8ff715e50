"""Tables in text files, with commas, semicolons or tabs between the cells (.csv)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from anju_cli.editing.spreadsheet.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Row,
    Sheet,
    UnreadableTable,
    cut,
    too_large,
)
from anju_cli.parsing.encoding import decode
from anju_cli.text.cell_text import unguarded

_SEPARATORS = (",", "\t", ";", "，")
_MOST_BYTES = 4 * 1024 * 1024
_COMPARED = 100
"""Rows that tell which separator is meant: the headings are among the first 30."""


def separated(file: str, data: bytes) -> Sheet:
    """Read the table, in UTF-8, GBK or UTF-16, as Excel and WPS write it.
    Raises UnreadableTable."""
    if len(data) > _MOST_BYTES:
        raise too_large(file, f"超过 {_MOST_BYTES // (1024 * 1024)} MB")
    source, diagnostics = decode(file, data)
    if source is None:
        first = diagnostics[0]
        raise UnreadableTable(f"{file} 第 {first.line} 行：{first.message}。{first.hint}")
    text = source.text

    def filled(separator: str) -> int:
        """Count the rows with more than one cell: most with the separator that is meant."""
        count = 0
        with suppress(UnreadableTable):
            for _, cells in islice(_rows(file, text, separator, strict=False), _COMPARED):
                count += sum(1 for cell in cells if cell.strip()) > 1
        return count

    rows: list[Row] = []
    for line, cells in _rows(file, text, max(_SEPARATORS, key=filled), strict=True):
        if len(rows) >= MOST_ROWS:
            raise too_large(file, f"超过 {MOST_ROWS} 行")
        if len(cells) > MOST_COLUMNS:
            raise too_large(file, f"第 {line} 行超过 {MOST_COLUMNS} 列")
        rows.append(Row(line, tuple(Cell(unguarded(cut(cell))) for cell in cells)))
    return Sheet(file, "", tuple(rows))


def _rows(file: str, text: str, separator: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    """Read the rows, each with the number of its first line.

    ``strict``: refuse a quote that is not closed, for it would take the rows behind it into
    one cell.
    """
    import csv

    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        raise UnreadableTable(
            f"{file} 从第 {line} 行起读不成表格，可能是引号没有成对。"
            "请改好，或者在 Excel 里打开它，另存为 .xlsx 再试"
        ) from None
