"""Draw listings and pages for programs: csv and json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from anju_cli.render.document import Cell, Json, Table
from anju_cli.text.cell_text import guarded
from anju_cli.text.invisible import is_invisible, visible

_BOM = "\ufeff"


def table_csv(table: Table, line_end: str = "\n") -> str:
    """Draw the headings and the rows as data; no title, total or notes.

    Numbers and days are plain, and nothing stands for what there is not. Any other text that
    a spreadsheet would take for a number, a day or a formula has an apostrophe in front. What
    cannot be seen is visible, as on a screen: an exact copy is for JSON.
    """
    import csv
    from io import StringIO

    def line(cells: Sequence[str]) -> str:
        buffer = StringIO()
        # Only with this ending do all versions of Python quote a lone CR or LF.
        csv.writer(buffer, lineterminator="\r\n").writerow(cells)
        return buffer.getvalue().removesuffix("\r\n") + line_end

    headings = [visible(column.heading) for column in table.columns]
    rows = [list(map(_datum, row)) for row in table.rows]
    return "".join(line(cells) for cells in (headings, *rows))


def _datum(cell: Cell) -> str:
    """Write a cell for programs: 250, 2021-06-30, 0.472 for 47.2%, -3.2 points."""
    value = cell.value
    if value is None:
        return guarded(visible(cell.text))
    if isinstance(value, (str, int, date)):
        return str(value)
    if cell.text.endswith("%"):
        from anju_cli.model.pace import rounded

        return str(rounded(value, 4))
    return cell.text.removeprefix("+")


def file_csv(table: Table) -> str:
    """Draw a csv file: CRLF (RFC 4180), and a BOM, or Excel takes it for GBK."""
    return _BOM + table_csv(table, "\r\n")


class JsonText(str):
    """Text that is JSON: what a stream cannot hold may be written as an escape."""


def json_text(value: Mapping[str, Json] | Sequence[Mapping[str, Json]]) -> JsonText:
    """Draw ``value`` as JSON: Chinese readable, indented by 2, a final newline.

    What cannot be seen is escaped: the value stays exact, and no terminal obeys it.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    unseen = filter(is_invisible, set(text) - {"\n"})
    return JsonText(text.translate({ord(char): json_escape(char) for char in unseen}))


def json_escape(character: str) -> str:
    """Write ``character`` in ASCII, as JSON does within its strings."""
    import json

    return json.dumps(character)[1:-1]
