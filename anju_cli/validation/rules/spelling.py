"""How the register writes its names: nothing in them that is no part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anju_cli.model.register import Register, names_of
from anju_cli.model.schema import Group, Unit
from anju_cli.parsing.tree import Path
from anju_cli.text.lenient import quoted, unquoted
from anju_cli.validation.rules.joined_names import is_several
from anju_cli.validation.rules.name_uses import unknown_names
from anju_cli.validation.rules.violation import Files, Violation

_BLANKS = r"(?<![A-Za-z0-9])\s+(?![A-Za-z0-9])"
"""Blanks between Chinese characters; beside Latin words they may be meant."""
_ENDS = r"^[，。、；：,;:.．]+|[，。、；：,;:.．]+$"


def _plain(name: str) -> str:
    """A name without what is no part of it."""
    if name.isalnum():  # most are
        return name
    return re.sub(_ENDS, "", re.sub(_BLANKS, "", unquoted(name)))


def plain_names(register: Register) -> Iterator[str]:
    """What the names that are not written plainly are meant to be."""
    for _, _, name in _written(register):
        if _plain(name) != name:
            yield _plain(name)


def _written(register: Register) -> Iterator[tuple[str, Path, str]]:
    """Each name, alias and full name, with its collection and its path."""
    collections: tuple[tuple[str, tuple[Unit | Group, ...]], ...] = (
        ("units", register.units),
        ("groups", register.groups),
    )
    for collection, parties in collections:
        for index, party in enumerate(parties):
            aliases: list[Path] = [("aliases", at) for at in range(len(party.aliases))]
            keys: list[Path] = [("name",), *aliases, ("full_name",)]
            for name, key in zip(names_of(party), keys, strict=False):
                yield collection, (collection, index, *key), name


def names_are_plain(files: Files) -> Iterator[Violation]:
    """No blanks, quotes or marks at its ends in a name (A316), and no unit is
    registered again with these or with the district beside its name (A303)."""
    register = files.register
    if files.units is None or register is None:
        return
    again = _registered_again(register)
    unknown = unknown_names(files, register)
    for collection, path, name in _written(register):
        if path in again:
            yield again[path]
        elif collection == "groups" or not is_several(name, register, unknown):
            yield from _is_plain(name, path)


def _is_plain(name: str, path: Path) -> Iterator[Violation]:
    plain = _plain(name)
    if plain in ("", name):
        return
    what = "多余的标点"
    if unquoted(name) != name:
        what = "引号，会成为名称的一部分"
    elif re.search(_BLANKS, name):
        what = "多余的空格"
    yield Violation("units", path, "A316", f"名称{quoted(name)}里有{what}", f"改为：{plain}")


def _registered_again(register: Register) -> dict[Path, Violation]:
    """Units whose name is another's, but for blanks, marks and the district.

    The one that is written plainly is right, else the first. One that is another's alias
    to the letter is for ``names_are_unique`` to name.
    """
    found: dict[Path, Violation] = {}
    same: dict[str, list[tuple[int, Unit]]] = {}
    for index, unit in enumerate(register.units):
        same.setdefault(register.bare(_plain(unit.name)), []).append((index, unit))
    for bare, units in same.items():
        first, right = next((one for one in units if one[1].name == bare), units[0])
        for index, unit in units:
            if index != first and unit.name not in names_of(right):
                message = f"{quoted(unit.name)}与{quoted(right.name)}像是同一个单位，登记了两次"
                hint = "是同一个单位就删去这一条；不是的，换一个分得清的名称"
                path: Path = ("units", index, "name")
                where: Path = ("units", first, "name")
                found[path] = Violation("units", path, "A303", message, hint, first=where)
    return found
