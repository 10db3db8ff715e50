"""The session of one question: its plan, its day, and the way its answer goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import typer

from anju_cli.cli.chinese import LINE
from anju_cli.cli.names import Names
from anju_cli.cli.output import send
from anju_cli.cli.refusals import failure, refusal
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.render.document import Book, Listing, Page
from anju_cli.render.formats import Format
from anju_cli.render.streams import write_text
from anju_cli.storage.cache import CachedPlan, ValidPlan
from anju_cli.storage.folders import (
    WHOLE_PLAN,
    FileKind,
    Folder,
    FolderNotFound,
    find_folder,
    find_folders,
)
from anju_cli.text.command_line import CommandLine, quoted
from anju_cli.text.invisible import visible_line
from anju_cli.text.lenient import UnreadableInput, parse_day

if TYPE_CHECKING:
    from anju_cli.diagnostics import Diagnostic
    from anju_cli.validation.loader import Loaded
    from anju_cli.views.wording.sentences import Part

Wording = TypeVar("Wording", bound="Part")


_SHIPPED, _SHIPPED_YEAR = "遂宁市安居区", 2021
"""Whose plan comes with the program: a test holds it against the data."""


class Session(NamedTuple):
    """The plan asked about, the day it is asked as of, and the world outside.

    ``day_source`` says in Chinese where that day came from.
    """

    environment: Environment
    folder: Folder
    plan: Plan
    warnings: tuple[Diagnostic, ...]
    today: date
    day_source: str
    line: CommandLine

    @property
    def ask(self) -> CommandLine:
        """The question as it was typed, for hints to ask further."""
        return self.line.on_screen

    @property
    def names(self) -> Names:
        """What the names on the line mean in this plan."""
        return Names(self.plan, self.line)

    def show(
        self,
        answer: Listing | Page | Book,
        form: Format | None,
        output: Path | None,
        remarks: Sequence[str] = (),
    ) -> None:
        """Send the answer out.

        ``remarks`` are for whoever asked: see ``send``.
        """
        send(answer, form, output, self.environment, remarks)


def typed_line(ctx: typer.Context) -> CommandLine:
    """Return the command line that is being run."""
    line: CommandLine = ctx.meta[LINE]
    return line


REGISTER: frozenset[FileKind] = frozenset(("units",))
TASKS: frozenset[FileKind] = frozenset(("units", "tasks"))
"""What a command needs of a plan, if not all of it."""


def open_session(
    ctx: typer.Context,
    data: str | None,
    today: date | None,
    needs: frozenset[FileKind] = WHOLE_PLAN,
) -> Session:
    """Load the plan that is asked about.

    When the files that the answer ``needs`` have errors, these are named on standard error
    and the program ends with 1: no answer is made from data that is wrong. Of the shipped
    plan it is said first whose it is.
    """
    environment: Environment = ctx.obj
    folder = resolve_folder(environment, data)
    name_shipped_plan(ctx, folder)
    day, day_source = resolve_today(environment, today)
    cached = CachedPlan(folder.path, folder.shown, environment.cache)
    valid = cached.read(environment.clock())
    if valid is None:
        valid, is_whole = _load_valid(folder, environment, needs)
        if is_whole:
            cached.write(valid)
    return Session(
        environment, folder, valid.plan, valid.warnings, day, day_source, typed_line(ctx)
    )


def _load_valid(
    folder: Folder, environment: Environment, needs: frozenset[FileKind]
) -> tuple[ValidPlan, bool]:
    """Read the files themselves, or name their errors and end the program.

    Also says whether the plan is whole, with what is not needed of it too.

    Only here does a question need YAML and the schemas: they take longer to import than the
    answer to make.
    """
    from anju_cli.validation.loader import load

    today = environment.clock()
    loaded = load(folder.path, folder.shown, today, needs=needs)
    if loaded.plan is None:
        advice = f"数据有错误，先改好再查；改完可用 anju validate{data_option(folder)} 复查。"
        raise exit_for_diagnostics(environment, loaded.diagnostics, advice)
    show_unneeded_errors(environment, folder, loaded)
    faulty = loaded.faulty_files
    warnings = tuple(each for each in loaded.diagnostics if each.file not in faulty)
    return ValidPlan(loaded.plan, warnings, today, loaded.until), not faulty


def show_unneeded_errors(environment: Environment, folder: Folder, loaded: Loaded) -> None:
    """Say on standard error how many errors there are that the answer does not depend on."""
    if faulty := loaded.faulty_files:
        files = "，".join(f"{file} 有 {count} 处错误" for file, count in faulty.items())
        check = f"anju validate{data_option(folder)}"
        write_text(f"{files}，这里用不到；看全部：{check}\n", environment.stderr)


def resolve_folder(
    environment: Environment, data: str | None, option: str = "选项 --data"
) -> Folder:
    """Return the folder of the plan asked about; a usage error when it is not there."""
    try:
        return find_folder(data, environment.variables, environment.cwd)
    except FolderNotFound as error:
        raise _folder_refusal(error, data, option) from None


def resolve_folders(
    environment: Environment, data: str | None, option: str = "选项 --data"
) -> tuple[Folder, ...]:
    """Return the folder of the plan asked about, or those of all plans beneath it.

    A usage error when it is not there.
    """
    try:
        return find_folders(data, environment.variables, environment.cwd)
    except FolderNotFound as error:
        raise _folder_refusal(error, data, option) from None


def _folder_refusal(error: FolderNotFound, data: str | None, option: str) -> typer.BadParameter:
    source = option if data is not None else "环境变量 ANJU_DATA"
    return refusal(source, str(error))


def data_option(folder: Folder) -> str:
    """Return ``--data`` to go behind a command about a folder that was named with it."""
    return f" --data {quoted(folder.shown)}" if folder.origin == "option" else ""


def name_shipped_plan(ctx: typer.Context, folder: Folder) -> None:
    """Say whose plan answers where there is none: above a text on the screen, else on
    standard error."""
    if folder.origin != "shipped":
        return
    environment: Environment = ctx.obj
    is_text = ctx.params.get("form", "") in (None, "table", "text") and not ctx.params.get("output")
    write_text(
        f"这里没有 data 文件夹，下面是随程序附带的 {_SHIPPED_YEAR} 年{_SHIPPED}的计划（例子）。\n"
        f"建自己的：{_init(environment)}\n\n",
        environment.stdout if is_text else environment.stderr,
    )


def refuse_shipped_plan(folder: Folder, environment: Environment) -> None:
    """Raise a usage error for the plan that ships with the program: it cannot be edited."""
    if folder.origin == "shipped":
        raise typer.BadParameter(
            f"这里没有 data 文件夹，随程序附带的计划不能改。先建自己的：{_init(environment)}"
        )


def _init(environment: Environment) -> str:
    return f"anju init {max(environment.clock().year, _SHIPPED_YEAR + 1)}"


def resolve_today(environment: Environment, today: date | None) -> tuple[date, str]:
    """Return ``--today``, else ``ANJU_TODAY``, else the clock's day; and which it is.

    It is the day of every question, of what is recorded, and as of which ``validate`` judges.
    Any other command reads the files as of the clock: what they record has happened,
    whatever day is asked about.
    """
    if today is not None:
        return today, "由 --today 指定"
    variable = environment.variables.get("ANJU_TODAY")
    if not variable:
        return environment.clock(), "北京时间；可用 --today 另指定"
    try:
        return parse_day(variable), "由环境变量 ANJU_TODAY 指定"
    except UnreadableInput as error:
        raise refusal("环境变量 ANJU_TODAY", str(error)) from None


def open_wording(environment: Environment, model: type[Wording], file: Path | None) -> Wording:
    """Load the wording of a letter, from ``--template`` or the shipped one.

    When the template has errors they are named on standard error and the program ends
    with 1.
    """
    from anju_cli.views.wording.templates import load_wording

    if file is None:
        wording, diagnostics = load_wording(model)
    else:
        wording, diagnostics = load_wording(model, environment.cwd / file, visible_line(str(file)))
    if wording is None:
        advice = "模板有错误，改好再用；自带的模板可用 --print-template 得到。"
        raise exit_for_diagnostics(environment, diagnostics, advice)
    return wording


def exit_for_diagnostics(
    environment: Environment, diagnostics: Sequence[Diagnostic], advice: str
) -> typer.Exit:
    """Name on standard error what is wrong, and what to do: the exit to raise."""
    from anju_cli.render.diagnostics.text import diagnostics_text

    text = diagnostics_text(diagnostics, environment, to_stderr=True)
    write_text(f"{text}{advice}\n", environment.stderr)
    return typer.Exit(1)


def exit_for_dead_worker(environment: Environment) -> typer.Exit:
    """Say that a process which was reading plans has died: the exit to raise."""
    return failure(
        "没有做完：读计划的一个进程中断了，可能是内存不够，或者被别的程序结束了。"
        "请再运行一次；还是这样，请把文件夹分成几部分，一部分一部分地做。",
        environment,
    )
