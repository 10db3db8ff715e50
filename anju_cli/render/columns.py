"""Share a width among the columns of a table: on a screen, in Word and in Excel.

All widths are in columns of the screen, of which a Chinese character takes 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from anju_cli.render.document import Column
from anju_cli.text.width import display_width, longest_piece, wrap

GAP = 2
"""Left free between two columns of a table, if there is room."""


class Shares(NamedTuple):
    """The width of each column, and of the gap between two."""

    widths: list[int]
    gap: int


class _Needs(NamedTuple):
    """What one column would like, what it is at ease with, and its least."""

    natural: int
    comfortable: int
    smallest: int


def share_width(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int, smallest_gap: int = 1
) -> Shares | None:
    """Find widths with which the table fits ``width``.

    Where headings of 4 or more in two lines, or smaller gaps, let no text break, that is
    done. Else first the widest texts give way, down to 6 Chinese characters, then they
    go down to 4 under such headings, then the gaps shrink. Numbers
    (right aligned), and words as long as a date, are never cut. None when even
    that is too wide: the rows are better shown one under another.
    """
    needs = [_needs(column, [row[i] for row in rows]) for i, column in enumerate(columns)]
    natural = [need.natural for need in needs]
    tight = [
        need.smallest if column.align == "right" else need.natural
        for column, need in zip(columns, needs, strict=True)
    ]
    comfortable = [need.comfortable for need in needs]
    smallest = [need.smallest for need in needs]
    for gap, wanted, floors in (
        (GAP, natural, natural),
        (GAP, tight, tight),
        (1, tight, tight),
        (GAP, natural, comfortable),
        (GAP, tight, smallest),
        (1, tight, smallest),
    ):
        room = width - gap * (len(columns) - 1)
        if gap >= smallest_gap and sum(floors) <= room:
            return Shares(_level(wanted, floors, room), gap)
    return None


def row_height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return how many lines the highest cell of a row takes, wrapped."""
    return max(len(wrap(text, width)) for text, width in zip(texts, widths, strict=True))


def folded_heading(heading: str, width: int) -> list[str]:
    """Break ``heading`` into lines of at most ``width``, as equal in length as can be."""
    count = len(wrap(heading, width))
    while len(wrap(heading, width - 1)) == count and width > 2:
        width -= 1
    return wrap(heading, width)


def _needs(column: Column, texts: Sequence[str]) -> _Needs:
    heading = display_width(column.heading)
    half = heading if heading <= 6 else 2 * -(-heading // 4)
    cell = max((display_width(line) for text in texts for line in text.split("\n")), default=0)
    natural = max(heading, cell)
    if column.align == "right":
        return _Needs(natural, natural, max(half, cell))
    word = max(map(longest_piece, texts), default=0)
    return _Needs(
        natural,
        max(heading, min(cell, 12), min(word, 24)),
        max(half, min(cell, 8), min(word, 12)),
    )


def _level(wanted: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """Cut ``wanted`` down to one height, nothing below its floor.

    Then give the rest of ``room`` back from the left. ``sum(floors) <= room`` must hold.
    """

    def cut(height: int) -> list[int]:
        return [max(floor, min(want, height)) for floor, want in zip(floors, wanted, strict=True)]

    height = next(height for height in range(room, -1, -1) if sum(cut(height)) <= room)
    widths = cut(height)
    for index, want in enumerate(wanted):
        if sum(widths) < room and widths[index] == height < want:
            widths[index] += 1
    return widths
