"""Put a value into a file. What writes returns the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from anju_cli.editing.patch.layout import entry_lines, step_of, value_lines
from anju_cli.editing.patch.operations import Put, Value
from anju_cli.editing.patch.positions import (
    LINE_END,
    EntrySpan,
    Positions,
    is_flow,
    is_mapping,
    is_scalar,
)
from anju_cli.editing.patch.scalars import flow_text, key_text, scalar_text


def with_put(positions: Positions, put: Put) -> str:
    """Put ``put.value`` at its path, and what lacks on the way.
    Raises KeyError where a list would have a hole."""
    node, path = positions.root, list(put.path)
    while True:
        key = path.pop(0)
        entry = positions.find(node, key)
        if entry is None:
            value = _wrapped(path, put.value)
            return _added(positions, node, key, value, put.flow, () if path else put.order)
        if not path or is_scalar(entry.value) or not entry.value.value:
            return _replaced(positions, node, entry, _wrapped(path, put.value), put.flow)
        node = entry.value


def _wrapped(path: Sequence[str | int], value: Value) -> Value:
    """Wrap ``value`` in what has to be made for it to stand at ``path``."""
    for key in reversed(path):
        if isinstance(key, int) and key != 0:
            raise KeyError(key)
        value = [value] if isinstance(key, int) else {key: value}
    return value


# -- in the place of another -------------------------------------------------


def _replaced(positions: Positions, parent: Any, entry: EntrySpan, value: Value, flow: bool) -> str:
    """Put a value in the place of that of ``entry``."""
    node, text = entry.value, positions.text
    start, end = node.start_mark.index, positions.end(node)
    in_one_line = parent.flow_style or flow or (is_flow(node) and node.value)
    if not isinstance(value, str) and not in_one_line:
        return _with_lines(positions, parent, entry, value)
    if isinstance(value, str):
        written = _like(node, value, flow=parent.flow_style)
    else:
        written = flow_text(value)
    colon = _behind_colon(positions, entry)
    if isinstance(entry.key, str) and not (is_scalar(node) or is_flow(node)):
        start = colon  # what stood on lines of its own moves behind the colon
    return f"{text[:start]}{' ' if start == colon else ''}{written}{text[end:]}"


def _behind_colon(positions: Positions, entry: EntrySpan) -> int:
    """Find the offset behind the key's colon; -1 for an item of a list."""
    return positions.text.index(":", entry.key_end) + 1 if isinstance(entry.key, str) else -1


def _like(node: Any, value: str, *, flow: bool) -> str:
    """Write a text in the quotes of that whose place it takes, if they can hold it."""
    written = scalar_text(value, flow=flow)
    if is_scalar(node) and node.style in ("'", '"') and written == value:
        return value if set("'\"\\") & set(value) else f"{node.style}{value}{node.style}"
    return written


def _with_lines(positions: Positions, parent: Any, entry: EntrySpan, value: Value) -> str:
    """Put a mapping or list, on lines, in the place of whatever is there."""
    text, end, step = positions.text, positions.end(entry.value), step_of(positions, parent)
    column = positions.column(entry.start)
    if isinstance(entry.key, int):
        block = positions.line_end.join(value_lines(value, column, step)).lstrip(" ")
        return f"{text[: entry.value.start_mark.index]}{block}{text[end:]}"
    block = positions.line_end.join(value_lines(value, column + step, step))
    rest = ""
    if is_scalar(entry.value) or is_flow(entry.value):
        # It ends on its line, and a comment behind it stays there.
        rest = text[end : positions.end_of_line(end)]
    head = text[: _behind_colon(positions, entry)]
    return f"{head}{rest}{positions.line_end}{block}{text[end + len(rest) :]}"


# -- beside others -----------------------------------------------------------


