"""anju deadlines"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from anju_cli.options import (
    ROLE_NEEDS_UNIT,
    DataOption,
    FormatOption,
    OutputOption,
    RoleOption,
    TodayOption,
    UnitsOption,
    count_option,
    day_option,
)
from anju_cli.queries.duties import DutyRow, Window, all_duties, due_between, due_within, is_overdue
from anju_cli.session import open_session
from anju_cli.views.deadlines import deadlines_listing

EXAMPLES = """\
anju deadlines --unit 司法局
anju deadlines --overdue
anju deadlines --from 2021-06-01 --to 2021-06-30
anju deadlines --all -o 时限.csv"""

DAYS = 30


def command(
    ctx: typer.Context,
    unit: UnitsOption = None,
    role: RoleOption = None,
    within: Annotated[
        int | None,
        count_option("--within", "天数", f"逾期的，和这么多天以内到期的；不写按 {DAYS} 天"),
    ] = None,
    first: Annotated[
        date | None, day_option("--from", "从这一天（含）起到期的，不论办结没有")
    ] = None,
    last: Annotated[date | None, day_option("--to", "到这一天（含）止到期的，不论办结没有")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看逾期的")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="全部列出，包括已办结的和以后到期的")
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """按日期列出时限：先是逾期的，再是 30 天内到期的，最后是没有固定日期的（它们从不逾期）。"""
    asked = [within is not None, first is not None or last is not None, overdue, everything]
    if sum(asked) > 1:
        raise typer.BadParameter(
            "--within、--from/--to、--overdue、--all 只能用其中一种", param_hint="时间范围"
        )
    if first and last and first > last:
        raise typer.BadParameter(
            f"开始的 {first} 晚于结束的 {last}，请对调", param_hint="选项 --from"
        )
    if role is not None and not unit:
        raise typer.BadParameter(ROLE_NEEDS_UNIT, param_hint="选项 --role")
    session = open_session(ctx, data, today)
    units = session.units(unit)
    names = [one.name for one in units]
    duties = all_duties(session.plan, session.today, names, role)
    days = DAYS if within is None else within
    window, words = _window(session.today, days, first, last, overdue, everything)
    rows = [row for row in duties if window(row.duty)]
    listing = deadlines_listing(
        session.plan,
        rows,
        session.today,
        title=f"{'、'.join(names) or session.plan.info.title}：{words}（{len(rows)}）",
        notes=_hidden(duties, rows),
        who="role" if len(units) == 1 else "leads",
    )
    session.show(listing, form, output, session.see_also(units))


def _window(
    today: date, days: int, first: date | None, last: date | None, overdue: bool, everything: bool
) -> tuple[Window, str]:
    """Which duties are asked for, and how that is called."""
    if everything:
        return (lambda _: True), "全部时限"
    if overdue:
        return is_overdue, "逾期的时限"
    if first or last:
        span = f"{first or '最早'} 至 {last or '最后'}"
        return due_between(first, last), f"{span}（含）到期的和无固定日期的时限"
    coming = f"{days} 天内到期" if days else "今天到期"
    return due_within(days, today), f"逾期、{coming}和无固定日期的时限"


def _hidden(duties: tuple[DutyRow, ...], rows: list[DutyRow]) -> tuple[str, ...]:
    hidden = len(duties) - len(rows)
    return (f"另有 {hidden} 项不在这个范围；要全部列出，时间范围只写 --all。",) if hidden else ()
