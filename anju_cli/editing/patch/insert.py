"""A value put into a file. Every function answers with the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from anju_cli.editing.patch.layout import entry_lines, step_of, value_lines
from anju_cli.editing.patch.operations import Put, Value
from anju_cli.editing.patch.positions import LINE_END, Entry, Places, is_flow, is_mapping, is_scalar
from anju_cli.editing.patch.scalars import flow_text, key_text, scalar_text


def with_put(places: Places, one: Put) -> str:
    """The text with ``one.value`` at its path, what lacks on the way made. Raises KeyError
    where a list would have a hole."""
    node, path = places.root, list(one.path)
    while True:
        key = path.pop(0)
        entry = places.find(node, key)
        if entry is None:
            value = _wrapped(path, one.value)
            return _added(places, node, key, value, one.flow, () if path else one.order)
        if not path or is_scalar(entry.value) or not entry.value.value:
            return _replaced(places, node, entry, _wrapped(path, one.value), one.flow)
        node = entry.value


def _wrapped(path: Sequence[str | int], value: Value) -> Value:
    """``value`` in what has to be made for it to stand at ``path``."""
    for key in reversed(path):
        if isinstance(key, int) and key != 0:
            raise KeyError(key)
        value = [value] if isinstance(key, int) else {key: value}
    return value


# -- in the place of another -------------------------------------------------


def _replaced(places: Places, parent: Any, entry: Entry, value: Value, flow: bool) -> str:
    node, text = entry.value, places.text
    is_lines = not is_scalar(node) and not is_flow(node)
    start, end = node.start_mark.index, places.end(node)
    if not isinstance(value, str) and not (
        parent.flow_style or flow or (is_flow(node) and node.value)
    ):
        return _with_lines(places, parent, entry, value)
    made = (
        _like(node, value, flow=parent.flow_style) if isinstance(value, str) else flow_text(value)
    )
    if is_lines and isinstance(entry.key, str):
        start = _behind_colon(places, entry)
    return f"{text[:start]}{' ' if start == _behind_colon(places, entry) else ''}{made}{text[end:]}"


def _behind_colon(places: Places, entry: Entry) -> int:
    """Where the key's colon has ended; -1 for an item of a list."""
    return places.text.index(":", entry.key_end) + 1 if isinstance(entry.key, str) else -1


def _like(node: Any, value: str, *, flow: bool) -> str:
    """A text in the quotes of that whose place it takes, if it can stand in these."""
    made = scalar_text(value, flow=flow)
    if is_scalar(node) and node.style in ("'", '"') and made == value:
        return value if set("'\"\\") & set(value) else f"{node.style}{value}{node.style}"
    return made


def _with_lines(places: Places, parent: Any, entry: Entry, value: Value) -> str:
    """A mapping or list, on lines, in the place of whatever is there."""
    text, end, step = places.text, places.end(entry.value), step_of(places, parent)
    column = places.column(entry.start)
    if isinstance(entry.key, int):
        made = places.line_end.join(value_lines(value, column, step)).lstrip(" ")
        return f"{text[: entry.value.start_mark.index]}{made}{text[end:]}"
    made = places.line_end.join(value_lines(value, column + step, step))
    rest = ""
    if is_scalar(entry.value) or is_flow(entry.value):
        # It ends on its line, and a comment behind it stays there.
        rest = text[end : places.end_of_line(end)]
    head = text[: _behind_colon(places, entry)]
    return f"{head}{rest}{places.line_end}{made}{text[end + len(rest) :]}"


# -- beside others -----------------------------------------------------------


