"""``anju unit``: one unit whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import Cell, Fields, Hinted, Page, Paragraph, Record, Section
from anju_cli.views.deadlines import duty_record, duty_table, unknown_calendars
from anju_cli.views.quotas import counted_words, quota_record, quota_words
from anju_cli.views.tasks import task_record
from anju_cli.views.units import whole_unit_record
from anju_cli.views.words import due_note, names, ordinal, year_over_notes

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit
    from anju_cli.text.command_line import CommandLine


def unit_page(
    plan: Plan,
    unit: Unit,
    tasks: Sequence[TaskRow],
    duties: Sequence[DutyRow],
    pressing: Sequence[DutyRow],
    quota: QuotaRow | None,
    today: date,
    line: CommandLine,
) -> Page:
    """Answer ``anju unit``, asked by ``line``: who it is, what it leads and supports, by when.

    Of its open ``duties`` people see those that are ``pressing``, and how many there are beside.
    """
    leads = [row for row in tasks if row.part and row.part.role == "lead"]
    supports = [row for row in tasks if row.part and row.part.role == "support"]
    sections = (
        _task_section("牵头", leads, "没有牵头的任务。"),
        _task_section("作为责任单位", supports, "没有作为责任单位的任务。"),
        _duty_section(plan, unit, duties, pressing, today, line),
    )
    record: Record = {
        **whole_unit_record(plan, unit),
        "tasks": [task_record(plan, row) for row in tasks],
        "deadlines": [duty_record(plan, row) for row in duties],
        "quota": quota_record(quota) if quota else None,
    }
    return Page(unit.name, (_fields(plan, unit, quota, today),), sections, record)


def _fields(plan: Plan, unit: Unit, quota: QuotaRow | None, today: date) -> Fields:
    """Draw who the unit is, and where its quota stands."""
    groups, also = names(plan.register.groups_of(unit.name)), names(unit.see_also)
    fields = (
        ("类别", Cell(f"{unit.kind}；属于{groups}" if groups else unit.kind)),
        ("全称", Cell(unit.full_name or "")),
        ("别名", Cell(names(unit.aliases))),
        ("目标任务", Cell(quota_words(quota)) if quota else Cell("没有目标任务", "muted")),
        ("计数", Cell(counted_words(plan, quota, today) if quota else "")),
        ("另见", Cell(also and f"{also}（可能是同一机构，原文没有写明，请一并查看）", "yellow")),
        ("备注", Cell(unit.note or "")),
    )
    return Fields(tuple(field for field in fields if field[1].text))


def _task_section(heading: str, rows: Sequence[TaskRow], none: str) -> Section:
    if not rows:
        return Section(heading, (Paragraph(none, "muted"),))
    vias = [row.part.via if row.part else None for row in rows]
    shared = vias[0] if len({*vias}) == 1 else None
    lines = []
    for row, via in zip(rows, vias, strict=True):
        words = f"（经{via}）" if via and not shared else ""
        lines.append((ordinal(row.task.number), Cell(f"{row.task.title}{words}")))
    number = f"{len(rows)}，都经{shared}" if shared else str(len(rows))
    return Section(f"{heading}（{number}）", (Fields(tuple(lines)),))


def _duty_section(
    plan: Plan,
    unit: Unit,
    duties: Sequence[DutyRow],
    pressing: Sequence[DutyRow],
    today: date,
    line: CommandLine,
) -> Section:
    if not duties:
        return Section("时限", (Paragraph("没有未办结的时限。", "muted"),))
    undated = sum(row.duty.due is None for row in duties)
    later = len(duties) - len(pressing) - undated
    beside = "，".join(
        f"{what} {number}"
        for what, number in (("以后各期", later), ("无固定日期", undated))
        if number
    )
    everything = line.other("deadlines", unit.name).having("--all")
    rest = Hinted(f"没有列出：{beside}；" if beside else "只列未办结的，", f"全部：{everything}")
    if not pressing:
        return Section(f"时限（{len(duties)}）", (Paragraph(rest, "muted"),))
    notes = (
        *year_over_notes(plan, today, line),
        due_note(plan.info),
        rest,
        *unknown_calendars(pressing),
    )
    table = duty_table(pressing, "role", notes=notes)
    return Section(f"时限（{len(duties)}）", (table,))
