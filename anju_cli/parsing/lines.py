"""A line of a file; and a repair: an error in it, and the edits that repair it."""

from __future__ import annotations

from typing import NamedTuple

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Severity, TextEdit, TextEdits
from anju_cli.parsing.source import Source

_LONGEST_QUOTE = 60


class Repair(NamedTuple):
    """An error at the offset ``at`` of a line, and the edits that repair it, by line.

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

    def diagnostic(self, source: Source) -> Diagnostic:
        """Make the diagnostic of this repair."""
        line, at, code, message, hint, edits, is_certain, severity = self
        certain = edits if is_certain and len(edits) <= MOST_DIAGNOSTICS else ()
        return source.diagnostic(line, at + 1, code, message, hint, severity, certain)


class Line(str):
    """A line without its end, and its ``number`` (from 1)."""

    number: int

    def __new__(cls, text: str, number: int) -> Line:
        """Make line ``number`` of a file."""
        line = super().__new__(cls, text)
        line.number = number
        return line

    def repair(
        self,
        at: int,
        code: str,
        message: str,
        hint: str,
        *edits: TextEdit,
        is_certain: bool = False,
    ) -> Repair:
        """Make a repair whose edits are all on this line."""
        on_line = tuple((self.number, edit) for edit in edits)
        return Repair(self.number, at, code, message, hint, on_line, is_certain)


class Token(NamedTuple):
    """A key, or a dash (``-``), and the ``end`` of the blanks behind it."""

    text: str
    end: int
    repair: Repair | None


NO_LINE = Line("", 0)


def change_to(text: str) -> str:
    """Word the hint that says what to write instead; of a long text, its beginning."""
    return f"改为：{text}" if len(text) <= _LONGEST_QUOTE else f"改为：{text[:_LONGEST_QUOTE]}…"
