"""Drop an entry from a file."""

from __future__ import annotations

from typing import Any

from anju_cli.editing.patch.positions import EntrySpan, Positions
from anju_cli.parsing.tree import Path


def dropped(positions: Positions, path: Path) -> str:
    """Drop the entry at ``path``, and what would be empty without it.
    Raises KeyError where nothing is."""
    nodes: list[Any] = [positions.root]
    for key in path:
        entry = positions.find(nodes[-1], key)
        if entry is None:
            raise KeyError(path)
        nodes.append(entry.value)
    depth = len(path) - 1
    while depth and len(nodes[depth].value) == 1:
        depth -= 1
    entries = positions.entries(nodes[depth])
    at = next(at for at, entry in enumerate(entries) if entry.key == path[depth])
    if nodes[depth].flow_style:
        return _from_braces(positions, entries, at)
    return _with_its_lines(positions, entries, at)


def _from_braces(positions: Positions, entries: list[EntrySpan], at: int) -> str:
    """Drop an entry in braces or brackets, and a comma beside it."""
    start, end = entries[at].start, positions.end(entries[at].value)
    if at + 1 < len(entries):
        end = entries[at + 1].start
    elif at:
        start = positions.end(entries[at - 1].value)
    return positions.text[:start] + positions.text[end:]


def _with_its_lines(positions: Positions, entries: list[EntrySpan], at: int) -> str:
    """Drop an entry that stands on lines of its own, or behind the dash of an item."""
    entry, is_last = entries[at], at + 1 == len(entries)
    begin = positions.dash(entry) if isinstance(entry.key, int) else entry.start
    end = positions.end(entry.value)
    if not positions.first_on_line(begin):
        # Behind the dash of an item: the next key moves there.
        return positions.text[:begin] + positions.text[end if is_last else entries[at + 1].start :]
    start, end = positions.start_of_line(begin), positions.next_line(end)
    # A blank line that set the entry apart goes with it, unless a text before keeps it.
    is_kept = at > 0 and positions.next_line(positions.end(entries[at - 1].value)) == start
    if positions.follows_blank(start) and not is_kept:
        if is_last or positions.is_blank(end):
            start = positions.start_of_line(positions.line_before(start))
    elif at == 0 and not is_last and positions.is_blank(end):
        end = positions.next_line(end)
    if end == len(positions.text) and start and not positions.text.endswith(("\n", "\r")):
        start = positions.line_before(start)
    return positions.text[:start] + positions.text[end:]
