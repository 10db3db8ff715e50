"""Follows the lines of block YAML: what stands on which level, and what is text.

Clerks break YAML in a few ways: full-width punctuation, blanks of another kind,
a line that is one column off, a quote or bracket left open. Each is a fault on its
own line here, with the edits that mend it. What stands in block scalars and quotes
is text, and there full-width punctuation is right. Where nothing can be made of a
line, it and what follows are left to the parser.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from anju_cli.problems import Edit, Problem
from anju_cli.source import Source, with_edits
from anju_cli.text_faults.beginnings import bare_key, bullet, comment
from anju_cli.text_faults.brackets import MAX_OPEN, Brackets
from anju_cli.text_faults.inline import (
    BLANKS,
    Fault,
    Key,
    comment_start,
    content_end,
    dash,
    fix,
    missing_dash,
    near_dash,
    strange_blank,
    strange_tail,
)
from anju_cli.text_faults.keys import ended_name, find_key, stray_key
from anju_cli.text_faults.left_over import Nothing, brace_above, nothing_between
from anju_cli.text_faults.levels import Findings, Level, Levels, widths
from anju_cli.text_faults.lists import dashes, other_brackets
from anju_cli.text_faults.quoting import (
    after_quote,
    cut_text,
    in_braces,
    in_quotes,
    needs_quotes,
    unclosed_quote,
)
from anju_cli.text_faults.values import TEXTS, is_bare
from anju_cli.text_faults.vocabulary import fits, holder, holds_list, holds_mapping, sort_of

_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?([1-9])?|([1-9])[+-])\s*(?:\s#.*)?$")
_PROPERTY = re.compile(r"[&!][A-Za-z0-9!_:.-]*\s*(?:\s#.*)?$")
_CLOSING_SIGNS = re.compile(r"[\]})】）］｝。；;，,、.]+")
_COLON_IN_TEXT = re.compile(r":(?=\s|$)")
_CHINESE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—\U00020000-\U0003ffff"
_CHINESE_BREAK = re.compile(rf"[{_CHINESE}]\n[{_CHINESE}]")
_SENTENCE_ENDS = "。！？；"


def mend_layout(source: Source) -> tuple[Source, list[Problem]]:
    """Name the faults of the layout, and return the text without them."""
    walker = _Walker(source)
    for number, line in enumerate(source.lines, 1):
        walker.read(number, line)
        if walker.lost:
            break
    else:
        walker.finish()
    edits: dict[int, list[Edit]] = defaultdict(list)
    for number, edit in walker.findings.edits:
        edits[number].append(edit)
    problems = [
        source.problem(
            one.line,
            one.at + 1,
            one.code,
            one.message,
            one.hint,
            one.severity,
            mending=one.edits if one.is_certain else (),
        )
        for one in walker.findings.faults
    ]
    return with_edits(source, edits), problems


@dataclass(slots=True)
class _Plain:
    """A text that goes on over the lines deeper than ``limit``; ``is_told`` once it has been
    said how its lines are joined."""

    limit: int
    is_told: bool = False


@dataclass(slots=True)
class _Block:
    """A text after | or >; ``indent`` is that of its first line."""

    limit: int
    indent: int | None
    first: int = 0
    is_aligned: bool = True


@dataclass(slots=True)
class _Quote:
    """A text in quotes that is still open."""

    limit: int
    mark: str
    line: int
    start: int
    joint: Fault | None = None  # between two of its lines


@dataclass(slots=True)
class _Flow:
    """A value in brackets that is still open."""

    limit: int
    brackets: Brackets


class _Walker:
    """Reads line after line. ``lost`` once the rest is better left to the parser."""

    def __init__(self, source: Source) -> None:
        self.lines = source.lines
        self.findings = Findings()
        self.lost = False
        self._levels = Levels(source.lines, self.findings)
        self._inside: _Plain | _Block | _Quote | _Flow | None = None
        self._dropped = 0  # the last line of which nothing could be made
        self._text_above = 0  # the last line that ended a plain text
        self._nothing: Nothing | None = None  # of the last field
        self._key_above = ""  # that of the last field
        self._gone: set[int] = set()  # lines that an edit of a line above has taken out

    # -- what a line is --

    def read(self, number: int, line: str) -> None:
        """Take in one line."""
        if line[:3] in ("---", "...") and line[3:4] in ("", " ", "\t"):
            self.finish()
            self._levels.forget()
            self._inside = None
            self.lost = content_end(line, 3) > 3
            return
        if line.startswith("%") and not self._levels:
            return
        if number in self._gone:
            return
        indent = line[: len(line) - len(line.lstrip(BLANKS))]
        if not self._goes_on(number, line, indent):
            self._structure(number, line, indent)

    def finish(self) -> None:
        """Close what the last line left open."""
        if isinstance(self._inside, (_Quote, _Flow)):
            self._close(self._inside)

    def _goes_on(self, number: int, line: str, indent: str) -> bool:
        """Whether the line belongs to a value that began above it."""
        match self._inside:
            case _Plain() as text:
                return self._in_plain(text, number, line, indent)
            case _Block() as text:
                return self._in_block(text, number, line, indent)
            case _Quote() | _Flow() as value:
                if self._is_structure(value.limit, number, line, indent):
                    self._close(value)
                    return False
                brace = brace_above(self.lines, number, value.limit)
                if brace and isinstance(value, _Flow):
                    self.findings.note(brace)
                    self._gone.update(line for line, edit in brace.edits if edit.start == 0)
                    self._inside = None
                    self._levels.wait(value.limit, self._key_above)
                    return False
                self._read_on(value, number, line, 0)
                if isinstance(value, _Quote):
                    value.joint = value.joint or self._joint(number)
                    self._note(value.joint if self._inside is None and not self.lost else None)
                return True
            case _:
                return False

    def _is_structure(self, limit: int, number: int, line: str, indent: str) -> bool:
        """Whether the line stands where it cannot be part of a quote or bracket."""
        at = len(indent)
        if at > limit or at == len(line) or strange_blank(indent):
            return False
        if dash(number, line, at):
            return self._levels.exact(at, "seq") is not None
        key = find_key(number, line, at)
        return key is not None and self._levels.exact(at, "map") is not None

    def _in_plain(self, text: _Plain, number: int, line: str, indent: str) -> bool:
        at = len(indent)
        if at == len(line) or line[at] == "#":
            return not strange_blank(indent)
        if at <= text.limit or strange_blank(indent):
            self._inside = None
            self._text_above = number - 1
            return False
        is_dash = dash(number, line, at) is not None
        key = None if is_dash else find_key(number, line, at)
        is_key = key is not None and key.fault is None
        if not is_dash and not is_key:
            joint = None if text.is_told else self._joint(number)
            text.is_told = text.is_told or joint is not None
            self._note(joint)
            self._note(cut_text(number, line, at, ""))
            return True
        inner = key or find_key(number, line, at + 2) or Key("", at, None)
        if not self._levels.can_hold(at, "map" if key else "seq", inner.text):
            # YAML joins a dash to the text, and stops at a key.
            self.lost = is_key
            return True
        self._inside = None
        return False

    def _joint(self, number: int) -> Fault | None:
        """The blank that YAML puts between a line of a text and that above it, if both are
        Chinese there, and want none."""
        line = self.lines[number - 1]
        above, here = self.lines[number - 2].rstrip(BLANKS), line.lstrip(BLANKS)
        if not _CHINESE_BREAK.match(f"{above[-1:]}\n{here[:1]}"):
            return None
        message = "这一行会接到上一行后面，中间多出一个空格"
        hint = "接到上一行的末尾，或用 “|” 换行写"
        at = len(line) - len(here)
        return Fault(number, at, "A115", message, hint, severity="warning")

    def _in_block(self, text: _Block, number: int, line: str, indent: str) -> bool:
        if not line.strip(" "):
            return True
        spaces = len(line) - len(line.lstrip(" "))
        if spaces > text.limit and not self._is_lost_in_text(text, number, line, spaces):
            self._block_line(text, number, spaces)
            return True
        at = len(indent)
        strange = strange_blank(indent)
        is_text = at < len(line) and line[at] != "#" and not self._could_end(number, line, at)
        if strange and at < len(line) and (is_text or widths(indent)[0] > text.limit):
            self._levels.strange_indent(number, indent, self._block_column(text))
            return True
        if is_text and not strange:
            target = self._block_column(text)
            message = f"这一行是上面那段文字的一部分，前面只空了 {spaces} 格，应空 {target} 格"
            edits = ((number, Edit(0, at, " " * (target + self._levels.shift))),)
            self.findings.note(Fault(number, at, "A102", message, "与那段文字的左端对齐", edits))
            return True
        self._inside = None
        return False

    def _is_lost_in_text(self, text: _Block, number: int, line: str, at: int) -> bool:
        """Whether a field that the record lacks stands as deep as the text above it: no more
        text comes behind it."""
        level = self._levels.exact(text.limit, "map")
        while level and at > text.limit:
            key = find_key(number, line, at)
            if key is None or key.fault or not level.lacks(key.text):
                return False
            line, at = self._levels.ahead.line(number), self._levels.ahead.column(number)
            number += 1
        return level is not None

    def _could_end(self, number: int, line: str, at: int) -> bool:
        """Whether a text that is above the line could end there."""
        is_structure = _could_be_structure(number, line, at) or comment(number, line, at)
        return bool(is_structure or bare_key(number, line, at, *self._levels.holder_at(at)))

    def _block_column(self, text: _Block) -> int:
        return text.limit + 2 if text.indent is None else text.indent

    def _block_line(self, text: _Block, number: int, spaces: int) -> None:
        if text.indent is None:
            text.indent, text.first = spaces, number
        if spaces < text.indent:
            edit = Edit(0, spaces, " " * (text.indent + self._levels.shift))
            if text.is_aligned:
                message = f"这一行前面空了 {spaces} 格，少于这段文字第一行的 {text.indent} 格"
                hint = f"与第 {text.first} 行左端对齐"
                self.findings.note(Fault(number, spaces, "A102", message, hint, ((number, edit),)))
                text.is_aligned = False
            else:
                self.findings.edits.append((number, edit))
        elif self._levels.shift:
            self.findings.edits.append(
                (number, Edit(0, spaces, " " * (spaces + self._levels.shift)))
            )

    # -- a line of the structure --

    def _structure(self, number: int, line: str, indent: str) -> None:
        at = len(indent)
        if at == len(line) or line[at] == "#":
            self._blank_line(number, line, indent)
            return
        if fault := comment(number, line, at):
            self.findings.note(fault)
            return
        width = self._levels.width(indent)
        item = dash(number, line, at) or self._near_dash(number, line, at, width)
        if not item and (line[at] in "&*!" or line.startswith("? ", at)):
            self.lost = True
            return
        if line[at] == ":" and line[at + 1 : at + 2] in ("", " "):
            self._drop(number, line, at, "冒号前面缺少名字", "写成 名称: 内容，或删去这一行")
            return
        column = self._without_dash(number, line, item, at) if item else None
        if item and column is not None:
            indent, at, width, item = " " * column, item.end, column, None
        key = None if item else self._key(number, line, at, width)
        self._fill_nothing(width, item, key)
        if (
            not item
            and not key
            and self._levels.waiting is not None
            and width > self._levels.waiting
        ):
            self._value_alone(number, line, indent)
            return
        if not item and self._lacks_dash(key, width):
            self.findings.note(missing_dash(number, line, at))
            item = Key("-", at, None)
        if not item and not key:
            key = self._stray_key(number, line, at, width)
        if item or key:
            self._field_or_items(number, line, indent, item, key)
        else:
            message = "这一行既没有冒号，也不是列表的一项，像是上一行断开的文字"
            self._drop(number, line, at, message, "接到上一行的末尾，或补上项名和冒号")

    def _field_or_items(
        self, number: int, line: str, indent: str, item: Key | None, key: Key | None
    ) -> None:
        if item:
            inner = find_key(number, line, item.end) or Key("", item.end, None)
            level = self._levels.aligned(number, line, indent, inner, "seq")
        elif key:
            level = self._levels.aligned(number, line, indent, key, "map")
        if level is None:
            self.lost = True
        elif item:
            self._items(number, line, item, len(indent), level)
        elif key:
            self._field(number, line, key, level)

    def _key(self, number: int, line: str, at: int, width: int) -> Key | None:
        """The key of a line, also one without a colon."""
        bare = bare_key(number, line, at, *self._levels.holder_at(width))
        return bare or find_key(number, line, at)

    def _stray_key(self, number: int, line: str, at: int, width: int) -> Key | None:
        """A key where only a key can be; no half of a text that broke before its colon."""
        key = stray_key(number, line, at) if self._levels else None
        if key is None or self._text_above != number - 1 or "：" not in line[at:]:
            return key
        holder, first = self._levels.holder_at(width)
        above = self.lines[number - 2].rstrip(BLANKS)
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
        self.findings.note(nothing.fault())
        self._levels.wait(nothing.column, nothing.key)

    def _without_dash(self, number: int, line: str, item: Key, at: int) -> int | None:
        """The column of a field that has a dash though no list stands there, once the dash
        is taken away; None where the dash is right."""
        key = find_key(number, line, item.end)
        if key is None:
            return None
        waits = self._levels.waiting is not None and at >= self._levels.waiting
        if waits and holds_mapping(self._levels.holds) and fits(self._levels.holds, key.text):
            column = item.end if self._levels.ahead.column(number) == item.end else at
            edit = (number, Edit(at, item.end, "" if column == at else " " * (item.end - at)))
            above = f"“{self._levels.key}”下面" if self._levels.key else "这里"
            message, hint = f"{above}不是列表，不写横线“- ”", fix(line[item.end :])
            self.findings.note(Fault(number, at, "A113", message, hint, (edit,)))
            return column
        for column in (at, item.end):
            level = None if waits else self._levels.exact(column, "map")
            if level and holds_mapping(level.holder) and level.lacks(key.text):
                blanks = " " * (column - at)
                self.findings.edits.append((number, Edit(at, item.end, blanks)))
                return column  # the fault is that of the first dash
        return None

    def _blank_line(self, number: int, line: str, indent: str) -> None:
        """YAML takes some blanks for text, and a tab for an indentation."""
        strange = strange_blank(indent)
        if strange and len(indent) < len(line):
            self._levels.strange_indent(number, indent, self._levels.width(indent))
        elif strange:
            code, name = strange
            at = next(at for at, char in enumerate(indent) if char != " ")
            edits = ((number, Edit(0, len(line), "")),)
            hint = "请删去这一行的空白"
            message = f"空行里有{name}"
            self.findings.note(Fault(number, at, code, message, hint, edits, is_certain=True))

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

    def _drop(self, number: int, line: str, at: int, message: str, hint: str) -> None:
        """Go on without a line of which nothing can be made."""
        edit = (number, Edit(0, len(line), ""))
        if self._dropped == number - 1:
            self.findings.edits.append(edit)  # of one piece with the line above
        else:
            self.findings.note(Fault(number, at, "A112", message, hint, (edit,)))
        self._dropped = number

    def _value_alone(self, number: int, line: str, indent: str) -> None:
        """A value on the line below its key or dash."""
        limit = -1 if self._levels.waiting is None else self._levels.waiting
        self._levels.waiting = None
        if strange_blank(indent):
            self._levels.strange_indent(number, indent, limit + 2)
        self._value(number, line, len(indent), limit, "")

    def _items(self, number: int, line: str, item: Key, at: int, level: Level) -> None:
        """The dashes of a line and what follows them."""
        column = level.column
        while True:
            if item.fault:
                self.findings.note(item.fault)
            self._levels.wait(column, "")
            wide = item.end - at if item.fault is None and item.end > at else 2
            outer, column, at = column, column + wide, item.end
            if at >= len(line) or line[at] == "#":
                return
            following = dash(number, line, at)
            if following is None:
                break
            if len(self._levels) > MAX_OPEN:
                self.lost = True
                return
            item = following
            level = self._levels.push(Level(column, "seq", level.shift, number), number)
        ended = None if self._levels.deeper(number, outer) else ended_name(number, line, at)
        bare = bare_key(number, line, at, level.holder)
        key = bare or (None if ended else find_key(number, line, at))
        if key is None:
            self._levels.waiting = None
            if ended:
                self.findings.note(ended)
            else:
                self._value(number, line, at, outer, "- ")
            return
        level.first_key = level.first_key or key.text
        fields = self._levels.fields(number, column, level)
        fields.first_key = key.text
        fields.keys.add(key.text)
        self._field(number, line, key, self._levels.push(fields, number))

    def _field(self, number: int, line: str, key: Key, level: Level) -> None:
        if key.fault:
            self.findings.note(key.fault)
        self._levels.waiting = None
        self._key_above = key.text
        self._nothing = nothing_between(number, line, key, level.column)
        self._value(number, line, key.end, level.column, f"{key.text}: ")

    # -- values --

    def _value(self, number: int, line: str, at: int, limit: int, prefix: str) -> None:
        """The value that begins at ``at``, whatever it is."""
        self._inside = None
        rest = line[at:]
        if not rest.strip(BLANKS) or rest[0] == "#" or _PROPERTY.match(rest):
            self._levels.wait(limit, prefix.removesuffix(": ").removesuffix("- "))
            return
        header = _BLOCK_HEADER.match(rest)
        field = prefix.removesuffix(": ")
        if header:
            self._note(strange_tail(number, line, at + len(rest.split("#")[0].rstrip(BLANKS))))
            wide = header[1] or header[2]
            self._inside = _Block(limit, int(wide) + max(limit, 0) if wide else None)
        elif rest[0] in "\"'":
            self._read_on(_Quote(limit, rest[0], number, at), number, line, at, prefix)
        elif rest[0] in "[{［｛":
            self._read_on(_Flow(limit, Brackets()), number, line, at, prefix)
        elif rest[0] in "|>" and self._levels.deeper(number, limit):
            self._bad_header(number, line, at, limit)
        elif message := needs_quotes(rest):
            self.findings.note(in_quotes(number, line, at, at, message, prefix))
        elif rest.startswith(("- ", "? ")) and field in TEXTS:
            message = f"文字不能以“{rest[:1]} ”开头，除非加引号"
            self.findings.note(in_quotes(number, line, at, at, message, prefix))
        elif not self._levels.deeper(number, limit) and (
            fault := dashes(number, line, at, prefix) or other_brackets(number, line, at, prefix)
        ):
            self.findings.note(fault)
        elif rest.startswith(("- ", "? ")):
            self.lost = True
        else:
            self._plain(number, line, at, limit, prefix)

    def _plain(self, number: int, line: str, at: int, limit: int, prefix: str) -> None:
        colon = _COLON_IN_TEXT.search(line, at, comment_start(line, at))
        if not colon or line[at] in "&*!":
            self._inside = _Plain(limit)
            self._note(self._tail_of_plain(number, line, at, prefix))
            return
        if fault := in_braces(number, line, at, prefix):
            if self._levels.deeper(number, limit):
                edits = ((number, Edit(at, content_end(line, at), "")),)
                hint = f"“{line[at : content_end(line, at)]}”移到下一行，与下面的各行对齐"
                fault = fault._replace(hint=hint, edits=edits)
                self._levels.wait(limit, prefix.removesuffix(": "))
            self.findings.note(fault)
            return
        message = "文字里有冒号加空格，YAML 会从这里断开"
        if content_end(line, at) == colon.end():
            message = "文字以冒号结尾，YAML 会当成项名"
        self.findings.note(in_quotes(number, line, at, colon.start(), message, prefix))

    def _tail_of_plain(self, number: int, line: str, at: int, prefix: str) -> Fault | None:
        """What is wrong behind a text, or with a ``#`` in it."""
        end = comment_start(line, at)
        text = line[at:end].rstrip(BLANKS)
        if end == len(line):
            return None
        if prefix.removesuffix(": ") not in TEXTS or is_bare(text):
            strange = strange_tail(number, line, at + len(text))
            if strange:
                return strange
        return cut_text(number, line, at, prefix)

    def _note(self, fault: Fault | None) -> None:
        if fault:
            self.findings.note(fault)

    def _bad_header(self, number: int, line: str, at: int, limit: int) -> None:
        """``text: |第一行``, ``text: ||``: the lines below it are the text all the same."""
        end = content_end(line, at)
        words = re.search(r"\w", line[at:end])
        edit = Edit(at, at + words.start(), "") if words else Edit(at + 1, end, "")
        message = f"“{line[at]}”后面不能再有别的字"
        hint = f"“{line[at]}”后面换行，正文从下一行写起"
        self.findings.note(Fault(number, at + 1, "A102", message, hint, ((number, edit),)))
        self._inside = _Plain(limit, is_told=True) if words else _Block(limit, None)

    def _read_on(
        self, value: _Quote | _Flow, number: int, line: str, at: int, prefix: str | None = None
    ) -> None:
        """Look for the end of a quote or bracket; ``prefix`` on the line where it began."""
        self._inside = value
        if isinstance(value, _Quote):
            end = after_quote(line, at + (prefix is not None), value.mark)
        else:
            end = value.brackets.scan(number, line, at)
            if value.brackets.too_deep:
                self.lost = True
                return
        if end is None:
            return
        self._inside = None
        tail = content_end(line, end)
        if tail > end and line[end:tail].strip(BLANKS) and line[end] != ":":
            sign = "引号" if isinstance(value, _Quote) else "括号"
            if prefix is None:
                self.lost = True
                return
            behind = end + len(line[end:tail]) - len(line[end:tail].lstrip(BLANKS))
            extra = line[behind:tail]
            is_text = prefix.removesuffix(": ") in TEXTS
            if isinstance(value, _Flow) and not is_text and _CLOSING_SIGNS.fullmatch(extra):
                message, hint = f"右括号后面多了“{extra}”", f"删去“{extra}”"
                edits = ((number, Edit(end, tail, "")),)
                self.findings.note(Fault(number, behind, "A102", message, hint, edits))
                for fault in value.brackets.faults():
                    self.findings.note(fault)
                return
            message = f"右{sign}后面还有文字"
            self.findings.note(in_quotes(number, line, at, behind, message, prefix))
            return
        if isinstance(value, _Flow):
            for fault in value.brackets.faults():
                self.findings.note(fault)
        self._note(strange_tail(number, line, end))

    def _close(self, value: _Quote | _Flow) -> None:
        """Name a quote or bracket that was left open, and close it."""
        self._inside = None
        if isinstance(value, _Flow):
            value.brackets.close(self.lines)
            for fault in value.brackets.faults():
                self.findings.note(fault)
            return
        line = self.lines[value.line - 1]
        self.findings.note(unclosed_quote(value.line, line, value.start, len(line.rstrip(BLANKS))))


def _could_be_structure(number: int, line: str, at: int) -> bool:
    return bool(dash(number, line, at) or find_key(number, line, at))
