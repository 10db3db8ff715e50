"""How the columns of a table share the width of a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from anju_cli.render.document import Column
from anju_cli.text.width import display_width, longest_piece, wrap

GAP = 2
"""Columns of the screen left free between two columns of a table, if there is room."""


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
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int
) -> Shares | None:
    """Widths with which the table fits ``width``.

    First the widest texts give way, down to 6 Chinese characters. Then headings of 4
    or more break in two and texts go down to 4, then the gaps shrink. Numbers
    (right aligned), and words as long as a date, are never cut. None when even
    that is too wide: the rows are better shown one under another.
    """
    needs = [_needs(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    natural = [need.natural for need in needs]
    tight = [
        need.smallest if column.align == "right" else need.natural
        for column, need in zip(columns, needs, strict=True)
    ]
    comfortable = [need.comfortable for need in needs]
    smallest = [need.smallest for need in needs]
    for gap, wanted, floors in (
        (GAP, natural, comfortable),
        (GAP, tight, smallest),
        (1, tight, smallest),
    ):
        room = width - gap * (len(columns) - 1)
        if sum(floors) <= room:
            return Shares(_level(wanted, floors, room), gap)
    return None


def folded_heading(heading: str, width: int) -> list[str]:
    """``heading`` in lines of at most ``width``, as equal in length as can be."""
    count = len(wrap(heading, width))
    while len(wrap(heading, width - 1)) == count and width > 2:
        width -= 1
    return wrap(heading, width)


def _needs(column: Column, cells: Sequence[str]) -> _Needs:
    heading = display_width(column.heading)
    half = heading if heading <= 6 else 2 * -(-heading // 4)
    cell = max((display_width(line) for text in cells for line in text.split("\n")), default=0)
    natural = max(heading, cell)
    if column.align == "right":
        return _Needs(natural, natural, max(half, cell))
    word = max(map(longest_piece, cells), default=0)
    return _Needs(
        natural,
        max(heading, min(cell, 12), min(word, 24)),
        max(half, min(cell, 8), min(word, 12)),
    )


def _level(wanted: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """``wanted`` cut down to one height, nothing below its floor, then the rest
    of ``room`` given back from the left. ``sum(floors) <= room`` must hold."""

    def cut(height: int) -> list[int]:
        return [max(floor, min(want, height)) for floor, want in zip(floors, wanted, strict=True)]

    height = next(height for height in range(room, -1, -1) if sum(cut(height)) <= room)
    widths = cut(height)
    for at, want in enumerate(wanted):
        if sum(widths) < room and widths[at] == height < want:
            widths[at] += 1
    return widths
