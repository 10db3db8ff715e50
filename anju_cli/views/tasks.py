"""``anju tasks``: lists of tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from anju_cli.model.duties import Duty, in_order
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import Cell, Hinted, Json, Listing, Record
from anju_cli.text.command_line import CommandLine
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.deadlines import duty_record
from anju_cli.views.words import names, ordinal, part_words, year_over_notes

_FILTERS = ("--role", "--section", "--search", "--due-before")


def duty_rows(plan: Plan, row: TaskRow) -> tuple[DutyRow, ...]:
    """Return the duties of a task's row, each with what a list of duties shows."""
    return tuple(DutyRow(duty, row.task, plan.leads(row.task), row.part) for duty in row.duties)


def task_record(plan: Plan, row: TaskRow) -> Record:
    """Return a task for programs; with its unit's part only when asked by unit."""
    task = row.task
    record: dict[str, Json] = {
        "number": task.number,
        "section": task.section,
        "title": task.title,
        "text": task.text,
        "lead": list(plan.leads(task)),
        "support": list(plan.supporters(task)),
        "deadlines": [duty_record(plan, duty) for duty in duty_rows(plan, row)],
    }
    if row.unit is not None and row.part is not None:
        record |= {"unit": row.unit, "role": row.part.role, "via": row.part.via}
    return record


def tasks_listing(
    plan: Plan,
    rows: Sequence[TaskRow],
    today: date,
    *,
    title: str,
    notes: Sequence[str],
    line: CommandLine,
) -> Listing:
    """Answer ``anju tasks``, asked by ``line``."""
    units = {row.unit for row in rows if row.unit}
    columns: list[ColumnOf[TaskRow]] = [
        ColumnOf("序号", lambda row: ordinal(row.task.number)),
        ColumnOf("任务", lambda row: row.task.title),
    ]
    if len(units) > 1:
        columns.append(ColumnOf("单位", lambda row: row.unit or ""))
    if units:
        columns.append(ColumnOf("角色", _role))
    else:
        columns.append(ColumnOf("牵头单位", lambda row: names(plan.leads(row.task))))
    columns.append(ColumnOf("时限", lambda row: _short_deadlines(row.duties)))
    table = table_of(
        columns,
        rows,
        title,
        notes=(
            *year_over_notes(plan, today, line),
            *notes,
            Hinted("时限只列未办结的，期限含当日；", f"各项详情：{line.other('show', '序号')}"),
        ),
    )
    return Listing(
        table,
        lambda: [task_record(plan, row) for row in rows],
        empty=Hinted("没有符合条件的任务。", f"可以减少条件；全部任务：{line.widened(*_FILTERS)}"),
    )


def _role(row: TaskRow) -> Cell:
    is_lead = row.part is not None and row.part.role == "lead"
    return Cell(part_words(row.part), "strong" if is_lead else "plain")


def _short_deadlines(duties: Sequence[Duty]) -> str | None:
    """Say by when, in few words: fixed days, then rules; nothing for what has no date."""
    open_duties = [duty for duty in duties if duty.done_on is None]
    parts = [
        f"{duty.due}（逾期）" if duty.state == "overdue" else str(duty.due)
        for duty in in_order(open_duties)
        if duty.kind == "fixed" or (duty.kind == "event" and duty.due)
    ]
    rules = [duty.rule for duty in open_duties if duty.kind in ("recurring", "event")]
    late = Counter(
        duty.rule for duty in open_duties if duty.kind == "recurring" and duty.state == "overdue"
    )
    for rule in dict.fromkeys(rules):
        short = rule.split("（")[0]
        parts.append(f"{short}（逾期 {late[rule]} 期）" if late[rule] else short)
    if not parts and any(duty.kind == "ongoing" for duty in open_duties):
        return "持续推进"
    return "；".join(parts) or None
