"""Find the record of completion that a person means, or the place of a new event."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.editing.completion import (
    OCCURRENCE_KEYS,
    Completion,
    CompletionNotFound,
    Occasion,
)
from anju_cli.model.duties import Period, event_words, periods
from anju_cli.model.plan import Plan
from anju_cli.model.schema import (
    Deadline,
    EventDeadline,
    Occurrence,
    PlanInfo,
    RecurringDeadline,
)
from anju_cli.parsing.tree import Path
from anju_cli.text import lenient


def find_completion(plan: Plan, typed: str, occasion: Occasion, *, may_add: bool) -> Completion:
    """Find the record that ``typed`` (12.1, “12.1”, １２.１) means.

    ``may_add``: an event that is not there yet is to be added. Raises CompletionNotFound.
    """
    deadline, path = _deadline(plan, typed)
    task = int(deadline.id.partition(".")[0])
    if occasion.period is not None and deadline.kind != "周期":
        raise CompletionNotFound(
            f"{deadline.id} 不是分期办的（{deadline.kind}），请去掉 --period", "选项 --period"
        )
    if occasion.event is not None and deadline.kind != "事后限时":
        raise CompletionNotFound(
            f"{deadline.id} 不是事后限时的（{deadline.kind}），请去掉 --event", "选项 --event"
        )
    if deadline.kind == "周期":
        period = _period(plan.info, deadline, occasion.period)
        turns = periods(deadline.every, plan.info.year, plan.info.issued)
        return Completion(
            deadline,
            task,
            (*path, "done", period.label),
            f"{deadline.id} {deadline.what}（{period.title}）",
            deadline.done.get(period.label),
            tuple(turn.label for turn in turns),
            period=period,
        )
    if deadline.kind == "事后限时":
        return _event(plan, deadline, path, occasion, may_add=may_add)
    order = ("id", "kind", "what", "quote", "note", "due", "done")
    title = f"{deadline.id} {deadline.what}"
    return Completion(deadline, task, (*path, "done"), title, deadline.done, order)


def _deadline(plan: Plan, typed: str) -> tuple[Deadline, Path]:
    """Find the deadline, and where it stands in tasks.yaml."""
    identity = lenient.deadline_id(lenient.unquoted(typed.strip()))
    if identity is None:
        raise CompletionNotFound(f"“{typed}”不是时限编号。编号写成 任务号.序号，例如 12.1")
    number = int(identity.partition(".")[0])
    task = plan.task(number)
    for at, deadline in enumerate(task.deadlines if task else ()):
        if deadline.id == identity:
            return deadline, ("tasks", plan.index_in_file(number), "deadlines", at)
    if task is None:
        numbers = [other.number for other in plan.tasks if other.deadlines]
        near = min(numbers, key=lambda other: abs(other - number), default=None)
        task = plan.task(near) if near is not None else None
        beside = f"；离得最近的是{_ids(task.deadlines)}" if task else ""
        raise CompletionNotFound(
            f"没有时限 {identity}：没有第 {number} 项任务{beside}", is_unknown=True
        )
    beside = f"只有{_ids(task.deadlines)}" if task.deadlines else "没有时限"
    raise CompletionNotFound(f"没有时限 {identity}：第 {number} 项任务{beside}", is_unknown=True)


def _ids(deadlines: Sequence[Deadline]) -> str:
    return " " + "、".join(deadline.id for deadline in deadlines)


# -- periods -----------------------------------------------------------------


def _period(info: PlanInfo, deadline: RecurringDeadline, typed: str | None) -> Period:
    turns = periods(deadline.every, info.year, info.issued)
    possible = f"可以写：{'、'.join(turn.label for turn in turns)}"
    if typed is None:
        raise CompletionNotFound(
            f"{deadline.id} {deadline.every}一次，请用 --period 写明是哪一期。{possible}",
            "选项 --period",
        )
    label = lenient.period_in_year(typed, info.year)
    for turn in turns:
        if turn.label == label:
            return turn
    raise CompletionNotFound(
        f"{deadline.id} {deadline.every}一次，没有“{typed}”这一期。{possible}", "选项 --period"
    )


# -- events ------------------------------------------------------------------


def find_new_event(plan: Plan, typed: str, occasion: Occasion) -> Completion:
    """Find the place of an event that is not there yet. Raises CompletionNotFound."""
    deadline, path = _deadline(plan, typed)
    if deadline.kind != "事后限时":
        others = [
            other for task in plan.tasks for other in task.deadlines if other.kind == "事后限时"
        ]
        beside = f"。可以记的：{_ids(others).strip()}" if others else ""
        raise CompletionNotFound(
            f"{deadline.id} 不是事后限时的（{deadline.kind}），没有事件可记{beside}"
        )
    same = [
        event
        for event in deadline.occurrences
        if event.date == occasion.event
        and _unit_of(plan, event) in (None, occasion.unit)
        and (occasion.what is None or event.what in (None, occasion.what))
    ]
    if same:
        advice = "另有一件的，请用 --what 写明是什么事"
        if not all(event.unit for event in same):
            advice = f"{_advice_to_name(occasion)}；{advice}"
        raise CompletionNotFound(f"{deadline.id} 已经记有：{_listed(plan, same)}。{advice}")
    return _new(plan, deadline, path, occasion)


def _event(
    plan: Plan, deadline: EventDeadline, path: Path, occasion: Occasion, *, may_add: bool
) -> Completion:
    known = deadline.occurrences
    beside = f"已记的有：{_listed(plan, known)}" if known else "还没有记过事件"
    if occasion.event is None:
        raise CompletionNotFound(
            f"{deadline.id} 是事后限时的，请用 --event 写明事件（{deadline.event}）"
            f"是哪天发生的，例如 --event {plan.info.year}-09-30。{beside}",
            "选项 --event",
        )
    index = _which(plan, deadline, occasion)
    if index is not None:
        return _completion(plan, deadline, path, index, known[index])
    if may_add:
        return _new(plan, deadline, path, occasion)
    whose = f" {occasion.unit}的" if occasion.unit else " 的"
    raise CompletionNotFound(
        f"{deadline.id} 没有记 {occasion.event}{whose}事件。{beside}", "选项 --event"
    )


def _completion(
    plan: Plan, deadline: EventDeadline, path: Path, index: int, event: Occurrence
) -> Completion:
    return Completion(
        deadline,
        int(deadline.id.partition(".")[0]),
        (*path, "occurrences", index, "done"),
        f"{deadline.id} {deadline.what}（{event_words(event, _unit_of(plan, event))}）",
        event.done,
        OCCURRENCE_KEYS,
        occurrence=event,
        is_new=index == len(deadline.occurrences),
    )


def _new(plan: Plan, deadline: EventDeadline, path: Path, occasion: Occasion) -> Completion:
    """Make the event that was typed, one past those that are there."""
    day, info = occasion.event, plan.info
    assert day is not None  # noqa: S101 - who adds an event says when it was
    if day.year != info.year:
        raise CompletionNotFound(f"事件的日期 {day} 不在计划年度 {info.year} 年内", "选项 --event")
    if day < info.issued:
        raise CompletionNotFound(f"事件的日期 {day} 早于计划印发的 {info.issued}", "选项 --event")
    task = plan.task(int(deadline.id.partition(".")[0]))
    parties = (*task.lead, *task.support) if task else ()
    if occasion.unit is None and plan.register.sole_unit(parties) is None:
        raise CompletionNotFound(
            f"请用 --unit 写明 {deadline.id} 在 {day} 的事件是哪个单位的",
            "选项 --unit",
        )
    if occasion.unit is not None and not plan.register.includes(parties, occasion.unit):
        raise CompletionNotFound(
            f"{occasion.unit}不是 {deadline.id} 所在任务的牵头单位或责任单位，不会有它的事件",
            "选项 --unit",
        )
    event = Occurrence(date=day, unit=occasion.unit, what=occasion.what, done=None)
    return _completion(plan, deadline, path, len(deadline.occurrences), event)


def _which(plan: Plan, deadline: EventDeadline, occasion: Occasion) -> int | None:
    """Find the index of the event that is meant; None if there is none of that day and unit.
    An event that may be it, and may be another, is a reason to ask, not to guess."""
    events, day = deadline.occurrences, occasion.event
    meant = [at for at, event in enumerate(events) if event.date == day]
    if occasion.unit is not None:
        own = [at for at in meant if _unit_of(plan, events[at]) == occasion.unit]
        nobodys = [events[at] for at in meant if events[at].unit is None]
        if not own and nobodys:
            raise CompletionNotFound(
                f"{deadline.id} 已经记有：{_listed(plan, nobodys)}，没有写是哪个单位的。"
                f"{_advice_to_name(occasion)}；另有一件的，请先用 anju event 记上",
                "选项 --unit",
            )
        meant = own
    if occasion.what is not None and meant:
        called = [at for at in meant if events[at].what == occasion.what]
        if not called:
            there = "、".join(events[at].what or "没有写是什么事" for at in meant)
            raise CompletionNotFound(
                f"{deadline.id} 在 {day} 已经记有：{there}。就是它的，不写 --what；"
                "另有一件的，请先用 anju event 记上",
                "选项 --what",
            )
        meant = called
    if len(meant) > 1:
        raise _undecided(plan, deadline, [events[at] for at in meant], occasion)
    return meant[0] if meant else None


def _undecided(
    plan: Plan, deadline: EventDeadline, events: Sequence[Occurrence], occasion: Occasion
) -> CompletionNotFound:
    """Ask which of several events of one day is meant, by what tells them apart."""
    advice, option = "分不出是哪一件，请用 anju edit tasks 改", "选项 --what"
    units = [_unit_of(plan, event) or "" for event in events]
    names = [event.what or "" for event in events]
    if occasion.unit is None and len(set(units)) > 1 and "" not in units:
        advice = f"请用 --unit 写明是哪个单位的：{'、'.join(dict.fromkeys(units))}"
        option = "选项 --unit"
    elif len(set(names)) == len(names) and "" not in names:
        advice = f"请用 --what 写明是哪一件：{'、'.join(names)}"
    message = f"{deadline.id} 在 {occasion.event} 记有 {len(events)} 件事，{advice}"
    return CompletionNotFound(message, option)


def _advice_to_name(occasion: Occasion) -> str:
    own = f" unit: {occasion.unit}" if occasion.unit else " unit"
    return f"就是它的，请先用 anju edit tasks 在它的 date 下面加一行{own}"


def _unit_of(plan: Plan, event: Occurrence) -> str | None:
    return None if event.unit is None else plan.register.canonical(event.unit)


def _listed(plan: Plan, events: Sequence[Occurrence]) -> str:
    """List events, each with what it was and whose: 2021-06-10 注销一个账号（青石镇）."""
    return "、".join(
        " ".join(filter(None, (str(event.date), event.what))) + (f"（{unit}）" if unit else "")
        for event in events
        for unit in (_unit_of(plan, event),)
    )
