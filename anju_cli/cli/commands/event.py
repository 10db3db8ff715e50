"""anju event"""

from datetime import date
from typing import Annotated

import typer

from anju_cli.cli.commands.done import DryRunOption
from anju_cli.cli.options import DataOption, TodayOption, day_option
from anju_cli.cli.session import resolve_folder, resolve_today, typed_line
from anju_cli.environment import Environment

EXAMPLES = """\
anju event 14.4 --on 2021-06-28 --unit 安居镇 --what 注销一个账号
anju event 14.4 --on 2021-06-28 --unit 安居镇 --remove"""


def command(
    ctx: typer.Context,
    number: Annotated[
        str, typer.Argument(metavar="编号", help="事后限时的时限编号，例如 14.4；见 anju deadlines")
    ],
    on: Annotated[date, day_option("--on", "事件是哪天发生的，例如 2021-09-28")],
    unit: Annotated[
        str | None,
        typer.Option("--unit", "-u", metavar="单位", help="是哪个单位的事：只算它的"),
    ] = None,
    what: Annotated[str | None, typer.Option("--what", metavar="文字", help="是什么事")] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="删去记错的事件；已经记了办结的，先用 anju undone 撤销")
    ] = False,
    dry_run: DryRunOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """记一件事：哪个单位哪天发生的，写进 tasks.yaml，并说明最迟哪天办结。

    用在几个工作日内要办的（事后限时）。记上以后，到期的清单、催办单里就有它，只算这个单位的；
    办好了用 anju done 记办结。别的一个字不动。
    """
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.cli.workflows.mark_done import Completions, read_occasion

    environment: Environment = ctx.obj
    folder = resolve_folder(environment, data)
    now, _ = resolve_today(environment, today)
    occasion = read_occasion(None, on, unit, what)
    line = typed_line(ctx)
    events = Completions(line, environment, folder, now, [number], occasion, dry_run)
    if remove:
        events.remove_event()
    else:
        events.add_event()
