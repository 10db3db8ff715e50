"""anju tasks"""

from datetime import date
from typing import Annotated

import typer

from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    FormatOption,
    OutputOption,
    RoleOption,
    SearchOption,
    SectionOption,
    TodayOption,
    UnitsArgument,
    UnitsOption,
    day_option,
    named,
    wanted_role,
)
from anju_cli.cli.session import TASKS, open_session
from anju_cli.queries.tasks import TaskFilter, select_tasks
from anju_cli.views.tasks import tasks_listing
from anju_cli.views.words import narrowing_notes

EXAMPLES = """\
anju tasks 司法局
anju tasks --unit 司法局 --unit 财政局 --role lead
anju tasks --section 3 --search 群众
anju tasks --due-before 2021-08-31 -o 任务.csv"""


def command(
    ctx: typer.Context,
    units: UnitsArgument = None,
    unit: UnitsOption = None,
    role: RoleOption = None,
    section: SectionOption = None,
    search: SearchOption = "",
    due_before: Annotated[
        date | None, day_option("--due-before", "只看这一天及以前有时限到期、还没办结的")
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """列出任务。写了单位，就列出它牵头的和作为责任单位的任务，包括经“区直各部门”这样的组承担的。"""
    asked = named(units, unit)
    part = wanted_role(role, asked)
    session = open_session(ctx, data, today, TASKS)
    session.names.check_section(section)
    meant = session.names.units(asked)
    names = tuple(unit.name for unit in meant)
    wanted = TaskFilter(names, part, section, search, due_before)
    rows = select_tasks(session.plan, wanted, session.today)
    count = len({row.task.number for row in rows})
    title = f"{'、'.join(names) or session.plan.info.title}：{count} 项任务"
    notes = narrowing_notes(section, search)
    if due_before:
        notes += (f"只列 {due_before} 及以前有时限到期、还没办结的任务。",)
    listing = tasks_listing(
        session.plan, rows, session.today, title=title, notes=notes, line=session.ask
    )
    session.show(listing, form, output, session.names.see_also(meant))
