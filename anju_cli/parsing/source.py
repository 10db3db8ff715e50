"""The text of one data file, as it is and with edits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Severity, TextEdit, TextEdits

_LONGEST = 500
"""A message that quotes the file could be as long as that; nobody reads on."""


@dataclass(frozen=True)
class Source:
    """The lines of a data file without their ends; ``file`` is its name on the screen."""

    file: str
    lines: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """The whole text, with line feeds for whatever line ends the file has."""
        return "\n".join(self.lines)

    @cached_property
    def characters(self) -> str:
        """Each character of the text once: they are few even in a large file."""
        return "".join(set(self.text))

    def diagnostic(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        edits: TextEdits = (),
    ) -> Diagnostic:
        """Make a diagnostic at a place (from 1) of this text, moved to the file as it is."""
        edits = self._original_edits(edits)
        line, column, lines = self._original_place(line, column)
        line = max(1, min(line, len(lines)))
        excerpt = lines[line - 1] if lines else ""
        column = max(1, min(column, len(excerpt) + 1))
        message, hint = _cut(message), _cut(hint)
        return Diagnostic(self.file, line, column, code, severity, message, hint, excerpt, edits)

    def _original_place(self, line: int, column: int) -> tuple[int, int, tuple[str, ...]]:
        """Return a place of this text in the file as it is, and the lines of that."""
        return line, column, self.lines

    def _original_edits(self, edits: TextEdits) -> TextEdits:
        """Return edits of this text as edits of the file as it is."""
        return edits


@dataclass(frozen=True)
class RepairedSource(Source):
    """A source as it was meant, line for line; its diagnostics are in ``original``."""

    original: Source
    edits: Mapping[int, _LineEdits]

    def _original_place(self, line: int, column: int) -> tuple[int, int, tuple[str, ...]]:
        column = self._before_edits(line, column - 1) + 1
        return self.original._original_place(line, column)

    def _original_edits(self, edits: TextEdits) -> TextEdits:
        moved = []
        for line, edit in edits:
            start = end = self._before_edits(line, edit.start)
            if edit.end > edit.start:  # behind the last character, not before the next one
                end = self._before_edits(line, edit.end - 1) + 1
            moved.append((line, edit._replace(start=start, end=end)))
        return self.original._original_edits(tuple(moved))

    def _before_edits(self, line: int, offset: int) -> int:
        """Return where a character of the repaired line stood, or a new one was put."""
        if line not in self.edits:
            return offset
        edits, starts, grown = self.edits[line]
        at = bisect_right(starts, offset) - 1
        if at < 0:
            return offset
        start, end, text = edits[at]
        if offset < start + grown[at] + len(text):
            return min(offset - grown[at], end)
        return offset - grown[at + 1]


class _LineEdits(NamedTuple):
    """The edits of a line, where their texts begin once they are made, and its growth.

    ``grown`` is by how much it has grown before each edit, at last behind them all.
    """

    edits: tuple[TextEdit, ...]
    starts: list[int]
    grown: list[int]


def _line_edits(edits: tuple[TextEdit, ...]) -> _LineEdits:
    growth = (len(text) - (end - start) for start, end, text in edits)
    grown = list(accumulate(growth, initial=0))
    starts = [edit.start + grown[at] for at, edit in enumerate(edits)]
    return _LineEdits(edits, starts, grown)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def with_edits(source: Source, edits: Iterable[tuple[int, TextEdit]]) -> Source:
    """Return ``source`` with edits of its lines (from 1) made."""
    lines = list(source.lines)
    kept: dict[int, _LineEdits] = {}
    for number, line_edits in by_line(edits).items():
        lines[number - 1], effective = edited(lines[number - 1], line_edits)
        kept[number] = _line_edits(effective)
    return RepairedSource(source.file, tuple(lines), source, kept) if kept else source


def by_line(edits: Iterable[tuple[int, TextEdit]]) -> dict[int, list[TextEdit]]:
    """Group edits by their line."""
    grouped: dict[int, list[TextEdit]] = {}
    for number, edit in edits:
        grouped.setdefault(number, []).append(edit)
    return grouped


def edited(line: str, edits: Iterable[TextEdit]) -> tuple[str, tuple[TextEdit, ...]]:
    """Make the edits of a line, of two that overlap the first; return those made."""
    at, parts, done = 0, [], []
    for edit in sorted(edits):
        if edit.start >= at:
            parts += [line[at : edit.start], edit.text]
            at = edit.end
            done.append(edit)
    return "".join([*parts, line[at:]]), tuple(done)


def split_lines(text: str) -> tuple[str, ...]:
    """Split at LF, CRLF and CR only; U+2028 and its kin are characters like others."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(text.split("\n"))


def too_many(source: Source, line: int = 1) -> Diagnostic:
    """Say that reading ends here, because nobody would go through all that is wrong."""
    message = f"错处太多，超过 {MOST_DIAGNOSTICS} 处，后面的没有再查"
    hint = "请检查是不是放错了文件；没有放错，就先改好前面的再查"
    return source.diagnostic(line, 1, "A004", message, hint)
