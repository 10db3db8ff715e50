"""Where a path stands in the file, and what people call the record it leads into."""

from __future__ import annotations

import re
from typing import NamedTuple

from anju_cli.diagnostics import Diagnostic, Severity, TextEdit, TextEdits
from anju_cli.parsing.source import Source
from anju_cli.parsing.tree import MappingNode, Node, Path, ScalarNode, child
from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.numerals import chinese


class Place(NamedTuple):
    """``path`` is the part of a sought path that the file really has."""

    line: int
    column: int
    path: Path
    node: Node


def place(tree: Node, path: Path, *, on_key: bool = False) -> Place:
    """Where ``path`` stands: its value, or with ``on_key`` its key.

    Parts that the file does not have (a union's tag, a missing key) are passed
    over: the place is then that of the nearest record around it.
    """
    node, line, column, found = tree, tree.line, tree.column, []
    for part in path:
        below = child(node, part)
        if below is None:
            continue
        line, column = below.line, below.column
        if on_key and isinstance(node, MappingNode):
            entry = node.entries[str(part)]
            line, column = entry.line, entry.column
        node = below
        found.append(part)
    return Place(line, column, tuple(found), node)


def is_plain(source: Source, tree: Node, path: Path) -> bool:
    """Whether a value is written as it is: not in quotes, not as a block (``|``, ``>``)."""
    spot = place(tree, path)
    return source.lines[spot.line - 1][spot.column - 1 : spot.column] not in tuple("\"'|>")


def record_name(tree: Node, path: Path) -> str:
    """The record that ``path`` leads into, as people call it; empty at the top."""
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
        elif above == "done" and _text_at(outer, "kind") == "周期":
            names.append(_short(part))  # the period
        if inner is not None:
            outer, node = node, inner
    return with_invisible_named(_joined([name for name in names if name]))


def _joined(names: list[str]) -> str:
    """Names from the outer to the inner one, with spaces as between Chinese and figures."""
    text = ""
    for name in names:
        if text:
            text += " 的" if text[-1].isascii() else "的"
            text += " " if name[0].isascii() else ""
        text += name
    return text


def _item_name(collection: str, index: int, node: Node | None) -> str:
    match collection:
        case "tasks":
            number = _text_at(node, "number") or ""
            if re.fullmatch(r"[1-9]\d?", number, re.ASCII):
                return f"任务（{chinese(int(number))}）"
            return f"第 {index + 1} 项任务"
        case "deadlines":
            identity = _text_at(node, "id") or ""
            if re.fullmatch(r"\d{1,9}\.\d{1,9}", identity, re.ASCII):
                return f"时限 {identity}"
            return f"第 {index + 1} 个时限"
        case "occurrences":
            day = _text_at(node, "date") or ""
            if re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII):
                return f"{day} 的事件"
            return f"第 {index + 1} 次事件"
        case "sections":
            ordinal = _text_at(node, "number") or ""
            is_number = re.fullmatch(r"\d{1,9}", ordinal, re.ASCII)
            return f"第 {ordinal} 部分" if is_number else f"第 {index + 1} 个部分"
        case "units" | "groups":
            word = "单位" if collection == "units" else "组"
            name = _text_at(node, "name")
            return _short(name) if name else f"第 {index + 1} 个{word}"
        case _:
            return ""


_LONGEST_NAME = 40


def _short(name: str) -> str:
    """A name as long as anybody's may be: it stands in every message about its record."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def _text_at(node: Node | None, key: str) -> str | None:
    found = child(node, key) if node is not None else None
    return found.text if isinstance(found, ScalarNode) else None


def diagnostic_at(
    source: Source,
    tree: Node,
    path: Path,
    code: str,
    message: str,
    hint: str = "",
    *,
    on_key: bool = False,
    after: str = "",
    word: str = "",
    first: Path | None = None,
    written: str | None = None,
    severity: Severity = "error",
) -> Diagnostic:
    """A diagnostic at a path, its record named in front of the message.

    With ``after``, the place is behind those words of the value, where they stand
    on its line; with ``word``, at that word, on whichever line. ``first`` is another
    place, whose line is named. ``written`` is what the file should have in place of the
    word or else of the value (with ``on_key``, of the key).
    """
    spot = place(tree, path, on_key=on_key)
    other = place(tree, first, on_key=on_key).line if first else spot.line
    if other != spot.line:
        message = f"{message}，见第 {other} 行"
    record = record_name(tree, path[:-1] if on_key else path)
    text = f"{record}：{message}" if record else message
    line, column = spot.line, spot.column
    found = _words_at(source, spot, after or word) if after or word else None
    if found:
        line, column = found[0], found[1] + len(after)
    edits: TextEdits = ()
    if written is not None:
        value = spot.node.text if isinstance(spot.node, ScalarNode) else ""
        old = word or (str(path[-1]) if on_key else value or "")
        edits = _in_place(source, line, column, old, written)
    return source.diagnostic(line, column, code, text, hint, severity, edits)


_LONGEST_TEXT = 200  # lines


def _words_at(source: Source, spot: Place, words: str) -> tuple[int, int] | None:
    """Where words of a value first stand; None where they are written in another way or
    broken by the end of a line."""
    lines = source.lines[spot.line - 1 : spot.line - 1 + _LONGEST_TEXT]
    for number, line in enumerate(lines, spot.line):
        found = line.find(words, spot.column - 1 if number == spot.line else 0)
        if found >= 0:
            return number, found + 1
    return None


def _in_place(source: Source, line: int, column: int, old: str, new: str) -> TextEdits:
    """The edit that writes ``new`` for ``old``, if that stands whole at the place."""
    start = column - 1
    for written in (old, f"'{old}'", f'"{old}"'):
        if old and source.lines[line - 1].startswith(written, start):
            return ((line, TextEdit(start, start + len(written), new)),)
    return ()
