"""Lines that are out of line: each is brought to the level it was meant for, or the level
to it, where its neighbours say so; and the fault is named on the line that is wrong.
"""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.indents import indentation, spaces
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.tokens import BLANKS, Key, Repair, strange_blank
from anju_cli.parsing.parser.levels import Level
from anju_cli.parsing.parser.lookahead import Kind
from anju_cli.parsing.parser.state import Reading

_OFF_BY = 2
"""A dash farther than this from where its fields want it is not merely out of line."""


class OutOfLine:
    """Names what is out of line, and remembers it: what follows goes with it."""

    def __init__(self, reading: Reading) -> None:
        self._lines = reading.lines
        self._findings = reading.repairs
        self._levels = reading.levels
        self._ahead = reading.ahead
        self._meant = reading.meant
        self._moved: tuple[int, int] | None = None  # the last line moved, and by how much

    def go_along(self, number: int, indent: str, shift: int) -> None:
        """Move a line that is in line on a level that was moved."""
        edit = TextEdit(0, len(indent), " " * (len(indent) + shift))
        self._findings.edits.append((number, edit))
        self._moved = (number, shift)

    def level(
        self, number: int, line: str, width: int, key: Key, kind: Kind, meant: Level | None
    ) -> Level | None:
        """The level of a line that has the column of none, or not that of the one it was
        ``meant`` for; and the fault, unless it is that of other blanks."""
        strange = strange_blank(indentation(line)) is not None
        if not strange and kind == "map" and not (meant and meant.line):
            moved = None if meant else self._moved_dash(number, width)
            if moved := moved or self._moved_header(width):
                return moved
        level = (
            meant
            or self._meant.of_key(width, kind, key.text)
            or self._meant.too_shallow(number, width, key, kind)
            or self._meant.nearest(width, kind, key.text)
        )
        if level and kind == "map":
            level = self._meant.cut_off(number, line, key, level) or level
        if level and not strange and (meant or not self._moved_first(number, width, level)):
            self._name(number, width, level)
        return level

    # -- the line itself --

    def _name(self, number: int, width: int, level: Level) -> None:
        """The fault of a line that should stand on a level; with it goes what follows it."""
        away = level.column + level.shift - width
        is_block = not level.line and not self._is_alone(number, level)
        edit = (number, TextEdit(0, width, " " * (width + away)))
        if self._moved == (self._levels.last, away):
            self._findings.edits.append(edit)  # of one piece with the line above
        else:
            message = f"缩进不对：前面空了 {width} 格，应空 {level.column} 格"
            hint = f"与第 {level.line} 行左端对齐" if level.line else "比上一行多空两格"
            if is_block and self._has_more(number, width, level):
                hint = f"比第 {self._levels.last} 行多空两格，下面同一段的各行也一起往里移"
            elif level.line and self._goes_along(number, width, level):
                hint += "，属于它的下面各行也一起移"
            self._findings.note(Repair(number, width, "A102", message, hint, (edit,)))
        self._moved = (number, away)
        if is_block:
            # A whole block stands where this line stands: it is moved with it.
            level.shift += level.column - width
            level.column = width

    def _is_alone(self, number: int, level: Level) -> bool:
        """Whether only the first line of a level is out of line, and not those below it."""
        at = self._ahead.column(number)
        beside = level.kind == "map" and at == level.column and self._takes_next(number, level)
        is_owner = level.kind == "seq" or self._is_header(number)
        return beside or (at == level.column + 2 and is_owner)

    def _has_more(self, number: int, width: int, level: Level) -> bool:
        """Whether the next line belongs to the block that begins with this one."""
        at = self._ahead.column(number)
        return at > width or (at == width and self._takes_next(number, level))

    def _goes_along(self, number: int, width: int, level: Level) -> bool:
        """Whether what is below a line that is out of line has gone with it."""
        if level.kind == "seq":
            return self._ahead.goes_on_at(number, width + 2, "map")
        return self._is_header(number) and width < self._ahead.column(number) <= level.column

    def _takes_next(self, number: int, level: Level) -> bool:
        """Whether the next line may be one of a level, for all that its key says."""
        following = self._ahead.line(number)
        if level.kind == "seq":
            return bool(following)
        key = find_key(number, following, spaces(following))
        return key is not None and level.takes(key.text) is not False

    def _is_header(self, number: int) -> bool:
        return self._lines[number - 1].rstrip(BLANKS)[-1:] == ":"

    # -- the lines above it: they are wrong, and the line is right --

    def _moved_header(self, width: int) -> Level | None:
        """The level below a key that waits, where its lines are in line and it is not."""
        levels = self._levels
        level = levels.opened[-1] if levels.opened and levels.waiting is not None else None
        if level is None or level.kind == "seq" or level.lines > 1 or level.shift:
            return None
        first = self._lines[level.line - 1][: level.column]
        if level.column == level.usual or width != level.usual + 2 or first.strip(" "):
            return None
        hint = f"比第 {level.line + 1} 行少空两格"
        self._findings.note(_wrong_column(level, level.usual, hint))
        level.column = levels.waiting = level.usual
        return levels.new(width, "map", level.shift, level.line + 1)

    def _moved_dash(self, number: int, width: int) -> Level | None:
        """The level of the fields below a dash, where they all are in line but with the
        first, behind that dash: then it is the dash or the blank behind it that is wrong."""
        opened = self._levels.opened
        seq, fields = opened[-2:] if len(opened) > 1 else (None, None)
        if seq is None or fields is None or (seq.kind, fields.kind) != ("seq", "map"):
            return None
        moved = width - fields.column
        between = self._lines[seq.line - 1][seq.column : fields.column]
        alone = fields.lines == 1 and seq.line == fields.line and not seq.shift
        alone = alone and between.rstrip(" ") == "-"
        is_usual = seq.lines == 1 and seq.column != seq.usual and width == seq.usual + 2
        goes_on = abs(moved) <= _OFF_BY and self._ahead.goes_on_at(number, width, "map")
        if not alone or not (is_usual or goes_on):
            return None
        if seq.lines == 1:
            hint = f"比第 {number} 行少空 {fields.column - seq.column} 格"
            self._findings.note(_wrong_column(seq, seq.column + moved, hint))
            seq.column += moved
        elif (wide := width - seq.column - 1) < 1:
            return None
        else:
            edit = TextEdit(seq.column + 1, fields.column, " " * wide)
            message = f"横线后面空了 {fields.column - seq.column - 1} 格，应空 {wide} 格"
            hint = f"与第 {number} 行左端对齐"
            edits = ((seq.line, edit),)
            self._findings.note(Repair(seq.line, edit.start, "A102", message, hint, edits))
        fields.column += moved
        return fields

    def _moved_first(self, number: int, width: int, level: Level) -> bool:
        """Whether it is the first line of a level that is out of line, with what is below
        it, and not those after it."""
        alone = level.lines == 1 and level.line and not level.shift
        first = self._lines[level.line - 1][: level.column]
        if not alone or first.strip(" ") or level.column == level.usual:
            return False
        key = level.first_key if level.kind == "map" else ""
        if self._ahead.comes_back(number, level.column, key, min(level.column, width)):
            return False
        if width != level.usual and not self._ahead.goes_on_at(number, width, level.kind):
            return False
        self._findings.note(_wrong_column(level, width, f"与第 {number} 行左端对齐"))
        for at in range(level.line + 1, number):
            column = spaces(self._lines[at - 1])
            if column > level.column:
                edit = TextEdit(0, column, " " * (column + width - level.column))
                self._findings.edits.append((at, edit))
        level.column = width
        return True


def _wrong_column(level: Level, column: int, hint: str) -> Repair:
    """The fault of the only line of a level, which should stand in another column."""
    message = f"缩进不对：前面空了 {level.column} 格，应空 {column} 格"
    edits = ((level.line, TextEdit(0, level.column, " " * column)),)
    return Repair(level.line, level.column, "A102", message, hint, edits)
