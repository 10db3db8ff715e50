"""Check many plans, on all cores where that is worth it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.diagnostics import Diagnostic
from anju_cli.storage.folders import Folder
from anju_cli.storage.workers import map_on_cores

if TYPE_CHECKING:
    from anju_cli.validation.loader import Loaded


class CheckResult(NamedTuple):
    """What was found in one plan, without the plan itself.

    ``files`` are its files as diagnostics name them. ``diagnostics`` may be the first of
    them only; ``errors``, ``warnings`` and ``faulty_files`` count all.
    """

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    errors: int
    warnings: int
    faulty_files: int
    suppressed: int

    @classmethod
    def of(cls, loaded: Loaded, most: int | None = None) -> CheckResult:
        """Sum up a folder that has been read; with no more than ``most`` diagnostics."""
        diagnostics = loaded.diagnostics
        errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
        return cls(
            files=tuple(loaded.files.values()),
            diagnostics=diagnostics[:most],
            errors=errors,
            warnings=len(diagnostics) - errors,
            faulty_files=len({diagnostic.file for diagnostic in diagnostics}),
            suppressed=loaded.suppressed,
        )


def check_all(folders: Sequence[Folder], today: date, most: int | None) -> Generator[CheckResult]:
    """Check each of the folders, in their order; with ``most`` diagnostics of each at most.

    Raises workers.WorkerDied.
    """
    return map_on_cores(partial(check, today=today, most=most), folders)


def check(folder: Folder, today: date, most: int | None) -> CheckResult:
    """Check one folder. Only here are YAML and the schemas needed."""
    from anju_cli.validation.loader import load

    return CheckResult.of(load(folder.path, folder.shown, today), most)
