"""A plan's folder to a plan, or to everything that is wrong with it.

The one way from the disk for every command: ``tasks`` and ``validate`` cannot
disagree. Nothing here raises for a mistake of a user.
"""

from __future__ import annotations

import errno
import gc
import os
import stat
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pydantic import ValidationError

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic, has_errors
from anju_cli.model.plan import Plan
from anju_cli.model.schema import FILES
from anju_cli.parsing import read_fast, repair
from anju_cli.parsing.encoding import decode
from anju_cli.parsing.source import Source
from anju_cli.parsing.tree import MappingNode, Node, ScalarNode, child, compose, construct, texts
from anju_cli.storage.folders import FileKind
from anju_cli.validation.rules import RULES, Files, Violation
from anju_cli.validation.suppressions import Suppression, find, suppress

if TYPE_CHECKING:
    from anju_cli.validation.schema_errors import Loss

_MB = 1024 * 1024
MAX_BYTES = 32 * _MB
"""A year's plan of a whole province stays below this; more is a wrong file."""

_SIGNS = b"\n\r,:-[{"
_MOST_SIGNS = 4_500_000
"""Of those, one of which each item of a file has: 32 MB of tasks have fewer. Items take far
more of the memory than of the disk."""

_MOST_LINES = 30  # that one message names
_PRUNINGS = 4  # of broken records, before a file is given up


@dataclass(frozen=True)
class Loaded:
    """What a folder holds. ``plan`` is None when an error forbids any answer.
    ``files`` are its files as diagnostics name them, whether they are there or not;
    ``contents`` are those that could be read, byte for byte. ``suppressed`` is how many
    diagnostics comments let stand, ``until`` the last day on which that is so."""

    folder: FilePath
    plan: Plan | None
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[FileKind, str]
    contents: Mapping[FileKind, bytes]
    suppressed: int = 0
    until: date | None = None


class Given(NamedTuple):
    """A file's content that does not come from the disk, and how diagnostics name it."""

    file: str
    data: bytes


@dataclass(frozen=True)
class _Read:
    """One file: its text, the model of what is not broken, and which parts are not
    whole. ``names`` are those in what was left out; None if there may be more."""

    source: Source
    model: Any
    broken: frozenset[str] = frozenset()
    names: frozenset[str] | None = frozenset()
    less: Node | None = None

    @cached_property
    def tree(self) -> Node:
        """Its tree less what is broken. Of a file that was read as faultless it is made
        only now, for the places of what is wrong between its records."""
        tree = self.less or compose(self.source)[0]
        assert tree is not None  # noqa: S101 - what is faultless has one
        return tree


def load(
    folder: FilePath, shown: str, today: date, instead: Mapping[FileKind, Given] | None = None
) -> Loaded:
    """Read and check the three files of ``folder``.

    ``shown`` is how the folder is called in diagnostics (``data``, ``.``). ``today`` is
    the day of the clock: what is done is not done tomorrow. ``instead`` takes the
    place of files: what an editor holds and has not saved yet.
    """
    diagnostics: list[Diagnostic] = []
    read: dict[FileKind, _Read] = {}
    named: dict[FileKind, str] = {}
    contents: dict[FileKind, bytes] = {}
    suppressions: list[Suppression] = []
    with _collector_paused():
        for kind in cast("Iterable[FileKind]", FILES):
            name = f"{kind}.yaml"
            given = instead.get(kind) if instead else None
            if given is None:
                file = name if shown in ("", ".") else f"{shown.rstrip('/' + os.sep)}/{name}"
                data = _bytes(folder / name, file, diagnostics)
            else:
                file, data = given.file, _given(given, diagnostics)
            named[kind] = file
            if data is None:
                continue
            contents[kind] = data
            one = _read(data, file, kind, diagnostics, suppressions)
            if one is not None:
                read[kind] = one
        files = _files(read, today)
        violations = (violation for check in RULES for violation in check(files))
        found = list(islice(violations, MOST_DIAGNOSTICS + 1))
        diagnostics.extend(_placed(found, read))
        if len(found) > MOST_DIAGNOSTICS:
            diagnostics.append(_too_many(read[found[-1].file].source))
    left = suppress(list(set(diagnostics)), suppressions, today)
    plan = None
    if files.units and files.tasks and files.quotas and not has_errors(left.diagnostics):
        plan = Plan(files.units, files.tasks, files.quotas, files.register)
    return Loaded(folder, plan, left.diagnostics, named, contents, left.count, left.until)


