"""anju deadlines"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.cli.options import (
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
from anju_cli.cli.output import chosen_format, send
from anju_cli.cli.session import (
    exit_for_dead_worker,
    open_session,
    resolve_folders,
    resolve_today,
)
from anju_cli.cli.workflows.many_plans import (
    PlanDuties,
    Question,
    Span,
    duties_of_plan,
    duties_of_plans,
)
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow, all_duties, merged
from anju_cli.render.formats import Format
from anju_cli.render.streams import write_text
from anju_cli.text.invisible import visible_line
from anju_cli.views.deadlines import deadlines_listing, side_by_side_listing

if TYPE_CHECKING:
    from anju_cli.environment import Environment
    from anju_cli.storage.folders import Folder

EXAMPLES = """\
anju deadlines --unit 司法局
anju deadlines --overdue
anju deadlines --from 2021-06-01 --to 2021-06-30
anju deadlines --all -o 时限.csv
anju deadlines --data data --data data-2022
anju deadlines --overdue --data 各县的计划"""

DAYS = 30
SHOWN = 200
"""Rows on the screen, of the plans beneath a folder: of the country's nobody reads all."""

_NAMED = 10
"""Plans that are named in a sentence; of more it says how many there are."""


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
            help=f"{DATA_HELP}。写几次就把几份计划并在一起，多一列年度；年度相同的再多一列文件夹。"
            f"下面有许多份计划的文件夹，就看下面的每一份，屏幕上只列前 {SHOWN} 条",
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
    environment: Environment = ctx.obj
    named: Sequence[str | None] = data or [None]
    folders = _folders(environment, named)
    span = Span(DAYS if within is None else within, first, last, overdue, everything)
    if len(folders) > 1:
        question = Question(tuple(unit or ()), role, span, resolve_today(environment, today)[0])
        if len(folders) == len(named):
            by_plan, most = _duties_of_named(ctx, folders, question), None
        else:
            on_screen = output is None and chosen_format(form, None) == "table"
            by_plan = _duties_below(folders, question, environment)
            most = SHOWN if on_screen else None
        _side_by_side(by_plan, question, form, output, environment, most)
        return
    is_named = folders[0].origin in ("option", "variable")
    session = open_session(ctx, folders[0].shown if is_named else None, today)
    window, words = span.window(session.today), span.words
    units = session.units(unit)
    names = [one.name for one in units]
    duties = all_duties(session.plan, session.today, names, role)
    rows = [row for row in duties if window(row.duty)]
    listing = deadlines_listing(
        session.plan,
        rows,
        session.today,
        title=f"{'、'.join(names) or session.plan.info.title}：{words}（{len(rows)}）",
        notes=_hidden(len(duties) - len(rows)),
        who="role" if len(units) == 1 else "leads",
    )
    session.show(listing, form, output, session.see_also(units))


def _folders(environment: Environment, data: Sequence[str | None]) -> list[Folder]:
    """The folders that are named, and the plans beneath them; each once."""
    found = [folder for one in data for folder in resolve_folders(environment, one)]
    paths = [folder.path.resolve() for folder in found] if len(data) > 1 else []
    times = Counter(paths)
    for folder, path in zip(found, paths, strict=False):
        if times[path] > 1:
            raise typer.BadParameter(
                f"文件夹“{folder.shown}”写了不止一次，请只写一次", param_hint="选项 --data"
            )
    return found


def _duties_of_named(
    ctx: typer.Context, folders: Sequence[Folder], question: Question
) -> Iterator[PlanDuties]:
    """Read each folder that was named itself. Of those whose data has errors these are named,
    and then there is no answer."""
    failed = None
    for folder in folders:
        try:
            session = open_session(ctx, folder.shown, question.today)
        except typer.Exit as error:
            failed = error
        else:
            yield duties_of_plan(session, question)
    if failed:
        raise failed


def _duties_below(
    folders: Sequence[Folder], question: Question, environment: Environment
) -> Iterator[PlanDuties]:
    """Read each plan beneath a folder. One that has errors forbids no answer about the
    others: among so many there is always one."""
    from anju_cli.render.terminal.progress import progress
    from anju_cli.storage.workers import WorkerDied

    by_plan = duties_of_plans(folders, question, environment)
    try:
        with closing(by_plan), progress("读各份计划", len(folders), environment) as advance:
            for plan_duties in by_plan:
                yield plan_duties
                advance()
    except WorkerDied:
        raise exit_for_dead_worker(environment) from None


