"""Changes of a month's counts, as operations on quotas.yaml."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.editing.patch import Drop, Put
from anju_cli.editing.spreadsheet.plan_changes import CountChange
from anju_cli.model.plan import Plan


def count_operations(changes: Sequence[CountChange], month: str, plan: Plan) -> list[Put | Drop]:
    """List what has to be put into the file of ``plan``, or dropped from it.

    A new count stands under the unit's one name, in the order of the targets; one that is
    there keeps its place and the name it has, which may be an alias.
    """
    in_file = plan.quotas.published
    keys = {plan.register.canonical(key): key for key in in_file.get(month, {})}
    units = tuple(plan.targets)
    ranked = sorted(changes, key=lambda change: units.index(change.unit))
    values = {
        keys.get(change.unit, change.unit): str(change.after)
        for change in ranked
        if change.kind in ("added", "changed")
    }
    if month not in in_file:
        months = tuple(sorted((*in_file, month)))
        return [Put(("published", month), values, months)] if values else []
    order = tuple(keys.get(unit, unit) for unit in units)
    puts = [Put(("published", month, key), value, order) for key, value in values.items()]
    drops = [
        Drop(("published", month, keys[change.unit]))
        for change in ranked
        if change.kind == "removed"
    ]
    return [*puts, *drops]
