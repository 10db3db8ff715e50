"""Duties of several plans, answered side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from anju_cli.cli.names import place_of_unit
from anju_cli.cli.output import send
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import TASKS, exit_for_dead_worker, open_session
from anju_cli.cli.workflows.many_plans import (
    SPANS,
    PlanDuties,
    Question,
    duties_of_plan,
    duties_of_plans,
)
from anju_cli.environment import Environment
from anju_cli.model.duties import sort_key
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.render.document import Hinted
from anju_cli.render.formats import Format
from anju_cli.render.streams import write_text
from anju_cli.text.command_line import CommandLine, quoted
from anju_cli.text.invisible import visible, visible_line
from anju_cli.views.deadlines import side_by_side_listing
from anju_cli.views.words import narrowing_notes

if TYPE_CHECKING:
    from anju_cli.storage.folders import Folder

_NAMED = 10
"""Plans that are named in a sentence; of more it says how many there are."""


def duties_of_named(
    ctx: typer.Context, folders: Sequence[Folder], question: Question
) -> Iterator[PlanDuties]:
    """Read each folder that was named itself.

    Of those whose data has errors all errors are named, and then there is no answer.
    """
    failed = None
    for folder in folders:
        try:
            session = open_session(ctx, folder.shown, question.today, TASKS)
        except typer.Exit as error:
            failed = error
        else:
            yield duties_of_plan(session, question)
    if failed:
        raise failed


def duties_below(
    folders: Sequence[Folder], question: Question, environment: Environment
) -> Iterator[PlanDuties]:
    """Read each plan beneath a folder.

    One that has errors forbids no answer about the others: among so many there is always one.
    """
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
    """What is gathered of many plans: of the rows the first ``most``, and their count."""

    def __init__(self, most: int | None, line: CommandLine) -> None:
        self.most = most
        self._line = line
        self.plans: dict[str, Plan] = {}
        self.units: dict[str, None] = {}
        self.missing: dict[str, list[tuple[str, str]]] = {}
        self.remarks: dict[str, None] = {}
        self.wrong: list[str] = []
        self.unneeded: list[str] = []
        self.count = self.others = 0
        self._rows: list[tuple[Plan, DutyRow]] = []

    def add(self, plan_duties: PlanDuties) -> None:
        """Take in what one plan has."""
        if plan_duties.plan is None:
            self.wrong.append(plan_duties.shown)
            return
        if plan_duties.has_errors:
            self.unneeded.append(plan_duties.shown)
        plan = self.plans[plan_duties.shown] = plan_duties.plan
        self.count += len(plan_duties.rows)
        self.others += plan_duties.others
        self.units |= dict.fromkeys(plan_duties.units)
        self.remarks |= dict.fromkeys(plan_duties.see_also)
        for name, message in plan_duties.missing:
            self.missing.setdefault(name, []).append((plan_duties.shown, message))
        self._rows += ((plan, row) for row in plan_duties.rows)
        if self.most is not None and len(self._rows) > 20 * self.most:
            self._rows = self.rows

    @property
    def rows(self) -> list[tuple[Plan, DutyRow]]:
        """The first rows of all plans, in one order; of equals the plan that comes first is."""
        return sorted(self._rows, key=lambda pair: sort_key(pair[1].duty))[: self.most]

    @property
    def notes(self) -> list[str]:
        """What is said of rows that are not listed, and of units that a plan lacks."""
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
        return [*notes, *notes_of_others(self.others, self._line)]


def show_side_by_side(
    by_plan: Iterator[PlanDuties],
    question: Question,
    form: Format | None,
    output: Path | None,
    environment: Environment,
    most: int | None,
) -> None:
    """Answer about several plans at once, in at most ``most`` rows.

    Ends with 1 where the data of a plan has errors; the others are shown all the same.
    """
    answer = _Answer(most, question.line.on_screen)
    for plan_duties in by_plan:
        answer.add(plan_duties)
    if not answer.plans:
        write_text(_left_out(answer.wrong), environment.stderr)
        raise typer.Exit(1)
    for name, plans in answer.missing.items():
        if len(plans) == len(answer.plans):
            raise refusal(place_of_unit(name, question.line), plans[0][1])
    names = list(answer.units)
    what = "、".join(names) or f"{len(answer.plans)} 份计划"
    listing = side_by_side_listing(
        answer.plans,
        answer.rows,
        question.today,
        title=f"{what}：{question.span.words}（{answer.count}）",
        notes=[*narrowing_notes(question.section, question.search), *answer.notes],
        who="role" if len(names) == 1 else "leads",
        line=question.line.on_screen,
    )
    send(listing, form, output, environment, list(answer.remarks))
    if answer.unneeded:
        roots = [value or "" for name, value in question.line.options if name == "--data"]
        check = f"看全部：{CommandLine('validate', tuple(roots))}"
        unneeded = f"{_some(answer.unneeded)}的 quotas.yaml 有错误，这里用不到；{check}"
        write_text(f"{unneeded}\n", environment.stderr)
    if answer.wrong:
        write_text(_left_out(answer.wrong), environment.stderr)
        raise typer.Exit(1)


def _left_out(wrong: Sequence[str]) -> str:
    """Name the plans that have errors; what is wrong in them is for ``validate`` to say."""
    check = f"anju validate {quoted(wrong[0])}"
    return visible(f"{_some(wrong)}的数据有错误，没有列入。有什么错误：{check}\n")


def _some(plans: Sequence[str]) -> str:
    """Name plans by their folders, at the beginning of a sentence; of many the first ten."""
    some = "、".join(map(visible_line, plans[:_NAMED]))
    return f"{some} 等 {len(plans)} 份计划" if len(plans) > _NAMED else f"{some} "


def notes_of_others(count: int, line: CommandLine) -> tuple[str, ...]:
    """Say how many duties are outside the span that was asked for."""
    hint = f"全部列出：{line.without(*SPANS).having('--all')}"
    return (Hinted(f"另有 {count} 项不在这个范围；", hint),) if count else ()
