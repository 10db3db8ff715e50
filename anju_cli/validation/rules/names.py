"""Names of units and groups, wherever the files use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain

from anju_cli.model.register import Register, names_of
from anju_cli.model.schema import Party
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.spelling import come_apart, has_signs, known_parts, parts, plain
from anju_cli.validation.violation import Violation

_OFTEN = 2
"""Used so often, a name is no slip of the pen: then the register may be wrong."""

SUMS = frozenset(("合计", "总计", "共计", "小计", "总数", "全区"))
"""What people write before a sum, in a place of a unit."""


class Names:
    """What the names in the files mean, as far as the register can be trusted.

    ``lists`` are the names that the files use, as they stand together; ``left_out`` are the
    names that the register may lack only for another fault, and so are those in ``guessed``.
    """

    def __init__(
        self,
        register: Register,
        lists: Sequence[Collection[str]],
        left_out: frozenset[str],
        guessed: str,
    ) -> None:
        self.register = register
        self._lists = lists
        used = Counter(chain.from_iterable(lists))
        self._used = used
        self.unknown = Counter({name: used[name] for name in used if not register.resolve(name)})
        self.hidden = _hidden(register, self.unknown)
        self._left_out = {*left_out, *(name for name in self.unknown if name in guessed)}
        self._named_elsewhere = {*self._left_out, *self.hidden, *self._meant()}
        self._misspelt = dict(self._misspelt_in_the_register())

    def _meant(self) -> Iterator[str]:
        """What the register's names that are named for their spelling are meant to be."""
        for unit in self.register.units:
            for name in (unit.name, *unit.aliases):
                if self.is_several(name):
                    yield from parts(name)
        for party in self.register.parties:
            yield from (plain(name) for name in names_of(party) if plain(name) != name)

    def _misspelt_in_the_register(self) -> Iterator[tuple[str, Violation]]:
        """Unknown names that are used often, each with the slip in the register.

        That is the name that is like it there, if it is never used.
        """
        paths: dict[str, Path] = {
            **{group.name: ("groups", at, "name") for at, group in enumerate(self.register.groups)},
            **{unit.name: ("units", at, "name") for at, unit in enumerate(self.register.units)},
        }
        for name, times in self.unknown.items():
            if times < _OFTEN or name in self._left_out:
                continue
            like = self._nearest(name)
            if len(like) == 1 and like[0] not in self._used:
                message = f"这里写的是{quoted(like[0])}，别处 {times} 次都写成{quoted(name)}"
                hint = f"如果名册写错了，改为：{name}；否则把别处的改过来"
                yield name, Violation("units", paths[like[0]], "A301", message, hint)

    @cached_property
    def _beside(self) -> Mapping[str, list[Set[str]]]:
        """The units that stand beside each unknown name somewhere, with or without the district."""
        beside: dict[str, list[Set[str]]] = {}
        for names in self._lists:
            unknown = [name for name in names if name in self.unknown]
            known = set(map(self.register.canonical, names)) if unknown else set()
            for name in unknown:
                beside.setdefault(self.register.bare(name), []).append(known)
        return beside

    def _nearest(self, name: str, *, groups: bool = True) -> Sequence[str]:
        """Find the names that may be meant by an unknown one.

        None that stands beside it, and none that says it may be the same body: the two are
        never to be merged.
        """
        bare = self.register.bare(name)

        def is_another(like: str) -> bool:
            others = getattr(self.register.resolve(like), "see_also", ())
            is_beside = any(like in names for names in self._beside.get(bare, ()))
            return is_beside or bare in map(self.register.bare, others)

        return [like for like in self.register.nearest(name, groups=groups) if not is_another(like)]

    def is_several(self, name: str) -> bool:
        """Whether a name is several: one of them is known, or used and unknown.

        Signs alone say nothing, for offices do have them in their names (党组织关系、户籍中心).
        """
        pieces = parts(name)
        if len(pieces) < 2 or not (has_signs(name) or all(len(piece) > 1 for piece in pieces)):
            return False
        return any(piece in self.unknown or self.register.find(piece) for piece in pieces)

    def are_right(self, units: Sequence[str], others: Sequence[str] = ()) -> bool:
        """Whether nothing at all is wrong with names, as mostly.

        Each is known and stands once, and the ``units`` are no groups.
        """
        parties = map(self.register.resolve, (*units, *others))
        known = {party.name for party in parties if party}
        is_group = self.register.is_group
        return len(known) == len(units) + len(others) and not any(map(is_group, units))

    def check_known(
        self,
        file: FileKind,
        names: Sequence[str],
        paths: Sequence[Path],
        *,
        allow_groups: bool = False,
        on_key: bool = False,
    ) -> Iterator[Violation]:
        """Each name is in the register (A301), and no group in place of a unit (A314)."""
        rest = 0  # items of a name that has come apart, which are named already
        for at, (name, path) in enumerate(zip(names, paths, strict=True)):
            if rest:
                rest -= 1
                continue
            party = self.register.resolve(name)
            is_strange = party is None and allow_groups
            if is_strange and (whole := come_apart(names, at, self.register)):
                rest = whole.count("、")
                message = f"{quoted(whole)}是一个名称，在这里断成了 {rest + 1} 项"
                yield Violation(file, path, "A301", message, f"改为：{whole}", on_key)
            elif party is None:
                yield from self._check_unknown(file, name, path, allow_groups, on_key)
            elif not allow_groups and self.register.is_group(party.name):
                message = f"{quoted(name)}是一组单位，这里要写单位"
                yield Violation(file, path, "A314", message, "请逐个写出单位", on_key)

    def _check_unknown(
        self, file: FileKind, name: str, path: Path, allow_groups: bool, on_key: bool
    ) -> Iterator[Violation]:
        if name in self._named_elsewhere:
            return
        if name in self._misspelt:
            yield self._misspelt[name]
        elif file == "quotas" and name in SUMS:
            what = "合计写在 total 那一行" if path[0] == "targets" else "合计不用写，程序会加"
            message, hint = f"{quoted(name)}不是单位", f"删去这一行；{what}"
            yield Violation(file, path, "A301", message, hint, on_key)
        else:
            message, hint = self._not_found(name, allow_groups)
            yield Violation(file, path, "A301", message, hint, on_key, is_shared=True)

    def _not_found(self, name: str, groups: bool) -> tuple[str, str]:
        """What to say of a name that the register lacks, and how to write it."""
        register = self.register
        names = known_parts(name, register)
        if names is None:
            like = self._nearest(name, groups=groups)
            hint = f"改为：{' 或 '.join(like)}" if like else "请核对名称；新单位先登记到 units.yaml"
            return f"名册里没有{quoted(name)}", hint
        message = f"{quoted(name)}是几个单位连成了一个名字"
        lacking = [part for part in names if not register.resolve(part)]
        if lacking:
            message += f"，其中{'、'.join(map(quoted, lacking))}名册里没有"
        likes = {part: self._nearest(part, groups=groups) for part in lacking}
        only = {part: like[0] for part, like in likes.items() if len(like) == 1}
        right = ", ".join(only.get(part, part) for part in names)
        return message, f"分开写成 {len(names)} 项：{right}"

    def check_once(
        self, file: FileKind, names: Iterable[str], paths: Iterable[Path], *, on_key: bool = False
    ) -> Iterator[Violation]:
        """No unit stands twice, be it under two names or in two roles (A308)."""
        seen: dict[str, tuple[str, Path]] = {}
        leads: set[str] = set()
        for name, path in zip(names, paths, strict=True):
            canonical = self.register.canonical(name)
            if "lead" in path:
                if self.register.is_group(canonical):
                    continue  # that a group leads is the fault
                leads.add(canonical)
            if canonical not in seen:
                seen[canonical] = name, path
                continue
            other, first = seen[canonical]
            same = "" if other == name else f"（与{quoted(other)}是同一单位）"
            message = f"{quoted(name)}重复了{same}"
            if "support" in path and canonical in leads:
                message = f"{quoted(name)}已是牵头单位，不必再列入责任单位"
            yield Violation(file, path, "A308", message, "删去重复的一个", on_key, first=first)

    def are_swapped(self, lead: Iterable[str], support: Iterable[str]) -> bool:
        """Whether groups lead and units support them: it is the other way round."""
        leads = [self.register.is_group(name) for name in lead]
        supports = [self.register.is_group(name) for name in support]
        known = all(map(self.register.resolve, support))
        return known and all(leads) and bool(supports) and not any(supports)


def _hidden(register: Register, unknown: Counter[str]) -> list[str]:
    """Unknown names that may be those of records which have another's name by mistake.

    So many as there are such records, those that are used most; a record that is the
    same in all has been pasted twice, and hides none.
    """
    seen: dict[str, set[Party]] = {}
    hidden = 0
    for party in register.parties:
        same = seen.setdefault(party.name, set())
        hidden += bool(same) and party not in same
        same.add(party)
    ranked = unknown.most_common() if hidden else []
    if not ranked:
        return []
    least = ranked[min(hidden, len(ranked)) - 1][1]
    return [name for name, times in ranked if times >= least]
