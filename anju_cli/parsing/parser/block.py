"""The block parser: follows the lines, and repairs what clerks break in them.

They break YAML in a few ways: full-width punctuation, foreign blanks, a line that is one
column off, a quote or bracket left open. Each is a repair on its own line. What stands in
block scalars and quotes is text, and there full-width punctuation is right. Where nothing
can be made of a line, it and what follows are left to PyYAML.
"""

from __future__ import annotations

import re

from anju_cli.diagnostics import Diagnostic, TextEdit
from anju_cli.parsing.grammar import MAPPINGS, ROOT, SEQUENCES, allows, context_under, key_kind
from anju_cli.parsing.lexer import indents, keys, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Token, change_to
from anju_cli.parsing.parser.levels import Level
from anju_cli.parsing.parser.placement import Placement
from anju_cli.parsing.parser.state import ParserState
from anju_cli.parsing.parser.stray_brackets import EmptyFlow, empty_flow
from anju_cli.parsing.parser.values import OpenValue
from anju_cli.parsing.source import Source, too_many, with_edits
from anju_cli.parsing.tree import MAX_DEPTH

_SENTENCE_ENDS = "。！？；"
_TITLE = re.compile(r"[^\W\da-z_]|[《〈（【“]|[-—=*~]{2}")
_MOST_TITLE_LINES = 20


def repair_blocks(source: Source) -> tuple[Source | None, list[Diagnostic]]:
    """Return the text as its lines were meant, and a diagnostic for each repair.

    No text comes back after more than ``MOST_DIAGNOSTICS``, or as many edits.
    """
    state = ParserState(source.lines)
    parser = _BlockParser(state)
    for line in state.lines:
        parser.read(line)
        if state.is_lost or state.is_too_much:
            break
    else:
        parser.finish()
    diagnostics = [repair.diagnostic(source) for repair in state.repairs]
    if state.is_too_much:
        return None, [*diagnostics, too_many(source, line.number)]
    return with_edits(source, state.edits), diagnostics


