"""What an edit of a plan means: two plans to the changes between them. Pure.

Compared is what the data says, not how it is written: a unit called by another of its
names is the same unit, and the order of records means nothing. That of lead and
supporting units does.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, TypeVar

from anju_cli.folders import FILE_NAMES
from anju_cli.numerals import chinese
from anju_cli.plan import Plan
from anju_cli.register import names_of

if TYPE_CHECKING:
    from anju_cli.models import Deadline, Done, Group, Occurrence, Task, Unit

Value: TypeAlias = str | int | tuple[str, ...]
Kind = Literal["added", "removed", "changed"]

_UNITS, _TASKS, _QUOTAS = FILE_NAMES


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    ``record`` is what it is a part of (任务（十二）的时限 12.1, 财政局), ``what`` names the
    part. Days are written YYYY-MM-DD; None is before something was there, or after.
    For a whole record ``what`` is its sort (单位, 组, 部分, 任务). ``is_text``: the values
    are running text.
    """

    file: str
    record: str
    what: str
    before: Value | None
    after: Value | None
    is_text: bool = False

    @property
    def kind(self) -> Kind:
        """Whether something came, went, or is another."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class Side:
    """A plan to compare. What comes from a file not in ``files`` counts as not there:
    the plan has it only so that names can be understood."""

    plan: Plan
    files: frozenset[str] = frozenset(FILE_NAMES)


def compare(before: Side, after: Side) -> tuple[Change, ...]:
    """The changes in a fixed order: units, tasks, quotas; in each by record."""
    old, new = before.plan.register, after.plan.register
    renamed: dict[str, str] = {}

    def was(name: str) -> str:
        """The name that somebody of the plan before has in the plan after."""
        canonical = old.canonical(name)
        return renamed.get(canonical, canonical)

    if _UNITS in before.files & after.files:
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
    names = (was, new.canonical)
    return (
        *_units(before, after, names),
        *_tasks(before, after, names),
        *_quotas(before, after, names),
    )


_Names: TypeAlias = tuple[Callable[[str], str], Callable[[str], str]]
"""From a name in the plan before, and in the plan after, to one for both."""


# -- fields ----------------------------------------------------------------

PLAN_FIELDS = {
    "title": "标题",
    "issuer": "印发机关",
    "issued": "印发日期",
    "year": "年度",
    "source": "来源",
    "soon_days": "临期天数",
    "roll_workdays": "顺延工作日",
}
UNIT_FIELDS = {"full_name": "全称", "kind": "类别", "note": "备注"}
GROUP_FIELDS = {"note": "备注"}
SECTION_FIELDS = {"title": "标题"}
TASK_FIELDS = {"section": "所属部分", "title": "标题", "text": "全文", "note": "备注"}
DEADLINE_FIELDS = {
    "kind": "类型",
    "what": "事项",
    "quote": "依据",
    "note": "备注",
    "due": "期限",
    "every": "周期",
    "by": "每期期限",
    "event": "所指事件",
    "within_workdays": "工作日数",
}
DONE_FIELDS = {"on": "办结日期", "note": "办结说明", "link": "办结网址"}
QUOTAS_FIELDS = {"year": "年度", "total": "合计", "pace": "序时进度"}
"""The fields with one value, and what people call them. A deadline has those of its kind."""

_TEXTS = frozenset({"title", "source", "note", "text", "what", "quote", "event", "link"})


def _fields(
    file: str,
    record: str,
    before: object,
    after: object,
    labels: Mapping[str, str],
    prefix: str = "",
) -> Iterator[Change]:
    for field, label in labels.items():
        old, new = _value(before, field), _value(after, field)
        if old != new:
            yield Change(file, record, f"{prefix}{label}", old, new, field in _TEXTS)


def _value(of: object, field: str) -> Value | None:
    """A field's value; None where it is left out, or there is nothing to have it."""
    value: Value | date | None = getattr(of, field, None)
    return value.isoformat() if isinstance(value, date) else value


