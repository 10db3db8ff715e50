"""``anju report -o 通报.xlsx``: the tables of a circular as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.queries.history import history_of_all
from anju_cli.queries.report import ALL, Report, ReportPart
from anju_cli.render.document import Book, Column, Sheet, SheetChart, Table
from anju_cli.views.history import history_listing
from anju_cli.views.quotas import with_pace_column
from anju_cli.views.report.circular import Circular
from anju_cli.views.report.record import report_record
from anju_cli.views.report.tables import duty_table, part_table, rules
from anju_cli.views.words import DASH, cell, due_note

if TYPE_CHECKING:
    from anju_cli.views.wording.report import ReportWording


def report_book(plan: Plan, report: Report, wording: ReportWording) -> Book:
    """Answer ``anju report`` for Excel: a sheet for each part, the months, the duties."""
    title = Circular(plan, report, wording).title
    sheets = []
    for part, name in ((report.bureaus, "部门"), (report.towns, "镇街道")):
        table = part_table(part, f"{title}：{part.name}", rules(plan, report))
        chart = SheetChart(f"{part.name}完成率", "单位", ("完成率",), "序时进度")
        shown = chart if part.rows else None
        sheets.append(Sheet(name, _wide(table, part), shown, "没有这一类单位。"))
    rows = [row.history for row in report.all.rows]
    sums = history_of_all(ALL, rows)
    months = history_listing(
        plan, rows, sums, report.all.sums, report.as_of, by_kind=False, title=f"{title}：逐月"
    ).table
    duties = duty_table(
        report,
        (*report.missed, *report.coming),
        f"{title}：逾期和近期到期的时限",
        (due_note(plan.info),),
    )
    empty = "没有逾期的和近期到期的时限。"
    sheets += [Sheet("逐月", months), Sheet("时限", duties, None, empty)]
    return Book(title, tuple(sheets), lambda: report_record(report))


def _wide(table: Table, part: ReportPart) -> Table:
    """Add the pace, which the chart draws as a line, and the rank of the month before."""
    before = [cell(row.rank_before) for row in part.rows]
    last = len(table.columns) - 1
    table = table.with_column(last, Column("上月排名", "right"), before, DASH)
    return with_pace_column(table, [row.quota for row in part.rows], part.sums)
