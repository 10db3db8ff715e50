"""YAML text to a tree that knows the place of everything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.parsing.tree.nodes import (
    MAX_DEPTH,
    MappingEntry,
    MappingNode,
    Node,
    Path,
    ScalarNode,
    SequenceNode,
    child,
    construct,
    texts,
)

if TYPE_CHECKING:
    from anju_cli.diagnostics import Diagnostic
    from anju_cli.parsing.source import Source

__all__ = [
    "MAX_DEPTH",
    "MappingEntry",
    "MappingNode",
    "Node",
    "Path",
    "ScalarNode",
    "SequenceNode",
    "child",
    "compose",
    "construct",
    "texts",
]


def compose(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Read the one document of a file.

    Returns no tree when the text is not YAML, has no content, or takes parts of
    itself from elsewhere (aliases, merge keys, several documents).
    """
    # PyYAML is dear to import, and a file without a fault does without it.
    from anju_cli.parsing.tree.pyyaml import compose as made

    return made(source)
