"""The value that is open: where it begins, which lines it has, where it ends."""

from __future__ import annotations

import re
from typing import ClassVar

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import COUNTS, TEXT_FIELDS
from anju_cli.parsing.lexer import colons, keys, quotes, tokens
from anju_cli.parsing.lexer.characters import BLANKS, SIMPLE
from anju_cli.parsing.lexer.folding import folded_break
from anju_cli.parsing.lexer.foreign_lists import dashes_behind_key, foreign_brackets
from anju_cli.parsing.lines import Line, Repair, Token
from anju_cli.parsing.parser import flow_repairs
from anju_cli.parsing.parser.flow import Flow
from anju_cli.parsing.parser.multiline import BlockScalar, PlainScalar
from anju_cli.parsing.parser.state import ParserState
from anju_cli.parsing.parser.stray_brackets import stray_brace
from anju_cli.text.lenient import quoted

_SIMPLE_TEXT = re.compile(r"\w[^:#]*+$")
"""A text of one line with which nothing can be wrong."""

_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?([1-9])?|([1-9])[+-])\s*(?:\s#.*)?$")
_PROPERTY = re.compile(r"[&!][A-Za-z0-9!_:.-]*\s*(?:\s#.*)?$")
_CLOSING = re.compile(r"[\]})】）］｝。；;，,、.]+")
_LAST_WORD = re.compile(rf"[{BLANKS}]+(?P<key>{SIMPLE})[{BLANKS}]*$")
_COLON_IN_TEXT = re.compile(r":(?=\s|$)")


class Quoted:
    """A quoted scalar, under a key or dash in ``parent_column``."""

    NAME: ClassVar = "引号"

    def __init__(self, parent_column: int, line: Line, start: int) -> None:
        self.parent_column = parent_column
        self._quote = line[start]
        self._line = line
        self._start = start
        self.folded: Repair | None = None  # of two of its lines

    def read(self, line: Line, at: int) -> int | None:
        """Return the offset behind it; None when it does not end on this line."""
        return quotes.end_of(line, at + (line.number == self._line.number), self._quote)

    def repairs(self) -> list[Repair]:
        """Return the repairs inside it: there can be none."""
        return []

    def close(self) -> list[Repair]:
        """Close it at the end of its first line."""
        line = self._line
        return [quotes.unclosed(line, self._start, len(line.rstrip(BLANKS)))]


class OpenValue:
    """Reads one value after the other.

    ``parent_column`` is that of the key or dash of a value; ``prefix`` is what stands before
    it, for the hints: ``key: ``, ``- ``, or nothing.
    """

    def __init__(self, state: ParserState) -> None:
        self._state = state
        self._levels = state.levels
        self._value: PlainScalar | BlockScalar | Quoted | Flow | None = None
        self._key = ""  # the last one that had a value
        self._removed: set[int] = set()  # lines that an edit of a line above has taken out
        self.text_end = 0  # the last line of the last plain scalar

    def takes(self, line: Line, indent: str) -> bool:
        """Tell whether a line belongs to the value that is open; close it if not."""
        state = self._state
        if line.number in self._removed:
            return True
        match self._value:
            case None:
                return False
            case PlainScalar() | BlockScalar() as text:
                if text.takes(line, indent):
                    return True
                if isinstance(text, PlainScalar):
                    self.text_end = line.number - 1
                self._value = None
                return False
            case Quoted() | Flow() as value:
                if self._ends_above(value, line, indent):
                    return False
                self._read_on(value, line, 0)
                if isinstance(value, Quoted):
                    value.folded = value.folded or folded_break(line, state.above(line))
                    is_closed = self._value is None and not state.is_lost
                    state.note(value.folded if is_closed else None)
                return True

    def close(self) -> None:
        """Close the value, with a repair of a quote or bracket that was left open."""
        if isinstance(self._value, (Quoted, Flow)):
            for repair in self._value.close():
                self._state.note(repair)
        self._value = None

    # -- where a quote or bracket ends --

    def _ends_above(self, value: Quoted | Flow, line: Line, indent: str) -> bool:
        """Close a quote or bracket that should have ended above the line; tell whether."""
        if self._is_structure(value.parent_column, line, indent):
            self.close()
            return True
        brace = None
        if isinstance(value, Flow):
            brace = stray_brace(self._state, line, value.parent_column)
        if brace is None:
            return False
        self._state.note(brace)
        self._removed.update(line for line, edit in brace.edits if edit.start == 0)
        self._value = None
        self._levels.expect_value(value.parent_column, self._key)
        return True

    def _is_structure(self, parent_column: int, line: Line, indent: str) -> bool:
        """Tell whether a line stands where it cannot be part of a quote or bracket."""
        at = len(indent)
        if at > parent_column or at == len(line) or tokens.foreign_blank(indent):
            return False
        if tokens.dash(line, at):
            return self._levels.find(at, "seq") is not None
        key = keys.find(line, at)
        return key is not None and self._levels.find(at, "map") is not None

    def _read_on(
        self, value: Quoted | Flow, line: Line, at: int, prefix: str | None = None
    ) -> None:
        """Look for the end of a quote or bracket; behind its first line without prefix."""
        self._value = value
        end = value.read(line, at)
        if isinstance(value, Flow) and value.is_too_deep:
            self._state.is_lost = True
        elif end is not None:
            self._value = None
            self._end(value, line, (at, end), prefix)

    def _end(
        self, value: Quoted | Flow, line: Line, span: tuple[int, int], prefix: str | None
    ) -> None:
        """End a quote or bracket; nothing but a comment may stand behind it."""
        state, (at, end) = self._state, span
        tail = tokens.content_end(line, end)
        behind = min(tokens.skip_blanks(line, end), tail)
        extra = line[behind:tail]
        is_text = extra != "" and line[end] != ":"
        if is_text and prefix is None:
            state.is_lost = True
            return
        if is_text and prefix is not None:
            may_be_text = isinstance(value, Quoted) or prefix.removesuffix(": ") in TEXT_FIELDS
            if not may_be_text and (repair := flow_repairs.entries_behind(line, at, end, prefix)):
                for other in (*value.repairs(), repair):
                    state.note(other)
                return
            if may_be_text or not _CLOSING.fullmatch(extra):
                message = f"右{value.NAME}后面还有文字"
                state.note(quotes.in_quotes(line, at, behind, message, prefix))
                return
            message, hint = f"右括号后面多了“{extra}”", f"删去“{extra}”"
            edit = TextEdit(end, tail, "")
            state.note(line.repair(behind, "A102", message, hint, edit))
        for repair in value.repairs():
            state.note(repair)
        if not is_text:
            state.note(tokens.foreign_tail(line, end))

    # -- where a value begins --

    def begin_field(self, line: Line, key: Token, parent_column: int) -> None:
        """Begin the value of a key."""
        self._key = key.text
        self.begin(line, key.end, parent_column, f"{key.text}: ")

    def begin(self, line: Line, at: int, parent_column: int, prefix: str) -> None:
        """Begin the value at ``at``, whatever it is."""
        state = self._state
        if _SIMPLE_TEXT.match(line, at):
            self._value = PlainScalar(state, parent_column)
            return
        self._value = None
        rest = line[at:]
        if not rest.strip(BLANKS) or rest[0] == "#" or _PROPERTY.match(rest):
            key = prefix.removesuffix(": ").removesuffix("- ")
            self._levels.expect_value(parent_column, key)
        elif header := _BLOCK_HEADER.match(rest):
            end = at + len(rest.split("#")[0].rstrip(BLANKS))
            state.note(tokens.foreign_tail(line, end))
            wide = header[1] or header[2]
            indent = int(wide) + max(parent_column, 0) if wide else None
            self._value = BlockScalar(state, parent_column, indent, is_folded=rest[0] == ">")
        elif rest[0] in "\"'":
            self._read_on(Quoted(parent_column, line, at), line, at, prefix)
        elif rest[0] in "[{" or (rest[0] in "［｛" and self._key not in TEXT_FIELDS):
            self._read_on(Flow(parent_column, self._key), line, at, prefix)
        elif rest[0] in "|>" and state.lookahead.is_deeper(line, parent_column):
            self._wrong_header(line, at, parent_column)
        elif repair := self._wrong_value(line, at, parent_column, prefix):
            state.note(repair)
        elif rest.startswith(("- ", "? ")):
            state.is_lost = True
        else:
            self._plain(line, at, parent_column, prefix)

    def _wrong_header(self, line: Line, at: int, parent_column: int) -> None:
        """Repair ``text: |第一行``, ``text: ||``: the lines below are the text all the same."""
        end = tokens.content_end(line, at)
        words = re.search(r"\w", line[at:end])
        edit = TextEdit(at, at + words.start(), "") if words else TextEdit(at + 1, end, "")
        message = f"“{line[at]}”后面不能再有别的字"
        hint = f"“{line[at]}”后面换行，正文从下一行写起"
        self._state.note(line.repair(at + 1, "A102", message, hint, edit))
        if words:
            self._value = PlainScalar(self._state, parent_column, has_break=True)
        else:
            self._value = BlockScalar(self._state, parent_column, None)

    def _wrong_value(self, line: Line, at: int, parent_column: int, prefix: str) -> Repair | None:
        """Repair a value that begins as none can, or in foreign brackets."""
        message, field = quotes.needs_quotes(line[at:]), prefix.removesuffix(": ")
        if not message and line.startswith(("- ", "? "), at) and field in TEXT_FIELDS:
            message = f"文字不能以“{line[at]} ”开头，除非加引号"
        if message:
            repair, end = None, tokens.content_end(line, at)
            if self._key not in TEXT_FIELDS:
                repair = quotes.character_before_name(line, at, end, prefix)
            return repair or quotes.in_quotes(line, at, at, message, prefix)
        if self._state.lookahead.is_deeper(line, parent_column):
            return None
        dashes = dashes_behind_key(line, at, prefix)
        return dashes or foreign_brackets(line, at, prefix)

    def _plain(self, line: Line, at: int, parent_column: int, prefix: str) -> None:
        """Begin a plain scalar. A colon in it would make a key of what stands before it."""
        state, end = self._state, tokens.content_end(line, at)
        colon = _COLON_IN_TEXT.search(line, at, tokens.comment_start(line, at))
        if not colon or line[at] in "&*!":
            self._value = PlainScalar(state, parent_column)
            state.note(_tail(line, at, prefix))
            return
        key, begin = prefix.removesuffix(": "), tokens.skip_blanks(line, colon.end())
        if key and line[at : colon.start()].rstrip(BLANKS) == key:
            begin = tokens.skip_blanks(line, colons.repeats_end(line, begin, key))
            state.note(colons.key_again(line, (at, begin), key, line[begin:end]))
            self.begin(line, begin, parent_column, prefix)
            return
        if repair := self._joined(line, (at, colon.start(), end), parent_column):
            self._value = PlainScalar(state, parent_column)
            state.note(repair)
            return
        if repair := quotes.in_braces(line, at, prefix):
            if state.lookahead.is_deeper(line, parent_column):
                edits = ((line.number, TextEdit(at, end, "")),)
                hint = f"“{line[at:end]}”移到下一行，与下面的各行对齐"
                repair = repair._replace(hint=hint, edits=edits)
                self._levels.expect_value(parent_column, prefix.removesuffix(": "))
            state.note(repair)
            return
        message = quotes.colon_in_text(is_last=end == colon.end())
        state.note(quotes.in_quotes(line, at, colon.start(), message, prefix))

    def _joined(self, line: Line, span: tuple[int, int, int], parent_column: int) -> Repair | None:
        """Repair ``name: 甲 kind: 乙``: the next field, which should be on a line of its own."""
        at, colon, end = span
        match, level = _LAST_WORD.search(line, at, colon), self._levels.find(parent_column, "map")
        if match is None or level is None or not level.lacks(match["key"]):
            return None
        rest = line[match.start("key") : end]
        if rest.endswith(":") or (level.context in COUNTS and not rest[-1:].isdigit()):
            return None
        hint = f"“{rest}”移到下一行，与“{self._key}”左端对齐"
        if self._key in TEXT_FIELDS:
            hint += "；是文字的，整段加引号"
        edit = TextEdit(match.start(), end, "")
        message = f"{quoted(match['key'])}应另起一行"
        return line.repair(match.start("key"), "A112", message, hint, edit)


def _tail(line: Line, at: int, prefix: str) -> Repair | None:
    """Repair what stands behind a plain scalar, or name a ``#`` in it."""
    end = tokens.comment_start(line, at)
    text = line[at:end].rstrip(BLANKS)
    if end == len(line):
        return None
    is_text = prefix.removesuffix(": ") in TEXT_FIELDS
    may_be_text = is_text and not tokens.is_literal(text)
    tail = None if may_be_text else tokens.foreign_tail(line, at + len(text))
    return tail or quotes.text_in_comment(line, at, prefix, is_text=is_text)
