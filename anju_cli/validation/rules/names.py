"""Names of units and groups, wherever the files use them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from anju_cli.model.register import Register
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.joined_names import come_apart, is_several, known_parts, parts
from anju_cli.validation.rules.name_uses import lost_names, unknown_names
from anju_cli.validation.rules.spelling import plain_names
from anju_cli.validation.rules.violation import Files, Violation

_OFTEN = 2
"""Used so often, a name is no slip of the pen: then the register may be wrong."""

SUMS = frozenset(("合计", "总计", "共计", "小计", "总数", "全区"))
"""What people write before a sum, in a place of a unit."""


class Names:
    """What the names in the files mean, as far as the register can be trusted."""

    def __init__(self, files: Files, register: Register) -> None:
        self.register = register
        self._files = files
        self._named = {  # what the register lacks for a fault that is named there
            *_joined_aliases(files, register),
            *plain_names(register),
            *lost_names(files, register),
        }
        self._misspelt = _misspelt(files, register)

    @classmethod
    def of(cls, files: Files) -> Names | None:
        """None where nobody can say which names the register lacks."""
        if files.register and "names" not in files.shared:
            files.shared["names"] = cls(files, files.register)
        found: Names | None = files.shared.get("names")
        return found

    def are_right(self, units: Sequence[str], others: Sequence[str] = ()) -> bool:
        """Whether nothing at all is wrong with names, as mostly: each is known and stands
        once, and the ``units`` are no groups."""
        parties = map(self.register.resolve, (*units, *others))
        known = {party.name for party in parties if party}
        is_group = self.register.is_group
        return len(known) == len(units) + len(others) and not any(map(is_group, units))

    def known(
        self,
        file: FileKind,
        names: Iterable[str],
        paths: Iterable[Path],
        *,
        allow_groups: bool,
        on_key: bool = False,
    ) -> Iterator[Violation]:
        """Each name is in the register (A301), and not a group where a unit is meant (A314)."""
        names, paths = tuple(names), tuple(paths)
        rest = 0  # of a name that has come apart: items that are named already
        for at, (name, path) in enumerate(zip(names, paths, strict=True)):
            rest = max(rest - 1, 0)
            party = self.register.resolve(name)
            if rest:
                continue
            if party is None and allow_groups:
                whole = come_apart(names, at, self.register)
                if whole:
                    rest = whole.count("、") + 1
                    message = f"{quoted(whole)}是一个名称，在这里断成了 {rest} 项"
                    yield Violation(file, path, "A301", message, f"改为：{whole}", on_key)
                    continue
            if party is None:
                yield from self._unknown(file, name, path, allow_groups, on_key)
            elif not allow_groups and self.register.is_group(party.name):
                message = f"{quoted(name)}是一组单位，这里要写单位"
                yield Violation(file, path, "A314", message, "请逐个写出单位", on_key)

    def _unknown(
        self, file: FileKind, name: str, path: Path, allow_groups: bool, on_key: bool
    ) -> Iterator[Violation]:
        if name in self._named or self._files.is_spared(name):
            return
        if name in self._misspelt:
            yield self._misspelt[name]
        elif file == "quotas" and name in SUMS:
            hint = "删去这一行；合计不用写，程序会加"
            if path[0] == "targets":
                hint = "删去这一行；合计写在 total 那一行"
            yield Violation(file, path, "A301", f"{quoted(name)}不是单位", hint, on_key)
        else:
            message, hint = _not_found(name, self.register, allow_groups)
            yield Violation(file, path, "A301", message, hint, on_key, is_shared=True)

    def once(
        self,
        file: FileKind,
        names: Iterable[str],
        paths: Iterable[Path],
        *,
        on_key: bool = False,
    ) -> Iterator[Violation]:
        """No unit stands twice, be it under two names or in two roles (A308)."""
        seen: dict[str, tuple[str, Path]] = {}
        leads: set[str] = set()
        for name, path in zip(names, paths, strict=True):
            one = self.register.canonical(name)
            if "lead" in path:
                if self.register.is_group(one):
                    continue  # that a group leads is the fault
                leads.add(one)
            if one not in seen:
                seen[one] = name, path
                continue
            other, first = seen[one]
            same = "" if other == name else f"（与{quoted(other)}是同一单位）"
            message = f"{quoted(name)}重复了{same}"
            if "support" in path and one in leads:
                message = f"{quoted(name)}已是牵头单位，不必再列入责任单位"
            yield Violation(file, path, "A308", message, "删去重复的一个", on_key, first=first)

    def are_swapped(self, lead: Iterable[str], support: Iterable[str]) -> bool:
        """Whether groups lead and units support them: it is the other way round."""
        leads = [self.register.is_group(name) for name in lead]
        supports = [self.register.is_group(name) for name in support]
        known = all(map(self.register.resolve, support))
        return known and all(leads) and bool(supports) and not any(supports)


def _misspelt(files: Files, register: Register) -> dict[str, Violation]:
    """Names that are used often and not known, while the one that is like them in the
    register is never used: then it is the register that has a slip of the pen."""
    uses = files.uses
    places: dict[str, Path] = {
        **{group.name: ("groups", at, "name") for at, group in enumerate(register.groups)},
        **{unit.name: ("units", at, "name") for at, unit in enumerate(register.units)},
    }
    found: dict[str, Violation] = {}
    for name, times in uses.items():
        if times < _OFTEN or register.resolve(name) or files.is_spared(name):
            continue
        like = register.nearest(name)
        if len(like) == 1 and like[0] not in uses:
            message = f"这里写的是{quoted(like[0])}，别处 {times} 次都写成{quoted(name)}"
            hint = f"如果名册写错了，改为：{name}；否则把别处的改过来"
            found[name] = Violation("units", places[like[0]], "A301", message, hint)
    return found


def _joined_aliases(files: Files, register: Register) -> Iterator[str]:
    """The parts of aliases like 区司法局、司法所, which ``names_are_single`` names."""
    unknown = unknown_names(files, register)
    for unit in register.units:
        for name in (unit.name, *unit.aliases):
            if is_several(name, register, unknown):
                yield from parts(name)


def _not_found(name: str, register: Register, allow_groups: bool) -> tuple[str, str]:
    found = known_parts(name, register)
    if found:
        lacking = [part for part in found if not register.resolve(part)]
        message = f"{quoted(name)}是几个单位连成了一个名字"
        if lacking:
            message += f"，其中{'、'.join(map(quoted, lacking))}名册里没有"
        likely = [_likely(part, register, allow_groups) for part in found]
        return message, f"分开写成 {len(found)} 项：{', '.join(likely)}"
    like = register.nearest(name, groups=allow_groups)
    hint = f"改为：{' 或 '.join(like)}" if like else "请核对名称；新单位先登记到 units.yaml"
    return f"名册里没有{quoted(name)}", hint


def _likely(name: str, register: Register, allow_groups: bool) -> str:
    """A name, or the one that it is like."""
    like = register.nearest(name, groups=allow_groups) if not register.resolve(name) else ()
    return like[0] if len(like) == 1 else name
