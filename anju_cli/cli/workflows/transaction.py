"""Change a plan's data files: under the lock, checked, written whole, and said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from anju_cli.cli.output import send
from anju_cli.cli.refusals import failure
from anju_cli.cli.session import (
    data_option,
    exit_for_diagnostics,
    refuse_shipped_plan,
    show_unneeded_errors,
)
from anju_cli.editing.patch import Drop, Put, patched
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.queries.diff import Side, compare
from anju_cli.render.diagnostics.text import diagnostics_text
from anju_cli.render.streams import write_text
from anju_cli.storage.files import OutputError, locked, write_back
from anju_cli.storage.folders import WHOLE_PLAN, FileKind, Folder
from anju_cli.validation.baseline import only_new
from anju_cli.validation.loader import Given, Loaded, load
from anju_cli.views.diff import changes_listing

Patch = Mapping[FileKind, Sequence[Put | Drop]]


@dataclass(frozen=True)
class PlanChange:
    """The files of a plan before and after, and the plans that they make. ``contents`` are the
    files that differ; in a dry run they are not written."""

    before: Loaded
    after: Loaded
    old: Plan
    new: Plan
    contents: Mapping[FileKind, bytes]
    is_dry: bool

    @property
    def outcome(self) -> str:
        """Whether the files are written, as a sentence."""
        files = "、".join(self.before.files[kind] for kind in self.contents)
        if not files:
            return "没有变化，没有写入。"
        if self.is_dry:
            return f"还没有写入；去掉 --dry-run 就写入 {files}。"
        return f"已写入 {files}。"


def rewrite_plan(
    environment: Environment,
    folder: Folder,
    patch_of: Callable[[Plan], Patch],
    *,
    dry_run: bool,
    needs: frozenset[FileKind] = WHOLE_PLAN,
) -> PlanChange:
    """Patch the files of a plan under the lock, and return what that changes.

    ``patch_of`` is given the plan as it is then, and may refuse with typer.BadParameter. No
    other anju writes between the reading and the writing, so nothing that one has written is
    lost. Nothing is written in a ``dry_run``, nor when the files that it ``needs`` have errors,
    or would have them: these are named on standard error and the program ends with 1, as it
    does when a file cannot be written.
    """
    refuse_shipped_plan(folder, environment)
    try:
        with nullcontext() if dry_run else locked(folder.path, folder.shown):
            change = _change(environment, folder, patch_of, dry_run=dry_run, needs=needs)
            before = change.before
            if not dry_run:
                write_back(folder.path, before.files, before.contents, change.contents)
    except OutputError as error:
        raise failure(str(error), environment) from None
    return change


def _change(
    environment: Environment,
    folder: Folder,
    patch_of: Callable[[Plan], Patch],
    *,
    dry_run: bool,
    needs: frozenset[FileKind],
) -> PlanChange:
    """Patch the plan in memory. Ends the program with 1 if it has errors, now or then."""
    today = environment.clock()
    before = load(folder.path, folder.shown, today, needs=needs)
    if before.plan is None:
        check = f"anju validate{data_option(folder)}"
        advice = f"数据有错误，没有写入。请先改好，用 {check} 复查，再运行一次。"
        raise exit_for_diagnostics(environment, before.diagnostics, advice)
    show_unneeded_errors(environment, folder, before)
    contents = {
        kind: data
        for kind, operations in patch_of(before.plan).items()
        if (data := patched(before.contents[kind], operations)) != before.contents[kind]
    }
    given = {kind: Given(before.files[kind], data) for kind, data in contents.items()}
    after = load(folder.path, folder.shown, today, given, needs)
    if after.plan is None:
        new = only_new(after.diagnostics, before.diagnostics)
        raise exit_for_diagnostics(environment, new, "这样写数据就有错误了，没有写入。")
    return PlanChange(before, after, before.plan, after.plan, contents, dry_run)


def show_change(
    environment: Environment, folder: Folder, change: PlanChange, remarks: Sequence[str] = ()
) -> None:
    """Say what a change means, as ``anju diff`` does, whether it is written, and what there
    is to be said about the data that was not before."""
    if not change.contents:
        write_text(f"{change.outcome}\n", environment.stdout)
        return
    title = "会有的变化" if change.is_dry else "这次的变化"
    remarks = [*remarks, change.outcome]
    show_differences(environment, folder, change.old, change.new, title, remarks)
    show_new_diagnostics(environment, change)


def show_differences(
    environment: Environment,
    folder: Folder,
    old: Plan,
    new: Plan,
    title: str = "这次的变化",
    remarks: Sequence[str] = (),
) -> None:
    """Say what differs between two plans of a folder, as ``anju diff`` does."""
    listing = changes_listing(compare(Side(old), Side(new)), f"{folder.shown}：{title}")
    send(listing, None, None, environment, remarks)


def show_new_diagnostics(environment: Environment, change: PlanChange) -> None:
    """Name on standard error what is wrong with a changed plan and was not before."""
    new = only_new(change.after.diagnostics, change.before.diagnostics)
    if new:
        write_text(diagnostics_text(new, environment, to_stderr=True), environment.stderr)
