"""Draw the sheets of tasks, of their deadlines, and of the words these rest on."""

from __future__ import annotations

from anju_cli.model.duties import STATE_WORDS, in_order
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import Cell, Sheet
from anju_cli.views.columns import ColumnOf, table_of, with_sums
from anju_cli.views.deadlines import bare_state_cell, duty_data, unknown_calendars
from anju_cli.views.export.ledger import DUTIES, TASKS, TEXTS, Ledger
from anju_cli.views.words import (
    DASH,
    cell,
    due_note,
    names,
    part_words,
    quotation,
    section_name,
    task_name,
)


def tasks_sheet(ledger: Ledger) -> Sheet:
    """Draw each task with its units, how many deadlines it has, and the most urgent."""
    plan, info = ledger.plan, ledger.plan.info
    role: ColumnOf[TaskRow] = ColumnOf("角色", lambda row: part_words(row.part))
    columns: tuple[ColumnOf[TaskRow], ...] = (
        ColumnOf("序号", lambda row: _linked(row, TEXTS), "right"),
        ColumnOf("部分", lambda row: section_name(plan, row.task)),
        ColumnOf("任务", lambda row: task_name(row.task)),
        *([role] if ledger.is_of_one else []),
        ColumnOf("牵头单位", lambda row: names(plan.leads(row.task))),
        ColumnOf("责任单位", lambda row: names(plan.supporters(row.task)) or None),
        ColumnOf("时限数", _duties, "right"),
        ColumnOf("已办结", lambda row: sum(bool(duty.done) for duty in row.duties), "right"),
        ColumnOf("逾期", _overdue, "right"),
        ColumnOf("最近期限", lambda row: _most_urgent(row)[0]),
        ColumnOf("状态", lambda row: _most_urgent(row)[1]),
        ColumnOf("备注", lambda row: row.task.note or ""),
    )
    notes = ledger.notes(
        f"截至 {ledger.today}。依据：{info.source}（{info.issuer}，{info.issued} 印发）。",
        f"时限数就是表“{DUTIES}”里的行数：周期性的每期一行；事后限时的规则一行，每次事件再各一行。"
        "最近期限是没办结的时限里最急的一项：逾期的在先，再按日期先后；状态是这一项的状态。",
        due_note(info),
    )
    title = ledger.title(f"{TASKS}（{len(ledger.tasks)} 项任务，截至 {ledger.today}）")
    table = table_of(columns, ledger.tasks, title, notes=notes)
    if len(table.rows) > 1:
        table = with_sums(table, "合计", "时限数", "已办结", "逾期")
    return Sheet(TASKS, table, empty="没有它牵头或作为责任单位的任务。")


def _linked(row: TaskRow, sheet: str) -> Cell:
    """Write a task's number, leading to the task in ``sheet``."""
    return cell(row.task.number)._replace(link=f"#{sheet}!{task_name(row.task)}")


def _duties(row: TaskRow) -> Cell:
    """Count the duties of a task, leading to the first of them."""
    link = f"#{DUTIES}!{row.duties[0].id}" if row.duties else ""
    return cell(len(row.duties))._replace(link=link)


def _overdue(row: TaskRow) -> Cell:
    overdue = sum(duty.state == "overdue" for duty in row.duties)
    return cell(overdue)._replace(style="red" if overdue else "plain")


def _most_urgent(row: TaskRow) -> tuple[Cell, Cell]:
    """Write day and state of the open duty that presses most."""
    open_duties = in_order(duty for duty in row.duties if duty.done_on is None)
    if open_duties:
        return cell(open_duties[0].due), bare_state_cell(open_duties[0])
    return DASH, Cell(STATE_WORDS["done"], "green") if row.duties else Cell("没写时限", "muted")


# -- duties ----------------------------------------------------------------


def duties_sheet(ledger: Ledger) -> Sheet:
    """Draw each duty with its state, its rule and what was noted when it was done."""
    notes = ledger.notes(
        f"截至 {ledger.today}。{due_note(ledger.plan.info)}剩余天数是负数的，是逾期的天数。",
        *unknown_calendars(ledger.duties),
    )
    title = ledger.title(f"全部时限（{len(ledger.duties)}，截至 {ledger.today}）")
    table = duty_data(ledger.duties, "role" if ledger.is_of_one else "leads")
    rows = tuple(
        (row[0]._replace(link=f"#{TASKS}!{task_name(duty.task)}"), *row[1:])
        for row, duty in zip(table.rows, ledger.duties, strict=True)
    )
    return Sheet(DUTIES, table._replace(rows=rows, title=title, notes=notes), empty="没有时限。")


# -- texts -----------------------------------------------------------------


def texts_sheet(ledger: Ledger) -> Sheet:
    """Draw each task's words, and those that its deadlines are taken from."""
    columns: tuple[ColumnOf[TaskRow], ...] = (
        ColumnOf("序号", lambda row: _linked(row, TASKS), "right"),
        ColumnOf("任务", lambda row: task_name(row.task)),
        ColumnOf("原文", lambda row: row.task.text),
        ColumnOf("时限的依据", _quotations),
    )
    table = table_of(columns, ledger.tasks, ledger.title("任务原文"))
    return Sheet(TEXTS, table, empty="没有任务。")


def _quotations(row: TaskRow) -> str:
    return "\n".join(f"{deadline.id} {quotation(deadline)}" for deadline in row.task.deadlines)
