"""A plan's files with everything mended that has one mending.

A fault is mended where nothing else can have been meant: its problem carries the
edits. Never touched: what a unit is called, what a number is worth, a day that can be
read in two ways, a line whose place in the file is a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anju_cli.diagnostics import Problem
from anju_cli.parsing.encoding import rewrite
from anju_cli.storage.folders import FileKind
from anju_cli.validation.loader import Given, Loaded, load

_ROUNDS = 10
"""What is mended may bring to light what it had hidden: three rounds are the most seen."""


@dataclass(frozen=True)
class Mended:
    """``contents`` are the new contents of the files that change, ``before`` and
    ``after`` what is found without and with them, ``problems`` what they mend."""

    before: Loaded
    after: Loaded
    contents: Mapping[FileKind, bytes]
    problems: tuple[Problem, ...]


def mend(loaded: Loaded, shown: str, today: date) -> Mended:
    """Mend what was ``loaded``, on paper only: nothing is written.

    Mending the outcome once more changes nothing. ``shown`` and ``today`` are as for
    ``load``.
    """
    before, contents, problems = loaded, dict(loaded.contents), list[Problem]()
    for _ in range(_ROUNDS):
        changed = False
        for kind, data in contents.items():
            found = [one for one in loaded.problems if one.file == loaded.files[kind]]
            contents[kind] = rewrite(data, tuple(edit for one in found for edit in one.mending))
            if contents[kind] != data:
                changed = True
                problems += [one for one in found if one.mending or one.code == "A002"]
        if not changed:
            break
        given = {kind: Given(loaded.files[kind], data) for kind, data in contents.items()}
        loaded = load(before.folder, shown, today, given)
    new = {kind: data for kind, data in contents.items() if data != before.contents[kind]}
    return Mended(before, loaded, new, tuple(problems))
