"""What ``repair`` makes of a text, for the tests of its parts."""

from __future__ import annotations

from typing import TypeAlias

from anju_cli.diagnostics import Diagnostic
from anju_cli.parsing import repair
from anju_cli.parsing.source import Source, split_lines

Place: TypeAlias = tuple[int, int, str]


def repaired(text: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text as it was meant, and what is wrong with it."""
    source, diagnostics = repair(Source("a.yaml", split_lines(text)))
    return (source.text if source else None), diagnostics


def places(text: str) -> tuple[str | None, list[Place]]:
    """Return the text as it was meant, and place and code of each error."""
    meant, diagnostics = repaired(text)
    return meant, sorted((error.line, error.column, error.code) for error in diagnostics)


def only_error(text: str) -> tuple[str | None, int, str, bool]:
    """Return the text as it was meant; column, code and certainty of its only error."""
    meant, [error] = repaired(text)
    return meant, error.column, error.code, bool(error.edits)
