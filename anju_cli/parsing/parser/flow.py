"""Values in square brackets and braces, read over one line or several.

The parser blames the opening bracket for whatever is wrong behind it, and reads no
further; here each slip is named at its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.colons import doubled_colon, run_end
from anju_cli.parsing.lexer.line_joins import joint_at
from anju_cli.parsing.lexer.literals import TEXTS
from anju_cli.parsing.lexer.quotes import (
    after_quote,
    hidden_text,
    needs_quotes,
    sign_before_name,
    unclosed_quote,
)
from anju_cli.parsing.lexer.tokens import BLANKS, Repair
from anju_cli.parsing.parser.flow_items import (
    HALF_COLON,
    HALF_COMMA,
    Place,
    Role,
    before_blanks,
    behind_blanks,
    follows,
    lacks_comma,
    next_piece,
    quoted,
    read,
    text_end,
    wide_colon,
)

MAX_OPEN = 32
"""Deeper brackets are a fault of their own, which the parser names."""

_WORD = r"\w[\w-]*+"
_FIELD = rf"{_WORD}: {_WORD}"
_PLAIN = re.compile(rf"\[(?:{_WORD}(?:, {_WORD})*)?\]|\{{{_FIELD}(?:, {_FIELD})*\}}")
"""Values of plain words, with which nothing can be wrong: most are."""

_PAIRS = {"[": "]", "{": "}"}
_HALF = {"［": "[", "］": "]", "｛": "{", "｝": "}"}
_FOREIGN = {"】": "【", "）": "（", "」": "「", "〕": "〔", ")": "("}
"""Closing signs that are no brackets of YAML's, and what opens them."""

_COMMAS = "，、；;"
_COMMAS_RUN = re.compile(rf"[,，](?:[{BLANKS}]*[,，])+[{BLANKS}]*")
_LONGEST_NAME = 100


@dataclass(slots=True)
class _Open:
    """A bracket that is open, and how far it has been read.

    ``fault`` is its index if it is a full-width one. ``role`` is that of the piece that
    was reached, ``state`` whether it is still to come, goes on over the end of the line,
    or is behind. ``start`` is where it began, None on a line above.
    """

    bracket: str
    line: int
    at: int
    repair: int | None
    role: Role
    state: Literal["before", "inside", "behind"] = "before"
    start: int | None = None
    is_told: bool = False  # whether it has been said how lines of the piece are joined
    is_doubtful: bool = False  # whether the comma before the piece may be part of a text
    key: str = ""
    above: str = ""  # what of the piece stands on the lines above, and where that ends
    end: tuple[int, int] = (0, 0)


class _Hidden(NamedTuple):
    """What a ``#`` made a comment, of a piece that begins at ``start``."""

    at: int
    start: int
    key: str


