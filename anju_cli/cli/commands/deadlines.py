"""anju deadlines"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.cli.options import (
    DATA_HELP,
    ForceOption,
    FormatOption,
    OutputOption,
    RoleOption,
    SearchOption,
    SectionOption,
    TodayOption,
    UnitsArgument,
    UnitsOption,
    count_option,
    day_option,
    named,
    wanted_role,
)
from anju_cli.cli.output import chosen_format
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import TASKS, open_session, resolve_folders, resolve_today, typed_line
from anju_cli.cli.workflows.many_plans import Question, Span
from anju_cli.cli.workflows.side_by_side import (
    duties_below,
    duties_of_named,
    notes_of_others,
    show_side_by_side,
)
from anju_cli.views.deadlines import deadlines_listing
from anju_cli.views.words import narrowing_notes

if TYPE_CHECKING:
    from anju_cli.environment import Environment
    from anju_cli.storage.folders import Folder

EXAMPLES = """\
anju deadlines 司法局
anju deadlines --overdue
anju deadlines --done --from 2021-06-01 --to 2021-06-30
anju deadlines --from 2021-06-01 --to 2021-06-30 --dated
anju deadlines --all -o 时限.csv
anju deadlines --data data --data data-2022
anju deadlines --overdue --data 各县的计划"""

DAYS = 30
SHOWN = 200
"""Rows on the screen, of the plans beneath a folder: nobody reads a whole country's."""


def command(
    ctx: typer.Context,
    units: UnitsArgument = None,
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
    done: Annotated[
        bool,
        typer.Option("--done", help="只看已办结的，写明哪天办结；可以和 --from/--to 一起用"),
    ] = False,
    dated: Annotated[bool, typer.Option("--dated", help="不列没有固定日期的")] = False,
    section: SectionOption = None,
    search: SearchOption = "",
    form: FormatOption = None,
    output: OutputOption = None,
    _force: ForceOption = False,
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data",
            metavar="文件夹",
            help=f"{DATA_HELP}。写几次就把几份计划并在一起，多一列年度；年度相同的再多一列文件夹。"
            f"下面有许多份计划的文件夹，就看下面的每一份，屏幕上只列前 {SHOWN} 条，"
            "写了 --all 才全部列出",
        ),
    ] = None,
    today: TodayOption = None,
) -> None:
    """按日期列出时限：先是逾期的，再是 30 天内到期的，最后是没有固定日期的（它们从不逾期）。"""
    spans = [within is not None, overdue, everything, first is not None or last is not None]
    if sum(spans) > 1:
        raise refusal("时间范围", "--within、--from/--to、--overdue、--all 只能用其中一种")
    if done and any(spans[:3]):
        raise refusal("--done", "只能和 --from/--to 一起用；不写就是全部已办结的")
    if first and last and first > last:
        raise refusal("--from", f"开始的 {first} 晚于结束的 {last}，请对调")
    asked = named(units, unit)
    part = wanted_role(role, asked)
    environment: Environment = ctx.obj
    roots: Sequence[str | None] = data or [None]
    folders = _folders(environment, roots)
    span = Span(DAYS if within is None else within, first, last, overdue, everything, done, dated)
    day, _ = resolve_today(environment, today)
    question = Question(asked, part, span, day, typed_line(ctx), section, search)
    if len(folders) > 1:
        if len(folders) == len(roots):
            by_plan, most = duties_of_named(ctx, folders, question), None
        else:
            on_screen = output is None and chosen_format(form, None) == "table"
            by_plan = duties_below(folders, question, environment)
            most = SHOWN if on_screen and not everything else None
        show_side_by_side(by_plan, question, form, output, environment, most)
        return
    is_named = folders[0].origin in ("option", "variable")
    session = open_session(ctx, folders[0].shown if is_named else None, today, TASKS)
    session.names.check_section(section)
    meant = session.names.units(asked)
    names = [unit.name for unit in meant]
    rows, others = question.select(session.plan, names)
    listing = deadlines_listing(
        session.plan,
        rows,
        session.today,
        title=f"{'、'.join(names) or session.plan.info.title}：{span.words}（{len(rows)}）",
        notes=(*narrowing_notes(section, search), *notes_of_others(others, session.ask)),
        who="role" if len(meant) == 1 else "leads",
        line=session.ask,
    )
    session.show(listing, form, output, session.names.see_also(meant))


def _folders(environment: Environment, data: Sequence[str | None]) -> list[Folder]:
    """Find the folders that are named, and the plans beneath them; each may be named once."""
    folders = [folder for name in data for folder in resolve_folders(environment, name)]
    paths = [folder.path.resolve() for folder in folders] if len(data) > 1 else []
    times = Counter(paths)
    for folder, path in zip(folders, paths, strict=False):
        if times[path] > 1:
            raise refusal("--data", f"文件夹“{folder.shown}”写了不止一次，请只写一次")
    return folders
