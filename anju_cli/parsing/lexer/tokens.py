"""Tokens of one line of YAML: blanks, dashes, comments, counts and dates.

Pure functions from a line and an offset (from 0) to what stands there and what is wrong
with it.
"""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.characters import BLANKS, COUNT
from anju_cli.parsing.lines import Line, Repair, Token, change_to

_DASH = re.compile(r"-(?P<gap>\s+|$)")
_NEAR_DASH = re.compile(
    r"(?P<char>-(?:-(?!-)|[－—–−]|(?![-\s]))|[－—–−](?![－—–−])(?:\s*-(?!-))?)\s*"
)
_GAP = re.compile(rf"[{BLANKS}]*")
_COMMENT = re.compile(r"(?:^|(?<=\s))#")
_BULLET = re.compile(rf"(?P<char>(?:[·•‧∙●◦▪■◆○‐‑*+＊＋]|——|－－)(?:\s*-(?=\s))?)[{BLANKS}]*(?=\S)")
_FOREIGN_COMMENT = re.compile(r"(?P<char>[＃﹟♯※]+|//+|/\*+|<!--+|(?:[；;]|(?i:rem))(?=\s))")
_LITERAL = re.compile(
    rf"{COUNT}条?|[0-9]+\.[0-9]+|[0-9]{{4}}-[QH][0-9]"
    r"|[0-9]{4}[-/.年－][0-9]{1,2}(?:[-/.月－][0-9]{1,2}日?)?"
)
_BLANK_NAMES = {"\t": " Tab", "\u3000": "全角空格（U+3000）", "\u00a0": "不换行空格（U+00A0）"}


# -- blanks --


def skip_blanks(line: str, at: int) -> int:
    """Return the offset behind the blanks at ``at``."""
    match = _GAP.match(line, at)
    return match.end() if match else at


def trim_blanks(line: str, at: int) -> int:
    """Return the offset where the blanks before ``at`` begin."""
    while at and line[at - 1] in BLANKS:
        at -= 1
    return at


def foreign_blank(blanks: str) -> tuple[str, str] | None:
    """Return code and name of the first blank that is no half-width space."""
    foreign = blanks.lstrip(" ")
    if not foreign:
        return None
    char = foreign[0]
    name = _BLANK_NAMES.get(char, f"特殊空格（U+{ord(char):04X}）")
    return ("A103" if char == "\t" else "A104"), name


def foreign_before_colon(line: Line, colon: int) -> Repair | None:
    """Repair blanks between a key and its colon that YAML takes for a part of the key."""
    start = trim_blanks(line, colon)
    foreign = foreign_blank(line[start:colon])
    if foreign is None:
        return None
    code, name = foreign
    edit, message = TextEdit(start, colon, ""), f"冒号前面有{name}"
    return line.repair(start, code, message, "请删去它", edit, is_certain=True)


def foreign_tail(line: Line, start: int) -> Repair | None:
    """Repair blanks before a comment or the end of a line that YAML takes for text."""
    end = skip_blanks(line, start)
    foreign = foreign_blank(line[start:end].replace("\t", " "))
    is_tail = line[end : end + 1] in ("", "#")
    if foreign is None or not is_tail:
        return None
    code, name = foreign
    at = next(at for at in range(start, end) if line[at] not in " \t")
    edit = TextEdit(start, end, " " if line[end:] else "")
    message, hint = f"行末有{name}", "请删去它"
    if line[end:]:
        message, hint = f"“#”前面有{name}", "请删去它，改为半角空格"
    return line.repair(at, code, message, hint, edit, is_certain=True)


# -- dashes --


def dash(line: Line, start: int) -> Token | None:
    """Read the dash of a list item."""
    match = _DASH.match(line, start)
    if match is None:
        return None
    foreign, repair = foreign_blank(match["gap"][:1]), None
    if foreign and match.end() < len(line):
        code, name = foreign
        edit = TextEdit(*match.span("gap"), " ")
        message = f"横线后面用了{name}，应为半角空格"
        hint = change_to(f"- {line[match.end() :]}")
        repair = line.repair(edit.start, code, message, hint, edit, is_certain=True)
    return Token("-", match.end(), repair)


def near_dash(line: Line, start: int, *, is_certain: bool) -> Token | None:
    """Read a dash that is full-width, or has no space behind it."""
    match = _NEAR_DASH.match(line, start)
    if match is None or match.end() == len(line):
        return None
    return _foreign_dash(line, match, is_certain=is_certain)


def bullet(line: Line, start: int) -> Token | None:
    """Read a bullet of a word processor; ``+`` and ``*`` could be text."""
    match = _BULLET.match(line, start)
    if match is None:
        return None
    return _foreign_dash(line, match, is_certain=match["char"][0] not in "+*＊＋")


def _foreign_dash(line: Line, match: re.Match[str], *, is_certain: bool) -> Token:
    char = match["char"]
    message = f"列表的横线写成了“{char}”，应为半角的“-”"
    if char == "-":
        message = "列表的横线后面要空一格"
    edit, hint = TextEdit(*match.span(), "- "), change_to(f"- {line[match.end() :]}")
    repair = line.repair(edit.start, "A113", message, hint, edit, is_certain=is_certain)
    return Token("-", match.end(), repair)


def missing_dash(line: Line, start: int) -> Repair:
    """Repair a list item that has no dash."""
    edit, hint = TextEdit(start, start, "- "), change_to(f"- {line[start:]}")
    return line.repair(start, "A113", "这一行前面缺少列表的“- ”", hint, edit)


# -- comments and literals --


def foreign_comment(line: Line, start: int) -> Repair | None:
    """Repair a comment that begins with ``＃``, ``//`` or another sign for one."""
    match = _FOREIGN_COMMENT.match(line, start)
    if match is None:
        return None
    char = match["char"]
    message = f"说明以半角 # 开头，这里写的是“{char}”"
    hint, edit = change_to(f"#{line[match.end() :]}".rstrip()), TextEdit(*match.span(), "#")
    is_certain = char[0] in "＃﹟♯"
    return line.repair(start, "A112", message, hint, edit, is_certain=is_certain)


def comment_start(line: str, start: int) -> int:
    """Return where the comment begins; the end of the line when there is none."""
    match = _COMMENT.search(line, start)
    return match.start() if match else len(line)


def content_end(line: str, start: int) -> int:
    """Return where the content at ``start`` ends, before blanks and a comment."""
    return max(start, len(line[: comment_start(line, start)].rstrip(BLANKS)))


def is_literal(text: str) -> bool:
    """Tell whether a value is a count, date, period or id, and so no text of words."""
    return _LITERAL.fullmatch(text.strip()) is not None
