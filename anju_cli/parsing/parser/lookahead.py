"""Lookahead: what the next lines are, which say where a line belongs."""

from __future__ import annotations

from typing import Literal, TypeAlias

from anju_cli.parsing.grammar import key_kind
from anju_cli.parsing.lexer.indents import spaces
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.tokens import BLANKS, dash

Kind: TypeAlias = Literal["map", "seq"]
_MOST_LINES = 50


class Lookahead:
    """The lines of a file, of which ``number`` (from 1) is the one that is read."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._number = self._next = 0  # the last answer of ``next``

    def next(self, number: int) -> int:
        """Return the number of the next line that is not blank; behind the last, one more."""
        if number != self._number:
            rest = range(number, len(self._lines))
            filled = (at + 1 for at in rest if self._lines[at].strip(BLANKS))
            self._number, self._next = number, next(filled, len(self._lines) + 1)
        return self._next

    def line(self, number: int) -> str:
        """Return the next line that is not blank."""
        following = self.next(number)
        return self._lines[following - 1] if following <= len(self._lines) else ""

    def content(self, number: int) -> str:
        """Return the next line that is neither blank nor a comment."""
        following = self.line(number)
        while following.lstrip(BLANKS)[:1] == "#":
            number = self.next(number)
            following = self.line(number)
        return following

    def column(self, number: int) -> int:
        """Return the column of the next line."""
        return spaces(self.line(number))

    def is_deeper(self, number: int, column: int) -> bool:
        """Tell whether the next line stands deeper than a column."""
        return self.column(number) > column

    def goes_on_at(self, number: int, column: int, kind: Kind) -> bool:
        """Tell whether the next line stands in a column, and is of a kind."""
        following = self.content(number)
        at = spaces(following)
        is_item = dash(number, following, at) is not None
        return at == column and is_item == (kind == "seq")

    def comes_back(self, number: int, column: int, key: str, until: int) -> bool:
        """Tell whether one of the next lines, before one is less deep than ``until``, stands
        in a column, and has no key of another kind than ``key``."""
        for at in range(number, min(number + _MOST_LINES, len(self._lines))):
            line = self._lines[at]
            indent = spaces(line)
            if line.strip(BLANKS) and indent < until:
                return False
            if indent == column:
                other = find_key(at, line, indent) if key else None
                if not other or key_kind(other.text) == key_kind(key):
                    return True
        return False
