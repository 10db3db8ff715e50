"""From the bytes of a data file to a tree with places, and diagnostics.

    bytes ─ encoding.decode → Source ─┬─ read_fast → plain data         (most files)
                                      └─ repair → RepairedSource ─ compose → Node

``repair`` is ``cleanup`` (conflict markers, invisible characters) and then ``parser``, which
follows the lines with what ``lexer`` reads on each and ``grammar`` allows there. PyYAML
accepts most slips silently or blames the next line; here each is named on its own line
and repaired in a copy of the text, so that one run finds everything else too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.parsing.fast_path import read_fast

if TYPE_CHECKING:
    from anju_cli.diagnostics import Diagnostic
    from anju_cli.parsing.source import Source
    from anju_cli.parsing.tree import Node

__all__ = ["compose", "read_fast", "repair"]


def repair(source: Source) -> tuple[Source | None, list[Diagnostic]]:
    """Return the text as it was meant, and a diagnostic for each repair.

    No text comes back when nobody can tell what was meant (merge conflicts), or after more
    than ``MOST_DIAGNOSTICS`` of one kind.
    """
    # Their patterns are many: a file with nothing to repair does without them.
    from anju_cli.parsing.cleanup import clean
    from anju_cli.parsing.parser.block import repair_blocks

    cleaned, diagnostics = clean(source)
    if cleaned is None:
        return None, diagnostics
    if diagnostics:
        from anju_cli.parsing.composer import warn_in_comments

        diagnostics = warn_in_comments(cleaned, diagnostics)
    repaired, repairs = repair_blocks(cleaned)
    return repaired, [*diagnostics, *repairs]


def compose(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Compose the one document of a file with PyYAML.

    No tree comes back when the text is not YAML, has no content, or takes parts of itself
    from elsewhere (aliases, merge keys, several documents).
    """
    # PyYAML takes long to import, and a file read on the fast path does without it.
    from anju_cli.parsing.composer import compose as compose_events

    return compose_events(source)
