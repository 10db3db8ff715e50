"""Lookahead: what the next lines are, which say where a line belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from anju_cli.parsing.grammar import key_kind
from anju_cli.parsing.lexer import indents, keys, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import NO_LINE, Line

Kind: TypeAlias = Literal["map", "seq"]
_MOST_LINES = 50


class Lookahead:
    """The lines of a file behind the one that is read."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._asked = self._next = NO_LINE  # the last call of ``next``, and its answer

    def next(self, line: Line) -> Line:
        """Return the next line that is not blank; behind the last, an empty one."""
        if line.number != self._asked.number:
            behind = range(line.number, len(self._lines))
            filled = (self._lines[at] for at in behind if self._lines[at].strip(BLANKS))
            self._asked, self._next = line, next(filled, Line("", len(self._lines) + 1))
        return self._next

    def next_content(self, line: Line) -> Line:
        """Return the next line that is neither blank nor a comment."""
        below = self.next(line)
        while below.lstrip(BLANKS)[:1] == "#":
            below = self.next(below)
        return below

    def column(self, line: Line) -> int:
        """Return the column of the next line."""
        return indents.spaces(self.next(line))

    def is_deeper(self, line: Line, column: int) -> bool:
        """Tell whether the next line stands deeper than a column."""
        return self.column(line) > column

    def goes_on_at(self, line: Line, column: int, kind: Kind) -> bool:
        """Tell whether the next line stands in a column, and is of a kind."""
        below = self.next_content(line)
        at = indents.spaces(below)
        return at == column and (tokens.dash(below, at) is not None) == (kind == "seq")

    def comes_back(self, line: Line, column: int, key: str, until: int) -> bool:
        """Tell whether a key of the same kind comes in a column, before ``until``."""
        for below in self._lines[line.number : line.number + _MOST_LINES]:
            indent = indents.spaces(below)
            if below.strip(BLANKS) and indent < until:
                return False
            if indent == column:
                other = keys.find(below, indent) if key else None
                if not other or key_kind(other.text) == key_kind(key):
                    return True
        return False
