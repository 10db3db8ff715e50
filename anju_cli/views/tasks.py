"""``anju tasks``: lists of tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from anju_cli.model.duties import Duty, in_order
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import Cell, Column, Json, Listing, Record, Table
from anju_cli.views.deadlines import duty_record
from anju_cli.views.words import names, ordinal, part_words, year_over_notes


def duty_rows(plan: Plan, row: TaskRow) -> tuple[DutyRow, ...]:
    """Return the duties of a task's row, each with what a list of duties shows."""
    return tuple(DutyRow(duty, row.task, plan.leads(row.task), row.part) for duty in row.duties)


def task_record(plan: Plan, row: TaskRow) -> Record:
    """Return a task for programs; ``unit``, ``role`` and ``via`` only when asked by unit."""
    task = row.task
    record: dict[str, Json] = {
        "number": task.number,
        "section": task.section,
        "title": task.title,
        "text": task.text,
        "lead": list(plan.leads(task)),
        "support": list(plan.supporters(task)),
        "deadlines": list(map(duty_record, duty_rows(plan, row))),
    }
    if row.unit is not None and row.part is not None:
        record |= {"unit": row.unit, "role": row.part.role, "via": row.part.via}
    return record


def tasks_listing(
    plan: Plan, rows: Sequence[TaskRow], today: date, *, title: str, notes: Sequence[str]
) -> Listing:
    """Answer ``anju tasks``."""
    units = {row.unit for row in rows if row.unit}
    columns = [Column("序号"), Column("任务")]
    columns += [Column("单位")] if len(units) > 1 else []
    columns += [Column("角色" if units else "牵头单位"), Column("时限")]
    table = Table(
        tuple(columns),
        tuple(_cells(plan, row, with_unit=len(units) > 1) for row in rows),
        title,
        notes=(
            *year_over_notes(plan, today, "anju tasks"),
            *notes,
            "时限只列未办结的，期限含当日；各项详情：anju show 序号",
        ),
    )
    return Listing(
        table,
        lambda: [task_record(plan, row) for row in rows],
        empty="没有符合条件的任务。可以减少条件，或用 anju tasks 看全部任务。",
    )


def _cells(plan: Plan, row: TaskRow, *, with_unit: bool) -> tuple[Cell, ...]:
    cells = [Cell(ordinal(row.task.number)), Cell(row.task.title)]
    if with_unit:
        cells.append(Cell(row.unit or ""))
    if row.part is not None:
        cells.append(Cell(part_words(row.part), "strong" if row.part.role == "lead" else "plain"))
    else:
        cells.append(Cell(names(plan.leads(row.task))))
    cells.append(Cell(_short_deadlines(row.duties)))
    return tuple(cells)


def _short_deadlines(duties: Sequence[Duty]) -> str:
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
    return "；".join(parts) or "—"
