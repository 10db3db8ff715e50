"""Which level of the file a line stands on, by its column.

A line that stands on none is out of line, and so is one on a level where its key cannot
stand while it can on another. It is brought to the level it was meant for, or the level to
it, where its neighbours say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from anju_cli.problems import Edit
from anju_cli.text_faults.ahead import Ahead, Kind
from anju_cli.text_faults.inline import BLANKS, Fault, Key, content_end, dash, fix, strange_blank
from anju_cli.text_faults.keys import find_key
from anju_cli.text_faults.vocabulary import (
    TOP,
    fits,
    holder,
    holds_list,
    keys_at_the_top,
    sort_of,
)

_OFF_BY = 2
"""A line farther than this from every level is not merely out of line."""


class Findings:
    """The faults that were found, and all edits that mend the text."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.edits: list[tuple[int, Edit]] = []

    def note(self, fault: Fault) -> None:
        """Add a fault with its edits."""
        self.faults.append(fault)
        self.edits.extend(fault.edits)


@dataclass(slots=True, eq=False)
class Level:
    """A mapping or sequence that is open. ``column`` is that of its lines in the file
    (from 0), ``shift`` what is added to it in the mended text; of its ``lines`` so far,
    ``line`` is the last."""

    column: int
    kind: Kind
    shift: int
    line: int
    lines: int = 0
    first_key: str = ""  # of a mapping; of a sequence, that of its items
    keys: set[str] = field(default_factory=set)
    holder: str | None = None  # what holds its lines, see ``vocabulary``
    outer: int = -1  # the column of the key or dash it is below

    def takes(self, key: str) -> bool | None:
        """Whether the key may stand here, or begin an item; None where that is not known."""
        return fits(self.holder, key, self.first_key) if key else None

    def lacks(self, key: str) -> bool:
        """Whether the key may stand here, and does not yet."""
        return self.takes(key) is True and (self.kind == "seq" or key not in self.keys)

    @property
    def usual(self) -> int:
        """The column that its lines should have, two deeper than what it is below."""
        return self.outer + 2 if self.outer >= 0 else 0

    def distance(self, column: int) -> int:
        """How far a column is from this level, or from where it should be, while its only
        line could be out of line itself."""
        away = abs(self.column - column)
        return min(away, abs(self.usual - column)) if self.lines == 1 else away


