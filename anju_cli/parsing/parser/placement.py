"""Placement: the level a line stands on, by its column and by the grammar.

A line that stands on none is out of line, and so is one on a level where its key cannot
stand while it can on another.
"""

from __future__ import annotations

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import ROOT, key_kind, root_keys
from anju_cli.parsing.lexer import indents, keys, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Token, change_to
from anju_cli.parsing.parser.levels import Level
from anju_cli.parsing.parser.lookahead import Kind
from anju_cli.parsing.parser.reindent import Reindenter
from anju_cli.parsing.parser.state import ParserState


class Placement:
    """Finds each line its level, and notes a repair where it does not stand there."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._levels = state.levels
        self._reindenter = Reindenter(state)

    def place(self, line: Line, indent: str, key: Token, kind: Kind) -> Level | None:
        """Return the level of a line with a key (empty without one); None if it has none."""
        levels = self._levels
        is_first = not levels.opened and indent and kind == "map"
        if is_first and self._belongs_at_margin(line, key.text):
            return self._place_at_margin(line, indent, key.text)
        possible = self._possible_columns(indent)
        for width in possible:
            level, is_in_line = self._in_line(line, width, key, kind)
            if level:
                break
        else:
            width, level, is_in_line = possible[0], None, False
        levels.written_column = None
        if not is_in_line:
            level = self._reindenter.place(line, width, key, kind, level)
            levels.written_column = width
        if level is None:
            return None
        if tokens.foreign_blank(indent):
            wider = (levels.find(other, kind) for other in possible if other > width)
            is_certain = is_in_line and not any(wider) and self._is_known(line, level, indent)
            repair = indents.foreign_indent(line, indent, level.column, levels.shift)
            self._state.note(repair._replace(is_certain=is_certain))
        elif is_in_line and level.shift:
            self._reindenter.go_along(line, indent, level.shift)
        level.first_key = level.first_key or key.text
        level.keys.add(key.text)
        return levels.push(level, line)

    def fields(self, line: Line, column: int, level: Level) -> Level:
        """Make the level of the fields behind a dash, which may have gone with it."""
        written = self._levels.written_column
        away = 0 if written is None else written - level.column
        if not away or not self._state.lookahead.goes_on_at(line, column + away, "map"):
            away = 0
        fields = Level(column + away, "map", level.shift - away, line.number)
        fields.context, fields.parent_column = level.context, level.column
        return fields

    def _possible_columns(self, indent: str) -> tuple[int, ...]:
        """Return the columns an indentation may be meant as, the likeliest first."""
        possible, pending = indents.widths(indent), self._levels.pending_column
        if len(possible) != 2 or pending is None:
            return possible
        is_usual = possible[1] == pending + 2  # where the lines below should stand
        return possible[::-1] if is_usual else possible

    def _is_known(self, line: Line, level: Level, indent: str) -> bool:
        """Tell whether other lines show the level of an indentation wider than it."""
        if level.lines or level.column == indents.widths(indent)[0]:
            return True
        return self._state.lookahead.comes_back(line, level.column, "", level.column)

    def _in_line(self, line: Line, width: int, key: Token, kind: Kind) -> tuple[Level | None, bool]:
        """Return the level that a line stands on or was meant for; and whether it stands."""
        levels, intended, name = self._levels, self._state.intended, key.text
        level = levels.begin(width, kind, line.number, name) or levels.find(width, kind, name)
        if level is None or (kind == "map" and intended.is_foreign(level, key, line)):
            level = self._below_lost_header(line, width, kind, name)
            return level, level is not None
        if level.allows(name) is not False:
            meant = intended.instead(line, key, level)
            return meant or level, meant is None
        meant = intended.of_key(width, kind, name) if level.line != line.number else None
        if meant:
            return meant, False
        return self._below_lost_header(line, width, kind, name) or level, True

    def _below_lost_header(self, line: Line, width: int, kind: Kind, key: str) -> Level | None:
        """Make the level below ``targets:`` or ``published:`` where that line is lost."""
        lost = {"name": "targets", "period": "published"}.get(key_kind(key))
        opened = self._levels.opened
        top = opened[0] if opened else None
        if not lost or not top or kind == "seq" or self._levels.pending_column is not None:
            return None
        above = self._state.above(line)
        is_lost = bool({"year", "total"} & top.keys) and lost not in top.keys and width > 0
        if not is_lost or above.strip(BLANKS)[:1] not in ("", "#"):
            return None
        del opened[1:]
        top.keys.add(lost)
        message, hint = f"上面漏了“{lost}:”这一行", f"在这一行上面补上一行 {lost}:"
        edits = ((above.number, TextEdit(0, len(above), f"{lost}:")),)
        self._state.note(line.repair(width, "A102", message, hint)._replace(edits=edits))
        return Level(width, "map", 0, line.number, context=lost, parent_column=0)

    # -- the first key of the file --

    def _belongs_at_margin(self, line: Line, key: str) -> bool:
        """Tell whether the first key belongs at the margin, where others like it stand."""
        alike, lines = root_keys(key), self._state.lines
        own = len(indents.indentation(line))
        is_at_margin = False
        for below in lines[line.number :] if alike else ():
            at = len(indents.indentation(below))
            if at in (0, own):
                other = keys.find(below, at)
                if other and other.text in alike:
                    if at == own:
                        return False
                    is_at_margin = True
        return is_at_margin

    def _place_at_margin(self, line: Line, indent: str, key: str) -> Level:
        """Bring the first key to the margin."""
        levels = self._levels
        if tokens.foreign_blank(indent):
            self._state.note(indents.foreign_indent(line, indent, 0, levels.shift))
        else:
            edit, hint = TextEdit(0, len(indent), ""), change_to(line.strip(BLANKS))
            message = "顶层的项名前面不能有空格"
            repair = line.repair(0, "A102", message, hint, edit, is_certain=True)
            self._state.note(repair)
        levels.written_column = None
        level = Level(0, "map", 0, line.number, first_key=key, keys={key}, context=ROOT)
        return levels.push(level, line)
