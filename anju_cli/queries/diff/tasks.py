"""Changes in tasks.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from anju_cli.queries.diff.change import TASKS, Change, Names, Side, both, fields_of, set_of, whole
from anju_cli.text.numerals import chinese

if TYPE_CHECKING:
    from anju_cli.model.schema import Deadline, Done, Occurrence, Task

PLAN_FIELDS = {
    "title": "标题",
    "issuer": "印发机关",
    "issued": "印发日期",
    "year": "年度",
    "source": "来源",
    "contact": "联系人和电话",
    "addressees": "主送机关",
    "copies": "抄送机关",
    "soon_days": "临期天数",
    "roll_workdays": "顺延工作日",
}
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
"""The fields with one value, and what people call them. A deadline has those of its kind."""


def tasks_changes(before: Side, after: Side, names: Names) -> Iterator[Change]:
    """Compare the plan itself, its sections, and its tasks with their deadlines."""
    old, new = (side.plan if TASKS in side.files else None for side in (before, after))
    yield from fields_of(TASKS, "计划", old and old.info, new and new.info, PLAN_FIELDS)
    sections_before = {section.number: section for section in (old.sections if old else ())}
    sections_after = {section.number: section for section in (new.sections if new else ())}
    for number, a, b in sorted(both(sections_before, sections_after), key=_number):
        record = f"第{_ordinal(number)}部分"
        if a and b:
            yield from fields_of(TASKS, record, a, b, SECTION_FIELDS)
        else:
            yield whole(TASKS, record, "部分", a, b, lambda section: section.title)
    tasks_before = {task.number: task for task in (old.tasks if old else ())}
    tasks_after = {task.number: task for task in (new.tasks if new else ())}
    for number, c, d in sorted(both(tasks_before, tasks_after), key=_number):
        record = f"任务（{_ordinal(number)}）"
        if c and d:
            yield from _task(record, c, d, names)
        else:
            yield whole(TASKS, record, "任务", c, d, lambda task: task.title)


def _number(pair: tuple[int, object, object]) -> int:
    return pair[0]


def _ordinal(number: int) -> str:
    return chinese(number) if number < 100 else str(number)


def _task(record: str, before: Task, after: Task, names: Names) -> Iterator[Change]:
    was, now = names
    yield from fields_of(TASKS, record, before, after, TASK_FIELDS)
    lead = (tuple(map(was, before.lead)), tuple(map(now, after.lead)))
    yield from set_of(TASKS, record, "牵头单位", *lead)
    yield from _order(record, "牵头单位", *lead, first_counts=True)
    support = (tuple(map(was, before.support)), tuple(map(now, after.support)))
    yield from set_of(TASKS, record, "责任单位", *support)
    yield from _order(record, "责任单位", *support)
    old: dict[str, Deadline] = {deadline.id: deadline for deadline in before.deadlines}
    new: dict[str, Deadline] = {deadline.id: deadline for deadline in after.deadlines}
    for identity, a, b in sorted(both(old, new), key=lambda pair: _numbers(pair[0])):
        if a and b:
            yield from _deadline(f"{record}的时限 {identity}", a, b, names)
        else:
            yield Change(TASKS, record, f"时限 {identity}", _brief(a), _brief(b))


def _order(
    record: str,
    what: str,
    before: tuple[str, ...],
    after: tuple[str, ...],
    *,
    first_counts: bool = False,
) -> Iterator[Change]:
    """Say that names stand in another order.
    The first lead unit is the first in responsibility: that it is another is a change by itself."""
    expected = [name for name in before if name in after]
    actual = [name for name in after if name in before]
    if first_counts and before[:1] != after[:1]:
        yield Change(TASKS, record, f"第一{what}", before[0], after[0])
        if after[0] in expected:  # that it went to the front is said already
            expected = [after[0], *(name for name in expected if name != after[0])]
    if expected != actual:
        yield Change(TASKS, record, f"{what}次序", before, after)


def _numbers(identity: str) -> list[int]:
    """Split an id into numbers: 12.10 comes after 12.9."""
    return [int(part) for part in identity.split(".")]


def _brief(deadline: Deadline | None) -> str | None:
    """Describe a deadline in a few words: what it asks for, by when."""
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


def _deadline(record: str, before: Deadline, after: Deadline, names: Names) -> Iterator[Change]:
    yield from fields_of(TASKS, record, before, after, DEADLINE_FIELDS)
    completions = both(_completions(before), _completions(after))
    for label, a, b in sorted(completions, key=lambda pair: pair[0]):
        yield from _done(record, f"{label} " if label else "", a, b)
    for old, new in _pairs(_occurrences(before, names[0]), _occurrences(after, names[1])):
        if old is None or new is None:
            yield whole(TASKS, record, "事件", old, new, _event)
            continue
        whose = f"{old.unit}的" if old.unit and old.unit == new.unit else ""
        prefix = f"{old.date} {whose}事件"
        yield from fields_of(TASKS, record, old, new, {"unit": "单位", "what": "内容"}, prefix)
        yield from _done(record, prefix, old.done, new.done)


def _completions(deadline: Deadline) -> dict[str, Done]:
    """Return the records of completion by period; the only one of others under ''."""
    if deadline.kind == "周期":
        return deadline.done
    if deadline.kind == "事后限时" or deadline.done is None:
        return {}
    return {"": deadline.done}


def _done(record: str, prefix: str, before: Done | None, after: Done | None) -> Iterator[Change]:
    if before and after:
        yield from fields_of(TASKS, record, before, after, DONE_FIELDS, prefix)
    elif before or after:
        yield whole(TASKS, record, f"{prefix}办结", before, after, lambda done: f"{done.on}")


def _occurrences(deadline: Deadline, name: Callable[[str], str]) -> tuple[Occurrence, ...]:
    """Return the events, their units by the name that stands for both plans."""
    events = deadline.occurrences if deadline.kind == "事后限时" else ()
    return tuple(
        event.model_copy(update={"unit": name(event.unit)}) if event.unit else event
        for event in events
    )


def _event(event: Occurrence) -> str:
    about = "，".join(filter(None, (event.what, event.unit)))
    return f"{event.date}（{about}）" if about else event.date.isoformat()


def _pairs(
    before: Sequence[Occurrence], after: Sequence[Occurrence]
) -> list[tuple[Occurrence | None, Occurrence | None]]:
    """Pair the events that are the same, by day.

    They have no number, and one day may have several: the likest first, then in the order of
    the file; the others stay alone.
    """
    old, new = list(before), list(after)
    pairs: list[tuple[Occurrence | None, Occurrence | None]] = []
    likenesses: tuple[Callable[[Occurrence], object], ...] = (
        lambda event: event,
        lambda event: (event.date, event.unit, event.what),
        lambda event: (event.date, event.unit),
        lambda event: (event.date, event.what),
        lambda event: event.date,
    )
    for likeness in likenesses:
        alone = []
        for event in old:
            same = [at for at, other in enumerate(new) if likeness(other) == likeness(event)]
            if same:
                pairs.append((event, new.pop(same[0])))
            else:
                alone.append(event)
        old = alone
    pairs += [(event, None) for event in old] + [(None, event) for event in new]
    return sorted(pairs, key=lambda pair: min(event.date for event in pair if event))
