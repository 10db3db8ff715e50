"""Files in which nothing is out of the ordinary, read in one go.

Most files are as the notes at their heads ask: an even indentation, one field a line, our
words where they belong. Such a file is taken as it stands, for a tenth of what
the walk of ``layout`` and a parser of YAML cost. Whatever is written otherwise, right or
wrong, is not for this module: it answers None, and the long way is taken.

It stands beside the two only as long as it agrees with them, which a test holds: where it
has an answer, ``layout`` names no fault, and the parser reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from anju_cli.parsing.grammar import (
    FIELDS,
    MONTH,
    NAMES,
    PERIOD,
    RECORDS,
    TOP,
    holder,
)
from anju_cli.parsing.lexer.characters import COLONS, has_marks_of_conflicts, has_strange
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
_FIGURES = re.compile(r"\d{4}(?:-(?:\d\d|Q[1-4]|H[12]))?", re.ASCII)
_NULLS = frozenset({"null", "Null", "NULL"})
_OPENING, _CLOSING = "（〔【「『", tuple("】）」』〕)］｝]}")
_LONGEST_KEY = 100
"""YAML itself has a bound, of 1024."""

_LISTS = RECORDS | NAMES
_COUNTS = frozenset({"targets", MONTH})
_OF_FIGURES = {"published": MONTH, "done": PERIOD}
"""What holds the lines below a month or a period."""

_FIELDS: Mapping[str, Mapping[str, str | None]] = {
    **{held: {word: holder(held, word) for word in words} for held, words in FIELDS.items()},
    PERIOD: dict.fromkeys(FIELDS["done"]),
}
"""The words that may stand in a mapping, each with what holds the lines below it."""


def read_fast(source: Source) -> Any:
    """The content of a file that has nothing to repair: what ``repair`` and the parser would make
    of it, with blanks as ``""``. None for a file that may have something."""
    if "\t" in source.characters or has_strange(source) or has_marks_of_conflicts(source):
        return None
    try:
        return _Reader(source.lines).read()
    except _UnusualError:
        return None


class _UnusualError(Exception):
    """A line is not as usual."""


class _Reader:
    """Reads line after line into the containers that are open: lists, in the column of their
    dashes, and mappings, in that of their keys."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines
        self._at = 0  # the line that is read next
        self._opened: list[Any] = [{}]
        self._columns = [0]
        self._holders = [TOP]  # what holds the lines of each, see ``vocabulary``
        self._waiting = ""  # a key without a value, and what holds the lines below it
        self._wanted: str | None = None

    def read(self) -> dict[str, Any]:
        """The content of the file; raises _UnusualError."""
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
        top: dict[str, Any] = self._opened[0]
        if self._wanted is not None or not top:
            raise _UnusualError
        return top

    def _go_to(self, column: int, dash: str | None) -> None:
        """Make the container in a column the innermost one; open it where a key waits."""
        columns = self._columns
        if self._wanted is not None:
            self._open(column, dash)
            return
        while columns[-1] > column:
            self._close()
        if dash is None and type(self._opened[-1]) is list:
            self._close()  # in the column of its key
        if columns[-1] != column:
            raise _UnusualError

    def _open(self, column: int, dash: str | None) -> None:
        """Begin the list or mapping below the key that waits."""
        wanted, deeper = self._wanted, column - self._columns[-1]
        if wanted is None or (dash is not None) != (wanted in _LISTS):
            raise _UnusualError
        if deeper % 2 or deeper < (0 if dash else 2):
            raise _UnusualError
        container: Any = [] if dash else {}
        self._opened[-1][self._waiting] = container
        self._enter(container, column, wanted)
        self._wanted = None

    def _enter(self, container: Any, column: int, holder: str) -> None:
        self._opened.append(container)
        self._columns.append(column)
        self._holders.append(holder)

    def _close(self) -> None:
        self._opened.pop()
        self._columns.pop()
        self._holders.pop()

    def _item(self, item: str) -> None:
        """A name in a list of names."""
        if self._holders[-1] not in NAMES:
            raise _UnusualError
        self._opened[-1].append(_text(item))

    def _field(self, dash: str | None, name: str | None, value: str | None) -> None:
        """A key and its value, or the first one of a record behind its dash."""
        container, held = self._opened[-1], self._holders[-1]
        if dash:
            if held not in RECORDS or type(container) is not list:
                raise _UnusualError
            record: dict[str, Any] = {}
            container.append(record)
            self._enter(record, self._columns[-1] + 2, held)
            container = record
        if name is None or type(container) is not dict or name in container:
            raise _UnusualError
        below = _below(held, name, container)
        if value is not None:
            container[name] = self._value(value, below)
        elif below is not None:
            self._waiting, self._wanted = name, below
        else:
            raise _UnusualError

    def _value(self, value: str, below: str | None) -> Any:
        """A value that begins on the line of its key."""
        first = value[0]
        if first in "[{":
            return _enclosed(value, below)
        if below is not None:
            raise _UnusualError
        if first == "|":
            return self._block("" if value[1:] else "\n")
        if first in _OPENING and value.rstrip()[-1] in _CLOSING:  # may be meant as a list
            raise _UnusualError
        return _text(value)

    def _block(self, end: str) -> str:
        """The text behind ``|``, on the lines that are as deep as the first; and its end."""
        lines, limit = self._lines, self._columns[-1]
        line = lines[self._at] if self._at < len(lines) else ""
        wide = len(line) - len(line.lstrip(" "))
        if wide <= limit or wide == len(line):
            raise _UnusualError
        indent, found = " " * wide, list[str]()
        while self._at < len(lines):
            line = lines[self._at]
            if not line:
                found.append("")
            elif line.startswith(indent):
                if ": " in line or line[-1] in ": ":  # may be a field, rather
                    raise _UnusualError
                found.append(line[wide:])
            else:
                break
            self._at += 1
        # Without a line end at its end, nor has the text one; nothing stands half as deep.
        if line.startswith(indent if self._at == len(lines) else indent[: limit + 1]):
            raise _UnusualError
        while not found[-1]:
            found.pop()
        return "\n".join(found) + end


