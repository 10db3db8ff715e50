"""The text of one data file, as it is and with edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from anju_cli.problems import Edit, Edits, Problem, Severity


@dataclass(frozen=True)
class Source:
    """A data file as lines without their ends; ``file`` is its name on the screen."""

    file: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole text; every line end is a line feed, whatever the file has."""
        return "\n".join(self.lines)

    def problem(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = "error",
        mending: Edits = (),
    ) -> Problem:
        """A problem in the file, kept inside it and with its source line."""
        mending = self._edits_of_the_file(mending)
        line, column, lines = self._in_the_file(line, column)
        line = max(1, min(line, len(lines)))
        excerpt = lines[line - 1] if lines else ""
        column = max(1, min(column, len(excerpt) + 1))
        return Problem(self.file, line, column, code, severity, message, hint, excerpt, mending)

    def _in_the_file(self, line: int, column: int) -> tuple[int, int, tuple[str, ...]]:
        """A place of this text in the file as it is, and the lines of that."""
        return line, column, self.lines

    def _edits_of_the_file(self, edits: Edits) -> Edits:
        """Edits of this text as edits of the file as it is."""
        return edits


@dataclass(frozen=True)
class Mended(Source):
    """A source as it was meant. Its places are those of this text; the problems it
    makes are in ``original``, the text as it is. Lines stay lines."""

    original: Source
    edits: Mapping[int, tuple[Edit, ...]]

    def _in_the_file(self, line: int, column: int) -> tuple[int, int, tuple[str, ...]]:
        column = _before_edits(column - 1, self.edits.get(line, ())) + 1
        return self.original._in_the_file(line, column)

    def _edits_of_the_file(self, edits: Edits) -> Edits:
        moved = []
        for line, edit in edits:
            made = self.edits.get(line, ())
            start = end = _before_edits(edit.start, made)
            if edit.end > edit.start:  # behind the last character, not before the next one
                end = _before_edits(edit.end - 1, made) + 1
            moved.append((line, edit._replace(start=start, end=end)))
        return self.original._edits_of_the_file(tuple(moved))


def with_edits(source: Source, edits: Mapping[int, list[Edit]]) -> Source:
    """``source`` with some of its lines (by number, from 1) changed."""
    if not edits:
        return source
    lines = list(source.lines)
    kept: dict[int, tuple[Edit, ...]] = {}
    for number, found in edits.items():
        lines[number - 1], kept[number] = edited(lines[number - 1], found)
    return Mended(source.file, tuple(lines), source, kept)


def edited(line: str, edits: Iterable[Edit]) -> tuple[str, tuple[Edit, ...]]:
    """A line with edits made, and those that were: of two that overlap, the first."""
    at, parts, done = 0, [], []
    for edit in sorted(edits):
        if edit.start >= at:
            parts += [line[at : edit.start], edit.text]
            at = edit.end
            done.append(edit)
    return "".join([*parts, line[at:]]), tuple(done)


def _before_edits(offset: int, edits: tuple[Edit, ...]) -> int:
    """Where a character of the mended line stood; for a new one, where it was put."""
    grown = 0
    for start, end, text in edits:
        if offset < start + grown:
            break
        if offset < start + grown + len(text):
            return min(offset - grown, end)
        grown += len(text) - (end - start)
    return offset - grown


def split_lines(text: str) -> tuple[str, ...]:
    """Split at LF, CRLF and CR only; U+2028 and its kin are characters like others."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
