"""Reminders (催办单): one letter for each unit that has something to be reminded of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.pace import percent
from anju_cli.model.plan import Plan, Role
from anju_cli.model.workdays import weekday_name
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.reminders import Reminder
from anju_cli.render.document import (
    Block,
    Cell,
    Fields,
    Heading,
    Letters,
    Page,
    Paragraph,
    Record,
    Section,
)
from anju_cli.text.numerals import chinese
from anju_cli.views.deadlines import duty_record
from anju_cli.views.quotas import LIGHT_STYLES, lights_note, pace_words, quota_record
from anju_cli.views.wording.filling import fill
from anju_cli.views.words import due_note, names, part_words, state_cell, task_name

if TYPE_CHECKING:
    from anju_cli.views.wording.remind import RemindWording


def reminder_letters(
    plan: Plan,
    found: Sequence[Reminder],
    today: date,
    within: int,
    role: Role | None,
    wording: RemindWording,
) -> Letters:
    """What ``anju remind`` answers. ``within`` and ``role`` are what it was asked by."""
    return Letters(
        tuple(_letter(plan, one, today, within, role, wording) for one in found),
        tuple(one.unit.name for one in found),
    )


def _letter(
    plan: Plan,
    one: Reminder,
    today: date,
    within: int,
    role: Role | None,
    wording: RemindWording,
) -> Page:
    day = _long_day(today)
    words = {
        "计划": plan.info.title,
        "印发单位": plan.info.issuer,
        "年": str(plan.quotas.year),
        "日期": day,
        "截至": f"截至{day}",
        "单位": one.unit.name,
        "事项数": str(len(one.duties)),
        "逾期数": str(one.overdue),
    }

    def said(sentence: str) -> str:
        return fill(sentence, words)

    parts: list[tuple[str, tuple[Block, ...]]] = []
    if one.duties:
        parts.append((said(wording.duties), _duty_blocks(one.duties)))
    if one.quota:
        parts.append(
            (
                said(wording.quota),
                (_quota_fields(plan, one.quota, one.blank_months, today),),
            )
        )
    rules = _rules(plan, one, today, within, role)
    parts += [
        (said(wording.request), (Paragraph(said(wording.closing)),)),
        (said(wording.rules), tuple(Paragraph(rule, "muted") for rule in rules)),
    ]
    return Page(
        title=said(wording.title),
        blocks=(Paragraph(said(wording.opening)),),
        sections=tuple(
            Section(f"{chinese(number)}、{heading}", blocks)
            for number, (heading, blocks) in enumerate(parts, start=1)
        ),
        record=reminder_record(one, today),
        recipients=one.unit.name,
        signature=(plan.info.issuer, day),
    )


def _long_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# -- duties ----------------------------------------------------------------


def _duty_blocks(rows: Sequence[DutyRow]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number, row in enumerate(rows, start=1):
        duty = row.duty
        fields = (
            ("状态", state_cell(duty)),
            ("期限", Cell(_due_words(row))),
            ("任务", Cell(task_name(row.task))),
            ("角色", Cell(_part_words(row))),
            ("依据", Cell(f"“{duty.quote}”")),
        )
        blocks += [Heading(f"（{chinese(number)}）{duty.what}"), Fields(fields)]
    return tuple(blocks)


def _due_words(row: DutyRow) -> str:
    """2021-10-31（周日，含当日），最后工作日 2021-10-29（周五）。固定日期."""
    due, last = row.duty.due, row.duty.last_workday
    if due is None:  # never: what has no day does not press
        return row.duty.rule
    workday = "未知（没有当年的放假安排）" if last is None else f"{last}（{weekday_name(last)}）"
    rule = row.duty.rule.replace("（含当日）", "").replace("，含当日", "")
    return f"{due}（{weekday_name(due)}，含当日），最后工作日 {workday}；{rule}"


def _part_words(row: DutyRow) -> str:
    """The unit's part, and who else leads: the first lead unit is first in responsibility."""
    part = row.part
    if part is None or part.role == "support" or len(row.units) == 1:
        leads = f"，牵头单位是 {names(row.units)}" if part and part.role == "support" else ""
        return f"{part_words(part)}{leads}"
    return f"{part_words(part)}，牵头单位依次是 {names(row.units)}，第一个负主责"


# -- the quota -------------------------------------------------------------


def _quota_fields(plan: Plan, row: QuotaRow, blank_months: Sequence[str], today: date) -> Fields:
    where = row.standing
    rows = [("年度任务", Cell(f"{where.target} 条"))]
    expected = Cell(f"{where.expected} 条，序时进度 {pace_words(plan, today)}")
    if where.published is None:
        rows += [
            ("累计公开", Cell("未报：没有任何月份的数，不按 0 计", "yellow")),
            ("序时应完成", expected),
        ]
    else:
        rate = percent(where.rate) if where.rate is not None else "—"
        monthly = where.needed_per_month
        rows += [
            ("累计公开", Cell(f"{where.published} 条，完成率 {rate}")),
            ("序时应完成", Cell(f"{expected.text}；欠 {where.behind} 条")),
            ("全年还差", Cell(f"{where.lacking} 条")),
            ("月均还需", Cell("—（全年已过完）" if monthly is None else f"{monthly} 条")),
        ]
        if where.light:
            rows.append(("灯", Cell(where.light, LIGHT_STYLES[where.light])))
        if blank_months:
            rows.append(("未报的月份", Cell(names(blank_months), "yellow")))
    return Fields(tuple(rows))


# -- by which rules ---------------------------------------------------------


def _rules(
    plan: Plan, one: Reminder, today: date, within: int, role: Role | None
) -> tuple[str, ...]:
    """The rules of the letter, at its end."""
    coming = f"今天到期和 {within} 天以内到期的" if within else "今天到期的"
    parts = {
        "lead": "只列你单位牵头的，作为责任单位的不列",
        "support": "只列你单位作为责任单位的，牵头的不列",
        None: "你单位牵头的和作为责任单位的都列",
    }
    notes = []
    if one.duties:
        notes += [
            f"事项列逾期的、{coming}，{parts[role]}。",
            due_note(plan.info),
        ]
    if one.quota:
        notes += [
            f"条数截至 {today}；没达到序时进度的和未报的才催。序时应完成 = 年度任务 × 序时进度，"
            "不足一条算一条；月均还需按没过完的月数平摊。",
        ]
    if one.quota and one.quota.standing.light:
        notes.append(lights_note(plan.schedule.steps))
    return tuple(notes)


# -- for programs ------------------------------------------------------------


def reminder_record(one: Reminder, today: date) -> Record:
    """A reminder for programs. ``quota`` is null for a unit on schedule; ``behind`` are the
    items missing to the pace, null without a report."""
    quota: Record | None = None
    if one.quota:
        quota = {
            **quota_record(one.quota),
            "behind": one.quota.standing.behind,
            "blank_months": list(one.blank_months),
        }
    return {
        "unit": one.unit.name,
        "kind": one.unit.kind,
        "today": today.isoformat(),
        "deadlines": [
            {
                **duty_record(row),
                "quote": row.duty.quote,
                "role": row.part.role if row.part else None,
                "via": row.part.via if row.part else None,
            }
            for row in one.duties
        ],
        "quota": quota,
    }
