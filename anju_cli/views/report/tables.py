"""The tables of a circular, which the letter and the workbook share."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.report import Report, ReportDuty, ReportPart, ReportRow
from anju_cli.render.document import Cell, Column, Table
from anju_cli.views.quotas import gap_cell, light_cell, lights_note
from anju_cli.views.words import (
    count_cell,
    day_cell,
    names,
    number_cell,
    percent_cell,
    state_cell,
)

_COLUMNS = (
    Column("排名", "right"),
    Column("单位"),
    Column("类别"),
    Column("年度任务", "right"),
    Column("本月", "right"),
    Column("累计", "right"),
    Column("完成率", "right"),
    Column("序时应完成", "right"),
    Column("超欠", "right"),
    Column("月均还需", "right"),
    Column("灯"),
    Column("备注"),
)


def part_table(part: ReportPart, title: str = "") -> Table:
    """List the units of a part by rank, in the columns of a 通报, and their sum."""
    total = None
    if len(part.rows) > 1:
        missing = f"{part.unreported} 个未报" if part.unreported else ""
        total = _cells(part.sums, part.this_month, f"{len(part.rows)} 个单位", missing)
    rows = tuple(
        _cells(row.quota, row.this_month, row.quota.kind, remark(row)) for row in part.rows
    )
    return Table(_COLUMNS, rows, title, total)


def _cells(row: QuotaRow, this_month: int | None, kind: str, note: str) -> tuple[Cell, ...]:
    standing = row.standing
    return (
        number_cell(row.rank),
        Cell(row.name),
        Cell(kind),
        number_cell(standing.target),
        count_cell(this_month),
        count_cell(standing.published),
        percent_cell(standing.rate),
        number_cell(standing.expected),
        gap_cell(standing),
        number_cell(standing.needed_per_month),
        light_cell(standing),
        Cell(note),
    )


def remark(row: ReportRow) -> str:
    """Write the change of rank (↑2, ↓1, —, 新), and that a unit did not report."""
    if row.is_unreported:
        return "未报过"
    change = change_words(row)
    if row.this_month is not None:
        return change
    return f"{change}；本月未报" if change not in ("", "—") else "本月未报"


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
        "超欠 = 完成率 − 序时进度，单位是百分点；月均还需按没过完的月数平摊。",
        lights_note(plan.schedule.steps),
        "排名按完成率，部门和镇（街道）分开排，并列同名次；合计的完成率 = 累计之和 ÷ 任务之和；"
        f"未报不按 0 计。{changes}",
    )


# -- deadlines -------------------------------------------------------------


def duty_table(report: Report, duties: Sequence[ReportDuty], notes: tuple[str, ...] = ()) -> Table:
    """List duties as they stood on the day of the report; where that is past, and since."""
    columns = [Column("编号", "right"), Column("期限"), Column("事项"), Column("牵头单位")]
    if report.today > report.as_of:
        columns += [Column(f"{report.as_of} 的状态"), Column(f"到 {report.today}")]
    else:
        columns.append(Column("状态"))
    rows = tuple(_duty_cells(duty)[: len(columns)] for duty in duties)
    return Table(tuple(columns), rows, notes=notes)


def _duty_cells(reported: ReportDuty) -> tuple[Cell, ...]:
    duty, done = reported.row.duty, reported.done_since
    return (
        Cell(duty.id),
        day_cell(duty.due),
        Cell(duty.what),
        Cell(names(reported.row.units)),
        state_cell(duty),
        Cell(f"已于 {done} 办结", "green") if done else Cell("未办结", "yellow"),
    )
