"""The value that is read: where it begins, which lines belong to it, where it ends."""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.foreign_lists import dashes, other_brackets
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.line_joins import joint
from anju_cli.parsing.lexer.literals import TEXTS, is_bare
from anju_cli.parsing.lexer.quotes import (
    cut_text,
    in_braces,
    in_quotes,
    needs_quotes,
    sign_before_name,
)
from anju_cli.parsing.lexer.tokens import (
    BLANKS,
    Key,
    Repair,
    comment_start,
    content_end,
    dash,
    strange_blank,
    strange_tail,
)
from anju_cli.parsing.parser.enclosed import Flow, Quote
from anju_cli.parsing.parser.multiline import BlockText, PlainText
from anju_cli.parsing.parser.state import Reading
from anju_cli.parsing.parser.stray_braces import brace_above

_SIMPLE_TEXT = re.compile(r"\w[^:#]*+$")
"""A text of one line with which nothing can be wrong."""

_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?([1-9])?|([1-9])[+-])\s*(?:\s#.*)?$")
_PROPERTY = re.compile(r"[&!][A-Za-z0-9!_:.-]*\s*(?:\s#.*)?$")
_CLOSING_SIGNS = re.compile(r"[\]})】）］｝。；;，,、.]+")
_COLON_IN_TEXT = re.compile(r":(?=\s|$)")


class OpenValue:
    """Holds the value that is open, if one is. A ``prefix`` is what stands before a value,
    for the hints: ``key: ``, ``- ``, or nothing; ``limit`` is the column of that."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._findings = reading.repairs
        self._levels = reading.levels
        self._value: PlainText | BlockText | Quote | Flow | None = None
        self._key = ""  # the last one that had a value
        self._gone: set[int] = set()  # lines that an edit of a line above has taken out
        self.text_ended = 0  # the last line of the last plain text

    def takes(self, number: int, line: str, indent: str) -> bool:
        """Whether a line belongs to the value that began above it; that ends if it does not."""
        if number in self._gone:
            return True
        match self._value:
            case None:
                return False
            case PlainText() | BlockText() as text:
                if text.takes(number, line, indent):
                    return True
                if isinstance(text, PlainText):
                    self.text_ended = number - 1
                self._value = None
                return False
            case Quote() | Flow() as value:
                if self._ends_above(value, number, line, indent):
                    return False
                self._read_on(value, number, line, 0)
                if isinstance(value, Quote):
                    value.joint = value.joint or joint(number, self._reading.lines)
                    is_closed = self._value is None and not self._findings.lost
                    self._findings.note(value.joint if is_closed else None)
                return True

    def close(self) -> None:
        """Close the value; name a quote or bracket that was left open."""
        if isinstance(self._value, (Quote, Flow)):
            for repair in self._value.close(self._reading.lines):
                self._findings.note(repair)
        self._value = None

    # -- where a quote or bracket ends --

    def _ends_above(self, value: Quote | Flow, number: int, line: str, indent: str) -> bool:
        """Whether a quote or bracket should have ended above the line; it is closed there."""
        if self._is_structure(value.limit, number, line, indent):
            self.close()
            return True
        brace = None
        if isinstance(value, Flow):
            brace = brace_above(self._reading.lines, number, value.limit)
        if brace is None:
            return False
        self._findings.note(brace)
        self._gone.update(line for line, edit in brace.edits if edit.start == 0)
        self._value = None
        self._levels.wait(value.limit, self._key)
        return True

    def _is_structure(self, limit: int, number: int, line: str, indent: str) -> bool:
        """Whether the line stands where it cannot be part of a quote or bracket."""
        at = len(indent)
        if at > limit or at == len(line) or strange_blank(indent):
            return False
        if dash(number, line, at):
            return self._levels.exact(at, "seq") is not None
        key = find_key(number, line, at)
        return key is not None and self._levels.exact(at, "map") is not None

    def _read_on(
        self, value: Quote | Flow, number: int, line: str, at: int, prefix: str | None = None
    ) -> None:
        """Look for the end of a quote or bracket; ``prefix`` on the line where it began."""
        self._value = value
        end = value.read(number, line, at)
        if isinstance(value, Flow) and value.too_deep:
            self._findings.lost = True
        elif end is not None:
            self._value = None
            self._end(value, number, line, (at, end), prefix)

    def _end(
        self,
        value: Quote | Flow,
        number: int,
        line: str,
        span: tuple[int, int],
        prefix: str | None,
    ) -> None:
        """A quote or bracket has ended; nothing but a comment may stand behind it."""
        at, end = span
        tail = content_end(line, end)
        behind = end + len(line[end:tail]) - len(line[end:tail].lstrip(BLANKS))
        extra = line[behind:tail]
        is_text = extra != "" and line[end] != ":"
        if is_text and prefix is None:
            self._findings.lost = True
            return
        if is_text and prefix is not None:
            may_be_text = isinstance(value, Quote) or prefix.removesuffix(": ") in TEXTS
            if may_be_text or not _CLOSING_SIGNS.fullmatch(extra):
                message = f"右{value.SIGN}后面还有文字"
                self._findings.note(in_quotes(number, line, at, behind, message, prefix))
                return
            message, hint = f"右括号后面多了“{extra}”", f"删去“{extra}”"
            edits = ((number, TextEdit(end, tail, "")),)
            self._findings.note(Repair(number, behind, "A102", message, hint, edits))
        for repair in value.repairs():
            self._findings.note(repair)
        if not is_text:
            self._findings.note(strange_tail(number, line, end))

    # -- where a value begins --

    def begin_field(self, number: int, line: str, key: Key, limit: int) -> None:
        """The value of a key."""
        self._key = key.text
        self.begin(number, line, key.end, limit, f"{key.text}: ")

    def begin(self, number: int, line: str, at: int, limit: int, prefix: str) -> None:
        """The value that begins at ``at``, whatever it is."""
        if _SIMPLE_TEXT.match(line, at):
            self._value = PlainText(self._reading, limit)
            return
        self._value = None
        rest = line[at:]
        if not rest.strip(BLANKS) or rest[0] == "#" or _PROPERTY.match(rest):
            self._levels.wait(limit, prefix.removesuffix(": ").removesuffix("- "))
        elif header := _BLOCK_HEADER.match(rest):
            end = at + len(rest.split("#")[0].rstrip(BLANKS))
            self._findings.note(strange_tail(number, line, end))
            wide = header[1] or header[2]
            indent = int(wide) + max(limit, 0) if wide else None
            self._value = BlockText(self._reading, limit, indent, is_folded=rest[0] == ">")
        elif rest[0] in "\"'":
            self._read_on(Quote(limit, rest[0], number, at), number, line, at, prefix)
        elif rest[0] in "[{［｛":
            self._read_on(Flow(limit), number, line, at, prefix)
        elif rest[0] in "|>" and self._reading.ahead.is_deeper(number, limit):
            self._bad_header(number, line, at, limit)
        elif repair := self._bad_value(number, line, at, limit, prefix):
            self._findings.note(repair)
        elif rest.startswith(("- ", "? ")):
            self._findings.lost = True
        else:
            self._plain(number, line, at, limit, prefix)

    def _bad_header(self, number: int, line: str, at: int, limit: int) -> None:
        """``text: |第一行``, ``text: ||``: the lines below it are the text all the same."""
        end = content_end(line, at)
        words = re.search(r"\w", line[at:end])
        edit = TextEdit(at, at + words.start(), "") if words else TextEdit(at + 1, end, "")
        message = f"“{line[at]}”后面不能再有别的字"
        hint = f"“{line[at]}”后面换行，正文从下一行写起"
        self._findings.note(Repair(number, at + 1, "A102", message, hint, ((number, edit),)))
        if words:
            self._value = PlainText(self._reading, limit, is_told=True)
        else:
            self._value = BlockText(self._reading, limit, None)

    def _bad_value(self, number: int, line: str, at: int, limit: int, prefix: str) -> Repair | None:
        """What is wrong with a value that begins as none can, or with another sign."""
        message = needs_quotes(line[at:])
        if not message and line.startswith(("- ", "? "), at) and prefix.removesuffix(": ") in TEXTS:
            message = f"文字不能以“{line[at]} ”开头，除非加引号"
        if message and prefix == "- ":
            repair = sign_before_name(number, line, at, content_end(line, at), prefix)
            return repair or in_quotes(number, line, at, at, message, prefix)
        if message:
            return in_quotes(number, line, at, at, message, prefix)
        if self._reading.ahead.is_deeper(number, limit):
            return None
        return dashes(number, line, at, prefix) or other_brackets(number, line, at, prefix)

    def _plain(self, number: int, line: str, at: int, limit: int, prefix: str) -> None:
        """A text in no quotes. A colon in it would make a key of what stands before it."""
        colon = _COLON_IN_TEXT.search(line, at, comment_start(line, at))
        if not colon or line[at] in "&*!":
            self._value = PlainText(self._reading, limit)
            self._findings.note(_tail(number, line, at, prefix))
            return
        if repair := in_braces(number, line, at, prefix):
            if self._reading.ahead.is_deeper(number, limit):
                edits = ((number, TextEdit(at, content_end(line, at), "")),)
                hint = f"“{line[at : content_end(line, at)]}”移到下一行，与下面的各行对齐"
                repair = repair._replace(hint=hint, edits=edits)
                self._levels.wait(limit, prefix.removesuffix(": "))
            self._findings.note(repair)
            return
        message = "文字里有冒号加空格，YAML 会从这里断开"
        if content_end(line, at) == colon.end():
            message = "文字以冒号结尾，YAML 会当成项名"
        self._findings.note(in_quotes(number, line, at, colon.start(), message, prefix))


def _tail(number: int, line: str, at: int, prefix: str) -> Repair | None:
    """What is wrong behind a text in no quotes, or with a ``#`` in it."""
    end = comment_start(line, at)
    text = line[at:end].rstrip(BLANKS)
    if end == len(line):
        return None
    if prefix.removesuffix(": ") not in TEXTS or is_bare(text):
        strange = strange_tail(number, line, at + len(text))
        if strange:
            return strange
    return cut_text(number, line, at, prefix)
