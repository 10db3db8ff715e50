"""Units of the register, by kind, group and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.queries.tasks import mentions

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit


def select_units(
    plan: Plan, kind: str | None = None, group: str | None = None, search: str = ""
) -> tuple[Unit, ...]:
    """List units in the order of the register. Filters that are empty do not narrow."""
    return tuple(
        unit
        for unit in plan.register.units
        if kind in (None, unit.kind)
        and (group is None or unit.name in plan.register.members(group))
        and mentions(search, unit.name, unit.full_name or "", unit.note or "", *unit.aliases)
    )
