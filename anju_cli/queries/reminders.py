"""Reminders for each unit: what is overdue or due soon, and a quota behind pace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.duties import workdays_after
from anju_cli.model.plan import Plan, Role
from anju_cli.queries.duties import DutyRow, all_duties
from anju_cli.queries.quotas import QuotaFilter, QuotaRow, quota_rows

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit

REPLY_WORKDAYS = 3
"""In so many working days a reminder is to be answered: ours."""


class Reminder(NamedTuple):
    """What one unit is reminded of.

    ``duties`` are open and due by the horizon, overdue ones first; each row has the
    unit's part. ``quota`` is None unless the unit is behind, or lacks a month that counts.
    """

    unit: Unit
    duties: tuple[DutyRow, ...]
    quota: QuotaRow | None

    @property
    def overdue(self) -> int:
        """How many of the duties are overdue."""
        return sum(row.duty.state == "overdue" for row in self.duties)


def reminders(
    plan: Plan,
    today: date,
    units: Sequence[str] = (),
    within: int | None = None,
    role: Role | None = "lead",
) -> tuple[Reminder, ...]:
    """Remind ``units`` (none: all), in the order of the register.

    Who has nothing to be reminded of is left out. ``within`` is how many days ahead a day
    counts as near, None: as the plan says (临期). ``role`` is the part a unit is reminded of,
    None: either. Leads alone are the default: where all towns support a task, all would get
    the same letter. Of an event of its own a unit is always reminded: nobody else is.
    """
    days = plan.info.soon_days if within is None else within
    quotas = {row.name: row for row in quota_rows(plan, QuotaFilter(), today)}
    reminded = []
    for unit in plan.register.units:
        if units and unit.name not in units:
            continue
        duties = tuple(
            row
            for row in all_duties(plan, today, [unit.name])
            if row.duty.is_due_within(days)
            and (row.duty.unit or (row.part and role in (None, row.part.role)))
        )
        quota = quotas.get(unit.name)
        if quota and not (quota.standing.behind or quota.missing):
            quota = None
        if duties or quota:
            reminded.append(Reminder(unit, duties, quota))
    return tuple(reminded)


def reply_day(today: date) -> date | None:
    """Return the last day to answer a reminder of ``today``, None where it is unknown."""
    return workdays_after(today, REPLY_WORKDAYS)
