"""Records of completion: which one a person means, and where it stands.

A deadline has one record, a recurring one a record a period, one after an event a record
for each time it happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anju_cli.model.duties import Duty, Period, duties_of, periods
from anju_cli.model.plan import Plan
from anju_cli.model.schema import (
    Deadline,
    Done,
    EventDeadline,
    Occurrence,
    PlanInfo,
    RecurringDeadline,
)
from anju_cli.parsing.tree import Path
from anju_cli.text import lenient

DONE_KEYS = ("on", "note", "link")
OCCURRENCE_KEYS = ("date", "what", "done")


class CompletionNotFound(ValueError):
    """No record is meant, or more than one.
    The message says why, and what to write; ``option`` names what was typed."""

    def __init__(self, message: str, option: str = "参数 编号") -> None:
        super().__init__(message)
        self.option = option


@dataclass(frozen=True)
class Occasion:
    """The turn of a deadline that was typed: its period, or its event by day and name."""

    period: str | None = None
    event: date | None = None
    what: str | None = None


@dataclass(frozen=True)
class Completion:
    """A record of completion, there or not.

    ``path`` leads to its ``done``; ``title`` is for people. Of a recurring deadline it has
    a period, of one after an event an occurrence, which ``is_new`` where the file does not
    have it yet. ``order`` is that of the keys beside it.
    """

    deadline: Deadline
    task: int
    path: Path
    title: str
    done: Done | None
    order: tuple[str, ...]
    period: Period | None = None
    occurrence: Occurrence | None = None
    is_new: bool = False

    def duty(self, info: PlanInfo, today: date, done: Done | None) -> Duty:
        """Make the duty as it stands on ``today`` with the record ``done``, or with none."""
        deadline = self.deadline
        if deadline.kind == "周期" and self.period is not None:
            label = self.period.label
            records = {} if done is None else {label: done}
            deadline = deadline.model_copy(update={"done": records})
            duties = duties_of(deadline, self.task, info, today)
            return next(duty for duty in duties if duty.period and duty.period.label == label)
        if deadline.kind == "事后限时" and self.occurrence is not None:
            event = self.occurrence.model_copy(update={"done": done})
            deadline = deadline.model_copy(update={"occurrences": (event,)})
            return duties_of(deadline, self.task, info, today)[-1]
        return duties_of(deadline.model_copy(update={"done": done}), self.task, info, today)[0]

    def refusal(self, on: date, info: PlanInfo, today: date) -> str | None:
        """Say why it cannot have been done ``on`` that day, as the rules of dates would."""
        if self.occurrence is not None and self.occurrence.date > today:
            return f"事件的日期 {self.occurrence.date} 还没有到（今天是 {today}）。发生以后再记"
        if on > today:
            return f"办结日期 {on} 还没有到（今天是 {today}）。办完以后再记"
        if on < info.issued:
            return f"办结日期 {on} 早于计划印发的 {info.issued}。请核对日期"
        if self.period is not None and on < self.period.start:
            start = self.period.start
            return f"办结日期 {on} 早于{self.period.title}，那一期从 {start} 开始。请核对日期和周期"
        if self.occurrence is not None and on < self.occurrence.date:
            return f"办结日期 {on} 早于事件发生的 {self.occurrence.date}。请核对这两个日期"
        return None


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
        return _event(plan.info, task, deadline, path, occasion, may_add=may_add)
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
            f"没有时限 {identity}：没有第 {number} 项任务{beside}。全部编号：anju deadlines --all"
        )
    beside = f"只有{_ids(task.deadlines)}" if task.deadlines else "没有时限"
    raise CompletionNotFound(
        f"没有时限 {identity}：第 {number} 项任务{beside}。全部编号：anju deadlines --all"
    )


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


def _event(
    info: PlanInfo,
    task: int,
    deadline: EventDeadline,
    path: Path,
    occasion: Occasion,
    *,
    may_add: bool,
) -> Completion:
    known = deadline.occurrences
    listed = "、".join(map(_shown, known))
    if occasion.event is None:
        beside = f"已记的有：{listed}" if known else "还没有记过"
        raise CompletionNotFound(
            f"{deadline.id} 是事后限时的，请用 --event 写明事件（{deadline.event}）"
            f"是哪天发生的，例如 --event {info.year}-09-30。{beside}",
            "选项 --event",
        )
    index = _which(deadline, occasion)
    if index is None:
        if not may_add:
            beside = f"已记的有：{listed}" if known else "还没有记过事件"
            raise CompletionNotFound(
                f"{deadline.id} 没有记 {occasion.event} 的事件。{beside}", "选项 --event"
            )
        if occasion.event.year != info.year:
            raise CompletionNotFound(
                f"事件的日期 {occasion.event} 不在计划年度 {info.year} 年内", "选项 --event"
            )
        if occasion.event < info.issued:
            raise CompletionNotFound(
                f"事件的日期 {occasion.event} 早于计划印发的 {info.issued}", "选项 --event"
            )
        index = len(known)
        occurrence = Occurrence(date=occasion.event, what=occasion.what, done=None)
    else:
        occurrence = known[index]
    return Completion(
        deadline,
        task,
        (*path, "occurrences", index, "done"),
        f"{deadline.id} {deadline.what}（{_shown(occurrence)}）",
        occurrence.done,
        OCCURRENCE_KEYS,
        occurrence=occurrence,
        is_new=index == len(known),
    )


def _which(deadline: EventDeadline, occasion: Occasion) -> int | None:
    """Find the index of the event that is meant; None if there is none on that day.
    An event of another name on that day is a reason to ask, not to guess."""
    events = deadline.occurrences
    same_day = [at for at, event in enumerate(events) if event.date == occasion.event]
    if occasion.what is not None and same_day:
        called = [at for at in same_day if events[at].what == occasion.what]
        if not called:
            there = "、".join(events[at].what or "没有写是什么事" for at in same_day)
            raise CompletionNotFound(
                f"{deadline.id} 在 {occasion.event} 已经记有：{there}。就是它的，不写 --what；"
                "另有一件的，请先用 anju edit tasks 加上",
                "选项 --what",
            )
        same_day = called
    if len(same_day) > 1:
        names = [events[at].what or "" for at in same_day]
        advice = "分不出是哪一件，请用 anju edit tasks 改"
        if len(set(names)) == len(names) and "" not in names:
            advice = f"请用 --what 写明是哪一件：{'、'.join(names)}"
        message = f"{deadline.id} 在 {occasion.event} 记有 {len(same_day)} 件事，{advice}"
        raise CompletionNotFound(message, "选项 --what")
    return same_day[0] if same_day else None


def _shown(event: Occurrence) -> str:
    return f"{event.date} {event.what}" if event.what else f"{event.date}"
