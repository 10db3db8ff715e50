"""Answer one question about the duties of many plans.

They are read on all cores where that is worth it, and so little is kept of each that the
country's fit into memory.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import date
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple, cast

import typer

from anju_cli.cli.names import Names
from anju_cli.cli.session import TASKS, Session
from anju_cli.environment import Environment
from anju_cli.model.duties import Duty
from anju_cli.model.plan import Plan, Role
from anju_cli.queries.duties import DutyRow, about, all_duties, due_between, due_within, is_overdue
from anju_cli.storage.folders import Folder
from anju_cli.storage.workers import map_on_cores
from anju_cli.text.command_line import CommandLine

if TYPE_CHECKING:
    from anju_cli.model.schema import PlanInfo, Task


SPANS = ("--within", "--from", "--to", "--overdue", "--all", "--done", "--dated")
"""The options that say which of the duties are asked for, by their days."""


class Span(NamedTuple):
    """The duties asked for: of the first that is given of the rest, else of ``days``.

    ``done`` asks for those that are done, whenever they were due unless it is said, and
    ``dated`` for those that have a date.
    """

    days: int
    first: date | None = None
    last: date | None = None
    overdue: bool = False
    everything: bool = False
    done: bool = False
    dated: bool = False

    def window(self, today: date) -> Callable[[Duty], bool]:
        """Return whether a duty is among them."""
        falls = self._days(today)
        return lambda duty: (
            falls(duty)
            and (duty.done_on is not None or not self.done)
            and (duty.due is not None or not self.dated)
        )

    def _days(self, today: date) -> Callable[[Duty], bool]:
        if self.overdue:
            return is_overdue
        if self.first or self.last:
            return due_between(self.first, self.last)
        if self.everything or self.done:
            return lambda _: True
        return due_within(self.days, today)

    @property
    def words(self) -> str:
        """Return how they are called on the screen."""
        undated = "" if self.dated else "和无固定日期的"
        kept = "（不列无固定日期的）" if self.dated else ""
        if self.overdue:
            return "逾期的时限"
        if self.first or self.last:
            done = "已办结" if self.done else ""
            span = f"{self.first or '最早'} 至 {self.last or '最后'}（含）"
            return f"{span}到期的{undated}{done}时限"
        if self.everything or self.done:
            return f"{'已办结的' if self.done else '全部'}时限{kept}"
        coming = f" {self.days} 天内到期" if self.days else "今天到期"
        return (
            f"逾期和{coming}的时限" if self.dated else f"逾期、{coming.strip()}和无固定日期的时限"
        )


class Question(NamedTuple):
    """A question about duties, as of the day ``today``; ``units`` are as they were typed,
    in ``line``."""

    units: tuple[str, ...]
    role: Role | None
    span: Span
    today: date
    line: CommandLine
    section: int | None = None
    search: str = ""

    def select(self, plan: Plan, units: Sequence[str]) -> tuple[tuple[DutyRow, ...], int]:
        """Return the duties that are asked for, and how many more are about the same."""
        duties = about(all_duties(plan, self.today, units, self.role), self.section, self.search)
        is_wanted = self.span.window(self.today)
        rows = tuple(row for row in duties if is_wanted(row.duty))
        return rows, len(duties) - len(rows)


class PlanDuties(NamedTuple):
    """The duties of one plan that a question is about.

    ``plan`` has its ``info`` and ``owner`` only, the tasks of ``rows`` number and title. ``others``
    counts its duties that were not asked for, ``units`` are the names of the units that were;
    ``missing`` are those of ``Question.units`` that it lacks, each with the message
    about it. None of that where ``plan`` is None: its data have errors. ``has_errors``: so do
    they in a file that is not needed.
    """

    shown: str
    plan: Plan | None = None
    rows: tuple[DutyRow, ...] = ()
    others: int = 0
    units: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    see_also: tuple[str, ...] = ()
    has_errors: bool = False


class _PlanHead(NamedTuple):
    """What is left of a plan in an answer about many."""

    info: PlanInfo
    owner: str


class _TaskHead(NamedTuple):
    """What is left of a task in an answer about many."""

    number: int
    title: str


def duties_of_plans(
    folders: Sequence[Folder], question: Question, environment: Environment
) -> Generator[PlanDuties]:
    """Answer a question about each of many plans, in the order of ``folders``.

    They are read anew. Raises workers.WorkerDied.
    """
    return map_on_cores(partial(_read, question=question, clock=environment.clock()), folders)


def _read(folder: Folder, question: Question, clock: date) -> PlanDuties:
    """Read one plan and answer about it; ``clock`` is the day it is checked as of."""
    from anju_cli.validation.loader import load

    loaded = load(folder.path, folder.shown, clock, needs=TASKS)
    if loaded.plan is None:
        return PlanDuties(folder.shown)
    nowhere = Environment(
        StringIO(), StringIO(), {}, folder.path, lambda: clock, False, False, width=80
    )
    session = Session(
        nowhere, folder, loaded.plan, loaded.diagnostics, question.today, "", question.line
    )
    return duties_of_plan(session, question)._replace(has_errors=bool(loaded.faulty_files))


def duties_of_plan(session: Session, question: Question) -> PlanDuties:
    """Answer the question about a plan that has been read."""
    units = {}
    missing = []
    # Most commands that a hint may name are about one plan.
    alone = Names(session.plan, session.line.having("--data", session.folder.shown))
    for name in question.units:
        try:
            unit = alone.unit(name)
        except typer.BadParameter as error:
            missing.append((name, str(error)))
        else:
            units[unit.name] = unit
    rows: tuple[DutyRow, ...] = ()
    others = 0
    if units or not question.units:
        rows, others = question.select(session.plan, list(units))
    return PlanDuties(
        session.folder.shown,
        cast("Plan", _PlanHead(session.plan.info, session.plan.owner)),
        tuple(map(_light, rows)),
        others=others,
        units=tuple(units),
        missing=tuple(missing),
        see_also=session.names.see_also(tuple(units.values())),
    )


def _light(row: DutyRow) -> DutyRow:
    """Return the row without the texts of its task."""
    task = _TaskHead(row.task.number, row.task.title)
    return row._replace(task=cast("Task", task))
