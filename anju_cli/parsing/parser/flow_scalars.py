"""Plain scalars between brackets: where one begins and what may end it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import FIELD_NAMES, TEXT_FIELDS
from anju_cli.parsing.lexer import quotes, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Repair, change_to

Role: TypeAlias = Literal["item", "key", "value"]
Then: TypeAlias = Literal["after", "doubtful", "value", "entry", "below"]
HALF_COMMA = "改为半角逗号，后面空一格"
HALF_COLON = "改为半角冒号，后面空一格"

_STOP = re.compile(
    r"(?P<end>[,\]}])|(?P<wide_end>[］｝])|(?P<open>[\[{])|(?P<comment>(?<=[ \t])#)"
    r"|(?P<colon>:(?=\s|$|[,\[\]{}]))|(?P<tight>:(?!/))|(?P<wide>：)|(?P<apart>[，、；;﹐､﹑﹔])"
    rf"|(?P<blank>(?<![{BLANKS}])[{BLANKS}]++(?=[^{BLANKS}#]))"
)
FIELD = "|".join(sorted(FIELD_NAMES, key=len, reverse=True))
NEXT_FIELD = re.compile(rf"\s*(?:{FIELD})\s*[:：]")
_NOT_IN_PARENTHESES = frozenset({"wide", "apart", "tight", "blank"})
"""What ends nothing inside （）: ``区委办（档案局，保密局）`` is one name."""

_OPENING = {"］": "［", "｝": "｛"}
_TEXT_STOP = re.compile(r"[,\[\]{}]|(?<=[ \t])#")
_LINE_ENDS = re.compile(rf"[{BLANKS}]*(?:#|$)")
_LONGEST = 60
_DEEPEST = 8


class PlainStart(NamedTuple):
    """Where a key, value or item begins on a line; ``above`` is what stands above."""

    line: Line
    start: int
    role: Role
    key: str = ""
    above: str = ""
    is_wide: bool = False  # whether its bracket is a full-width one


class PlainEnd(NamedTuple):
    """What was read up to ``end``, and what comes there.

    ``after`` the scalar: a comma, colon or bracket; ``doubtful``: a comma that may as well be
    part of the text; the ``value`` of ``key``; the next ``entry``, without a comma; nothing
    on this line, so that the scalar goes on ``below``.
    """

    end: int
    then: Then
    repair: Repair | None = None
    key: str = ""


class Stop(NamedTuple):
    """A place where a scalar may end: what it is, and from where to where it goes."""

    kind: str
    at: int
    end: int
    char: str


def stops(start: PlainStart) -> Iterator[Stop]:
    """Find the places where a scalar may end, outside of parentheses."""
    depth, counted = _depth(start.above, 0), start.start
    for match in _STOP.finditer(start.line, start.start):
        kind, char = match.lastgroup or "", match.group()
        depth, counted = _depth(start.line[counted : match.start()], depth), match.start()
        if depth and kind in _NOT_IN_PARENTHESES:
            continue
        if kind == "wide_end":
            if not _closes(start, match.start(), char):
                continue
            kind = "end"
        yield Stop(kind, *match.span(), char)


def _depth(text: str, depth: int) -> int:
    """Count the parentheses open behind a text, where so many were before it."""
    if "（" not in text and "(" not in text and not depth:
        return 0
    for char in text:
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
    return depth


def _closes(start: PlainStart, at: int, char: str) -> bool:
    """Tell whether a full-width bracket closes the value and is no part of its text."""
    if not start.is_wide and not _LINE_ENDS.match(start.line, at + 1):
        return False
    text = start.line[start.start : at]
    return text.count(_OPENING[char]) <= text.count(char)


def text_end(line: str, at: int) -> int:
    """Return where a text with brackets ends: before a comma or bracket of others."""
    depth, flat, end = 0, len(line), len(line)  # flat: as if no bracket were opened
    for match in _TEXT_STOP.finditer(line, at):
        char = match.group()
        if char not in "[{":
            flat = min(flat, match.start())
        if char in "[{":
            depth += 1
            if depth > _DEEPEST:
                break
        elif char in "]}" and depth:
            depth -= 1
        elif char != "," or not depth:
            end = match.start()
            break
    return tokens.trim_blanks(line, flat if depth else end)


def so_far(start: PlainStart, stop: Stop) -> str:
    """Return what was read of a value; enough to tell a count or date from a text."""
    end = min(stop.at, start.start + _LONGEST)
    return f"{start.above} {start.line[start.start : end]}".strip(BLANKS)


def next_entry(line: str, at: int) -> str:
    """Return what stands at ``at`` up to a comma; of a long one, the beginning."""
    rest = line[at : at + _LONGEST]
    return rest[: text_end(rest, 0)]


def quote_text(start: PlainStart, at: int, end: int, message: str) -> Repair:
    """Repair an error in a text by quotes; in a name, by taking away what none has."""
    line, begin = start.line, start.start
    prefix = f"{start.key}: " if start.role == "value" else ""
    is_name = start.role == "item"
    is_text = start.key in TEXT_FIELDS or at > begin
    if not is_text and (repair := quotes.character_before_name(line, at, end, prefix)):
        return repair
    if is_name and line[begin] in "\"'":
        matches = re.finditer(line[begin], line[begin:end])
        edits = [TextEdit(begin + match.start(), begin + match.end(), "") for match in matches]
        hint = change_to(line[begin:end].replace(line[begin], ""))
        return line.repair(at, "A102", message, hint, *edits)
    if is_name and line.startswith("- ", begin):
        edit, hint = TextEdit(begin, begin + 2, ""), change_to(line[begin + 2 : end])
        return line.repair(at, "A113", message, hint, edit)
    return quotes.in_quotes(line, begin, at, message, prefix, end)
