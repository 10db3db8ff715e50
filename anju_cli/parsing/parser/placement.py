"""Which level of the file a line stands on, by its column, and by what may stand where.

A line that stands on none is out of line, and so is one on a level where its key cannot
stand while it can on another.
"""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import TOP, keys_at_the_top, sort_of
from anju_cli.parsing.lexer.indents import indentation, strange_indent, widths
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.tokens import BLANKS, Key, Repair, fix, strange_blank
from anju_cli.parsing.parser.levels import Level
from anju_cli.parsing.parser.lookahead import Kind
from anju_cli.parsing.parser.reindent import OutOfLine
from anju_cli.parsing.parser.state import Reading


class Placing:
    """Finds each line its level, and names the fault where that is not as it stands."""

    def __init__(self, reading: Reading) -> None:
        self._lines = reading.lines
        self._findings = reading.repairs
        self._levels = reading.levels
        self._ahead = reading.ahead
        self._meant = reading.meant
        self._out_of_line = OutOfLine(reading)

    def level(self, number: int, line: str, indent: str, key: Key, kind: Kind) -> Level | None:
        """The level of a line; a line out of line is a fault. None when it has no place.
        ``key`` is that of the line, or of the item that begins on it (empty if none does).
        """
        is_first = not self._levels.opened and indent and kind == "map"
        if is_first and self._is_of_the_top(number, key.text):
            return self._at_the_top(number, line, indent, key.text)
        possible = self._possible(indent)
        for width in possible:
            level, is_in_line = self._in_line(number, line, width, key, kind)
            if level:
                break
        else:
            width, level, is_in_line = possible[0], None, False
        self._levels.written = None
        if not is_in_line:
            level = self._out_of_line.level(number, line, width, key, kind, level)
            self._levels.written = width
        if level is None:
            return None
        if strange_blank(indent):
            wider = (self._levels.exact(other, kind) for other in possible if other > width)
            certain = is_in_line and not any(wider) and self._is_told(number, level, indent)
            shift = self._levels.shift
            repair = strange_indent(number, indent, level.column, shift, is_certain=certain)
            self._findings.note(repair)
        elif is_in_line and level.shift:
            self._out_of_line.go_along(number, indent, level.shift)
        level.first_key = level.first_key or key.text
        level.keys.add(key.text)
        return self._levels.push(level, number)

    def _possible(self, indent: str) -> tuple[int, ...]:
        """The columns an indentation may be meant as, the likeliest first."""
        possible, levels = widths(indent), self._levels
        if len(possible) != 2 or levels.waiting is None:
            return possible
        is_usual = possible[1] == levels.waiting + 2  # where the lines below should stand
        return possible[::-1] if is_usual else possible

    def _is_told(self, number: int, level: Level, indent: str) -> bool:
        """Whether other lines say that a level is the one of an indentation that is less
        wide than it looks."""
        if level.lines or level.column == widths(indent)[0]:
            return True
        return self._ahead.comes_back(number, level.column, "", level.column)

    def fields(self, number: int, column: int, level: Level) -> Level:
        """The fields behind a dash, in ``column`` as far as the dash is where it should be;
        where the lines below have gone with the dash, in theirs."""
        written = self._levels.written
        away = 0 if written is None else written - level.column
        if not away or not self._ahead.goes_on_at(number, column + away, "map"):
            away = 0
        shift = level.shift - away
        return Level(column + away, "map", shift, number, holder=level.holder, outer=level.column)

    def _in_line(
        self, number: int, line: str, width: int, key: Key, kind: Kind
    ) -> tuple[Level | None, bool]:
        """The level that a line of this width stands on, or was meant for instead; and
        whether it stands there."""
        levels, name = self._levels, key.text
        level = levels.begun(width, kind, number, name) or levels.at(width, kind, name)
        if level is None or (kind == "map" and self._meant.is_foreign(level, key, line)):
            level = self._below_lost(number, width, kind, name)
            return level, level is not None
        if level.takes(name) is not False:
            meant = self._meant.instead(number, line, key, level)
            return meant or level, meant is None
        meant = self._meant.of_key(width, kind, name) if level.line != number else None
        if meant:
            return meant, False
        return self._below_lost(number, width, kind, name) or level, True

    def _below_lost(self, number: int, width: int, kind: Kind, key: str) -> Level | None:
        """The level below ``targets:`` or ``published:``, where that line is lost. It is put
        in place of the blank line or comment above, to read on."""
        lost = {"name": "targets", "figures": "published"}.get(sort_of(key))
        opened = self._levels.opened
        top = opened[0] if opened else None
        if not lost or not top or kind == "seq" or self._levels.waiting is not None:
            return None
        above = self._lines[number - 2]
        is_lost = bool({"year", "total"} & top.keys) and lost not in top.keys and width > 0
        if not is_lost or above.strip(BLANKS)[:1] not in ("", "#"):
            return None
        del opened[1:]
        top.keys.add(lost)
        message = f"上面漏了“{lost}:”这一行"
        edits = ((number - 1, TextEdit(0, len(above), f"{lost}:")),)
        hint = f"在这一行上面补上一行 {lost}:"
        self._findings.note(Repair(number, width, "A102", message, hint, edits))
        return Level(width, "map", 0, number, holder=lost, outer=0)

    # -- the first key of the file --

    def _is_of_the_top(self, number: int, name: str) -> bool:
        """Whether the first key of the file belongs at the margin, where others like it stand,
        and none where it stands."""
        alike = keys_at_the_top(name)
        own = len(indentation(self._lines[number - 1]))
        is_at_the_margin = False
        for below in range(number, len(self._lines)) if alike else ():
            line = self._lines[below]
            at = len(indentation(line))
            if at in (0, own):
                key = find_key(number, line, at)
                if key and key.text in alike:
                    if at == own:
                        return False
                    is_at_the_margin = True
        return is_at_the_margin

    def _at_the_top(self, number: int, line: str, indent: str, name: str) -> Level:
        """Bring the first key to the margin."""
        if strange_blank(indent):
            self._findings.note(strange_indent(number, indent, 0, self._levels.shift))
        else:
            edits = ((number, TextEdit(0, len(indent), "")),)
            message = "顶层的项名前面不能有空格"
            hint = fix(line.strip(BLANKS))
            self._findings.note(Repair(number, 0, "A102", message, hint, edits, is_certain=True))
        self._levels.written = None
        level = Level(0, "map", 0, number, first_key=name, keys={name}, holder=TOP)
        return self._levels.push(level, number)
