"""``anju units``: the register of units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.render.document import Cell, Column, Listing, Record, Table
from anju_cli.views.words import DASH, names, number_cell

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit


def unit_record(plan: Plan, unit: Unit) -> Record:
    """Return a unit for programs; ``target`` is null for a unit without one."""
    return {
        "name": unit.name,
        "full_name": unit.full_name,
        "kind": unit.kind,
        "aliases": list(unit.aliases),
        "groups": list(plan.register.groups_of(unit.name)),
        "target": plan.targets.get(unit.name),
    }


def units_listing(plan: Plan, units: Sequence[Unit]) -> Listing:
    """Answer ``anju units``."""
    columns = (
        Column("单位"),
        Column("类别"),
        Column("别名"),
        Column("所在组"),
        Column("目标任务（条）", "right"),
    )
    rows = tuple(
        (
            Cell(unit.name),
            Cell(unit.kind),
            Cell(names(unit.aliases)) if unit.aliases else DASH,
            Cell(names(plan.register.groups_of(unit.name))),
            number_cell(plan.targets.get(unit.name)),
        )
        for unit in units
    )
    targets = [plan.targets[unit.name] for unit in units if unit.name in plan.targets]
    total = number_cell(sum(targets) if targets else None)
    sums = (Cell(f"合计 {len(units)} 个单位"), Cell(""), Cell(""), Cell(""), total)
    notes = ("“—”表示没有；单位的全部情况：anju unit 单位名",)
    return Listing(
        Table(columns, rows, "单位名册", sums, notes),
        lambda: [unit_record(plan, unit) for unit in units],
        empty="没有符合条件的单位。全部单位：anju units",
    )
