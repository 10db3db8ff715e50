"""The reader of one data file: encoding, comments, lines, YAML and schema in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from pydantic import ValidationError

from anju_cli.diagnostics import MOST_DIAGNOSTICS, Diagnostic
from anju_cli.model.schema import FILES
from anju_cli.parsing import compose, read_fast, repair
from anju_cli.parsing.encoding import decode
from anju_cli.parsing.source import Source, too_many
from anju_cli.parsing.tree import MappingNode, Node, ScalarNode, child, construct, texts
from anju_cli.storage.folders import FileKind
from anju_cli.validation.positions import diagnostic_at
from anju_cli.validation.schema_errors import Loss, prune, schema_violations
from anju_cli.validation.suppressions import Suppression, find

_SIGNS = "\n,:-[{，：、；－［｛"
_MOST_SIGNS = 120_000
"""Of those, one of which each item of a file has: as many as two thousand tasks. Items cost
far more time and memory than the bytes they are written in."""

_MOST_GUESSED, _LONGEST_BLOCK = 20, 300
"""Lines whose text is compared with unknown names, and how much of each: it is a slip or two."""
_PRUNINGS = 4  # of broken records, before a file is given up


@dataclass(frozen=True)
class DataFile:
    """What could be read of a data file: its text, and a model of what is whole.

    ``broken`` are the parts that are not whole: keys at the top of the file, and those of
    the plan. ``left_out`` are the texts in what was left out; None if there may be more.
    ``guessed`` is the text of lines that had to be guessed at, and of those beside them.
    """

    source: Source
    model: Any
    broken: frozenset[str] = frozenset()
    left_out: frozenset[str] | None = frozenset()
    pruned: Node | None = None
    guessed: str = ""

    @cached_property
    def tree(self) -> Node:
        """The tree less what is broken: of a valid file made only for a broken rule."""
        tree = self.pruned or compose(self.source)[0]
        assert tree is not None  # noqa: S101 - what has a model has a tree
        return tree


class Reading(NamedTuple):
    """What reading a file gives; ``content`` is None where nothing in it can be used."""

    content: DataFile | None
    diagnostics: list[Diagnostic]
    suppressions: Sequence[Suppression] = ()


def read_file(data: bytes, file: str, kind: FileKind) -> Reading:
    """Read the content of a data file, called ``file`` in diagnostics."""
    source, diagnostics = decode(file, data)
    if source is None:
        return Reading(None, diagnostics)
    if len(data) > _MOST_SIGNS and (count := sum(map(source.text.count, _SIGNS))) > _MOST_SIGNS:
        message = f"文件里的行和项太多，不像一份计划：约 {count} 处，上限 {_MOST_SIGNS} 处"
        tell = source.diagnostic(1, 1, "A004", message, "请检查是不是放错了文件")
        return Reading(None, [*diagnostics, tell])
    suppressions, malformed = find(source)
    values = read_fast(source)
    content = _valid(source, values, kind)
    faults: list[Diagnostic] = []
    if content is None:
        content, faults = _read_faulty(source, kind, is_clean=values is not None)
    diagnostics = [*diagnostics, *malformed, *faults]
    return Reading(content, diagnostics, suppressions)


def _valid(source: Source, values: Any, kind: FileKind) -> DataFile | None:
    """Read a file with nothing wrong in it by itself; None for any other."""
    try:
        return None if values is None else DataFile(source, FILES[kind].model_validate(values))
    except ValidationError:
        return None


def _read_faulty(
    source: Source, kind: FileKind, *, is_clean: bool
) -> tuple[DataFile | None, list[Diagnostic]]:
    """Read a file with something wrong in it; ``is_clean``: in its values alone."""
    repaired, repairs = (source, []) if is_clean else repair(source)
    if repaired is None:
        return None, repairs
    dropped = {each.line for each in repairs if each.code == "A112"}
    errors = [each for each in repairs if each.severity == "error"]
    guessed = {each.line for each in errors if not each.edits}
    beside = _around(source, sorted(guessed)[:_MOST_GUESSED])
    if repairs and not dropped:
        content = _valid(repaired, read_fast(repaired), kind)
        if content is not None:
            return replace(content, guessed=beside), repairs
    near = {line for each in errors for line in (each.line, each.line + 1)}
    tree, syntax = compose(repaired)
    diagnostics = [
        *repairs,
        *(each for each in syntax if each.code != "A102" or each.line not in near),
    ]
    if tree is None:
        return None, diagnostics
    doubtful = _parts_at(tree, dropped | {each.line for each in syntax})
    content, faults = _validate(repaired, tree, kind, doubtful)
    content = content and replace(content, guessed=beside)
    misplaced = {(each.line, each.column) for each in errors if each.code == "A102"}
    lost = (each.excerpt[each.column - 1 :] for each in errors if each.code == "A112")
    cut = {text.partition(":")[0] for text in lost}
    diagnostics += [
        # On a line that had to be guessed at, nobody can be certain of a value either.
        replace(each, edits=()) if each.line in guessed else each
        for each in faults
        if not _follows(each, misplaced, cut)
    ]
    return content, diagnostics


def _around(source: Source, lines: Iterable[int]) -> str:
    """Return the text of lines, each in one with those beside it: it may have broken off."""
    blocks = (source.lines[max(0, line - 2) : line + 1] for line in lines)
    return "\n".join("".join(map(str.strip, block))[:_LONGEST_BLOCK] for block in blocks)


def _follows(diagnostic: Diagnostic, misplaced: set[tuple[int, int]], cut: set[str]) -> bool:
    """Whether a fault in the values only follows from a layout that is named already.

    Then a value on that line has the wrong shape, or nobody knows a key at that place, or a
    key that is lacking was ``cut`` off as out of place.
    """
    if diagnostic.code == "A201":
        return any(diagnostic.message.endswith(f"缺少必填的 {key}") for key in cut)
    if diagnostic.code == "A206":
        return any(line == diagnostic.line for line, _ in misplaced)
    return diagnostic.code == "A202" and (diagnostic.line, diagnostic.column) in misplaced


def _parts_at(tree: Node, lines: Iterable[int]) -> set[str]:
    """The keys at the top of the file that lines belong to; "" for one above them all."""
    entries = tree.entries if isinstance(tree, MappingNode) else {}
    keys, starts = ["", *entries], [entry.line for entry in entries.values()]
    return {keys[bisect_right(starts, line)] for line in lines}


def _validate(
    source: Source, tree: Node, kind: FileKind, doubtful: set[str]
) -> tuple[DataFile | None, list[Diagnostic]]:
    """Validate a tree by its schema, less what is broken, and say what that is."""
    model = FILES[kind]
    diagnostics: list[Diagnostic] = []
    losses: list[Loss] = []
    for _ in range(_PRUNINGS):
        try:
            valid = model.model_validate(construct(tree))
        except ValidationError as error:
            if error.error_count() > MOST_DIAGNOSTICS:
                return None, [*diagnostics, too_many(source)]
            if not diagnostics:
                violations = schema_violations(kind, tree, error, model)
                diagnostics = [diagnostic_at(source, tree, each) for each in violations]
            lost = prune(tree, error, model)
            if lost is None:
                return None, diagnostics
            losses += lost
        else:
            broken = frozenset(doubtful | {loss.part for loss in losses})
            left_out = None if doubtful else _texts_of(losses)
            return DataFile(source, valid, broken, left_out, tree), diagnostics
    return None, diagnostics


def _texts_of(losses: list[Loss]) -> frozenset[str] | None:
    """Every text in what was taken out; None when a unit or group has no name."""
    names: set[str] = set()
    for _, node in losses:
        name = child(node, "name") if isinstance(node, MappingNode) else node
        if node is None or name is None or (isinstance(name, ScalarNode) and name.text is None):
            return None
        names.update(texts(node))
    return frozenset(names)
