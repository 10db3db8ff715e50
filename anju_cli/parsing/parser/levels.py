"""The indentation levels that are open: block mappings and sequences."""

from __future__ import annotations

from dataclasses import dataclass, field

from anju_cli.parsing.grammar import ROOT, allows, context_under
from anju_cli.parsing.lexer import indents
from anju_cli.parsing.lines import Line
from anju_cli.parsing.parser.lookahead import Kind


@dataclass(slots=True, eq=False)
class Level:
    """A block mapping or sequence that is open.

    ``column`` is that of its lines in the file (from 0), ``shift`` what is added to it in the
    repaired text; of its ``lines`` so far, ``line`` is the last.
    """

    column: int
    kind: Kind
    shift: int
    line: int
    lines: int = 0
    first_key: str = ""  # of a mapping; of a sequence, that of its items
    keys: set[str] = field(default_factory=set)
    context: str | None = None  # of its lines, see ``grammar``
    parent_column: int = -1  # that of the key or dash it is under

    def allows(self, key: str) -> bool | None:
        """Tell whether the key may stand here, or begin an item; None if unknown."""
        return allows(self.context, key, self.first_key) if key else None

    def lacks(self, key: str) -> bool:
        """Tell whether the key may stand here, and does not yet."""
        return self.allows(key) is True and (self.kind == "seq" or key not in self.keys)

    @property
    def usual_column(self) -> int:
        """The column that its lines should have, two deeper than the parent."""
        return self.parent_column + 2 if self.parent_column >= 0 else 0

    def distance(self, column: int) -> int:
        """Measure how far a column is from this level, or from where it should be."""
        away = abs(self.column - column)
        return min(away, abs(self.usual_column - column)) if self.lines == 1 else away


class LevelStack:
    """The levels that are ``opened``, the innermost last.

    Pending is the key (empty for a dash) whose value comes on the next lines: its column, None
    where there is no such key, and the context under it.
    """

    def __init__(self) -> None:
        self.opened: list[Level] = []
        self.pending_column: int | None = -1
        self.pending_key = ""
        self.pending_context: str | None = ROOT
        self.last_line = 0  # that had a level
        self.written_column: int | None = None  # of that line, where it is out of line

    def clear(self) -> None:
        """Begin a new document."""
        self.opened.clear()
        self.pending_column, self.pending_context = -1, ROOT

    def expect_value(self, column: int, key: str) -> None:
        """Expect the value of this key or dash on the next lines."""
        self.pending_column, self.pending_key = column, key
        context = self.opened[-1].context if self.opened else ROOT
        self.pending_context = context_under(context, key)

    def push(self, level: Level, line: Line) -> Level:
        """Make ``level`` the innermost one, with this line as its last."""
        if level in self.opened:
            while self.opened[-1] is not level:
                self.opened.pop()
        else:
            self.opened.append(level)
        level.line = self.last_line = line.number
        level.lines += 1
        return level

    @property
    def shift(self) -> int:
        """What is added to columns of the innermost level."""
        return self.opened[-1].shift if self.opened else 0

    def find(self, column: int, kind: Kind, key: str = "") -> Level | None:
        """Return the innermost level of a kind in a column, one that allows the key first."""
        place = (column, kind)
        there = [level for level in reversed(self.opened) if (level.column, level.kind) == place]
        allowing = (level for level in there if level.allows(key) is not False)
        return next(allowing, None) or next(iter(there), None)

    def inside(self, level: Level) -> list[Level]:
        """Return the levels that are open below another; none where that is closed."""
        if level not in self.opened:
            return []
        return self.opened[self.opened.index(level) + 1 :]

    def is_below_pending(self, column: int) -> bool:
        """Tell whether a line in this column is below a key or dash that has no value yet."""
        return self.pending_column is not None and column > self.pending_column

    def context_at(self, column: int) -> tuple[str | None, str]:
        """Return the context of one more line in this column, and the first key there."""
        if self.is_below_pending(column):
            return self.pending_context, ""
        level = self.find(column, "map")
        return (level.context, level.first_key) if level else (None, "")

    def new(self, column: int, kind: Kind, shift: int, number: int) -> Level:
        """Make a level below the pending key or dash."""
        parent = -1 if self.pending_column is None else self.pending_column
        context = self.pending_context
        return Level(column, kind, shift, number, context=context, parent_column=parent)

    def begin(self, column: int, kind: Kind, number: int, key: str) -> Level | None:
        """Begin a level with this line, below a key or dash that has no value yet."""
        pending, written = self.pending_column, self.written_column
        if pending is None:
            return None
        if column > pending or (column == pending and kind == "seq" and self.pending_key):
            return self.new(column, kind, self.shift, number)
        if written is not None and column > written and allows(self.pending_context, key):
            # It has gone with its key, which is out of line.
            return self.new(column, kind, self.shift + pending - written, number)
        return None

    def width(self, indent: str) -> int:
        """Return the width of an indentation that fits a level, if one does."""
        possible = indents.widths(indent)
        for width in possible if len(possible) > 1 else ():
            if self.find(width, "map") or self.find(width, "seq"):
                return width
        return possible[0]
