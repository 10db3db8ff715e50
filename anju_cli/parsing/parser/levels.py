"""The levels of the file that are open, and the one that the next lines may open.

Levels are what stands one below the other in a column: the fields of a mapping, or the
dashes of a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from anju_cli.parsing.grammar import TOP, fits, holder
from anju_cli.parsing.lexer.indents import widths
from anju_cli.parsing.parser.lookahead import Kind


@dataclass(slots=True, eq=False)
class Level:
    """A mapping or sequence that is open. ``column`` is that of its lines in the file
    (from 0), ``shift`` what is added to it in the repaired text; of its ``lines`` so far,
    ``line`` is the last."""

    column: int
    kind: Kind
    shift: int
    line: int
    lines: int = 0
    first_key: str = ""  # of a mapping; of a sequence, that of its items
    keys: set[str] = field(default_factory=set)
    holder: str | None = None  # what holds its lines, see ``vocabulary``
    outer: int = -1  # the column of the key or dash it is below

    def takes(self, key: str) -> bool | None:
        """Whether the key may stand here, or begin an item; None where that is not known."""
        return fits(self.holder, key, self.first_key) if key else None

    def lacks(self, key: str) -> bool:
        """Whether the key may stand here, and does not yet."""
        return self.takes(key) is True and (self.kind == "seq" or key not in self.keys)

    @property
    def usual(self) -> int:
        """The column that its lines should have, two deeper than what it is below."""
        return self.outer + 2 if self.outer >= 0 else 0

    def distance(self, column: int) -> int:
        """How far a column is from this level, or from where it should be, while its only
        line could be out of line itself."""
        away = abs(self.column - column)
        return min(away, abs(self.usual - column)) if self.lines == 1 else away


class Levels:
    """The levels that are ``opened``, the innermost last.

    ``waiting`` is the column of the key or dash whose value comes on the next lines,
    ``key`` that key (empty for a dash), ``holds`` what holds the lines below it.
    ``last`` is the last line that had a level, ``written`` its column where it is out of
    line.
    """

    def __init__(self) -> None:
        self.opened: list[Level] = []
        self.waiting: int | None = -1
        self.key = ""
        self.holds: str | None = TOP
        self.last = 0
        self.written: int | None = None

    def forget(self) -> None:
        """Begin a new document."""
        self.opened.clear()
        self.waiting, self.holds = -1, TOP

    def wait(self, column: int, key: str) -> None:
        """The value of this key or dash comes on the next lines."""
        self.waiting, self.key = column, key
        self.holds = holder(self.opened[-1].holder if self.opened else TOP, key)

    def push(self, level: Level, number: int) -> Level:
        """Make ``level`` the innermost one, with this line as its last."""
        if level in self.opened:
            while self.opened[-1] is not level:
                self.opened.pop()
        else:
            self.opened.append(level)
        level.line = self.last = number
        level.lines += 1
        return level

    @property
    def shift(self) -> int:
        """What is added to columns of the innermost level."""
        return self.opened[-1].shift if self.opened else 0

    def exact(self, column: int, kind: Kind) -> Level | None:
        """The innermost level of a kind in a column."""
        for level in reversed(self.opened):
            if level.column == column and level.kind == kind:
                return level
        return None

    def at(self, column: int, kind: Kind, key: str) -> Level | None:
        """The innermost level of a kind in a column, but for those where the key cannot stand."""
        innermost = None
        for level in reversed(self.opened):
            if level.column == column and level.kind == kind:
                if level.takes(key) is not False:
                    return level
                innermost = innermost or level
        return innermost

    def inside(self, level: Level) -> list[Level]:
        """The levels that are open below another; none where that is not open itself."""
        if level not in self.opened:
            return []
        return self.opened[self.opened.index(level) + 1 :]

    def is_waited_for(self, column: int) -> bool:
        """Whether a line in this column is below a key or dash that waits for its value."""
        return self.waiting is not None and column > self.waiting

    def holder_at(self, column: int) -> tuple[str | None, str]:
        """What holds one more line in this column, and the first key that stands there."""
        if self.is_waited_for(column):
            return self.holds, ""
        level = self.exact(column, "map")
        return (level.holder, level.first_key) if level else (None, "")

    def new(self, column: int, kind: Kind, shift: int, number: int) -> Level:
        """A level below the key or dash that waits."""
        outer = -1 if self.waiting is None else self.waiting
        return Level(column, kind, shift, number, holder=self.holds, outer=outer)

    def begun(self, column: int, kind: Kind, number: int, key: str) -> Level | None:
        """The level that begins with this line, below a key or dash that waits for its value."""
        if self.waiting is None:
            return None
        if column > self.waiting or (column == self.waiting and kind == "seq" and self.key):
            return self.new(column, kind, self.shift, number)
        if self.written is not None and column > self.written and fits(self.holds, key):
            # It has gone with its key, which is out of line.
            return self.new(column, kind, self.shift + self.waiting - self.written, number)
        return None

    def width(self, indent: str) -> int:
        """The width of an indentation that fits a level, if one does."""
        possible = widths(indent)
        for width in possible if len(possible) > 1 else ():
            if self.exact(width, "map") or self.exact(width, "seq"):
                return width
        return possible[0]
