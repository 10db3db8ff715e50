"""A fault in the data, as a value: where it stands, what it is, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one place of a data file.

    ``line`` and ``column`` count from 1, in characters (code points). ``hint``
    is what to write instead, or what to do next. ``excerpt`` is the source line
    the caret is drawn under; it is no part of the problem's identity.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
    excerpt: str = ""

    def as_record(self) -> dict[str, str | int]:
        """The problem as the JSON promise names its fields."""
        return {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of ``problems`` forbids an answer (a warning does not)."""
    return any(problem.severity == "error" for problem in problems)
