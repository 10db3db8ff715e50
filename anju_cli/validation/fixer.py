"""A plan's files with everything fixed that has one fix.

A fault is fixed where nothing else can have been meant: its diagnostic carries the
edits. Never touched: what a unit is called, what a number is worth, a day that can be
read in two ways, a line whose place in the file is a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anju_cli.diagnostics import Diagnostic
from anju_cli.parsing.encoding import rewrite
from anju_cli.storage.folders import FileKind
from anju_cli.validation.loader import Given, Loaded, load

_ROUNDS = 10
"""What is fixed may bring to light what it had hidden: three rounds are the most seen."""


@dataclass(frozen=True)
class FixResult:
    """What a plan is before and after fixing, and what was fixed.

    ``contents`` are the new contents of the files that change, ``diagnostics`` those
    that they fix.
    """

    before: Loaded
    after: Loaded
    contents: Mapping[FileKind, bytes]
    diagnostics: tuple[Diagnostic, ...]


def fix(loaded: Loaded, shown: str, today: date) -> FixResult:
    """Fix what was ``loaded``, on paper only: nothing is written.

    Fixing the outcome once more changes nothing. ``shown`` and ``today`` are as for
    ``load``.
    """
    before, contents, fixed = loaded, dict(loaded.contents), list[Diagnostic]()
    for _ in range(_ROUNDS):
        changed = False
        for kind, data in contents.items():
            diagnostics = [each for each in loaded.diagnostics if each.file == loaded.files[kind]]
            edits = tuple(edit for each in diagnostics for edit in each.edits)
            contents[kind] = rewrite(data, edits)
            if contents[kind] != data:
                changed = True
                fixed += filter(_is_fixed, diagnostics)
        if not changed:
            break
        given = {kind: Given(loaded.files[kind], data) for kind, data in contents.items()}
        loaded = load(before.folder, shown, today, given)
        if _is_cut_short(before):
            break
    new = {kind: data for kind, data in contents.items() if data != before.contents[kind]}
    return FixResult(before, loaded, new, tuple(fixed))


def count_fixes(loaded: Loaded, shown: str, today: date) -> int:
    """Count what ``fix`` would fix, with what that brings to light."""
    at_once = sum(map(_is_fixed, loaded.diagnostics))
    if not at_once or _is_cut_short(loaded):
        return at_once
    return len(fix(loaded, shown, today).diagnostics)


def _is_cut_short(loaded: Loaded) -> bool:
    """Whether a file was not read to its end: then it is fixed piece by piece."""
    return any(each.code == "A004" for each in loaded.diagnostics)


def _is_fixed(diagnostic: Diagnostic) -> bool:
    """Whether it has edits, or is about an encoding, which writing the file changes."""
    return bool(diagnostic.edits) or diagnostic.code == "A002"
