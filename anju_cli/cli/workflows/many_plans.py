"""What each of many plans has to do with one question about duties: so little of it that
the country's fit into memory, read by several processes where that is worth it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import typer

from anju_cli.cli.session import Session
from anju_cli.environment import Environment
from anju_cli.model.duties import Duty
from anju_cli.model.plan import Plan, Role
from anju_cli.queries.duties import DutyRow, all_duties, due_between, due_within, is_overdue
from anju_cli.storage.cache import Held, Record, Snapshot, this_program
from anju_cli.storage.folders import Folder
from anju_cli.storage.workers import map_on_cores

if TYPE_CHECKING:
    from anju_cli.model.schema import Task


class Span(NamedTuple):
    """Which duties are asked for: of ``days``, or of the first that is given of the rest."""

    days: int
    first: date | None = None
    last: date | None = None
    overdue: bool = False
    everything: bool = False

    def window(self, today: date) -> Callable[[Duty], bool]:
        """Whether a duty is among them."""
        if self.everything:
            return lambda _: True
        if self.overdue:
            return is_overdue
        if self.first or self.last:
            return due_between(self.first, self.last)
        return due_within(self.days, today)

    @property
    def words(self) -> str:
        """How they are called."""
        if self.everything:
            return "全部时限"
        if self.overdue:
            return "逾期的时限"
        if self.first or self.last:
            span = f"{self.first or '最早'} 至 {self.last or '最后'}"
            return f"{span}（含）到期的和无固定日期的时限"
        coming = f"{self.days} 天内到期" if self.days else "今天到期"
        return f"逾期、{coming}和无固定日期的时限"


class Asked(NamedTuple):
    """A question about duties: of which units (as they were typed), in which role and
    span, as of the day ``today``."""

    units: tuple[str, ...]
    role: Role | None
    span: Span
    today: date


class Share(NamedTuple):
    """One plan's part of an answer. ``plan`` has its ``info`` only, the tasks of ``rows``
    no more than number and title. ``others`` are its duties that were not asked for,
    ``units`` the names of the units that were; ``missing`` are those of ``Asked.units``
    that it lacks, with what is said to them. None of that where ``plan`` is None: its data
    have errors."""

    shown: str
    plan: Plan | None = None
    rows: tuple[DutyRow, ...] = ()
    others: int = 0
    units: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    see_also: tuple[str, ...] = ()


class _Task(NamedTuple):
    """What is left of a task in an answer."""

    number: int
    title: str


class Job(NamedTuple):
    """A plan to read, and the question. ``clock`` is the day of the clock, ``program`` the
    hash of it that snapshots are kept by."""

    folder: Folder
    cache: Path | None
    clock: date
    program: bytes | None
    asked: Asked


def shares_of(
    folders: Sequence[Folder], asked: Asked, environment: Environment
) -> Generator[Share]:
    """Each plan's share, in the order of the folders. Raises processes.Died with the Job
    that a worker was at."""
    clock, cache = environment.clock(), environment.cache
    program = this_program() if cache is not None else None
    jobs = [Job(folder, cache, clock, program, asked) for folder in folders]
    return map_on_cores(read, jobs)


def read(job: Job) -> Share:
    """Read one plan, from its snapshot where there is one."""
    folder, cache, clock, program, asked = job
    snapshot = Snapshot(folder.path, folder.shown, cache, program)
    held = snapshot.read(clock)
    if held is None:
        from anju_cli.validation.loader import load

        loaded = load(folder.path, folder.shown, clock)
        if loaded.plan is None:
            return Share(folder.shown)
        held = Held(loaded.plan, loaded.diagnostics, loaded.until)
        snapshot.write(held)
    nowhere = Environment(
        StringIO(), StringIO(), {}, folder.path, lambda: clock, False, False, width=80
    )
    return share_of(Session(nowhere, folder, held.plan, held.warnings, asked.today, ""), asked)


def share_of(session: Session, asked: Asked) -> Share:
    """The share of a plan that has been read."""
    found = {}
    missing = []
    for name in asked.units:
        try:
            unit = session.unit(name)
        except typer.BadParameter as error:
            missing.append((name, str(error)))
        else:
            found[unit.name] = unit
    duties: tuple[DutyRow, ...] = ()
    if found or not asked.units:
        duties = all_duties(session.plan, session.today, list(found), asked.role)
    wanted = asked.span.window(session.today)
    rows = tuple(_light(row) for row in duties if wanted(row.duty))
    see_also = session.see_also(tuple(found.values()))
    plan = _lightest(session.plan)
    others = len(duties) - len(rows)
    shown = session.folder.shown
    return Share(shown, plan, rows, others, tuple(found), tuple(missing), see_also)


def _light(row: DutyRow) -> DutyRow:
    """The row without the texts of its task."""
    task = _Task(row.task.number, row.task.title)
    return DutyRow(row.duty, cast("Task", task), row.units, row.part)


def _lightest(plan: Plan) -> Plan:
    """No more of a plan than what a list of duties says of it."""
    info = plan.info
    kept: dict[str, object] = {
        "year": info.year,
        "soon_days": info.soon_days,
        "roll_workdays": info.roll_workdays,
    }
    return cast("Plan", Record({"info": Record(kept)}))
