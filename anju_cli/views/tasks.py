"""Lists of tasks, and one task whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.duties import Duty, in_order
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import (
    Block,
    Cell,
    Column,
    Fields,
    Json,
    Listing,
    Page,
    Paragraph,
    Record,
    Section,
    Table,
)
from anju_cli.views.deadlines import duty_record, duty_table, unknown_calendars
from anju_cli.views.words import due_note, names, ordinal, part_words, year_is_over

if TYPE_CHECKING:
    from anju_cli.model.schema import Done, Task


def duty_rows(plan: Plan, row: TaskRow) -> tuple[DutyRow, ...]:
    """The duties of a task's row, each with what a list of duties shows."""
    return tuple(DutyRow(duty, row.task, plan.leads(row.task), row.part) for duty in row.duties)


def task_record(plan: Plan, row: TaskRow) -> Record:
    """A task for programs; ``unit``, ``role`` and ``via`` only when asked by unit."""
    task = row.task
    record: dict[str, Json] = {
        "number": task.number,
        "section": task.section,
        "title": task.title,
        "text": task.text,
        "lead": list(plan.leads(task)),
        "support": list(plan.supporters(task)),
        "deadlines": [duty_record(one) for one in duty_rows(plan, row)],
    }
    if row.unit is not None and row.part is not None:
        record |= {"unit": row.unit, "role": row.part.role, "via": row.part.via}
    return record


def tasks_listing(
    plan: Plan, rows: Sequence[TaskRow], today: date, *, title: str, notes: Sequence[str]
) -> Listing:
    """What ``anju tasks`` answers."""
    units = list(dict.fromkeys(row.unit for row in rows if row.unit))
    columns = [Column("序号"), Column("任务")]
    columns += [Column("单位")] if len(units) > 1 else []
    columns += [Column("角色")] if units else [Column("牵头单位")]
    columns += [Column("时限")]
    over = year_is_over(plan, today, "anju tasks")
    table = Table(
        tuple(columns),
        tuple(_cells(plan, row, with_unit=len(units) > 1) for row in rows),
        title,
        notes=(
            *([over] if over else []),
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
    """By when, in few words: fixed days, then rules; nothing for what has no date."""
    open_ones = [duty for duty in duties if duty.done_on is None]
    parts = [
        f"{duty.due}（逾期）" if duty.state == "overdue" else str(duty.due)
        for duty in in_order(open_ones)
        if duty.kind == "fixed" or (duty.kind == "event" and duty.due)
    ]
    rules = [duty.rule for duty in open_ones if duty.kind in ("recurring", "event")]
    late = Counter(
        duty.rule for duty in open_ones if duty.kind == "recurring" and duty.state == "overdue"
    )
    for rule in dict.fromkeys(rules):
        said = rule.split("（")[0]
        parts.append(f"{said}（逾期 {late[rule]} 期）" if late[rule] else said)
    if not parts and any(duty.kind == "ongoing" for duty in open_ones):
        return "持续推进"
    return "；".join(parts) or "—"


def task_page(plan: Plan, row: TaskRow, today: date, *, expand: bool) -> Page:
    """What ``anju show`` answers. ``expand`` writes out the members of groups."""
    task = row.task
    section = plan.section(task.section)
    leads, supporters = plan.leads(task), plan.supporters(task)
    fields = [
        ("部分", Cell(f"{section.number}、{section.title}" if section else str(task.section))),
        ("牵头单位", Cell(names(leads), "strong")),
        ("责任单位", Cell(names(supporters) if supporters else "—")),
    ]
    members = {
        name: [
            unit.name for unit in plan.register.units if unit.name in plan.register.members(name)
        ]
        for name in supporters
        if plan.register.is_group(name)
    }
    if expand:
        fields += [
            (f"{group}（{len(units)}）", Cell("、".join(units))) for group, units in members.items()
        ]
    if task.note:
        fields.append(("备注", Cell(task.note)))
    over = year_is_over(plan, today, f"anju show {task.number}")
    rows = duty_rows(plan, row)
    table = duty_table([DutyRow(duty, task, leads) for duty in in_order(row.duties)], "nobody")
    notes = (*([over] if over else []), due_note(plan.info), *unknown_calendars(rows))
    sections = [Section("原文", (Paragraph(task.text),))]
    if rows:
        sections.append(Section("时限", (Table(table.columns, table.rows, notes=notes),)))
        sections.append(Section("时限的依据", (Fields(_quotes(row)),)))
        done = tuple(_done_words(task, today))
        sections += [Section("办结说明", (Fields(done),))] if done else []
    else:
        sections.append(Section("时限", (Paragraph("原文没有写时限。", "muted"),)))
    head: list[Block] = [Fields(tuple(fields))]
    if members and not expand:
        head.append(Paragraph(f"展开各组的单位：anju show {task.number} --expand", "muted"))
    record = {**task_record(plan, row), "note": task.note}
    if expand:
        record["members"] = members
    return Page(f"{ordinal(task.number)}{task.title}", tuple(head), tuple(sections), record)


def _done_words(task: Task, today: date) -> Iterator[tuple[str, Cell]]:
    """What was written down about each thing that was done by ``today``."""
    for deadline in task.deadlines:
        marks: list[tuple[str, Done | None]]
        if deadline.kind == "周期":
            marks = [(f"{deadline.id} {label}", done) for label, done in deadline.done.items()]
        elif deadline.kind == "事后限时":
            marks = [(f"{deadline.id} {one.date}", one.done) for one in deadline.occurrences]
        else:
            marks = [(deadline.id, deadline.done)]
        for name, done in marks:
            if done is not None and done.on <= today and (done.note or done.link):
                said = (str(done.on), done.note, done.link)
                yield name, Cell(" ".join(text for text in said if text))


def _quotes(row: TaskRow) -> tuple[tuple[str, Cell], ...]:
    said = []
    for deadline in row.task.deadlines:
        note = f"（{deadline.note}）" if deadline.note else ""
        said.append((deadline.id, Cell(f"“{deadline.quote}”{note}")))
    return tuple(said)
