"""Violations of the rules as diagnostics, at their places in the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from anju_cli.diagnostics import Diagnostic
from anju_cli.validation.file_reader import DataFile
from anju_cli.validation.positions import diagnostic_at, is_plain
from anju_cli.validation.violation import Violation

_MOST_LINES = 30
"""Line numbers that one message names."""


def locate(violations: Iterable[Violation], files: Mapping[str, DataFile]) -> Iterator[Diagnostic]:
    """Locate violations; of those that share a cause, one diagnostic names the others."""
    shared: dict[tuple[str, str], dict[Diagnostic, None]] = {}
    for violation in violations:
        file = files[violation.file]
        if violation.only_plain and not is_plain(file.source, file.tree, violation.path):
            continue
        diagnostic = diagnostic_at(file.source, file.tree, violation)
        if violation.is_shared:
            shared.setdefault((violation.file, violation.message), {})[diagnostic] = None
        else:
            yield diagnostic
    for alike in shared.values():
        first, *others = sorted(alike)
        if others:
            numbers = [str(line) for line in dict.fromkeys(each.line for each in others)]
            lines = "、".join(numbers[:_MOST_LINES])
            more = "等" if len(numbers) > _MOST_LINES else ""
            message = f"{first.message}（另有 {len(others)} 处：第 {lines} 行{more}）"
            first = replace(first, message=message)
        yield first
