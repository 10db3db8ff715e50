"""Follows the lines of block YAML: what stands on which level, and what is text.

Clerks break YAML in a few ways: full-width punctuation, blanks of another kind,
a line that is one column off, a quote or bracket left open. Each is a fault on its
own line here, with the edits that repair it. What stands in block scalars and quotes
is text, and there full-width punctuation is right. Where nothing can be made of a
line, it and what follows are left to the parser.
"""

from __future__ import annotations

import re
from collections import defaultdict

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, TextEdit
from anju_cli.parsing.grammar import (
    TOP,
    fits,
    holder,
    holds_list,
    holds_mapping,
    sort_of,
)
from anju_cli.parsing.lexer.beginnings import bare_key, bullet, comment
from anju_cli.parsing.lexer.indents import indentation, strange_blanks, strange_indent
from anju_cli.parsing.lexer.keys import ended_name, find_key, plain_key, stray_key
from anju_cli.parsing.lexer.tokens import (
    BLANKS,
    Key,
    Repair,
    content_end,
    dash,
    fix,
    missing_dash,
    near_dash,
    strange_blank,
)
from anju_cli.parsing.parser.flow import MAX_OPEN
from anju_cli.parsing.parser.levels import Level
from anju_cli.parsing.parser.open_value import OpenValue
from anju_cli.parsing.parser.placement import Placing
from anju_cli.parsing.parser.state import Reading
from anju_cli.parsing.parser.stray_braces import Nothing, nothing_between
from anju_cli.parsing.source import Source, with_edits

_SENTENCE_ENDS = "。！？；"
_TITLE = re.compile(r"[^\W\da-z_]|[《〈（【“]")
_NEAR = 20
"""So many lines below a title the first key stands."""


def repair_layout(source: Source) -> tuple[Source, list[Diagnostic]]:
    """Name the faults of the layout, and return the text without them."""
    reading = Reading(source.lines)
    walker = _Walker(reading)
    for number, line in enumerate(source.lines, 1):
        walker.read(number, line)
        if reading.repairs.lost or len(reading.repairs.repairs) > MOST_DIAGNOSTICS:
            break
    else:
        walker.finish()
    edits: dict[int, list[TextEdit]] = defaultdict(list)
    for number, edit in reading.repairs.edits:
        edits[number].append(edit)
    diagnostics = [
        source.diagnostic(
            one.line,
            one.at + 1,
            one.code,
            one.message,
            one.hint,
            one.severity,
            edits=one.edits if one.is_certain else (),
        )
        for one in reading.repairs.repairs
    ]
    return with_edits(source, edits), diagnostics


