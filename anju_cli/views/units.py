"""The register, and one page about a unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import (
    Cell,
    Column,
    Fields,
    Listing,
    Page,
    Paragraph,
    Record,
    Section,
    Table,
)
from anju_cli.views.deadlines import duty_record, duty_table, unknown_calendars
from anju_cli.views.quotas import quota_record, quota_words
from anju_cli.views.tasks import task_record
from anju_cli.views.words import (
    DASH,
    due_note,
    names,
    number_cell,
    ordinal,
    year_is_over,
)

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit


def unit_record(plan: Plan, unit: Unit) -> Record:
    """A unit for programs; ``target`` is null for a unit without one."""
    return {
        "name": unit.name,
        "full_name": unit.full_name,
        "kind": unit.kind,
        "aliases": list(unit.aliases),
        "groups": list(plan.register.groups_of(unit.name)),
        "target": plan.targets.get(unit.name),
    }


def units_listing(plan: Plan, units: Sequence[Unit]) -> Listing:
    """What ``anju units`` answers."""
    rows = []
    for unit in units:
        rows.append(
            (
                Cell(unit.name),
                Cell(unit.kind),
                Cell(names(unit.aliases)) if unit.aliases else DASH,
                Cell(names(plan.register.groups_of(unit.name))),
                number_cell(plan.targets.get(unit.name)),
            )
        )
    columns = (
        Column("单位"),
        Column("类别"),
        Column("别名"),
        Column("所在组"),
        Column("目标任务（条）", "right"),
    )
    targets = [plan.targets[unit.name] for unit in units if unit.name in plan.targets]
    total = number_cell(sum(targets) if targets else None)
    sums = (Cell(f"合计 {len(units)} 个单位"), Cell(""), Cell(""), Cell(""), total)
    notes = ("“—”表示没有；单位的全部情况：anju unit 单位名",)
    return Listing(
        Table(columns, tuple(rows), "单位名册", sums, notes),
        lambda: [unit_record(plan, unit) for unit in units],
        empty="没有符合条件的单位。全部单位：anju units",
    )


def unit_page(
    plan: Plan,
    unit: Unit,
    tasks: Sequence[TaskRow],
    duties: Sequence[DutyRow],
    quota: QuotaRow | None,
    today: date,
) -> Page:
    """What ``anju unit`` answers: who it is, what it leads and supports, by when."""
    fields = [("类别", Cell(unit.kind))]
    if unit.full_name:
        fields.append(("全称", Cell(unit.full_name)))
    if unit.aliases:
        fields.append(("别名", Cell(names(unit.aliases))))
    groups = plan.register.groups_of(unit.name)
    fields.append(("所在组", Cell(names(groups)) if groups else DASH))
    fields.append(("目标任务", _quota_cell(plan, quota, today)))
    if unit.see_also:
        also = f"{names(unit.see_also)}（可能是同一机构，原文没有写明，请一并查看）"
        fields.append(("另见", Cell(also, "yellow")))
    if unit.note:
        fields.append(("备注", Cell(unit.note)))
    leads = [row for row in tasks if row.part and row.part.role == "lead"]
    supports = [row for row in tasks if row.part and row.part.role == "support"]
    over = year_is_over(plan, today, f"anju unit {unit.name}")
    notes = (
        *([over] if over else []),
        due_note(plan.info),
        *unknown_calendars(duties),
        f"只列未办结的。全部时限：anju deadlines --unit {unit.name} --all",
    )
    table = duty_table(duties, "role")
    sections = (
        _task_section("牵头", leads, "没有牵头的任务。"),
        _task_section("作为责任单位", supports, "没有作为责任单位的任务。"),
        Section(f"时限（{len(duties)}）", (Table(table.columns, table.rows, notes=notes),))
        if duties
        else Section("时限", (Paragraph("没有未办结的时限。", "muted"),)),
    )
    record: Record = {
        **unit_record(plan, unit),
        "see_also": list(map(plan.register.canonical, unit.see_also)),
        "note": unit.note,
        "tasks": [task_record(plan, row) for row in tasks],
        "deadlines": [duty_record(row) for row in duties],
        "quota": quota_record(quota) if quota else None,
    }
    return Page(unit.name, (Fields(tuple(fields)),), sections, record)


def _quota_cell(plan: Plan, quota: QuotaRow | None, today: date) -> Cell:
    if quota is None:
        return Cell("没有目标任务", "muted")
    return Cell(quota_words(plan, quota, today))


def _task_section(heading: str, rows: Sequence[TaskRow], none: str) -> Section:
    if not rows:
        return Section(heading, (Paragraph(none, "muted"),))
    lines = tuple(
        (
            ordinal(row.task.number),
            Cell(f"{row.task.title}{f'（经{row.part.via}）' if row.part and row.part.via else ''}"),
        )
        for row in rows
    )
    return Section(f"{heading}（{len(rows)}）", (Fields(lines),))
