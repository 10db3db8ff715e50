"""What a command says, before anyone decides how it is drawn.

Commands and views build these values; ``anju_cli.render`` is the only reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Record: TypeAlias = Mapping[str, Json]

Style = Literal["plain", "strong", "muted", "green", "blue", "yellow", "red"]
"""How a text is stressed where colour exists. The words alone must suffice."""


class Cell(NamedTuple):
    """One piece of text of a table or a field."""

    text: str
    style: Style = "plain"


class Column(NamedTuple):
    """A column: its Chinese heading and the side its cells lean to."""

    heading: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """Rows under headings. ``total`` is a last row set apart; it and ``notes``
    (the rules by which numbers and dates were found) are drawn for people only."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    total: tuple[Cell, ...] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listing:
    """The answer of a command that lists: a table for people, records for programs.

    ``records`` makes the latter when they are asked for. ``empty`` is the sentence
    shown in place of a table without rows.
    """

    table: Table
    records: Callable[[], Sequence[Record]]
    empty: str


@dataclass(frozen=True)
class Fields:
    """Named values, one a line."""

    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text, wrapped to the width of the screen."""

    text: str
    style: Style = "plain"


Block: TypeAlias = Fields | Paragraph | Table


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """The answer of a command that shows one thing whole."""

    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    record: Record
