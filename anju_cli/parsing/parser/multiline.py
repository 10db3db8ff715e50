"""Scalars of several lines: plain ones, and literal or folded ones (``|``, ``>``).

Each answers whether a line still belongs to it, and names what is wrong with one that
does. Full-width punctuation is right in both.
"""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer import indents, keys, quotes, tokens
from anju_cli.parsing.lexer.folding import folded_break
from anju_cli.parsing.lines import Line, Token
from anju_cli.parsing.parser.state import ParserState


class PlainScalar:
    """A plain scalar: it goes on over the lines deeper than ``parent_column``."""

    def __init__(self, state: ParserState, parent_column: int, *, has_break: bool = False) -> None:
        self._state = state
        self._parent_column = parent_column
        self._has_break = has_break  # a blank between two of its lines has been named

    def takes(self, line: Line, indent: str) -> bool:
        """Tell whether a line belongs to it."""
        state, at = self._state, len(indent)
        if at == len(line) or line[at] == "#":
            column, shift = state.levels.width(indent), state.levels.shift
            state.note(indents.foreign_blanks(line, column, shift))
            return True
        if at <= self._parent_column or tokens.foreign_blank(indent):
            return False
        item = tokens.dash(line, at)
        key = None if item else keys.find(line, at)
        is_key = key is not None and key.repair is None
        if item is None and not is_key:
            folded = None if self._has_break else folded_break(line, state.above(line))
            self._has_break = self._has_break or folded is not None
            state.note(folded)
            state.note(quotes.text_in_comment(line, at, "", is_text=True))
            return True
        inner = key or keys.find(line, at + 2) or Token("", at, None)
        if state.intended.can_stand(at, "map" if key else "seq", inner.text):
            return False
        # YAML joins a dash to the text, and stops at a key.
        state.is_lost = is_key
        return True


class BlockScalar:
    """A literal or folded scalar; its ``indent`` is None until its first line."""

    def __init__(
        self, state: ParserState, parent_column: int, indent: int | None, *, is_folded: bool = False
    ) -> None:
        self._state = state
        self._parent_column = parent_column
        self._indent = indent
        self._is_folded = is_folded  # and no blank between two of its lines has been named
        self._first = 0  # the line that showed the indentation
        self._is_aligned = True  # whether all lines so far stand as deep as that
        self._known = 0  # up to this line all that is deep enough is text

    def takes(self, line: Line, indent: str) -> bool:
        """Tell whether a line belongs to it."""
        column = indents.spaces(line)
        if column == len(line):
            return True
        if column > self._parent_column and not self._hides_field(line, column):
            self._take(line, column)
            return True
        state, at, target = self._state, len(indent), self._column
        shift, foreign = state.levels.shift, tokens.foreign_blank(indent)
        is_text = at < len(line) and line[at] != "#" and not self._could_end(line, at)
        is_deep = at < len(line) and indents.widths(indent)[0] > self._parent_column
        if foreign and (is_text or is_deep):
            state.note(indents.foreign_indent(line, indent, target, shift))
            return True
        if not is_text or foreign:
            return False
        message = f"这一行是上面那段文字的一部分，前面只空了 {column} 格，应空 {target} 格"
        edit = TextEdit(0, at, " " * (target + shift))
        state.note(line.repair(at, "A102", message, "与那段文字的左端对齐", edit))
        return True

    @property
    def _column(self) -> int:
        """The column where its lines should stand."""
        return self._parent_column + 2 if self._indent is None else self._indent

    def _hides_field(self, line: Line, at: int) -> bool:
        """Tell whether a line is a field that the record lacks, with no text behind it."""
        if ":" not in line or line.number <= self._known:
            return False
        level = self._state.levels.find(self._parent_column, "map")
        lookahead = self._state.lookahead
        while level and at > self._parent_column:
            key = keys.find(line, at)
            if key is None or key.repair or not level.lacks(key.text):
                self._known = line.number
                return False
            line = lookahead.next(line)
            at = indents.spaces(line)
        return level is not None

    def _could_end(self, line: Line, at: int) -> bool:
        """Tell whether a text above the line could end there."""
        is_structure = tokens.dash(line, at) or keys.find(line, at)
        if is_structure or tokens.foreign_comment(line, at):
            return True
        return keys.bare(line, at, *self._state.levels.context_at(at)) is not None

    def _take(self, line: Line, column: int) -> None:
        """Take in a line that is deep enough, but may be less deep than the first."""
        state, shift = self._state, self._state.levels.shift
        if self._indent is None:
            self._indent, self._first = column, line.number
        if self._is_folded and column == self._indent == indents.spaces(state.above(line)):
            folded = folded_break(line, state.above(line))
            self._is_folded = folded is None
            state.note(folded)
        if column < self._indent:
            message = f"这一行前面空了 {column} 格，少于这段文字第一行的 {self._indent} 格"
            hint = f"与第 {self._first} 行左端对齐"
            edit = TextEdit(0, column, " " * (self._indent + shift))
            repair = line.repair(column, "A102", message, hint, edit)
            state.note(repair, is_new=self._is_aligned)
            self._is_aligned = False
        elif shift:
            state.edit(line, 0, column, " " * (column + shift))
