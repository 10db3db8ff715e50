"""Tables as they stand in a file: cells as text, each with its address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

MOST_ROWS = 20_000
MOST_COLUMNS = 256
"""Ten times the tables of a whole country; more is a wrong file."""
_LONGEST = 200
_MOST_NAMED = 20


class UnreadableTable(ValueError):
    """A file gives no table with these options; the message says why, in Chinese.
    ``option`` is the option to change."""

    def __init__(self, message: str, option: str = "--table") -> None:
        super().__init__(message)
        self.option = option


def too_large(file: str, what: str) -> UnreadableTable:
    """Refuse a file in which something is beyond every table of counts, to save the time."""
    return UnreadableTable(f"{file} {what}，太大了。请只把要用的那张表复制到新的文件里再试")


def cut(text: str) -> str:
    """Strip a cell's text, and leave out what is beyond every name, number and heading."""
    return text.strip()[:_LONGEST]


class Cell(NamedTuple):
    """A cell: its text, empty for a blank one; ``trouble`` says why it cannot be read.

    A cell that another one of a merged range covers has the range: in ``under`` where that
    begins rows above, in ``beside`` where it begins in the same row.
    """

    text: str
    trouble: str = ""
    under: str = ""
    beside: str = ""


BLANK = Cell("")


@dataclass(frozen=True)
class Row:
    """A row by its number in the file (the line, for a text file)."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    def at(self, column: int) -> Cell:
        """Return the cell in a column, counted from 0."""
        return self.cells[column] if column < len(self.cells) else BLANK

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in the row."""
        return not any(cell.text or cell.trouble for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A table of ``file``, which is named as the user named it.

    ``name`` is that of the sheet; empty for a text file, which has but one. ``hidden_columns``
    are the first and the last of columns that nobody sees, from 0.
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    hidden_columns: tuple[tuple[int, int], ...] = ()

    def hides(self, column: int) -> bool:
        """Whether nobody sees a column."""
        return any(first <= column <= last for first, last in self.hidden_columns)

    def place(self, row: Row, column: int, heading: str) -> str:
        """Write a cell's address: 统计.xlsx 表“Sheet1”B7, or 统计.csv 第 7 行“条数”列."""
        if self.name:
            return f"{self.file} 表“{self.name}”{letters(column)}{row.number}"
        called = f"“{heading}”" if heading else f"第 {column + 1} "
        return f"{self.file} 第 {row.number} 行{called}列"


def rows_text(numbers: Sequence[int]) -> str:
    """Name rows by their rising numbers, of many the first: 第 5、6、9～12 行."""
    parts: list[str] = []
    for _, run in groupby(enumerate(numbers), lambda row: row[1] - row[0]):
        first, *rest = (number for _, number in run)
        parts += [f"{first}～{rest[-1]}"] if len(rest) > 1 else map(str, (first, *rest))
    more = " 等" if len(parts) > _MOST_NAMED else ""
    return f"第 {'、'.join(parts[:_MOST_NAMED])}{more} 行"


def letters(column: int) -> str:
    """Name a column as spreadsheets do: A for 0, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_of(name: str) -> int | None:
    """Read the name of a column (B or b: 1); None for what is no such name."""
    if not re.fullmatch("[A-Za-z]{1,3}", name, re.ASCII):
        return None
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
