"""Brackets that were left where lines of their own stand below them: ``published: {}``
and ``published: {`` above the months.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.tokens import BLANKS, Key, Repair, content_end, fix
from anju_cli.parsing.parser.lookahead import Ahead

_NOTHING = re.compile(r"\{\s*\}|\[\s*\]")


class Nothing(NamedTuple):
    """A pair of brackets with nothing between them, the value of ``key`` in ``column``.
    ``colon`` is the offset behind the colon."""

    line: int
    colon: int
    start: int
    brackets: str
    column: int
    key: str

    def repair(self) -> Repair:
        """What is wrong with it, if something stands below."""
        edit = (self.line, TextEdit(self.colon, self.start + len(self.brackets), ""))
        message = f"下面写了内容，这里的“{self.brackets}”要删去"
        hint = fix(f"{self.key}:")
        return Repair(self.line, self.start, "A102", message, hint, (edit,), is_certain=True)


def nothing_between(number: int, line: str, key: Key, column: int) -> Nothing | None:
    """The brackets behind a key, if they are its value and have nothing between them."""
    if not line.startswith(("{", "["), key.end):
        return None
    value = line[key.end : content_end(line, key.end)]
    if not _NOTHING.fullmatch(value):
        return None
    colon = len(line[: key.end].rstrip(BLANKS))
    return Nothing(number, colon, key.end, value, column, key.text)


def brace_above(lines: tuple[str, ...], number: int, limit: int) -> Repair | None:
    """The fault of a brace at the end of the line above, if a block begins on this line
    that is deeper than ``limit``. Its edits take the closing brace away too."""
    line, above = lines[number - 1], lines[number - 2].rstrip(BLANKS)
    at = len(line) - len(line.lstrip(BLANKS))
    key = find_key(number, line, at) if above.endswith(": {") and at > limit else None
    if key is None:
        return None
    if line[key.end : content_end(line, key.end)] or Ahead(lines).column(number) <= at:
        return None
    edits = [(number - 1, TextEdit(len(above) - 2, len(above), ""))]
    hint = fix(above[:-2].lstrip(BLANKS))
    for last in range(number, len(lines) + 1):
        other = lines[last - 1]
        if other.count("}") > other.count("{"):
            start = 0 if other.strip(BLANKS) == "}" else other.rindex("}")
            edits.append((last, TextEdit(start, other.rindex("}") + 1, "")))
            hint = "“{”和后面的“}”都删去"
            break
        if other.strip(BLANKS) and len(other) - len(other.lstrip(BLANKS)) <= limit:
            break
    message = "下面是一行一项的写法，这里的“{”要删去"
    return Repair(number - 1, len(above) - 1, "A102", message, hint, tuple(edits))
