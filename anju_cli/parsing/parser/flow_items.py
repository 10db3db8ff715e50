"""One key, value or item between brackets that stands in no quotes: where it ends, and
what is wrong with it.

What holds words is a text, and full-width punctuation in it is right; only where the
next key shows can a sign in it have been meant to part two items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import sort_of
from anju_cli.parsing.lexer.characters import ALIKE
from anju_cli.parsing.lexer.colons import (
    doubled_colon,
    left_sign,
    run_end,
    stray_end,
)
from anju_cli.parsing.lexer.literals import COUNT, DATE, TEXTS, WORDS, is_bare
from anju_cli.parsing.lexer.quotes import in_quotes
from anju_cli.parsing.lexer.tokens import BLANKS, QUOTED, SIMPLE, Repair, fix
from anju_cli.text.lenient import quoted as repeated

Role: TypeAlias = Literal["item", "key", "value"]
Then: TypeAlias = Literal["behind", "doubt", "value", "start", "below"]
HALF_COMMA = "改为半角逗号，后面空一格"
HALF_COLON = "改为半角冒号，后面空一格"

_STOP = re.compile(
    r"(?P<end>[,\]}])|(?P<wide_end>[］｝])|(?P<open>[\[{])|(?P<comment>(?<=[ \t])#)"
    r"|(?P<colon>:(?=\s|$|[,\[\]{}]))|(?P<tight>:(?!/))|(?P<wide>：)|(?P<apart>[，、；;])"
    rf"|(?P<blank>(?<![{BLANKS}])[{BLANKS}]++(?=[^{BLANKS}#]))"
)
_LONGEST = 60
_DEEPEST = 8
_OPENS = {"］": "［", "｝": "｛"}
_PARTS = frozenset({"wide", "apart", "tight", "blank"})
"""Signs that part nothing inside （）: ``区委办（档案局，保密局）`` is one name."""
_FIELD = "|".join(sorted(WORDS, key=len, reverse=True))
_A_FIELD = re.compile(rf"\s*(?:{_FIELD})\s*[:：]")
_A_FIELD_APART = re.compile(rf"(?:{_FIELD})[ \t]*:(?=[ \t]|$)")
_A_NAME = re.compile(
    rf"\s*(?:{SIMPLE}|{QUOTED})\s*[:：]\s*(?:{COUNT}条?\s*(?=[,，、；;\]}}］｝#]|$)|[\[{{［｛])"
)
_A_NAME_APART = re.compile(
    rf"(?!\d+:\d)(?:{SIMPLE}|{QUOTED})\s*[:：]\s*"
    rf"(?:{COUNT}条?(?=[\s,，、；;\]}}］｝#]|$)|[\[{{［｛])"
)
_A_WORD = re.compile(rf"\s*(?:{SIMPLE}|{QUOTED})[ \t]*(?:：|:(?=[ \t]|$))")
_A_WORD_APART = re.compile(rf"(?!\d+:)(?:{SIMPLE}|{QUOTED})[ \t]*:(?=[ \t]|$)")
_A_COUNT = re.compile(rf"\s*{SIMPLE}[ \t]+{COUNT}\s*(?:[,，\]}}]|$)")
_SIGNS = f";；={ALIKE}.。、"
_NO_COLON = re.compile(
    rf"(?P<key>[^\s:：#'\"\[\]{{}}，,{_SIGNS}]+)"
    rf"(?P<gap>[{BLANKS}]*[{_SIGNS}][{BLANKS}]*|[{BLANKS}]+)(?:{COUNT}条?|{DATE}[-0-9]*)"
    rf"|(?P<field>{_FIELD})(?P<after>[{BLANKS}]+).+"
)
_MORE_COMMAS = re.compile(rf"[{BLANKS}，,]*")
_NAMED_COUNT = re.compile(
    rf"\s*(?!{COUNT}条?\s*[、；;.。]){SIMPLE}[ \t]*[:：][ \t]*{COUNT}条?\s*(?:[,，、；;\]}}］｝]|$)"
)
_A_COUNT_ALONE = re.compile(rf"{COUNT}条?\s*(?:[,，、；;}}］｝]|$)")
_HALF_COLON = re.compile(r"[^:：]*:(?:\s|$)")
_SLASH = re.compile(
    rf"(?:{DATE}[-0-9]*|{COUNT})(?P<gap>[ \t]*(?P<sign>[/\\|+])[ \t]*)(?:{SIMPLE})[ \t]*"
)
_ALONE = re.compile(SIMPLE)
_TEXT_STOP = re.compile(r"[,\[\]{}]|(?<=[ \t])#")
_GAP = re.compile(rf"[{BLANKS}]*")
_LINE_ENDS = re.compile(rf"[{BLANKS}]*(?:#|$)")
_LATIN = re.compile(r"[A-Za-z_]+")


class Place(NamedTuple):
    """Where a key, value or item begins (its first character on this line); the key that
    a value stands under, and what of it stands on the lines above."""

    number: int
    line: str
    start: int
    role: Role
    key: str = ""
    above: str = ""
    is_wide: bool = False  # whether its bracket is a full-width one


class Piece(NamedTuple):
    """What was read: ``end`` is where to read on, ``then`` what comes there. ``key`` is
    the key that was read, where its value comes next. ``doubt``: a sign comes there that
    may as well be part of the text."""

    end: int
    then: Then
    repair: Repair | None = None
    key: str = ""


class _Stop(NamedTuple):
    """A place where something may end: what it is, and from where to where it goes."""

    kind: str
    at: int
    end: int
    sign: str


def read(place: Place) -> Piece:
    """Read one key, value or item to its end, or to that of the line."""
    stopped = {"item": _item, "key": _key, "value": _value}[place.role]
    for stop in _stops(place):
        if stop.kind == "comment":
            return Piece(stop.at, "below")
        if stop.kind == "end":
            repair = _missing_colon(place, stop.at) if place.role == "key" else None
            return Piece(stop.at, "behind", repair)
        piece = stopped(place, stop)
        if piece:
            return piece
    return Piece(len(place.line), "below")


def _stops(place: Place) -> Iterator[_Stop]:
    depth, counted = _depth(place.above, 0), place.start
    for match in _STOP.finditer(place.line, place.start):
        kind, sign = match.lastgroup or "", match.group()
        depth, counted = _depth(place.line[counted : match.start()], depth), match.start()
        if depth and kind in _PARTS:
            continue
        if kind == "wide_end":
            if not _closes(place, match.start(), sign):
                continue
            kind = "end"
        yield _Stop(kind, *match.span(), sign)


def _depth(text: str, depth: int) -> int:
    """How many （ are open behind a text, where so many were before it."""
    if "（" not in text and "(" not in text and not depth:
        return 0
    for char in text:
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
    return depth


def _closes(place: Place, at: int, sign: str) -> bool:
    """Whether a full-width bracket closes the value and is no part of its text."""
    if not place.is_wide and not _LINE_ENDS.match(place.line, at + 1):
        return False
    text = place.line[place.start : at]
    return text.count(_OPENS[sign]) <= text.count(sign)


def behind_blanks(line: str, at: int) -> int:
    """The offset behind the blanks at ``at``."""
    match = _GAP.match(line, at)
    return match.end() if match else at


def before_blanks(line: str, at: int) -> int:
    """The offset where the blanks before ``at`` begin."""
    while at and line[at - 1] in BLANKS:
        at -= 1
    return at


def text_end(line: str, at: int) -> int:
    """Where a text ends that has brackets in it: before a comma or a bracket of its own."""
    depth, flat, end = 0, len(line), len(line)  # flat: as if no bracket were opened
    for match in _TEXT_STOP.finditer(line, at):
        sign = match.group()
        if sign not in "[{":
            flat = min(flat, match.start())
        if sign in "[{":
            depth += 1
            if depth > _DEEPEST:
                break
        elif sign in "]}" and depth:
            depth -= 1
        elif sign != "," or not depth:
            end = match.start()
            break
    return before_blanks(line, flat if depth else end)


# -- items of a list ---------------------------------------------------------


def _item(place: Place, stop: _Stop) -> Piece | None:
    line = place.line
    match stop.kind:
        case "open":
            return _text_with_bracket(place, stop)
        case "colon" | "wide":
            end = behind_blanks(line, stop.end)
            if line[end : end + 1] in ("]", ",", "，"):
                return _colon_at_the_end(place, stop, end)
            return Piece(stop.end, "start") if stop.kind == "colon" else None
        case "apart" if stop.sign == "，":
            return Piece(stop.at, "behind")
        case _:
            return None


def _colon_at_the_end(place: Place, stop: _Stop, end: int) -> Piece:
    """``[甲：]``: YAML makes a mapping of it."""
    name = place.line[place.start : stop.at].rstrip(BLANKS)
    edit = TextEdit(stop.at, end, "")
    hint = f"删去末尾的冒号，改为：{name}"
    message = "名字后面多了一个冒号"
    return Piece(
        end, "behind", Repair(place.number, stop.at, "A105", message, hint, ((place.number, edit),))
    )


# -- keys --------------------------------------------------------------------


def _key(place: Place, stop: _Stop) -> Piece | None:
    line, number = place.line, place.number
    key = line[place.start : stop.at].strip(BLANKS)
    match stop.kind:
        case "open" if _ALONE.fullmatch(key):
            end = before_blanks(line, stop.at)
            fixed = f"{key}: {line[stop.at : text_end(line, stop.at)]}"
            repair = _colon_repair(number, key, TextEdit(end, stop.at, ": "), fixed)
            return Piece(stop.at, "value", repair, key)
        case "apart" if stop.sign == "，":
            return Piece(stop.at, "behind", _missing_colon(place, stop.at))
        case "colon" | "tight" | "wide" if several := run_end(line, stop.at):
            end = behind_blanks(line, several)
            repair = doubled_colon(number, line, stop.at, end, "", HALF_COLON)
            return Piece(end, "value", repair, key)
        case "colon":
            return _colon(place, stop, key)
        case "tight" | "wide" if behind := _behind_stray(line, stop.end):
            span = (behind_blanks(line, stop.end), behind)
            repair = left_sign(number, line, stop.at, span, key)
            fixed = f"{key}: {next_piece(line, behind)}"
            return Piece(behind, "value", repair._replace(hint=fix(fixed)), key)
        case "tight" if _ALONE.fullmatch(key) or _A_COUNT_ALONE.match(line, stop.end):
            value = re.match(r"[^,，\]}]*", line[stop.end :])
            hint = fix(f"{key}: {value.group() if value else ''}".rstrip())
            edits = ((number, TextEdit(stop.end, stop.end, " ")),)
            message = "冒号后面要空一格"
            certain = "：" not in key or key[-1:] in "）)"
            repair = Repair(number, stop.end, "A105", message, hint, edits, certain)
            return Piece(stop.end, "value", repair, key)
        case "wide" if _is_in_name(line, stop.end, key):
            return None
        case "wide":
            end, then, repair = _wide_colon(number, line, stop.at)
            # After a colon in the name, nobody knows which is the right one.
            is_certain = "：" not in key or key[-1:] in "）)"
            return Piece(end, then, repair._replace(is_certain=is_certain), key)
        case _:
            return None


def _behind_stray(line: str, at: int) -> int | None:
    """The offset behind a sign that is left over behind a colon, before a value."""
    start = behind_blanks(line, at)
    end = stray_end(line, start) if line[start : start + 1] != "," else None
    is_value = end is not None and line[end : end + 1] not in ("", "]", "}", "］", "｝")
    return end if is_value and not _A_FIELD.match(line, end or 0) else None


def _is_in_name(line: str, at: int, key: str) -> bool:
    """``安居区：经开区: 3``: a colon in a name, for the right one comes behind it."""
    return sort_of(key) == "name" and _NAMED_COUNT.match(line, at) is not None


def _colon(place: Place, stop: _Stop, key: str) -> Piece:
    following = place.line[stop.end : stop.end + 1]
    if following in ("", " ", "\t") or not following.isspace():
        return Piece(stop.end, "value", None, key)
    end = behind_blanks(place.line, stop.end)
    edits = ((place.number, TextEdit(stop.at, end, ": ")),)
    message = "冒号后面的空格不是半角空格"
    repair = Repair(place.number, stop.at, "A105", message, HALF_COLON, edits, is_certain=True)
    return Piece(end, "value", repair, key)


def _wide_colon(number: int, line: str, at: int) -> tuple[int, Then, Repair]:
    end = behind_blanks(line, at + 1)
    edits = ((number, TextEdit(at, end, ": ")),)
    message = "冒号用了全角“：”，应为半角"
    return end, "value", Repair(number, at, "A105", message, HALF_COLON, edits, is_certain=True)


def wide_colon(number: int, line: str, at: int) -> Piece:
    """A full-width colon at ``at``, behind a key in quotes."""
    return Piece(*_wide_colon(number, line, at))


def _missing_colon(place: Place, end: int) -> Repair | None:
    """``{甲 21, 乙: 30}``."""
    text = place.line[place.start : end].rstrip(BLANKS)
    match = _NO_COLON.fullmatch(text)
    if match is None or (match["key"] or "").isdigit():
        return None
    group = "gap" if match["gap"] else "after"
    key, sign = match["key"] or match["field"], match[group].strip(BLANKS)
    edit = TextEdit(place.start + match.start(group), place.start + match.end(group), ": ")
    repair = _colon_repair(place.number, key, edit, f"{key}: {text[match.end(group) :]}")
    message = f"{repeated(key)}后面应是半角冒号，写的却是“{sign}”"
    return repair._replace(message=message) if sign else repair


def _colon_repair(number: int, key: str, edit: TextEdit, fixed: str) -> Repair:
    message = f"{repeated(key)}后面缺少冒号"
    return Repair(number, edit.start, "A105", message, fix(fixed), ((number, edit),))


# -- values ------------------------------------------------------------------


def _value(place: Place, stop: _Stop) -> Piece | None:
    match stop.kind:
        case "open":
            return _text_with_bracket(place, stop)
        case "colon" if match := _SLASH.fullmatch(place.line, place.start, stop.at):
            sign, span = match["sign"], match.span("gap")
            edits = ((place.number, TextEdit(*span, ", ")),)
            message = f"各项之间用了“{sign}”，应为半角逗号"
            repair = Repair(place.number, match.start("sign"), "A106", message, HALF_COMMA, edits)
            return Piece(span[1], "start", repair)
        case "colon":
            message = "文字里有冒号加空格，YAML 会从这里断开"
            end = text_end(place.line, stop.at)
            if end == stop.end:
                message = "文字以冒号结尾，YAML 会当成项名"
            return _quoted(place, stop.at, end, message)
        case "apart" if _next_follows(place, stop):
            return Piece(stop.at, "doubt" if _is_in_doubt(place, stop) else "behind")
        case "blank":
            return _missing_comma(place, stop)
        case _:
            return None


def _next_follows(place: Place, stop: _Stop) -> bool:
    """Whether the next key stands behind a sign, or behind several."""
    value, at = _so_far(place, stop), stop.end
    if is_bare(value) and place.key not in TEXTS and (more := _MORE_COMMAS.match(place.line, at)):
        at = more.end()
    return follows(place.line, at, place.key, value, True)


def _is_in_doubt(place: Place, stop: _Stop) -> bool:
    """``note: 时间：三点，link：见附件``: the sign stands in a text, and YAML reads all of it
    as that, for the next colon is none either."""
    is_text = place.key in TEXTS or not is_bare(_so_far(place, stop))
    return is_text and not _HALF_COLON.match(place.line, stop.end)


def _so_far(place: Place, stop: _Stop) -> str:
    """What was read of a value; enough of it to tell a count or date from a text."""
    start = place.start
    return f"{place.above} {place.line[start : min(stop.at, start + _LONGEST)]}".strip(BLANKS)


def _missing_comma(place: Place, stop: _Stop) -> Piece | None:
    line, value = place.line, _so_far(place, stop)
    if not value or not follows(line, stop.end, place.key, value, False):
        return None
    edit = TextEdit(stop.at, stop.end, ", ")
    fixed = f"{value}, {next_piece(line, stop.end)}"
    repair = lacks_comma(place.number, value, edit, fixed, is_bare(value))
    return Piece(stop.end, "start", repair)


def next_piece(line: str, at: int) -> str:
    """What stands there up to a comma; of a long one, the beginning."""
    rest = line[at : at + _LONGEST]
    return rest[: text_end(rest, 0)]


def lacks_comma(
    number: int, value: str, edit: TextEdit, fixed: str, is_certain: bool = False
) -> Repair:
    """The fault of two items with nothing but blanks between them."""
    message = f"{repeated(value)}后面缺少逗号"
    edits = ((number, edit),)
    return Repair(number, edit.start, "A102", message, fix(fixed), edits, is_certain)


def follows(line: str, at: int, key: str, value: str, is_sign: bool) -> bool:
    """Whether the next key stands behind a sign (or a blank) in the value of ``key``.

    Fields go with fields, and names with names: ``note: 其中，甲局：20`` is a text.
    """
    bare = is_bare(value) and key not in TEXTS
    of_fields = _LATIN.fullmatch(key.strip("\"'")) is not None
    patterns = [_A_FIELD if is_sign else _A_FIELD_APART]
    if not of_fields:
        patterns.append(_A_NAME if is_sign else _A_NAME_APART)
    if bare:
        patterns += [_A_WORD, _A_COUNT] if is_sign else [_A_WORD_APART]
    return any(pattern.match(line, at) for pattern in patterns)


def _text_with_bracket(place: Place, stop: _Stop) -> Piece | None:
    message = f"文字里有括号“{stop.sign}”，要整个加引号"
    return _quoted(place, stop.at, text_end(place.line, stop.at), message)


def _quoted(place: Place, at: int, end: int, message: str) -> Piece | None:
    if place.above:
        return None  # it began on a line above: left to the parser
    return Piece(end, "behind", quoted(place, at, end, message))


def quoted(place: Place, at: int, end: int, message: str) -> Repair:
    """A fault at ``at`` of a text that needs quotes; they go up to ``end``."""
    number, line, start = place.number, place.line, place.start
    if place.role == "item" and line[start] in "\"'":  # names have no quotes inside
        marks = [match.start() for match in re.finditer(line[start], line[start:end])]
        edits = tuple((number, TextEdit(start + mark, start + mark + 1, "")) for mark in marks)
        hint = fix(line[start:end].replace(line[start], ""))
        return Repair(number, at, "A102", message, hint, edits)
    if place.role == "item" and line.startswith("- ", start):
        edits = ((number, TextEdit(start, start + 2, "")),)
        return Repair(number, at, "A113", message, fix(line[start + 2 : end]), edits)
    prefix = f"{place.key}: " if place.role == "value" else ""
    return in_quotes(number, line, start, at, message, prefix, end)
