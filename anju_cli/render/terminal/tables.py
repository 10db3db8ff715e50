"""Tables: by rich on a terminal, plain on a pipe.

Lining up one-line cells there is a few lines here; tabulate would do it as well, but it
reads the metadata of every installed package first, which takes longer than the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import or_
from typing import TYPE_CHECKING

from anju_cli.render.document import Cell, Fields, Style, Table
from anju_cli.render.terminal.blocks import field_lines, flowing_lines, note_lines, text_lines
from anju_cli.render.terminal.screen import LOOKS, Screen
from anju_cli.text.invisible import visible, visible_line
from anju_cli.text.width import display_width, pad, wrap

if TYPE_CHECKING:
    from rich.table import Table as RichTable

    from anju_cli.render.terminal.columns import Shares

_GAP = 2
"""Columns left free between two columns of a table on a pipe."""

_FEW = 7
"""Cells of a row that may stand under one another."""

_TALL = 3
"""Lines of a row. Where one takes more, its columns may be too narrow to read it with ease: then
the table is drawn that way only if the rows under one another would take more room."""

_Row = Sequence[Cell]


def table_lines(table: Table, screen: Screen, empty: str = "（无）") -> list[str]:
    """The title, the table and its notes; ``empty`` in place of a table without rows."""
    title = text_lines(table.title, "strong", screen) if table.title else []
    if not table.rows:
        body = text_lines(empty, "plain", screen)
    elif screen.is_terminal:
        body = _terminal_lines(table, screen)
    else:
        body = _pipe_lines(table)
    parts = (title, body, note_lines(table.notes, screen))
    return [line for part in parts if part for line in ("", *part)][1:]


def _pipe_lines(table: Table) -> list[str]:
    """One row, one line, however long; no colour."""
    headings = [visible_line(column.heading) for column in table.columns]
    rows = [[visible_line(cell.text) for cell in cells] for cells in table.rows]
    total = [] if table.total is None else [[visible_line(cell.text) for cell in table.total]]
    widths = [max(map(display_width, texts)) for texts in zip(headings, *rows, *total, strict=True)]
    ruler = ["-" * width for width in widths]
    drawn = [headings, ruler, *rows, *([ruler, *total] if total else [])]
    aligns = [column.align for column in table.columns]
    return [(" " * _GAP).join(map(pad, texts, widths, aligns)).rstrip() for texts in drawn]


def _terminal_lines(table: Table, screen: Screen) -> list[str]:
    from anju_cli.render.terminal.columns import share_width

    rows = [*table.rows, *([] if table.total is None else [table.total])]
    texts = [[visible(cell.text) for cell in row] for row in rows]
    columns = [column._replace(heading=visible_line(column.heading)) for column in table.columns]
    shares = share_width(columns, texts, screen.width)
    if shares is None:
        return _stacked_lines(table, rows, screen)
    drawn = _rich_lines(table, shares, screen)
    if max(_heights(texts, shares.widths)) > _TALL:
        stacked = _stacked_lines(table, rows, screen)
        return min(drawn, stacked, key=len)
    return drawn


def _heights(texts: Sequence[Sequence[str]], widths: Sequence[int]) -> list[int]:
    return [
        max(len(wrap(text, width)) for text, width in zip(row, widths, strict=True))
        for row in texts
    ]


def _stacked_lines(table: Table, rows: Sequence[_Row], screen: Screen) -> list[str]:
    """Each row as named values, for a screen too narrow: under one another, or where all are
    short and many, one behind the other, lest one row fill the screen."""
    records = []
    for row in rows:
        named = zip(table.columns, row, strict=True)
        records.append(
            Fields(tuple((column.heading, cell) for column, cell in named if cell.text.strip()))
        )
    pairs = [(name, cell) for record in records for name, cell in record.rows]
    longest = max(display_width(name) + 1 + display_width(cell.text) for name, cell in pairs)
    are_short = longest <= screen.width * 2 // 3
    drawn = flowing_lines if are_short and len(table.columns) > _FEW else field_lines
    return [line for record in records for line in ("", *drawn(record, screen))][1:]


def _rich_lines(table: Table, shares: Shares, screen: Screen) -> list[str]:
    """The table by rich, with lines already broken and filled: rich itself breaks
    Chinese before a comma, and its padding differs between versions."""
    from rich.box import SIMPLE
    from rich.table import Table as RichTable
    from rich.text import Text

    from anju_cli.render.terminal.columns import folded_heading

    widths, gap = shares

    def cell(at: int, lines: list[str], style: Style) -> Text:
        # the box draws one column of each gap
        spaces = " " * (gap - 1) if at + 1 < len(widths) else ""
        align = table.columns[at].align
        filled = [pad(line, widths[at], align) + spaces for line in lines]
        return Text("\n".join(filled), LOOKS[style].rich)

    def folded(row: _Row) -> list[Text]:
        return [
            cell(at, wrap(visible(one.text), widths[at]), one.style) for at, one in enumerate(row)
        ]

    rows = [folded(row) for row in table.rows]
    total = folded(table.total) if table.total is not None else [Text()] * len(widths)
    drawn = RichTable(
        box=SIMPLE,
        show_edge=False,
        padding=0,
        show_footer=table.total is not None,
        header_style="",
        footer_style="",
    )
    for at, (column, foot) in enumerate(zip(table.columns, total, strict=True)):
        heading = folded_heading(visible_line(column.heading), widths[at])
        drawn.add_column(cell(at, heading, "strong"), foot, no_wrap=True)
    tall = [any("\n" in text.plain for text in row) for row in rows]
    for cells, apart in zip(rows, map(or_, tall, [*tall[1:], False]), strict=True):
        drawn.add_row(*cells, end_section=apart)  # a row that folds stands between blank lines
    return _printed(drawn, screen)


def _printed(drawn: RichTable, screen: Screen) -> list[str]:
    """What rich prints on ``screen``, whatever variables the process has."""
    from io import StringIO

    from rich.console import Console

    console = Console(
        file=StringIO(),
        width=screen.width,
        height=100,  # without it a dumb terminal counts as 80 columns wide
        color_system="standard" if screen.color else None,
        force_terminal=True,
        no_color=not screen.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as captured:
        console.print(drawn)
    return [line.rstrip() for line in captured.get().split("\n")[:-1]]
