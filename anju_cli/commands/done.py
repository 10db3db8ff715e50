"""anju done"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.amending import Drop, Put, Value, Words, as_plain
from anju_cli.checks import FileKind
from anju_cli.environment import Environment
from anju_cli.loader import Loaded
from anju_cli.marks import DONE_KEYS, OCCURRENCE_KEYS, Asked, Mark, NoMark, find_mark
from anju_cli.models import Done, PlanInfo
from anju_cli.options import DataOption, day_option
from anju_cli.session import the_day, the_folder
from anju_cli.views.marks import mark_sentence
from anju_cli.writing import rewrite_plan, say_what_changed

if TYPE_CHECKING:
    from anju_cli.plan import Plan

EXAMPLES = """\
anju done 2.1 --on 2021-06-28 --note 已在政务大厅设立
anju done 16.1 --period 6月
anju done 14.4 --event 2021-06-28 --what 注销一个账号"""

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
        show_default=False,
    ),
]
EventOption = Annotated[
    date | None, day_option("--event", "事后限时的是哪天发生的事，例如 2021-09-28")
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
) -> None:
    """记办结：把办结的日期写进 tasks.yaml，别的一个字不动。

    分期办的要用 --period 写明是哪一期；事后限时的要用 --event 写明事件是哪天发生的，
    还没有记的事件会一起记上。

    早于计划印发的、将来的日期不记。办错了用 anju undone 撤销。
    """
    environment: Environment = ctx.obj
    folder = the_folder(environment, data)
    today, source = the_day(environment, None)
    day = today if on is None else on
    asked = read_asked(period, event, what)
    fields = _fields(day, note, link)
    marks: list[Mark] = []

    def amend_of(loaded: Loaded, plan: Plan) -> Mapping[FileKind, Sequence[Put | Drop]]:
        marks.extend(
            find_marks(loaded, plan, ids, asked, _refusal(day, today, replace), may_add=True)
        )
        return {"tasks": [put for mark in marks for put in _puts(mark, fields, asked)]}

    written = rewrite_plan(environment, folder, amend_of, dry_run=dry_run)
    told = f"（{source}）" if environment.variables.get("ANJU_TODAY") else " "
    remarks = [f"办结日期没有写，按今天 {day}{told}记。"] if on is None else []
    info = written.new.info
    for mark in marks:
        was = mark.duty(info, today, mark.done)
        now = mark.duty(info, today, Done.model_validate({**_known(mark), **fields}))
        remarks.append(mark_sentence(mark.title, was, now))
    say_what_changed(environment, folder, written, dry_run=dry_run, remarks=remarks)


def read_asked(period: str | None, event: date | None, what: str | None) -> Asked:
    """What was typed beside the ids; a usage error for what makes no sense."""
    if what is None:
        return Asked(period, event)
    if event is None:
        raise typer.BadParameter(
            "要和 --event 一起用，说明是哪天发生的事", param_hint="选项 --what"
        )
    return Asked(period, event, one_line(what, "--what"))


def one_line(text: str | None, option: str) -> str:
    """A text on one line, its lines joined as ``scalars`` reads them."""
    joined = "".join(line.strip() for line in (text or "").splitlines())
    if not joined:
        raise typer.BadParameter("不能空着。没有可写的就去掉它", param_hint=f"选项 {option}")
    return joined


def _fields(on: date, note: str | None, link: str | None) -> dict[str, str]:
    """The record as it is written."""
    fields = {"on": on.isoformat()}
    if note is not None:
        fields["note"] = Words(one_line(note, "--note"))
    if link is not None:
        fields["link"] = Words(one_line(link, "--link"))
    return fields


def _known(mark: Mark) -> dict[str, str]:
    """The texts that the record has already, and keeps."""
    if mark.done is None:
        return {}
    known = {"note": mark.done.note, "link": mark.done.link}
    return {key: text for key, text in known.items() if text is not None}


def find_marks(
    loaded: Loaded,
    plan: Plan,
    ids: Sequence[str],
    asked: Asked,
    refusal_of: Callable[[Mark, PlanInfo], NoMark | None],
    *,
    may_add: bool,
) -> list[Mark]:
    """The records that are meant, each once. A usage error says of all of them what is
    wrong: that there is none (an event is ``may_add``-ed), or what ``refusal_of`` says."""
    shape = as_plain(loaded.contents["tasks"])
    marks: dict[tuple[str | int, ...], Mark] = {}
    wrong: list[NoMark] = []
    for typed in ids:
        try:
            mark = find_mark(plan, shape, typed, asked, may_add=may_add)
        except NoMark as error:
            wrong.append(error)
            continue
        refusal = refusal_of(mark, plan.info)
        if refusal is not None:
            wrong.append(refusal)
        marks.setdefault(mark.path, mark)
    if wrong:
        said = dict.fromkeys(str(one) for one in wrong)
        hints = dict.fromkeys(one.option for one in wrong)
        raise typer.BadParameter("；".join(said), param_hint="、".join(hints))
    return list(marks.values())


def _refusal(day: date, today: date, replace: bool) -> Callable[[Mark, PlanInfo], NoMark | None]:
    """Why a record cannot be made, or changed, to say ``day``."""

    def refusal(mark: Mark, info: PlanInfo) -> NoMark | None:
        if mark.done is not None and not replace:
            return NoMark(f"{mark.title} 已经记了 {mark.done.on} 办结；要改就加 --replace")
        reason = mark.refusal(day, info, today)
        return None if reason is None else NoMark(reason, "选项 --on")

    return refusal


def _puts(mark: Mark, fields: Mapping[str, str], asked: Asked) -> list[Put]:
    """The record, or of one that is there the fields that are to be others. In one line
    where the file's own example has it so, unless a link makes it long."""
    if mark.done is not None:
        return [Put((*mark.path, key), text, DONE_KEYS) for key, text in fields.items()]
    is_flow = "link" not in fields and (mark.period is not None or mark.occurrence is not None)
    if not mark.is_new or mark.occurrence is None:
        return [Put(mark.path, fields, mark.order, flow=is_flow)]
    event: dict[str, Value] = {"date": mark.occurrence.date.isoformat()}
    if asked.what is not None:
        event["what"] = Words(asked.what)
    event["done"] = fields
    return [Put(mark.path[:-1], event, OCCURRENCE_KEYS, flow=is_flow)]
