"""Flow collections: values in brackets and braces, read over one line or several.

PyYAML blames the opening bracket for whatever is wrong behind it, and reads no further;
here each slip is named at its place.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import TEXT_FIELDS
from anju_cli.parsing.lexer import colons, quotes, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lexer.folding import folded_break_at
from anju_cli.parsing.lines import NO_LINE, Line, Repair
from anju_cli.parsing.parser import flow_repairs
from anju_cli.parsing.parser.flow_keys import wide_colon
from anju_cli.parsing.parser.flow_repairs import COMMAS, HALF_WIDTH, PAIRS
from anju_cli.parsing.parser.flow_scalars import (
    HALF_COLON,
    PlainStart,
    Role,
    next_entry,
    quote_text,
    text_end,
)
from anju_cli.parsing.parser.flow_state import Collection, RepairList
from anju_cli.parsing.parser.flow_values import key_follows, missing_comma, read_plain
from anju_cli.parsing.tree import MAX_DEPTH


class _Comment(NamedTuple):
    """A ``#`` at ``at`` behind an entry from ``start`` on, whose key is ``prefix``."""

    at: int
    start: int
    prefix: str


class Flow:
    """A value in brackets, under a key or dash in ``parent_column``."""

    NAME: ClassVar = "括号"

    def __init__(self, parent_column: int, key: str) -> None:
        self.parent_column = parent_column
        self._key = key
        self._line = NO_LINE  # the one that is read
        self._repairs = RepairList()
        self._open: list[Collection] = []
        self._quote: tuple[Line, int] | None = None  # line and offset of an open one
        self._above = self._last = ""  # the last character of the line above, and of this one
        self._end = (NO_LINE, 0)  # line and offset behind the last content
        self._comment: _Comment | None = None  # on the last line

    def repairs(self) -> list[Repair]:
        """Return the repairs so far."""
        return self._repairs.all()

    @property
    def is_too_deep(self) -> bool:
        """Whether it is better left to PyYAML."""
        return len(self._open) > MAX_DEPTH

    # -- line by line --

    def read(self, line: Line, start: int) -> int | None:
        """Read on; return the offset behind the last bracket, None while one is open."""
        self._line = line
        at: int | None = start
        if self._quote or line.strip(BLANKS)[:1] not in ("", "#"):
            content = line.rstrip(BLANKS)
            self._name_comment(line)
            self._above, self._last = self._last, content[-1:]
            self._end, self._comment = (line, len(content)), None
        for collection in self._open if not start else ():
            collection.start = None
        if self._quote:
            self._name_break(tokens.skip_blanks(line, start))
            quote_line, quote_at = self._quote
            at = quotes.end_of(line, start, quote_line[quote_at])
            if at is None:
                return None
            self._quote = None
            self._open[-1].state = "after"
        while at is not None:
            at = tokens.skip_blanks(line, at)
            if at == len(line) or self._is_comment(at):
                return None
            at = self._step(at)
            if not self._open or self.is_too_deep:
                return at if not self._open else None
        return None

    def _is_comment(self, at: int) -> bool:
        line = self._line
        if line[at] != "#" or line[at - 1 : at] not in ("", " ", "\t"):
            return False
        if not line[:at].strip(BLANKS):
            return True
        self._end = (self._line, len(line[:at].rstrip(BLANKS)))
        top = self._open[-1]
        if top.state != "after":
            start = at if top.start is None or top.state == "before" else top.start
            self._comment = _Comment(at, start, f"{top.key}: " if top.role == "value" else "")
        return True

    def _name_comment(self, below: Line) -> None:
        """Name a ``#`` that cuts off the end of an entry on a line above."""
        line, comment = self._end[0], self._comment
        if comment is None or line is below or comment.start == comment.at:
            return
        is_text = not comment.prefix or comment.prefix.removesuffix(": ") in TEXT_FIELDS
        repair = quotes.text_in_comment(line, comment.start, comment.prefix, is_text=is_text)
        if repair:
            self._repairs.append(repair)

    def _step(self, at: int) -> int | None:
        """Take in what stands at ``at``; return the offset behind it, None for below."""
        line = self._line
        char = line[at]
        if not self._open:
            return self._open_bracket(at)
        top = self._open[-1]
        is_text = top.role == "value" and top.state == "before"
        if char in ",，" and not is_text:
            is_behind_entry = top.state != "before"
            if repair := flow_repairs.comma_run(line, at, is_behind_entry=is_behind_entry):
                self._repairs.merge(repair)
                return self._next_entry(top, repair.edits[0][1].end)
        if char == ",":
            return self._next_entry(top, at + 1)
        if char in "]}" or (char in "］｝" and (top.repair is not None or top.state != "before")):
            return self._close_bracket(at)
        if top.state == "after":
            return self._after_scalar(at, top)
        if top.state == "before":
            return self._begin_scalar(at, top)
        if top.role == "value" and key_follows(line, at, top.key, top.above, is_apart=True):
            above, end = top.end
            fixed = f"{top.above}, {next_entry(line, at)}"
            self._repairs.append(missing_comma(above, top.above, TextEdit(end, end, ","), fixed))
            return self._next_entry(top, at)
        if top.start is None:
            self._name_break(at)
        return self._plain(at, top)

    def _name_break(self, at: int) -> None:
        """Name once a blank that YAML puts between two lines of a text."""
        top = self._open[-1]
        if top.has_break or top.role != "value":
            return
        if repair := folded_break_at(self._line, at, self._above):
            top.has_break = True
            self._repairs.append(repair)

    def _next_entry(self, top: Collection, at: int, *, is_doubtful: bool = False) -> int:
        top.next_entry(is_doubtful=is_doubtful)
        return at

    # -- brackets --

    def _open_bracket(self, at: int) -> int:
        bracket, repair = self._line[at], None
        if bracket in HALF_WIDTH:
            key = self._open[-1].key if self._open else self._key
            bracket = flow_repairs.meant_bracket(key, HALF_WIDTH[bracket])
            wide = flow_repairs.wide_bracket(self._line, at, bracket)
            repair = self._repairs.append(wide)
        role: Role = "key" if bracket == "{" else "item"
        self._open.append(Collection(bracket, self._line, at, repair, role))
        return at + 1

    def _close_bracket(self, at: int) -> int:
        opened, char = self._open.pop(), self._line[at]
        wanted = PAIRS[opened.bracket]
        if opened.repair is not None and char == PAIRS[opened.line[opened.at]]:
            is_kind = HALF_WIDTH[char] == wanted
            edit = TextEdit(at, at + 1, wanted)
            self._repairs.extend(opened.repair, self._line, edit, is_certain=is_kind)
        elif char != wanted:
            self._repairs.merge(flow_repairs.unlike_bracket(self._line, at, opened.bracket, char))
        if self._open:
            self._open[-1].state = "after"
        return at + 1

    # -- keys, values and items --

    def _begin_scalar(self, at: int, top: Collection) -> int | None:
        """Read from the first character of a key, value or item."""
        line = self._line
        char, top.start = line[at], at
        if char in "\"'":
            end = quotes.end_of(line, at + 1, char)
            if end is None:
                self._quote = (line, at)
            top.state = "after"
            return end
        is_wide = char in "［｛" and top.key not in TEXT_FIELDS
        if char in "[{" or (is_wide and flow_repairs.is_wide_pair(line, at)):
            return self._open_bracket(at)
        if char == "，" and top.role != "value":
            repair = flow_repairs.leading_comma(line, at)
            self._repairs.append(repair)
            return self._next_entry(top, repair.edits[0][1].end)
        if top.role != "key" and (message := flow_repairs.starts_no_text(line, at)):
            return self._in_quotes(at, message, top)
        return self._plain(at, top)

    def _plain(self, at: int, top: Collection) -> int | None:
        """Read a plain scalar, or more of it."""
        line, is_wide = self._line, top.repair is not None
        scalar = read_plain(PlainStart(self._line, at, top.role, top.key, top.above, is_wide))
        if repair := scalar.repair:
            is_certain = repair.is_certain and not (top.is_doubtful and top.role == "key")
            self._repairs.merge(repair._replace(is_certain=is_certain))
        match scalar.then:
            case "doubtful":
                return self._foreign_comma(scalar.end, top, is_certain=False)
            case "after":
                top.state = "after"
            case "value":
                top.role, top.state, top.key, top.above = "value", "before", scalar.key, ""
            case "entry":
                self._next_entry(top, at)
            case "below":
                end = tokens.trim_blanks(line, scalar.end)
                top.state = "inside"
                top.above, top.end = f"{top.above} {line[at:end]}".strip(), (self._line, end)
        return scalar.end

    # -- what stands behind one --

    def _after_scalar(self, at: int, top: Collection) -> int | None:
        line = self._line
        char = line[at]
        if char in COMMAS:
            return self._foreign_comma(at, top)
        if char in ":：" and top.role != "value":
            return self._colon(at, top)
        if self._lacks_comma(at, top):
            end = tokens.trim_blanks(line, at)
            value = line[end - 1 : end] if top.start is None else line[top.start : end]
            fixed = f"{value}, {next_entry(line, at)}"
            self._repairs.merge(missing_comma(line, value, TextEdit(end, at, ", "), fixed))
            return self._next_entry(top, at)
        if top.start is None:  # it began on a line above
            return self._plain(at, top)
        name = "引号" if line[top.start] in "\"'" else "括号"
        return self._in_quotes(at, f"右{name}后面还有文字", top)

    def _lacks_comma(self, at: int, top: Collection) -> bool:
        """Tell whether what stands behind a blank is the next entry."""
        line = self._line
        if line[at - 1 : at] not in tuple(BLANKS):
            return False
        if top.role == "value":
            return key_follows(line, at, top.key, "0", is_apart=True)
        end = tokens.trim_blanks(line, at)
        return line[at] in "\"'[{" and end > 0 and line[end - 1] in "\"']}"

    def _colon(self, at: int, top: Collection) -> int:
        line = self._line
        key = "" if top.start is None else line[top.start : at].strip(BLANKS)
        end = at + 1
        if run_end := colons.run_end(line, at):
            end = tokens.skip_blanks(line, run_end)
            self._repairs.merge(colons.run(line, at, end, "", HALF_COLON))
        elif line[at] == "：":
            end = tokens.skip_blanks(line, end)
            self._repairs.merge(wide_colon(line, at))
        top.role = "value" if top.bracket == "{" else "item"
        top.state, top.key, top.above = "before", key, ""
        return end

    def _foreign_comma(self, at: int, top: Collection, *, is_certain: bool = True) -> int:
        repair = flow_repairs.foreign_comma(self._line, at, is_certain=is_certain)
        self._repairs.merge(repair)
        return self._next_entry(top, repair.edits[0][1].end, is_doubtful=not is_certain)

    def _in_quotes(self, at: int, message: str, top: Collection) -> int:
        """Put a text in quotes; of a name, take the character before it away."""
        line = self._line
        start, end = at if top.start is None else top.start, text_end(line, at)
        top.state = "after"
        place = PlainStart(line, start, top.role, top.key)
        self._repairs.append(quote_text(place, at, end, message))
        return end

    # -- what was left open --

    def close(self) -> list[Repair]:
        """Close what is open behind the last content; return all repairs."""
        if not self._close_quote():
            (line, end), last = self._end, self._open[-1]
            if not self._close_comment(line, last):
                self._close_brackets(line, end, last)
        return self.repairs()

    def _close_quote(self) -> bool:
        """Close a quote; tell whether all is closed then."""
        if self._quote is None:
            return False
        line, start = self._quote
        end = max(start + 1, len(line.rstrip("]}］｝" + BLANKS)))
        comma = line.find(",", start + 2, end)
        if self._open[-1].role == "item" and comma > 0:  # no name has one in it
            end = comma
        self._quote = None
        self._repairs.append(quotes.unclosed(line, start, end))
        return self._is_closed_behind(line, end)

    def _close_comment(self, line: Line, last: Collection) -> bool:
        """Quote a ``#`` that hides the closing bracket; tell whether all is closed then."""
        closing = PAIRS[last.bracket]
        if self._comment is None or closing not in line[self._comment.at :]:
            return False
        at, start, prefix = self._comment
        end = text_end(line, at + 1)
        self._repairs.append(flow_repairs.bracket_in_comment(line, at, start, prefix, end, closing))
        return self._is_closed_behind(line, end)

    def _is_closed_behind(self, line: Line, at: int) -> bool:
        self._open[-1].state = "after"
        return self.read(line, at) is not None

    def _close_brackets(self, line: Line, end: int, last: Collection) -> None:
        if repair := flow_repairs.foreign_closing(line, end, last.bracket):
            self._repairs.append(repair)
            self._open.pop()
            if not self._open:
                return
            last = self._open[-1]
        closing = "".join(PAIRS[opened.bracket] for opened in reversed(self._open))
        edits = ((line.number, TextEdit(end, end, closing)),)
        repair = flow_repairs.unclosed_bracket(last.line, last.at, last.bracket)
        self._repairs.append(repair._replace(edits=edits))
