"""A repair: what is wrong at a place of a file, and the edits that put it right."""

from __future__ import annotations

from typing import NamedTuple

from anju_cli.diagnostics import Severity, TextEdit, TextEdits

_LONGEST_QUOTE = 60


class Repair(NamedTuple):
    """An error at the offset ``at`` of a line (from 1), and the edits that repair it, by line.

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

    @classmethod
    def on_line(
        cls,
        number: int,
        at: int,
        code: str,
        message: str,
        hint: str,
        *edits: TextEdit,
        is_certain: bool = False,
    ) -> Repair:
        """Make a repair whose edits are all on the line of its error."""
        on_line = tuple((number, edit) for edit in edits)
        return cls(number, at, code, message, hint, on_line, is_certain)


def change_to(text: str) -> str:
    """Word the hint that says what to write instead; of a long text, its beginning."""
    return f"改为：{text}" if len(text) <= _LONGEST_QUOTE else f"改为：{text[:_LONGEST_QUOTE]}…"
