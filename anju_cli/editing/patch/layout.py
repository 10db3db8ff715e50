"""New entries as lines, laid out as their file is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from anju_cli.editing.patch.operations import Value
from anju_cli.editing.patch.positions import Positions, is_mapping, is_scalar
from anju_cli.editing.patch.scalars import flow_text, key_text, scalar_text


def step_of(positions: Positions, node: Any) -> int:
    """Count the columns that the next level stands further in, nearest to ``node``.
    2 where there is no other level."""
    return next((step for root in (node, positions.root) for step in _steps(positions, root)), 2)


def _steps(positions: Positions, node: Any) -> Iterator[int]:
    for entry in positions.entries(node):
        value = entry.value
        if is_scalar(value) or value.flow_style or not value.value:
            continue
        inner = positions.column(value.start_mark.index) - positions.column(entry.start)
        if is_mapping(node) and inner > 0:
            yield inner
        yield from _steps(positions, value)


def entry_lines(
    key: str | int, value: Value, column: int, step: int, *, flow: bool = False
) -> list[str]:
    """Write an entry of a mapping, or by an index of a list, from ``column`` on.
    ``flow``: a mapping of texts is one line."""
    head = " " * column + ("-" if isinstance(key, int) else f"{key_text(key)}:")
    if isinstance(value, str):
        return [f"{head} {scalar_text(value, flow=False)}"]
    if (
        flow
        and isinstance(value, Mapping)
        and all(isinstance(inner, str) for inner in value.values())
    ):
        return [f"{head} {flow_text(value)}"]
    if isinstance(key, str):
        return [head, *value_lines(value, column + step, step, flow=flow)]
    first, *rest = value_lines(value, column + 2, step, flow=flow)
    return [f"{head} {first.lstrip(' ')}", *rest]


def value_lines(value: Value, column: int, step: int, *, flow: bool = False) -> list[str]:
    """Write a value on lines of its own."""
    if isinstance(value, str):
        return [" " * column + scalar_text(value, flow=False)]
    pairs: list[tuple[str | int, Value]] = (
        list(enumerate(value)) if isinstance(value, list) else list(value.items())
    )
    return [
        line for key, inner in pairs for line in entry_lines(key, inner, column, step, flow=flow)
    ]
