"""``anju show``: one task whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.duties import in_order
from anju_cli.model.plan import Plan
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import Block, Cell, Fields, Hinted, Page, Paragraph, Section
from anju_cli.views.deadlines import duty_table, unknown_calendars
from anju_cli.views.tasks import duty_rows, task_record
from anju_cli.views.words import (
    due_note,
    names,
    quotation,
    section_name,
    task_name,
    year_over_notes,
)

if TYPE_CHECKING:
    from anju_cli.text.command_line import CommandLine


def task_page(plan: Plan, row: TaskRow, today: date, line: CommandLine, *, expand: bool) -> Page:
    """Answer ``anju show``, asked by ``line``. ``expand`` writes out the members of groups."""
    task = row.task
    leads, supporters = plan.leads(task), plan.supporters(task)
    members = {
        name: [
            unit.name for unit in plan.register.units if unit.name in plan.register.members(name)
        ]
        for name in supporters
        if plan.register.is_group(name)
    }
    fields = [
        ("部分", Cell(section_name(plan, task))),
        ("牵头单位", Cell(names(leads), "strong")),
        ("责任单位", Cell(names(supporters) if supporters else "—")),
    ]
    if expand:
        fields += [
            (f"{group}（{len(units)}）", Cell("、".join(units))) for group, units in members.items()
        ]
    if task.note:
        fields.append(("备注", Cell(task.note)))
    blocks: list[Block] = [Fields(tuple(fields))]
    if members and not expand:
        hint = f"展开各组的单位：{line.having('--expand')}"
        blocks.append(Paragraph(Hinted("", hint), "muted"))
    sections = [Section("原文", (Paragraph(task.text),))]
    if row.duties:
        duties = duty_rows(plan, row._replace(duties=in_order(row.duties)))
        over = year_over_notes(plan, today, line)
        notes = (*over, due_note(plan.info), *unknown_calendars(duties))
        quotes = tuple((deadline.id, Cell(quotation(deadline))) for deadline in task.deadlines)
        sections.append(Section("时限", (duty_table(duties, "nobody", notes=notes),)))
        sections.append(Section("时限的依据", (Fields(quotes),)))
        done = tuple(_done_words(row))
        sections += [Section("办结说明", (Fields(done),))] if done else []
    else:
        sections.append(Section("时限", (Paragraph("原文没有写时限。", "muted"),)))
    record = {**task_record(plan, row), "note": task.note}
    if expand:
        record["members"] = members
    return Page(task_name(task), tuple(blocks), tuple(sections), record)


def _done_words(row: TaskRow) -> Iterator[tuple[str, Cell]]:
    """Tell what was written down about each thing that is done."""
    for duty in row.duties:
        done, turn = duty.done, duty.period.label if duty.period else duty.event
        if done and (done.note or done.link):
            words = " ".join(filter(None, (str(done.on), done.note, done.link)))
            yield (f"{duty.id} {turn}" if turn else duty.id), Cell(words)
