"""A file as a tree of nodes: mappings, sequences, scalars, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

MAX_DEPTH = 32
"""No data file nests deeper than 7; past this a file is hostile or broken."""


@dataclass(slots=True)
class ScalarNode:
    """A text, or None where the place behind the colon is blank."""

    line: int
    column: int
    text: str | None


@dataclass(slots=True)
class SequenceNode:
    """A sequence, in the order of the file."""

    line: int
    column: int
    nodes: list[Node] = field(default_factory=list)


class MappingEntry(NamedTuple):
    """A value of a mapping and the place of its key."""

    line: int
    column: int
    node: Node


@dataclass(slots=True)
class MappingNode:
    """A mapping, in the order of the file."""

    line: int
    column: int
    entries: dict[str, MappingEntry] = field(default_factory=dict)


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode
Path: TypeAlias = tuple[str | int, ...]


def construct(node: Node) -> Any:
    """Construct dicts, lists and texts from a tree; what is blank is ``""``."""
    match node:
        case ScalarNode():
            return node.text or ""
        case SequenceNode():
            return [construct(item) for item in node.nodes]
        case MappingNode():
            return {key: construct(entry.node) for key, entry in node.entries.items()}


def texts(node: Node) -> Iterator[str]:
    """Iterate over the texts of a tree, keys included."""
    match node:
        case ScalarNode():
            if node.text is not None:
                yield node.text
        case SequenceNode():
            for item in node.nodes:
                yield from texts(item)
        case MappingNode():
            for key, entry in node.entries.items():
                yield key
                yield from texts(entry.node)


def text_at(node: Node | None, key: str | int) -> str:
    """Return the text under a key or index; "" where there is none."""
    value = child(node, key) if node is not None else None
    return (value.text or "") if isinstance(value, ScalarNode) else ""


def child(node: Node, key: str | int) -> Node | None:
    """Return the node under a key or index, if there is one."""
    if isinstance(node, MappingNode) and isinstance(key, str):
        entry = node.entries.get(key)
        return entry.node if entry else None
    if isinstance(node, SequenceNode) and isinstance(key, int) and 0 <= key < len(node.nodes):
        return node.nodes[key]
    return None
