"""The changes between two plans.

Compared is what the data says, not how it is written: a unit called by another of its
names is the same unit, and the order of records means nothing. That of lead and
supporting units does.
"""

from __future__ import annotations

from anju_cli.queries.diff.change import Change, Kind, Side, Value
from anju_cli.queries.diff.quotas import quotas_changes
from anju_cli.queries.diff.tasks import tasks_changes
from anju_cli.queries.diff.units import names_for_both, units_changes

__all__ = ["Change", "Kind", "Side", "Value", "compare"]


def compare(before: Side, after: Side) -> tuple[Change, ...]:
    """List the changes in a fixed order: units, tasks, quotas; in each by record."""
    names = names_for_both(before, after)
    return (
        *units_changes(before, after, names),
        *tasks_changes(before, after, names),
        *quotas_changes(before, after, names),
    )
