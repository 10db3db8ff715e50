"""anju calendar"""

from pathlib import Path
from typing import Annotated

import typer

from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    RoleOption,
    TodayOption,
    UnitsArgument,
    UnitsOption,
    count_option,
    named,
    wanted_role,
)
from anju_cli.cli.output import send_text
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import TASKS, open_session
from anju_cli.environment import Environment
from anju_cli.queries.calendar import calendar_duties
from anju_cli.render.calendar import calendar_text
from anju_cli.render.streams import write_exactly, write_remarks
from anju_cli.text.libraries import LibraryNotInstalled
from anju_cli.views.calendar import calendar_notes, plan_calendar

EXAMPLES = """\
anju calendar -o plan.ics
anju calendar 司法局 -o 司法局.ics
anju calendar --alarm 7 --alarm 1 -o plan.ics --force
anju calendar 司法局 --todo --open -o 待办.ics"""


def command(
    ctx: typer.Context,
    units: UnitsArgument = None,
    unit: UnitsOption = None,
    role: RoleOption = None,
    alarm: Annotated[
        list[int] | None,
        count_option(
            "--alarm",
            "天数",
            "提前几天提醒，可以写几次；0 是不提醒。不写按计划里临期的天数（soon_days）",
        ),
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="只要没有办结的")] = False,
    todo: Annotated[
        bool,
        typer.Option("--todo", help="做成待办，不是日程：可以勾掉，没有固定日期的也在里面"),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", parser=Path, help="写到文件里，扩展名 .ics"),
    ] = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """把有日期的时限做成日历文件（iCalendar），可以导入日历程序。"""
    asked = named(units, unit)
    part = wanted_role(role, asked)
    if alarm and 0 in alarm and set(alarm) != {0}:
        raise refusal("--alarm", "0 是不提醒，不能和别的天数一起写")
    if output is not None and output.suffix.lower() != ".ics":
        raise refusal(
            "--output", f"这里只写日历文件，扩展名要是 .ics，例如 {output.stem or 'plan'}.ics"
        )
    environment: Environment = ctx.obj
    if output is None and environment.is_terminal:
        raise refusal("--output", "日历文件是给日历程序读的。请用 -o 写上文件名，例如 -o plan.ics")
    session = open_session(ctx, data, today, TASKS)
    meant = session.names.units(asked)
    names = [unit.name for unit in meant]
    days = [session.plan.info.soon_days] if alarm is None else alarm
    alarms = sorted(set(days) - {0}, reverse=True)
    plan, day = session.plan, session.today
    duties = calendar_duties(plan, day, names, part, only_open=only_open, todo=todo)
    # As of a day to come, it would replace what is made until then.
    as_of = min(day, environment.clock())
    try:
        text = calendar_text(plan_calendar(plan, duties.rows, as_of, names, alarms, todo=todo))
    except LibraryNotInstalled as error:
        raise typer.BadParameter(str(error)) from None
    if output is None:
        write_exactly(text, session.environment.stdout)
    else:
        send_text(text, output, session.environment)
    remarks = [*session.names.read_as(asked), *session.names.see_also(meant)]
    remarks += calendar_notes(plan, duties, alarms, session.ask, todo=todo)
    if output is not None:
        remarks.append(
            "在日历程序里选“导入”，打开这个文件；多数程序里，再导入一次是更新，不会重复。"
        )
    write_remarks(remarks, session.environment)
