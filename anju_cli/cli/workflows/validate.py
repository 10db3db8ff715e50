"""Checking as it is asked for: of which plans, what is found in them, and what is fixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import typer

from anju_cli.cli.session import exit_for_dead_worker, resolve_folder, resolve_folders
from anju_cli.diagnostics import Diagnostic, has_errors
from anju_cli.environment import Environment
from anju_cli.render.diagnostics.text import Tally
from anju_cli.render.streams import write_text
from anju_cli.render.terminal.progress import progress
from anju_cli.storage.files import OutputError
from anju_cli.storage.folders import Folder
from anju_cli.storage.workers import WorkerDied
from anju_cli.validation.batch import CheckResult, check_all

if TYPE_CHECKING:
    from anju_cli.storage.folders import FileKind
    from anju_cli.validation.fixer import FixResult
    from anju_cli.validation.loader import Given, Loaded

STDIN = "-"
"""The name of a folder that means standard input."""


def refusal(option: str, message: str) -> typer.BadParameter:
    """A usage error about an option."""
    return typer.BadParameter(message, param_hint=f"选项 {option}")


# -- what is checked --


class Checkup(NamedTuple):
    """The folders of plans, and how a person calls them together; or one, and what takes
    the place of files in it."""

    folders: Sequence[Folder]
    subject: str
    instead: Mapping[FileKind, Given] = {}

    def load(self, folder: Folder, today: date) -> Loaded:
        """One of the plans, read."""
        from anju_cli.validation.loader import load

        return load(folder.path, folder.shown, today, self.instead)


def of_folders(environment: Environment, named: list[str] | None, data: str | None) -> Checkup:
    """The folders that are named, and the plans beneath them, each once."""
    if named and data is not None:
        raise refusal("--data", "已经写了要检查的文件夹，请去掉 --data，把它的文件夹也写在前面")
    option = "参数 文件夹" if named else "选项 --data"
    once: dict[Path, Folder] = {}
    subjects: list[str] = []
    for name in named or (data,):
        before = len(once)
        folders = resolve_folders(environment, name, option)
        for folder in folders:
            once.setdefault(folder.path.resolve(), folder)
        if new := len(once) - before:
            is_one = len(folders) == 1
            subjects.append(folders[0].shown if is_one else f"{name}（{new} 份计划）")
    return Checkup(tuple(once.values()), "、".join(subjects))


def of_stdin(
    environment: Environment,
    folders: list[str],
    kind: str | None,
    name: str | None,
    data: str | None,
) -> Checkup:
    """The text on standard input, in the place of one file of the folder that questions
    are about."""
    from anju_cli.validation.loader import MAX_BYTES, Given

    if folders != [STDIN]:
        raise typer.BadParameter(
            "- 是标准输入，要单独写；另两个文件的文件夹用 --data 指定", param_hint="参数 文件夹"
        )
    if kind is None:
        raise refusal("--kind", "检查标准输入时要说明是哪个文件，例如 anju validate - --kind tasks")
    folder = resolve_folder(environment, data)
    try:
        text = environment.stdin.read(MAX_BYTES + 1)
    except OSError:
        raise typer.BadParameter(
            "读不出标准输入，请检查 < 后面的文件", param_hint="参数 文件夹"
        ) from None
    given = Given(name or "<stdin>", text)
    return Checkup((folder,), given.file, {cast("FileKind", kind): given})


# -- what is found --


class Findings:
    """What is found in one plan after the other. No more than ``most`` diagnostics are held,
    however many there are; all are counted."""

    def __init__(self, most: int | None) -> None:
        self.most = most
        self.files: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.tally = Tally(plans=0)
        self._suppressed = 0

    def add(self, result: CheckResult) -> None:
        """Take in what checking a plan has found."""
        self.files += result.files
        room = None if self.most is None else self.most - len(self.diagnostics)
        self.diagnostics += result.diagnostics[:room]
        self._suppressed += result.suppressed
        errors, warnings, files, faulty, plans = self.tally
        self.tally = Tally(
            errors + result.errors,
            warnings + result.warnings,
            files + result.faulty_files,
            faulty + bool(result.faulty_files),
            plans + 1,
        )

    @property
    def remark(self) -> str:
        """What is said of those that comments let stand."""
        return f"另有 {self._suppressed} 处按注释忽略，没有列出。\n" if self._suppressed else ""


def find(checkup: Checkup, violations: Findings, environment: Environment) -> None:
    """Find what is wrong."""
    today = environment.clock()
    if checkup.instead:
        (folder,) = checkup.folders
        violations.add(CheckResult.of(checkup.load(folder, today)))
        return
    results = check_all(checkup.folders, today, violations.most)
    try:
        with closing(results), _bar(checkup, environment) as advance:
            for result in results:
                violations.add(result)
                advance()
    except WorkerDied:
        raise exit_for_dead_worker(environment) from None


def find_new(
    checkup: Checkup, violations: Findings, environment: Environment, revision: str
) -> str:
    """Find what is wrong and was not wrong in ``revision``; what is said of the rest."""
    from anju_cli.storage.git import RevisionNotFound
    from anju_cli.validation.baseline import since

    today = environment.clock()
    known = 0
    with _bar(checkup, environment) as advance:
        for folder in checkup.folders:
            loaded = checkup.load(folder, today)
            try:
                new = since(loaded, folder, revision, today, environment.variables)
            except RevisionNotFound as error:
                raise refusal("--since", str(error)) from None
            known += len(loaded.diagnostics) - len(new)
            violations.add(CheckResult.of(replace(loaded, diagnostics=tuple(new))))
            advance()
    return f"版本 {revision} 里就有的 {known} 处没有列出。\n" if known else ""


def _bar(checkup: Checkup, environment: Environment) -> AbstractContextManager[Callable[[], None]]:
    return progress("检查计划", len(checkup.folders), environment)


# -- what is fixed --


def fixed_plans(checkup: Checkup, environment: Environment) -> Iterator[FixResult]:
    """Every plan fixed on paper, less all that nobody needs of one that was read: there
    may be many."""
    from anju_cli.validation.fixer import fix

    today = environment.clock()
    with _bar(checkup, environment) as advance:
        for folder in checkup.folders:
            one = fix(checkup.load(folder, today), folder.shown, today)
            old = {kind: one.before.contents[kind] for kind in one.contents}
            before = replace(one.before, plan=None, contents=old)
            yield replace(one, before=before, after=replace(one.after, plan=None, contents={}))
            advance()


def show_fixed(fixed: Sequence[FixResult], environment: Environment) -> int:
    """Show what would be fixed, and write nothing; the exit code of that."""
    from anju_cli.cli.workflows.fixing import patch, patch_remark

    write_text(patch(fixed, environment), environment.stdout)
    write_text(patch_remark(fixed), environment.stderr)
    changes = any(one.contents for one in fixed)
    return 1 if changes or any(has_errors(one.before.diagnostics) for one in fixed) else 0


def write_plans(fixed: Sequence[FixResult], environment: Environment, for_people: bool) -> None:
    """Write what is fixed, and say so."""
    from anju_cli.cli.workflows.fixing import write_fixed

    try:
        said = write_fixed(fixed, environment)
    except OutputError as error:
        raise refusal("--fix", str(error)) from None
    if said:
        write_text(
            f"{said}\n" if for_people else said,
            environment.stdout if for_people else environment.stderr,
        )