def _added(
    positions: Positions,
    node: Any,
    key: str | int,
    value: Value,
    flow: bool,
    order: tuple[str, ...],
) -> str:
    """Put a new entry into a collection."""
    entries = positions.entries(node)
    if isinstance(key, int) and (key != len(entries) or is_mapping(node)):
        raise KeyError(key)
    before, after = _neighbours(entries, key, order)
    if node.flow_style:
        return _in_braces(positions, node, key, value, before, after)
    column = positions.column(node.start_mark.index)
    lines = entry_lines(key, value, column, step_of(positions, node), flow=flow)
    if before is not None:
        at = _behind(positions, before, column, is_end=before is entries[-1])
        if before is entries[-1]:
            has_gap = _has_gaps(positions, entries, is_long=len(lines) > 1)
        else:
            has_gap = positions.is_blank(at)
        # A text that keeps the blank lines behind it would keep one more.
        is_apart = has_gap and not positions.follows_blank(at)
        return _inserted(positions, at, [*([""] if is_apart else []), *lines])
    first = entries[0] if after is None else after
    if not positions.first_on_line(first.start):
        # The first key of an item stands behind the dash.
        block = positions.line_end.join(lines).lstrip(" ")
        head, rest = positions.text[: first.start], positions.text[first.start :]
        return f"{head}{block}{positions.line_end}{' ' * column}{rest}"
    at = positions.start_of_line(first.start)
    while column and at and positions.is_comment(_line_above(positions, at)):
        at = _line_above(positions, at)
    has_gap = _has_gaps(positions, entries, is_long=len(lines) > 1)
    return _inserted(positions, at, [*lines, *([""] if has_gap else [])])


def _line_above(positions: Positions, at: int) -> int:
    return positions.start_of_line(positions.line_before(at))


def _neighbours(
    entries: list[EntrySpan], key: str | int, order: tuple[str, ...]
) -> tuple[EntrySpan | None, EntrySpan | None]:
    """Find the entry behind which a new one goes; else that before which it goes."""
    if key in order:
        rank = {name: at for at, name in enumerate(order)}
        known = [(rank[entry.key], entry) for entry in entries if entry.key in order]
        earlier = [entry for at, entry in known if at < rank[key]]
        if earlier:
            return earlier[-1], None
        if known:
            return None, known[0][1]
    return (entries[-1] if entries else None), None


def _in_braces(
    positions: Positions,
    node: Any,
    key: str | int,
    value: Value,
    before: EntrySpan | None,
    after: EntrySpan | None,
) -> str:
    """Put a new entry in braces or brackets, with a comma beside it."""
    written = flow_text(value)
    if isinstance(key, str):
        written = f"{key_text(key, flow=True)}: {written}"
    if before is not None:
        at, written = positions.end(before.value), f", {written}"
    elif after is not None:
        at, written = after.start, f"{written}, "
    else:
        at = node.start_mark.index + 1
    return f"{positions.text[:at]}{written}{positions.text[at:]}"


def _behind(positions: Positions, entry: EntrySpan, column: int, *, is_end: bool) -> int:
    """Find where the line begins that follows an entry and its comments.
    Its comments are further in than its key; at the end of the file all are."""
    behind = line = positions.next_line(positions.end(entry.value))
    while line < len(positions.text):
        begin = positions.text[line : positions.end_of_line(line)]
        is_own = len(begin) - len(begin.lstrip(" ")) > column or (is_end and column == 0)
        if begin.strip() and not (positions.is_comment(line) and is_own):
            break
        line = positions.next_line(line)
        if begin.strip():
            behind = line
    return behind


def _has_gaps(positions: Positions, entries: list[EntrySpan], *, is_long: bool) -> bool:
    """Whether blank lines stand between all the entries of a sort.
    The sorts are those that are more than a line, and those that are not."""
    gaps = []
    for entry, following in pairwise(entries):
        if (positions.is_long(entry) or positions.is_long(following)) == is_long:
            end = positions.next_line(positions.end(entry.value))
            between = positions.text[end : following.start]
            gaps.append(any(not line.strip() for line in LINE_END.split(between)[:-1]))
    return bool(gaps) and all(gaps)


def _inserted(positions: Positions, at: int, lines: list[str]) -> str:
    """Put new lines before the one that begins at ``at``."""
    text, block = positions.text, positions.line_end.join(lines)
    if at == len(text) and not text.endswith(("\n", "\r")):
        return f"{text}{positions.line_end}{block}"
    return f"{text[:at]}{block}{positions.line_end}{text[at:]}"
