"""Where the files use the names of units and groups, and which of those nobody has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from anju_cli.checks.findings import Files
from anju_cli.models import Group, Unit
from anju_cli.register import Register


def used_names(files: Files) -> Iterator[str]:
    """Every use of a name, in all three files."""
    if files.units:
        for group in files.units.groups:
            yield from group.members
        for unit in files.units.units:
            yield from unit.see_also
    if files.tasks:
        for task in files.tasks.tasks:
            yield from (*task.lead, *task.support)
    if files.quotas:
        yield from files.quotas.targets
        for counts in files.quotas.published.values():
            yield from counts


def unknown_names(files: Files, register: Register) -> Counter[str]:
    """The names that the register lacks, and how often each is used."""
    uses = Counter(used_names(files))
    for name in list(uses):
        if register.resolve(name):
            del uses[name]
    return uses


def lost_names(files: Files, register: Register) -> list[str]:
    """Unknown names that may be those of records which have another's name by mistake.

    So many as there are such records, those that are used most; a record that is the
    same in all has been pasted twice, and hides none.
    """
    seen: dict[str, list[Unit | Group]] = {}
    hidden = 0
    parties: list[Unit | Group] = [*register.units, *register.groups]
    for party in parties:
        same = seen.setdefault(party.name, [])
        hidden += bool(same) and party not in same
        same.append(party)
    ranked = unknown_names(files, register).most_common() if hidden else []
    if not ranked:
        return []
    least = ranked[min(hidden, len(ranked)) - 1][1]
    return [name for name, times in ranked if times >= least]