class Brackets:
    """A value in brackets, as it is read over one line or several."""

    def __init__(self) -> None:
        self._repairs: list[Repair] = []
        self._alike: dict[tuple[int, str], list[tuple[int, TextEdit]]] = {}
        self._open: list[_Open] = []
        self._quote: tuple[str, int, int] | None = None  # an open one: mark, line, offset
        self._last = self._lasting = ""  # the last character of the line above, and of this one
        self._end = (1, 0)  # line and offset behind the last content
        self._hidden: _Hidden | None = None  # on the last line

    def repairs(self) -> list[Repair]:
        """What was found so far; what is wrong several times on a line is one fault."""
        return [self._with_all(repair) for repair in self._repairs]

    def _with_all(self, repair: Repair) -> Repair:
        edits = self._alike.get((repair.line, repair.message), [])
        if len(edits) < 2:
            return repair
        message = f"{repair.message}（这一行有 {len(edits)} 处）"
        return repair._replace(message=message, edits=tuple(edits))

    @property
    def too_deep(self) -> bool:
        """Whether this is better left to the parser."""
        return len(self._open) > MAX_OPEN

    # -- line by line --

    def scan(self, number: int, line: str, start: int) -> int | None:
        """Read on; the offset behind the last bracket, or None while one is open."""
        if not self._open and (plain := _PLAIN.match(line, start)):
            return plain.end()
        at: int | None = start
        if self._quote or line.strip(BLANKS)[:1] not in ("", "#"):
            self._last, self._lasting = self._lasting, line.rstrip(BLANKS)[-1:]
            self._end, self._hidden = (number, len(line.rstrip(BLANKS))), None
        for one in self._open if not start else ():
            one.start = None
        if self._quote:
            self._joint(number, line, behind_blanks(line, start))
            at = after_quote(line, start, self._quote[0])
            if at is None:
                return None
            self._quote = None
            self._open[-1].state = "behind"
        while at is not None:
            at = behind_blanks(line, at)
            if at == len(line) or self._is_comment(number, line, at):
                return None
            at = self._step(number, line, at)
            if not self._open or self.too_deep:
                return at if not self._open else None
        return None

    def _is_comment(self, number: int, line: str, at: int) -> bool:
        if line[at] != "#" or line[at - 1 : at] not in ("", " ", "\t"):
            return False
        if not line[:at].strip(BLANKS):
            return True
        self._end = (number, len(line[:at].rstrip(BLANKS)))
        top = self._open[-1]
        if top.state != "behind":
            start = at if top.start is None or top.state == "before" else top.start
            self._hidden = _Hidden(at, start, f"{top.key}: " if top.role == "value" else "")
        return True

    def _step(self, number: int, line: str, at: int) -> int | None:
        """Take in what stands at ``at``; the offset behind it, None if it goes on below."""
        char = line[at]
        if not self._open:
            return self._opened(number, line, at)
        top = self._open[-1]
        is_text = top.role == "value" and top.state == "before"
        if char in ",，" and not is_text and (end := _commas_end(line, at)):
            return self._doubled_comma(number, at, end, line, top)
        if char == ",":
            return self._next(top, at + 1)
        if char in "]}" or (char in "］｝" and (top.repair is not None or top.state != "before")):
            return self._closed(number, line, at)
        if top.state == "behind":
            return self._behind(number, line, at, top)
        if top.state == "before":
            return self._begin(number, line, at, top)
        if top.role == "value" and follows(line, at, top.key, top.above, is_sign=False):
            above, end = top.end
            fixed = f"{top.above}, {next_piece(line, at)}"
            self._repairs.append(lacks_comma(above, top.above, TextEdit(end, end, ","), fixed))
            return self._next(top, at)
        if top.start is None:
            self._joint(number, line, at)
        return self._read(number, line, at, top)

    def _joint(self, number: int, line: str, at: int) -> None:
        """Say once of a text how its lines are joined."""
        top = self._open[-1]
        if top.is_told or top.role != "value":
            return
        repair = joint_at(number, line, at, self._last)
        if repair:
            top.is_told = True
            self._repairs.append(repair)

    def _begin(self, number: int, line: str, at: int, top: _Open) -> int | None:
        """The first character of a key, value or item."""
        char, top.start = line[at], at
        if char in "\"'":
            end = after_quote(line, at + 1, char)
            if end is None:
                self._quote = (char, number, at)
            top.state = "behind"
            return end
        if char in "[{" or (char in "［｛" and top.key not in TEXTS and _is_pair(line, at)):
            return self._opened(number, line, at)
        if char == "，" and top.role != "value":
            return self._comma_alone(number, line, at, top)
        if top.role != "key" and (message := _needs_quotes(line, at)):
            return self._in_quotes(number, line, at, message, top)
        return self._read(number, line, at, top)

    def _read(self, number: int, line: str, at: int, top: _Open) -> int | None:
        """A piece that is in no quotes, or more of it."""
        is_wide = top.repair is not None
        piece = read(Place(number, line, at, top.role, top.key, top.above, is_wide))
        if piece.repair:
            certain = piece.repair.is_certain and not (top.is_doubtful and top.role == "key")
            self._note(piece.repair._replace(is_certain=certain))
        match piece.then:
            case "doubt":
                return self._comma(number, line, piece.end, top, is_certain=False)
            case "behind":
                top.state = "behind"
            case "value":
                top.role, top.state, top.key, top.above = "value", "before", piece.key, ""
            case "start":
                self._next(top, at)
            case _:
                end = before_blanks(line, piece.end)
                top.state = "inside"
                top.above, top.end = f"{top.above} {line[at:end]}".strip(), (number, end)
        return piece.end

    def _next(self, top: _Open, at: int, *, is_doubtful: bool = False) -> int:
        """Behind a comma."""
        top.is_doubtful, top.is_told = is_doubtful, False
        top.role = "key" if top.bracket == "{" else "item"
        top.state, top.start, top.key, top.above = "before", None, "", ""
        return at

    def _note(self, repair: Repair) -> None:
        """Add a fault; a sign that is wrong on the line already goes with that one."""
        if repair.code not in ("A105", "A106"):
            self._repairs.append(repair)
            return
        alike = self._alike.setdefault((repair.line, repair.message), [])
        alike.extend(repair.edits)
        if len(alike) == len(repair.edits):
            self._repairs.append(repair)
        elif not repair.is_certain:
            self._repairs = [
                one._replace(is_certain=False)
                if (one.line, one.message) == (repair.line, repair.message)
                else one
                for one in self._repairs
            ]

    # -- brackets --

    def _opened(self, number: int, line: str, at: int) -> int:
        bracket, repair = line[at], None
        if bracket in _HALF:
            half = _HALF[bracket]
            message = f"括号用了全角“{bracket}”，应为半角"
            hint = f"这一对括号改为半角的“{half}”和“{_PAIRS[half]}”"
            edit = (number, TextEdit(at, at + 1, half))
            self._repairs.append(Repair(number, at, "A106", message, hint, (edit,)))
            bracket, repair = half, len(self._repairs) - 1
        role: Role = "key" if bracket == "{" else "item"
        self._open.append(_Open(bracket, number, at, repair, role))
        return at + 1

    def _closed(self, number: int, line: str, at: int) -> int:
        opened, sign = self._open.pop(), line[at]
        wanted = _PAIRS[opened.bracket]
        if _HALF.get(sign) == wanted and opened.repair is not None:
            repair = self._repairs[opened.repair]
            edit = (number, TextEdit(at, at + 1, wanted))
            self._repairs[opened.repair] = repair._replace(
                edits=(*repair.edits, edit), is_certain=True
            )
        elif sign != wanted:
            self._note(_unlike(number, opened.bracket, sign, at))
        if self._open:
            self._open[-1].state = "behind"
        return at + 1

    # -- what stands behind a piece --

    def _behind(self, number: int, line: str, at: int, top: _Open) -> int | None:
        char = line[at]
        if char in _COMMAS:
            return self._comma(number, line, at, top)
        if char in ":：" and top.role != "value":
            return self._colon(number, line, at, top)
        if self._lacks_comma(line, at, top):
            end = before_blanks(line, at)
            value = line[end - 1 : end] if top.start is None else line[top.start : end]
            fixed = f"{value}, {next_piece(line, at)}"
            self._note(lacks_comma(number, value, TextEdit(end, at, ", "), fixed))
            return self._next(top, at)
        if top.start is None:  # it began on a line above
            return self._read(number, line, at, top)
        sign = "引号" if line[top.start] in "\"'" else "括号"
        return self._in_quotes(number, line, at, f"右{sign}后面还有文字", top)

    def _lacks_comma(self, line: str, at: int, top: _Open) -> bool:
        """Whether what stands behind a blank is the next piece."""
        if line[at - 1 : at] not in tuple(BLANKS):
            return False
        if top.role == "value":
            return follows(line, at, top.key, "0", is_sign=False)
        end = before_blanks(line, at)
        return line[at] in "\"'[{" and end > 0 and line[end - 1] in "\"']}"

    def _colon(self, number: int, line: str, at: int, top: _Open) -> int:
        key = "" if top.start is None else line[top.start : at].strip(BLANKS)
        end = at + 1
        if several := run_end(line, at):
            end = behind_blanks(line, several)
            self._note(doubled_colon(number, line, at, end, "", HALF_COLON))
        elif line[at] == "：":
            piece = wide_colon(number, line, at)
            end = piece.end
            if piece.repair:
                self._note(piece.repair)
        top.role = "value" if top.bracket == "{" else "item"
        top.state, top.key, top.above = "before", key, ""
        return end

    def _doubled_comma(self, number: int, at: int, end: int, line: str, top: _Open) -> int:
        """``甲，，乙``: one comma too many, or an item that was lost between two."""
        signs = [char for char in line[at:end] if char in ",，"]
        is_between = top.state != "before" and line[end : end + 1] not in ("", "]", "}", "#")
        edit = (number, TextEdit(at, end, ", "))
        message = f"逗号写了{'两' if len(signs) == 2 else f' {len(signs)} '}次"
        hint = "只留一个半角逗号，后面空一格"
        certain = is_between and len(signs) == 2
        self._note(Repair(number, at, "A106", message, hint, (edit,), certain))
        return self._next(top, end)

    def _comma_alone(self, number: int, line: str, at: int, top: _Open) -> int:
        """``[，甲]``: a comma that nothing stands before."""
        end = behind_blanks(line, at + 1)
        hint = "删去“，”，或在它前面补上漏了的一项"
        edits = ((number, TextEdit(at, end, "")),)
        self._repairs.append(Repair(number, at, "A106", "“，”前面没有内容", hint, edits))
        return self._next(top, end)

    def _comma(
        self, number: int, line: str, at: int, top: _Open, *, is_certain: bool = True
    ) -> int:
        """A sign that stands in place of a comma."""
        end = behind_blanks(line, at + 1)
        message = "逗号用了全角“，”，应为半角；几个名字会连成一个"
        if line[at] != "，":
            message = f"各项之间用了“{line[at]}”，应为半角逗号"
        hint = HALF_COMMA if is_certain else f"{HALF_COMMA}；如果是文字，整个加引号"
        edits = ((number, TextEdit(at, end, ", ")),)
        self._note(Repair(number, at, "A106", message, hint, edits, is_certain))
        return self._next(top, end, is_doubtful=not is_certain)

    def _in_quotes(self, number: int, line: str, at: int, message: str, top: _Open) -> int:
        start = at if top.start is None else top.start
        end = text_end(line, at)
        sign = sign_before_name(number, line, start, end, "") if top.role == "item" else None
        if sign and at == start:
            self._repairs.append(sign)
            top.state = "behind"
            return end
        place = Place(number, line, start, top.role, top.key)
        self._repairs.append(quoted(place, at, end, message))
        top.state = "behind"
        return end

    # -- what was left open --

    def close(self, lines: tuple[str, ...]) -> None:
        """Name what nothing closes, and close it behind the last content."""
        if self._quote:
            _, number, start = self._quote
            line = lines[number - 1]
            end = max(start + 1, len(line.rstrip("]}］｝" + BLANKS)))
            comma = line.find(",", start + 2, end)
            if self._open[-1].role == "item" and comma > 0:  # no name has one in it
                end = comma
            self._quote = None
            self._repairs.append(unclosed_quote(number, line, start, end))
            if self._goes_on(number, line, end):
                return
        number, end = self._end
        line = lines[number - 1]
        last = self._open[-1]
        if self._hidden and _PAIRS[last.bracket] in line[self._hidden.at :]:
            behind = text_end(line, self._hidden.at + 1)
            self._repairs.append(_hidden(number, line, self._hidden, behind, _PAIRS[last.bracket]))
            if self._goes_on(number, line, behind):
                return
        sign = line[end - 1 : end]
        if sign in _FOREIGN and line[:end].count(_FOREIGN[sign]) < line[:end].count(sign):
            self._repairs.append(_unlike(number, last.bracket, sign, end - 1))
            self._open.pop()
            if not self._open:
                return
            last = self._open[-1]
        ends = "".join(_PAIRS[one.bracket] for one in reversed(self._open))
        message = f"括号“{last.bracket}”没有配对的“{_PAIRS[last.bracket]}”"
        hint = f"在这一项的末尾补上“{_PAIRS[last.bracket]}”"
        edits = ((number, TextEdit(end, end, ends)),)
        self._repairs.append(Repair(last.line, last.at, "A102", message, hint, edits))

    def _goes_on(self, number: int, line: str, at: int) -> bool:
        """Whether everything is closed in the rest of a line."""
        self._open[-1].state = "behind"
        return self.scan(number, line, at) is not None