def _files(read: dict[FileKind, _Read], today: date) -> Files:
    models = {kind: one.model for kind, one in read.items()}
    units = read.get("units")
    return Files(
        today=today,
        units=models.get("units"),
        tasks=models.get("tasks"),
        quotas=models.get("quotas"),
        broken=frozenset((kind, part) for kind, one in read.items() for part in one.broken),
        spared=units.names if units else None,
        sources=tuple(one.source for one in read.values()),
    )


def _placed(violations: list[Violation], read: dict[FileKind, _Read]) -> Iterator[Diagnostic]:
    """The violations as diagnostics; of those that share a cause, one that names the others."""
    if not violations:
        return
    from anju_cli.validation.schema_errors import (
        is_plain,  # what is wrong has to be found only where it is
    )

    same: dict[tuple[FileKind, str], dict[Violation, None]] = {}
    for violation in violations:
        one = read[violation.file]
        if violation.only_plain and not is_plain(one.source, one.tree, violation.path):
            continue
        if not violation.is_shared:
            yield _diagnostic(violation, one)
        else:
            same.setdefault((violation.file, violation.message), {})[violation] = None
    for (file, _), together in same.items():
        one = read[file]
        diagnostics = sorted(_diagnostic(violation, one) for violation in together)
        first, others = diagnostics[0], diagnostics[1:]
        if others:
            numbers = [str(line) for line in dict.fromkeys(each.line for each in others)]
            lines = "、".join(numbers[:_MOST_LINES])
            more = "等" if len(numbers) > _MOST_LINES else ""
            message = f"{first.message}（另有 {len(others)} 处：第 {lines} 行{more}）"
            first = replace(first, message=message)
        yield first


