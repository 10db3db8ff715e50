"""Positions in a YAML file: its nodes and lines, as offsets into its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

_Loader = getattr(yaml, "CLoader", yaml.Loader)  # nothing is constructed
LINE_END = re.compile("\r\n|\n|\r")
_BLANKS = " \t\r\n"


@dataclass(frozen=True)
class EntrySpan:
    """An entry of a mapping or list: its key or index, and where it stands.
    It begins at ``start``, its key ends at ``key_end``; ``value`` is a node of PyYAML."""

    key: str | int
    start: int
    key_end: int
    value: Any


class Positions:
    """A file as text, and where its nodes and lines stand in it.
    ``at`` is an offset into the text everywhere."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Any = yaml.compose(text, Loader=_Loader)
        match = LINE_END.search(text)
        self.line_end = match.group() if match else "\n"

    # -- nodes --

    def entries(self, node: Any) -> list[EntrySpan]:
        """List what a collection holds, in the order of the file."""
        if is_mapping(node):
            return [
                EntrySpan(_key(key), key.start_mark.index, key.end_mark.index, value)
                for key, value in node.value
            ]
        if isinstance(node, yaml.SequenceNode):
            starts = [value.start_mark.index for value in node.value]
            return [
                EntrySpan(at, start, start, value)
                for at, (start, value) in enumerate(zip(starts, node.value, strict=True))
            ]
        return []

    def find(self, node: Any, key: str | int) -> EntrySpan | None:
        """Find the entry of a collection under ``key``; None where there is none."""
        return next((entry for entry in self.entries(node) if entry.key == key), None)

    def end(self, node: Any) -> int:
        """Return the offset behind the last character of a node, less blanks and comments."""
        start, end = node.start_mark.index, node.end_mark.index
        if is_scalar(node):
            if node.style not in ("|", ">"):
                return int(end)
            if "+" in self.text[start : self.end_of_line(start)].partition("#")[0]:
                # The blank lines behind it are part of it.
                return int(end) if end == len(self.text) else self.line_before(end)
            return int(start) + len(self.text[start:end].rstrip(_BLANKS))
        if node.flow_style or not node.value:
            return int(end)
        return self.end(self.entries(node)[-1].value)

    def column(self, at: int) -> int:
        """Count the characters that stand before ``at`` on its line."""
        return at - self.start_of_line(at)

    def dash(self, entry: EntrySpan) -> int:
        """Find the dash of a list's item."""
        return self.text.rindex("-", 0, entry.start)

    # -- lines --

    def start_of_line(self, at: int) -> int:
        """Find where the line begins that ``at`` is on."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def end_of_line(self, at: int) -> int:
        """Find where the line ends, before its line end."""
        match = LINE_END.search(self.text, at)
        return match.start() if match else len(self.text)

    def next_line(self, at: int) -> int:
        """Find where the next line begins; the end of the text if there is none."""
        match = LINE_END.search(self.text, at)
        return match.end() if match else len(self.text)

    def line_before(self, at: int) -> int:
        """Find the end of the line before that which begins at ``at``."""
        return at - len(self.line_end) if self.text[:at].endswith(self.line_end) else at - 1

    def is_blank(self, at: int) -> bool:
        """Whether a blank line begins at ``at``."""
        return at < len(self.text) and not self.text[at : self.end_of_line(at)].strip()

    def is_comment(self, at: int) -> bool:
        """Whether a line begins at ``at`` that is a comment and nothing else."""
        return self.text[at : self.end_of_line(at)].lstrip(" \t").startswith("#")

    def follows_blank(self, at: int) -> bool:
        """Whether the line before this one is blank."""
        return at > 0 and self.is_blank(self.start_of_line(self.line_before(at)))

    def is_long(self, entry: EntrySpan) -> bool:
        """Whether an entry is more than one line."""
        return LINE_END.search(self.text[entry.start : self.end(entry.value)]) is not None

    def first_on_line(self, at: int) -> bool:
        """Whether only blanks stand before ``at`` on its line."""
        return not self.text[self.start_of_line(at) : at].strip()


def is_scalar(node: Any) -> bool:
    """Whether a node is a scalar."""
    return isinstance(node, yaml.ScalarNode)


def is_mapping(node: Any) -> bool:
    """Whether a node is a mapping."""
    return isinstance(node, yaml.MappingNode)


def is_flow(node: Any) -> bool:
    """Whether a node is in braces or brackets."""
    return not is_scalar(node) and bool(node.flow_style)


def _key(node: Any) -> str:
    text = str(node.value)
    return text if node.style else text.strip()
