"""``anju report -o 通报.xlsx``: the tables of a circular as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.queries.report import Report, ReportPart
from anju_cli.render.document import Book, Column, Sheet, SheetChart, Table
from anju_cli.views.quotas import with_pace_column
from anju_cli.views.report.circular import Circular
from anju_cli.views.report.record import report_record
from anju_cli.views.report.tables import (
    duty_rule,
    duty_table,
    end_of,
    months_table,
    part_table,
    rules,
)
from anju_cli.views.words import DASH, cell

if TYPE_CHECKING:
    from anju_cli.views.wording.report import ReportWording


def report_book(plan: Plan, report: Report, wording: ReportWording) -> Book:
    """Answer ``anju report`` for Excel: a sheet for each part, the months, the duties."""
    title = Circular(plan, report, wording).title
    days = f"（统计截至 {report.counted_until}，成文日期 {report.dated}）"
    sheets = []
    for part, name in ((report.bureaus, "部门"), (report.towns, "镇街道")):
        table = part_table(report, part, f"{title}：{part.name}{days}", rules(plan, report, part))
        chart = SheetChart(f"{part.name}完成率", "单位", ("完成率",), "序时进度")
        shown = chart if part.rows else None
        sheets.append(Sheet(name, _wide(table, report, part), shown, "没有这一类单位。"))
    months = months_table(report, f"{title}：逐月{days}")
    duties = duty_table(
        (*report.missed, *report.late, *report.coming),
        f"{title}：逾期和近期到期的时限{days}",
        (duty_rule(plan.info),),
    )
    empty = "没有逾期的和近期到期的时限。"
    sheets += [Sheet("逐月", months), Sheet("时限", duties, None, empty)]
    return Book(title, tuple(sheets), lambda: report_record(plan, report))


def _wide(table: Table, report: Report, part: ReportPart) -> Table:
    """Add the pace, which the chart draws as a line, and the rank of the period before."""
    if report.before is not None:
        before = [cell(row.rank_before) for row in part.rows]
        column = Column(f"{end_of(report.before)}排名", "right")
        table = table.with_column(len(table.columns) - 1, column, before, DASH)
    return with_pace_column(table, [row.quota for row in part.rows], part.sums)
