"""What checking found, kept for as long as it would find the same again.

One file in the cache for all plans that were checked lately: an entry holds for the bytes
of a plan's three files, under the name that diagnostics call its folder, and on the days it
says. Whatever is wrong with that file, or its place, is as if there were none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from anju_cli.diagnostics import Diagnostic, TextEdit
from anju_cli.storage.folders import FILE_NAMES, Folder
from anju_cli.storage.sealed import content_of, hash_of, program, read_sealed, write_sealed

FORMAT = 1
"""Of the entries; counted up when that changes."""

_FILE = "checked.found"
_MOST_BYTES = 8 * 1024 * 1024
"""Of all entries together: some ten countries without a fault. The oldest go first."""
_MOST_OF_ONE = 64 * 1024
"""What has more to say than that is checked anew each time."""
_LEAST_OF_A_DIAGNOSTIC = 40
"""Bytes: so many may be there that writing them down to see would fill the memory."""

_FOR_EVER = "9999-12-31"
_OF_ONE_DAY = "A315"
"""The one code that depends on the day: what is wrong today may be right tomorrow. All
other diagnostics stay, until a comment that lets one stand ends."""


class Checked(NamedTuple):
    """What checking one plan found. ``files`` are its files as diagnostics name them;
    ``diagnostics`` may be the first of them only, ``errors``, ``warnings`` and ``faulty``
    (files) count all. This holds for the content ``key``, from the day ``first`` through
    the day ``last``, for ever if that is None. ``key`` is None where not all of the files
    could be read: then nobody can say when it holds."""

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    errors: int
    warnings: int
    faulty: int
    suppressed: int
    first: date
    last: date | None
    key: bytes | None

    @property
    def is_whole(self) -> bool:
        """Whether ``diagnostics`` are all."""
        return len(self.diagnostics) == self.errors + self.warnings


def last_day(diagnostics: tuple[Diagnostic, ...], until: date | None, today: date) -> date | None:
    """The last day on which ``diagnostics`` are all, if they are today and the comments that
    let others stand hold through ``until``."""
    return today if any(one.code == _OF_ONE_DAY for one in diagnostics) else until


def key_of(shown: str, contents: Mapping[str, bytes]) -> bytes | None:
    """What a plan is by its files, called by their names; None unless all are there."""
    if not all(name in contents for name in FILE_NAMES):
        return None
    return hash_of((os.fsencode(shown), *(contents[name] for name in FILE_NAMES)))


class Remembered:
    """What is kept in the ``cache`` folder, which may be None: then nothing is. No method
    raises."""

    def __init__(self, cache: Path | None) -> None:
        self._known: dict[bytes, bytes] = {}
        self._used: dict[bytes, bytes] = {}
        self._has_news = False
        self._path = None if cache is None else cache / _FILE
        self._key = b""
        if self._path is None:
            return
        try:
            self._key = program(FORMAT)
            body = read_sealed(self._path, self._key)
        except (OSError, ValueError):
            return
        for line in body.split(b"\n") if body else ():
            name, _, entry = line.partition(b" ")
            self._known[name] = entry

    def find(self, folder: Folder, today: date) -> bytes | None:
        """The key of what is kept of the plan as it is, and would be found today."""
        if not self._known:
            return None
        try:
            contents = {name: content_of(f"{folder.path}{os.sep}{name}") for name in FILE_NAMES}
        except (OSError, ValueError):
            return None
        key = key_of(folder.shown, contents)
        days = self._known.get(key.hex().encode()) if key else None
        if days is None:
            return None
        first, last = days[:10], days[11:21]
        return key if first <= today.isoformat().encode() <= last else None

    def get(self, key: bytes) -> Checked | None:
        """What was kept under a key that was found; None if it cannot be read after all."""
        name = key.hex().encode()
        try:
            checked = _checked(key, self._known[name])
        except (ValueError, TypeError, RecursionError):
            return None
        self._used[name] = self._known[name]
        return checked

    def keep(self, checked: Checked) -> None:
        """Keep this for next time, if it is not too much."""
        if self._path is None or checked.key is None or not checked.is_whole:
            return
        if len(checked.diagnostics) * _LEAST_OF_A_DIAGNOSTIC > _MOST_OF_ONE:
            return
        entry = _entry(checked)
        if len(entry) <= _MOST_OF_ONE:
            self._used[checked.key.hex().encode()] = entry
            self._has_news = True

    def write(self) -> None:
        """Have it kept: what this run has used, then what earlier ones did, as far as it
        goes."""
        if self._path is None or not self._has_news or not self._key:
            return
        lines: list[bytes] = []
        left = _MOST_BYTES
        for name, entry in {**self._used, **self._known, **self._used}.items():
            line = name + b" " + entry
            left -= len(line) + 1
            if left < 0:
                break
            lines.append(line)
        try:
            write_sealed(self._path, self._key, b"\n".join(lines))
        except OSError:
            return


def _entry(checked: Checked) -> bytes:
    """The days, then all else as JSON: what does not hold today is not read further."""
    diagnostics = [
        (*_fields(one), [[line, *edit] for line, edit in one.edits]) for one in checked.diagnostics
    ]
    counts = (checked.errors, checked.warnings, checked.faulty, checked.suppressed)
    last = checked.last.isoformat() if checked.last else _FOR_EVER
    text = json.dumps([checked.files, diagnostics, counts], separators=(",", ":"))
    return f"{checked.first.isoformat()} {last} {text}".encode()


def _fields(one: Diagnostic) -> tuple[Any, ...]:
    head = (one.file, one.line, one.column, one.code, one.severity)
    return (*head, one.message, one.hint, one.excerpt)


def _checked(key: bytes, entry: bytes) -> Checked:
    first, last, text = entry.decode().split(" ", 2)
    files, diagnostics, counts = json.loads(text)
    errors, warnings, faulty, suppressed = counts
    return Checked(
        files=tuple(files),
        diagnostics=tuple(map(_diagnostic, diagnostics)),
        errors=errors,
        warnings=warnings,
        faulty=faulty,
        suppressed=suppressed,
        first=date.fromisoformat(first),
        last=None if last == _FOR_EVER else date.fromisoformat(last),
        key=key,
    )


def _diagnostic(fields: Any) -> Diagnostic:
    *head, edits = fields
    edits = tuple((line, TextEdit(*edit)) for line, *edit in edits)
    return Diagnostic(*[*head, edits])
