"""``anju calendar``: the deadlines as events of a calendar, or as things to do.

Each turn of what comes round is an entry of its own, not one of a rule: it may be done or rolled
off a day off by itself, and many programs on phones show no exceptions of a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.duties import STATE_WORDS
from anju_cli.model.plan import Plan
from anju_cli.queries.calendar import CalendarDuties
from anju_cli.queries.duties import DutyRow, uid
from anju_cli.render.calendar import Calendar, Entry
from anju_cli.text.libraries import renew_holidays
from anju_cli.views.words import due_rule, names, part_words, task_name

if TYPE_CHECKING:
    from anju_cli.model.duties import Duty
    from anju_cli.text.command_line import CommandLine

_ADDRESS = re.compile(r"https?://[!-~]+")


def plan_calendar(
    plan: Plan,
    rows: Sequence[DutyRow],
    as_of: date,
    units: Sequence[str],
    alarms: Sequence[int],
    *,
    todo: bool,
) -> Calendar:
    """Answer ``anju calendar`` about ``units`` (none: all), ``as_of`` a day.

    ``alarms`` are days ahead of what is not done yet.
    """
    title = plan.info.title
    name = f"{title}（{'、'.join(units)}）" if units else title
    entries = []
    for row in rows:
        duty, section = row.duty, plan.section(row.task.section)
        link = duty.done.link if duty.done else None
        entry = Entry(
            uid=uid(plan, duty),
            day=duty.due,
            done=duty.done_on,
            title=("【已办结】" if duty.done and not todo else "") + duty.what,
            text=_text(plan, row, units),
            categories=(section.title,) if section else (),
            alarms=() if duty.done else tuple(alarms),
            url=link if link and _ADDRESS.fullmatch(link) else "",
        )
        entries.append(entry)
    return Calendar(name, f"{title}的时限。{due_rule(plan.info)}。", as_of, tuple(entries), todo)


def calendar_notes(
    plan: Plan, duties: CalendarDuties, alarms: Sequence[int], line: CommandLine, *, todo: bool
) -> tuple[str, ...]:
    """Tell what the calendar holds, by which rules, and what it cannot hold."""
    rows = duties.rows
    done = sum(row.duty.done is not None for row in rows)
    deadlines = len({row.duty.id for row in rows})
    content = f"共 {len(rows)} 个{'待办' if todo else '日程'}，来自 {deadlines} 条时限"
    if not rows:
        content = "没有时限，待办是空的" if todo else "没有带日期的时限，日历是空的"
    if done:
        mark = "标为已完成" if todo else "标着“已办结”，不提醒"
        content += f"；已办结的 {done} 个也在里面，{mark}（不要它们就加 --open）"
    ahead = "、".join(f"提前 {days} 天" for days in alarms)
    alarm = f"{ahead}的上午 9 点提醒" if ahead else "不设提醒"
    notes = [f"{content}。", f"{due_rule(plan.info)}；{alarm}。"]
    if duties.done:
        notes.append(
            f"已办结的 {duties.done} 个不在里面；以前导入过它们的，"
            "不写 --open 再导入一次，才会标上。"
        )
    if duties.undated:
        all_of_them = line.without("--alarm", "--open", "--todo")._replace(command="deadlines")
        nature = "事情发生以后才有期限" if todo else "没有固定日期"
        notes.append(
            f"{nature}的 {duties.undated} 项不在里面；要看它们：{all_of_them.having('--all')}"
        )
    if duties.unknown:
        left = "在待办里没有期限" if todo else "不在日历里"
        notes.append(
            f"还有 {duties.unknown} 项因为没有那一年的放假安排，算不出哪天到期，{left}。"
            f"{renew_holidays()}"
        )
    return tuple(notes)


def _text(plan: Plan, row: DutyRow, units: Sequence[str]) -> str:
    """Tell what is behind an entry, a line each; it does not change from day to day."""
    duty, task, deadline = row.duty, row.task, row.deadline
    lines = [
        f"任务：{task_name(task)}",
        f"时限：{deadline.id} {deadline.what}",
        f"规则：{duty.rule}",
    ]
    if plan.info.roll_workdays == 0 and (last := duty.last_workday) not in (None, duty.due):
        lines.append(f"{duty.due} 是休息日，最后工作日是 {last}")
    lines.append(f"牵头单位：{names(row.units)}")
    if task.support:
        lines.append(f"责任单位：{names(plan.supporters(task))}")
    for unit in units:
        if part := plan.involvement(unit, task):
            lines.append(f"{unit}的角色：{part_words(part)}")
    lines.append(f"原文：“{deadline.quote}”")
    if duty.unit:
        lines.append(f"由谁办：{duty.unit}")
    if deadline.note:
        lines.append(f"备注：{deadline.note}")
    lines.append(f"状态：{_state_words(duty)}")
    return "\n".join(lines)


def _state_words(duty: Duty) -> str:
    """Say whether it is done: all that does not change from day to day."""
    done = duty.done
    if done is None:
        return "未办结"
    note = (done.note or "").rstrip("。")
    parts = (f"{STATE_WORDS[duty.state]} {done.on}", note, done.link)
    return "；".join(filter(None, parts))