class _Answer:
    """What is gathered of many plans. Of the rows no more than the first ``most`` are
    held; all are counted."""

    def __init__(self, most: int | None) -> None:
        self.most = most
        self.plans: dict[str, Plan] = {}
        self.units: dict[str, None] = {}
        self.missing: dict[str, list[tuple[str, str]]] = {}
        self.remarks: dict[str, None] = {}
        self.wrong: list[str] = []
        self.count = self.others = 0
        self._rows: list[tuple[Plan, DutyRow]] = []

    def add(self, plan_duties: PlanDuties) -> None:
        """Take in what one plan has."""
        if plan_duties.plan is None:
            self.wrong.append(plan_duties.shown)
            return
        plan = self.plans[plan_duties.shown] = plan_duties.plan
        self.count += len(plan_duties.rows)
        self.others += plan_duties.others
        self.units |= dict.fromkeys(plan_duties.units)
        self.remarks |= dict.fromkeys(plan_duties.see_also)
        for name, message in plan_duties.missing:
            self.missing.setdefault(name, []).append((plan_duties.shown, message))
        self._rows += ((plan, row) for row in plan_duties.rows)
        if self.most is not None and len(self._rows) > 20 * self.most:
            self._rows = list(self.rows)

    @property
    def rows(self) -> tuple[tuple[Plan, DutyRow], ...]:
        """The rows that are held, in one order."""
        return merged(self._rows)[: self.most]

    @property
    def notes(self) -> list[str]:
        """What is said of units and duties that are not among them."""
        notes = []
        if self.most is not None and (left := self.count - self.most) > 0:
            notes.append(
                f"还有 {left} 条没有列出，这里只列前 {self.most} 条；"
                "要全部列出，请写到文件里，例如加 -o 时限.csv 或 -o 时限.xlsx。"
            )
        for name, plans in self.missing.items():
            lacking = f"的名册里没有单位“{name}”，"
            if len(plans) <= _NAMED:
                notes += [f"{shown} {lacking}那份计划没有列。" for shown, _ in plans]
            else:
                notes.append(f"{_some([shown for shown, _ in plans])}{lacking}没有列。")
        return [*notes, *_hidden(self.others)]


def _side_by_side(
    by_plan: Iterator[PlanDuties],
    question: Question,
    form: Format | None,
    output: Path | None,
    environment: Environment,
    most: int | None,
) -> None:
    """Answer about several plans at once."""
    answer = _Answer(most)
    for plan_duties in by_plan:
        answer.add(plan_duties)
    if not answer.plans:
        write_text(_left_out(answer.wrong), environment.stderr)
        raise typer.Exit(1)
    for plans in answer.missing.values():
        if len(plans) == len(answer.plans):
            raise typer.BadParameter(plans[0][1], param_hint="选项 --unit")
    names = list(answer.units)
    what = "、".join(names) or f"{len(answer.plans)} 份计划"
    listing = side_by_side_listing(
        answer.plans,
        answer.rows,
        question.today,
        title=f"{what}：{question.span.words}（{answer.count}）",
        notes=answer.notes,
        who="role" if len(names) == 1 else "leads",
    )
    send(listing, form, output, environment, list(answer.remarks))
    if answer.wrong:
        write_text(_left_out(answer.wrong), environment.stderr)
        raise typer.Exit(1)


def _left_out(wrong: Sequence[str]) -> str:
    """Which plans have errors; whatever is wrong in them is for ``validate`` to say."""
    one = visible_line(wrong[0])
    return f"{_some(wrong)}的数据有错误，没有列入。有什么错误：anju validate {one}\n"


def _some(plans: Sequence[str]) -> str:
    """The plans by their folders, as the beginning of a sentence; of many the first, and how
    many there are."""
    some = "、".join(map(visible_line, plans[:_NAMED]))
    return f"{some} 等 {len(plans)} 份计划" if len(plans) > _NAMED else f"{some} "


def _hidden(count: int) -> tuple[str, ...]:
    return (f"另有 {count} 项不在这个范围；要全部列出，时间范围只写 --all。",) if count else ()
