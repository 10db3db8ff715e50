"""A table of counts read row by row: the counts of units, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from anju_cli.editing.spreadsheet.amounts import InvalidAmount, amount
from anju_cli.editing.spreadsheet.headings import is_total
from anju_cli.editing.spreadsheet.layout import Layout
from anju_cli.editing.spreadsheet.sheet import Row, letters, rows_text
from anju_cli.text.lenient import quoted


class ReportedCount(NamedTuple):
    """What was reported of a unit, by the name that was written; ``amount`` None: 未报.

    The places are those of the name and of the number, ``row`` orders them. ``removes``:
    未报 was typed for it, so that a recorded count goes. ``is_typed``: on the command line,
    where a name may be in pinyin.
    """

    unit: str
    amount: int | None
    unit_place: str
    place: str
    row: int
    removes: bool = False
    is_typed: bool = False


class CellDiagnostic(NamedTuple):
    """What is wrong in a cell or argument, and what to do; ``row`` orders them."""

    place: str
    message: str
    hint: str
    row: int = 0


@dataclass
class TableReading:
    """What a table says; ``remarks`` are about rows that were passed over."""

    counts: list[ReportedCount] = field(default_factory=list)
    diagnostics: list[CellDiagnostic] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_table(layout: Layout, knows: Callable[[str], bool]) -> TableReading:
    """Read every row under the headings; ``knows`` tells a unit's name."""
    reader = _Reader(layout, knows)
    for row in layout.rows:
        reader.take(row)
    return reader.end()


