"""Changes in units.yaml, and who was renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from anju_cli.model.plan import Plan
from anju_cli.model.register import names_of
from anju_cli.queries.diff.change import UNITS, Change, Names, Side, both, fields_of, set_of, whole

if TYPE_CHECKING:
    from anju_cli.model.schema import Group, Unit

UNIT_FIELDS = {"full_name": "全称", "kind": "类别", "note": "备注"}
GROUP_FIELDS = {"note": "备注"}
"""The fields with one value, and what people call them."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


P = TypeVar("P", bound=_Named)


def _renaming(
    before: Sequence[P], after: Sequence[P], is_same: Callable[[P, P], bool]
) -> dict[str, str]:
    """Map the old name to the new one, where that is certain.

    Exactly one must be gone, exactly one new, and they must be the same. Of more, who became
    whom would be a guess.
    """
    old, new = {party.name for party in before}, {party.name for party in after}
    gone = [party for party in before if party.name not in new]
    added = [party for party in after if party.name not in old]
    if len(gone) == len(added) == 1 and is_same(gone[0], added[0]):
        return {gone[0].name: added[0].name}
    return {}


def _share_a_name(before: Unit | Group, after: Unit | Group) -> bool:
    return not set(names_of(before)).isdisjoint(names_of(after))


_Part: TypeAlias = tuple[str, str | int, int]


def _same_parts(before: set[_Part], after: set[_Part]) -> bool:
    """Whether a unit has another's parts in everything.
    To be in the same groups alone is no sign: they have many members."""
    return before == after and any(sort != "group" for sort, *_ in after)


def _parts(plan: Plan, unit: str, group_name: Callable[[str], str] = str) -> set[_Part]:
    """Collect what a unit leads (and as which), supports, belongs to, and its target."""
    parts: set[_Part] = set()
    for task in plan.tasks:
        leads = plan.leads(task)
        if unit in leads:
            parts.add(("lead", task.number, leads.index(unit)))
        if unit in plan.supporters(task):
            parts.add(("support", task.number, 0))
    parts.update(("group", group_name(group), 0) for group in plan.register.groups_of(unit))
    if plan.has_quotas and unit in plan.targets:
        parts.add(("target", "", plan.targets[unit]))
    return parts


def names_for_both(before: Side, after: Side) -> Names:
    """Map the names of either side to those of the plan after."""
    old, new = before.plan.register, after.plan.register
    renamed: dict[str, str] = {}

    def was(name: str) -> str:
        """Return the name that somebody of the plan before has in the plan after."""
        canonical = old.canonical(name)
        return renamed.get(canonical, canonical)

    if UNITS in before.files & after.files:
        # Groups first by name, since a unit is told by its groups; and once more by the
        # units in them.
        renamed.update(_renaming(old.groups, new.groups, _share_a_name))
        renamed.update(
            _renaming(
                old.units,
                new.units,
                lambda a, b: (
                    _share_a_name(a, b)
                    or _same_parts(_parts(before.plan, a.name, was), _parts(after.plan, b.name))
                ),
            )
        )
        renamed.update(
            _renaming(
                old.groups,
                new.groups,
                lambda a, b: (
                    _share_a_name(a, b)
                    or set(map(was, a.members)) == set(map(new.canonical, b.members))
                ),
            )
        )
    return was, new.canonical


def units_changes(before: Side, after: Side, names: Names) -> Iterator[Change]:
    """Compare the district, the units, then the groups."""
    old, new = (side.plan.register if UNITS in side.files else None for side in (before, after))
    was, now = names
    yield from fields_of(UNITS, "名册", old, new, {"district": "本区全名"})
    units_before = {was(unit.name): unit for unit in (old.units if old else ())}
    units_after = {unit.name: unit for unit in (new.units if new else ())}
    for name, a, b in both(units_before, units_after):
        if a is None or b is None:
            yield whole(UNITS, name, "单位", a, b, lambda unit: unit.kind)
        else:
            yield from _name("单位", a, b)
            yield from fields_of(UNITS, name, a, b, UNIT_FIELDS)
            yield from set_of(UNITS, name, "别名", a.aliases, b.aliases)
            same = (map(was, a.see_also), map(now, b.see_also))
            yield from set_of(UNITS, name, "可能的同一机构", *same)
    groups_before = {was(group.name): group for group in (old.groups if old else ())}
    groups_after = {group.name: group for group in (new.groups if new else ())}
    for name, c, d in both(groups_before, groups_after):
        if c is None or d is None:
            yield whole(UNITS, name, "组", c, d, lambda group: f"{len(group.members)} 个单位")
        else:
            yield from _name("组", c, d)
            yield from fields_of(UNITS, name, c, d, GROUP_FIELDS)
            yield from set_of(UNITS, name, "别名", c.aliases, d.aliases)
            yield from set_of(UNITS, name, "成员", map(was, c.members), map(now, d.members))


def _name(sort: str, before: Unit | Group, after: Unit | Group) -> Iterator[Change]:
    if before.name != after.name:
        yield Change(UNITS, after.name, f"{sort}改名", before.name, after.name)
