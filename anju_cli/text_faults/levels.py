"""Which level of the file a line stands on, by its column.

A line that stands on none is out of line. It is brought to the level it was meant
for, or the level to it, where its neighbours say so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from anju_cli.problems import Edit
from anju_cli.text_faults.inline import (
    BLANKS,
    Fault,
    Key,
    content_end,
    dash,
    strange_blank,
)

Kind: TypeAlias = Literal["map", "seq"]
_OFF_BY = 2
"""A line farther than this from every level is not merely out of line."""
_LOOK_AHEAD = 50


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


class Levels:
    """The levels that are open, the innermost last.

    ``waiting`` is the column of the key or dash whose value comes on the next lines,
    ``key`` that key (empty for a dash).
    """

    def __init__(self, lines: tuple[str, ...], findings: Findings) -> None:
        self.waiting: int | None = -1
        self.key = ""
        self._lines = lines
        self._findings = findings
        self._open: list[Level] = []
        self._out: tuple[int, int, Level] | None = None  # the last line out of line
        self._last = 0  # the last line that had a level

    def __len__(self) -> int:
        return len(self._open)

    def forget(self) -> None:
        """Begin a new document."""
        self._open.clear()
        self.waiting = -1

    def wait(self, column: int, key: str) -> None:
        """The value of this key or dash comes on the next lines."""
        self.waiting, self.key = column, key

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

    def nearest(self, column: int, kind: Kind, key: str) -> Level | None:
        """The level a line that is slightly out of line belongs to."""
        near = [
            level
            for level in self._open
            if level.kind == kind and abs(level.column - column) <= _OFF_BY
        ]
        alike = [level for level in near if key and sort_of(level.first_key) == sort_of(key)]
        return min(
            alike or near, key=lambda one: (abs(one.column - column), -one.column), default=None
        )

    def aligned(self, number: int, line: str, indent: str, key: Key | None) -> Level | None:
        """The level of a line; a line out of line is a fault. None when it has no place."""
        kind: Kind = "map" if key else "seq"
        strange = strange_blank(indent) is not None
        is_certain = True
        for width in widths(indent):
            exact = self.exact(width, kind)
            if exact and key and self._is_foreign(exact, key, line):
                exact = None
            level = self._below(width, kind, number) or exact
            if level:
                break
        else:
            width, is_certain = widths(indent)[0], False
            level = self._out_of_line(number, width, key, strange)
        if level is None:
            return None
        if strange:
            wider = (self.exact(other, kind) for other in widths(indent) if other > width)
            is_certain = is_certain and not any(wider)
            self.strange_indent(number, indent, level.column, is_certain=is_certain)
        elif level.shift and level.column == width:
            self._findings.edits.append((number, Edit(0, len(indent), " " * (width + level.shift))))
        level.first_key = level.first_key or (key.text if key else "")
        self._last = number
        return self.push(level, number)

    def _out_of_line(self, number: int, width: int, key: Key | None, strange: bool) -> Level | None:
        """The level of a line that has the column of none, and the fault."""
        name = key.text if key else ""
        moved = None if strange or not key else self._moved_dash(number, width)
        if moved:
            return moved
        level = self._too_shallow(number, width, key) or self.nearest(
            width, "map" if key else "seq", name
        )
        if level is None or strange or self._moved_first(number, width, level):
            return level
        edit = (number, Edit(0, width, " " * (level.column + level.shift)))
        if self._out == (self._last, width, level):
            self._findings.edits.append(edit)  # of one piece with the line above
        else:
            message = f"缩进不对：前面空了 {width} 格，应空 {level.column} 格"
            hint = f"与第 {level.line} 行左端对齐" if level.line else "比上一行多空两格"
            self._findings.note(Fault(number, width, "A102", message, hint, (edit,)))
        self._out = (number, width, level)
        if not level.line:
            # A whole block stands where this line stands: it is moved with it.
            level.shift += level.column - width
            level.column = width
        return level

    def _below(self, column: int, kind: Kind, number: int) -> Level | None:
        """The level that begins here, below a key or dash that waits for its value."""
        if self.waiting is None:
            return None
        if column > self.waiting or (column == self.waiting and kind == "seq" and self.key):
            return Level(column, kind, self.shift, number)
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

    def _too_shallow(self, number: int, column: int, key: Key | None) -> Level | None:
        """The level below a key that waits, for lines that are not deeper than it is.

        A field could as well be the next one beside that key. It is not when more
        lines stand in its column, or when it is of another sort (司法局 after 2021-05).
        """
        if self.waiting is None or not self._open:
            return None
        is_below = key is None or sort_of(key.text) != sort_of(self.key)
        if is_below or self._goes_on_at(number, column, "map"):
            return Level(self.waiting + 2, "map" if key else "seq", self.shift, 0)
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
        if not alone or abs(moved) > _OFF_BY or not self._goes_on_at(number, width, "map"):
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
        """Whether it is the first line of a level that is out of line, not those after it."""
        alone = level.lines == 1 and level.line and not level.shift
        first = self._lines[level.line - 1][: level.column]
        if not alone or first.strip(" ") or not self._goes_on_at(number, width, level.kind):
            return False
        if self._comes_back(number, level.column, width):
            return False
        message = f"缩进不对：前面空了 {level.column} 格，应空 {width} 格"
        edits = ((level.line, Edit(0, level.column, " " * width)),)
        hint = f"与第 {number} 行左端对齐"
        self._findings.note(Fault(level.line, level.column, "A102", message, hint, edits))
        level.column = width
        return True

    def _goes_on_at(self, number: int, column: int, kind: Kind) -> bool:
        """Whether the next line stands in the same column, and is of the same kind."""
        following = self._following(number)
        spaces = len(following) - len(following.lstrip(" "))
        is_item = dash(number, following, spaces) is not None
        return spaces == column and is_item == (kind == "seq")

    def _comes_back(self, number: int, column: int, width: int) -> bool:
        """Whether one of the next lines, before they end, stands in ``column`` again."""
        for at in range(number, min(number + _LOOK_AHEAD, len(self._lines))):
            spaces = len(self._lines[at]) - len(self._lines[at].lstrip(" "))
            if self._lines[at].strip(BLANKS) and spaces < min(column, width):
                return False
            if spaces == column:
                return True
        return False

    def deeper(self, number: int, limit: int) -> bool:
        """Whether the next line stands deeper than ``limit``."""
        following = self._following(number)
        return len(following) - len(following.lstrip(" ")) > limit

    def _following(self, number: int) -> str:
        """The next line that is not blank."""
        after = (self._lines[at] for at in range(number, len(self._lines)))
        return next((line for line in after if line.strip(BLANKS)), "")

    def strange_indent(
        self, number: int, indent: str, column: int, *, is_certain: bool = True
    ) -> None:
        """Name an indentation of other blanks, and make it ``column`` half-width spaces."""
        code, name = strange_blank(indent) or ("A104", "特殊空格")
        first = next(at for at, char in enumerate(indent) if char != " ")
        edits = ((number, Edit(0, len(indent), " " * (column + self.shift))),)
        message = f"缩进用了{name}，应为半角空格"
        hint = f"删去行首的空白，改为 {column} 个半角空格"
        self._findings.note(Fault(number, first, code, message, hint, edits, is_certain))

    def width(self, indent: str) -> int:
        """The width that fits a level, if one does."""
        possible = widths(indent)
        for width in possible:
            if self.exact(width, "map") or self.exact(width, "seq"):
                return width
        return possible[0]


def sort_of(key: str) -> str:
    """Words of ours, figures (2021-05), or names."""
    return "word" if re.fullmatch("[a-z_]+", key) else "figures" if key[:1].isdigit() else "name"


def widths(indent: str) -> list[int]:
    """The columns an indentation may be meant as; a tab is 2, 4, 8 or 1 wide."""
    fixed = sum(2 if char == "\u3000" else 1 for char in indent if char != "\t")
    tabs = indent.count("\t")
    return [fixed + tabs * width for width in (2, 4, 8, 1)] if tabs else [fixed]
