"""Reindenting: a line is moved to its level, or a level to its lines.

The neighbours tell which; the repair is noted on the line that is wrong.
"""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer import indents, keys, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Token
from anju_cli.parsing.parser.levels import Level
from anju_cli.parsing.parser.lookahead import Kind
from anju_cli.parsing.parser.state import ParserState

_OFF_BY = 2
"""A dash farther than this from where its fields want it is not merely out of line."""


class Reindenter:
    """Notes what is out of line, and remembers it: what follows goes with it."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._levels = state.levels
        self._lookahead = state.lookahead
        self._moved: tuple[int, int] | None = None  # the last line moved, and by how much

    def go_along(self, line: Line, indent: str, shift: int) -> None:
        """Move a line that is in line on a level that was moved."""
        self._state.edit(line, 0, len(indent), " " * (len(indent) + shift))
        self._moved = (line.number, shift)

    def place(
        self, line: Line, width: int, key: Token, kind: Kind, meant: Level | None
    ) -> Level | None:
        """Place a line that stands on no level, or not on the one it is ``meant`` for."""
        intended = self._state.intended
        is_foreign = tokens.foreign_blank(indents.indentation(line)) is not None
        if not is_foreign and kind == "map" and not (meant and meant.line):
            moved = None if meant else self._move_dash(line, width)
            if moved := moved or self._move_header(width):
                return moved
        level = (
            meant
            or intended.of_key(width, kind, key.text)
            or intended.too_shallow(line, width, key, kind)
            or intended.nearest(width, kind, key.text)
        )
        if level and kind == "map":
            level = intended.cut_off(line, key, level) or level
        if level and not is_foreign and (meant or not self._move_first(line, width, level)):
            self._move_line(line, width, level)
        return level

    # -- the line itself is wrong --

    def _move_line(self, line: Line, width: int, level: Level) -> None:
        """Move a line to its level; with it goes what follows it."""
        away = level.column + level.shift - width
        is_block = not level.line and not self._is_alone(line, level)
        message = f"缩进不对：前面空了 {width} 格，应空 {level.column} 格"
        hint = f"与第 {level.line} 行左端对齐" if level.line else "比上一行多空两格"
        if is_block and self._has_more(line, width, level):
            last = self._levels.last_line
            hint = f"比第 {last} 行多空两格，下面同一段的各行也一起往里移"
        elif level.line and self._goes_along(line, width, level):
            hint += "，属于它的下面各行也一起移"
        repair = line.repair(width, "A102", message, hint, TextEdit(0, width, " " * (width + away)))
        is_new = self._moved != (self._levels.last_line, away)  # of one piece with that otherwise
        self._state.note(repair, is_new=is_new)
        self._moved = (line.number, away)
        if is_block:
            # A whole block stands where this line stands: it is moved with it.
            level.shift += level.column - width
            level.column = width

    def _is_alone(self, line: Line, level: Level) -> bool:
        """Tell whether only the first line of a level is out of line, not those below it."""
        at = self._lookahead.column(line)
        beside = level.kind == "map" and at == level.column and self._takes_next(line, level)
        is_owner = level.kind == "seq" or _is_header(line)
        return beside or (at == level.column + 2 and is_owner)

    def _has_more(self, line: Line, width: int, level: Level) -> bool:
        """Tell whether the next line belongs to the block that begins with this one."""
        at = self._lookahead.column(line)
        return at > width or (at == width and self._takes_next(line, level))

    def _goes_along(self, line: Line, width: int, level: Level) -> bool:
        """Tell whether what is below a line out of line has gone with it."""
        if level.kind == "seq":
            return self._lookahead.goes_on_at(line, width + 2, "map")
        return _is_header(line) and width < self._lookahead.column(line) <= level.column

    def _takes_next(self, line: Line, level: Level) -> bool:
        """Tell whether the next line may be one of a level, for all that its key says."""
        following = self._lookahead.next(line)
        if level.kind == "seq":
            return bool(following)
        key = keys.find(following, indents.spaces(following))
        return key is not None and level.allows(key.text) is not False

    # -- the lines above it are wrong, and the line is right --

    def _move_header(self, width: int) -> Level | None:
        """Move a pending key whose lines are in line while it is not; return their level."""
        levels = self._levels
        level = levels.opened[-1] if levels.opened and levels.pending_column is not None else None
        if level is None or level.kind == "seq" or level.lines > 1 or level.shift:
            return None
        indent = self._line_of(level)[: level.column]
        usual = level.usual_column
        if level.column == usual or width != usual + 2 or indent.strip(" "):
            return None
        self._note_column(level, usual, f"比第 {level.line + 1} 行少空两格")
        level.column = levels.pending_column = usual
        return levels.new(width, "map", level.shift, level.line + 1)

    def _move_dash(self, line: Line, width: int) -> Level | None:
        """Move a dash, or the blanks behind it, to the fields below; return their level."""
        opened = self._levels.opened
        seq, fields = opened[-2:] if len(opened) > 1 else (None, None)
        if seq is None or fields is None or (seq.kind, fields.kind) != ("seq", "map"):
            return None
        moved = width - fields.column
        between = self._line_of(seq)[seq.column : fields.column]
        is_alone = fields.lines == 1 and seq.line == fields.line and not seq.shift
        is_alone = is_alone and between.rstrip(" ") == "-"
        usual = seq.usual_column
        is_usual = seq.lines == 1 and seq.column != usual and width == usual + 2
        goes_on = abs(moved) <= _OFF_BY and self._lookahead.goes_on_at(line, width, "map")
        if not is_alone or not (is_usual or goes_on):
            return None
        if seq.lines == 1:
            hint = f"比第 {line.number} 行少空 {fields.column - seq.column} 格"
            self._note_column(seq, seq.column + moved, hint)
            seq.column += moved
        elif (wide := width - seq.column - 1) < 1:
            return None
        else:
            edit = TextEdit(seq.column + 1, fields.column, " " * wide)
            message = f"横线后面空了 {fields.column - seq.column - 1} 格，应空 {wide} 格"
            hint = f"与第 {line.number} 行左端对齐"
            self._state.note(self._line_of(seq).repair(edit.start, "A102", message, hint, edit))
        fields.column += moved
        return fields

    def _move_first(self, line: Line, width: int, level: Level) -> bool:
        """Move the first line of a level, if it is out of line and the others are not."""
        is_alone = level.lines == 1 and level.line and not level.shift
        indent = self._line_of(level)[: level.column]
        if not is_alone or indent.strip(" ") or level.column == level.usual_column:
            return False
        key, lookahead = level.first_key if level.kind == "map" else "", self._lookahead
        if lookahead.comes_back(line, level.column, key, min(level.column, width)):
            return False
        if width != level.usual_column and not lookahead.goes_on_at(line, width, level.kind):
            return False
        self._note_column(level, width, f"与第 {line.number} 行左端对齐")
        for below in self._state.lines[level.line : line.number - 1]:
            column = indents.spaces(below)
            if column > level.column:
                self._state.edit(below, 0, column, " " * (column + width - level.column))
        level.column = width
        return True

    def _note_column(self, level: Level, column: int, hint: str) -> None:
        """Note that the only line of a level should stand in another column."""
        message = f"缩进不对：前面空了 {level.column} 格，应空 {column} 格"
        edit = TextEdit(0, level.column, " " * column)
        line = self._line_of(level)
        self._state.note(line.repair(level.column, "A102", message, hint, edit))

    def _line_of(self, level: Level) -> Line:
        """Return the last line of a level."""
        return self._state.lines[level.line - 1]


def _is_header(line: Line) -> bool:
    return line.rstrip(BLANKS)[-1:] == ":"
