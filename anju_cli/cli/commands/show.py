"""anju show"""

from typing import Annotated

import typer

from anju_cli.cli.options import (
    DataOption,
    PageFormatOption,
    PageOutputOption,
    TodayOption,
    read_number,
)
from anju_cli.cli.session import open_session
from anju_cli.queries.tasks import TaskRow, duties_of_task
from anju_cli.views.show import task_page

EXAMPLES = """\
anju show 12
anju show 十二 --expand"""


def command(
    ctx: typer.Context,
    number: Annotated[
        int,
        typer.Argument(
            metavar="序号", parser=read_number, help="任务的序号：12、十二或（十二）都可以"
        ),
    ],
    expand: Annotated[bool, typer.Option("--expand", help="列出各组里的每个单位")] = False,
    form: PageFormatOption = None,
    output: PageOutputOption = None,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """看一项任务的全部：原文、牵头和责任单位、时限和它的依据。"""
    session = open_session(ctx, data, today)
    task = session.plan.task(number)
    if task is None:
        numbers = [task.number for task in session.plan.tasks]
        raise typer.BadParameter(
            f"没有第 {number} 项任务。现有 {min(numbers)} 至 {max(numbers)}，全部任务：anju tasks",
            param_hint="参数 序号",
        )
    row = TaskRow(task, duties_of_task(session.plan, task, session.today))
    session.show(task_page(session.plan, row, session.today, expand=expand), form, output)
