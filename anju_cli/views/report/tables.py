"""The tables of a circular, which the letter and the workbook share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.report import Report, ReportDuty, ReportPart, ReportRow
from anju_cli.render.document import Cell, Table
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.quotas import gap_cell, light_cell, lights_note, monthly_rule, sum_notes
from anju_cli.views.words import (
    count_cell,
    missing_words,
    names,
    percent_cell,
    state_cell,
)


class _Line(NamedTuple):
    """A line of the table of a part: a unit, or the sum."""

    quota: QuotaRow
    this_month: int | None
    kind: str
    remark: str


_COLUMNS: tuple[ColumnOf[_Line], ...] = (
    ColumnOf("排名", lambda line: line.quota.rank, "right"),
    ColumnOf("单位", lambda line: line.quota.name),
    ColumnOf("类别", lambda line: line.kind),
    ColumnOf("年度任务", lambda line: line.quota.standing.target, "right"),
    ColumnOf("本月", lambda line: count_cell(line.this_month), "right"),
    ColumnOf("累计", lambda line: count_cell(line.quota.standing.published), "right"),
    ColumnOf("完成率", lambda line: percent_cell(line.quota.standing.rate), "right"),
    ColumnOf("序时应完成", lambda line: line.quota.standing.expected, "right"),
    ColumnOf("超欠", lambda line: gap_cell(line.quota.standing), "right"),
    ColumnOf("月均还需", lambda line: line.quota.standing.needed_per_month, "right"),
    ColumnOf("灯", lambda line: light_cell(line.quota.standing)),
    ColumnOf("备注", lambda line: line.remark),
)


def part_table(part: ReportPart, title: str = "", notes: tuple[str, ...] = ()) -> Table:
    """List the units of a part by rank, in the columns of a 通报, and their sum."""
    numbers = {"未报": part.unreported, "缺报": part.sums.incomplete}
    missing = "，".join(f"{what} {number}" for what, number in numbers.items() if number)
    total = _Line(part.sums, part.this_month, f"{len(part.rows)} 个单位", missing)
    lines = [_Line(row.quota, row.this_month, row.quota.kind, remark(row)) for row in part.rows]
    return table_of(_COLUMNS, lines, title, total, notes)


def remark(row: ReportRow) -> str:
    """Write the change of rank (↑2, ↓1, —, 新), and the months that a unit lacks."""
    if row.is_unreported:
        return "未报过"
    change, missing = change_words(row), missing_words(row.quota.missing)
    if not missing:
        return change
    return f"{change}；{missing}" if change not in ("", "—") else missing


def change_words(row: ReportRow) -> str:
    """Write ↑2, ↓1, — for the same rank, 新; nothing where there is nothing to compare."""
    if row.rise is None:
        return "新" if row.is_new else ""
    if row.rise == 0:
        return "—"
    return f"↑{row.rise}" if row.rise > 0 else f"↓{-row.rise}"


def rules(plan: Plan, report: Report) -> tuple[str, ...]:
    """Explain by which rules the numbers of the tables were found."""
    is_first = bool(report.all.rows) and report.all.rows[0].is_first_month
    changes = (
        "备注里的 ↑ ↓ 是比上月底的名次升、降几位，— 是不变，新 是上月底还没有名次。"
        if not is_first
        else ""
    )
    return (
        f"数字截至 {report.as_of}（含当日）。序时应完成 = 年度任务 × 序时进度，不足一条算一条；"
        f"超欠 = 完成率 − 序时进度，单位是百分点；{monthly_rule(report.all.sums)}。",
        *sum_notes(report.all.sums, is_summed=True),
        lights_note(plan.schedule.steps),
        f"排名按完成率，部门和镇（街道）分开排，并列同名次；未报不按 0 计。{changes}",
    )


# -- deadlines -------------------------------------------------------------


def duty_table(
    report: Report, duties: Sequence[ReportDuty], title: str = "", notes: tuple[str, ...] = ()
) -> Table:
    """List duties as they stood on the day of the report, and as they stand now."""
    is_past = report.today > report.as_of
    columns: list[ColumnOf[ReportDuty]] = [
        ColumnOf("编号", lambda duty: duty.row.duty.id, "right"),
        ColumnOf("期限", lambda duty: duty.row.duty.due),
        ColumnOf("事项", lambda duty: duty.row.duty.what),
        ColumnOf("牵头单位", lambda duty: names(duty.row.units)),
        ColumnOf(
            f"{report.as_of} 的状态" if is_past else "状态",
            lambda duty: state_cell(duty.row.duty),
        ),
    ]
    if is_past:
        columns.append(ColumnOf(f"到 {report.today}", _done_since))
    return table_of(columns, duties, title, notes=notes)


def _done_since(duty: ReportDuty) -> Cell:
    if duty.done_since is None:
        return Cell("未办结", "yellow")
    return Cell(f"已于 {duty.done_since} 办结", "green")
