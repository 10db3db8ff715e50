"""Words, cells and notes that several views share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.duties import STATE_WORDS, Duty, State
from anju_cli.model.plan import Involvement, Plan
from anju_cli.render.document import Cell, Hinted, Style
from anju_cli.text.numerals import chinese

if TYPE_CHECKING:
    from fractions import Fraction

    from anju_cli.model.schema import Deadline, PlanInfo, Task
    from anju_cli.text.command_line import CommandLine

# -- words -------------------------------------------------------------------


def ordinal(number: int) -> str:
    """Write a task's number as the notice does: （十二）."""
    return f"（{chinese(number)}）" if number < 100 else f"（{number}）"


def task_name(task: Task) -> str:
    """Name a task as people do: （十二）规范完善政府政策信息资源."""
    return f"{ordinal(task.number)}{task.title}"


def section_name(plan: Plan, task: Task) -> str:
    """Name the section that a task is in: 三、加强政策解读."""
    section = plan.section(task.section)
    return f"{section.number}、{section.title}" if section else str(task.section)


def names(units: Sequence[str]) -> str:
    """Write names in a row. A group's own name holds 、, so ； sets names apart then."""
    return ("；" if any("、" in name for name in units) else "、").join(units)


def part_words(part: Involvement | None) -> str:
    """Write a unit's part in a task: 牵头, 责任, or 责任（区直各部门）."""
    if part is None:
        return ""
    if part.role == "lead":
        return "牵头"
    return f"责任（{part.via}）" if part.via else "责任"


def role_words(part: Involvement | None) -> str:
    """Write a unit's part in one word, without the group it has it through."""
    return "" if part is None else part_words(Involvement(part.role))


def quotation(deadline: Deadline) -> str:
    """Quote the words of the plan behind a deadline, and what was inferred."""
    note = f"（{deadline.note}）" if deadline.note else ""
    return f"“{deadline.quote}”{note}"


def month_name(month: str) -> str:
    """Write a month (2021-07) without its year: 7月."""
    return f"{int(month[5:])}月"


def months_words(months: Sequence[str]) -> str:
    """Write months (2021-07), those in a row by the first and the last: 3—5月、7月."""
    spans: list[list[int]] = []
    for month in (int(label[5:]) for label in months):
        if spans and month == spans[-1][-1] + 1:
            spans[-1].append(month)
        else:
            spans.append([month])
    return "、".join(
        f"{span[0]}—{span[-1]}月" if len(span) > 1 else f"{span[0]}月" for span in spans
    )


def missing_words(months: Sequence[str]) -> str:
    """Say which months a unit lacks: 缺3—5月、7月. Nothing for none."""
    return f"缺{months_words(months)}" if months else ""


def kind_words(kind: str, units: int) -> str:
    """Write the kind of a unit; of several together, how many they are."""
    return f"{units} 个单位" if units > 1 else kind


# -- cells -------------------------------------------------------------------

DASH = Cell("—", "muted", "")
"""In place of what is not known or does not apply."""

UNREPORTED = Cell("未报", "yellow", "")
"""In place of a count that was not reported, which is not 0."""

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


def state_cell(duty: Duty) -> Cell:
    """Write a duty's state, with the days that go with it: 临期 剩 3 天."""
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


def cell(value: Cell | str | int | date | None) -> Cell:
    """Write a text, a number or a day as a spreadsheet takes it; a dash for None."""
    if value is None:
        return DASH
    if isinstance(value, Cell):
        return value
    if isinstance(value, str):
        return Cell(value)
    return Cell(str(value), value=value)


def count_cell(count: int | None) -> Cell:
    """Write a count of items; 未报 where there is none."""
    return UNREPORTED if count is None else cell(count)


def sum_cell(count: int | None, unreported: int) -> Cell:
    """Write the sum of counts, and of how many units it lacks one; a dash where none is due."""
    if not unreported or count is None:
        return count_cell(count) if unreported else cell(count)
    return Cell(f"{count}（{unreported} 未报）", value=count)


def percent_cell(rate: Fraction | None) -> Cell:
    """Write a part of 1 as 50.0%, which a spreadsheet takes exactly; a dash for none."""
    from anju_cli.model.pace import percent  # which takes fractions; few answers have rates

    return DASH if rate is None else Cell(percent(rate), value=rate)


# -- notes -------------------------------------------------------------------


def due_rule(info: PlanInfo) -> str:
    """Say how due dates are counted: the day included, and whether they roll."""
    if info.roll_workdays:
        return f"期限含当日，遇休息日顺延至其后第 {info.roll_workdays} 个工作日"
    return "期限含当日，遇休息日不顺延"


def due_note(info: PlanInfo) -> str:
    """Explain due dates and states: it stands under every list of them."""
    beside = "" if info.roll_workdays else "（另列之前最后工作日）"
    return f"{due_rule(info)}{beside}；剩余按日历日，{info.soon_days} 天内临期。"


def narrowing_notes(section: int | None, search: str) -> tuple[str, ...]:
    """Say by what a list was narrowed that neither its title nor its rows say."""
    parts = [f"第 {section} 部分"] if section is not None else []
    if search:
        parts.append(f"含有“{search}”")
    return (f"只列{'、'.join(parts)}的。",) if parts else ()


def year_over_notes(plan: Plan, today: date, line: CommandLine) -> tuple[str, ...]:
    """Tell that the plan's year is over, and how to ask the question ``line`` of a day in it.

    Nothing in the year itself.
    """
    year = plan.info.year
    if today.year <= year:
        return ()
    return (
        Hinted(
            f"今天是 {today}，{year} 年的计划已经结束。",
            f"想看当年某一天的情况，请加 --today，例如 {line.having('--today', f'{year}-06-15')}",
        ),
    )
