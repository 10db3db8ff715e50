"""A plan's folder to a plan, or to everything that is wrong with it.

The one way from the disk for every command: ``tasks`` and ``validate`` cannot
disagree. Nothing here raises for a mistake of a user.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple, cast

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic
from anju_cli.model.plan import Plan
from anju_cli.model.schema import FILES
from anju_cli.parsing.source import too_many
from anju_cli.storage.folders import WHOLE_PLAN, FileKind, shown_inside
from anju_cli.storage.input_file import InputError, TooLarge, read_input
from anju_cli.validation.file_reader import DataFile, read_file
from anju_cli.validation.locate import locate
from anju_cli.validation.rules import RULES, Files
from anju_cli.validation.suppressions import Suppression, suppress

_MB = 1024 * 1024
MAX_BYTES = 4 * _MB
"""Eight thousand tasks, which no district has: more is a wrong file."""


@dataclass(frozen=True)
class Loaded:
    """What a folder holds; ``plan`` is None when an error forbids the answer.

    ``files`` are its files as diagnostics name them, whether they are there or not;
    ``contents`` are those that could be read, byte for byte. ``suppressed`` counts the
    diagnostics that comments suppress, ``until`` is the last day on which they do.
    """

    folder: Path
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[FileKind, str]
    contents: Mapping[FileKind, bytes]
    suppressed: int = 0
    until: date | None = None

    @property
    def faulty_files(self) -> Mapping[str, int]:
        """The files with errors as diagnostics name them, and how many each has."""
        return Counter(each.file for each in self.diagnostics if each.severity == "error")


class Given(NamedTuple):
    """A file's content that does not come from the disk, and how diagnostics name it."""

    file: str
    data: bytes


def load(
    folder: Path,
    shown: str,
    today: date,
    instead: Mapping[FileKind, Given] | None = None,
    needs: frozenset[FileKind] = WHOLE_PLAN,
) -> Loaded:
    """Read and check the three files of ``folder``.

    ``shown`` is how the folder is called in diagnostics (``data``, ``.``). ``today`` is
    the day of the clock: what is done is not done tomorrow. ``instead`` takes the
    place of files: what an editor holds and has not saved yet. ``needs`` are the files
    without which there is no plan; any other is left out of it where that has errors.
    """
    diagnostics: list[Diagnostic] = []
    suppressions: list[Suppression] = []
    names: dict[FileKind, str] = {}
    contents: dict[FileKind, bytes] = {}
    read: dict[str, DataFile] = {}
    with _collector_paused():
        for kind in cast("Iterable[FileKind]", FILES):
            given = instead.get(kind) if instead else None
            names[kind] = given.file if given else shown_inside(shown, f"{kind}.yaml")
            try:
                data = _checked(given.data) if given else _bytes(folder / f"{kind}.yaml")
            except InputError as error:
                code = "A004" if isinstance(error, TooLarge) else "A001"
                place = (names[kind], 1, 1)
                diagnostics.append(Diagnostic(*place, code, "error", str(error), error.hint))
                continue
            contents[kind] = data
            reading = read_file(data, names[kind], kind)
            diagnostics += reading.diagnostics
            suppressions += reading.suppressions
            if reading.content is not None:
                read[kind] = reading.content
        files = _files(read, today)
        violations = (violation for rule in RULES for violation in rule(files))
        named = list(islice(violations, MOST_DIAGNOSTICS + 1))
        diagnostics += locate(named, read)
        if len(named) > MOST_DIAGNOSTICS:
            diagnostics.append(too_many(read[named[-1].file].source))
    left, suppressed, until = suppress(set(diagnostics), suppressions, today)
    loaded = Loaded(folder, None, left, names, contents, suppressed, until)
    faulty = loaded.faulty_files
    whole = {kind for kind, name in names.items() if kind in read and name not in faulty}
    if files.units is None or not needs <= whole:
        return loaded
    tasks = files.tasks if "tasks" in whole else None
    quotas = files.quotas if "quotas" in whole else None
    return replace(loaded, plan=Plan(files.units, tasks, quotas, files.register))


def _files(read: Mapping[str, DataFile], today: date) -> Files:
    models = {kind: file.model for kind, file in read.items()}
    units = read.get("units")
    return Files(
        today=today,
        units=models.get("units"),
        tasks=models.get("tasks"),
        quotas=models.get("quotas"),
        broken=frozenset((kind, part) for kind, file in read.items() for part in file.broken),
        left_out=units.left_out if units else None,
        guessed=units.guessed if units else "",
        sources=tuple(file.source for file in read.values()),
    )


def _checked(data: bytes) -> bytes:
    """Content that was given, if that is not too much."""
    if len(data) > MAX_BYTES:
        message = f"内容超过上限 {MAX_BYTES // _MB} MB"
        raise TooLarge(message, "请检查是不是用错了文件")
    return data


def _bytes(path: Path) -> bytes:
    """Read a file's content; raises InputError."""
    try:
        return read_input(path, MAX_BYTES)
    except IsADirectoryError:
        hint = "请移走这个文件夹，放回原来的文件"
        raise InputError("这是一个文件夹，应为文件", hint) from None
    except FileNotFoundError:
        other = path.with_suffix(".yml")
        hint = "请补上它；三个文件要放在同一个文件夹里"
        if other.exists():
            hint = f"把 {other.name} 改名为 {path.name}"
        raise InputError("没有这个文件", hint) from None


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Trees of small objects are made and kept: collecting meanwhile only costs."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
