"""Tasks: by unit, role, section, words and due date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.duties import OPEN_STATES, Duty, duties_of
from anju_cli.model.plan import Involvement, Plan, Role
from anju_cli.text.fuzzy import folded

if TYPE_CHECKING:
    from anju_cli.model.schema import Task


class TaskRow(NamedTuple):
    """A task with its duties; of a unit, also its part in it."""

    task: Task
    duties: tuple[Duty, ...]
    unit: str | None = None
    part: Involvement | None = None


class TaskFilter(NamedTuple):
    """What tasks to list. Empty fields do not narrow; units are any of them."""

    units: tuple[str, ...] = ()
    role: Role | None = None
    section: int | None = None
    search: str = ""
    due_before: date | None = None


def duties_of_task(
    plan: Plan, task: Task, today: date, units: Sequence[str] = (), role: Role | None = None
) -> tuple[Duty, ...]:
    """List the duties of a task, or of any of ``units`` in it, in the order of its deadlines."""
    if not plan.concerns(task, units, role):
        return ()
    return tuple(
        duty
        for deadline in task.deadlines
        for duty in duties_of(deadline, task.number, plan.info, today, plan.register.canonical)
        if duty.unit is None or plan.concerns(task, units, role, duty.unit)
    )


def select_tasks(plan: Plan, wanted: TaskFilter, today: date) -> tuple[TaskRow, ...]:
    """List tasks by number; with units, by unit as they were named, then by number.
    ``due_before`` keeps tasks with an open duty due on or before that day."""
    rows: list[TaskRow] = []
    for unit in wanted.units or (None,):
        for task in plan.tasks:
            part = plan.involvement(unit, task) if unit is not None else None
            if unit is not None and (part is None or wanted.role not in (None, part.role)):
                continue
            texts = (task.title, task.text, *(deadline.what for deadline in task.deadlines))
            if wanted.section not in (None, task.section) or not mentions(wanted.search, *texts):
                continue
            duties = duties_of_task(plan, task, today, [unit] if unit is not None else ())
            last = wanted.due_before
            if last and not any(
                duty.due and duty.due <= last and duty.state in OPEN_STATES for duty in duties
            ):
                continue
            rows.append(TaskRow(task, duties, unit, part))
    return tuple(rows)


def mentions(search: str, *texts: str) -> bool:
    """Whether one of ``texts`` has the words searched for; width, case and blanks do not count."""
    words = folded(search)
    return any(words in folded(text) for text in texts)