def _set(
    file: str, record: str, what: str, before: Iterable[str], after: Iterable[str]
) -> Iterator[Change]:
    """Who has come and who has gone."""
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    yield from (Change(file, record, what, name, None) for name in old if name not in new)
    yield from (Change(file, record, what, None, name) for name in new if name not in old)


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def _both(before: Mapping[K, V], after: Mapping[K, V]) -> Iterator[tuple[K, V | None, V | None]]:
    """Everything that one of them has, in the order of the later one."""
    for key in dict.fromkeys((*after, *before)):
        yield key, before.get(key), after.get(key)


def _whole(
    file: str,
    record: str,
    what: str,
    before: V | None,
    after: V | None,
    tell: Callable[[V], str],
) -> Change:
    """That something came or went as a whole; ``tell`` says in a few words what it is."""
    old, new = (None if one is None else tell(one) for one in (before, after))
    return Change(file, record, what, old, new)


# -- units.yaml ------------------------------------------------------------


class _Named(Protocol):
    @property
    def name(self) -> str: ...


P = TypeVar("P", bound=_Named)


def _renaming(
    before: Sequence[P], after: Sequence[P], is_same: Callable[[P, P], bool]
) -> dict[str, str]:
    """The old name to the new one, when exactly one is gone, exactly one is new and
    they are the same. Of more, who became whom would be a guess."""
    old, new = {one.name for one in before}, {one.name for one in after}
    gone = [one for one in before if one.name not in new]
    come = [one for one in after if one.name not in old]
    if len(gone) == len(come) == 1 and is_same(gone[0], come[0]):
        return {gone[0].name: come[0].name}
    return {}


def _share_a_name(before: Unit | Group, after: Unit | Group) -> bool:
    return not set(names_of(before)).isdisjoint(names_of(after))


_Part: TypeAlias = tuple[str, str | int, int]


def _same_parts(before: set[_Part], after: set[_Part]) -> bool:
    """Whether a unit has another's parts in everything. To be in the same groups alone
    is no sign: they have many members."""
    return before == after and any(sort != "group" for sort, *_ in after)


def _parts(plan: Plan, unit: str, group_name: Callable[[str], str] = str) -> set[_Part]:
    """What a unit leads (and as which), supports by name, belongs to, and its target."""
    parts: set[_Part] = set()
    for task in plan.tasks:
        leads = plan.leads(task)
        if unit in leads:
            parts.add(("lead", task.number, leads.index(unit)))
        if unit in plan.supporters(task):
            parts.add(("support", task.number, 0))
    parts.update(("group", group_name(group), 0) for group in plan.register.groups_of(unit))
    if unit in plan.targets:
        parts.add(("target", "", plan.targets[unit]))
    return parts


def _units(before: Side, after: Side, names: _Names) -> Iterator[Change]:
    old, new = (side.plan.register if _UNITS in side.files else None for side in (before, after))
    was, now = names
    yield from _fields(_UNITS, "名册", old, new, {"district": "本区全名"})
    units_before = {was(unit.name): unit for unit in (old.units if old else ())}
    units_after = {unit.name: unit for unit in (new.units if new else ())}
    for name, a, b in _both(units_before, units_after):
        if a is None or b is None:
            yield _whole(_UNITS, name, "单位", a, b, lambda unit: unit.kind)
        else:
            yield from _name("单位", a, b)
            yield from _fields(_UNITS, name, a, b, UNIT_FIELDS)
            yield from _set(_UNITS, name, "别名", a.aliases, b.aliases)
            same = (map(was, a.see_also), map(now, b.see_also))
            yield from _set(_UNITS, name, "可能的同一机构", *same)
    groups_before = {was(group.name): group for group in (old.groups if old else ())}
    groups_after = {group.name: group for group in (new.groups if new else ())}
    for name, c, d in _both(groups_before, groups_after):
        if c is None or d is None:
            yield _whole(_UNITS, name, "组", c, d, lambda group: f"{len(group.members)} 个单位")
        else:
            yield from _name("组", c, d)
            yield from _fields(_UNITS, name, c, d, GROUP_FIELDS)
            yield from _set(_UNITS, name, "别名", c.aliases, d.aliases)
            yield from _set(_UNITS, name, "成员", map(was, c.members), map(now, d.members))


