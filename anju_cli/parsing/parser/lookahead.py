"""What the lines below a line look like: the neighbours that say where it belongs."""

from __future__ import annotations

from typing import Literal, TypeAlias

from anju_cli.parsing.grammar import sort_of
from anju_cli.parsing.lexer.indents import spaces
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.tokens import BLANKS, dash

Kind: TypeAlias = Literal["map", "seq"]
_FAR = 50


class Ahead:
    """The lines of a file, of which ``number`` (from 1) is the one that is read."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._asked = self._found = 0  # the last line asked for, and the next behind it

    def next(self, number: int) -> int:
        """The number of the next line that is not blank; one behind the last if there is none."""
        if number != self._asked:
            self._asked, self._found = number, len(self._lines) + 1
            for at in range(number, len(self._lines)):
                if self._lines[at].strip(BLANKS):
                    self._found = at + 1
                    break
        return self._found

    def line(self, number: int) -> str:
        """The next line that is not blank."""
        following = self.next(number)
        return self._lines[following - 1] if following <= len(self._lines) else ""

    def content(self, number: int) -> str:
        """The next line that is neither blank nor a comment."""
        following = self.line(number)
        while following.lstrip(BLANKS)[:1] == "#":
            number = self.next(number)
            following = self.line(number)
        return following

    def column(self, number: int) -> int:
        """The column of the next line."""
        return spaces(self.line(number))

    def is_deeper(self, number: int, limit: int) -> bool:
        """Whether the next line stands deeper than ``limit``."""
        return self.column(number) > limit

    def goes_on_at(self, number: int, column: int, kind: Kind) -> bool:
        """Whether the next line stands in a column, and is of a kind."""
        following = self.content(number)
        at = spaces(following)
        is_item = dash(number, following, at) is not None
        return at == column and is_item == (kind == "seq")

    def comes_back(self, number: int, column: int, key: str, until: int) -> bool:
        """Whether one of the next lines, before one is less deep than ``until``, stands in a
        column, and has no key of another sort than ``key``."""
        for at in range(number, min(number + _FAR, len(self._lines))):
            line = self._lines[at]
            indent = spaces(line)
            if line.strip(BLANKS) and indent < until:
                return False
            if indent == column:
                found = find_key(at, line, indent) if key else None
                if not found or sort_of(found.text) == sort_of(key):
                    return True
        return False
