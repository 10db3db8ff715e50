"""An entry taken out of a file."""

from __future__ import annotations

from typing import Any

from anju_cli.editing.patch.positions import Entry, Places
from anju_cli.parsing.tree import Path


def dropped(places: Places, path: Path) -> str:
    """The text without the entry at ``path``, and without what would be empty then.
    Raises KeyError where nothing is."""
    nodes: list[Any] = [places.root]
    for key in path:
        entry = places.find(nodes[-1], key)
        if entry is None:
            raise KeyError(path)
        nodes.append(entry.value)
    depth = len(path) - 1
    while depth and len(nodes[depth].value) == 1:
        depth -= 1
    entries = places.entries(nodes[depth])
    at = next(number for number, one in enumerate(entries) if one.key == path[depth])
    if nodes[depth].flow_style:
        return _from_braces(places, entries, at)
    return _with_its_lines(places, entries, at)


def _from_braces(places: Places, entries: list[Entry], at: int) -> str:
    """Without an entry, and a comma beside it."""
    start, end = entries[at].start, places.end(entries[at].value)
    if at + 1 < len(entries):
        end = entries[at + 1].start
    elif at:
        start = places.end(entries[at - 1].value)
    return places.text[:start] + places.text[end:]


def _with_its_lines(places: Places, entries: list[Entry], at: int) -> str:
    entry, is_last = entries[at], at + 1 == len(entries)
    begin = places.dash(entry) if isinstance(entry.key, int) else entry.start
    end = places.end(entry.value)
    if not places.first_on_line(begin):
        # Behind the dash of an item: the next key moves there.
        return places.text[:begin] + places.text[end if is_last else entries[at + 1].start :]
    start, end = places.start_of_line(begin), places.next_line(end)
    # A blank line that set the entry apart goes with it, unless a text before keeps it.
    is_kept = at > 0 and places.next_line(places.end(entries[at - 1].value)) == start
    if places.follows_blank(start) and not is_kept:
        if is_last or places.is_blank(end):
            start = places.start_of_line(places.line_before(start))
    elif at == 0 and not is_last and places.is_blank(end):
        end = places.next_line(end)
    if end == len(places.text) and start and not places.text.endswith(("\n", "\r")):
        start = places.line_before(start)
    return places.text[:start] + places.text[end:]
