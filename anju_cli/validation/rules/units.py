"""Rules of units.yaml: each name means one unit or group, and is written plainly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from anju_cli.model.register import Register, names_of
from anju_cli.model.schema import Party, Unit, UnitsFile
from anju_cli.parsing.tree import Path
from anju_cli.text.fuzzy import nearest
from anju_cli.text.lenient import quoted, unquoted
from anju_cli.validation.rules.files import Files
from anju_cli.validation.rules.names import Names
from anju_cli.validation.rules.spelling import BLANKS, has_signs, parts, plain
from anju_cli.validation.violation import Violation

_Owners: TypeAlias = dict[str, tuple[str, Path]]
"""For each name, whose it is and where it stands."""

_SAME_UNIT = "是同一个单位就删去这一条；不是的，换一个分得清的名称"


def _parties(units: UnitsFile) -> Iterator[tuple[Path, Party]]:
    """Every unit and group with its path."""
    for index, unit in enumerate(units.units):
        yield ("units", index), unit
    for index, group in enumerate(units.groups):
        yield ("groups", index), group


def _paths_of_names(path: Path, party: Party) -> Iterator[tuple[Path, str]]:
    """The name, each alias and the full name of a unit or group, with their paths."""
    aliases = [("aliases", at) for at in range(len(party.aliases))]
    for key, name in zip([("name",), *aliases, ("full_name",)], names_of(party), strict=False):
        yield (*path, *key), name


def names_are_unique(files: Files) -> Iterator[Violation]:
    """No name, full name or alias means two units or groups (A302, A303)."""
    if files.units is None:
        return
    owners: _Owners = {}
    others: list[tuple[Path, Party]] = []
    hidden = files.names.hidden if files.names else []
    lost = f"；别处用到{'、'.join(map(quoted, hidden))}，名册里却没有" if hidden else ""
    for path, party in _parties(files.units):
        where = (*path, "name")
        if party.name in owners:
            message, hint = f"{quoted(party.name)}已经登记过了", f"删去重复的一条，或改名{lost}"
            _, first = owners[party.name]
            yield Violation("units", where, "A302", message, hint, first=first)
        else:
            owners[party.name] = (party.name, where)
            others.append((path, party))
    for path, party in others:
        yield from _other_names_are_unique(path, party, owners)


def _other_names_are_unique(path: Path, party: Party, owners: _Owners) -> Iterator[Violation]:
    own = {party.name}
    for where, name in [*_paths_of_names(path, party)][1:]:
        owner, first = owners.get(name, (None, None))
        if name in own:
            message = f"{quoted(name)}在这里写了两次"
            yield Violation("units", where, "A302", message, "删去重复的一个")
        elif owner == name and nearest(name, [party.name]) and where < (first or where):
            # An alias like the unit's own name stood here first: the other record is new.
            message = f"{quoted(name)}已经是{quoted(party.name)}的别名"
            yield Violation("units", first or where, "A303", message, _SAME_UNIT, first=where)
        elif owner == name:
            message = f"{quoted(name)}是另一个单位或组的名称，不能再作别名"
            yield Violation("units", where, "A303", message, "删去这个别名", first=first)
        elif owner is not None:
            message = f"{quoted(name)}已经是{quoted(owner)}的别名或全称"
            hint = "一个名称只能指一个单位：只留一处，或改用别的名称"
            yield Violation("units", where, "A303", message, hint, first=first)
        own.add(name)
        owners.setdefault(name, (party.name, where))


def names_are_plain(files: Files) -> Iterator[Violation]:
    """Names are written without blanks, quotes or marks at their ends (A316).

    And no unit is registered again with these, or with the district, beside its name (A303).
    """
    if files.units is None or files.names is None:
        return
    again = _registered_again(files.names.register)
    for path, party in _parties(files.units):
        for where, name in _paths_of_names(path, party):
            if where in again:
                yield again[where]
            elif path[0] == "groups" or not files.names.is_several(name):
                yield from _is_plain(name, where)


def _is_plain(name: str, path: Path) -> Iterator[Violation]:
    bare = plain(name)
    if bare in ("", name):
        return
    what = "多余的标点"
    if unquoted(name) != name:
        what = "引号，会成为名称的一部分"
    elif re.search(BLANKS, name):
        what = "多余的空格"
    yield Violation("units", path, "A316", f"名称{quoted(name)}里有{what}", f"改为：{bare}")


def _registered_again(register: Register) -> dict[Path, Violation]:
    """Units whose name is another's, but for blanks, marks and the district.

    The one that is written plainly is right, else the first. One that is another's alias
    to the letter is for ``names_are_unique`` to name.
    """
    again: dict[Path, Violation] = {}
    same: dict[str, list[tuple[int, Unit]]] = {}
    for index, unit in enumerate(register.units):
        same.setdefault(register.bare(plain(unit.name)), []).append((index, unit))
    for bare, units in same.items():
        first, right = next((each for each in units if each[1].name == bare), units[0])
        for index, unit in units:
            if index != first and unit.name not in names_of(right):
                message = f"{quoted(unit.name)}与{quoted(right.name)}像是同一个单位，登记了两次"
                path: Path = ("units", index, "name")
                where: Path = ("units", first, "name")
                again[path] = Violation("units", path, "A303", message, _SAME_UNIT, first=where)
    return again


def names_are_single(files: Files) -> Iterator[Violation]:
    """The name of a unit, and each alias, is one name (A106)."""
    if files.units is None or files.names is None:
        return
    for index, unit in enumerate(files.units.units):
        for path, name in _paths_of_names(("units", index), unit):
            if path[-1] != "full_name" and files.names.is_several(name):
                yield _several(name, path, unit, files.names)


def _several(name: str, path: Path, unit: Unit, names: Names) -> Violation:
    what, apart = "名称", f"一条只登记一个单位，没登记的分开登记：{'、'.join(parts(name))}"
    if "aliases" in path:
        what, apart = "别名", f"用半角逗号分开写：{', '.join(parts(name))}"
    message = f"{what}{quoted(name)}像是几个名称连成了一个"
    known = [names.register.find(part) for part in parts(name)]
    is_certain = unit in known or all(known) or any(part in names.unknown for part in parts(name))
    if is_certain or not has_signs(name):
        return Violation("units", path, "A106", message, apart)
    # All that speaks against it is that some of it is another unit's: 团委/少工委, 团委.
    hint = f"是几个名称就{apart}；本来就是一个名称，不用改"
    return Violation("units", path, "A106", message, hint, severity="warning")


def members_exist(files: Files) -> Iterator[Violation]:
    """Groups hold units that exist, each once; ``see_also`` names another unit."""
    names = files.names
    if files.units is None or names is None:
        return
    for index, group in enumerate(files.units.groups):
        if names.are_right(group.members):
            continue
        paths = [("groups", index, "members", at) for at in range(len(group.members))]
        yield from names.check_known("units", group.members, paths)
        yield from names.check_once("units", group.members, paths)
    for index, unit in enumerate(files.units.units):
        paths = [("units", index, "see_also", at) for at in range(len(unit.see_also))]
        yield from names.check_known("units", unit.see_also, paths)
        for name, path in zip(unit.see_also, paths, strict=True):
            if names.register.canonical(name) == unit.name:
                message = "see_also 写的是这个单位自己"
                yield Violation("units", path, "A308", message, "改写另一个单位，或删去")
