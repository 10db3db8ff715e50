"""One sheet of a workbook, from the elements of its XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from anju_cli.editing.spreadsheet.sheet import (
    BLANK,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Row,
    Sheet,
    UnreadableTable,
    column_of,
    cut,
    letters,
    too_large,
)
from anju_cli.editing.spreadsheet.workbook_parts import RichText, is_true

_MOST_MERGED = 500_000
_MOST_SPANS = 50_000
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)


class CellValues(NamedTuple):
    """What cells refer to: texts, the styles of days and times, and day 0."""

    strings: list[str]
    dates: frozenset[int]
    epoch: datetime

    def text(self, kind: str, style: int, value: str) -> str:
        """Return what a cell of a kind shows for its value, as far as that matters here."""
        if not value:
            return ""
        if kind == "s":
            return self.strings[int(value)]
        if kind == "b":
            return "TRUE" if is_true(value) else "FALSE"
        if kind != "n":
            return cut(value)
        number = float(value)
        if style in self.dates:
            try:
                since = timedelta(number)
                return str((self.epoch + since).date() if number >= 1 else since)
            except (OverflowError, ValueError):
                return "#VALUE!"
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else str(number)


class SheetReader:
    """Takes the elements of a sheet one after the other."""

    def __init__(self, file: str, name: str, values: CellValues) -> None:
        self._file, self._name, self._values = file, name, values
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden: set[int] = set()
        self._columns: list[tuple[int, int]] = []
        self._merged: list[str] = []
        self._row = self._column = 0
        self._cell: Mapping[str, str] = {}
        self._value: str | None = None
        self._is_formula = False
        self._text = RichText()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        if tag == "c":
            self._cell, self._value, self._is_formula = attributes, None, False
            self._text.taken()
        elif tag == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            if is_true(attributes.get("hidden")) and self._row <= MOST_ROWS:
                self._hidden.add(self._row)
        elif tag == "f":
            self._is_formula = True
        elif tag == "col" and is_true(attributes.get("hidden")):
            self._columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        elif tag == "mergeCell":
            self._merged.append(attributes["ref"])
        else:
            self._text.start(tag, attributes)
        if len(self._columns) + len(self._merged) > _MOST_SPANS:
            raise self._too_large(f"里合并或隐藏的格子超过 {_MOST_SPANS} 处")

    def end(self, tag: str, content: str) -> None:
        """Take the end of an element, and the text in it."""
        if tag == "v":
            self._value = content
        elif tag == "c":
            self._put()
        else:
            self._text.end(tag, content)

    def sheet(self, *, is_hidden: bool) -> Sheet:
        """Return what was read."""
        covered = self._covered()
        rows = []
        for number in range(1, max(self._rows, default=0) + 1):
            cells = {**self._rows.get(number, {}), **covered.get(number, {})}
            row = tuple(cells.get(column, BLANK) for column in range(1, max(cells, default=0) + 1))
            rows.append(Row(number, row, number in self._hidden))
        return Sheet(self._file, self._name, tuple(rows), is_hidden, tuple(self._columns))

    def _too_large(self, what: str) -> UnreadableTable:
        return too_large(f"{self._file} 表“{self._name}”", what)

    def _put(self) -> None:
        """Keep a cell, unless it is blank."""
        self._column += 1
        if "r" in self._cell:
            self._row, self._column = _place(self._cell["r"])
        kind = self._cell.get("t", "n")
        value = self._text.taken() if kind == "inlineStr" else self._value
        if self._is_formula and (value is None or (not value and kind == "n")):
            cell = Cell("", trouble="公式没有算好的结果")
        else:
            cell = Cell(self._values.text(kind, int(self._cell.get("s") or 0), value or ""))
        if not (cell.text or cell.trouble):
            return
        if self._row > MOST_ROWS:
            raise self._too_large(f"写到了第 {self._row} 行，超过 {MOST_ROWS} 行")
        if self._column > MOST_COLUMNS:
            raise self._too_large(f"写到了 {letters(self._column - 1)} 列，超过 {MOST_COLUMNS} 列")
        self._rows.setdefault(self._row, {})[self._column] = cell

    def _covered(self) -> dict[int, dict[int, Cell]]:
        """Find the cells that others of a merged range cover, among and beside what is written."""
        last = max(self._rows, default=0)
        widest = max(map(max, self._rows.values()), default=0)
        covered: dict[int, dict[int, Cell]] = {}
        count = 0
        for ref in self._merged:
            (top, left), (bottom, right) = map(_place, (ref.split(":") * 2)[:2])
            rows, right = range(top, min(bottom, last) + 1), min(right, widest)
            count += len(rows) * max(right - left + 1, 0)
            if count > _MOST_MERGED:
                raise self._too_large(f"里合并的格子超过 {_MOST_MERGED // 10_000} 万个")
            for row in rows:
                is_first = row == top
                cell = Cell("", beside=ref) if is_first else Cell("", under=ref)
                cells = range(left + is_first, right + 1)
                covered.setdefault(row, {}).update(dict.fromkeys(cells, cell))
        return covered


def _place(address: str) -> tuple[int, int]:
    """Read an address: row and column, from 1. Raises ValueError."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    return int(match[2]), (column_of(match[1]) or 0) + 1
