"""Values in quotes and in brackets, from the line where they begin to that where they end."""

from __future__ import annotations

from typing import ClassVar

from anju_cli.parsing.lexer.quotes import after_quote, unclosed_quote
from anju_cli.parsing.lexer.tokens import BLANKS, Repair
from anju_cli.parsing.parser.flow import Brackets


class Quote:
    """A text in quotes that began on ``line``; ``limit`` is the column of its key or dash."""

    SIGN: ClassVar = "引号"

    def __init__(self, limit: int, mark: str, line: int, start: int) -> None:
        self.limit = limit
        self._mark = mark
        self._line = line
        self._start = start
        self.joint: Repair | None = None  # between two of its lines

    def read(self, number: int, line: str, at: int) -> int | None:
        """The offset behind it; None when it does not end on this line."""
        return after_quote(line, at + (number == self._line), self._mark)

    def repairs(self) -> list[Repair]:
        """What is wrong inside it: nothing can be."""
        return []

    def close(self, lines: tuple[str, ...]) -> list[Repair]:
        """What is wrong with it, as it was left open."""
        line = lines[self._line - 1]
        return [unclosed_quote(self._line, line, self._start, len(line.rstrip(BLANKS)))]


class Flow:
    """A value in brackets; ``limit`` is the column of its key or dash."""

    SIGN: ClassVar = "括号"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._brackets = Brackets()

    @property
    def too_deep(self) -> bool:
        """Whether it is better left to the parser."""
        return self._brackets.too_deep

    def read(self, number: int, line: str, at: int) -> int | None:
        """The offset behind it; None when it does not end on this line."""
        return self._brackets.scan(number, line, at)

    def repairs(self) -> list[Repair]:
        """What is wrong inside it."""
        return self._brackets.repairs()

    def close(self, lines: tuple[str, ...]) -> list[Repair]:
        """What is wrong with it and inside it, as it was left open."""
        self._brackets.close(lines)
        return self._brackets.repairs()