class _BlockParser:
    """Reads line after line: a line of the value above it, or one of the structure."""

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._levels = state.levels
        self._placement = Placement(state)
        self._value = OpenValue(state)
        self._dropped = 0  # the last line of which nothing could be made
        self._undashed: set[int] = set()  # lines whose dash was taken away
        self._empty: EmptyFlow | None = None  # the value of the last field

    def read(self, line: Line) -> None:
        """Take in one line."""
        levels, state = self._levels, self._state
        if line[:3] in ("---", "...") and line[3:4] in ("", " ", "\t"):
            self.finish()
            levels.clear()
            state.is_lost = tokens.content_end(line, 3) > 3
            return
        if line.startswith("%") and not levels.opened:
            return
        indent = indents.indentation(line)
        if self._value.takes(line, indent):
            return
        at = len(indent)
        if at < len(line) and line[at] != "#":
            self._structure(line, indent)
        elif at:
            state.note(indents.foreign_blanks(line, levels.width(indent), levels.shift))

    def finish(self) -> None:
        """Close what the last line left open."""
        self._value.close()

    # -- a line of the structure --

    def _structure(self, line: Line, indent: str) -> None:
        state, levels = self._state, self._levels
        at, width = len(indent), levels.width(indent)
        item, key = None, keys.plain(line, at)
        if key is None:  # most lines are plainly fields
            if self._is_no_field(line, at):
                return
            item = tokens.dash(line, at) or self._near_dash(line, at, width)
            if not item and (line[at] in "&*!" or line.startswith("? ", at)):
                state.is_lost = True
                return
            column = self._column_without_dash(line, item, at) if item else None
            if item and column is not None:
                indent, at, width, item = " " * column, item.end, column, None
            key = None if item else self._key(line, at, width)
        self._fill_empty(width, item, key)
        if not item and not key and levels.is_below_pending(width):
            self._value_alone(line, indent)
            return
        if not item and self._lacks_dash(key, width):
            state.note(tokens.missing_dash(line, at))
            item = Token("-", at, None)
        if not item and not key:
            key = self._stray_key(line, at, width)
        if item:
            self._items(line, item, indent)
        elif key:
            level = self._placement.place(line, indent, key, "map")
            self._field(line, key, level)
        else:
            message = "这一行既没有冒号，也不是列表的一项，像是上一行断开的文字"
            self._drop(line, at, message, "接到上一行的末尾，或补上项名和冒号")

    def _is_no_field(self, line: Line, at: int) -> bool:
        """Repair a line that is a comment without ``#``, a title, or lacks its key."""
        if repair := tokens.foreign_comment(line, at):
            self._state.note(repair)
            return True
        if line[at] == ":" and line[at + 1 : at + 2] in ("", " "):
            self._drop(line, at, "冒号前面缺少名字", "写成 名称: 内容，或删去这一行")
            return True
        if not self._levels.opened and at == 0 and self._is_title(line):
            edit, hint = TextEdit(0, 0, "# "), change_to(f"# {line}")
            message = "这一行像是说明，前面要加“#”"
            self._state.note(line.repair(0, "A112", message, hint, edit))
            return True
        return False

    def _is_title(self, line: Line) -> bool:
        """Tell whether a line above the first key is neither a field nor a value."""
        if not _TITLE.match(line) or keys.find(line, 0):
            return False
        if keys.bare(line, 0, ROOT):
            return False
        below = self._state.lines[line.number : line.number + _MOST_TITLE_LINES]
        return any((key := keys.plain(line, 0)) and allows(ROOT, key.text) for line in below)

    def _drop(self, line: Line, at: int, message: str, hint: str) -> None:
        """Go on without a line of which nothing can be made."""
        repair = line.repair(at, "A112", message, hint, TextEdit(0, len(line), ""))
        is_new = self._dropped != line.number - 1  # and not of one piece with the line above
        self._state.note(repair, is_new=is_new)
        self._dropped = line.number

    def _value_alone(self, line: Line, indent: str) -> None:
        """Read a value on the line below its key or dash."""
        levels = self._levels
        parent_column = -1 if levels.pending_column is None else levels.pending_column
        levels.pending_column = None
        if tokens.foreign_blank(indent):
            self._state.note(indents.foreign_indent(line, indent, parent_column + 2, levels.shift))
        self._value.begin(line, len(indent), parent_column, "")

    # -- fields --

    def _key(self, line: Line, at: int, width: int) -> Token | None:
        """Read the key of a line, also one without a colon."""
        bare = keys.bare(line, at, *self._levels.context_at(width))
        return bare or keys.find(line, at)

    def _stray_key(self, line: Line, at: int, width: int) -> Token | None:
        """Read a key where only a key can be; no half of a text broken before a colon."""
        key = keys.stray(line, at) if self._levels.opened else None
        if key is None or key.repair is None or "：" not in line[at:]:
            return key
        context, first = self._levels.context_at(width)
        if allows(context, key.text, first) is not False or key_kind(key.text) != "name":
            return key
        above = self._state.above(line).rstrip(BLANKS)
        if self._value.text_end == line.number - 1 and above[-1:] not in _SENTENCE_ENDS:
            return None
        hint = "是项名就改用英文的项名和半角冒号；是上面一项的文字，就接到它的末尾"
        return key._replace(repair=key.repair._replace(hint=hint, is_certain=False))

    def _fill_empty(self, width: int, item: Token | None, key: Token | None) -> None:
        """Repair ``published: {}`` with months below it: the brackets are what is wrong."""
        empty, self._empty = self._empty, None
        if empty is None or not (item or key):
            return
        is_below = width > empty.column
        if key and width == empty.column:
            context, first = self._levels.context_at(width)
            is_below = bool(allows(context_under(context, empty.key), key.text))
            is_below = is_below and allows(context, key.text, first) is False
        if is_below:
            self._state.note(empty.repair)
            self._levels.expect_value(empty.column, empty.key)

    def _field(self, line: Line, key: Token, level: Level | None) -> None:
        """Read a key and its value."""
        if level is None:
            self._state.is_lost = True
            return
        self._state.note(key.repair)
        self._levels.pending_column = None
        self._empty = empty_flow(line, key, level.column)
        self._value.begin_field(line, key, level.column)

    # -- items of a sequence --

    def _near_dash(self, line: Line, at: int, width: int) -> Token | None:
        """Read ``-甲`` or ``－ 甲``, where a dash can stand."""
        levels = self._levels
        is_pending = levels.pending_column is not None and width >= levels.pending_column
        is_list = levels.find(width, "seq") is not None
        if not is_pending and not is_list:
            return None
        may_be = is_list or levels.pending_context in SEQUENCES
        near = tokens.near_dash(line, at, is_certain=may_be)
        return near or (tokens.bullet(line, at) if may_be else None)

    def _lacks_dash(self, key: Token | None, width: int) -> bool:
        """Tell whether a line in the column of dashes has none, but needs one."""
        level = self._levels.find(width, "seq")
        if level is None or self._levels.find(width, "map"):
            return False
        return key is None or level.first_key == key.text

    def _column_without_dash(self, line: Line, item: Token, at: int) -> int | None:
        """Take away a dash where no sequence stands; return the column of its field."""
        state, levels, key = self._state, self._levels, keys.find(line, item.end)
        if key is None:
            return None
        message, column, above = "这里不写横线“- ”", None, 0
        context = levels.pending_context
        is_pending = levels.pending_column is not None and at >= levels.pending_column
        if is_pending and context in MAPPINGS and allows(context, key.text):
            column = item.end if state.lookahead.column(line) == item.end else at
            where = f"“{levels.pending_key}”下面" if levels.pending_key else "这里"
            message = f"{where}不是列表，不写横线“- ”"
        elif not is_pending:
            for possible in (at, item.end):
                level = levels.find(possible, "map")
                if level and level.context in MAPPINGS and level.lacks(key.text):
                    column, above = possible, level.line
                    break
            else:
                column = at if self._is_field(at, key) else None
        if column is not None:
            edit = TextEdit(at, item.end, " " * (column - at))
            repair = line.repair(at, "A113", message, change_to(line[item.end :]), edit)
            state.note(repair, is_new=above not in self._undashed)  # else of one piece with it
            self._undashed.add(line.number)
        return column

    def _is_field(self, column: int, key: Token) -> bool:
        """Tell whether a line with a dash is one more field of an item."""
        levels = self._levels
        level = levels.find(column, "map")
        if level is None or levels.find(column, "seq") or not level.lacks(key.text):
            return False
        return level.context in SEQUENCES and level.first_key != key.text

    def _items(self, line: Line, item: Token, indent: str) -> None:
        """Read the dashes of a line and what follows them."""
        state, levels = self._state, self._levels
        inner = keys.find(line, item.end) or Token("", item.end, None)
        level = self._placement.place(line, indent, inner, "seq")
        if level is None:
            state.is_lost = True
            return
        at, column = len(indent), level.column
        while True:
            state.note(item.repair)
            levels.expect_value(column, "")
            wide = item.end - at if item.repair is None and item.end > at else 2
            dash_column, column, at = column, column + wide, item.end
            if at >= len(line) or line[at] == "#":
                return
            following = tokens.dash(line, at)
            if following is None:
                break
            if len(levels.opened) > MAX_DEPTH:
                state.is_lost = True
                return
            item = following
            level = levels.push(Level(column, "seq", level.shift, line.number), line)
        self._item(line, at, level, column, dash_column)

    def _item(self, line: Line, at: int, level: Level, column: int, dash_column: int) -> None:
        """Read what stands behind the last dash: the first field of a mapping, or a value."""
        state, levels = self._state, self._levels
        key = keys.plain(line, at) or keys.bare(line, at, level.context)
        name = None if key else keys.name_as_key(line, at)
        if name and not state.lookahead.is_deeper(line, dash_column):
            levels.pending_column = None
            state.note(name)
            return
        key = key or keys.find(line, at)
        if key is None:
            levels.pending_column = None
            self._value.begin(line, at, dash_column, "- ")
            return
        level.first_key = level.first_key or key.text
        fields = self._placement.fields(line, column, level)
        fields.first_key = key.text
        fields.keys.add(key.text)
        self._field(line, key, levels.push(fields, line))