def _added(
    places: Places,
    node: Any,
    key: str | int,
    value: Value,
    flow: bool,
    order: tuple[str, ...],
) -> str:
    """A new entry in a collection."""
    entries = places.entries(node)
    if isinstance(key, int) and (key != len(entries) or is_mapping(node)):
        raise KeyError(key)
    before, after = _neighbours(entries, key, order)
    if node.flow_style:
        return _in_braces(places, node, key, value, before, after)
    column = places.column(node.start_mark.index)
    lines = entry_lines(key, value, column, step_of(places, node), flow=flow)
    if before is not None:
        at = _behind(places, before, column, is_end=before is entries[-1])
        if before is entries[-1]:
            has_gap = _has_gaps(places, entries, is_long=len(lines) > 1)
        else:
            has_gap = places.is_blank(at)
        # A text that keeps the blank lines behind it would keep one more.
        is_apart = has_gap and not places.follows_blank(at)
        return _inserted(places, at, [*([""] if is_apart else []), *lines])
    first = entries[0] if after is None else after
    if not places.first_on_line(first.start):
        # The first key of an item stands behind the dash.
        made = places.line_end.join(lines).lstrip(" ")
        head, rest = places.text[: first.start], places.text[first.start :]
        return f"{head}{made}{places.line_end}{' ' * column}{rest}"
    at = places.start_of_line(first.start)
    while column and at and places.is_comment(_line_above(places, at)):
        at = _line_above(places, at)
    has_gap = _has_gaps(places, entries, is_long=len(lines) > 1)
    return _inserted(places, at, [*lines, *([""] if has_gap else [])])


def _line_above(places: Places, at: int) -> int:
    return places.start_of_line(places.line_before(at))


def _neighbours(
    entries: list[Entry], key: str | int, order: tuple[str, ...]
) -> tuple[Entry | None, Entry | None]:
    """The entry behind which a new one goes; else that before which it goes."""
    if key in order:
        rank = {name: at for at, name in enumerate(order)}
        known = [(rank[one.key], one) for one in entries if one.key in order]
        earlier = [one for at, one in known if at < order.index(str(key))]
        if earlier:
            return earlier[-1], None
        if known:
            return None, known[0][1]
    return (entries[-1] if entries else None), None


def _in_braces(
    places: Places,
    node: Any,
    key: str | int,
    value: Value,
    before: Entry | None,
    after: Entry | None,
) -> str:
    made = flow_text(value)
    if isinstance(key, str):
        made = f"{key_text(key, flow=True)}: {made}"
    if before is not None:
        at, made = places.end(before.value), f", {made}"
    elif after is not None:
        at, made = after.start, f"{made}, "
    else:
        at = node.start_mark.index + 1
    return f"{places.text[:at]}{made}{places.text[at:]}"


def _behind(places: Places, entry: Entry, column: int, *, is_end: bool) -> int:
    """Where the line begins that follows an entry: behind comments that are further in
    than its key, and at the end of the file behind all of them."""
    found = line = places.next_line(places.end(entry.value))
    while line < len(places.text):
        begin = places.text[line : places.end_of_line(line)]
        is_own = len(begin) - len(begin.lstrip(" ")) > column or (is_end and column == 0)
        if begin.strip() and not (places.is_comment(line) and is_own):
            break
        line = places.next_line(line)
        if begin.strip():
            found = line
    return found


def _has_gaps(places: Places, entries: list[Entry], *, is_long: bool) -> bool:
    """Whether blank lines stand between all the entries of that sort: those that are more
    than a line, or those that are not."""
    gaps = []
    for one, other in pairwise(entries):
        if any(map(places.is_long, (one, other))) == is_long:
            between = places.text[places.next_line(places.end(one.value)) : other.start]
            gaps.append(any(not line.strip() for line in LINE_END.split(between)[:-1]))
    return bool(gaps) and all(gaps)


def _inserted(places: Places, at: int, lines: list[str]) -> str:
    """The text with new lines before the one that begins at ``at``."""
    text, made = places.text, places.line_end.join(lines)
    if at == len(text) and not text.endswith(("\n", "\r")):
        return f"{text}{places.line_end}{made}"
    return f"{text[:at]}{made}{places.line_end}{text[at:]}"
