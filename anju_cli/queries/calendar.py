"""Deadlines that have days, each with its turns: what a calendar shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.duties import Duty, duties_of, period_due
from anju_cli.model.plan import Plan, Role

if TYPE_CHECKING:
    from anju_cli.model.schema import Deadline, Done, EventDeadline, Task


class Turn(NamedTuple):
    """One duty that has a day.

    ``ruled`` is that day before it was rolled off a day off. ``key`` tells the turn from the
    others of its deadline and stays when texts are edited: the label of a period, the day of
    an event, or nothing.
    """

    duty: Duty
    ruled: date
    key: str = ""

    @property
    def due(self) -> date:
        """The last day, that day included."""
        return self.duty.due or self.ruled

    @property
    def done(self) -> Done | None:
        """The completion, as far as it is known on the day of the query."""
        return self.duty.done


class DeadlineTurns(NamedTuple):
    """A deadline with its task and the turns wanted; ``left_out`` are the others."""

    task: Task
    deadline: Deadline
    turns: tuple[Turn, ...]
    left_out: tuple[Turn, ...] = ()


class DatedDeadlines(NamedTuple):
    """What a calendar can show, and how many duties it cannot.

    ``undated`` have no day by their nature; of ``unknown`` the working days of the year are
    not known.
    """

    deadlines: tuple[DeadlineTurns, ...]
    undated: int
    unknown: int


def dated_deadlines(
    plan: Plan,
    today: date,
    units: Sequence[str] = (),
    role: Role | None = None,
    *,
    only_open: bool = False,
) -> DatedDeadlines:
    """List the deadlines of the plan, or of any of ``units``, in the plan's order.
    ``only_open``: without what is done by ``today``."""
    dated = []
    undated = unknown = 0
    for task in plan.tasks:
        if not plan.concerns(task, units, role):
            continue
        for deadline in task.deadlines:
            of_all = duties_of(deadline, task.number, plan.info, today, plan.register.canonical)
            duties = [duty for duty in of_all if plan.concerns(task, units, role, duty.unit)]
            turns = [turn for turn in _turns(deadline, of_all, today) if turn.duty in duties]
            kept = tuple(turn for turn in turns if not (only_open and turn.done))
            if kept:
                left_out = tuple(turn for turn in turns if turn not in kept)
                dated.append(DeadlineTurns(task, deadline, kept, left_out))
            for duty in duties:
                if duty.due is not None or (only_open and duty.done_on):
                    continue
                # Of an event only the standing rule has no day by its nature; it is the first.
                if duty.kind == "ongoing" or duty is of_all[0]:
                    undated += 1
                else:
                    unknown += 1
    return DatedDeadlines(tuple(dated), undated, unknown)


def _turns(deadline: Deadline, duties: Sequence[Duty], today: date) -> list[Turn]:
    """Make a turn of every duty that has a day, in their order."""
    if deadline.kind == "固定日期":
        return [Turn(duty, deadline.due) for duty in duties]
    if deadline.kind == "周期":
        return [
            Turn(duty, period_due(duty.period.end, deadline.by), duty.period.label)
            for duty in duties
            if duty.period
        ]
    if deadline.kind == "事后限时":
        return list(_after_events(deadline, duties[1:], today))
    return []


def _after_events(deadline: EventDeadline, duties: Sequence[Duty], today: date) -> Iterator[Turn]:
    """Make the turns of events; two of one day are told apart by their order."""
    happened = [event for event in deadline.occurrences if event.date <= today]
    seen: Counter[date] = Counter()
    for occurrence, duty in zip(happened, duties, strict=True):
        seen[occurrence.date] += 1
        nth = seen[occurrence.date]
        key = occurrence.date.isoformat() + (f"-{nth}" if nth > 1 else "")
        if duty.due:
            yield Turn(duty, duty.due, key)
