"""Line folding: YAML joins two lines with a blank, which Chinese does not want."""

from __future__ import annotations

import re

from anju_cli.parsing.lexer import indents
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Repair

_CHINESE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—\U00020000-\U0003ffff"
_CHINESE_BREAK = re.compile(rf"[{_CHINESE}]\n[{_CHINESE}]")


def folded_break(line: Line, above: str) -> Repair | None:
    """Name the blank between a line of a text and the line above it."""
    return folded_break_at(line, len(indents.indentation(line)), above.rstrip(BLANKS)[-1:])


def folded_break_at(line: Line, at: int, above: str) -> Repair | None:
    """Name the blank between the line above and the character at ``at``."""
    if not _CHINESE_BREAK.match(f"{above}\n{line[at : at + 1]}"):
        return None
    message = "这一行会接到上一行后面，中间多出一个空格"
    hint = "接到上一行的末尾，或用 “|” 换行写"
    return line.repair(at, "A115", message, hint)._replace(severity="warning")
