"""Draw the sheet of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.render.document import Cell, Sheet
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.export.ledger import QUOTAS, UNITS, Ledger
from anju_cli.views.units import unit_columns, with_unit_sums
from anju_cli.views.words import cell, names

if TYPE_CHECKING:
    from anju_cli.model.plan import Role
    from anju_cli.model.schema import Unit


def units_sheet(ledger: Ledger) -> Sheet:
    """Draw the table of ``anju units``, with what each has to do."""
    plan, units = ledger.plan, ledger.shown_units

    def see_also(unit: Unit) -> str:
        return names([*map(plan.register.canonical, unit.see_also)])

    def target(unit: Unit) -> Cell:
        return cell(plan.targets.get(unit.name))._replace(link=f"#{QUOTAS}!{unit.name}")

    def count(unit: Unit, role: Role) -> int:
        parts = (plan.involvement(unit.name, task) for task in plan.tasks)
        return sum(part is not None and part.role == role for part in parts)

    *base, targets = unit_columns(plan)
    columns: list[ColumnOf[Unit]] = [
        *base,
        targets._replace(value=target),
        ColumnOf("牵头任务（项）", lambda unit: count(unit, "lead"), "right"),
        ColumnOf("责任任务（项）", lambda unit: count(unit, "support"), "right"),
        ColumnOf("全称", lambda unit: unit.full_name or ""),
        ColumnOf("可能同一机构", see_also),
        ColumnOf("备注", lambda unit: unit.note or ""),
    ]
    notes = (
        "“—”表示没有。牵头和责任任务按项数，责任任务包括经组（例如“区直各部门”）承担的；"
        "一项任务有几个单位，就在几个单位各算一项，所以不合计。",
    )
    table = table_of(columns, units, ledger.title("单位名册"), notes=notes)
    return Sheet(UNITS, with_unit_sums(table) if len(units) > 1 else table)
