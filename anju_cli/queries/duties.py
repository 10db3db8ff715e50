"""Duties: all, those of units, and those of a span of days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.duties import OPEN_STATES, Duty, sort_key
from anju_cli.model.plan import Involvement, Plan, Role
from anju_cli.queries.tasks import duties_of_task, mentions

if TYPE_CHECKING:
    from anju_cli.model.schema import Deadline, Task


class DutyRow(NamedTuple):
    """A duty, its task, the task's lead units; of one unit, also its part in it."""

    duty: Duty
    task: Task
    units: tuple[str, ...]
    part: Involvement | None = None

    @property
    def deadline(self) -> Deadline:
        """The deadline that makes it due."""
        return next(each for each in self.task.deadlines if each.id == self.duty.id)


def uid(plan: Plan, duty: Duty) -> str:
    """Return what a duty is called in calendars, and by programs: the same in every answer.

    It has no text of a duty, which is mended now and then.
    """
    parts = filter(None, (str(plan.info.year), duty.id, duty.turn, plan.owner))
    return f"{'-'.join(parts)}@anju"


def all_duties(
    plan: Plan, today: date, units: Sequence[str] = (), role: Role | None = None
) -> tuple[DutyRow, ...]:
    """List every duty of the plan, or of any of ``units``, sorted by ``sort_key``.
    A row has a part only where one unit is named."""
    rows = duties_in_plan_order(plan, today, units, role)
    return tuple(sorted(rows, key=lambda row: sort_key(row.duty)))


def duties_in_plan_order(
    plan: Plan, today: date, units: Sequence[str] = (), role: Role | None = None
) -> list[DutyRow]:
    """List the same duties as ``all_duties`` by task, deadline and turn."""
    rows: list[DutyRow] = []
    for task in plan.tasks:
        duties = duties_of_task(plan, task, today, units, role)
        if not duties:
            continue
        part = plan.involvement(units[0], task) if len(units) == 1 else None
        leads = plan.leads(task)
        rows += [DutyRow(duty, task, leads, part) for duty in duties]
    return rows


def about(
    rows: Iterable[DutyRow], section: int | None = None, search: str = ""
) -> tuple[DutyRow, ...]:
    """Keep duties of a section, and with words in their matter, their quote or their task's title.
    Filters that are empty do not narrow."""
    return tuple(
        row
        for row in rows
        if section in (None, row.task.section)
        and mentions(search, row.task.title, row.duty.what, row.duty.quote)
    )


def pressing(rows: Iterable[DutyRow]) -> tuple[DutyRow, ...]:
    """Keep open duties with a date; of what comes round, the next turn after those that press.
    ``rows`` must be in order."""
    kept: list[DutyRow] = []
    coming: set[str] = set()
    for row in rows:
        duty = row.duty
        is_next = duty.state == "upcoming" and (duty.kind != "recurring" or duty.id not in coming)
        if is_next or duty.state in ("overdue", "today", "soon"):
            kept.append(row)
        if duty.state == "upcoming":
            coming.add(duty.id)
    return tuple(kept)


Window = Callable[[Duty], bool]


def due_within(days: int, today: date) -> Window:
    """Keep open duties overdue or due within ``days`` days, and all without a date."""

    def wanted(duty: Duty) -> bool:
        if duty.due is None:
            return duty.done_on is None
        return duty.state in OPEN_STATES and (duty.due - today).days <= days

    return wanted


def due_between(first: date | None, last: date | None) -> Window:
    """Keep duties due from ``first`` to ``last``, both included, done or not.
    What has no date is kept too, since it holds on any day."""

    def wanted(duty: Duty) -> bool:
        if duty.due is None:
            return True
        return (first is None or duty.due >= first) and (last is None or duty.due <= last)

    return wanted


def is_overdue(duty: Duty) -> bool:
    """Keep duties past their day and not done. What has no date is never overdue."""
    return duty.state == "overdue"
