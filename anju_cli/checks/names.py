"""Names of units and groups, wherever the files use them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from anju_cli.checks.findings import FileKind, Files, Finding
from anju_cli.register import Register
from anju_cli.written import quoted
from anju_cli.yaml_tree import Path

_OFTEN = 2
"""Used so often, a name is no slip of the pen: then the register may be wrong."""


class Names:
    """What the names in the files mean, as far as the register can be trusted."""

    def __init__(self, files: Files, register: Register) -> None:
        self.register = register
        self._files = files
        self._joined = _joined_aliases(register)
        self._misspelt = _misspelt(files, register)

    @classmethod
    def of(cls, files: Files) -> Names | None:
        """None where nobody can say which names the register lacks."""
        register = files.register
        return cls(files, register) if register else None

    def known(
        self,
        file: FileKind,
        names: Iterable[str],
        paths: Iterable[Path],
        *,
        allow_groups: bool,
        on_key: bool = False,
    ) -> Iterator[Finding]:
        """Each name is in the register (A301), and not a group where a unit is meant (A314)."""
        for name, path in zip(names, paths, strict=True):
            party = self.register.resolve(name)
            if party is None:
                yield from self._unknown(file, name, path, allow_groups, on_key)
            elif not allow_groups and self.register.is_group(party.name):
                message = f"{quoted(name)}是一组单位，这里要写单位"
                yield Finding(file, path, "A314", message, "请逐个写出单位", on_key)

    def _unknown(
        self, file: FileKind, name: str, path: Path, allow_groups: bool, on_key: bool
    ) -> Iterator[Finding]:
        if name in self._joined:
            yield self._joined[name]
        elif name in self._misspelt:
            yield self._misspelt[name]
        elif not self._files.is_spared(name):
            message, hint = _not_found(name, self.register, allow_groups)
            yield Finding(file, path, "A301", message, hint, on_key, is_shared=True)

    def once(
        self,
        file: FileKind,
        names: Iterable[str],
        paths: Iterable[Path],
        *,
        on_key: bool = False,
    ) -> Iterator[Finding]:
        """No unit stands twice, be it under two names or in two roles (A308)."""
        seen: dict[str, tuple[str, Path]] = {}
        leads: set[str] = set()
        for name, path in zip(names, paths, strict=True):
            one = self.register.canonical(name)
            if "lead" in path:
                leads.add(one)
            if one not in seen:
                seen[one] = name, path
                continue
            other, first = seen[one]
            same = "" if other == name else f"（与{quoted(other)}是同一单位）"
            message = f"{quoted(name)}重复了{same}"
            if "support" in path and one in leads:
                message = f"{quoted(name)}已是牵头单位，不必再列入责任单位"
            yield Finding(file, path, "A308", message, "删去重复的一个", on_key, first=first)


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


def _misspelt(files: Files, register: Register) -> dict[str, Finding]:
    """Names that are used often and not known, while the one that is like them in the
    register is never used: then it is the register that has a slip of the pen."""
    uses = Counter(used_names(files))
    places: dict[str, Path] = {
        **{group.name: ("groups", at, "name") for at, group in enumerate(register.groups)},
        **{unit.name: ("units", at, "name") for at, unit in enumerate(register.units)},
    }
    found: dict[str, Finding] = {}
    for name, times in uses.items():
        if times < _OFTEN or register.resolve(name) or files.is_spared(name):
            continue
        like = register.nearest(name)
        if len(like) == 1 and like[0] not in uses:
            message = f"这里写的是{quoted(like[0])}，别处 {times} 次都写成{quoted(name)}"
            hint = f"如果名册写错了，改为：{name}；否则把别处的改过来"
            found[name] = Finding("units", places[like[0]], "A301", message, hint)
    return found


def _joined_aliases(register: Register) -> dict[str, Finding]:
    """The parts of aliases like 区司法局、司法所, which are names of their own."""
    found: dict[str, Finding] = {}
    for index, unit in enumerate(register.units):
        for at, alias in enumerate(unit.aliases):
            parts = _parts(alias)
            message = f"别名{quoted(alias)}像是几个名称连成了一个，别处分开用到了"
            hint = f"用半角逗号分开写：{', '.join(parts)}"
            place = ("units", index, "aliases", at)
            for part in parts if len(parts) > 1 else ():
                found[part] = Finding("units", place, "A106", message, hint)
    return found


def _parts(name: str) -> list[str]:
    """What may be several names in one: 甲、乙 and 甲 - 乙 as YAML joins two lines."""
    return [part for part in re.split(r"[、，,;；\s]+(?:-\s+)?", name) if part]


def _not_found(name: str, register: Register, allow_groups: bool) -> tuple[str, str]:
    parts = _parts(name)
    if len(parts) > 1 and all(register.resolve(part) for part in parts):
        message = f"{quoted(name)}是几个单位连成了一个名字"
        return message, f"分开写成 {len(parts)} 项：{', '.join(parts)}"
    like = register.nearest(name, groups=allow_groups)
    hint = f"改为：{' 或 '.join(like)}" if like else "请核对名称；新单位先登记到 units.yaml"
    return f"名册里没有{quoted(name)}", hint
