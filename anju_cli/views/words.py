"""Words and cells that several views share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.duties import STATE_WORDS, Duty, State
from anju_cli.model.plan import Involvement, Plan
from anju_cli.render.document import Cell, Style
from anju_cli.text.numerals import chinese

if TYPE_CHECKING:
    from anju_cli.model.schema import PlanInfo, Task

_STATE_STYLES: dict[State, Style] = {
    "done": "green",
    "done_late": "blue",
    "overdue": "red",
    "today": "red",
    "soon": "yellow",
    "upcoming": "plain",
    "ongoing": "muted",
    "event": "muted",
}

DASH = Cell("—", "muted")
"""In place of what is not known or does not apply."""


def ordinal(number: int) -> str:
    """A task's number as the notice writes it: （十二）."""
    return f"（{chinese(number)}）" if number < 100 else f"（{number}）"


def task_name(task: Task) -> str:
    """A task as people call it: （十二）规范完善政府政策信息资源."""
    return f"{ordinal(task.number)}{task.title}"


def names(units: Sequence[str]) -> str:
    """Names in a row. A group's own name holds 、, so ； sets names apart then."""
    return ("；" if any("、" in name for name in units) else "、").join(units)


def part_words(part: Involvement | None) -> str:
    """A unit's part in a task: 牵头, 责任, or 责任（区直各部门）."""
    if part is None:
        return ""
    if part.role == "lead":
        return "牵头"
    return f"责任（{part.via}）" if part.via else "责任"


def role_words(part: Involvement | None) -> str:
    """A unit's part in one word, where a table has no room for the group it has it through."""
    return "" if part is None else part_words(Involvement(part.role))


def state_cell(duty: Duty) -> Cell:
    """The state in words, with the days that go with it."""
    word = STATE_WORDS[duty.state]
    days = duty.days_left
    if days is not None and duty.state == "overdue":
        word = f"逾期 {-days} 天"
    elif days is not None and duty.state == "soon":
        word = f"临期 剩 {days} 天"
    elif days is not None and duty.state == "upcoming":
        word = f"剩 {days} 天"
    elif duty.done_on is not None:
        word = f"{word} {duty.done_on}"
    return Cell(word, _STATE_STYLES[duty.state])


def number_cell(number: int | None) -> Cell:
    """A whole number, which a spreadsheet takes as one; a dash where there is none."""
    return DASH if number is None else Cell(str(number), value=number)


def day_cell(day: date | None) -> Cell:
    """A day alone, so that spreadsheets read it as one."""
    return Cell(day.isoformat(), value=day) if day else DASH


def due_note(info: PlanInfo) -> str:
    """The rules of due dates and states, to stand under every list of them."""
    roll = (
        f"遇休息日顺延至其后第 {info.roll_workdays} 个工作日"
        if info.roll_workdays
        else "遇休息日不顺延"
    )
    return (
        f"期限含当日，{roll}；最后工作日是期限当日或之前的最后一个工作日。"
        f"剩余天数按日历日算，{info.soon_days} 天以内为临期。"
    )


def year_is_over(plan: Plan, today: date, command: str) -> str | None:
    """A sentence for who asks after a plan's year, and how to ask about a day in it."""
    year = plan.info.year
    if today.year <= year:
        return None
    return (
        f"今天是 {today}，{year} 年的计划已经结束。"
        f"想看当年某一天的情况，请加 --today，例如 {command} --today {year}-06-15"
    )
