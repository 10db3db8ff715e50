"""Duties: what the deadlines of a plan make due, as it stands on a day.

A deadline is a rule in tasks.yaml. A duty is one thing to hand over: a recurring deadline
makes one duty a period, an event one for each time it happened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from anju_cli.model.workdays import CalendarNotFound, is_workday, last_workday, nth_workday_after

if TYPE_CHECKING:
    from anju_cli.model.schema import (
        Deadline,
        Done,
        Occurrence,
        PlanInfo,
    )

# -- periods ---------------------------------------------------------------

Every = Literal["每月", "每季度", "每半年", "每年"]

MONTHS: dict[Every, int] = {"每月": 1, "每季度": 3, "每半年": 6, "每年": 12}
"""How many months a period has."""
_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_HALVES = ("上半年", "下半年")


class Period(NamedTuple):
    """One turn of a recurring deadline, first and last day included.

    ``label`` is its name in the data (2021-06, 2021-Q2, 2021-H1, 2021), ``title``
    the one for people (2021年6月, 2021年二季度, 2021年上半年, 2021年全年).
    """

    label: str
    title: str
    start: date
    end: date

    @property
    def name(self) -> str:
        """The title without the year: 6月, 二季度, 上半年, 全年."""
        return self.title.partition("年")[2]

    @property
    def months(self) -> tuple[str, ...]:
        """The months of it, as labels."""
        numbers = range(self.start.month, self.end.month + 1)
        return tuple(f"{self.start.year:04}-{number:02}" for number in numbers)


def _names(every: Every, year: int, number: int) -> tuple[str, str]:
    """Return label and title of the ``number``-th period (from 1) of a year."""
    if every == "每月":
        return f"{year:04}-{number:02}", f"{year}年{number}月"
    if every == "每季度":
        return f"{year:04}-Q{number}", f"{year}年{_QUARTERS[number - 1]}"
    if every == "每半年":
        return f"{year:04}-H{number}", f"{year}年{_HALVES[number - 1]}"
    return f"{year:04}", f"{year}年全年"


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def periods(every: Every, year: int, issued: date) -> tuple[Period, ...]:
    """List the periods that end in ``year``, and not before the plan was ``issued``.

    A period under way on the day of issue is one of them. Raises ValueError for
    a year no date can have (above 9999).
    """
    length = MONTHS[every]
    return tuple(
        Period(*_names(every, year, last // length), date(year, last - length + 1, 1), end)
        for last in range(length, 13, length)
        if (end := month_end(year, last)) >= issued
    )


def periods_of_year(year: int) -> tuple[Period, ...]:
    """List all periods of a year: months, quarters, halves and the whole."""
    return tuple(each for every in MONTHS for each in periods(every, year, date(year, 1, 1)))


def period_due(end: date, by: str) -> date:
    """Return the last day for the period to ``end``: that, 期末, or 次月N日, in the next month."""
    nth = 0 if by == "期末" else int(by.removeprefix("次月").removesuffix("日"))
    return end + timedelta(days=nth)


# -- duties ----------------------------------------------------------------

DutyKind = Literal["fixed", "recurring", "event", "ongoing"]
State = Literal["done", "done_late", "overdue", "today", "soon", "upcoming", "ongoing", "event"]

OPEN_STATES: frozenset[State] = frozenset({"overdue", "today", "soon", "upcoming"})
"""The states of a duty that has a date and is not done."""

STATE_WORDS: dict[State, str] = {
    "done": "已办结",
    "done_late": "逾期办结",
    "overdue": "逾期",
    "today": "今日到期",
    "soon": "临期",
    "upcoming": "未到期",
    "ongoing": "持续推进",
    "event": "事发后计时",
}


class Duty(NamedTuple):
    """One thing to hand over, as it stands on a day.

    ``due`` includes that day and is already rolled where the plan rolls; None
    means no date is set, or that the calendar cannot tell it. ``days_left``
    counts days until ``due``, negative when overdue, and is None when done or
    without a date. ``done`` is what was written down when it was done, None until that day.
    ``unit`` is the one unit whose duty it is; None: that of every unit of the task.
    ``rule`` says the deadline's rule for people. ``event`` is the day of the event that it
    follows, and of several on one day of a deadline it is the ``nth``.
    """

    id: str
    task: int
    what: str
    kind: DutyKind
    quote: str
    rule: str
    state: State = "ongoing"
    period: Period | None = None
    due: date | None = None
    days_left: int | None = None
    done: Done | None = None
    unit: str | None = None
    event: date | None = None
    nth: int = 1

    @property
    def turn(self) -> str:
        """What tells it from the others of its deadline, and stays when texts are edited."""
        if self.period:
            return self.period.label
        again = f"-{self.nth}" if self.nth > 1 else ""
        return f"{self.event}{again}" if self.event else ""

    @property
    def done_on(self) -> date | None:
        """The day it was done, None until then."""
        return self.done.on if self.done else None

    def is_due_within(self, days: int) -> bool:
        """Whether it is open, and overdue or due within so many days, today included."""
        return self.state in OPEN_STATES and self.days_left is not None and self.days_left <= days

    @property
    def last_workday(self) -> date | None:
        """The last working day on or before ``due``, None where unknown.
        Computed on demand: lists that do not show it need no calendar."""
        try:
            return None if self.due is None else last_workday(self.due)
        except CalendarNotFound:
            return None


def effective_due(due: date, roll_workdays: int) -> date:
    """Roll ``due`` off a day off, to the n-th working day after it.
    It stays where n is 0, and where the holidays of its year are unknown."""
    if roll_workdays == 0:
        return due
    try:
        return due if is_workday(due) else nth_workday_after(due, roll_workdays)
    except CalendarNotFound:
        return due


def workdays_after(event: date, n: int) -> date | None:
    """Return the n-th working day after a day, None where holidays are unknown."""
    try:
        return nth_workday_after(event, n)
    except CalendarNotFound:
        return None


def event_words(event: Occurrence, unit: str | None) -> str:
    """Name an event: its day, what it was, whose (2021-09-28 注销一个账号，青石镇)."""
    return "，".join(filter(None, (f"{event.date} {event.what or '发生'}", unit)))


def duties_of(
    deadline: Deadline,
    task_number: int,
    plan_info: PlanInfo,
    today: date,
    canonical: Callable[[str], str] = str,
) -> tuple[Duty, ...]:
    """Make the duties of one deadline of a task, as they stand on ``today``.

    One for a fixed date or a duty without a date; one a period for a recurring one; for an
    event the standing rule, which has no date, and then each time it is known on ``today``
    to have happened. ``canonical`` gives a unit its one name, where it is written by another.
    """
    return tuple(
        _on_a_day(duty, today, plan_info.soon_days)
        for duty in _turns(deadline, task_number, plan_info, canonical)
        if duty.event is None or duty.event <= today
    )


def _turns(
    deadline: Deadline, task: int, plan: PlanInfo, canonical: Callable[[str], str]
) -> Iterator[Duty]:
    """Yield the duties with all that does not depend on the day."""
    roll = plan.roll_workdays
    rolled = f"；遇休息日顺延至其后第{roll}个工作日" if roll else ""
    duty = Duty(deadline.id, task, deadline.what, "ongoing", deadline.quote, "无固定日期")
    if deadline.kind == "固定日期":
        due = effective_due(deadline.due, roll)
        rule = f"固定日期，含当日{rolled}"
        yield duty._replace(kind="fixed", rule=rule, due=due, done=deadline.done)
    elif deadline.kind == "周期":
        rule = f"{deadline.every}，{deadline.by}前（含当日）{rolled}"
        for period in periods(deadline.every, plan.year, plan.issued):
            yield duty._replace(
                kind="recurring",
                rule=rule,
                what=f"{deadline.what}（{period.title}）",
                period=period,
                due=effective_due(period_due(period.end, deadline.by), roll),
                done=deadline.done.get(period.label),
            )
    elif deadline.kind == "事后限时":
        rule = f"事发后{deadline.within_workdays}个工作日内（当天不计）"
        duty = duty._replace(kind="event", rule=rule, state="event")
        yield duty
        seen: Counter[date] = Counter()
        for event in deadline.occurrences:
            seen[event.date] += 1
            unit = None if event.unit is None else canonical(event.unit)
            yield duty._replace(
                what=f"{deadline.what}（{event_words(event, unit)}）",
                due=workdays_after(event.date, deadline.within_workdays),
                done=event.done,
                unit=unit,
                event=event.date,
                nth=seen[event.date],
            )
    else:
        yield duty._replace(done=deadline.done)


def _on_a_day(duty: Duty, today: date, soon_days: int) -> Duty:
    """Tell how a duty stands on ``today``; its state is that without a date, not done."""
    due, done = duty.due, duty.done
    if done is not None and done.on <= today:
        return duty._replace(state="done_late" if due is not None and done.on > due else "done")
    # On a past day, what was done later was not done yet.
    if due is None:
        return duty._replace(done=None)
    days_left = (due - today).days
    state: State = "soon" if days_left <= soon_days else "upcoming"
    if days_left <= 0:
        state = "overdue" if days_left else "today"
    return duty._replace(state=state, days_left=days_left, done=None)


# -- order -----------------------------------------------------------------

_SortKey = tuple[int, date, int, tuple[int, ...], str, date]


def sort_key(duty: Duty) -> _SortKey:
    """Return what ``in_order`` sorts a duty by."""
    if duty.state == "overdue":
        rank = 0
    elif duty.due is not None:
        rank = 1
    else:
        rank = 2 if duty.kind == "event" else 3
    number = tuple(int(part) for part in duty.id.split("."))
    due = duty.due or date.max
    # Two events may share a due date: what happened then decides.
    return rank, due, duty.task, number, duty.what, duty.done_on or date.max


def in_order(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Sort duties: overdue, then dated by date, then rules for events, then the rest.
    Equals go by task and by number (12.10 after 12.9)."""
    return tuple(sorted(duties, key=sort_key))
