"""anju undone"""

from collections.abc import Mapping, Sequence

import typer

from anju_cli.amending import Drop, Put
from anju_cli.checks import FileKind
from anju_cli.commands.done import (
    DryRunOption,
    EventOption,
    IdsArgument,
    PeriodOption,
    WhatOption,
    find_marks,
    read_asked,
)
from anju_cli.environment import Environment
from anju_cli.loader import Loaded
from anju_cli.marks import Mark, NoMark
from anju_cli.models import PlanInfo
from anju_cli.options import DataOption
from anju_cli.plan import Plan
from anju_cli.session import the_day, the_folder
from anju_cli.views.marks import mark_sentence
from anju_cli.writing import rewrite_plan, say_what_changed

EXAMPLES = """\
anju undone 2.1
anju undone 16.1 --period 6月
anju undone 14.4 --event 2021-06-28 --dry-run"""


def command(
    ctx: typer.Context,
    ids: IdsArgument,
    period: PeriodOption = None,
    event: EventOption = None,
    what: WhatOption = None,
    dry_run: DryRunOption = False,
    data: DataOption = None,
) -> None:
    """撤销办结：把办结记录从 tasks.yaml 里删去，连同它的说明和网址；别的一个字不动。

    分期办的要用 --period 写明是哪一期；事后限时的要用 --event 写明事件是哪天发生的，事件本身不删。
    """
    environment: Environment = ctx.obj
    folder = the_folder(environment, data)
    today, _ = the_day(environment, None)
    asked = read_asked(period, event, what)
    marks: list[Mark] = []

    def amend_of(loaded: Loaded, plan: Plan) -> Mapping[FileKind, Sequence[Put | Drop]]:
        marks.extend(find_marks(loaded, plan, ids, asked, _refusal, may_add=False))
        return {"tasks": [Drop(mark.path) for mark in marks]}

    written = rewrite_plan(environment, folder, amend_of, dry_run=dry_run)
    info = written.new.info
    remarks = [
        mark_sentence(mark.title, mark.duty(info, today, mark.done), mark.duty(info, today, None))
        for mark in marks
    ]
    say_what_changed(environment, folder, written, dry_run=dry_run, remarks=remarks)


def _refusal(mark: Mark, _: PlanInfo) -> NoMark | None:
    """Why there is nothing to take back."""
    if mark.done is not None:
        return None
    return NoMark(f"{mark.title}没有记办结，不用撤销。已记的：anju deadlines --all")