def _unlike(number: int, opened: str, sign: str, at: int) -> Repair:
    """A closing bracket that is none of the kind that was opened."""
    wanted = _PAIRS[opened]
    message = f"左边的括号是“{opened}”，右边的却是“{sign}”"
    edits = ((number, TextEdit(at, at + 1, wanted)),)
    return Repair(number, at, "A102", message, f"改为“{wanted}”", edits)


def _hidden(number: int, line: str, hidden: _Hidden, end: int, closing: str) -> Repair:
    """A ``#`` behind which the closing bracket stands too."""
    at, start, key = hidden
    repair = hidden_text(number, line, start, at, key, end)
    comment = f"如果是说明，在前面补上“{closing}”，# 后面空一格"
    if key:
        text = repair.hint.split("；")[0]
        return repair._replace(hint=f"{text}；{comment}")
    if start < at:
        edits = ((number, TextEdit(at, end, "")),)
        return repair._replace(hint=f"“{line[at:end]}”移到“{closing}”的后面", edits=edits)
    edits = ((number, TextEdit(at, at + 1, "")),)
    return repair._replace(hint=f"如果是名字，删去“#”；{comment}", edits=edits)


def _is_pair(line: str, at: int) -> bool:
    """Whether a full-width bracket is one of the value's own, and not the first character
    of a text: what stands behind its pair shows."""
    wanted = {"［": "］", "｛": "｝"}[line[at]]
    end = line.find(wanted, at)
    behind = behind_blanks(line, end + 1) if end > 0 else len(line)
    return line[behind : behind + 1] in ("", ",", "，", "]", "}", "］", "｝", "#")


def _commas_end(line: str, at: int) -> int | None:
    """The offset behind several commas and their blanks; None where there is one only."""
    match = _COMMAS_RUN.match(line, at)
    return match.end() if match else None


def _needs_quotes(line: str, at: int) -> str | None:
    """What is wrong with the first character of a text between brackets."""
    if line[at : at + 2] in ("- ", "? "):
        return f"括号里的各项不能以“{line[at]} ”开头"
    return needs_quotes(line[at : at + _LONGEST_NAME])
