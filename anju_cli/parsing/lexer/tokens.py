"""What stands on one line of YAML: blanks, dashes, comments; and what a fault is.

Pure functions from a line and an offset (from 0) to what is there and to what is
wrong with it. Which line belongs to which other is the business of ``layout``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from anju_cli.diagnostics import Severity, TextEdit, TextEdits

BLANKS = " \t\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
QUOTED = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'"
SIMPLE = r"[^\s:：#'\"\[\]{}，,]++"  # 司法局, 2021-06; what follows is another sign
_DASH = re.compile(r"-(?P<gap>\s+|$)")
_NEAR_DASH = re.compile(r"-(?![-\s])|[－—–−](?![－—–−])\s*")
_COMMENT = re.compile(r"(?:^|(?<=\s))#")

_NAMES = {"\t": " Tab", "\u3000": "全角空格（U+3000）", "\u00a0": "不换行空格（U+00A0）"}
_LONGEST_FIX = 60


class Repair(NamedTuple):
    """What is wrong at ``at`` of the line ``line``, and the edits that repair it, by line.

    With ``is_certain`` nothing else can have been meant, and the file itself may be
    repaired; otherwise the edits only help to read on.
    """

    line: int
    at: int
    code: str
    message: str
    hint: str
    edits: TextEdits = ()
    is_certain: bool = False
    severity: Severity = "error"


class Key(NamedTuple):
    """A key, where its value begins, and what is wrong with the colon between them."""

    text: str
    end: int
    repair: Repair | None


def fix(text: str) -> str:
    """The hint that says what to write instead."""
    return f"改为：{text}" if len(text) <= _LONGEST_FIX else f"改为：{text[:_LONGEST_FIX]}…"


def strange_blank(blanks: str) -> tuple[str, str] | None:
    """Code and name of the first blank that is no half-width space."""
    strange = blanks.lstrip(" ")
    if not strange:
        return None
    char = strange[0]
    name = _NAMES.get(char, f"特殊空格（U+{ord(char):04X}）")
    return ("A103" if char == "\t" else "A104"), name


def dash(number: int, line: str, start: int) -> Key | None:
    """The dash of a list item at ``start``; its ``text`` is ``-``."""
    match = _DASH.match(line, start)
    if match is None:
        return None
    strange = strange_blank(match["gap"][:1])
    repair = None
    if strange and match.end() < len(line):
        code, name = strange
        edit = TextEdit(match.start("gap"), match.end(), " ")
        message = f"横线后面用了{name}，应为半角空格"
        hint = fix(f"- {line[match.end() :]}")
        repair = Repair(number, edit.start, code, message, hint, ((number, edit),), is_certain=True)
    return Key("-", match.end(), repair)


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
    edit = TextEdit(start, match.end(), "- ")
    hint = fix(f"- {line[match.end() :]}")
    repair = Repair(number, start, "A113", message, hint, ((number, edit),), is_certain=True)
    return Key("-", match.end(), repair)


def missing_dash(number: int, line: str, start: int) -> Repair:
    """The fault of a list item that has no dash."""
    edit = TextEdit(start, start, "- ")
    hint = fix(f"- {line[start:]}")
    return Repair(number, start, "A113", "这一行前面缺少列表的“- ”", hint, ((number, edit),))


def strange_tail(number: int, line: str, start: int) -> Repair | None:
    """Blanks at ``start``, before a comment or the end, that YAML takes for text."""
    gap = line[start : len(line) - len(line[start:].lstrip(BLANKS))]
    rest = line[start + len(gap) :]
    strange = strange_blank(gap.replace("\t", " "))
    if strange is None or (rest and rest[0] != "#"):
        return None
    code, name = strange
    at = next(at for at, char in enumerate(gap, start) if char not in " \t")
    edits = ((number, TextEdit(start, start + len(gap), " " if rest else "")),)
    message, hint = f"行末有{name}", "请删去它"
    if rest:
        message, hint = f"“#”前面有{name}", "请删去它，改为半角空格"
    return Repair(number, at, code, message, hint, edits, is_certain=True)


def comment_start(line: str, start: int) -> int:
    """Where the comment begins; the end of the line when there is none."""
    match = _COMMENT.search(line, start)
    return match.start() if match else len(line)


def content_end(line: str, start: int) -> int:
    """Where the text that begins at ``start`` ends, before blanks and a comment."""
    return max(start, len(line[: comment_start(line, start)].rstrip(BLANKS)))
