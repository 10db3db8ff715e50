"""Diagnostics: what is wrong in a data file, where, and the edits that fix it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

Severity = Literal["error", "warning"]


class TextEdit(NamedTuple):
    """An edit: characters ``start`` to ``end`` of a line (from 0) become ``text``."""

    start: int
    end: int
    text: str


TextEdits: TypeAlias = tuple[tuple[int, TextEdit], ...]
"""Edits, each with the number (from 1) of its line."""

MOST_DIAGNOSTICS = 10_000
"""As many as one step of reading names in one file, or repairs: more is no plan, and would take
minutes and gigabytes."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """What is wrong in one place of a data file.

    ``line`` and ``column`` count from 1, in characters (code points). ``hint``
    is what to write instead, or what to do next. ``excerpt`` is the source line
    the caret is drawn under. ``edits`` take the diagnostic away, where only one
    thing can have been meant.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
    excerpt: str = ""
    edits: TextEdits = field(default=(), compare=False)

    @property
    def core(self) -> tuple[str, str, str, str]:
        """What stays when lines are put in above: not the numbers of lines in a message.

        The same message about the same text is the same diagnostic, wherever it stands.
        """
        message = re.sub(r"第 [\d、]+ 行", "", self.message)
        return self.file, self.code, message, self.excerpt.strip()

    def as_record(self) -> dict[str, str | int]:
        """Return the fields under the names that the JSON promise gives them."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of ``diagnostics`` forbids an answer; a warning does not."""
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)
