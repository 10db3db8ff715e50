"""``anju units``: the register of units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.render.document import Hinted, Listing, Record, Table
from anju_cli.views.columns import ColumnOf, table_of, with_sums
from anju_cli.views.words import names

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit
    from anju_cli.text.command_line import CommandLine


def unit_record(plan: Plan, unit: Unit) -> Record:
    """Return a unit for programs; ``target`` is null for a unit without one."""
    return {
        "name": unit.name,
        "full_name": unit.full_name,
        "kind": unit.kind,
        "aliases": list(unit.aliases),
        "groups": list(plan.register.groups_of(unit.name)),
        "target": plan.targets.get(unit.name) if plan.has_quotas else None,
    }


def whole_unit_record(plan: Plan, unit: Unit) -> Record:
    """Return a unit for programs, with its note and what may be the same body."""
    see_also = list(map(plan.register.canonical, unit.see_also))
    return {**unit_record(plan, unit), "see_also": see_also, "note": unit.note}


def unit_columns(plan: Plan) -> tuple[ColumnOf[Unit], ...]:
    """Draw a unit of the register, and last its target where targets are known."""
    register = plan.register
    target: ColumnOf[Unit] = ColumnOf(
        "目标任务（条）", lambda unit: plan.targets.get(unit.name), "right"
    )
    return (
        ColumnOf("单位", lambda unit: unit.name),
        ColumnOf("类别", lambda unit: unit.kind),
        ColumnOf("别名", lambda unit: names(unit.aliases) or None),
        ColumnOf("所在组", lambda unit: names(register.groups_of(unit.name))),
        *([target] if plan.has_quotas else []),
    )


def with_unit_sums(table: Table) -> Table:
    """Add the number of units and the sum of their targets."""
    return with_sums(table, f"合计 {len(table.rows)} 个单位", "目标任务（条）")


def units_listing(plan: Plan, units: Sequence[Unit], line: CommandLine) -> Listing:
    """Answer ``anju units``, asked by ``line``."""
    notes = (Hinted("“—”表示没有；", f"单位的全部情况：{line.other('unit', '单位名')}"),)
    table = table_of(unit_columns(plan), units, "单位名册", notes=notes)
    return Listing(
        with_unit_sums(table),
        lambda: [unit_record(plan, unit) for unit in units],
        empty=Hinted(
            "没有符合条件的单位。", f"全部单位：{line.widened('--kind', '--group', '--search')}"
        ),
    )
