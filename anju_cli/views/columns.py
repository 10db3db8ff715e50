"""Tables by their columns: each has a heading, and the value it takes from a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

from anju_cli.render.document import Cell, Column, Table
from anju_cli.views.words import cell

Row = TypeVar("Row", contravariant=True)


class ColumnOf(NamedTuple, Generic[Row]):
    """A column of a table about rows of one type; ``spare`` and ``draws`` as in ``Column``."""

    heading: str
    value: Callable[[Row], Cell | str | int | date | None]
    align: Literal["left", "right"] = "left"
    spare: int = 0
    draws: tuple[str, ...] = ()


def table_of(
    columns: Sequence[ColumnOf[Row]],
    rows: Sequence[Row],
    title: str = "",
    total: Row | None = None,
    notes: tuple[str, ...] = (),
) -> Table:
    """Draw a line for each of ``rows``, and one for their ``total`` if they are several."""

    def cells(row: Row) -> tuple[Cell, ...]:
        return tuple(cell(column.value(row)) for column in columns)

    return Table(
        tuple(
            Column(column.heading, column.align, column.spare, column.draws) for column in columns
        ),
        tuple(map(cells, rows)),
        title,
        None if total is None or len(rows) < 2 else cells(total),
        notes,
    )


def with_sums(table: Table, label: str, *headings: str) -> Table:
    """Add a total: ``label``, then the sums of the numbers under ``headings``."""
    total = [Cell(label)]
    for index, column in enumerate(table.columns[1:], start=1):
        numbers = [row[index].value for row in table.rows]
        known = [number for number in numbers if isinstance(number, int)]
        summed = cell(sum(known) if known else None)
        total.append(summed if column.heading in headings else Cell(""))
    return table._replace(total=tuple(total))
