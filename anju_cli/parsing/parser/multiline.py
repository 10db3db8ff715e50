"""Texts that go on over the lines below them: a plain one, and one after ``|`` or ``>``.

Each answers whether a line still belongs to it, and names what is wrong with one that
does. Full-width punctuation is right in both.
"""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.beginnings import bare_key, comment
from anju_cli.parsing.lexer.indents import spaces, strange_blanks, strange_indent, widths
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.line_joins import joint
from anju_cli.parsing.lexer.quotes import cut_text
from anju_cli.parsing.lexer.tokens import Key, Repair, dash, strange_blank
from anju_cli.parsing.parser.state import Reading


class PlainText:
    """A text in no quotes: it goes on over the lines that are deeper than ``limit``."""

    def __init__(self, reading: Reading, limit: int, *, is_told: bool = False) -> None:
        self._reading = reading
        self._limit = limit
        self._is_told = is_told  # whether it has been said how its lines are joined

    def takes(self, number: int, line: str, indent: str) -> bool:
        """Whether a line belongs to it."""
        repairs, levels, at = self._reading.repairs, self._reading.levels, len(indent)
        if at == len(line) or line[at] == "#":
            repairs.note(strange_blanks(number, line, indent, levels.width(indent), levels.shift))
            return True
        if at <= self._limit or strange_blank(indent):
            return False
        item = dash(number, line, at)
        key = None if item else find_key(number, line, at)
        is_key = key is not None and key.repair is None
        if item is None and not is_key:
            told = None if self._is_told else joint(number, self._reading.lines)
            self._is_told = self._is_told or told is not None
            repairs.note(told)
            repairs.note(cut_text(number, line, at, ""))
            return True
        inner = key or find_key(number, line, at + 2) or Key("", at, None)
        if self._reading.meant.can_stand(at, "map" if key else "seq", inner.text):
            return False
        # YAML joins a dash to the text, and stops at a key.
        repairs.lost = is_key
        return True


class BlockText:
    """A text after ``|`` or ``>``, below a key or dash in the column ``limit``. ``indent``
    is that of its lines; None until the first one shows it."""

    def __init__(
        self, reading: Reading, limit: int, indent: int | None, *, is_folded: bool = False
    ) -> None:
        self._reading = reading
        self._limit = limit
        self._indent = indent
        self._joins = is_folded  # whether YAML joins its lines, and nobody has been told
        self._first = 0  # the line that showed the indentation
        self._is_aligned = True  # whether all lines so far stand as deep as that
        self._known = 0  # up to this line all that is deep enough is text

    def takes(self, number: int, line: str, indent: str) -> bool:
        """Whether a line belongs to it."""
        column = spaces(line)
        if column == len(line):
            return True
        if column > self._limit and not self._is_lost_in_text(number, line, column):
            self._take_in(number, column)
            return True
        at = len(indent)
        repairs, shift = self._reading.repairs, self._reading.levels.shift
        strange = strange_blank(indent)
        is_text = at < len(line) and line[at] != "#" and not self._could_end(number, line, at)
        if strange and at < len(line) and (is_text or widths(indent)[0] > self._limit):
            repairs.note(strange_indent(number, indent, self._column, shift))
            return True
        if is_text and not strange:
            target = self._column
            message = f"这一行是上面那段文字的一部分，前面只空了 {column} 格，应空 {target} 格"
            edits = ((number, TextEdit(0, at, " " * (target + shift))),)
            repairs.note(Repair(number, at, "A102", message, "与那段文字的左端对齐", edits))
            return True
        return False

    @property
    def _column(self) -> int:
        """The column where its lines should stand."""
        return self._limit + 2 if self._indent is None else self._indent

    def _is_lost_in_text(self, number: int, line: str, at: int) -> bool:
        """Whether a field that the record lacks stands as deep as the text above it: no more
        text comes behind it."""
        if ":" not in line or number <= self._known:
            return False
        level = self._reading.levels.exact(self._limit, "map")
        ahead = self._reading.ahead
        while level and at > self._limit:
            key = find_key(number, line, at)
            if key is None or key.repair or not level.lacks(key.text):
                self._known = number
                return False
            line, number = ahead.line(number), ahead.next(number)
            at = spaces(line)
        return level is not None

    def _could_end(self, number: int, line: str, at: int) -> bool:
        """Whether a text that is above the line could end there."""
        is_structure = dash(number, line, at) or find_key(number, line, at)
        if is_structure or comment(number, line, at):
            return True
        return bare_key(number, line, at, *self._reading.levels.holder_at(at)) is not None

    def _take_in(self, number: int, column: int) -> None:
        """A line that is deep enough; it may yet be less deep than the first, and it moves
        with what is around it."""
        repairs, shift = self._reading.repairs, self._reading.levels.shift
        if self._indent is None:
            self._indent, self._first = column, number
        above = self._reading.lines[number - 2]
        if self._joins and column == self._indent == spaces(above):
            told = joint(number, self._reading.lines)
            self._joins = told is None
            repairs.note(told)
        if column < self._indent:
            edit = TextEdit(0, column, " " * (self._indent + shift))
            if self._is_aligned:
                message = f"这一行前面空了 {column} 格，少于这段文字第一行的 {self._indent} 格"
                hint = f"与第 {self._first} 行左端对齐"
                repairs.note(Repair(number, column, "A102", message, hint, ((number, edit),)))
                self._is_aligned = False
            else:
                repairs.edits.append((number, edit))
        elif shift:
            repairs.edits.append((number, TextEdit(0, column, " " * (column + shift))))
