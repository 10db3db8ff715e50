"""Rules of units.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from anju_cli.model.register import names_of
from anju_cli.model.schema import Group, Unit
from anju_cli.parsing.tree import Path
from anju_cli.text.fuzzy import nearest
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.name_uses import lost_names
from anju_cli.validation.rules.names import Names
from anju_cli.validation.rules.violation import Files, Violation

_Owners: TypeAlias = dict[str, tuple[str, Path]]
"""For each name, whose it is and where it stands."""


def names_are_unique(files: Files) -> Iterator[Violation]:
    """No name, full name or alias means two units or groups (A302, A303)."""
    if files.units is None:
        return
    collections: tuple[tuple[str, tuple[Unit | Group, ...]], ...] = (
        ("units", files.units.units),
        ("groups", files.units.groups),
    )
    parties: list[tuple[Path, Unit | Group]] = [
        ((collection, index), party)
        for collection, found in collections
        for index, party in enumerate(found)
    ]
    owners: _Owners = {}
    doubles: set[Path] = set()
    lost = lost_names(files, files.register) if files.register else []
    known = f"；别处用到{'、'.join(map(quoted, lost))}，名册里却没有" if lost else ""
    for path, party in parties:
        where = (*path, "name")
        if party.name in owners:
            message, hint = f"{quoted(party.name)}已经登记过了", f"删去重复的一条，或改名{known}"
            _, first = owners[party.name]
            yield Violation("units", where, "A302", message, hint, first=first)
            doubles.add(path)
        owners.setdefault(party.name, (party.name, where))
    for path, party in parties:
        if path not in doubles:
            yield from _other_names(path, party, owners)


def _other_names(path: Path, party: Unit | Group, owners: _Owners) -> Iterator[Violation]:
    own = {party.name}
    for position, name in enumerate(names_of(party)[1:]):
        where = (*path, *_name_path(position, len(party.aliases)))
        owner, first = owners.get(name, (None, None))
        if name in own:
            message = f"{quoted(name)}在这里写了两次"
            yield Violation("units", where, "A302", message, "删去重复的一个")
        elif owner == name and nearest(name, [party.name]) and where < (first or where):
            # An alias like the unit's own name stood here first: the other record is new.
            message = f"{quoted(name)}已经是{quoted(party.name)}的别名"
            hint = "是同一个单位就删去这一条；不是的，换一个分得清的名称"
            yield Violation("units", first or where, "A303", message, hint, first=where)
        elif owner == name:
            message = f"{quoted(name)}是另一个单位或组的名称，不能再作别名"
            yield Violation("units", where, "A303", message, "删去这个别名", first=first)
        elif owner is not None:
            message = f"{quoted(name)}已经是{quoted(owner)}的别名或全称"
            hint = "一个名称只能指一个单位：只留一处，或改用别的名称"
            yield Violation("units", where, "A303", message, hint, first=first)
        own.add(name)
        owners.setdefault(name, (party.name, where))


def _name_path(position: int, aliases: int) -> Path:
    return ("aliases", position) if position < aliases else ("full_name",)


def members_exist(files: Files) -> Iterator[Violation]:
    """Groups hold units that exist, each once; ``see_also`` names another unit."""
    names = Names.of(files)
    if files.units is None or names is None:
        return
    for index, group in enumerate(files.units.groups):
        if names.are_right(group.members):
            continue
        paths = [("groups", index, "members", at) for at in range(len(group.members))]
        yield from names.known("units", group.members, paths, allow_groups=False)
        yield from names.once("units", group.members, paths)
    for index, unit in enumerate(files.units.units):
        paths = [("units", index, "see_also", at) for at in range(len(unit.see_also))]
        yield from names.known("units", unit.see_also, paths, allow_groups=False)
        for name, path in zip(unit.see_also, paths, strict=True):
            if names.register.canonical(name) == unit.name:
                message = "see_also 写的是这个单位自己"
                yield Violation("units", path, "A308", message, "改写另一个单位，或删去")
