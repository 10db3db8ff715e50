"""``anju remind``: a letter (催办单) for each unit that has to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan, Role
from anju_cli.model.workdays import weekday_name
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.reminders import Reminder
from anju_cli.render.document import Block, Cell, Fields, Letters, Page, Paragraph, Record
from anju_cli.views.deadlines import duty_record
from anju_cli.views.letters import (
    HeadedBlocks,
    long_day,
    numbered_headings,
    numbered_sections,
    plan_words,
)
from anju_cli.views.quotas import (
    counted_words,
    light_cell,
    lights_note,
    monthly_rule,
    quota_record,
)
from anju_cli.views.wording.filling import fill
from anju_cli.views.words import (
    due_note,
    months_words,
    names,
    part_words,
    percent_cell,
    state_cell,
    task_name,
)

if TYPE_CHECKING:
    from anju_cli.views.wording.remind import RemindWording

_SCOPES: dict[Role | None, str] = {
    "lead": "只列你单位牵头的，作为责任单位的不列",
    "support": "只列你单位作为责任单位的，牵头的不列",
    None: "你单位牵头的和作为责任单位的都列",
}


def reminder_letters(
    plan: Plan,
    reminders: Sequence[Reminder],
    today: date,
    within: int,
    role: Role | None,
    wording: RemindWording,
) -> Letters:
    """Answer ``anju remind``. ``within`` and ``role`` are what it was asked by."""
    return Letters(
        tuple(_letter(plan, reminder, today, within, role, wording) for reminder in reminders),
        tuple(reminder.unit.name for reminder in reminders),
    )


def _letter(
    plan: Plan,
    reminder: Reminder,
    today: date,
    within: int,
    role: Role | None,
    wording: RemindWording,
) -> Page:
    words = plan_words(plan, today) | {
        "单位": reminder.unit.name,
        "事项数": str(len(reminder.duties)),
        "逾期数": str(reminder.overdue),
    }

    def say(sentence: str) -> str:
        return fill(sentence, words)

    parts: list[HeadedBlocks] = []
    if reminder.duties:
        duties = [(row.duty.what, (_duty_fields(row),)) for row in reminder.duties]
        parts.append((say(wording.duties), numbered_headings(duties)))
    if reminder.quota:
        fields = _quota_fields(plan, reminder.quota, today)
        parts.append((say(wording.quota), (fields,)))
    rules = _rules(plan, reminder, today, within, role)
    parts += [
        (say(wording.request), (Paragraph(say(wording.closing)),)),
        (say(wording.rules), tuple(Paragraph(rule, "muted") for rule in rules)),
    ]
    return Page(
        title=say(wording.title),
        blocks=(Paragraph(say(wording.opening)),),
        sections=numbered_sections(parts),
        record=reminder_record(reminder, today),
        recipients=reminder.unit.name,
        signature=(plan.info.issuer, long_day(today)),
    )


# -- duties ----------------------------------------------------------------


def _duty_fields(row: DutyRow) -> Block:
    return Fields(
        (
            ("状态", state_cell(row.duty)),
            ("期限", Cell(_due_words(row))),
            ("任务", Cell(task_name(row.task))),
            ("角色", Cell(_part_words(row))),
            ("依据", Cell(f"“{row.duty.quote}”")),
        )
    )


def _due_words(row: DutyRow) -> str:
    """Write 2021-10-31（周日，含当日），最后工作日 2021-10-29（周五）；固定日期."""
    due, last = row.duty.due, row.duty.last_workday
    if due is None:  # never: what has no day does not press
        return row.duty.rule
    workday = "未知（没有当年的放假安排）" if last is None else f"{last}（{weekday_name(last)}）"
    rule = row.duty.rule.replace("（含当日）", "").replace("，含当日", "")
    return f"{due}（{weekday_name(due)}，含当日），最后工作日 {workday}；{rule}"


def _part_words(row: DutyRow) -> str:
    """Write the unit's part, and who else leads; the first bears most."""
    part = row.part
    if part is None or part.role == "support" or len(row.units) == 1:
        leads = f"，牵头单位是 {names(row.units)}" if part and part.role == "support" else ""
        return f"{part_words(part)}{leads}"
    return f"{part_words(part)}，牵头单位依次是 {names(row.units)}，第一个负主责"


# -- the quota -------------------------------------------------------------


def _quota_fields(plan: Plan, row: QuotaRow, today: date) -> Fields:
    standing = row.standing
    fields = [("年度任务", Cell(f"{standing.target} 条"))]
    expected = f"{standing.expected} 条，{counted_words(plan, row, today)}"
    if standing.published is None:
        fields += [
            ("累计公开", Cell("未报：没有任何月份的数，不按 0 计", "yellow")),
            ("序时应完成", Cell(expected)),
        ]
    else:
        rate = percent_cell(standing.rate).text
        monthly = standing.needed_per_month
        fields += [
            ("累计公开", Cell(f"{standing.published} 条，完成率 {rate}")),
            ("序时应完成", Cell(f"{expected}；欠 {standing.behind} 条")),
            ("全年还差", Cell(f"{standing.lacking} 条")),
            ("月均还需", Cell("—（各月都已计入）" if monthly is None else f"{monthly} 条")),
            ("灯", light_cell(standing)),
        ]
        if row.missing:
            fields.append(("未报的月份", Cell(months_words(row.missing), "yellow")))
    return Fields(tuple(fields))


# -- by which rules ---------------------------------------------------------


def _rules(
    plan: Plan, reminder: Reminder, today: date, within: int, role: Role | None
) -> tuple[str, ...]:
    """Explain, at the end of the letter, by which rules it lists what it lists."""
    coming = f"今天到期和 {within} 天以内到期的" if within else "今天到期的"
    notes = []
    if reminder.duties:
        notes += [f"事项列逾期的、{coming}，{_SCOPES[role]}。", due_note(plan.info)]
    if reminder.quota:
        notes.append(
            f"条数截至 {today}；没达到序时进度的和未报的才催。序时应完成 = 年度任务 × 序时进度，"
            f"不足一条算一条；{monthly_rule(reminder.quota)}。"
        )
    if reminder.quota and reminder.quota.standing.light:
        notes.append(lights_note(plan.schedule.steps))
    return tuple(notes)


# -- for programs ------------------------------------------------------------


def reminder_record(reminder: Reminder, today: date) -> Record:
    """Return a reminder for programs; ``quota`` is null for a unit on schedule.

    ``behind`` are the items missing to the pace, null without a report.
    """
    quota: Record | None = None
    if reminder.quota:
        quota = {
            **quota_record(reminder.quota),
            "behind": reminder.quota.standing.behind,
            "blank_months": list(reminder.quota.missing),
        }
    return {
        "unit": reminder.unit.name,
        "kind": reminder.unit.kind,
        "today": today.isoformat(),
        "deadlines": [
            {
                **duty_record(row),
                "quote": row.duty.quote,
                "role": row.part.role if row.part else None,
                "via": row.part.via if row.part else None,
            }
            for row in reminder.duties
        ],
        "quota": quota,
    }
