"""Questions to a plan: pure filters and sums, in a fixed order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.duties import Duty, duties_of, in_order
from anju_cli.pace import Standing, months_left, pace, published_until, ranks, standing
from anju_cli.plan import Involvement, Plan, Role

if TYPE_CHECKING:
    from anju_cli.models import Task, Unit

TOWN_KINDS = frozenset({"镇", "街道"})
"""Towns and streets are ranked among themselves, apart from the bureaus."""

_OPEN_STATES = frozenset({"overdue", "today", "soon", "upcoming"})


# -- tasks -----------------------------------------------------------------


@dataclass(frozen=True)
class TaskRow:
    """A task with its duties; with a unit, also that unit's part in it."""

    task: Task
    duties: tuple[Duty, ...]
    unit: str | None = None
    part: Involvement | None = None


@dataclass(frozen=True)
class TaskFilter:
    """What tasks to list. Empty fields do not narrow; units are any of them."""

    units: tuple[str, ...] = ()
    role: Role | None = None
    section: int | None = None
    search: str = ""
    due_before: date | None = None


def duties_of_task(plan: Plan, task: Task, today: date) -> tuple[Duty, ...]:
    """Every duty of a task, in the order of its deadlines."""
    return tuple(
        duty
        for deadline in task.deadlines
        for duty in duties_of(deadline, task.number, plan.info, today)
    )


def select_tasks(plan: Plan, wanted: TaskFilter, today: date) -> tuple[TaskRow, ...]:
    """Tasks by number; with units, by unit as they were named, then by number.

    ``due_before`` keeps tasks with an open duty due on or before that day.
    """
    rows: list[TaskRow] = []
    for unit in wanted.units or (None,):
        for task in plan.tasks:
            part = plan.involvement(unit, task) if unit is not None else None
            if unit is not None and (part is None or wanted.role not in (None, part.role)):
                continue
            if wanted.section not in (None, task.section) or not _mentions(task, wanted.search):
                continue
            duties = duties_of_task(plan, task, today)
            if wanted.due_before and not _falls_due(duties, wanted.due_before):
                continue
            rows.append(TaskRow(task, duties, unit, part))
    return tuple(rows)


def _mentions(task: Task, search: str) -> bool:
    words = _folded(search)
    parts = (task.title, task.text, *(deadline.what for deadline in task.deadlines))
    return any(words in _folded(part) for part in parts)


def _folded(text: str) -> str:
    """Full and half width, case and spaces do not matter to a search."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _falls_due(duties: Iterable[Duty], last: date) -> bool:
    return any(
        duty.state in _OPEN_STATES and duty.due is not None and duty.due <= last for duty in duties
    )


# -- deadlines -------------------------------------------------------------


@dataclass(frozen=True)
class DutyRow:
    """A duty, its task, the task's lead units; with a unit, also its part in it."""

    duty: Duty
    task: Task
    units: tuple[str, ...]
    part: Involvement | None = None


def all_duties(
    plan: Plan, today: date, units: Sequence[str] = (), role: Role | None = None
) -> tuple[DutyRow, ...]:
    """Every duty of the plan, or of any of ``units``, in the order of ``in_order``.

    A row has a part only where one unit is asked about.
    """
    rows: dict[int, DutyRow] = {}
    duties: list[Duty] = []
    for task in plan.tasks:
        parts = [part for unit in units if (part := plan.involvement(unit, task))]
        if units and not any(role in (None, part.role) for part in parts):
            continue
        part = parts[0] if len(units) == 1 else None
        for duty in duties_of_task(plan, task, today):
            duties.append(duty)
            rows[id(duty)] = DutyRow(duty, task, plan.leads(task), part)
    return tuple(rows[id(duty)] for duty in in_order(duties))


Window = Callable[[Duty], bool]


def due_within(days: int, today: date) -> Window:
    """Open duties that are overdue or due within ``days`` days, and all without a date."""

    def wanted(duty: Duty) -> bool:
        if duty.due is None:
            return duty.done_on is None
        return duty.state in _OPEN_STATES and (duty.due - today).days <= days

    return wanted


