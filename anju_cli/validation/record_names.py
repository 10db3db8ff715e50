"""What people call a record in a data file: 任务（十二）的时限 12.1."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from anju_cli.parsing.tree import Node, Path, child, text_at
from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.numerals import chinese


class _Collection(NamedTuple):
    """How people call the items of a list: by the value of ``key``, if of that form."""

    key: str
    form: str
    by_key: str
    by_position: str


_NAME = r"(?s:.+)"
COLLECTIONS: Mapping[str, _Collection] = {
    "units": _Collection("name", _NAME, "{}", "第 {} 个单位"),
    "groups": _Collection("name", _NAME, "{}", "第 {} 个组"),
    "sections": _Collection("number", r"\d{1,9}", "第 {} 部分", "第 {} 个部分"),
    "tasks": _Collection("number", r"[1-9]\d?", "任务（{}）", "第 {} 项任务"),
    "deadlines": _Collection("id", r"\d{1,9}\.\d{1,9}", "时限 {}", "第 {} 个时限"),
    "occurrences": _Collection("date", r"\d{4}-\d\d-\d\d", "{} 的事件", "第 {} 次事件"),
}
"""The lists of records, by the keys they stand under."""


def record_name(tree: Node, path: Path) -> str:
    """Name the record that ``path`` leads into as people call it; empty at the top."""
    names: list[str] = []
    node: Node | None = tree
    outer: Node | None = None
    for step, part in enumerate(path):
        above = path[step - 1] if step else ""
        inner = child(node, part) if node is not None else None
        if isinstance(part, int):
            names.append(_item_name(str(above), part, inner))
        elif above in ("targets", "published") or "published" in path[: max(step - 1, 0)]:
            names.append(_short(part))
        elif above == "done" and text_at(outer, "kind") == "周期":
            names.append(_short(part))  # the period
        if inner is not None:
            outer, node = node, inner
    return with_invisible_named(_joined([name for name in names if name]))


def _joined(names: list[str]) -> str:
    """Join names from the outer to the inner one, spaced as Chinese and figures are."""
    text = ""
    for name in names:
        if text:
            text += " 的" if text[-1].isascii() else "的"
            text += " " if name[0].isascii() else ""
        text += name
    return text


def _item_name(key: str, index: int, node: Node | None) -> str:
    collection = COLLECTIONS.get(key)
    if collection is None:
        return ""
    value = text_at(node, collection.key)
    if not re.fullmatch(collection.form, value, re.ASCII):
        return collection.by_position.format(index + 1)
    return collection.by_key.format(chinese(int(value)) if key == "tasks" else _short(value))


_LONGEST_NAME = 40


def _short(name: str) -> str:
    """A name as long as anybody's may be: it stands in every message about its record."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
