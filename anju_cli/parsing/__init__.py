"""Faults that show in the lines themselves, before any parser reads them.

YAML parsers accept most of these silently or blame the next line. Each is named
on its own line and repaired in a copy of the text, so that the parser goes on and
one run finds everything else too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.parsing.fast_path import read_fast

if TYPE_CHECKING:
    from anju_cli.diagnostics import Diagnostic
    from anju_cli.parsing.source import Source

__all__ = ["read_fast", "repair"]


def repair(source: Source) -> tuple[Source | None, list[Diagnostic]]:
    """Name the faults of the lines; return the text as it was meant.

    No text comes back when nobody can tell what was meant (merge conflicts).
    """
    # Its patterns are many: a file without a fault does without them.
    from anju_cli.parsing.cleanup import repair as made

    return made(source)
