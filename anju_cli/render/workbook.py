"""Several tables together, before anyone decides how a workbook is drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from anju_cli.render.document import Record, Table


class SheetChart(NamedTuple):
    """Columns of a sheet as a chart: ``label`` names the bars, ``values`` are drawn as
    bars and ``line`` as a line across them; all are headings of the sheet's table."""

    title: str
    label: str
    values: tuple[str, ...]
    line: str = ""


class Sheet(NamedTuple):
    """One sheet of a workbook. The title of its table stands above it, ``empty`` in place
    of a table without rows."""

    name: str
    table: Table
    chart: SheetChart | None = None
    empty: str = ""


class Book(NamedTuple):
    """Several tables together: a workbook for people, a record for programs, which is
    made when it is asked for."""

    title: str
    sheets: tuple[Sheet, ...]
    record: Callable[[], Record]
