"""The fast path: a file in which nothing is out of the ordinary, read in one go.

Most files are as the notes at their heads ask: an even indentation, one field a line, each
where it belongs. Such a file is read for a tenth of what the block parser and PyYAML cost.
Whatever is written otherwise, right or wrong, is for those two.

It stands beside them only as long as it agrees with them, which a test holds: where it has
an answer, ``repair`` has none, and PyYAML reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from anju_cli.parsing.grammar import (
    COUNTS,
    NAME_LISTS,
    RECORD_LISTS,
    ROOT,
    SEQUENCES,
    allows,
    context_under,
)
from anju_cli.parsing.lexer.characters import COLONS, has_conflict_markers, has_suspect
from anju_cli.parsing.source import Source

_QUOTED = r""" "[^"\\,:\[\]{}\#]*+" | '[^',:\[\]{}\#]*+' """
_NAME = rf" (?: \w[\w、（）()-]*+ | {_QUOTED} ) "
_WORDS = rf" (?: \w(?:\ ?+[\w、（）()。%/.-])*+ | {_QUOTED} ) "
_LINE = re.compile(
    rf"""
    (?P<indent>\ *+) (?P<dash>-\ )?+
    (?:
        (?P<key> \w [^\s{COLONS};；=.。、，,\#'"\[\]{{}}]*+ ) :
        (?: \ (?P<value>
            [\w“《（〔【「『] [^:\#]*+ (?: (?: :(?=\S) | (?<=\S)\# ) [^:\#]*+ )*+
            | "[^"\\]*+" | '[^']*+'
            | \[ \ ?+ (?: {_NAME} (?: ,\ (?=[^\ \]]) | \ ?+(?=\]) ) )*+ \]
            | \{{ \ ?+ (?: \w[\w-]*+ :\ {_WORDS} (?: ,\ (?=[^\ }}]) | \ ?+(?=\}}) ) )*+ \}}
            | \|-?+
        ))?+
        | (?P<item> {_NAME} )
    )
    \ *+ (?: (?<=\ ) \# (?:\ .*+)?+ )?+
    """,
    re.VERBOSE,
)
_COMMENT = re.compile(" *#")
_PERIOD = re.compile(r"\d{4}(?:-(?:\d\d|Q[1-4]|H[12]))?", re.ASCII)
_NULLS = frozenset({"null", "Null", "NULL"})
_OPENING, _CLOSING = "（〔【「『", tuple("】）」』〕)］｝]}")
_LONGEST_KEY = 100
"""YAML itself has a bound, of 1024."""


def read_fast(source: Source) -> Any:
    """Read a file with nothing to repair; None for one that may have something.

    The answer is what ``repair``, ``compose`` and ``construct`` make of it.
    """
    if "\t" in source.characters or has_suspect(source) or has_conflict_markers(source):
        return None
    try:
        return _Reader(source.lines).read()
    except _UnusualError:
        return None


class _UnusualError(Exception):
    """A line is not as usual."""


class _Container(NamedTuple):
    """A list, in the column of its dashes, or a mapping, in that of its keys."""

    content: Any
    column: int
    context: str