def _below(held: str, name: str, container: Mapping[str, Any]) -> str | None:
    """What holds the lines below a key; None where it has a text."""
    if held in _COUNTS:
        # What begins with a figure or a Latin letter may be no name.
        if not "\u4e00" <= name[0] <= "\u9fff" or len(name) > _LONGEST_KEY:
            raise _UnusualError
        return None
    if held in _OF_FIGURES and _FIGURES.fullmatch(name):
        if container and not _FIGURES.fullmatch(next(iter(container))):
            raise _UnusualError
        return _OF_FIGURES[held]
    fields = _FIELDS.get(held)
    if fields is None or name not in fields:
        raise _UnusualError
    if held == "done" and container and _FIGURES.fullmatch(next(iter(container))):
        raise _UnusualError
    return fields[name]


def _enclosed(value: str, held: str | None) -> list[str] | dict[str, str]:
    """A list or mapping in brackets on one line."""
    inner = value[1:-1].strip(" ")
    pieces = inner.split(", ") if inner else []
    if value[0] == "[":
        if held not in (NAMES if pieces else _LISTS):
            raise _UnusualError
        return [_text(piece) for piece in pieces]
    if held is None or held in _LISTS:
        raise _UnusualError
    found: dict[str, str] = {}
    for piece in pieces:
        name, _, text = piece.partition(": ")
        if name in found or _below(held, name, found):
            raise _UnusualError
        found[name] = _text(text)
    return found


def _text(written: str) -> str:
    """A text, in quotes or without."""
    if written[0] in "\"'":
        return written[1:-1]
    bare = written.strip()
    if bare in _NULLS:
        raise _UnusualError
    return bare