def due_between(first: date | None, last: date | None) -> Window:
    """Duties due from ``first`` to ``last``, both included, done or not; and all
    without a date, since they hold on any day."""

    def wanted(duty: Duty) -> bool:
        if duty.due is None:
            return True
        return (first is None or duty.due >= first) and (last is None or duty.due <= last)

    return wanted


def is_overdue(duty: Duty) -> bool:
    """Past its day and not done. What has no date is never overdue."""
    return duty.state == "overdue"


# -- quotas ----------------------------------------------------------------


@dataclass(frozen=True)
class QuotaRow:
    """Where one unit, or several together, stand. ``rank`` is among its own:
    bureaus, or towns and streets; among all kinds for a kind."""

    name: str
    kind: str
    standing: Standing
    rank: int | None
    units: int = 1
    unreported: int = 0


@dataclass(frozen=True)
class QuotaFilter:
    """Which units' quotas to list. ``short`` keeps those behind or without a report."""

    units: tuple[str, ...] = ()
    kind: str | None = None
    short: bool = False


def quota_rows(plan: Plan, wanted: QuotaFilter, today: date) -> tuple[QuotaRow, ...]:
    """Bureaus by rank, then towns and streets by rank; those without a report last.

    Ranks are always among all units of the plan, whatever is listed.
    """
    everyone = _all_quota_rows(plan, today)
    rows = [
        row
        for row in everyone
        if (not wanted.units or row.name in wanted.units)
        and wanted.kind in (None, row.kind)
        and (not wanted.short or _is_short(row.standing))
    ]
    return tuple(rows)


def _is_short(where: Standing) -> bool:
    return where.published is None or bool(where.light and where.light != "绿")


def _all_quota_rows(plan: Plan, today: date) -> list[QuotaRow]:
    passed = pace(plan.quotas.pace, plan.quotas.year, today)
    left = months_left(plan.quotas.year, today)

    def row(unit: Unit) -> QuotaRow:
        published = published_until(plan.published, unit.name, today)
        where = standing(plan.targets[unit.name], published, passed, left)
        return QuotaRow(unit.name, unit.kind, where, None, unreported=int(published is None))

    units = [unit for unit in plan.register.units if unit.name in plan.targets]
    rows: list[QuotaRow] = []
    for is_town in (False, True):
        rows += _ranked([row(unit) for unit in units if (unit.kind in TOWN_KINDS) == is_town])
    return rows


def _ranked(rows: Sequence[QuotaRow]) -> list[QuotaRow]:
    places = ranks([row.standing.rate for row in rows])
    ranked = [replace(row, rank=place) for row, place in zip(rows, places, strict=True)]
    return sorted(ranked, key=lambda row: (row.rank is None, row.rank or 0))


def quotas_by_kind(plan: Plan, rows: Sequence[QuotaRow], today: date) -> tuple[QuotaRow, ...]:
    """The sums of ``rows`` for each kind, by rank: Σ published ÷ Σ target."""
    kinds = list(dict.fromkeys(unit.kind for unit in plan.register.units))
    sums = [
        total(plan, [row for row in rows if row.kind == kind], today, kind)
        for kind in kinds
        if any(row.kind == kind for row in rows)
    ]
    return tuple(_ranked(sums))


def total(plan: Plan, rows: Sequence[QuotaRow], today: date, name: str) -> QuotaRow:
    """The sum of ``rows``. Units without a report add their target and no items;
    when nobody has reported there is no sum."""
    reported = [row.standing.published for row in rows if row.standing.published is not None]
    where = standing(
        sum(row.standing.target for row in rows),
        sum(reported) if reported else None,
        pace(plan.quotas.pace, plan.quotas.year, today),
        months_left(plan.quotas.year, today),
    )
    return QuotaRow(name, name, where, None, len(rows), len(rows) - len(reported))


# -- units -----------------------------------------------------------------


def select_units(
    plan: Plan, kind: str | None = None, group: str | None = None, search: str = ""
) -> tuple[Unit, ...]:
    """Units in the order of the register."""
    words = _folded(search)
    return tuple(
        unit
        for unit in plan.register.units
        if kind in (None, unit.kind)
        and (group is None or unit.name in plan.register.members(group))
        and any(
            words in _folded(text)
            for text in (unit.name, unit.full_name or "", unit.note or "", *unit.aliases)
        )
    )
