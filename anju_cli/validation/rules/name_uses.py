"""Which of the names that the files use nobody has."""

from __future__ import annotations

from collections import Counter

from anju_cli.model.register import Register
from anju_cli.model.schema import Group, Unit
from anju_cli.validation.rules.violation import Files


def unknown_names(files: Files, register: Register) -> Counter[str]:
    """The names that the register lacks, and how often each is used."""
    return Counter(
        {name: times for name, times in files.uses.items() if not register.resolve(name)}
    )


def lost_names(files: Files, register: Register) -> list[str]:
    """Unknown names that may be those of records which have another's name by mistake.

    So many as there are such records, those that are used most; a record that is the
    same in all has been pasted twice, and hides none.
    """
    seen: dict[str, set[Unit | Group]] = {}
    hidden = 0
    parties: list[Unit | Group] = [*register.units, *register.groups]
    for party in parties:
        same = seen.setdefault(party.name, set())
        hidden += bool(same) and party not in same
        same.add(party)
    ranked = unknown_names(files, register).most_common() if hidden else []
    if not ranked:
        return []
    least = ranked[min(hidden, len(ranked)) - 1][1]
    return [name for name, times in ranked if times >= least]
