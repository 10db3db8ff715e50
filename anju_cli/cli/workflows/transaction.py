"""The one way of commands that change a plan's data: locked, checked, written whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import NoReturn

import typer

from anju_cli.cli.output import send
from anju_cli.cli.session import refuse_shipped_plan
from anju_cli.diagnostics import Diagnostic
from anju_cli.editing.patch import Drop, Put, amend
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.queries.diff import Side, compare
from anju_cli.render.diagnostics.text import diagnostics_text
from anju_cli.render.output import write_text
from anju_cli.storage.destination import OutputError, alone_in, write_back
from anju_cli.storage.folders import FileKind, Folder
from anju_cli.validation.baseline import only_new
from anju_cli.validation.loader import Given, Loaded, load
from anju_cli.views.diff import changes_listing

Amendments = Mapping[FileKind, Sequence[Put | Drop]]


@dataclass(frozen=True)
class Written:
    """The files before and after, and the plans that they make; ``contents`` are only the
    files that changed."""

    before: Loaded
    after: Loaded
    old: Plan
    new: Plan
    contents: Mapping[FileKind, bytes]


def rewrite_plan(
    environment: Environment,
    folder: Folder,
    amend_of: Callable[[Loaded, Plan], Amendments],
    *,
    dry_run: bool,
) -> Written:
    """Change the files of a plan by what ``amend_of`` makes of the plan, which it may
    refuse with typer.BadParameter. No other anju writes between the reading and the
    writing, so nothing that one has written is lost.

    Nothing is written in a ``dry_run``, nor when the plan has errors, or would have them:
    these are named on standard error and the program ends with 1, as it does when a file
    cannot be written.
    """
    refuse_shipped_plan(folder)
    try:
        with nullcontext() if dry_run else alone_in(folder.path, folder.shown):
            written = _afixed(environment, folder, amend_of)
            if not dry_run:
                _write(written)
    except OutputError as error:
        write_text(f"{error}\n", environment.stderr)
        raise typer.Exit(1) from None
    return written


def _afixed(
    environment: Environment, folder: Folder, amend_of: Callable[[Loaded, Plan], Amendments]
) -> Written:
    """The plan as it will be. Ends the program with 1 if that has errors, or has them now."""
    today = environment.clock()
    before = load(folder.path, folder.shown, today)
    if before.plan is None:
        advice = "数据有错误，没有写入。请先改好，用 anju validate 复查，再运行一次。\n"
        _refuse(environment, before.diagnostics, advice)
    contents = {
        kind: data
        for kind, amendments in amend_of(before, before.plan).items()
        if (data := amend(before.contents[kind], amendments)) != before.contents[kind]
    }
    given = {kind: Given(before.files[kind], data) for kind, data in contents.items()}
    after = load(folder.path, folder.shown, today, given)
    if after.plan is None:
        advice = "这样写数据就有错误了，没有写入。\n"
        _refuse(environment, only_new(after.diagnostics, before.diagnostics), advice)
    return Written(before, after, before.plan, after.plan, contents)


def _refuse(environment: Environment, diagnostics: Sequence[Diagnostic], advice: str) -> NoReturn:
    text = diagnostics_text(diagnostics, environment, to_stderr=True)
    write_text(text + advice, environment.stderr)
    raise typer.Exit(1)


def _write(written: Written) -> None:
    """Each file in one step. Raises OutputError, which names the files before that one."""
    before = written.before
    done: list[str] = []
    for kind, data in written.contents.items():
        try:
            path = before.folder / f"{kind}.yaml"
            write_back(path, before.files[kind], before.contents[kind], data)
        except OutputError as error:
            rest = f"已写入的有 {'、'.join(done)}。" if done else ""
            raise OutputError(f"{error}{rest}") from error
        done.append(before.files[kind])


def say_what_changed(
    environment: Environment,
    folder: Folder,
    written: Written,
    *,
    dry_run: bool,
    remarks: Sequence[str] = (),
) -> None:
    """What the change means, as ``anju diff`` says it; which files it is written to; and
    what is to be said about the data that was not before."""
    files = "、".join(written.before.files[kind] for kind in written.contents)
    if not written.contents:
        write_text("没有变化，没有写入。\n", environment.stdout)
        return
    title = f"{folder.shown}：{'会有的变化' if dry_run else '这次的变化'}"
    last = f"还没有写入；去掉 --dry-run 就写入 {files}。" if dry_run else f"已写入 {files}。"
    listing = changes_listing(compare(Side(written.old), Side(written.new)), title)
    send(listing, None, None, environment, [*remarks, last])
    new = only_new(written.after.diagnostics, written.before.diagnostics)
    if new:
        write_text(diagnostics_text(new, environment, to_stderr=True), environment.stderr)
