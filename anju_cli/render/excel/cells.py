"""Fit tables to a spreadsheet: values of cells, names of sheets, widths."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from anju_cli.render.columns import row_height, share_width
from anju_cli.render.document import Cell, Column, Table
from anju_cli.text.invisible import visible, visible_line
from anju_cli.text.width import display_width

_PAGES = (140, 180)
"""Columns of text that an A4 sheet holds when it lies across: in letters of full size, and
in smaller ones, for tables whose rows would be higher than ``_AT_EASE`` lines."""
_AT_EASE = 3
_WIDEST = 90
_NARROW = 24
"""The widest column of a table that fits none of them."""
_BUTTON = 3
"""What the button of a filter covers of a heading."""

# -- values ----------------------------------------------------------------


class FormattedValue(NamedTuple):
    """What a cell of a spreadsheet holds, and the format that shows its text."""

    value: int | float | date
    number_format: str


def formatted_value(cell: Cell) -> FormattedValue | None:
    """Return what a spreadsheet holds in place of the text of ``cell``, None for the text."""
    value, text = cell.value, cell.text
    if value is None or isinstance(value, str):
        return None
    if isinstance(value, date):  # the days of Excel are one off in 1900
        return FormattedValue(value, "yyyy-mm-dd") if value.year > 1900 else None
    if isinstance(value, int):  # of which Excel keeps 15 digits
        beside = text.removeprefix(str(value)).replace('"', "")  # 66（1 未报）
        shown = f'0"{beside}"' if beside else "0"
        return FormattedValue(value, shown) if abs(value) < 10**15 else None
    if text.endswith("%"):
        return FormattedValue(float(value), "0.0%")
    size = f"0.{'0' * len(text.partition('.')[2])}"
    return FormattedValue(float(value), f"+{size};-{size};{size}")  # of a gap the sign is a part


# -- names of sheets --------------------------------------------------------


def sheet_names(names: Iterable[str]) -> list[str]:
    """Make ``names`` such as Excel takes, no two alike.

    At most 31 characters, and some signs not among them.
    """
    taken: list[str] = []
    for name in names:
        clean = re.sub(r"[\[\]:*?/\\]", "_", visible_line(name)).strip("' ") or "表"
        clean = f"{clean}_" if clean.casefold() == "history" else clean  # Excel keeps it
        candidate, number = _cut(clean, 31), 1
        while candidate.casefold() in map(str.casefold, taken):
            number += 1
            candidate = _cut(clean, 31 - len(f"({number})")) + f"({number})"
        taken.append(candidate)
    return taken


def _cut(text: str, length: int) -> str:
    """Cut ``text`` to ``length`` UTF-16 units: Excel counts in them."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").rstrip("' ")


# -- widths ----------------------------------------------------------------


def column_widths(table: Table) -> list[int]:
    """Find the width of each column, in columns of the screen.

    It is that of its texts, but the widest give way and are wrapped, so that a printed page
    can still be read.
    """
    cells = [*table.rows, *([table.total] if table.total else [])]
    texts = [[visible(cell.text) for cell in row] for row in cells]
    columns = [Column(column.heading + " " * _BUTTON, column.align) for column in table.columns]
    widths: list[int] = []
    for page in _PAGES:
        shares = share_width(columns, texts, page)
        widths = [min(width, _WIDEST) for width in shares.widths] if shares else []
        if widths and all(row_height(row, widths) <= _AT_EASE for row in texts):
            break
    return widths or [
        min(max(display_width(text) for text in column), _NARROW)
        for column in zip([column.heading for column in columns], *texts, strict=True)
    ]