def _name(sort: str, before: Unit | Group, after: Unit | Group) -> Iterator[Change]:
    if before.name != after.name:
        yield Change(_UNITS, after.name, f"{sort}改名", before.name, after.name)


# -- tasks.yaml ------------------------------------------------------------


def _tasks(before: Side, after: Side, names: _Names) -> Iterator[Change]:
    old, new = (side.plan if _TASKS in side.files else None for side in (before, after))
    yield from _fields(_TASKS, "计划", old and old.info, new and new.info, PLAN_FIELDS)
    sections_before = {one.number: one for one in (old.sections if old else ())}
    sections_after = {one.number: one for one in (new.sections if new else ())}
    for number, a, b in sorted(_both(sections_before, sections_after), key=_number):
        record = f"第{_ordinal(number)}部分"
        if a and b:
            yield from _fields(_TASKS, record, a, b, SECTION_FIELDS)
        else:
            yield _whole(_TASKS, record, "部分", a, b, lambda section: section.title)
    tasks_before = {task.number: task for task in (old.tasks if old else ())}
    tasks_after = {task.number: task for task in (new.tasks if new else ())}
    for number, c, d in sorted(_both(tasks_before, tasks_after), key=_number):
        record = f"任务（{_ordinal(number)}）"
        if c and d:
            yield from _task(record, c, d, names)
        else:
            yield _whole(_TASKS, record, "任务", c, d, lambda task: task.title)


def _number(found: tuple[int, object, object]) -> int:
    return found[0]


def _ordinal(number: int) -> str:
    return chinese(number) if number < 100 else str(number)


def _task(record: str, before: Task, after: Task, names: _Names) -> Iterator[Change]:
    was, now = names
    yield from _fields(_TASKS, record, before, after, TASK_FIELDS)
    lead = (tuple(map(was, before.lead)), tuple(map(now, after.lead)))
    yield from _set(_TASKS, record, "牵头单位", *lead)
    yield from _order(record, "牵头单位", *lead, first_counts=True)
    support = (tuple(map(was, before.support)), tuple(map(now, after.support)))
    yield from _set(_TASKS, record, "责任单位", *support)
    yield from _order(record, "责任单位", *support)
    deadlines_before: dict[str, Deadline] = {one.id: one for one in before.deadlines}
    deadlines_after: dict[str, Deadline] = {one.id: one for one in after.deadlines}
    both = _both(deadlines_before, deadlines_after)
    for identity, a, b in sorted(both, key=lambda found: _numbers(found[0])):
        if a and b:
            yield from _deadline(f"{record}的时限 {identity}", a, b)
        else:
            yield Change(_TASKS, record, f"时限 {identity}", _brief(a), _brief(b))


def _order(
    record: str,
    what: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    *,
    first_counts: bool = False,
) -> Iterator[Change]:
    """That names stand in another order. The first lead unit is the first in
    responsibility: that it is another is said by itself."""
    expected = [name for name in before if name in after]
    found = [name for name in after if name in before]
    if first_counts and before[:1] != after[:1]:
        yield Change(_TASKS, record, f"第一{what}", before[0], after[0])
        if after[0] in expected:  # that it went to the front is said, with what follows from it
            expected = [after[0], *(name for name in expected if name != after[0])]
    if expected != found:
        yield Change(_TASKS, record, f"{what}次序", before, after)


def _numbers(identity: str) -> list[int]:
    """12.10 comes after 12.9."""
    return [int(part) for part in identity.split(".")]


