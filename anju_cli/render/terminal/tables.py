"""Draw tables: by rich on a terminal, here on a pipe.

On a pipe tabulate would draw the same, as a test shows; but it reads the metadata of every
installed package first, 5 × ``python -c pass`` where a whole answer may take 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from math import inf
from operator import or_

from anju_cli.render.columns import Shares, folded_heading, row_height, share_width
from anju_cli.render.document import Cell, Fields, Style, Table
from anju_cli.render.terminal.blocks import (
    field_lines,
    flowing_lines,
    note_lines,
    spaced,
    text_lines,
)
from anju_cli.render.terminal.screen import LOOKS, Screen
from anju_cli.text.invisible import visible, visible_line
from anju_cli.text.width import display_width, pad, wrap

_GAP = 2
"""Columns left free between two columns of a table on a pipe."""

_FEW = 7
"""Cells of a row that may stand under one another."""

_TALL = 3
"""Lines of a row. Where one takes more, its columns may be too narrow to read it with ease: then
the table is drawn that way only if the rows under one another would take more room."""

_ROOMY = 1.25
"""Lines a row: where a table takes more, it has the room of columns that it can spare."""

_Row = Sequence[Cell]


def table_lines(table: Table, screen: Screen, empty: str = "（无）") -> list[str]:
    """Draw the title, the table and its notes; ``empty`` for one without rows."""
    title = text_lines(table.title, "strong", screen) if table.title else []
    notes = table.notes
    if not table.rows:
        body = text_lines(empty, "plain", screen)
    elif screen.is_terminal:
        needed = table.keeping(lambda at: at == 0 or not table.columns[at].spare or table.says(at))
        shown = _with_room(needed, screen.width)
        body = _terminal_lines(shown, screen)
        if left_out := [each.heading for each in needed.columns if each not in shown.columns]:
            wider = "拉宽窗口，或加 -o 文件.txt，就都有。"
            notes = (f"窗口窄，没有列出{'、'.join(left_out)}；{wider}", *notes)
    else:
        body = _pipe_lines(table)
    return spaced(title, body, note_lines(notes, screen))


def _pipe_lines(table: Table) -> list[str]:
    """Draw a row as one line, however long; no colour."""
    headings = [visible_line(column.heading) for column in table.columns]
    rows = [[visible_line(cell.text) for cell in cells] for cells in table.rows]
    total = [] if table.total is None else [[visible_line(cell.text) for cell in table.total]]
    widths = [max(map(display_width, texts)) for texts in zip(headings, *rows, *total, strict=True)]
    ruler = ["-" * width for width in widths]
    lines = [headings, ruler, *rows, *([ruler, *total] if total else [])]
    aligns = [column.align for column in table.columns]
    return [(" " * _GAP).join(map(pad, texts, widths, aligns)).rstrip() for texts in lines]


def _all_rows(table: Table) -> list[_Row]:
    return [*table.rows, *([] if table.total is None else [table.total])]


def _with_room(table: Table, width: int) -> Table:
    """Leave out columns that ``table`` can spare, until few rows fold.

    Where many fold even without all of these, the fewest go that make it as low as can be.
    """
    best, least = table, inf
    spares = [column.spare for column in table.columns]
    for spared in sorted({0, *spares}):
        kept = {at for at, spare in enumerate(spares) if at == 0 or not 0 < spare <= spared}
        shown = table.keeping(kept.__contains__)
        texts = [[visible(cell.text) for cell in row] for row in _all_rows(shown)]
        if shares := share_width(shown.columns, texts, width):
            height = sum(row_height(row, shares.widths) for row in texts)
            if height < least:
                best, least = shown, height
            if height <= _ROOMY * len(texts):
                break
    return best


def _terminal_lines(table: Table, screen: Screen) -> list[str]:
    rows = _all_rows(table)
    texts = [[visible(cell.text) for cell in row] for row in rows]
    columns = [column._replace(heading=visible_line(column.heading)) for column in table.columns]
    shares = share_width(columns, texts, screen.width)
    if shares is None:
        return _stacked_lines(table, rows, screen)
    lines = _rich_lines(table, shares, screen)
    if max(row_height(row, shares.widths) for row in texts) > _TALL:
        return min(lines, _stacked_lines(table, rows, screen), key=len)
    return lines


def _stacked_lines(table: Table, rows: Sequence[_Row], screen: Screen) -> list[str]:
    """Draw each row as named values, for a screen too narrow.

    They stand under one another, or where all are short and many, one behind the other, lest
    one row fill the screen.
    """
    records = []
    for row in rows:
        named = zip(table.columns, row, strict=True)
        records.append(
            Fields(tuple((column.heading, cell) for column, cell in named if cell.text.strip()))
        )
    pairs = [(name, cell) for record in records for name, cell in record.rows]
    longest = max(display_width(name) + 1 + display_width(cell.text) for name, cell in pairs)
    are_short = longest <= screen.width * 2 // 3
    draw = flowing_lines if are_short and len(table.columns) > _FEW else field_lines
    return [line for record in records for line in ("", *draw(record, screen))][1:]


def _rich_lines(table: Table, shares: Shares, screen: Screen) -> list[str]:
    """Draw the table by rich, with lines already broken and filled.

    Rich itself breaks Chinese before a comma, and its padding differs between versions.
    """
    from rich.box import SIMPLE
    from rich.table import Table as RichTable
    from rich.text import Text

    widths, gap = shares

    def rich_cell(index: int, lines: list[str], style: Style) -> Text:
        # the box draws one column of each gap
        spaces = " " * (gap - 1) if index + 1 < len(widths) else ""
        align = table.columns[index].align
        filled = [pad(line, widths[index], align) + spaces for line in lines]
        return Text("\n".join(filled), LOOKS[style].rich)

    def rich_row(row: _Row) -> list[Text]:
        return [
            rich_cell(index, wrap(visible(cell.text), widths[index]), cell.style)
            for index, cell in enumerate(row)
        ]

    rows = list(map(rich_row, table.rows))
    total = rich_row(table.total) if table.total is not None else [Text()] * len(widths)
    rich_table = RichTable(
        box=SIMPLE,
        show_edge=False,
        padding=0,
        show_footer=table.total is not None,
        header_style="",
        footer_style="",
    )
    for index, (column, foot) in enumerate(zip(table.columns, total, strict=True)):
        heading = folded_heading(visible_line(column.heading), widths[index])
        rich_table.add_column(rich_cell(index, heading, "strong"), foot, no_wrap=True)
    # where a row begins shows by its first cell, as long as that and the row are short
    tall = ["\n" in row[0].plain or any(text.plain.count("\n") > 1 for text in row) for row in rows]
    for cells, ends in zip(rows, map(or_, tall, [*tall[1:], False]), strict=True):
        rich_table.add_row(*cells, end_section=ends)  # empty lines around a tall row
    console = screen.console(StringIO())
    with console.capture() as captured:
        console.print(rich_table)
    return [line.rstrip() for line in captured.get().split("\n")[:-1]]
