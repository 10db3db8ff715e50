"""anju unit"""

from typing import Annotated

import typer

from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    PageFormatOption,
    PageOutputOption,
    TodayOption,
    UnitsOption,
    named,
)
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import open_session
from anju_cli.queries.duties import all_duties, pressing
from anju_cli.queries.quotas import QuotaFilter, quota_rows
from anju_cli.queries.tasks import TaskFilter, select_tasks
from anju_cli.views.unit import unit_page

EXAMPLES = """\
anju unit 司法局
anju unit 区司法局 --today 2021-08-20"""


def command(
    ctx: typer.Context,
    units: Annotated[
        list[str] | None,
        typer.Argument(metavar="单位", help="单位的简称、别名或全称，带不带“区”都可以"),
    ] = None,
    unit: UnitsOption = None,
    form: PageFormatOption = None,
    output: PageOutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """看一个单位的全部：名称、所在组、牵头和承担的任务、未办结的时限、目标任务。"""
    asked = named(units, unit)
    if len(asked) != 1:
        fault = "请只写一个单位" if asked else "请写是哪个单位"
        raise refusal("参数 单位", f"{fault}，例如 anju unit 司法局")
    session = open_session(ctx, data, today)
    plan, day = session.plan, session.today
    meant = session.names.unit(asked[0])
    tasks = select_tasks(plan, TaskFilter(units=(meant.name,)), day)
    duties = [row for row in all_duties(plan, day, [meant.name]) if row.duty.done_on is None]
    quotas = quota_rows(plan, QuotaFilter(units=(meant.name,)), day)
    quota = quotas[0] if quotas else None
    near = pressing(duties)
    session.show(unit_page(plan, meant, tasks, duties, near, quota, day, session.ask), form, output)