def _brief(deadline: Deadline | None) -> str | None:
    """A deadline in a few words: what it asks for, by when."""
    if deadline is None:
        return None
    if deadline.kind == "固定日期":
        when = deadline.due.isoformat()
    elif deadline.kind == "周期":
        when = deadline.every
    elif deadline.kind == "事后限时":
        when = f"{deadline.within_workdays} 个工作日内"
    else:
        when = deadline.kind
    return f"{deadline.what}（{when}）"


def _deadline(record: str, before: Deadline, after: Deadline) -> Iterator[Change]:
    yield from _fields(_TASKS, record, before, after, DEADLINE_FIELDS)
    for label, a, b in sorted(_both(_marks(before), _marks(after)), key=lambda found: found[0]):
        yield from _done(record, f"{label} " if label else "", a, b)
    for one, other in _pairs(_occurrences(before), _occurrences(after)):
        if one is None or other is None:
            yield _whole(_TASKS, record, "事件", one, other, _event)
            continue
        prefix = f"{one.date} 事件"
        yield from _fields(_TASKS, record, one, other, {"what": "内容"}, prefix)
        yield from _done(record, prefix, one.done, other.done)


def _marks(deadline: Deadline) -> dict[str, Done]:
    """The marks of what is done, by period; one that has no periods has one, under ''."""
    if deadline.kind == "周期":
        return deadline.done
    if deadline.kind == "事后限时" or deadline.done is None:
        return {}
    return {"": deadline.done}


def _done(record: str, prefix: str, before: Done | None, after: Done | None) -> Iterator[Change]:
    if before and after:
        yield from _fields(_TASKS, record, before, after, DONE_FIELDS, prefix)
    elif before or after:
        yield _whole(_TASKS, record, f"{prefix}办结", before, after, lambda mark: f"{mark.on}")


def _occurrences(deadline: Deadline) -> tuple[Occurrence, ...]:
    return deadline.occurrences if deadline.kind == "事后限时" else ()


def _event(one: Occurrence) -> str:
    return f"{one.date}（{one.what}）" if one.what else one.date.isoformat()


def _pairs(
    before: Sequence[Occurrence], after: Sequence[Occurrence]
) -> list[tuple[Occurrence | None, Occurrence | None]]:
    """Which event is which, by day: they have no number, and one day may have several.
    The likest first, then in the order they stand in; those without a match are alone."""
    old, new = list(before), list(after)
    pairs: list[tuple[Occurrence | None, Occurrence | None]] = []
    likenesses: tuple[Callable[[Occurrence], object], ...] = (
        lambda one: one,
        lambda one: (one.date, one.what),
        lambda one: one.date,
    )
    for likeness in likenesses:
        alone = []
        for one in old:
            at = next(
                (at for at, other in enumerate(new) if likeness(other) == likeness(one)), None
            )
            if at is None:
                alone.append(one)
            else:
                pairs.append((one, new.pop(at)))
        old = alone
    pairs += [(one, None) for one in old] + [(None, one) for one in new]
    return sorted(pairs, key=lambda pair: min(one.date for one in pair if one))


# -- quotas.yaml -----------------------------------------------------------


def _quotas(before: Side, after: Side, names: _Names) -> Iterator[Change]:
    old, new = (side.plan if _QUOTAS in side.files else None for side in (before, after))
    was, _ = names
    fields = (old and old.quotas, new and new.quotas, QUOTAS_FIELDS)
    yield from _fields(_QUOTAS, "目标任务", *fields)
    targets = _named(old.targets, was) if old else {}
    for unit, a, b in _both(targets, new.targets if new else {}):
        if a != b:
            yield Change(_QUOTAS, unit, "年度任务", a, b)
    published_before, published = (side.published if side else {} for side in (old, new))
    for month in sorted({*published_before, *published}):
        counts = _named(published_before.get(month, {}), was)
        for unit, a, b in _both(counts, published.get(month, {})):
            if a != b:
                yield Change(_QUOTAS, f"{month} {unit}", "公开条数", a, b)


def _named(counts: Mapping[str, int], was: Callable[[str], str]) -> dict[str, int]:
    return {was(name): count for name, count in counts.items()}