def _diagnostic(violation: Violation, one: _Read) -> Diagnostic:
    from anju_cli.validation.schema_errors import diagnostic_at

    return diagnostic_at(
        one.source,
        one.tree,
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


def _read(
    data: bytes,
    file: str,
    kind: FileKind,
    diagnostics: list[Diagnostic],
    suppressions: list[Suppression],
) -> _Read | None:
    """One file through every stage; what each stage finds goes to ``diagnostics``."""
    if len(data) > _MOST_SIGNS and sum(map(data.count, _SIGNS)) > _MOST_SIGNS:
        message, hint = "文件里的行或项太多，不像一份计划", "请检查是不是放错了文件"
        diagnostics.append(Diagnostic(file, 1, 1, "A001", "error", message, hint))
        return None
    source, found = decode(file, data)
    diagnostics.extend(found)
    if source is None:
        return None
    comments, found = find(source)
    suppressions.extend(comments)
    diagnostics.extend((*found, *_if_too_many(found, source)))
    content = read_fast(source)
    one = _valid(source, content, kind)
    return one or _fixed(source, kind, diagnostics, is_clean=content is not None)


def _valid(source: Source, content: Any, kind: FileKind) -> _Read | None:
    """A file with nothing wrong in it by itself, on the short way; None for any other."""
    try:
        return None if content is None else _Read(source, FILES[kind].model_validate(content))
    except ValidationError:
        return None


def _fixed(
    source: Source, kind: FileKind, diagnostics: list[Diagnostic], *, is_clean: bool
) -> _Read | None:
    """A file with something wrong in it: in its lines, but for one that is faultless."""
    fixed, found = (source, []) if is_clean else repair(source)
    diagnostics.extend(found)
    if fixed is None:
        diagnostics.extend(_if_too_many(found, source))
        return None
    if found and not any(diagnostic.code == "A112" for diagnostic in found):  # nothing was dropped
        one = _valid(fixed, read_fast(fixed), kind)
        if one:
            return one
    found = [one for one in found if one.severity == "error"]  # a warning explains no other fault
    tree, syntax = compose(fixed)
    near = {line for diagnostic in found for line in (diagnostic.line, diagnostic.line + 1)}
    diagnostics.extend(one for one in syntax if one.code != "A102" or one.line not in near)
    if tree is None:
        diagnostics.extend(_if_too_many(syntax, source))
        return None
    places = [
        (diagnostic.line, diagnostic.column) for diagnostic in found if diagnostic.code == "A102"
    ]
    layout = {*places, *((line, 0) for line, _ in places)}
    guessed = {diagnostic.line for diagnostic in found if not diagnostic.edits}
    dropped = [diagnostic for diagnostic in found if diagnostic.code == "A112"]
    doubtful = _parts_at(tree, {diagnostic.line for diagnostic in (*syntax, *dropped)})
    faults: list[Diagnostic] = []
    one = _validate(fixed, tree, kind, faults, layout, doubtful)
    # On a line that had to be guessed at, nobody can be certain of a value either.
    diagnostics += [replace(each, edits=()) if each.line in guessed else each for each in faults]
    return one


def _if_too_many(found: list[Diagnostic], source: Source) -> list[Diagnostic]:
    return (
        [_too_many(source, max(one.line for one in found))] if len(found) > MOST_DIAGNOSTICS else []
    )


def _too_many(source: Source, line: int = 1) -> Diagnostic:
    """What is said where reading ends because nobody would go through all that is wrong."""
    message = f"错处太多，超过 {MOST_DIAGNOSTICS} 处，后面的没有再查"
    hint = "请检查是不是放错了文件；没有放错，就先改好前面的再查"
    return source.diagnostic(line, 1, "A001", message, hint)


def _parts_at(tree: Node, lines: Iterable[int]) -> set[str]:
    """The keys at the top of the file that lines belong to; "" for one above them all."""
    entries = tree.entries if isinstance(tree, MappingNode) else {}
    keys, starts = ["", *entries], [one.line for one in entries.values()]
    return {keys[bisect_right(starts, line)] for line in lines}


def _validate(
    source: Source,
    tree: Node,
    kind: FileKind,
    diagnostics: list[Diagnostic],
    layout: set[tuple[int, int]],
    doubtful: set[str],
) -> _Read | None:
    """The model of a file, less what is broken. ``layout`` are places whose layout is
    named already, and their lines, as columns 0."""
    from anju_cli.validation.schema_errors import prune, schema_diagnostics

    model = FILES[kind]
    losses: list[Loss] = []
    for round_ in range(_PRUNINGS):
        try:
            valid = model.model_validate(construct(tree))
        except ValidationError as error:
            if error.error_count() > MOST_DIAGNOSTICS:
                diagnostics.append(_too_many(source))
                return None
            if round_ == 0:
                found = schema_diagnostics(source, tree, error, model)
                diagnostics.extend(one for one in found if not _is_of_the_layout(one, layout))
            lost = prune(tree, error, model)
            if lost is None:
                return None
            losses += lost
        else:
            broken = doubtful | {loss.part for loss in losses}
            names = None if doubtful else _names(losses)
            return _Read(source, valid, frozenset(broken), names, tree)
    return None


def _is_of_the_layout(one: Diagnostic, layout: set[tuple[int, int]]) -> bool:
    """Whether it only follows from a layout that is named already: that a value on that
    line has the wrong shape, or that nobody knows a key at that place."""
    if one.code == "A206":
        return (one.line, 0) in layout
    return one.code == "A202" and (one.line, one.column) in layout


def _names(losses: list[Loss]) -> frozenset[str] | None:
    """Every text in what was taken out; None when a unit or group has no name."""
    found: set[str] = set()
    for _, node in losses:
        name = child(node, "name") if isinstance(node, MappingNode) else node
        if node is None or (isinstance(name, ScalarNode) and name.text is None) or name is None:
            return None
        found.update(texts(node))
    return frozenset(found)


def _bytes(path: FilePath, file: str, diagnostics: list[Diagnostic]) -> bytes | None:
    """The content of a file, or a diagnostic that says why there is none."""

    def refuse(message: str, hint: str) -> None:
        diagnostics.append(Diagnostic(file, 1, 1, "A001", "error", message, hint))

    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            refuse("这是一个文件夹，应为文件", "请移走这个文件夹，放回原来的文件")
        elif not stat.S_ISREG(status.st_mode):
            refuse("这不是普通的文件", "请放回原来的文件")
        elif status.st_size > MAX_BYTES:
            size, most = -(-status.st_size // _MB), MAX_BYTES // _MB
            refuse(f"文件有 {size} MB，超过上限 {most} MB", "请检查是不是放错了文件")
        else:
            return path.read_bytes()
    except FileNotFoundError:
        other = path.with_suffix(".yml")
        if other.exists():
            refuse("没有这个文件", f"把 {other.name} 改名为 {path.name}")
        else:
            refuse("没有这个文件", "请补上它；三个文件要放在同一个文件夹里")
    except PermissionError:
        refuse("没有权限读这个文件", "请检查文件的权限，或找管理员")
    except OSError as error:
        if error.errno == errno.ELOOP:
            refuse("这是一个绕成圈的链接，打不开", "请删去链接，放回原来的文件")
        else:
            refuse(f"读不出这个文件（错误号 {error.errno}）", "请检查磁盘和路径，或找管理员")
    return None


def _given(given: Given, diagnostics: list[Diagnostic]) -> bytes | None:
    """The content that was given, or a diagnostic that says that it is too much."""
    if len(given.data) <= MAX_BYTES:
        return given.data
    message = f"内容超过上限 {MAX_BYTES // _MB} MB"
    hint = "请检查是不是用错了文件"
    diagnostics.append(Diagnostic(given.file, 1, 1, "A001", "error", message, hint))
    return None


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
