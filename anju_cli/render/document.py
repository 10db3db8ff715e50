"""What a command says, before anyone decides how it is drawn.

Commands and views build these values; ``anju_cli.render`` is the only reader.

Annotations are evaluated here: as texts (``from __future__ import annotations``) NamedTuple
would compile each one anew, at every start.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Record: TypeAlias = Mapping[str, Json]

Style = Literal["plain", "strong", "muted", "green", "blue", "yellow", "red"]
"""How a text is stressed where colour exists. The words alone must suffice."""


Value: TypeAlias = "int | Fraction | date | None"
"""What a spreadsheet holds in place of a text: a number or a day to reckon with."""


class Cell(NamedTuple):
    """One piece of text of a table or a field.

    ``value`` is what the text shows, where that is more than a text; a spreadsheet takes
    it and formats it like ``text`` (250, 47.2%, +3.2, 2021-06-30): a part of 1 where the
    text ends with %, else the number itself. ``link`` is where it leads: an address, or
    ``#名`` for the first row of another sheet that has a cell with that text, ``#表!名``
    for that of the sheet called 表.
    """

    text: str
    style: Style = "plain"
    value: Value = None
    link: str = ""


class Column(NamedTuple):
    """A column: its Chinese heading and the side its cells lean to."""

    heading: str
    align: Literal["left", "right"] = "left"


class Table(NamedTuple):
    """Rows under headings. ``total`` is a last row set apart; it and ``notes``
    (the rules by which numbers and dates were found) are drawn for people only."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    total: tuple[Cell, ...] | None = None
    notes: tuple[str, ...] = ()


class Listing(NamedTuple):
    """The answer of a command that lists: a table for people, records for programs.

    ``records`` makes the latter when they are asked for. ``empty`` is the sentence
    shown in place of a table without rows.
    """

    table: Table
    records: Callable[[], Sequence[Record]]
    empty: str


class Fields(NamedTuple):
    """Named values, one a line."""

    rows: tuple[tuple[str, Cell], ...]


class Paragraph(NamedTuple):
    """Running text, wrapped to the width of the screen."""

    text: str
    style: Style = "plain"


class Heading(NamedTuple):
    """A heading of the second level, （一）, inside a section."""

    text: str


class Bar(NamedTuple):
    """One bar of a chart: its name, its length as a part of 1 (None: nothing is known),
    and the text behind it."""

    label: str
    part: "Fraction | None"
    text: str
    style: Style = "plain"


class Chart(NamedTuple):
    """Bars side by side. ``mark`` is where a line crosses them all, and ``mark_text``
    what it means (序时进度 50.0%). Bars longer than 1 are drawn as long as they are."""

    title: str
    bars: tuple[Bar, ...]
    mark: "Fraction | None" = None
    mark_text: str = ""


Block: TypeAlias = Fields | Paragraph | Table | Heading | Chart


class Section(NamedTuple):
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """The answer of a command that shows one thing whole.

    A letter (公文) has ``recipients`` as well (主送机关) and ``signature``, its last
    lines: who issues it, and the day.
    """

    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    record: Record
    recipients: str = ""
    signature: tuple[str, ...] = ()


class Letters(NamedTuple):
    """Pages that go out together, one to each of ``names``; each begins a new sheet."""

    pages: tuple[Page, ...]
    names: tuple[str, ...]
