"""``anju calendar``: the deadlines as events of a calendar.

Nothing here depends on the day it is made but what is done by then: a calendar made
again from the same data is the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from anju_cli.model.duties import MONTHS, STATE_WORDS
from anju_cli.model.plan import Plan
from anju_cli.queries.calendar import DatedDeadlines, DeadlineTurns, Turn
from anju_cli.render.calendar import Calendar, Event, Repeat
from anju_cli.views.words import due_rule, names, part_words, task_name

if TYPE_CHECKING:
    from anju_cli.model.schema import RecurringDeadline
    from anju_cli.text.command_line import CommandLine

_ADDRESS = re.compile(r"https?://[!-~]+")


def plan_calendar(
    plan: Plan, dated: DatedDeadlines, units: Sequence[str], alarms: Sequence[int]
) -> Calendar:
    """Answer ``anju calendar`` about ``units`` (none: all).

    ``alarms`` are days ahead of what is not done yet.
    """
    title = plan.info.title
    name = f"{title}（{'、'.join(units)}）" if units else title
    events_of = _EventsOfPlan(plan, tuple(units), tuple(alarms)).events_of
    events = tuple(event for entry in dated.deadlines for event in events_of(entry))
    return Calendar(name, f"{title}的时限。{due_rule(plan.info)}。", events)


def calendar_notes(
    plan: Plan, dated: DatedDeadlines, alarms: Sequence[int], line: CommandLine
) -> tuple[str, ...]:
    """Tell what the calendar holds, by which rules, and what it cannot hold."""
    turns = [turn for entry in dated.deadlines for turn in entry.turns]
    done = sum(turn.done is not None for turn in turns)
    content = f"共 {len(turns)} 个日程，来自 {len(dated.deadlines)} 条时限"
    if not turns:
        content = "没有带日期的时限，日历是空的"
    if done:
        content += f"；已办结的 {done} 个也在里面，标着“已办结”，不提醒（不要它们就加 --open）"
    ahead = "、".join(f"提前 {days} 天" for days in alarms)
    alarm = f"{ahead}的上午 9 点提醒" if ahead else "不设提醒"
    notes = [f"{content}。", f"{due_rule(plan.info)}；{alarm}。"]
    if dated.undated:
        undated = line.without("--alarm", "--open")._replace(command="deadlines")
        notes.append(
            f"没有固定日期的 {dated.undated} 项不在日历里；要看它们：{undated.having('--all')}"
        )
    if dated.unknown:
        notes.append(
            f"还有 {dated.unknown} 项因为没有那一年的放假安排，算不出哪天到期，不在日历里。"
            "请升级：python -m pip install --upgrade chinesecalendar"
        )
    return tuple(notes)


class _EventsOfPlan:
    """Turns the deadlines of a plan into events, for ``units`` and with ``alarms``."""

    def __init__(self, plan: Plan, units: tuple[str, ...], alarms: tuple[int, ...]) -> None:
        self._plan = plan
        self._units = units
        self._alarms = alarms
        # No text that is fixed now and then: who has imported the calendar gets the
        # events renewed, not doubled.
        owner = f"{plan.register.district or ''}\n{plan.info.issuer}"
        self._owner = hashlib.sha256(owner.encode("utf-8")).hexdigest()[:12]

    def events_of(self, entry: DeadlineTurns) -> tuple[Event, ...]:
        """Make an event for each turn, or one repeated event for what comes round.

        Then each turn that is done or has been rolled to another day has an event in its place.
        """
        deadline = entry.deadline
        if deadline.kind != "周期":
            return tuple(self._single(entry, turn, turn.key) for turn in entry.turns)
        if len(entry.turns) == 1:
            return (self._single(entry, entry.turns[0]),)
        special = [turn for turn in entry.turns if turn.done or turn.due != turn.ruled]
        return (
            self._series(entry, deadline),
            *(self._single(entry, turn)._replace(instead_of=turn.ruled) for turn in special),
        )

    def _series(self, entry: DeadlineTurns, deadline: RecurringDeadline) -> Event:
        """Make a repeated event, whose days follow the rule whatever is rolled.

        Periods leave no gap but those that are not asked about.
        """
        first, last = entry.turns[0].ruled, entry.turns[-1].ruled
        done = [turn.done.on for turn in (*entry.turns, *entry.left_out) if turn.done]
        plain = [turn for turn in entry.turns if not turn.done and turn.due == turn.ruled]
        return Event(
            uid=self._uid(entry),
            stamp=max([self._plan.info.issued, *done]),
            day=first,
            title=f"{deadline.what}（{deadline.every}）",
            text=self._text(entry, plain or entry.turns[:1]),
            categories=self._categories(entry),
            alarms=self._alarms,
            repeat=Repeat(
                MONTHS[deadline.every],
                -1 if deadline.by == "期末" else first.day,
                last,
                tuple(turn.ruled for turn in entry.left_out if first < turn.ruled < last),
            ),
        )

    def _single(self, entry: DeadlineTurns, turn: Turn, key: str = "") -> Event:
        issued, done = self._plan.info.issued, turn.done
        return Event(
            uid=self._uid(entry, key),
            stamp=max(issued, done.on) if done else issued,
            day=turn.due,
            title=("【已办结】" if done else "") + turn.duty.what,
            text=self._text(entry, (turn,), turn),
            categories=self._categories(entry),
            alarms=() if done else self._alarms,
            url=done.link if done and done.link and _ADDRESS.fullmatch(done.link) else "",
        )

    def _uid(self, entry: DeadlineTurns, key: str = "") -> str:
        parts = (str(self._plan.info.year), entry.deadline.id, *([key] if key else []))
        return f"{'-'.join(parts)}-{self._owner}@anju"

    def _categories(self, entry: DeadlineTurns) -> tuple[str, ...]:
        section = self._plan.section(entry.task.section)
        return (section.title,) if section else ()

    def _text(self, entry: DeadlineTurns, turns: Sequence[Turn], about: Turn | None = None) -> str:
        """Tell what is behind an event, a line each; ``about``: its turn, if but one."""
        plan, task, deadline = self._plan, entry.task, entry.deadline
        lines = [
            f"任务：{task_name(task)}",
            f"时限：{deadline.id} {deadline.what}",
            f"规则：{turns[0].duty.rule}",
        ]
        if plan.info.roll_workdays == 0:
            lines += [
                f"{turn.due} 是休息日，最后工作日是 {last}"
                for turn in turns
                if (last := turn.duty.last_workday) not in (None, turn.due)
            ]
        lines.append(f"牵头单位：{names(plan.leads(task))}")
        if task.support:
            lines.append(f"责任单位：{names(plan.supporters(task))}")
        for unit in self._units:
            if part := plan.involvement(unit, task):
                lines.append(f"{unit}的角色：{part_words(part)}")
        lines.append(f"原文：“{deadline.quote}”")
        if about and about.duty.unit:
            lines.append(f"由谁办：{about.duty.unit}")
        if deadline.note:
            lines.append(f"备注：{deadline.note}")
        lines.append(f"状态：{_state_words(about)}")
        return "\n".join(lines)


def _state_words(turn: Turn | None) -> str:
    """Say whether a turn is done: all that does not change from day to day."""
    if turn is None or turn.done is None:
        return "未办结"
    done = turn.done
    note = (done.note or "").rstrip("。")
    parts = (f"{STATE_WORDS[turn.duty.state]} {done.on}", note, done.link)
    return "；".join(filter(None, parts))
