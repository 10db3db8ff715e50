"""anju done"""

from datetime import date
from typing import Annotated

import typer

from anju_cli.cli.options import DataOption, TodayOption, day_option
from anju_cli.cli.session import resolve_folder, resolve_today, typed_line
from anju_cli.environment import Environment

EXAMPLES = """\
anju done 2.1 --on 2021-06-28 --note 已在政务大厅设立
anju done 16.1 --period 6月
anju done 14.4 --event 2021-06-28 --unit 安居镇 --what 注销一个账号"""

IdsArgument = Annotated[
    list[str],
    typer.Argument(metavar="编号", help="时限编号，例如 12.1，可以写几个；见 anju deadlines"),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="周期",
        help="分期办的是哪一期：2021-06、6月、二季度、上半年都可以",
    ),
]
EventOption = Annotated[
    date | None, day_option("--event", "事后限时的是哪天发生的事，例如 2021-09-28")
]
UnitOption = Annotated[
    str | None,
    typer.Option("--unit", "-u", metavar="单位", help="和 --event 一起用：是哪个单位的事"),
]
WhatOption = Annotated[
    str | None, typer.Option("--what", metavar="文字", help="和 --event 一起用：是什么事")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="只显示会怎样改，不写文件")]


def command(
    ctx: typer.Context,
    ids: IdsArgument,
    on: Annotated[
        date | None, day_option("--on", "办结的日期，例如 2021-08-30；不写就是今天")
    ] = None,
    period: PeriodOption = None,
    event: EventOption = None,
    unit: UnitOption = None,
    what: WhatOption = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="文字", help="说明，例如怎样办的")
    ] = None,
    link: Annotated[
        str | None, typer.Option("--link", metavar="网址", help="公开页面的网址")
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="已经记了办结的，改成这次写的；没有写的说明和网址不变"),
    ] = False,
    dry_run: DryRunOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """记办结：把办结的日期写进 tasks.yaml，别的一个字不动。

    分期办的要用 --period 写明是哪一期；事后限时的要用 --event 写明事件是哪天发生的，
    几个单位同一天都有事的，再用 --unit 写明是哪个单位的。还没有记的事件会一起记上，
    也要写 --unit；先记事件、后记办结的，用 anju event。

    早于计划印发的、将来的日期不记。办错了用 anju undone 撤销。
    """
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.cli.workflows.mark_done import Completions, read_fields, read_occasion

    environment: Environment = ctx.obj
    folder = resolve_folder(environment, data)
    now, source = resolve_today(environment, today)
    day = now if on is None else on
    occasion = read_occasion(period, event, unit, what)
    fields = read_fields(day, note, link)
    is_given = today is not None or environment.variables.get("ANJU_TODAY")
    day_source = f"（{source}）" if is_given else " "
    remarks = [f"办结日期没有写，按今天 {day}{day_source}记。"] if on is None else []
    line = typed_line(ctx)
    completions = Completions(line, environment, folder, now, ids, occasion, dry_run)
    completions.record(day, fields, replace=replace, remarks=remarks)
