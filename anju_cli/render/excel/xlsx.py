"""Draw tables as an Excel workbook.

Every cell looks like the text it has elsewhere. Where it has a value as well, the
spreadsheet holds that, in a format that shows the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from itertools import cycle
from typing import Any

from anju_cli.render.columns import row_height
from anju_cli.render.document import (
    Book,
    Cell,
    Column,
    Listing,
    Sheet,
    SheetChart,
    Style,
    Table,
)
from anju_cli.render.excel.cells import column_widths, formatted_value, sheet_names
from anju_cli.text.invisible import visible, visible_line
from anju_cli.text.libraries import load_library
from anju_cli.text.width import wrap

_FONT = "宋体"
_CREATED = datetime(2000, 1, 1)  # the same table gives the same bytes
_COLOURS: dict[Style, dict[str, Any]] = {
    "plain": {},
    "strong": {"bold": True},
    "muted": {"font_color": "#7F7F7F"},
    "green": {"bg_color": "#E2F0D9", "font_color": "#375623"},
    "blue": {"bg_color": "#DDEBF7", "font_color": "#1F4E78"},
    "yellow": {"bg_color": "#FFF2CC", "font_color": "#7F6000"},
    "red": {"bg_color": "#FADBD8", "font_color": "#9C0006"},
}
_BORDER = {"border": 1, "border_color": "#BFBFBF"}
_BAR_COLOURS = ("#5B9BD5", "#A5A5A5", "#70AD47", "#FFC000")
_LINE_COLOUR = "#C00000"
_LINK = {"font_color": "#0563C1", "underline": 1}

_PADDING = 3
"""What a column is wider than its texts, in columns of them."""
_LINE = 15
_ROOM = 3
"""Points from line to line, and above and below those of a cell."""
_GAP = 4.5
"""Points between the rows and their total."""
_HIGHEST = 409
"""Points of the highest row that Excel has."""
_URL = 2079
"""The longest address that Excel takes, with these signs as three: %5B."""
_ESCAPED = re.compile(r'[%" <>\[\]^`{}]')


def listing_workbook(listing: Listing) -> bytes:
    """Draw a listing as a workbook of one sheet. Raises LibraryNotInstalled."""
    name = listing.table.title.partition("：")[0]
    return _workbook((Sheet(name, listing.table, empty=listing.empty),), listing.table.title)


def book_workbook(book: Book) -> bytes:
    """Draw a book as a workbook. Raises LibraryNotInstalled."""
    return _workbook(book.sheets, book.title)


def _workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    library = load_library("xlsxwriter", "Excel 文件")
    buffer = BytesIO()
    properties = {"font_name": _FONT, "font_size": 11}
    workbook = library.Workbook(
        buffer, {"in_memory": True, "default_format_properties": properties}
    )
    workbook.set_properties({"title": visible_line(title), "created": _CREATED})
    formats = _Formats(workbook)
    names = sheet_names([sheet.name for sheet in sheets])
    links = _Links(
        {
            sheet.name: (name, _first_rows(sheet.table))
            for name, sheet in zip(names, sheets, strict=True)
        }
    )
    for name, sheet in zip(names, sheets, strict=True):
        worksheet = workbook.add_worksheet(name)
        _Drawing(library, workbook, worksheet, name, sheet, formats, links).draw()
    workbook.close()
    return buffer.getvalue()


# -- looks -----------------------------------------------------------------


@dataclass
class _Formats:
    """The formats of a workbook, each made once."""

    workbook: Any
    cache: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def get(self, *properties: dict[str, Any]) -> Any:
        """Return the format with all of ``properties``, later ones above earlier ones."""
        merged = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
        for part in properties:
            merged |= part
        key = tuple(sorted(merged.items()))
        if key not in self.cache:
            self.cache[key] = self.workbook.add_format(merged)
        return self.cache[key]


# -- links -----------------------------------------------------------------

_FirstRows = dict[str, int]
"""The first row of a sheet that has a cell with this text."""

_SHEET_PIXELS = 960
"""What fits across A4 on its side, at 96 an inch and less its margins, with some to spare."""
_TOP = 2
"""The row of a sheet, from 0, in which the rows of its table begin: under the title and
the headings."""


def _first_rows(table: Table) -> _FirstRows:
    first_rows: _FirstRows = {}
    for index, row in enumerate(table.rows, start=_TOP):
        for cell in row:
            first_rows.setdefault(cell.text, index)
    return first_rows


@dataclass(frozen=True)
class _Links:
    """Where links lead: addresses out, ``#名`` and ``#表!名`` to a row of another sheet."""

    sheets: dict[str, tuple[str, _FirstRows]]

    def target(self, link: str, own: str) -> str | None:
        """Write ``link`` as XlsxWriter takes it; None for what leads nowhere."""
        if re.match(r"https?://", link, re.IGNORECASE):
            return link if len(link) + 2 * len(_ESCAPED.findall(link)) <= _URL else None
        if not link.startswith("#"):
            return None
        sheet, mark, row = link[1:].partition("!")
        for name, (shown_name, first_rows) in self.sheets.items():
            wanted = row if mark else link[1:]
            if (name == sheet if mark else shown_name != own) and wanted in first_rows:
                quoted = shown_name.replace("'", "''")
                return f"internal:'{quoted}'!A{first_rows[wanted] + 1}"
        return None


