"""anju undone"""

import typer

from anju_cli.cli.commands.done import (
    DryRunOption,
    EventOption,
    IdsArgument,
    PeriodOption,
    UnitOption,
    WhatOption,
)
from anju_cli.cli.options import DataOption, TodayOption
from anju_cli.cli.session import resolve_folder, resolve_today, typed_line
from anju_cli.environment import Environment

EXAMPLES = """\
anju undone 2.1
anju undone 16.1 --period 6月
anju undone 14.4 --event 2021-06-28 --dry-run"""


def command(
    ctx: typer.Context,
    ids: IdsArgument,
    period: PeriodOption = None,
    event: EventOption = None,
    unit: UnitOption = None,
    what: WhatOption = None,
    dry_run: DryRunOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """撤销办结：把办结记录从 tasks.yaml 里删去，连同它的说明和网址；别的一个字不动。

    分期办的要用 --period 写明是哪一期；事后限时的要用 --event 写明事件是哪天发生的，
    几个单位同一天都有事的，再用 --unit 写明是哪个单位的。事件本身不删，要删用 anju event --remove。
    """
    # Imported late: Tab asks for the options alone, and must not wait for the schemas.
    from anju_cli.cli.workflows.mark_done import Completions, read_occasion

    environment: Environment = ctx.obj
    folder = resolve_folder(environment, data)
    now, _ = resolve_today(environment, today)
    occasion = read_occasion(period, event, unit, what)
    line = typed_line(ctx)
    Completions(line, environment, folder, now, ids, occasion, dry_run).take_back()
