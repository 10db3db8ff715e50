"""Draw the sheet of units."""

from __future__ import annotations

from anju_cli.render.document import Cell, Column, Sheet, Table
from anju_cli.views.export.ledger import QUOTAS, UNITS, Ledger
from anju_cli.views.units import units_listing
from anju_cli.views.words import names, number_cell


def units_sheet(ledger: Ledger) -> Sheet:
    """Draw the table of ``anju units``, with what each has to do, and where that stands."""
    plan, units = ledger.plan, ledger.shown_units
    base = units_listing(plan, units).table
    target = len(base.columns) - 1
    rows = []
    for unit, row in zip(units, base.rows, strict=True):
        cells = [*row[:target], row[target]._replace(link=f"#{QUOTAS}!{unit.name}")]
        roles = [part.role for task in plan.tasks if (part := plan.involvement(unit.name, task))]
        counts = [number_cell(roles.count("lead")), number_cell(roles.count("support"))]
        also = names([*map(plan.register.canonical, unit.see_also)])
        more = (Cell(unit.full_name or ""), Cell(also), Cell(unit.note or ""))
        rows.append((*cells, *counts, *more))
    columns = (
        *base.columns,
        Column("牵头任务（项）", "right"),
        Column("责任任务（项）", "right"),
        Column("全称"),
        Column("可能同一机构"),
        Column("备注"),
    )
    sums = (*base.total, *[Cell("")] * 5) if base.total and len(rows) > 1 else None
    notes = (
        "“—”表示没有。牵头和责任任务按项数，责任任务包括经组（例如“区直各部门”）承担的；"
        "一项任务有几个单位，就在几个单位各算一项，所以不合计。",
    )
    return Sheet(UNITS, Table(columns, tuple(rows), ledger.title("单位名册"), sums, notes))
