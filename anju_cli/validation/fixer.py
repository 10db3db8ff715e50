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
    """``contents`` are the new contents of the files that change, ``before`` and
    ``after`` what is found without and with them, ``diagnostics`` what they fix."""

    before: Loaded
    after: Loaded
    contents: Mapping[FileKind, bytes]
    diagnostics: tuple[Diagnostic, ...]


def fix(loaded: Loaded, shown: str, today: date) -> FixResult:
    """Mend what was ``loaded``, on paper only: nothing is written.

    Mending the outcome once more changes nothing. ``shown`` and ``today`` are as for
    ``load``.
    """
    before, contents, diagnostics = loaded, dict(loaded.contents), list[Diagnostic]()
    for _ in range(_ROUNDS):
        changed = False
        for kind, data in contents.items():
            found = [one for one in loaded.diagnostics if one.file == loaded.files[kind]]
            contents[kind] = rewrite(data, tuple(edit for one in found for edit in one.edits))
            if contents[kind] != data:
                changed = True
                diagnostics += [one for one in found if one.edits or one.code == "A002"]
        if not changed:
            break
        given = {kind: Given(loaded.files[kind], data) for kind, data in contents.items()}
        loaded = load(before.folder, shown, today, given)
    new = {kind: data for kind, data in contents.items() if data != before.contents[kind]}
    return FixResult(before, loaded, new, tuple(diagnostics))
