"""Tables: by rich on a terminal, by tabulate on a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anju_cli.document import Cell, Fields, Style, Table
from anju_cli.render.blocks import field_lines, note_lines, text_lines
from anju_cli.render.columns import GAP, Shares, folded_heading, share_width
from anju_cli.render.screen import LOOKS, Screen
from anju_cli.render.visible import visible, visible_line
from anju_cli.width import pad, wrap

if TYPE_CHECKING:
    from rich.table import Table as RichTable

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
    from tabulate import SEPARATING_LINE, DataRow, Line, TableFormat, tabulate

    # "simple", but without its habit of making every heading two columns wider
    row = DataRow("", " " * GAP, "")
    form = TableFormat(None, Line("", "-", " " * GAP, ""), None, None, row, row, 0, None)
    headings = [visible_line(column.heading) for column in table.columns]
    rows: list[list[str] | str] = [headings, SEPARATING_LINE]
    rows += [[visible_line(cell.text) for cell in cells] for cells in table.rows]
    if table.total is not None:
        rows += [SEPARATING_LINE, [visible_line(cell.text) for cell in table.total]]
    drawn = tabulate(
        rows,
        tablefmt=form,
        disable_numparse=True,
        colalign=[column.align for column in table.columns],
    )
    return [line.rstrip() for line in drawn.split("\n")]


def _terminal_lines(table: Table, screen: Screen) -> list[str]:
    rows = [*table.rows, *([] if table.total is None else [table.total])]
    texts = [[visible(cell.text) for cell in row] for row in rows]
    columns = [column._replace(heading=visible_line(column.heading)) for column in table.columns]
    shares = share_width(columns, texts, screen.width)
    if shares is None:
        return _stacked_lines(table, rows, screen)
    return _rich_lines(table, shares, screen)


def _stacked_lines(table: Table, rows: Sequence[_Row], screen: Screen) -> list[str]:
    """Each row as named values under one another, for a screen too narrow."""
    lines: list[str] = []
    for row in rows:
        named = zip(table.columns, row, strict=True)
        fields = Fields(
            tuple((column.heading, cell) for column, cell in named if cell.text.strip())
        )
        lines += ["", *field_lines(fields, screen)]
    return lines[1:]


def _rich_lines(table: Table, shares: Shares, screen: Screen) -> list[str]:
    """The table by rich, with lines already broken and filled: rich itself breaks
    Chinese before a comma, and its padding differs between versions."""
    from rich.box import SIMPLE
    from rich.table import Table as RichTable
    from rich.text import Text

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
        leading=int(any("\n" in text.plain for row in rows for text in row)),
    )
    for at, (column, foot) in enumerate(zip(table.columns, total, strict=True)):
        heading = folded_heading(visible_line(column.heading), widths[at])
        drawn.add_column(cell(at, heading, "strong"), foot, no_wrap=True)
    for cells in rows:
        drawn.add_row(*cells)
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
