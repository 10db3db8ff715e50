"""``anju remind``: a letter (催办单) for each unit that has to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.pace import percent
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.reminders import REPLY_WORKDAYS, Reminder
from anju_cli.render.document import Letters, Page, Paragraph, Record, Table
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.deadlines import DAYS, duty_record
from anju_cli.views.letters import HeadedBlocks, long_day, numbered_sections, plan_words
from anju_cli.views.quotas import pace_rule, quota_record
from anju_cli.views.wording.filling import fill
from anju_cli.views.words import (
    due_rule,
    missing_words,
    month_name,
    ordinal,
    percent_cell,
    state_cell,
)

if TYPE_CHECKING:
    from anju_cli.views.wording.remind import RemindWording


def reminder_letters(
    plan: Plan,
    reminders: Sequence[Reminder],
    today: date,
    reply_by: date | None,
    wording: RemindWording,
) -> Letters:
    """Answer ``anju remind``.

    ``reply_by`` is the last day for an answer; None: so many working days from receipt.
    """
    return Letters(
        tuple(_letter(plan, reminder, today, reply_by, wording) for reminder in reminders),
        tuple(reminder.unit.name for reminder in reminders),
    )


def _letter(
    plan: Plan, reminder: Reminder, today: date, reply_by: date | None, wording: RemindWording
) -> Page:
    words = plan_words(plan, today) | {
        "单位": reminder.unit.name,
        "事项数": str(len(reminder.duties)),
        "逾期数": str(reminder.overdue),
        "回复期限": f"在收到后{REPLY_WORKDAYS}个工作日内"
        if reply_by is None
        else f"于{long_day(reply_by)}前（含当日）",
        "联系人": plan.info.contact or "",
    }

    def say(*sentences: str) -> str:
        return fill("".join(sentences), words)

    parts: list[HeadedBlocks] = []
    if reminder.duties:
        parts.append((say(wording.duties), (_duty_table(reminder),)))
    if reminder.quota:
        words |= _quota_words(reminder.quota)
        is_over = today.year > plan.info.year
        sentences = _quota_sentences(reminder.quota, wording, is_over=is_over)
        parts.append((say(wording.quota), (Paragraph(say(*sentences)),)))
    request = [Paragraph(say(wording.reply, wording.closing))]
    if plan.info.contact:
        request.append(Paragraph(say(wording.contact)))
    request.append(Paragraph(f"{say(wording.rules)}：{_rules(plan, reminder)}。", "muted"))
    parts.append((say(wording.request), request))
    return Page(
        title=say(wording.title),
        blocks=(Paragraph(say(wording.opening)),),
        sections=numbered_sections(parts),
        record=reminder_record(plan, reminder, today, reply_by),
        recipients=reminder.unit.name,
        signature=(plan.info.issuer, long_day(today)),
        is_compact=True,
    )


# -- duties ----------------------------------------------------------------


def _duty_table(reminder: Reminder) -> Table:
    """List what presses, the turns of a recurring duty below each other.

    Columns that have nothing to say are left out.
    """
    turns: dict[str, list[DutyRow]] = {}
    for row in reminder.duties:
        turns.setdefault(row.duty.id, []).append(row)
    first = {id(rows[0]) for rows in turns.values()}
    columns: tuple[ColumnOf[DutyRow], ...] = (
        ColumnOf("任务", lambda row: ordinal(row.task.number)),
        ColumnOf(
            "事项", lambda row: _what(row, reminder.unit.name) if id(row) in first else "同上"
        ),
        ColumnOf("期次", lambda row: row.duty.period and row.duty.period.name),
        *DAYS,
        ColumnOf("状态", lambda row: state_cell(row.duty)),
    )
    table = table_of(columns, [row for rows in turns.values() for row in rows])
    return table.keeping(table.says)


def _what(row: DutyRow, unit: str) -> str:
    """Write what is to be done, and who leads where that is not ``unit``, or another first;
    what is one unit's own, nobody leads."""
    what, first = row.duty.what, row.units[0]
    if row.duty.period:
        what = what.removesuffix(f"（{row.duty.period.title}）")
    if unit in (first, row.duty.unit):
        return what
    return f"{what}（{'首位' if unit in row.units else ''}牵头 {first}）"


# -- the quota -------------------------------------------------------------


def _quota_words(row: QuotaRow) -> dict[str, str]:
    standing = row.standing
    return {
        "任务": str(standing.target),
        "月份": month_name(row.through) if row.through else "—",
        "序时进度": percent(standing.pace),
        "应完成": str(standing.expected),
        "累计": str(standing.published),
        "完成率": percent_cell(standing.rate).text,
        "欠": str(standing.behind),
        "缺报": missing_words(row.missing),
        "还差": str(standing.lacking),
        "余下": "12月" if (row.through or "").endswith("-11") else "余下各月平均每月",
        "月均还需": str(standing.needed_per_month),
    }


def _quota_sentences(row: QuotaRow, wording: RemindWording, *, is_over: bool) -> list[str]:
    """Choose what is true of the unit: only one that is behind is told what it owes, and
    what the months to come need only until the year ``is_over``."""
    standing = row.standing
    if standing.published is None:
        return [wording.unreported]
    sentences = [wording.behind if standing.behind else wording.on_pace]
    if standing.behind and standing.needed_per_month is not None and not is_over:
        sentences.append(wording.rest)
    return [*sentences, wording.missing] if row.missing else sentences


def _rules(plan: Plan, reminder: Reminder) -> str:
    """Say in a line by which rules days and numbers were found."""
    notes = [due_rule(plan.info)] if reminder.duties else []
    if reminder.quota:
        notes.append(f"序时进度{pace_rule(plan.schedule)}，不足一条算一条")
    return "；".join(notes)


# -- for programs ------------------------------------------------------------


def reminder_record(plan: Plan, reminder: Reminder, today: date, reply_by: date | None) -> Record:
    """Return a reminder for programs; ``quota`` is null for a unit that owes nothing.

    ``behind`` are the items missing to the pace, null without a report; ``reply_by`` is null
    where the holidays of the year are unknown.
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
        "reply_by": reply_by.isoformat() if reply_by else None,
        "deadlines": [
            {
                **duty_record(plan, row),
                "quote": row.duty.quote,
                "role": row.part.role if row.part else None,
                "via": row.part.via if row.part else None,
            }
            for row in reminder.duties
        ],
        "quota": quota,
    }
