"""anju deadlines"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.options import (
    DATA_HELP,
    ROLE_NEEDS_UNIT,
    FormatOption,
    OutputOption,
    RoleOption,
    TodayOption,
    UnitsOption,
    count_option,
    day_option,
)
from anju_cli.plan import Role
from anju_cli.queries.duties import (
    Window,
    all_duties,
    due_between,
    due_within,
    is_overdue,
    merged,
)
from anju_cli.render.output import Format
from anju_cli.session import Session, open_session
from anju_cli.views.deadlines import deadlines_listing, side_by_side_listing

if TYPE_CHECKING:
    from anju_cli.models import Unit

EXAMPLES = """\
anju deadlines --unit 司法局
anju deadlines --overdue
anju deadlines --from 2021-06-01 --to 2021-06-30
anju deadlines --all -o 时限.csv
anju deadlines --data data --data data-2022"""

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
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data",
            metavar="文件夹",
            help=f"{DATA_HELP}。写几次就把几份计划并在一起，多一列年度；年度相同的再多一列文件夹",
        ),
    ] = None,
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
    days = DAYS if within is None else within
    sessions = _sessions(ctx, data, today)
    day = sessions[0].today
    window, words = _window(day, days, first, last, overdue, everything)
    if len(sessions) > 1:
        _side_by_side(sessions, unit, role, window, words, form, output)
        return
    session = sessions[0]
    units = session.units(unit)
    names = [one.name for one in units]
    duties = all_duties(session.plan, day, names, role)
    rows = [row for row in duties if window(row.duty)]
    listing = deadlines_listing(
        session.plan,
        rows,
        day,
        title=f"{'、'.join(names) or session.plan.info.title}：{words}（{len(rows)}）",
        notes=_hidden(len(duties) - len(rows)),
        who="role" if len(units) == 1 else "leads",
    )
    session.show(listing, form, output, session.see_also(units))


def _sessions(ctx: typer.Context, data: list[str] | None, today: date | None) -> list[Session]:
    """A session for each folder; of all whose data has errors these are told."""
    opened: list[Session] = []
    failed = None
    folders: Sequence[str | None] = data or [None]
    for one in folders:
        try:
            opened.append(open_session(ctx, one, today))
        except typer.Exit as error:
            failed = error
    if failed:
        raise failed
    paths = [session.folder.path.resolve() for session in opened]
    for session, path in zip(opened, paths, strict=True):
        if paths.count(path) > 1:
            raise typer.BadParameter(
                f"文件夹“{session.folder.shown}”写了不止一次，请只写一次", param_hint="选项 --data"
            )
    return opened


def _side_by_side(
    sessions: list[Session],
    unit: list[str] | None,
    role: Role | None,
    window: Window,
    words: str,
    form: Format | None,
    output: Path | None,
) -> None:
    """Answer about several plans at once."""
    asked, missing = _units_of_each(sessions, unit or [])
    names = list(dict.fromkeys(one.name for units in asked for one in units))
    duties = [
        (session.plan, row)
        for session, units in zip(sessions, asked, strict=True)
        if units or not unit
        for row in all_duties(session.plan, session.today, [one.name for one in units], role)
    ]
    rows = merged((plan, row) for plan, row in duties if window(row.duty))
    listing = side_by_side_listing(
        {session.folder.shown: session.plan for session in sessions},
        rows,
        sessions[0].today,
        title=f"{'、'.join(names) or f'{len(sessions)} 份计划'}：{words}（{len(rows)}）",
        notes=(*missing, *_hidden(len(duties) - len(rows))),
        who="role" if len(names) == 1 else "leads",
    )
    remarks = [
        remark
        for session, units in zip(sessions, asked, strict=True)
        for remark in session.see_also(units)
    ]
    sessions[0].show(listing, form, output, list(dict.fromkeys(remarks)))


def _units_of_each(
    sessions: list[Session], names: list[str]
) -> tuple[list[tuple[Unit, ...]], list[str]]:
    """The units that ``names`` mean in each plan, and a sentence for each that is not in
    one of them. A usage error for a name that is in none."""
    found: list[dict[str, Unit]] = [{} for _ in sessions]
    missing = []
    for name in names:
        refused: dict[str, typer.BadParameter] = {}
        for session, units in zip(sessions, found, strict=True):
            try:
                one = session.unit(name)
            except typer.BadParameter as error:
                refused[session.folder.shown] = error
            else:
                units[one.name] = one
        if len(refused) == len(sessions):
            raise next(iter(refused.values()))
        missing += [f"{shown} 的名册里没有单位“{name}”，那份计划没有列。" for shown in refused]
    return [tuple(units.values()) for units in found], missing


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


def _hidden(count: int) -> tuple[str, ...]:
    return (f"另有 {count} 项不在这个范围；要全部列出，时间范围只写 --all。",) if count else ()
