"""Collect what stands in a ledger (台账): a plan on a day, or some units of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow, all_duties
from anju_cli.queries.quotas import QuotaFilter, QuotaRow, quota_rows, total
from anju_cli.queries.tasks import TaskRow, duties_of_task
from anju_cli.text.command_line import CommandLine
from anju_cli.views.words import names, year_over_notes

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit

TASKS, DUTIES, QUOTAS = "任务台账", "时限", "目标任务"
MONTHS, UNITS, TEXTS = "逐月", "单位", "原文"
"""The sheets, by name."""


@dataclass(frozen=True)
class Ledger:
    """A plan as of a day: all of it, or what concerns ``units``.

    Rows have a part only where one unit is asked about.
    """

    plan: Plan
    today: date
    units: tuple[Unit, ...]
    tasks: tuple[TaskRow, ...]
    duties: tuple[DutyRow, ...]
    quotas: tuple[QuotaRow, ...]

    @property
    def is_of_one(self) -> bool:
        """Whether one unit is asked about, which then has a role in each row."""
        return len(self.units) == 1

    @property
    def shown_units(self) -> tuple[Unit, ...]:
        """The units that the register's sheet lists."""
        return self.units or self.plan.register.units

    @property
    def quota_sum(self) -> QuotaRow:
        """The sum of the quotas' rows."""
        return total(self.plan, "合计", self.quotas)

    def title(self, sheet: str) -> str:
        """Return what stands above a sheet."""
        who = names([unit.name for unit in self.units]) or self.plan.info.title
        return f"{who}：{sheet}"

    def notes(self, *rules: str) -> tuple[str, ...]:
        """Return what stands under a sheet: that the year is over, and the rules."""
        return (*year_over_notes(self.plan, self.today, CommandLine("export")), *rules)


def ledger_of(plan: Plan, today: date, units: Sequence[Unit]) -> Ledger:
    """Collect the ledger of the whole plan, or of ``units`` alone."""
    names_of_units = tuple(unit.name for unit in units)
    return Ledger(
        plan,
        today,
        tuple(units),
        tuple(_task_rows(plan, today, names_of_units)),
        all_duties(plan, today, names_of_units),
        quota_rows(plan, QuotaFilter(names_of_units), today),
    )


def _task_rows(plan: Plan, today: date, units: Sequence[str]) -> Iterator[TaskRow]:
    """Yield each task once, however many of ``units`` have a part in it."""
    for task in plan.tasks:
        parts = [part for unit in units if (part := plan.involvement(unit, task))]
        if parts or not units:
            unit, part = (units[0], parts[0]) if len(units) == 1 else (None, None)
            yield TaskRow(task, duties_of_task(plan, task, today, units), unit, part)
