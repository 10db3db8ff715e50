"""Indentation: how wide it is, and the repair of foreign blanks in it."""

from __future__ import annotations

from functools import lru_cache

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer import tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Repair


def indentation(line: str) -> str:
    """Return all blanks at the beginning of a line, of whatever kind."""
    return line[: len(line) - len(line.lstrip(BLANKS))]


def spaces(line: str) -> int:
    """Count the half-width spaces at the beginning of a line."""
    return len(line) - len(line.lstrip(" "))


@lru_cache
def widths(indent: str) -> tuple[int, ...]:
    """Return the columns an indentation may be meant as; a tab is 2, 4, 8 or 1 wide.

    A word processor also writes one no-break space for two spaces.
    """
    if not indent.strip(" "):
        return (len(indent),)
    fixed = sum(2 if char == "\u3000" else 1 for char in indent if char != "\t")
    tabs = indent.count("\t")
    if tabs:
        return tuple(fixed + tabs * width for width in (2, 4, 8, 1))
    return (fixed, fixed + 1) if indent.strip(" \u3000") else (fixed,)


def foreign_indent(line: Line, indent: str, column: int, shift: int) -> Repair:
    """Repair an indentation of other blanks than half-width spaces.

    It should be ``column`` wide; in the repaired text it is ``shift`` more.
    """
    code, name = tokens.foreign_blank(indent) or ("A104", "特殊空格")
    edit = TextEdit(0, len(indent), " " * (column + shift))
    message = f"缩进用了{name}，应为半角空格"
    hint = f"删去行首的空白，改为 {column} 个半角空格" if column else "删去行首的空白"
    return line.repair(spaces(indent), code, message, hint, edit, is_certain=True)


def foreign_blanks(line: Line, column: int, shift: int) -> Repair | None:
    """Repair a blank line, or a comment that belongs in ``column``."""
    indent = indentation(line)
    foreign = tokens.foreign_blank(indent)
    if foreign is None:
        return None
    if len(indent) < len(line):
        return foreign_indent(line, indent, column, shift)
    code, name = foreign
    message, hint, edit = f"空行里有{name}", "请删去这一行的空白", TextEdit(0, len(line), "")
    return line.repair(spaces(line), code, message, hint, edit, is_certain=True)
