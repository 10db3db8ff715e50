"""Duties: all of them, a unit's, and those of a span of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.duties import OPEN_STATES, Duty, in_order
from anju_cli.model.plan import Involvement, Plan, Role
from anju_cli.queries.tasks import duties_of_task

if TYPE_CHECKING:
    from anju_cli.model.schema import Task


class DutyRow(NamedTuple):
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


def merged(rows: Iterable[tuple[Plan, DutyRow]]) -> tuple[tuple[Plan, DutyRow], ...]:
    """The duties of several plans in one order, each with its plan: that of ``in_order``,
    and of equals first the plan that comes first."""
    by_duty = {id(row.duty): (plan, row) for plan, row in rows}
    return tuple(by_duty[id(duty)] for duty in in_order(row.duty for _, row in by_duty.values()))


Window = Callable[[Duty], bool]


def due_within(days: int, today: date) -> Window:
    """Open duties that are overdue or due within ``days`` days, and all without a date."""

    def wanted(duty: Duty) -> bool:
        if duty.due is None:
            return duty.done_on is None
        return duty.state in OPEN_STATES and (duty.due - today).days <= days

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