class _Reader:
    """Reads line after line into the containers that are open, the innermost last."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._at = 0  # the line that is read next
        self._opened = [_Container({}, 0, ROOT)]
        self._pending_key = ""  # a key without a value, and the context under it
        self._pending: str | None = None

    def read(self) -> dict[str, Any]:
        """Return the content of the file; raises _UnusualError."""
        lines, match_line = self._lines, _LINE.fullmatch
        is_begun = False
        while self._at < len(lines):
            line = lines[self._at]
            self._at += 1
            match = match_line(line)
            if match:
                indent, dash, name, value, item = match.groups()
                self._go_to(len(indent), dash)
                if dash and item:
                    self._item(item)
                else:
                    self._field(dash, name, value)
                is_begun = True
            elif line == "---" and not is_begun:
                is_begun = True
            elif line and not _COMMENT.match(line):
                raise _UnusualError
        root: dict[str, Any] = self._opened[0].content
        if self._pending is not None or not root:
            raise _UnusualError
        return root

    def _go_to(self, column: int, dash: str | None) -> None:
        """Make the container in a column the innermost one; open it under a pending key."""
        opened = self._opened
        if self._pending is not None:
            self._open(column, dash)
            return
        while opened[-1].column > column:
            opened.pop()
        if dash is None and type(opened[-1].content) is list:
            opened.pop()  # in the column of its key
        if opened[-1].column != column:
            raise _UnusualError

    def _open(self, column: int, dash: str | None) -> None:
        """Begin the list or mapping under the pending key."""
        context, parent = self._pending, self._opened[-1]
        if context is None or (dash is not None) != (context in SEQUENCES):
            raise _UnusualError
        deeper = column - parent.column
        if deeper % 2 or deeper < (0 if dash else 2):
            raise _UnusualError
        content: Any = [] if dash else {}
        parent.content[self._pending_key] = content
        self._opened.append(_Container(content, column, context))
        self._pending = None

    def _item(self, item: str) -> None:
        """Read a name in a list of names."""
        names = self._opened[-1]
        if names.context not in NAME_LISTS:
            raise _UnusualError
        names.content.append(_text(item))

    def _field(self, dash: str | None, name: str | None, value: str | None) -> None:
        """Read a key and its value, or the first one of a record behind its dash."""
        container, column, context = self._opened[-1]
        if dash:
            if context not in RECORD_LISTS or type(container) is not list:
                raise _UnusualError
            record: dict[str, Any] = {}
            container.append(record)
            self._opened.append(_Container(record, column + 2, context))
            container = record
        if name is None or type(container) is not dict or name in container:
            raise _UnusualError
        below = _context_under(context, name, container)
        if value is not None:
            container[name] = self._value(value, below)
        elif below is not None:
            self._pending_key, self._pending = name, below
        else:
            raise _UnusualError

    def _value(self, value: str, context: str | None) -> Any:
        """Read a value that begins on the line of its key."""
        first = value[0]
        if first in "[{":
            return _flow(value, context)
        if context is not None:
            raise _UnusualError
        if first == "|":
            return self._literal("" if value[1:] else "\n")
        if first in _OPENING and value.rstrip()[-1] in _CLOSING:  # may be meant as a list
            raise _UnusualError
        return _text(value)

    def _literal(self, end: str) -> str:
        """Read the scalar behind ``|``, on the lines as deep as the first; and its end."""
        lines, parent_column = self._lines, self._opened[-1].column
        line = lines[self._at] if self._at < len(lines) else ""
        width = len(line) - len(line.lstrip(" "))
        if width <= parent_column or width == len(line):
            raise _UnusualError
        indent, text = " " * width, list[str]()
        while self._at < len(lines):
            line = lines[self._at]
            if not line:
                text.append("")
            elif line.startswith(indent):
                if ": " in line or line[-1] in ": ":  # may be a field, rather
                    raise _UnusualError
                text.append(line[width:])
            else:
                break
            self._at += 1
        # Without a line end at its end, nor has the text one; nothing stands half as deep.
        if line.startswith(indent if self._at == len(lines) else indent[: parent_column + 1]):
            raise _UnusualError
        while not text[-1]:
            text.pop()
        return "\n".join(text) + end


def _context_under(context: str, name: str, container: Mapping[str, Any]) -> str | None:
    """Return the context under a key; None where it has a text."""
    if context in COUNTS:
        # What begins with a figure or a Latin letter may be no name.
        if not "\u4e00" <= name[0] <= "\u9fff" or len(name) > _LONGEST_KEY:
            raise _UnusualError
        return None
    first = next(iter(container), "") if context == "done" else ""
    is_odd = name[0].isdigit() and not _PERIOD.fullmatch(name)
    if is_odd or not allows(context, name, first):
        raise _UnusualError
    return context_under(context, name)


def _flow(value: str, context: str | None) -> list[str] | dict[str, str]:
    """Read a sequence or mapping in brackets on one line."""
    inner = value[1:-1].strip(" ")
    entries = inner.split(", ") if inner else []
    if value[0] == "[":
        if context not in (NAME_LISTS if entries else SEQUENCES):
            raise _UnusualError
        return [_text(entry) for entry in entries]
    if context is None or context in SEQUENCES:
        raise _UnusualError
    mapping: dict[str, str] = {}
    for entry in entries:
        name, _, text = entry.partition(": ")
        if name in mapping or _context_under(context, name, mapping):
            raise _UnusualError
        mapping[name] = _text(text)
    return mapping


def _text(scalar: str) -> str:
    """Return the text of a scalar, in quotes or without."""
    if scalar[0] in "\"'":
        return scalar[1:-1]
    text = scalar.strip()
    if text in _NULLS:
        raise _UnusualError
    return text
