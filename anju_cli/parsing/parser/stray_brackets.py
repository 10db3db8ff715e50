"""Brackets that were left where lines of their own stand below them: ``published: {}``
and ``published: {`` above the months.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.indents import indentation
from anju_cli.parsing.lexer.keys import find_key
from anju_cli.parsing.lexer.tokens import BLANKS, Token, content_end
from anju_cli.parsing.parser.lookahead import Lookahead
from anju_cli.parsing.repairs import Repair, change_to

_EMPTY = re.compile(r"\{\s*\}|\[\s*\]")


class EmptyFlow(NamedTuple):
    """Brackets with nothing between them, the value of ``key`` in ``column``.

    ``colon_end`` is the offset behind the colon.
    """

    line: int
    colon_end: int
    start: int
    brackets: str
    column: int
    key: str

    def repair(self) -> Repair:
        """Take the brackets away, if something stands below."""
        edit = TextEdit(self.colon_end, self.start + len(self.brackets), "")
        message, hint = f"下面写了内容，这里的“{self.brackets}”要删去", change_to(f"{self.key}:")
        return Repair.on_line(self.line, self.start, "A102", message, hint, edit, is_certain=True)


def empty_flow(number: int, line: str, key: Token, column: int) -> EmptyFlow | None:
    """Read the brackets behind a key, if they are its value and have nothing between them."""
    if not line.startswith(("{", "["), key.end):
        return None
    value = line[key.end : content_end(line, key.end)]
    if not _EMPTY.fullmatch(value):
        return None
    colon_end = len(line[: key.end].rstrip(BLANKS))
    return EmptyFlow(number, colon_end, key.end, value, column, key.text)


def stray_brace(lines: tuple[str, ...], number: int, parent_column: int) -> Repair | None:
    """Repair a brace at the end of the line above, if a block deeper than ``parent_column``
    begins on this line. The edits take its closing brace away too."""
    line, above = lines[number - 1], lines[number - 2].rstrip(BLANKS)
    at = len(indentation(line))
    key = find_key(number, line, at) if above.endswith(": {") and at > parent_column else None
    if key is None:
        return None
    if line[key.end : content_end(line, key.end)] or Lookahead(lines).column(number) <= at:
        return None
    edits = [(number - 1, TextEdit(len(above) - 2, len(above), ""))]
    hint = change_to(above[:-2].lstrip(BLANKS))
    for last in range(number, len(lines) + 1):
        other = lines[last - 1]
        if other.count("}") > other.count("{"):
            start = 0 if other.strip(BLANKS) == "}" else other.rindex("}")
            edits.append((last, TextEdit(start, other.rindex("}") + 1, "")))
            hint = "“{”和后面的“}”都删去"
            break
        if other.strip(BLANKS) and len(indentation(other)) <= parent_column:
            break
    message = "下面是一行一项的写法，这里的“{”要删去"
    return Repair(number - 1, len(above) - 1, "A102", message, hint, tuple(edits))
