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
    them only; ``errors``, ``warnings`` and ``faulty_files`` count all. ``fixes`` counts what
    ``fix`` would fix, where that was asked for.
    """

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    errors: int
    warnings: int
    faulty_files: int
    suppressed: int
    fixes: int = 0

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


def check_all(
    folders: Sequence[Folder], today: date, most: int | None, *, with_fixes: bool
) -> Generator[CheckResult]:
    """Check each of the folders, in their order; with ``most`` diagnostics of each at most.

    Raises workers.WorkerDied.
    """
    return map_on_cores(partial(check, today=today, most=most, with_fixes=with_fixes), folders)


def check(folder: Folder, today: date, most: int | None, *, with_fixes: bool) -> CheckResult:
    """Check one folder. Only here are YAML and the schemas needed."""
    from anju_cli.validation.fixer import count_fixes
    from anju_cli.validation.loader import load

    loaded = load(folder.path, folder.shown, today)
    fixes = count_fixes(loaded, folder.shown, today) if with_fixes else 0
    return CheckResult.of(loaded, most)._replace(fixes=fixes)
