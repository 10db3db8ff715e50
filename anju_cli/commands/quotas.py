"""anju quotas"""

from __future__ import annotations

from typing import Annotated

import typer

from anju_cli.options import (
    DataOption,
    FormatOption,
    OutputOption,
    TodayOption,
    UnitsOption,
    choice_option,
)
from anju_cli.queries.quotas import QuotaFilter, quota_rows, quotas_by_kind, total
from anju_cli.session import Session, open_session
from anju_cli.views.quotas import quotas_listing

EXAMPLES = """\
anju quotas --today 2021-06-30
anju quotas --unit 司法局
anju quotas --short --kind 镇
anju quotas --by kind"""


def command(
    ctx: typer.Context,
    unit: UnitsOption = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="类别", help="只看这一类，例如 镇、区直部门")
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="只看没达到序时进度的，包括未报的")
    ] = False,
    by: Annotated[
        str, choice_option(("--by",), "口径", ("unit", "kind"), "按单位（unit）或按类别（kind）列")
    ] = "unit",
    form: FormatOption = None,
    output: OutputOption = None,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """看目标任务完成得怎样：目标、已公开、完成率、序时进度、还差多少、灯。"""
    session = open_session(ctx, data, today)
    plan, day = session.plan, session.today
    units = session.units(unit)
    _check_targets(session, [one.name for one in units])
    wanted = QuotaFilter(tuple(one.name for one in units), session.kind(kind), short)
    rows = quota_rows(plan, wanted, day)
    sums = total(plan, rows, day, "合计")
    shown = quotas_by_kind(plan, rows, day) if by == "kind" else rows
    which = "没达到序时进度或未报的 " if short else ""
    title = f"{plan.quotas.year} 年目标任务：{which}{len(rows)} 个单位"
    listing = quotas_listing(plan, shown, sums, day, by_kind=by == "kind", title=title)
    session.show(listing, form, output, session.see_also(units))


def _check_targets(session: Session, names: list[str]) -> None:
    """A unit without a target is said so, with the other it may be."""
    for unit in session.plan.register.units:
        if unit.name in names and unit.name not in session.plan.targets:
            see_also = map(session.plan.register.canonical, unit.see_also)
            others = [name for name in see_also if name in session.plan.targets]
            also = f"它与“{others[0]}”可能是同一机构，可查 --unit {others[0]}" if others else ""
            raise typer.BadParameter(f"“{unit.name}”没有目标任务。{also}", param_hint="选项 --unit")
