"""Tables as an Excel workbook.

Every cell looks like the text it has elsewhere. Where it has a value as well, the
spreadsheet holds that, in a format that shows the text; a value that no format makes
look like its text stays a text, so that no number here differs from the screen's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from itertools import cycle
from typing import Any

from anju_cli.render.document import Cell, Column, Listing, Style, Table
from anju_cli.render.excel.cells import column_widths, lines_of, sheet_names, shown
from anju_cli.render.office import office
from anju_cli.render.workbook import Book, Sheet, SheetChart
from anju_cli.text.invisible import visible, visible_line
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
    """A listing as a workbook of one sheet. Raises OfficeExtraNotInstalled."""
    name = listing.table.title.partition("：")[0]
    return _workbook((Sheet(name, listing.table, empty=listing.empty),), listing.table.title)


def book_workbook(book: Book) -> bytes:
    """A book as a workbook. Raises OfficeExtraNotInstalled."""
    return _workbook(book.sheets, book.title)


def _workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    library = office("xlsxwriter", "Excel 文件")
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
            sheet.name: (name, _places(sheet.table))
            for name, sheet in zip(names, sheets, strict=True)
        }
    )
    for name, sheet in zip(names, sheets, strict=True):
        _Drawing(workbook, workbook.add_worksheet(name), name, sheet, formats, links).draw()
    workbook.close()
    return buffer.getvalue()


# -- looks -----------------------------------------------------------------


@dataclass
class _Formats:
    """The formats of a workbook, each made once."""

    workbook: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def get(self, *properties: dict[str, Any]) -> Any:
        together = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
        for some in properties:
            together |= some
        key = tuple(sorted(together.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format(together)
        return self.made[key]


# -- links -----------------------------------------------------------------

_Places = dict[str, int]
"""The first row of a sheet that has a cell with this text."""

_SHEET_PIXELS = 960
"""What fits across A4 on its side, at 96 an inch and less its margins, with some to spare."""
_TOP = 2
"""The row of a sheet, from 0, in which the rows of its table begin: under the title and
the headings."""


def _places(table: Table) -> _Places:
    places: _Places = {}
    for at, row in enumerate(table.rows, start=_TOP):
        for cell in row:
            places.setdefault(cell.text, at)
    return places


@dataclass(frozen=True)
class _Links:
    """Where links lead: addresses out, ``#名`` and ``#表!名`` to a row of another sheet."""

    sheets: dict[str, tuple[str, _Places]]

    def target(self, link: str, own: str) -> str | None:
        """As XlsxWriter takes it; None for what leads nowhere."""
        if re.match(r"https?://", link, re.IGNORECASE):
            return link if len(link) + 2 * len(_ESCAPED.findall(link)) <= _URL else None
        if not link.startswith("#"):
            return None
        sheet, mark, row = link[1:].partition("!")
        for name, (shown_name, places) in self.sheets.items():
            wanted = row if mark else link[1:]
            if (name == sheet if mark else shown_name != own) and wanted in places:
                quoted = shown_name.replace("'", "''")
                return f"internal:'{quoted}'!A{places[wanted] + 1}"
        return None


# -- one sheet -------------------------------------------------------------


