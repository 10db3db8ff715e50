"""Violations of the rules as diagnostics, at their places in the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from anju_cli.diagnostics import Diagnostic
from anju_cli.storage.folders import FileKind
from anju_cli.validation.file_reader import DataFile
from anju_cli.validation.rules import Violation
from anju_cli.validation.schema_errors import diagnostic_at, is_plain

_MOST_LINES = 30
"""Line numbers that one message names."""


def locate(
    violations: Iterable[Violation], files: Mapping[FileKind, DataFile]
) -> Iterator[Diagnostic]:
    """Locate violations; of those that share a cause, one diagnostic names the others."""
    shared: dict[tuple[FileKind, str], dict[Violation, None]] = {}
    for violation in violations:
        file = files[violation.file]
        if violation.only_plain and not is_plain(file.source, file.tree, violation.path):
            continue
        if violation.is_shared:
            shared.setdefault((violation.file, violation.message), {})[violation] = None
        else:
            yield _diagnostic(violation, file)
    for (kind, _), alike in shared.items():
        first, *others = sorted(_diagnostic(violation, files[kind]) for violation in alike)
        if others:
            numbers = [str(line) for line in dict.fromkeys(each.line for each in others)]
            lines = "、".join(numbers[:_MOST_LINES])
            more = "等" if len(numbers) > _MOST_LINES else ""
            message = f"{first.message}（另有 {len(others)} 处：第 {lines} 行{more}）"
            first = replace(first, message=message)
        yield first


def _diagnostic(violation: Violation, file: DataFile) -> Diagnostic:
    return diagnostic_at(
        file.source,
        file.tree,
        violation.path,
        violation.code,
        violation.message,
        violation.hint,
        severity=violation.severity,
        word=violation.word,
        written=violation.written,
        on_key=violation.on_key,
        after=violation.after,
        first=violation.first,
    )
