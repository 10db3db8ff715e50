"""Line folding: YAML joins two lines of a text with a blank, which Chinese does not want."""

from __future__ import annotations

import re

from anju_cli.parsing.lexer.indents import indentation
from anju_cli.parsing.lexer.tokens import BLANKS
from anju_cli.parsing.repairs import Repair

_CHINESE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—\U00020000-\U0003ffff"
_CHINESE_BREAK = re.compile(rf"[{_CHINESE}]\n[{_CHINESE}]")


def folded_break(number: int, lines: tuple[str, ...]) -> Repair | None:
    """Name the blank between a line of a text and the line above it."""
    line = lines[number - 1]
    above = lines[number - 2].rstrip(BLANKS)[-1:]
    return folded_break_at(number, line, len(indentation(line)), above)


def folded_break_at(number: int, line: str, at: int, above: str) -> Repair | None:
    """Name the blank between the last character of the line above and the one at ``at``, if
    both are Chinese."""
    if not _CHINESE_BREAK.match(f"{above}\n{line[at : at + 1]}"):
        return None
    message = "这一行会接到上一行后面，中间多出一个空格"
    hint = "接到上一行的末尾，或用 “|” 换行写"
    return Repair(number, at, "A115", message, hint, severity="warning")
