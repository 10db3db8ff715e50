"""anju due"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    PageFormatOption,
    PageOutputOption,
    day_option,
)
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import TASKS, Session, open_session
from anju_cli.model.workdays import CalendarNotFound, count_days
from anju_cli.text.cell_text import unguarded
from anju_cli.text.numerals import parse_ordinal
from anju_cli.views.due import event_page

if TYPE_CHECKING:
    from anju_cli.model.schema import EventDeadline, Task

EXAMPLES = """\
anju due 14 --event 2021-09-30
anju due 14 --event 2021-09-30 --explain"""


def command(
    ctx: typer.Context,
    number: Annotated[
        str,
        typer.Argument(metavar="编号", help="时限的编号或任务的序号，例如 14.4、14 或 十四"),
    ],
    event: Annotated[date, day_option("--event", "事件发生的日子（当天不计入）")],
    explain: Annotated[
        bool, typer.Option("--explain", help="逐日说明哪天计入、哪天不计，为什么")
    ] = False,
    form: PageFormatOption = None,
    output: PageOutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """算“几个工作日内”的事最迟哪天办结。节假日和调休按国家公布的安排。"""
    session = open_session(ctx, data, None, TASKS)
    task, deadline = _event_deadline(session, number)
    try:
        days = count_days(event, deadline.within_workdays)
    except CalendarNotFound as error:
        raise refusal("--event", str(error)) from None
    session.show(event_page(task, deadline, days, explain=explain), form, output)


def _event_deadline(session: Session, number: str) -> tuple[Task, EventDeadline]:
    """Find the event-bound deadline by its id, or by its task when that has one."""
    known = [
        (task, deadline)
        for task in session.plan.tasks
        for deadline in task.deadlines
        if deadline.kind == "事后限时"
    ]
    written = unguarded(unicodedata.normalize("NFKC", number).strip())
    task_number = parse_ordinal(written)
    meant = [
        (task, deadline)
        for task, deadline in known
        if deadline.id == written or task.number == task_number
    ]
    if len(meant) == 1:
        return meant[0]
    listed = "；".join(f"{deadline.id} {deadline.what}" for _, deadline in meant or known)
    if meant:
        fault = f"第 {task_number} 项任务有几个，请写编号"
    elif written in {each.id for task in session.plan.tasks for each in task.deadlines}:
        fault = f"{written} 不是事后限时的时限"
    elif task_number is not None and session.plan.task(task_number):
        fault = f"第 {task_number} 项任务没有事后限时的时限"
    else:
        fault = f"没有“{number}”这个时限或任务"
    raise refusal("参数 编号", f"{fault}。可以算的：{listed or '没有'}")
