"""The output model: what a command answers, before anyone decides how it is drawn.

Commands and views build these values; the other modules of ``anju_cli.render`` alone read
them.

Annotations are evaluated here: as texts (``from __future__ import annotations``) NamedTuple
would compile each one anew, at every start.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from fractions import Fraction

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Record: TypeAlias = Mapping[str, Json]

Style = Literal["plain", "strong", "muted", "green", "blue", "yellow", "red"]
"""How a text is stressed where colour exists. The words alone must suffice."""

Value: TypeAlias = "int | Fraction | date | Literal[''] | None"
"""What a program holds in place of a text: a number or a day to reckon with, ``""`` for
nothing."""

# -- hints -------------------------------------------------------------------


class Hinted(str):
    """A text that ends in a hint for whoever typed the command: how to ask further.

    The screen shows all of it. ``said`` is what a file for others has, which may be nothing;
    it ends in a full stop where the hint went on after a comma.
    """

    __slots__ = ("said",)
    said: str

    def __new__(cls, said: str, hint: str = "") -> "Hinted":
        """Join what is said and the hint."""
        text = super().__new__(cls, said + hint)
        text.said = said[:-1] + "。" if said.endswith(("，", "；")) else said
        return text


Answer = TypeVar("Answer", "Listing", "Page", "Letters", "Book")


def without_hints(answer: Answer) -> Answer:
    """Return ``answer`` as it stands in a file; what was a hint alone is left out."""
    return cast(Answer, _bare(answer))


def _bare(value: Any) -> Any:
    if isinstance(value, Hinted):
        return value.said
    if not isinstance(value, tuple):
        return value
    parts = list(map(_bare, value))
    if type(value) is not tuple:
        return type(value)(*parts)
    return tuple(new for old, new in zip(value, parts, strict=True) if not _is_gone(old, new))


def _is_gone(old: object, new: object) -> bool:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return bool(old.text) and not new.text
    return isinstance(old, Hinted) and not new


# -- tables ------------------------------------------------------------------


class Cell(NamedTuple):
    """A text of a table or a field.

    ``value`` is what the text shows, where that is more than a text, for a spreadsheet to
    reckon with: a whole number (250), a day (2021-06-30), a part of 1 (47.2%) or points
    (+3.2, 0.0); ``""`` where the text (—, 未报) stands for one that there is not. ``link`` is
    where it leads: an address, or ``#名`` for the first row of another sheet that has a cell
    with that text, ``#表!名`` for that of the sheet called 表.
    """

    text: str
    style: Style = "plain"
    value: Value = None
    link: str = ""


_BLANK = Cell("")


class Column(NamedTuple):
    """A column: its Chinese heading and the side its cells lean to.

    One with a ``spare`` may be left out on a narrow terminal, the lowest first; 0: never.
    ``draws`` are the headings of columns, side by side, whose numbers its text draws: a
    spreadsheet draws them itself.
    """

    heading: str
    align: Literal["left", "right"] = "left"
    spare: int = 0
    draws: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows under headings, and perhaps a total: a last row set apart.

    The total and ``notes`` (the rules by which numbers and dates were found) are drawn for
    people only.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    total: tuple[Cell, ...] | None = None
    notes: tuple[str, ...] = ()

    def column_index(self, heading: str) -> int:
        """Return the index of the column called ``heading``; ValueError if there is none."""
        return [column.heading for column in self.columns].index(heading)

    def keeping(self, is_kept: Callable[[int], bool]) -> "Table":
        """Leave out each column whose index is not to be kept."""
        kept = [index for index in range(len(self.columns)) if is_kept(index)]
        return self._replace(
            columns=tuple(self.columns[index] for index in kept),
            rows=tuple(tuple(row[index] for index in kept) for row in self.rows),
            total=self.total and tuple(self.total[index] for index in kept),
        )

    def says(self, index: int) -> bool:
        """Return whether the column at ``index`` has more than blanks and dashes."""
        return any(row[index].text.strip("—") for row in self.rows)

    def with_column(
        self, index: int, column: Column, cells: Sequence[Cell], total: Cell = _BLANK
    ) -> "Table":
        """Insert ``column`` before ``index``: a cell for each row, and that of the total."""

        def inserted(row: tuple[Cell, ...], cell: Cell) -> tuple[Cell, ...]:
            return (*row[:index], cell, *row[index:])

        return self._replace(
            columns=(*self.columns[:index], column, *self.columns[index:]),
            rows=tuple(inserted(*pair) for pair in zip(self.rows, cells, strict=True)),
            total=None if self.total is None else inserted(self.total, total),
        )


class Listing(NamedTuple):
    """The answer of a command that lists: a table for people, records for programs.

    ``records`` makes the latter when they are asked for. ``empty`` is the sentence
    shown in place of a table without rows. ``data`` makes the table of the csv, where that has
    other columns than people read.
    """

    table: Table
    records: Callable[[], Sequence[Record]]
    empty: str
    data: Callable[[], Table] | None = None


# -- pages -------------------------------------------------------------------


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
    """One bar of a chart, with its name and the text behind it.

    ``part`` is its length as a part of 1; None: nothing is known.
    """

    label: str
    part: "Fraction | None"
    text: str
    style: Style = "plain"


class Chart(NamedTuple):
    """Bars side by side; those longer than 1 are drawn as long as they are.

    ``mark`` is where a line crosses them all, and ``mark_text`` what it means (序时进度
    50.0%).
    """

    title: str
    bars: tuple[Bar, ...]
    mark: "Fraction | None" = None
    mark_text: str = ""

    @property
    def full_scale(self) -> "Fraction":
        """What the whole width stands for: 1, or the longest bar or the mark."""
        from fractions import Fraction

        parts = [bar.part for bar in self.bars if bar.part is not None]
        return max([Fraction(1), *parts, *([] if self.mark is None else [self.mark])])


Block: TypeAlias = Fields | Paragraph | Table | Heading | Chart


class Section(NamedTuple):
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


class Page(NamedTuple):
    """The answer of a command that shows one thing whole.

    A letter (公文) has ``recipients`` as well (主送机关) and ``signature``, its last lines:
    who issues it, and the day. It may have a ``number`` (发文字号) and ``copies`` (抄送机关).
    One that ``is_compact`` has its lines closer on paper, for one sheet to hold it.
    """

    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    record: Record
    recipients: str = ""
    signature: tuple[str, ...] = ()
    number: str = ""
    copies: str = ""
    is_compact: bool = False

    @property
    def salutation(self) -> str:
        """The recipients and a full-width colon (GB/T 9704-2012, 7.3.2), or nothing."""
        return self.recipients and self.recipients.rstrip("：: ") + "："

    @property
    def copied_to(self) -> str:
        """Whom it is copied to, as its last line (GB/T 9704-2012, 7.4.2), or nothing."""
        return self.copies and f"抄送：{self.copies.rstrip('。 ')}。"


class Letters(NamedTuple):
    """Pages that go out together, one to each of ``names``; each begins a new sheet."""

    pages: tuple[Page, ...]
    names: tuple[str, ...]


# -- books -------------------------------------------------------------------


class SheetChart(NamedTuple):
    """Columns of a sheet as a chart, by their headings.

    ``label`` names the bars, ``values`` are drawn as bars and ``line`` as a line across them.
    """

    title: str
    label: str
    values: tuple[str, ...]
    line: str = ""


class Sheet(NamedTuple):
    """One sheet of a workbook, under the title of its table.

    ``empty`` stands in place of a table without rows; ``data`` is as in ``Listing``.
    """

    name: str
    table: Table
    chart: SheetChart | None = None
    empty: str = ""
    data: Callable[[], Table] | None = None


class Book(NamedTuple):
    """Tables that belong together: a workbook for people, a record for programs.

    The record is made when it is asked for.
    """

    title: str
    sheets: tuple[Sheet, ...]
    record: Callable[[], Record]