class Levels:
    """The levels that are open, the innermost last.

    ``waiting`` is the column of the key or dash whose value comes on the next lines,
    ``key`` that key (empty for a dash), ``holds`` what holds the lines below it.
    """

    def __init__(self, lines: tuple[str, ...], findings: Findings) -> None:
        self.waiting: int | None = -1
        self.key = ""
        self.holds: str | None = TOP
        self._lines = lines
        self.ahead = Ahead(lines)
        self._findings = findings
        self._open: list[Level] = []
        self._out: tuple[int, int] | None = None  # the last line out of line, and by how much
        self._last = 0  # the last line that had a level
        self._written: int | None = None  # the column of that line, if it is out of line

    def __len__(self) -> int:
        return len(self._open)

    def forget(self) -> None:
        """Begin a new document."""
        self._open.clear()
        self.waiting, self.holds = -1, TOP

    def wait(self, column: int, key: str) -> None:
        """The value of this key or dash comes on the next lines."""
        self.waiting, self.key = column, key
        self.holds = holder(self._open[-1].holder if self._open else TOP, key)

    @property
    def shift(self) -> int:
        """What is added to columns of the innermost level."""
        return self._open[-1].shift if self._open else 0

    def exact(self, column: int, kind: Kind) -> Level | None:
        """The innermost level of a kind in a column."""
        for level in reversed(self._open):
            if level.column == column and level.kind == kind:
                return level
        return None

    def push(self, level: Level, number: int) -> Level:
        """Make ``level`` the innermost one, with this line as its last."""
        if level in self._open:
            del self._open[self._open.index(level) + 1 :]
        else:
            self._open.append(level)
        level.line = number
        level.lines += 1
        return level

    def holder_at(self, column: int) -> tuple[str | None, str]:
        """What holds one more line in this column, and the first key that stands there."""
        if self.waiting is not None and column > self.waiting:
            return self.holds, ""
        level = self.exact(column, "map")
        return (level.holder, level.first_key) if level else (None, "")

    def fields(self, number: int, column: int, level: Level) -> Level:
        """The fields behind a dash, in ``column`` as far as the dash is where it should be;
        where the lines below have gone with the dash, in theirs."""
        away = 0 if self._written is None else self._written - level.column
        if not away or not self.ahead.goes_on_at(number, column + away, "map"):
            away = 0
        shift = level.shift - away
        return Level(column + away, "map", shift, number, holder=level.holder, outer=level.column)

    def nearest(self, column: int, kind: Kind, key: str) -> Level | None:
        """The level a line that is slightly out of line belongs to."""
        near = [
            level
            for level in self._open
            if level.kind == kind and abs(level.column - column) <= _OFF_BY
        ]
        fitting = [level for level in near if level.lacks(key)]
        alike = [level for level in near if key and sort_of(level.first_key) == sort_of(key)]
        return min(
            fitting or alike or near,
            key=lambda one: (abs(one.column - column), -one.column),
            default=None,
        )

    def can_hold(self, column: int, kind: Kind, key: str) -> bool:
        """Whether a line that is deeper than the text above it could stand on a level."""
        near = self.nearest(column, kind, key)
        return near is not None or self._meant(column, kind, key) is not None

    def aligned(self, number: int, line: str, indent: str, key: Key, kind: Kind) -> Level | None:
        """The level of a line; a line out of line is a fault. None when it has no place.
        ``key`` is that of the line, or of the item that begins on it (empty if none does).
        """
        name = key.text
        strange = strange_blank(indent) is not None
        if not self._open and indent and kind == "map" and self._is_at_the_top(number, name):
            return self._at_the_top(number, line, indent, name, strange=strange)
        found = (self._in_line(number, line, width, key, kind) for width in widths(indent))
        width, level, is_in_line = next(
            (one for one in found if one[1]), (widths(indent)[0], None, False)
        )
        self._written = None
        if not is_in_line:
            level = self._out_of_line(number, line, width, key, kind, level)
            self._written = width
        if level is None:
            return None
        if strange:
            wider = (self.exact(other, kind) for other in widths(indent) if other > width)
            is_certain = is_in_line and not any(wider)
            self.strange_indent(number, indent, level.column, is_certain=is_certain)
        elif is_in_line and level.shift:
            self._findings.edits.append((number, Edit(0, len(indent), " " * (width + level.shift))))
            self._out = (number, level.shift)
        level.first_key = level.first_key or name
        level.keys.add(name)
        self._last = number
        return self.push(level, number)

    def _in_line(
        self, number: int, line: str, width: int, key: Key, kind: Kind
    ) -> tuple[int, Level | None, bool]:
        """The level that a line of this width stands on, or was meant for instead; and
        whether it stands there."""
        level = self._below(width, kind, number, key.text) or self._at(width, kind, key.text)
        if level is None or (kind == "map" and self._is_foreign(level, key, line)):
            level = self._below_lost(number, width, kind, key.text)
            return width, level, level is not None
        meant = self._displaced(number, line, key, width, level)
        if not meant and level.takes(key.text) is False:
            level = self._below_lost(number, width, kind, key.text) or level
        return width, meant or level, meant is None

    def _below_lost(self, number: int, width: int, kind: Kind, key: str) -> Level | None:
        """The level below ``targets:`` or ``published:``, where that line is lost. It is put
        in place of the blank line or comment above, to read on."""
        lost = {"name": "targets", "figures": "published"}.get(sort_of(key))
        top = self._open[0] if self._open else None
        if not lost or not top or kind == "seq" or self.waiting is not None:
            return None
        above = self._lines[number - 2]
        is_lost = bool({"year", "total"} & top.keys) and lost not in top.keys and width > 0
        if not is_lost or above.strip(BLANKS)[:1] not in ("", "#"):
            return None
        del self._open[1:]
        top.keys.add(lost)
        message = f"上面漏了“{lost}:”这一行"
        edits = ((number - 1, Edit(0, len(above), f"{lost}:")),)
        hint = f"在这一行上面补上一行 {lost}:"
        self._findings.note(Fault(number, width, "A102", message, hint, edits))
        return Level(width, "map", 0, number, holder=lost, outer=0)

    def _out_of_line(
        self, number: int, line: str, width: int, key: Key, kind: Kind, meant: Level | None
    ) -> Level | None:
        """The level of a line that has the column of none, or not that of the one it was
        meant for; and the fault, unless it is that of other blanks."""
        strange = strange_blank(line[: len(line) - len(line.lstrip(BLANKS))]) is not None
        if not strange and kind == "map" and not (meant and meant.line):
            moved = None if meant else self._moved_dash(number, width)
            if moved := moved or self._moved_header(width):
                return moved
        level = (
            meant
            or self._meant(width, kind, key.text)
            or self._too_shallow(number, width, key, kind)
            or self.nearest(width, kind, key.text)
        )
        if level and kind == "map":
            level = self._cut_off(number, line, key, level) or level
        if level and not strange and (meant or not self._moved_first(number, width, level)):
            self._name_out_of_line(number, width, level)
        return level

    def _moved_header(self, width: int) -> Level | None:
        """The level below a key that waits, where its lines are in line and it is not."""
        level = self._open[-1] if self._open and self.waiting is not None else None
        if level is None or level.kind == "seq" or level.lines > 1 or level.shift:
            return None
        first = self._lines[level.line - 1][: level.column]
        if level.column == level.usual or width != level.usual + 2 or first.strip(" "):
            return None
        message = f"缩进不对：前面空了 {level.column} 格，应空 {level.usual} 格"
        edits = ((level.line, Edit(0, level.column, " " * level.usual)),)
        hint = f"比第 {level.line + 1} 行少空两格"
        self._findings.note(Fault(level.line, level.column, "A102", message, hint, edits))
        level.column = self.waiting = level.usual
        return self._new(width, "map", level.shift, level.line + 1)

    def _name_out_of_line(self, number: int, width: int, level: Level) -> None:
        """The fault of a line that should stand on a level; with it goes what follows it."""
        away = level.column + level.shift - width
        is_block = not level.line and not self._is_alone_out(number, level)
        edit = (number, Edit(0, width, " " * (width + away)))
        if self._out == (self._last, away):
            self._findings.edits.append(edit)  # of one piece with the line above
        else:
            message = f"缩进不对：前面空了 {width} 格，应空 {level.column} 格"
            hint = f"与第 {level.line} 行左端对齐" if level.line else "比上一行多空两格"
            if is_block and self._has_more(number, width, level):
                hint = f"比第 {self._last} 行多空两格，下面同一段的各行也一起往里移"
            elif level.line and self._goes_along(number, width, level):
                hint += "，属于它的下面各行也一起移"
            self._findings.note(Fault(number, width, "A102", message, hint, (edit,)))
        self._out = (number, away)
        if is_block:
            # A whole block stands where this line stands: it is moved with it.
            level.shift += level.column - width
            level.column = width

    def _is_alone_out(self, number: int, level: Level) -> bool:
        """Whether only the first line of a level is out of line, and not those below it."""
        at = self.ahead.column(number)
        is_header = self._lines[number - 1].rstrip(BLANKS)[-1:] == ":"
        beside = level.kind == "map" and at == level.column and self._takes_next(number, level)
        return beside or (at == level.column + 2 and (level.kind == "seq" or is_header))

    def _has_more(self, number: int, width: int, level: Level) -> bool:
        """Whether the next line belongs to the block that begins with this one."""
        at = self.ahead.column(number)
        return at > width or (at == width and self._takes_next(number, level))

    def _takes_next(self, number: int, level: Level) -> bool:
        """Whether the next line may be one of a level, for all that its key says."""
        following = self.ahead.line(number)
        key = find_key(number, following, self.ahead.column(number))
        if level.kind == "seq":
            return bool(following)
        return key is not None and level.takes(key.text) is not False

    def _goes_along(self, number: int, width: int, level: Level) -> bool:
        """Whether what is below a line that is out of line has gone with it."""
        at = self.ahead.column(number)
        if level.kind == "seq":
            return self.ahead.goes_on_at(number, width + 2, "map")
        return self._lines[number - 1].rstrip(BLANKS)[-1:] == ":" and width < at <= level.column

    def _is_at_the_top(self, number: int, name: str) -> bool:
        """Whether the first key of the file belongs at the margin, where others like it stand."""
        alike = keys_at_the_top(name)
        line = self._lines[number - 1]
        own = len(line) - len(line.lstrip(BLANKS))
        others = set()
        for other in self._lines[number:] if alike else ():
            spaces = len(other) - len(other.lstrip(BLANKS))
            key = find_key(number, other, spaces)
            if key and key.text in alike:
                others.add(spaces)
        return 0 in others and own not in others

    def _at_the_top(
        self, number: int, line: str, indent: str, name: str, *, strange: bool
    ) -> Level:
        if strange:
            self.strange_indent(number, indent, 0)
        else:
            edits = ((number, Edit(0, len(indent), "")),)
            message = "顶层的项名前面不能有空格"
            hint = fix(line.strip(BLANKS))
            self._findings.note(Fault(number, 0, "A102", message, hint, edits, is_certain=True))
        self._last = number
        self._written = None
        level = Level(0, "map", 0, number, first_key=name, keys={name}, holder=TOP)
        return self.push(level, number)

    def _at(self, column: int, kind: Kind, key: str) -> Level | None:
        """The innermost level of a kind in a column, but for those where the key cannot stand."""
        here = [one for one in reversed(self._open) if (one.column, one.kind) == (column, kind)]
        taking = (level for level in here if level.takes(key) is not False)
        return next(taking, here[0] if here else None)

    def _displaced(
        self, number: int, line: str, key: Key, width: int, level: Level
    ) -> Level | None:
        """The level a line was meant for, though it stands on another one."""
        if level.takes(key.text) is False and level.line != number:
            return self._meant(width, level.kind, key.text)
        if key.text in level.keys and level.kind == "map" and level in self._open:
            below = self._open[self._open.index(level) + 1 :]
            return next((one for one in reversed(below) if self._is_able(one, key)), None)
        return self._cut_off(number, line, key, level) if level.kind == "map" else None

    def _meant(self, width: int, kind: Kind, key: str) -> Level | None:
        """The level where a key can stand, and which has none of that name yet."""
        is_next = self.waiting is not None and self._open and fits(self.holds, key)
        if is_next and (kind == "seq") == holds_list(self.holds):
            return self._new((self.waiting or 0) + 2, kind, self.shift, 0)
        able = [one for one in reversed(self._open) if one.kind == kind and one.lacks(key)]
        near = [one for one in able if one.distance(width) <= _OFF_BY]
        nearest = min(near, key=lambda one: one.distance(width), default=None)
        return nearest or next(iter(able), None)

    def _cut_off(self, number: int, line: str, key: Key, level: Level) -> Level | None:
        """The deeper level of a line that would end it, though the next line goes on there."""
        value = line[key.end : content_end(line, key.end)]
        if not value or value[0] in "|>":
            return None
        following = self.ahead.line(number, content=True)
        at = len(following) - len(following.lstrip(" "))
        if at <= level.column or level not in self._open:
            return None
        kind: Kind = "seq" if dash(number, following, at) else "map"
        below = self._open[self._open.index(level) + 1 :]
        if not any((one.column, one.kind) == (at, kind) for one in below):
            return None
        return next((one for one in reversed(below) if self._is_able(one, key)), None)

    def _is_able(self, level: Level, key: Key) -> bool:
        return level.kind == "map" and level.lacks(key.text)

    def _new(self, column: int, kind: Kind, shift: int, number: int) -> Level:
        """A level below the key or dash that waits."""
        outer = -1 if self.waiting is None else self.waiting
        return Level(column, kind, shift, number, holder=self.holds, outer=outer)

    def _below(self, column: int, kind: Kind, number: int, key: str) -> Level | None:
        """The level that begins here, below a key or dash that waits for its value."""
        if self.waiting is None:
            return None
        if column > self.waiting or (column == self.waiting and kind == "seq" and self.key):
            return self._new(column, kind, self.shift, number)
        if self._written is not None and column > self._written and fits(self.holds, key):
            # It has gone with its key, which is out of line.
            return self._new(column, kind, self.shift + self.waiting - self._written, number)
        return None

    def _is_foreign(self, level: Level, key: Key, line: str) -> bool:
        """Whether ``司法局: 18`` stands among words of ours, though names are open below."""
        sort = sort_of(key.text)
        if sort_of(level.first_key) != "word" or sort == "word":
            return False
        below = self._open[self._open.index(level) + 1 :]
        is_one = sort == "figures" or re.fullmatch(
            r"\d+", line[key.end : content_end(line, key.end)]
        )
        return bool(is_one) and any(
            one.kind == "map" and sort_of(one.first_key) == sort for one in below
        )

    def _too_shallow(self, number: int, column: int, key: Key, kind: Kind) -> Level | None:
        """The level below a key that waits, for lines that are not deeper than it is.

        A field could as well be the next one beside that key. It is not when more
        lines stand in its column, or when it is of another sort (司法局 after 2021-05).
        """
        if self.waiting is None or not self._open:
            return None
        is_below = kind == "seq" or sort_of(key.text) != sort_of(self.key)
        can_be = fits(self.holds, key.text) if key.text else None
        if can_be is not False and (is_below or self.ahead.goes_on_at(number, column, "map")):
            return self._new(self.waiting + 2, kind, self.shift, 0)
        return None

    def _moved_dash(self, number: int, width: int) -> Level | None:
        """The level of the fields below a dash, where they all are in line but with the
        first, behind that dash: then it is the dash or the blank behind it that is wrong."""
        seq, fields = self._open[-2:] if len(self._open) > 1 else (None, None)
        if seq is None or fields is None or (seq.kind, fields.kind) != ("seq", "map"):
            return None
        moved = width - fields.column
        between = self._lines[seq.line - 1][seq.column : fields.column]
        alone = fields.lines == 1 and seq.line == fields.line and not seq.shift
        alone = alone and between.rstrip(" ") == "-"
        is_usual = seq.lines == 1 and seq.column != seq.usual and width == seq.usual + 2
        goes_on = abs(moved) <= _OFF_BY and self.ahead.goes_on_at(number, width, "map")
        if not alone or not (is_usual or goes_on):
            return None
        if seq.lines == 1:
            message = f"缩进不对：前面空了 {seq.column} 格，应空 {seq.column + moved} 格"
            hint = f"比第 {number} 行少空 {fields.column - seq.column} 格"
            edit = Edit(0, seq.column, " " * (seq.column + moved))
            self._findings.note(
                Fault(seq.line, seq.column, "A102", message, hint, ((seq.line, edit),))
            )
            seq.column += moved
        elif (wide := width - seq.column - 1) < 1:
            return None
        else:
            edit = Edit(seq.column + 1, fields.column, " " * wide)
            message = f"横线后面空了 {fields.column - seq.column - 1} 格，应空 {wide} 格"
            hint = f"与第 {number} 行左端对齐"
            self._findings.note(
                Fault(seq.line, edit.start, "A102", message, hint, ((seq.line, edit),))
            )
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
        if self.ahead.comes_back(number, level.column, key, min(level.column, width)):
            return False
        if width != level.usual and not self.ahead.goes_on_at(number, width, level.kind):
            return False
        message = f"缩进不对：前面空了 {level.column} 格，应空 {width} 格"
        edits = ((level.line, Edit(0, level.column, " " * width)),)
        hint = f"与第 {number} 行左端对齐"
        self._findings.note(Fault(level.line, level.column, "A102", message, hint, edits))
        for at in range(level.line + 1, number):
            spaces = len(self._lines[at - 1]) - len(self._lines[at - 1].lstrip(" "))
            if spaces > level.column:
                edit = Edit(0, spaces, " " * (spaces + width - level.column))
                self._findings.edits.append((at, edit))
        level.column = width
        return True

    def deeper(self, number: int, limit: int) -> bool:
        """Whether the next line stands deeper than ``limit``."""
        return self.ahead.column(number) > limit

    def strange_indent(
        self, number: int, indent: str, column: int, *, is_certain: bool = True
    ) -> None:
        """Name an indentation of other blanks, and make it ``column`` half-width spaces."""
        code, name = strange_blank(indent) or ("A104", "特殊空格")
        first = next(at for at, char in enumerate(indent) if char != " ")
        edits = ((number, Edit(0, len(indent), " " * (column + self.shift))),)
        message = f"缩进用了{name}，应为半角空格"
        hint = f"删去行首的空白，改为 {column} 个半角空格" if column else "删去行首的空白"
        self._findings.note(Fault(number, first, code, message, hint, edits, is_certain))

    def width(self, indent: str) -> int:
        """The width that fits a level, if one does."""
        possible = widths(indent)
        for width in possible:
            if self.exact(width, "map") or self.exact(width, "seq"):
                return width
        return possible[0]


def widths(indent: str) -> list[int]:
    """The columns an indentation may be meant as; a tab is 2, 4, 8 or 1 wide."""
    fixed = sum(2 if char == "\u3000" else 1 for char in indent if char != "\t")
    tabs = indent.count("\t")
    return [fixed + tabs * width for width in (2, 4, 8, 1)] if tabs else [fixed]
