"""Brackets left above lines of their own: ``published: {}``, ``published: {``."""

from __future__ import annotations

import re
from typing import NamedTuple

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer import indents, keys, tokens
from anju_cli.parsing.lexer.characters import BLANKS
from anju_cli.parsing.lines import Line, Repair, Token, change_to
from anju_cli.parsing.parser.state import ParserState

_EMPTY = re.compile(r"\{\s*\}|\[\s*\]")


class EmptyFlow(NamedTuple):
    """Empty brackets, the value of a key; ``repair`` is for lines below them."""

    key: str
    column: int
    repair: Repair


def empty_flow(line: Line, key: Token, column: int) -> EmptyFlow | None:
    """Read the brackets behind a key, if they are its value and are empty."""
    if not line.startswith(("{", "["), key.end):
        return None
    end = tokens.content_end(line, key.end)
    value = line[key.end : end]
    if not _EMPTY.fullmatch(value):
        return None
    edit = TextEdit(len(line[: key.end].rstrip(BLANKS)), end, "")
    message, hint = f"下面写了内容，这里的“{value}”要删去", change_to(f"{key.text}:")
    repair = line.repair(key.end, "A102", message, hint, edit, is_certain=True)
    return EmptyFlow(key.text, column, repair)


def stray_brace(state: ParserState, line: Line, parent_column: int) -> Repair | None:
    """Take away a brace above a block that begins on this line, and its pair."""
    above, at = state.above(line), len(indents.indentation(line))
    text = above.rstrip(BLANKS)
    key = keys.find(line, at) if text.endswith(": {") and at > parent_column else None
    if key is None or line[key.end : tokens.content_end(line, key.end)]:
        return None
    if state.lookahead.column(line) <= at:
        return None
    edits = [(above.number, TextEdit(len(text) - 2, len(text), ""))]
    hint = change_to(text[:-2].lstrip(BLANKS))
    for below in state.lines[line.number - 1 :]:
        if below.count("}") > below.count("{"):
            last = below.rindex("}")
            start = 0 if below.strip(BLANKS) == "}" else last
            edits.append((below.number, TextEdit(start, last + 1, "")))
            hint = "“{”和后面的“}”都删去"
            break
        if below.strip(BLANKS) and len(indents.indentation(below)) <= parent_column:
            break
    message = "下面是一行一项的写法，这里的“{”要删去"
    return above.repair(len(text) - 1, "A102", message, hint)._replace(edits=tuple(edits))