@dataclass
class _Drawing:
    """A sheet being drawn: title, headings, rows, total, notes, chart, from above."""

    workbook: Any
    page: Any
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
        self.page.freeze_panes(_TOP, _frozen(table.columns, self.widths))

    def _head(self) -> None:
        """Title and headings, and the widths of the columns under them."""
        table, page = self.sheet.table, self.page
        for at, width in enumerate(self.widths):
            page.set_column(at, at, width + _PADDING, self.formats.get())
        title = visible_line(table.title or self.sheet.name)
        page.write_string(0, 0, title, self.formats.get({"bold": True, "font_size": 14}))
        page.set_row(0, 26)
        looks = {"bold": True, "bg_color": "#D9E1F2", "align": "center", "text_wrap": True}
        headings = [column.heading for column in table.columns]
        for at, heading in enumerate(headings):
            page.write_string(1, at, heading, self.formats.get(looks, _BORDER))
        page.set_row(1, _LINE * lines_of(headings, self.widths) + 9)

    def _body(self) -> int:
        """The rows under their filter, and the total; the row in which the notes begin."""
        table, page = self.sheet.table, self.page
        at = _TOP
        for row in table.rows:
            self._row(at, row, {})
            at += 1
        if table.rows:
            last = len(table.columns) - 1
            page.autofilter(1, 0, at - 1, last)
            # 12.10 is a name: it is not to be marked as a number that was typed wrongly.
            page.ignore_errors({"number_stored_as_text": f"A{_TOP + 1}:{_letter(last)}{at}"})
        elif self.sheet.empty:
            at = self._line(at, self.sheet.empty)
        if table.total:
            page.set_row(at, _GAP)  # keeps the total out of what is filtered and sorted
            self._row(at + 1, table.total, {"bold": True, "top": 2, "bg_color": "#F2F2F2"})
            at += 2
        return at + 1

    def _row(self, at: int, cells: Sequence[Cell], more: dict[str, Any]) -> None:
        # Set here, since not every program finds the height of wrapped texts by itself.
        lines = lines_of([visible(cell.text) for cell in cells], self.widths)
        self.page.set_row(at, min(_LINE * lines + _ROOM, _HIGHEST))
        for column, cell in enumerate(cells):
            side = self.sheet.table.columns[column].align
            self._cell(at, column, cell, {"align": side, "indent": int(side == "left"), **more})

    def _cell(self, at: int, column: int, cell: Cell, looks: dict[str, Any]) -> None:
        found = shown(cell)
        looks = looks | ({"num_format": found.number_format} if found else {"text_wrap": True})
        target = self.links.target(cell.link, self.name) if cell.link else None
        link_looks = _LINK if target else {}
        style = self.formats.get(_BORDER, looks, link_looks, _COLOURS[cell.style])
        text = visible(cell.text)
        if target:
            self.page.write_url(at, column, target, style, string=text)
        if not text:
            self.page.write_blank(at, column, None, style)
        elif found is None:
            self.page.write_string(at, column, text, style)
        elif isinstance(found.value, date):
            self.page.write_datetime(at, column, found.value, style)
        else:
            self.page.write_number(at, column, found.value, style)

    def _line(self, at: int, text: str) -> int:
        """A sentence across all columns, as high as it needs to be; the row after it."""
        looks = self.formats.get({"font_color": "#595959", "text_wrap": True, "font_size": 10})
        text, last = visible_line(text), len(self.widths) - 1
        if last:
            self.page.merge_range(at, 0, at, last, "", looks)
        self.page.write_string(at, 0, text, looks)
        self.page.set_row(at, _LINE * len(wrap(text, self.whole)))
        return at + 1

    def _chart(self, at: int, asked: SheetChart) -> None:
        """Bars, and the line across them, of what has a number; no chart where nothing has."""
        columns = {column.heading: at for at, column in enumerate(self.sheet.table.columns)}
        bars = [columns[heading] for heading in asked.values]
        cells = [row[bar] for row in self.sheet.table.rows for bar in bars]
        values = [found.value for found in map(shown, cells) if found]
        if not values:
            return
        font = {"name": _FONT, "size": 9}
        label = columns[asked.label]
        chart = self.workbook.add_chart({"type": "column"})
        for bar, colour in zip(bars, cycle(_BAR_COLOURS)):
            look = {"fill": {"color": colour}, "gap": 60}
            chart.add_series({**self._series(label, bar), **look})
        if asked.line:
            line = self.workbook.add_chart({"type": "line"})
            look = {"line": {"color": _LINE_COLOUR, "width": 2}}
            line.add_series({**self._series(label, columns[asked.line]), **look})
            chart.combine(line)
        chart.set_title({"name": asked.title, "name_font": {"name": _FONT, "size": 14}})
        chart.set_x_axis({"num_font": {**font, "rotation": 271}})  # names stand upright
        axis = {
            "num_font": font,
            "num_format": "0%" if any(cell.text.endswith("%") for cell in cells) else "0",
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
        is_below = any(not isinstance(value, date) and value < 0 for value in values)
        chart.set_y_axis(axis if is_below else {**axis, "min": 0})
        chart.set_legend({"position": "top", "font": font})
        chart.set_size({"width": max(480, min(1400, int(self.whole * 7.5))), "height": 420})
        self.page.insert_chart(at, 0, chart, {"description": asked.title})
        self._print_apart(at)

    def _print_apart(self, at: int) -> None:
        """Print what begins in row ``at`` on a page of its own. Excel heeds such a break
        only where the scale is said in figures."""
        pixels = sum(9 * (width + _PADDING) + 5 for width in self.widths)  # at most: 宋体
        across = int(_SHEET_PIXELS * 100 / pixels)
        self.page.set_print_scale(max(10, min(100, across)))
        self.page.set_h_pagebreaks([at])

    def _series(self, label: int, column: int) -> dict[str, Any]:
        last = _TOP + len(self.sheet.table.rows) - 1
        return {
            "name": [self.name, 1, column],
            "categories": [self.name, _TOP, label, last, label],
            "values": [self.name, _TOP, column, last, column],
        }

    def _set_up_print(self) -> None:
        page = self.page
        page.set_paper(9)  # A4
        page.set_landscape()
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, 1)
        page.set_footer(f'&L&"{_FONT}"&9&A&R&"{_FONT}"&9第 &P 页，共 &N 页')


def _frozen(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """How many columns stay: up to the first with words, by which a row is known."""
    for at, column in enumerate(columns):
        if column.align == "left":
            return at + 1 if sum(widths[: at + 1]) <= 30 else 0
    return 0


def _letter(column: int) -> str:
    """The letters of a column, from 0: A, Z, AA."""
    letters = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        letters, column = chr(ord("A") + rest) + letters, column - 1
    return letters