class _Walker:
    """Reads line after line: a line of the value above it, or one of the structure."""

    def __init__(self, reading: Reading) -> None:
        self._lines = reading.lines
        self._findings = reading.repairs
        self._levels = reading.levels
        self._ahead = reading.ahead
        self._placing = Placing(reading)
        self._value = OpenValue(reading)
        self._dropped = 0  # the last line of which nothing could be made
        self._nothing: Nothing | None = None  # of the last field

    def read(self, number: int, line: str) -> None:
        """Take in one line."""
        if line[:3] in ("---", "...") and line[3:4] in ("", " ", "\t"):
            self.finish()
            self._levels.forget()
            self._findings.lost = content_end(line, 3) > 3
            return
        if line.startswith("%") and not self._levels.opened:
            return
        indent = indentation(line)
        if self._value.takes(number, line, indent):
            return
        at = len(indent)
        if at < len(line) and line[at] != "#":
            self._structure(number, line, indent)
        elif at:
            column, shift = self._levels.width(indent), self._levels.shift
            self._findings.note(strange_blanks(number, line, indent, column, shift))

    def finish(self) -> None:
        """Close what the last line left open."""
        self._value.close()

    # -- a line of the structure --

    def _structure(self, number: int, line: str, indent: str) -> None:
        at, width = len(indent), self._levels.width(indent)
        item, key = None, plain_key(line, at)
        if key is None:  # most lines are plainly fields
            if self._is_no_field(number, line, at):
                return
            item = dash(number, line, at) or self._near_dash(number, line, at, width)
            if not item and (line[at] in "&*!" or line.startswith("? ", at)):
                self._findings.lost = True
                return
            column = self._without_dash(number, line, item, at) if item else None
            if item and column is not None:
                indent, at, width, item = " " * column, item.end, column, None
            key = None if item else self._key(number, line, at, width)
        self._fill_nothing(width, item, key)
        if not item and not key and self._levels.is_waited_for(width):
            self._value_alone(number, line, indent)
            return
        if not item and self._lacks_dash(key, width):
            self._findings.note(missing_dash(number, line, at))
            item = Key("-", at, None)
        if not item and not key:
            key = self._stray_key(number, line, at, width)
        if item:
            self._items(number, line, item, indent)
        elif key:
            self._field(number, line, key, self._placing.level(number, line, indent, key, "map"))
        else:
            message = "这一行既没有冒号，也不是列表的一项，像是上一行断开的文字"
            self._drop(number, line, at, message, "接到上一行的末尾，或补上项名和冒号")

    def _is_no_field(self, number: int, line: str, at: int) -> bool:
        """Whether a line is a comment that begins with another sign, or lacks its key."""
        if repair := comment(number, line, at):
            self._findings.note(repair)
            return True
        if line[at] == ":" and line[at + 1 : at + 2] in ("", " "):
            self._drop(number, line, at, "冒号前面缺少名字", "写成 名称: 内容，或删去这一行")
            return True
        if not self._levels.opened and at == 0 and self._is_title(number, line):
            hint = fix(f"# {line}")
            message = "这一行像是说明，前面要加“#”"
            edit = (number, TextEdit(0, 0, "# "))
            self._findings.note(Repair(number, 0, "A112", message, hint, (edit,)))
            return True
        return False

    def _is_title(self, number: int, line: str) -> bool:
        """Whether a line above the first key is neither a field nor a value."""
        if not _TITLE.match(line) or find_key(number, line, 0):
            return False
        if bare_key(number, line, 0, TOP):
            return False
        keys = (plain_key(below, 0) for below in self._lines[number : number + _NEAR])
        return any(key and fits(TOP, key.text) for key in keys)

    def _drop(self, number: int, line: str, at: int, message: str, hint: str) -> None:
        """Go on without a line of which nothing can be made."""
        edit = (number, TextEdit(0, len(line), ""))
        if self._dropped == number - 1:
            self._findings.edits.append(edit)  # of one piece with the line above
        else:
            self._findings.note(Repair(number, at, "A112", message, hint, (edit,)))
        self._dropped = number

    def _value_alone(self, number: int, line: str, indent: str) -> None:
        """A value on the line below its key or dash."""
        limit = -1 if self._levels.waiting is None else self._levels.waiting
        self._levels.waiting = None
        if strange_blank(indent):
            shift = self._levels.shift
            self._findings.note(strange_indent(number, indent, limit + 2, shift))
        self._value.begin(number, line, len(indent), limit, "")

    # -- fields --

    def _key(self, number: int, line: str, at: int, width: int) -> Key | None:
        """The key of a line, also one without a colon."""
        bare = bare_key(number, line, at, *self._levels.holder_at(width))
        return bare or find_key(number, line, at)

    def _stray_key(self, number: int, line: str, at: int, width: int) -> Key | None:
        """A key where only a key can be; no half of a text that broke before its colon."""
        key = stray_key(number, line, at) if self._levels.opened else None
        if key is None or self._value.text_ended != number - 1 or "：" not in line[at:]:
            return key
        holder, first = self._levels.holder_at(width)
        above = self._lines[number - 2].rstrip(BLANKS)
        is_half = fits(holder, key.text, first) is False and sort_of(key.text) == "name"
        return None if is_half and above[-1:] not in _SENTENCE_ENDS else key

    def _fill_nothing(self, width: int, item: Key | None, key: Key | None) -> None:
        """``published: {}`` with months below it: the brackets are what is wrong."""
        nothing, self._nothing = self._nothing, None
        if nothing is None or not (item or key):
            return
        is_below = width > nothing.column
        if key and width == nothing.column:
            above, first = self._levels.holder_at(width)
            is_below = bool(fits(holder(above, nothing.key), key.text))
            is_below = is_below and fits(above, key.text, first) is False
        if not is_below:
            return
        self._findings.note(nothing.repair())
        self._levels.wait(nothing.column, nothing.key)

    def _field(self, number: int, line: str, key: Key, level: Level | None) -> None:
        """A key and its value."""
        if level is None:
            self._findings.lost = True
            return
        self._findings.note(key.repair)
        self._levels.waiting = None
        self._nothing = nothing_between(number, line, key, level.column)
        self._value.begin_field(number, line, key, level.column)

    # -- items of a list --

    def _near_dash(self, number: int, line: str, at: int, width: int) -> Key | None:
        """``-甲`` or ``－ 甲``, where a dash can stand."""
        waits = self._levels.waiting is not None and width >= self._levels.waiting
        is_list = self._levels.exact(width, "seq") is not None
        if not waits and not is_list:
            return None
        near = near_dash(number, line, at)
        if near or not (is_list or holds_list(self._levels.holds)):
            return near
        return bullet(number, line, at)

    def _lacks_dash(self, key: Key | None, width: int) -> bool:
        """Whether a line stands in the column of dashes and has none: a text, or
        ``name: 甲`` where the other items begin with ``name``."""
        level = self._levels.exact(width, "seq")
        if level is None or self._levels.exact(width, "map"):
            return False
        return key is None or level.first_key == key.text

    def _without_dash(self, number: int, line: str, item: Key, at: int) -> int | None:
        """The column of a field that has a dash though no list stands there, once the dash
        is taken away; None where the dash is right."""
        levels, key = self._levels, find_key(number, line, item.end)
        if key is None:
            return None
        waits = levels.waiting is not None and at >= levels.waiting
        if waits and holds_mapping(levels.holds) and fits(levels.holds, key.text):
            column = item.end if self._ahead.column(number) == item.end else at
            edit = (number, TextEdit(at, item.end, "" if column == at else " " * (item.end - at)))
            above = f"“{levels.key}”下面" if levels.key else "这里"
            message, hint = f"{above}不是列表，不写横线“- ”", fix(line[item.end :])
            self._findings.note(Repair(number, at, "A113", message, hint, (edit,)))
            return column
        for column in () if waits else (at, item.end):
            level = levels.exact(column, "map")
            if level and holds_mapping(level.holder) and level.lacks(key.text):
                blanks = " " * (column - at)
                self._findings.edits.append((number, TextEdit(at, item.end, blanks)))
                return column  # the fault is that of the first dash
        if not waits and self._is_field(at, key):
            edit = (number, TextEdit(at, item.end, ""))
            hint = fix(line[item.end :])
            self._findings.note(Repair(number, at, "A113", "这里不写横线“- ”", hint, (edit,)))
            return at
        return None

    def _is_field(self, column: int, key: Key) -> bool:
        """Whether a line with a dash stands among the fields of an item, and is one more."""
        levels = self._levels
        level = levels.exact(column, "map")
        if level is None or levels.exact(column, "seq") or not level.lacks(key.text):
            return False
        return holds_list(level.holder) and level.first_key != key.text

    def _items(self, number: int, line: str, item: Key, indent: str) -> None:
        """The dashes of a line and what follows them."""
        inner = find_key(number, line, item.end) or Key("", item.end, None)
        level = self._placing.level(number, line, indent, inner, "seq")
        if level is None:
            self._findings.lost = True
            return
        at, column = len(indent), level.column
        while True:
            self._findings.note(item.repair)
            self._levels.wait(column, "")
            wide = item.end - at if item.repair is None and item.end > at else 2
            outer, column, at = column, column + wide, item.end
            if at >= len(line) or line[at] == "#":
                return
            following = dash(number, line, at)
            if following is None:
                break
            if len(self._levels.opened) > MAX_OPEN:
                self._findings.lost = True
                return
            item = following
            level = self._levels.push(Level(column, "seq", level.shift, number), number)
        self._item(number, line, at, level, column, outer)

    def _item(self, number: int, line: str, at: int, level: Level, column: int, outer: int) -> None:
        """What stands behind the last dash, in the column ``outer``: the first field of a
        mapping in ``column``, or a value."""
        key = plain_key(line, at) or bare_key(number, line, at, level.holder)
        ended = None if key else ended_name(number, line, at)
        if ended and not self._ahead.is_deeper(number, outer):
            self._levels.waiting = None
            self._findings.note(ended)
            return
        key = key or find_key(number, line, at)
        if key is None:
            self._levels.waiting = None
            self._value.begin(number, line, at, outer, "- ")
            return
        level.first_key = level.first_key or key.text
        fields = self._placing.fields(number, column, level)
        fields.first_key = key.text
        fields.keys.add(key.text)
        self._field(number, line, key, self._levels.push(fields, number))
