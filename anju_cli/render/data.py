"""Draw listings and pages for programs: csv and json."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from anju_cli.render.document import Json, Table

_BOM = "\ufeff"


def table_csv(table: Table, line_end: str = "\n") -> str:
    """Draw the Chinese headings and the rows; no title, total or notes.

    Cells are written exactly as they are. In particular a text that starts with
    ``=``, ``+``, ``-`` or ``@`` gets no apostrophe in front: the cells are the
    office's own validated data, programs read them too, and a mark against
    spreadsheet formulas would change names, notes and negative numbers.
    """
    import csv
    from io import StringIO

    def line(cells: Sequence[str]) -> str:
        buffer = StringIO()
        # Only with this ending do all versions of Python quote a lone CR or LF.
        csv.writer(buffer, lineterminator="\r\n").writerow(cells)
        return buffer.getvalue().removesuffix("\r\n") + line_end

    headings = [column.heading for column in table.columns]
    rows = [[cell.text for cell in row] for row in table.rows]
    return "".join(line(cells) for cells in (headings, *rows))


def file_csv(table: Table) -> str:
    """Draw a csv file: CRLF (RFC 4180), and a BOM, or Excel takes it for GBK."""
    return _BOM + table_csv(table, "\r\n")


class JsonText(str):
    """Text that is JSON: what a stream cannot hold may be written as an escape."""


def json_text(value: Mapping[str, Json] | Sequence[Mapping[str, Json]]) -> JsonText:
    """Draw ``value`` as JSON: Chinese readable, indented by 2, a final newline."""
    import json

    return JsonText(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def json_escape(character: str) -> str:
    """Write ``character`` in ASCII, as JSON does within its strings."""
    import json

    return json.dumps(character)[1:-1]
