"""anju show"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    PageFormatOption,
    PageOutputOption,
    TodayOption,
)
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import TASKS, Session, open_session
from anju_cli.queries.tasks import TaskRow, duties_of_task
from anju_cli.text.cell_text import unguarded
from anju_cli.text.numerals import parse_ordinal
from anju_cli.views.show import task_page

if TYPE_CHECKING:
    from anju_cli.model.schema import Task

EXAMPLES = """\
anju show 12
anju show 十二 --expand"""


def command(
    ctx: typer.Context,
    number: Annotated[
        str, typer.Argument(metavar="序号", help="任务的序号：12、十二或（十二）都可以")
    ],
    expand: Annotated[bool, typer.Option("--expand", help="列出各组里的每个单位")] = False,
    form: PageFormatOption = None,
    output: PageOutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """看一项任务的全部：原文、牵头和责任单位、时限和它的依据。"""
    session = open_session(ctx, data, today, TASKS)
    task = _task(session, number)
    row = TaskRow(task, duties_of_task(session.plan, task, session.today))
    session.show(
        task_page(session.plan, row, session.today, session.ask, expand=expand), form, output
    )


def _task(session: Session, typed: str) -> Task:
    """Return the task of that number; a usage error where there is none.

    Who writes a unit or a deadline is led to what shows that.
    """
    number, _, rest = unguarded(typed).partition(".")
    asked = parse_ordinal(number)
    task = session.plan.task(asked) if asked is not None else None
    if task is not None and not rest:
        return task
    if task is not None:
        fault = f"{typed} 是一条时限，请看它的任务：{session.line.corrected(typed, number)}"
    elif asked is not None:
        numbers = [task.number for task in session.plan.tasks]
        fault = (
            f"没有第 {asked} 项任务。现有 {min(numbers)} 至 {max(numbers)}，"
            f"全部任务：{session.line.other('tasks')}"
        )
    elif parties := session.plan.register.meant(typed):
        name, other = parties[0].name, session.line.other
        fault = f"“{typed}”是单位，不是任务。请写：{other('unit', name)}"
        if session.plan.register.is_group(name):
            fault = f"“{typed}”是一组单位，不是任务。请写：{other('units').having('--group', name)}"
    else:
        fault = f"“{typed}”不是序号。写 12、十二或（十二）都可以"
    raise refusal("参数 序号", fault)
