"""The duties that a calendar shows, and how many it does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from anju_cli.model.plan import Plan, Role
from anju_cli.queries.duties import DutyRow, duties_in_plan_order


class CalendarDuties(NamedTuple):
    """What a calendar shows, in the plan's order, and how many duties beside.

    ``done`` are left out as that, ``undated`` as they have no day by their nature. Of ``unknown``
    the working days of the year are not known: they are things to do, and have no day.
    """

    rows: tuple[DutyRow, ...]
    done: int
    undated: int
    unknown: int


def calendar_duties(
    plan: Plan,
    today: date,
    units: Sequence[str] = (),
    role: Role | None = None,
    *,
    only_open: bool = False,
    todo: bool = False,
) -> CalendarDuties:
    """Choose the duties of the plan, or of any of ``units``, that have a day.

    ``only_open``: without what is done by ``today``. ``todo``: with what has none, for a list
    of things to do; but not the rule of what follows an event, until one has happened.
    """
    every = duties_in_plan_order(plan, today, units, role)
    rows = [row for row in every if not (only_open and row.duty.done)]
    dateless = [row for row in rows if row.duty.due is None]
    unknown = [row for row in dateless if row.duty.event]
    taken = [row for row in dateless if row.duty.kind == "ongoing" or row.duty.event]
    shown = tuple(row for row in rows if row.duty.due or (todo and row in taken))
    undated = len(dateless) - len(taken if todo else unknown)
    return CalendarDuties(shown, len(every) - len(rows), undated, len(unknown))
