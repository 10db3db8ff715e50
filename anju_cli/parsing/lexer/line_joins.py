"""Where YAML joins two lines of a text, and puts a blank between them."""

from __future__ import annotations

import re

from anju_cli.parsing.lexer.tokens import BLANKS, Repair

_CHINESE = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—\U00020000-\U0003ffff"
_CHINESE_BREAK = re.compile(rf"[{_CHINESE}]\n[{_CHINESE}]")


def joint(number: int, lines: tuple[str, ...]) -> Repair | None:
    """What is wrong between a line of a text and that above it."""
    line = lines[number - 1]
    at = len(line) - len(line.lstrip(BLANKS))
    return joint_at(number, line, at, lines[number - 2].rstrip(BLANKS)[-1:])


def joint_at(number: int, line: str, at: int, above: str) -> Repair | None:
    """The blank that YAML puts between the last character of the line ``above`` and that
    at ``at``, if both are Chinese, and want none."""
    if not _CHINESE_BREAK.match(f"{above}\n{line[at : at + 1]}"):
        return None
    message = "这一行会接到上一行后面，中间多出一个空格"
    hint = "接到上一行的末尾，或用 “|” 换行写"
    return Repair(number, at, "A115", message, hint, severity="warning")