class _Reader:
    """Reads one row after another. Where a number cannot be read no sum is checked."""

    def __init__(self, layout: Layout, knows: Callable[[str], bool]) -> None:
        self._layout = layout
        self._knows = knows
        self._reading = TableReading()
        self._sum = 0
        self._is_summable = True
        self._totals: list[tuple[Row, int]] = []
        self._is_below_total = False
        self._passed_over: list[int] = []
        self._below: list[int] = []
        self._unseen: list[int] = []

    def take(self, row: Row) -> None:
        """Read the next row: a unit's, a sum, or one that says nothing of counts."""
        name, count = row.at(self._layout.unit), row.at(self._layout.count)
        if row.is_blank or self._is_heading(name.text, count.text):
            return
        if self._is_total(row):
            self._take_total(row)
        elif self._is_below_total and not self._knows(name.text):
            self._below.append(row.number)
        elif name.trouble:
            self._report(row, self._layout.unit, name.trouble, "请直接写单位的名称")
        elif count.beside or self._is_note(name.text, count.text):
            self._passed_over.append(row.number)
        elif not name.text:
            if count.text or count.trouble:
                self._take_nameless(row, count.text)
        elif self._is_below_total:
            self._report(
                row, self._layout.unit, "合计行下面还有单位", "请把它移到合计行上面，再核对合计"
            )
        else:
            self._take_unit(row, name.text)

    def end(self) -> TableReading:
        """Check the sums, and return the whole reading."""
        reading, sheet = self._reading, self._layout.sheet
        rows = len(reading.counts)
        for row, total in self._totals if self._is_summable else ():
            if total == self._sum:
                reading.remarks.append(f"表里的合计 {total} 与 {rows} 行单位之和相符。")
                continue
            more = "多" if total > self._sum else "少"
            message = (
                f"合计写的是 {total}，{rows} 行单位加起来是 {self._sum}，"
                f"{more} {abs(total - self._sum)}"
            )
            self._report(row, self._layout.count, message, "请核对各单位的条数和合计")
        name = f"{sheet.file} 表“{sheet.name}”" if sheet.name else f"{sheet.file} "
        for numbers, what in ((self._passed_over, "说明或分栏"), (self._below, "合计行下面")):
            if numbers:
                reading.remarks.append(f"没有读{what}的行：{name}{rows_text(numbers)}。")
        reading.remarks += self._about_hidden()
        if not (reading.counts or reading.diagnostics):
            reading.diagnostics.append(
                CellDiagnostic(name.strip(), "标题下面没有一行单位", "请核对是不是用错了文件")
            )
        return reading

    def _about_hidden(self) -> Iterator[str]:
        """Say what nobody sees, and whether it was read: hidden rows and columns are, as in the
        sums of Excel, and other sheets are not."""
        layout = self._layout
        if self._unseen:
            listed = rows_text(self._unseen)
            yield (
                f"表里有 {len(self._unseen)} 行是隐藏或筛掉的（{listed}），也算在内。"
                "不该算的，请在表里删去再记。"
            )
        for column in (layout.unit, layout.count):
            if layout.sheet.hides(column):
                yield f"表的 {letters(column)} 列是隐藏的，照样读了。请核对是不是这一列。"
        if layout.hidden_tables:
            named, option = "”、“".join(layout.hidden_tables), layout.hidden_tables[0]
            yield f"隐藏的表“{named}”里也有单位和条数，没有读。要读它，加上 --sheet {option}。"

    def _place(self, row: Row, column: int) -> str:
        is_unit = column == self._layout.unit
        heading = self._layout.unit_heading if is_unit else self._layout.count_heading
        return self._layout.sheet.place(row, column, heading)

    def _report(self, row: Row, column: int, message: str, hint: str) -> None:
        self._reading.diagnostics.append(
            CellDiagnostic(self._place(row, column), message, hint, row.number)
        )

    def _is_total(self, row: Row) -> bool:
        """Whether a row is a sum, by the name in the units' column.
        Where that is blank, by any other cell."""
        name = row.at(self._layout.unit).text
        if name:
            return is_total(name)
        return any(is_total(cell.text) for cell in row.cells)

    def _is_heading(self, name: str, count: str) -> bool:
        """Whether these are the headings once more, as at the head of each printed page."""
        headings = self._layout.unit_heading, self._layout.count_heading
        return bool(name) and (name, count) == headings

    def _is_note(self, name: str, count: str) -> bool:
        """Whether it is a line of words (填报人：…); no unit's name has a colon."""
        return not count and ("：" in name or ":" in name) and not self._knows(name)

    def _amount(self, row: Row) -> int | None:
        """Read the number in a row. Raises InvalidAmount."""
        cell = row.at(self._layout.count)
        if cell.trouble:
            raise InvalidAmount(cell.trouble, "请在 Excel 里打开、保存一次，或者直接写数")
        if cell.under:
            message = f"它和上面的格子合并了（{cell.under}），不知道是谁的数"
            raise InvalidAmount(message, "请取消合并，逐个单位写数")
        return amount(cell.text)

    def _take_total(self, row: Row) -> None:
        """Read a sum, which ends the table unless it stands above the units."""
        self._is_below_total = self._is_below_total or bool(
            self._reading.counts or self._reading.diagnostics
        )
        try:
            total = self._amount(row)
        except InvalidAmount as error:
            self._report(row, self._layout.count, str(error), error.hint)
            return
        if total is None:
            place = self._place(row, self._layout.count)
            self._reading.remarks.append(f"{place}：合计没有写数，没有核对。")
        else:
            self._totals.append((row, total))

    def _take_nameless(self, row: Row, count: str) -> None:
        message = f"这一行有条数{quoted(count)}，没有写单位" if count else "这一行没有写单位"
        self._report(row, self._layout.unit, message, "请补上单位，或者删去这一行")
        self._is_summable = False

    def _take_unit(self, row: Row, name: str) -> None:
        places = self._place(row, self._layout.unit), self._place(row, self._layout.count)
        try:
            items = self._amount(row)
        except InvalidAmount as error:
            # A name that is wrong too is named in the same run.
            self._report(row, self._layout.count, str(error), error.hint)
            self._is_summable, items = False, None
        self._sum += items or 0
        if row.is_hidden:
            self._unseen.append(row.number)
        self._reading.counts.append(ReportedCount(name, items, *places, row.number))
