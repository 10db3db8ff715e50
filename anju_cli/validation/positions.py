"""The bridge from the path of a value to its place, and to a diagnostic there."""

from __future__ import annotations

from typing import NamedTuple

from anju_cli.diagnostics import Diagnostic, TextEdit, TextEdits
from anju_cli.parsing.source import Source
from anju_cli.parsing.tree import MappingNode, Node, Path, ScalarNode, child
from anju_cli.validation.record_names import record_name
from anju_cli.validation.violation import Violation


class Place(NamedTuple):
    """Where a value or its key stands; ``node`` is the value."""

    line: int
    column: int
    node: Node


def place(tree: Node, path: Path, *, on_key: bool = False) -> Place:
    """Find where ``path`` stands: its value, or with ``on_key`` its key.

    Parts that the file does not have (a union's tag, a missing key) are passed
    over: the place is then that of the nearest record around it.
    """
    node, line, column = tree, tree.line, tree.column
    for part in path:
        below = child(node, part)
        if below is None:
            continue
        line, column = below.line, below.column
        if on_key and isinstance(node, MappingNode):
            line, column, _ = node.entries[str(part)]
        node = below
    return Place(line, column, node)


def is_plain(source: Source, tree: Node, path: Path) -> bool:
    """Whether a value is written as it is, not in quotes or as a block (``|``, ``>``)."""
    line, column, _ = place(tree, path)
    return source.lines[line - 1][column - 1 : column] not in tuple("\"'|>")


def diagnostic_at(source: Source, tree: Node, violation: Violation) -> Diagnostic:
    """Make a diagnostic of a violation, its record named in front of the message."""
    path, on_key, message = violation.path, violation.on_key, violation.message
    line, column, node = place(tree, path, on_key=on_key)
    if violation.first is not None:
        first = place(tree, violation.first, on_key=on_key).line
        message += f"，见第 {first} 行" if first != line else ""
    if record := record_name(tree, path[:-1] if on_key else path):
        message = f"{record}：{message}"
    if words := violation.after or violation.word:
        start = _find(words, source, line, column)
        line, column = (start[0], start[1] + len(violation.after)) if start else (line, column)
    edits: TextEdits = ()
    if violation.written is not None:
        value = node.text if isinstance(node, ScalarNode) else ""
        old = violation.word or (str(path[-1]) if on_key else value)
        edits = _edits(source, line, column, old or "", violation.written)
    code, hint, severity = violation.code, violation.hint, violation.severity
    return source.diagnostic(line, column, code, message, hint, severity, edits)


_LONGEST_TEXT = 200  # lines


def _find(words: str, source: Source, line: int, column: int) -> tuple[int, int] | None:
    """Where words of the value at a place first stand.

    None where they are written in another way or broken by the end of a line.
    """
    for number, text in enumerate(source.lines[line - 1 : line - 1 + _LONGEST_TEXT], line):
        start = text.find(words, column - 1 if number == line else 0)
        if start >= 0:
            return number, start + 1
    return None


def _edits(source: Source, line: int, column: int, old: str, new: str) -> TextEdits:
    """The edit that writes ``new`` for ``old``, if that stands whole at the place."""
    start = column - 1
    for written in (old, f"'{old}'", f'"{old}"') if old else ():
        if source.lines[line - 1].startswith(written, start):
            return ((line, TextEdit(start, start + len(written), new)),)
    return ()