# -- one sheet -------------------------------------------------------------


@dataclass
class _Drawing:
    """A sheet being drawn: title, headings, rows, total, notes, chart, from above."""

    library: Any
    workbook: Any
    worksheet: Any
    name: str
    sheet: Sheet
    formats: _Formats
    links: _Links

    def __post_init__(self) -> None:
        self.widths = column_widths(self.sheet.table)
        self.whole = sum(self.widths) + _PADDING * len(self.widths)

    def draw(self) -> None:
        self._set_up_print()
        self._head()
        below = self._body()
        table = self.sheet.table
        for note in table.notes:
            below = self._line(below, note)
        if self.sheet.chart and table.rows:
            self._chart(below + 1, self.sheet.chart)
        self.worksheet.freeze_panes(_TOP, _frozen(table.columns, self.widths))

    def _head(self) -> None:
        """Draw title and headings, and set the widths of the columns under them."""
        table, worksheet = self.sheet.table, self.worksheet
        for column, width in enumerate(self.widths):
            worksheet.set_column(column, column, width + _PADDING, self.formats.get())
        title = visible_line(table.title or self.sheet.name)
        worksheet.write_string(0, 0, title, self.formats.get({"bold": True, "font_size": 14}))
        worksheet.set_row(0, 26)
        looks = {"bold": True, "bg_color": "#D9E1F2", "align": "center", "text_wrap": True}
        headings = [column.heading for column in table.columns]
        for column, heading in enumerate(headings):
            worksheet.write_string(1, column, heading, self.formats.get(looks, _BORDER))
        worksheet.set_row(1, _LINE * row_height(headings, self.widths) + 9)

    def _body(self) -> int:
        """Draw the rows under their filter, and the total; return where the notes begin."""
        table, worksheet = self.sheet.table, self.worksheet
        below = _TOP
        for row in table.rows:
            self._row(below, row, {})
            below += 1
        if table.rows:
            last = len(table.columns) - 1
            worksheet.autofilter(1, 0, below - 1, last)
            # 12.10 is a name: it is not to be marked as a number that was typed wrongly.
            body = self.library.utility.xl_range(_TOP, 0, below - 1, last)
            worksheet.ignore_errors({"number_stored_as_text": body})
        elif self.sheet.empty:
            below = self._line(below, self.sheet.empty)
        if table.total:
            worksheet.set_row(below, _GAP)  # keeps the total out of what is filtered and sorted
            self._row(below + 1, table.total, {"bold": True, "top": 2, "bg_color": "#F2F2F2"})
            below += 2
        return below + 1

    def _row(self, index: int, cells: Sequence[Cell], more: dict[str, Any]) -> None:
        # Set here, since not every program finds the height of wrapped texts by itself.
        lines = row_height([visible(cell.text) for cell in cells], self.widths)
        self.worksheet.set_row(index, min(_LINE * lines + _ROOM, _HIGHEST))
        for at, (column, cell) in enumerate(zip(self.sheet.table.columns, cells, strict=True)):
            side = column.align
            looks = {"align": side, "indent": int(side == "left"), **more}
            if column.draws:
                self._sparkline(index, at, column.draws)
                cell = Cell("")
            self._cell(index, at, cell, looks)

    def _sparkline(self, row: int, at: int, drawn: Sequence[str]) -> None:
        """Draw the numbers of a row in the columns ``drawn``, each row by its own highest."""
        ends = (self.sheet.table.column_index(heading) for heading in (drawn[0], drawn[-1]))
        utility = self.library.utility
        first, last = (utility.xl_rowcol_to_cell(row, end) for end in ends)
        options = {
            "range": f"{utility.quote_sheetname(self.worksheet.get_name())}!{first}:{last}",
            "type": "column",
            "min": 0,
            "series_color": _BAR_COLOURS[0],
        }
        self.worksheet.add_sparkline(row, at, options)

    def _cell(self, row: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
        formatted = formatted_value(cell)
        looks |= {"num_format": formatted.number_format} if formatted else {"text_wrap": True}
        target = self.links.target(cell.link, self.name) if cell.link else None
        link_looks = _LINK if target else {}
        style = self.formats.get(_BORDER, looks, link_looks, _COLOURS[cell.style])
        text = visible(cell.text)
        if target:
            self.worksheet.write_url(row, column, target, style, string=text)
        if not text:
            self.worksheet.write_blank(row, column, None, style)
        elif formatted is None:
            self.worksheet.write_string(row, column, text, style)
        elif isinstance(formatted.value, date):
            self.worksheet.write_datetime(row, column, formatted.value, style)
        else:
            self.worksheet.write_number(row, column, formatted.value, style)

    def _line(self, row: int, text: str) -> int:
        """Draw a sentence across all columns; return the row after it."""
        looks = self.formats.get({"font_color": "#595959", "text_wrap": True, "font_size": 10})
        text, last = visible_line(text), len(self.widths) - 1
        if last:
            self.worksheet.merge_range(row, 0, row, last, "", looks)
        self.worksheet.write_string(row, 0, text, looks)
        self.worksheet.set_row(row, _LINE * len(wrap(text, self.whole)))
        return row + 1

    def _chart(self, row: int, wanted: SheetChart) -> None:
        """Draw bars, and the line across them; no chart where nothing has a number."""
        table = self.sheet.table
        bars = [table.column_index(heading) for heading in wanted.values]
        cells = [cells[bar] for cells in table.rows for bar in bars]
        values = [formatted.value for formatted in map(formatted_value, cells) if formatted]
        if not values:
            return
        font = {"name": _FONT, "size": 9}
        label = table.column_index(wanted.label)
        chart = self.workbook.add_chart({"type": "column"})
        for bar, colour in zip(bars, cycle(_BAR_COLOURS)):
            look = {"fill": {"color": colour}, "gap": 60}
            chart.add_series({**self._series(label, bar), **look})
        if wanted.line:
            line = self.workbook.add_chart({"type": "line"})
            look = {"line": {"color": _LINE_COLOUR, "width": 2}}
            line.add_series({**self._series(label, table.column_index(wanted.line)), **look})
            chart.combine(line)
        chart.set_title({"name": wanted.title, "name_font": {"name": _FONT, "size": 14}})
        chart.set_x_axis({"num_font": {**font, "rotation": 271}})  # names stand upright
        axis = {
            "num_font": font,
            "num_format": "0%" if any(cell.text.endswith("%") for cell in cells) else "0",
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
        is_below = any(not isinstance(value, date) and value < 0 for value in values)
        chart.set_y_axis(axis if is_below else {**axis, "min": 0})
        chart.set_legend({"position": "top", "font": font})
        chart.set_size({"width": max(480, min(1400, self.whole * 7)), "height": 420})
        self.worksheet.insert_chart(row, 0, chart, {"description": wanted.title})
        self._print_apart(row)

    def _print_apart(self, row: int) -> None:
        """Print what begins in ``row`` on a page of its own.

        Excel heeds such a break only where the scale is said in figures.
        """
        pixels = sum(9 * (width + _PADDING) + 5 for width in self.widths)  # at most: 宋体
        across = int(_SHEET_PIXELS * 100 / pixels)
        self.worksheet.set_print_scale(max(10, min(100, across)))
        self.worksheet.set_h_pagebreaks([row])

    def _series(self, label: int, column: int) -> dict[str, Any]:
        last = _TOP + len(self.sheet.table.rows) - 1
        return {
            "name": [self.name, 1, column],
            "categories": [self.name, _TOP, label, last, label],
            "values": [self.name, _TOP, column, last, column],
        }

    def _set_up_print(self) -> None:
        worksheet = self.worksheet
        worksheet.set_paper(9)  # A4
        worksheet.set_landscape()
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        worksheet.fit_to_pages(1, 0)
        worksheet.repeat_rows(0, 1)
        worksheet.set_footer(f'&L&"{_FONT}"&9&A&R&"{_FONT}"&9第 &P 页，共 &N 页')


def _frozen(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """Count the columns that stay: up to the first with words, which names a row."""
    for count, column in enumerate(columns, start=1):
        if column.align == "left":
            return count if sum(widths[:count]) <= 30 else 0
    return 0
