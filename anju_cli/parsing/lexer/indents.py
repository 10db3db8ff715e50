"""The blanks at the beginning of a line: how wide they are, and what is wrong with others
than half-width spaces."""

from __future__ import annotations

from functools import lru_cache

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.tokens import BLANKS, Repair, strange_blank


def indentation(line: str) -> str:
    """All blanks at the beginning of a line, of whatever kind."""
    return line[: len(line) - len(line.lstrip(BLANKS))]


def spaces(line: str) -> int:
    """How many half-width spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


@lru_cache
def widths(indent: str) -> tuple[int, ...]:
    """The columns an indentation may be meant as; a tab is 2, 4, 8 or 1 wide. A word
    processor also writes one no-break space for two spaces."""
    if not indent.strip(" "):
        return (len(indent),)
    fixed = sum(2 if char == "\u3000" else 1 for char in indent if char != "\t")
    tabs = indent.count("\t")
    if tabs:
        return tuple(fixed + tabs * width for width in (2, 4, 8, 1))
    return (fixed, fixed + 1) if indent.strip(" \u3000") else (fixed,)


def strange_indent(
    number: int, indent: str, column: int, shift: int, *, is_certain: bool = True
) -> Repair:
    """The fault of an indentation of other blanks, which should be ``column`` half-width
    spaces; so much and ``shift`` it becomes in the repaired text."""
    code, name = strange_blank(indent) or ("A104", "特殊空格")
    edits = ((number, TextEdit(0, len(indent), " " * (column + shift))),)
    message = f"缩进用了{name}，应为半角空格"
    hint = f"删去行首的空白，改为 {column} 个半角空格" if column else "删去行首的空白"
    return Repair(number, spaces(indent), code, message, hint, edits, is_certain)


def strange_blanks(number: int, line: str, indent: str, column: int, shift: int) -> Repair | None:
    """The fault of a blank line or a comment with other blanks: YAML takes some of them for
    text, and a tab for an indentation. A comment is moved to ``column``."""
    strange = strange_blank(indent)
    if strange is None:
        return None
    if len(indent) < len(line):
        return strange_indent(number, indent, column, shift)
    code, name = strange
    edits = ((number, TextEdit(0, len(line), "")),)
    message, hint = f"空行里有{name}", "请删去这一行的空白"
    return Repair(number, spaces(line), code, message, hint, edits, is_certain=True)
