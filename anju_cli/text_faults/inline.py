"""What stands on one line of YAML: dashes, keys, quotes and brackets.

Pure functions from a line and an offset (from 0) to what is there and to what is
wrong with it. Which line belongs to which other is the business of ``layout``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from anju_cli.problems import Edit, Edits

BLANKS = " \t\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_QUOTED = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'"
_SIMPLE = r"[^\s:：#'\"\[\]{}，,]+"  # 司法局, 2021-06
_NUMBER_ENDS = r"\d+\s*(?:#.*)?$"
_QUOTED_KEY = re.compile(rf"(?P<key>{_QUOTED})\s*(?P<colon>[:：])(?P<gap>\s*)")
_KEY = re.compile(r"(?P<key>[^\s'\"\[\]{}#&*!|>%@`,].*?)(?P<colon>:)(?P<gap>\s+|$)")
_WIDE_KEY = re.compile(
    rf"(?P<key>[A-Za-z_]+|{_SIMPLE}(?=\s*：\s*(?:{_NUMBER_ENDS}|$|[\[{{#])))"
    r"\s*(?P<colon>：)(?P<gap>\s*)"
)
_TIGHT_KEY = re.compile(
    rf"(?P<key>[a-z_]+(?=:[^/\s])|(?!\d+:){_SIMPLE}(?=:(?:{_NUMBER_ENDS}|[\[{{])))"
    r"(?P<colon>:)(?P<gap>)"
)
_STRAY_WIDE_KEY = re.compile(rf"(?P<key>{_SIMPLE})\s*(?P<colon>：)(?P<gap>\s*)")
_BARE_KEY = re.compile(rf"(?P<key>[A-Za-z_]+(?=\s*$|\s+\S)|{_SIMPLE}(?=\s+{_NUMBER_ENDS}))\s*")
_DASH = re.compile(r"-(?P<gap>\s+|$)")
_NEAR_DASH = re.compile(r"-(?![-\s])|[－—–−](?![－—–−])\s*")
_NAMED = re.compile(r"[&*!](?:[A-Za-z0-9!_-]+(?=\s|$)|\S+\s+[\[{])")
_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_CLOSING = {'"': re.compile(r"(?:[^\"\\]|\\.)*+\""), "'": re.compile(r"(?:[^']|'')*+'")}

_NAMES = {"\t": " Tab", "\u3000": "全角空格（U+3000）", "\u00a0": "不换行空格（U+00A0）"}
_LONGEST_FIX = 60


class Fault(NamedTuple):
    """What is wrong at ``at`` of the line ``line``, and the edits that mend it, by line.

    With ``is_certain`` nothing else can have been meant, and the file itself may be
    mended; otherwise the edits only help to read on.
    """

    line: int
    at: int
    code: str
    message: str
    hint: str
    edits: Edits = ()
    is_certain: bool = False


class Key(NamedTuple):
    """A key, where its value begins, and what is wrong with the colon between them."""

    text: str
    end: int
    fault: Fault | None


def fix(text: str) -> str:
    """The hint that says what to write instead."""
    return f"改为：{text}" if len(text) <= _LONGEST_FIX else f"改为：{text[:_LONGEST_FIX]}…"


def strange_blank(blanks: str) -> tuple[str, str] | None:
    """Code and name of the first blank that is no half-width space."""
    for char in blanks:
        if char != " ":
            name = _NAMES.get(char, f"特殊空格（U+{ord(char):04X}）")
            return ("A103" if char == "\t" else "A104"), name
    return None


def dash(number: int, line: str, start: int) -> Key | None:
    """The dash of a list item at ``start``; its ``text`` is ``-``."""
    match = _DASH.match(line, start)
    if match is None:
        return None
    strange = strange_blank(match["gap"][:1])
    fault = None
    if strange and match.end() < len(line):
        code, name = strange
        edit = Edit(match.start("gap"), match.end(), " ")
        message = f"横线后面用了{name}，应为半角空格"
        hint = fix(f"- {line[match.end() :]}")
        fault = Fault(number, edit.start, code, message, hint, ((number, edit),), is_certain=True)
    return Key("-", match.end(), fault)


def near_dash(number: int, line: str, start: int) -> Key | None:
    """A dash that YAML does not take for one: full-width, or with no space behind it."""
    match = _NEAR_DASH.match(line, start)
    if match is None or match.end() == len(line):
        return None
    char = line[start]
    if char == "-":
        message = "列表的横线后面要空一格"
    else:
        message = f"列表的横线写成了“{char}”，应为半角的“-”"
    edit = Edit(start, match.end(), "- ")
    hint = fix(f"- {line[match.end() :]}")
    fault = Fault(number, start, "A113", message, hint, ((number, edit),), is_certain=True)
    return Key("-", match.end(), fault)


def missing_dash(number: int, line: str, start: int) -> Fault:
    """The fault of a list item that has no dash."""
    edit = Edit(start, start, "- ")
    hint = fix(f"- {line[start:]}")
    return Fault(number, start, "A113", "这一行前面缺少列表的“- ”", hint, ((number, edit),))


def find_key(number: int, line: str, start: int) -> Key | None:
    """The key at ``start``, also where its colon is full-width or has no space behind it."""
    for pattern in (_QUOTED_KEY, _WIDE_KEY, _TIGHT_KEY, _KEY):
        match = pattern.match(line, start)
        if match and (pattern is _QUOTED_KEY or not _COMMENT.search(match["key"])):
            return _key(number, line, match)
    return None


def stray_key(number: int, line: str, start: int) -> Key | None:
    """A key where only a key can be, so that less is needed to know one:
    any text before a full-width colon, or one of our words without a colon."""
    match = _STRAY_WIDE_KEY.match(line, start)
    if match:
        return _key(number, line, match)
    match = _BARE_KEY.match(line, start)
    if match is None:
        return None
    rest = line[match.end() :]
    edit = Edit(match.end("key"), match.end(), ": " if rest else ":")
    fixed = f"{match['key']}: {rest}".rstrip()
    message = f"“{match['key']}”后面缺少冒号"
    fault = Fault(number, match.end("key"), "A105", message, fix(fixed), ((number, edit),))
    return Key(match["key"], match.end(), fault)


def _key(number: int, line: str, match: re.Match[str]) -> Key:
    key, gap, rest = match["key"].rstrip(), match["gap"], line[match.end() :]
    strange = strange_blank(gap[:1].replace("\t", " "))
    fixed = fix(f"{key}: {rest}".rstrip())
    if match["colon"] == "：":
        code, message = "A105", "冒号用了全角“：”，应为半角"
        edit = Edit(match.start("colon"), match.end(), ": " if rest else ":")
    elif not gap and rest:
        code, message = "A105", "冒号后面要空一格"
        edit = Edit(match.end(), match.end(), " ")
    elif strange and rest:
        code, message = strange[0], f"冒号后面用了{strange[1]}，应为半角空格"
        edit = Edit(match.start("gap"), match.end(), " ")
    else:
        return Key(key, match.end(), None)
    fault = Fault(number, edit.start, code, message, fixed, ((number, edit),), is_certain=True)
    return Key(key, match.end(), fault)


def comment_start(line: str, start: int) -> int:
    """Where the comment begins; the end of the line when there is none."""
    match = _COMMENT.search(line, start)
    return match.start() if match else len(line)


def content_end(line: str, start: int) -> int:
    """Where the text that begins at ``start`` ends, before blanks and a comment."""
    return max(start, len(line[: comment_start(line, start)].rstrip(BLANKS)))


def after_quote(line: str, start: int, quote: str) -> int | None:
    """The offset behind the closing quote; None when it is not on this line."""
    match = _CLOSING[quote].match(line, start)
    return match.end() if match else None


def needs_quotes(value: str) -> str | None:
    """What is wrong with the first character of a text; None when nothing is.

    ``&name``, ``*name`` and ``!name`` are YAML that these files do without; the
    parser names them.
    """
    if value[0] in "@`%,]}|>":
        return f"文字不能以“{value[0]}”开头，除非加引号"
    if value[0] in "&*!" and not _NAMED.match(value):
        return f"以“{value[0]}”开头，在 YAML 里有别的意思；是文字就要加引号"
    return None


def in_quotes(number: int, line: str, start: int, at: int, message: str, key: str) -> Fault:
    """A fault at ``at`` that is mended by putting the whole value in quotes."""
    end = content_end(line, start)
    value = line[start:end]
    mark, inner = '"', value
    edits = [Edit(start, start, mark)]
    if '"' in value or "\\" in value:
        mark, inner = "'", value.replace("'", "''")
        edits = [Edit(start, start, mark)]
        edits += [
            Edit(start + match.start(), start + match.start(), "'")
            for match in re.finditer("'", value)
            if match.start()
        ]
        if value.startswith("'"):
            edits[0] = Edit(start, start, "''")
    edits.append(Edit(end, end, mark))
    hint = fix(f"{key}{mark}{inner}{mark}")
    is_certain = value[0] in "@`%"  # & and * could be meant as YAML's names
    mending = tuple((number, edit) for edit in edits)
    return Fault(number, at, "A102", message, hint, mending, is_certain)


# -- brackets --------------------------------------------------------------

_PAIRS = {"[": "]", "{": "}"}
_HALF = {"［": "[", "］": "]", "｛": "{", "｝": "}"}
_FLOW_TOKEN = re.compile(
    rf"(?:^|(?<=[\[{{,:，：［｛]))\s*(?:(?P<quoted>{_QUOTED})|(?P<quote>[\"']))"
    rf"|(?P<tight>(?<=[{{,，｛])\s*{_SIMPLE}:(?=[^\s,，\]}}/]))"
    r"|(?P<comment>(?:^|(?<=\s))#.*)"
    r"|(?P<open>[\[{［｛])"
    r"|(?P<close>[\]}］｝])"
    r"|(?P<comma>，\s*)"
    r"|(?P<colon>：\s*|:(?=[^\S \t])\s*)"
)
MAX_OPEN = 32
"""Deeper brackets are a fault of their own, which the parser names."""


class _Open(NamedTuple):
    """A bracket that is open; ``fault`` is its index if it is a full-width one."""

    bracket: str
    line: int
    at: int
    fault: int | None


class Brackets:
    """A value in brackets, as it is read over one line or several."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._alike: dict[tuple[int, str], list[tuple[int, Edit]]] = {}
        self._open: list[_Open] = []
        self._quote: tuple[str, int, int] | None = None  # an open one: mark, line, offset
        self._end = (1, 0)  # line and offset behind the last content

    def faults(self) -> list[Fault]:
        """What was found so far; what is wrong several times on a line is one fault."""
        return [self._with_all(fault) for fault in self._faults]

    def _with_all(self, fault: Fault) -> Fault:
        edits = self._alike.get((fault.line, fault.message), [])
        if len(edits) < 2:
            return fault
        message = f"{fault.message}（这一行有 {len(edits)} 处）"
        return fault._replace(message=message, edits=tuple(edits))

    @property
    def too_deep(self) -> bool:
        """Whether this is better left to the parser."""
        return len(self._open) > MAX_OPEN

    def scan(self, number: int, line: str, start: int) -> int | None:
        """Read on; the offset behind the last bracket, or None while one is open."""
        at = start
        self._end = (number, len(line.rstrip(BLANKS)))
        if self._quote:
            end = after_quote(line, at, self._quote[0])
            if end is None:
                return None
            self._quote, at = None, end
        while match := _FLOW_TOKEN.search(line, at):
            at = match.end()
            if match.lastgroup == "quote":
                self._quote = (match["quote"], number, match.start("quote"))
                return None
            self._take(number, line, match)
            if not self._open:
                return at
            if self.too_deep:
                return None
        return None

    def close(self, lines: tuple[str, ...]) -> None:
        """Name what nothing closes, and close it behind the last content."""
        if self._quote:
            _, number, start = self._quote
            line = lines[number - 1]
            end = max(start + 1, len(line.rstrip("]}］｝" + BLANKS)))
            self._quote = None
            self._faults.append(unclosed_quote(number, line, start, end))
            if self.scan(number, line, end):
                return
        last = self._open[-1]
        ends = "".join(_PAIRS[one.bracket] for one in reversed(self._open))
        number, end = self._end
        message = f"括号“{last.bracket}”没有配对的“{_PAIRS[last.bracket]}”"
        hint = f"在这一项的末尾补上“{_PAIRS[last.bracket]}”"
        edits = ((number, Edit(end, end, ends)),)
        self._faults.append(Fault(last.line, last.at, "A102", message, hint, edits))

    def _take(self, number: int, line: str, match: re.Match[str]) -> None:
        match match.lastgroup:
            case "open":
                self._opened(number, match)
            case "close":
                self._closed(number, match)
            case "comma":
                message = "逗号用了全角“，”，应为半角；几个名字会连成一个"
                self._replace(number, match, ", ", "A106", message, "改为半角逗号，后面空一格")
            case "colon":
                message = "冒号用了全角“：”，应为半角"
                if match.group()[0] == ":":
                    message = "冒号后面的空格不是半角空格"
                self._replace(number, match, ": ", "A105", message, "改为半角冒号，后面空一格")
            case "tight" if self._open[-1].bracket == "{":
                end = match.end()
                value = re.match(r"[^,，\]}]*", line[end:])
                hint = fix(f"{match.group().strip()} {value.group() if value else ''}".rstrip())
                edits = ((number, Edit(end, end, " ")),)
                fault = Fault(number, end, "A105", "冒号后面要空一格", hint, edits, is_certain=True)
                self._faults.append(fault)
            case "comment":
                self._end = (number, len(line[: match.start()].rstrip(BLANKS)))
            case _:
                pass

    def _replace(
        self, number: int, match: re.Match[str], text: str, code: str, message: str, hint: str
    ) -> None:
        edit = (number, Edit(match.start(), match.end(), text))
        alike = self._alike.setdefault((number, message), [])
        alike.append(edit)
        if len(alike) == 1:
            certain = code != "A102"
            self._faults.append(Fault(number, match.start(), code, message, hint, (edit,), certain))

    def _opened(self, number: int, match: re.Match[str]) -> None:
        bracket, fault = match.group(), None
        if bracket in _HALF:
            half = _HALF[bracket]
            message = f"括号用了全角“{bracket}”，应为半角"
            hint = f"这一对括号改为半角的“{half}”和“{_PAIRS[half]}”"
            edit = (number, Edit(match.start(), match.end(), half))
            self._faults.append(Fault(number, match.start(), "A106", message, hint, (edit,)))
            bracket, fault = half, len(self._faults) - 1
        self._open.append(_Open(bracket, number, match.start(), fault))

    def _closed(self, number: int, match: re.Match[str]) -> None:
        opened = self._open.pop()
        wanted = _PAIRS[opened.bracket]
        if match.group() == wanted:
            return
        if _HALF.get(match.group()) == wanted and opened.fault is not None:
            fault = self._faults[opened.fault]
            edit = (number, Edit(match.start(), match.end(), wanted))
            self._faults[opened.fault] = fault._replace(edits=(*fault.edits, edit), is_certain=True)
        else:
            message = f"左边的括号是“{opened.bracket}”，右边的却是“{match.group()}”"
            self._replace(number, match, wanted, "A102", message, f"改为“{wanted}”")


def unclosed_quote(number: int, line: str, start: int, end: int) -> Fault:
    """The fault of a quote that nothing closes, mended at ``end``."""
    edits = ((number, Edit(end, end, line[start])),)
    hint = fix(f"{line[start:end]}{line[start]}")
    return Fault(number, start, "A102", "引号没有配对：这一行里没有右引号", hint, edits)
