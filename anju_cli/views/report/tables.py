"""The tables of a circular, which the letter and the workbook share."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.model.pace import percent, points
from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.report import Report, ReportDuty, ReportPart, ReportRow
from anju_cli.render.document import Cell, Column, Table
from anju_cli.views.quotas import LIGHT_STYLES, lights_note
from anju_cli.views.words import DASH, day_cell, names, number_cell, state_cell

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
RATE = 6
"""Where the rate stands among the columns."""


def part_table(part: ReportPart, title: str = "") -> Table:
    """The units of a part by rank, in the columns of a 通报, and their sum."""
    total = _cells(part.sums, part.this_month, f"{len(part.rows)} 个单位", "")
    rows = tuple(
        _cells(row.quota, row.this_month, row.quota.kind, remark(row)) for row in part.rows
    )
    return Table(_COLUMNS, rows, title, total if len(rows) > 1 else None)


def _cells(row: QuotaRow, this_month: int | None, kind: str, said: str) -> tuple[Cell, ...]:
    where = row.standing
    unreported = Cell("未报", "yellow")
    style = LIGHT_STYLES[where.light] if where.light else "plain"
    published = unreported if where.published is None else number_cell(where.published)
    if row.units > 1:
        missing = f"{row.unreported} 个未报" if row.unreported else ""
        said = "；".join(part for part in (said, missing) if part)
    return (
        number_cell(row.rank),
        Cell(row.name),
        Cell(kind),
        number_cell(where.target),
        unreported if this_month is None else number_cell(this_month),
        published,
        DASH if where.rate is None else Cell(percent(where.rate), value=where.rate),
        number_cell(where.expected),
        DASH if where.gap is None else Cell(points(where.gap), style, where.gap * 100),
        number_cell(where.needed_per_month),
        Cell(where.light, style) if where.light else DASH,
        Cell(said),
    )


def remark(row: ReportRow) -> str:
    """The change of rank (↑2, ↓1, —, 新), and that a unit did not report."""
    if row.is_unreported:
        return "未报过"
    change = change_words(row)
    if row.this_month is not None:
        return change
    return f"{change}；本月未报" if change not in ("", "—") else "本月未报"


def change_words(row: ReportRow) -> str:
    """↑2, ↓1, — for the same rank, 新; nothing where there is nothing to compare."""
    if row.rise is None:
        return "新" if row.is_new else ""
    if row.rise == 0:
        return "—"
    return f"↑{row.rise}" if row.rise > 0 else f"↓{-row.rise}"


def rules(plan: Plan, report: Report) -> tuple[str, ...]:
    """By which rules the numbers of the tables were found."""
    first = "" if report.all.rows and report.all.rows[0].is_first_month else _CHANGES
    return (
        f"数字截至 {report.as_of}（含当日）。序时应完成 = 年度任务 × 序时进度，不足一条算一条；"
        "超欠 = 完成率 − 序时进度，单位是百分点；月均还需按没过完的月数平摊。",
        lights_note(plan.schedule.steps),
        "排名按完成率，部门和镇（街道）分开排，并列同名次；合计的完成率 = 累计之和 ÷ 任务之和；"
        f"未报不按 0 计。{first}",
    )


_CHANGES = "备注里的 ↑ ↓ 是比上月底的名次升、降几位，— 是不变，新 是上月底还没有名次。"


# -- deadlines -------------------------------------------------------------


def duty_table(report: Report, found: Sequence[ReportDuty], notes: tuple[str, ...] = ()) -> Table:
    """Duties as they stood on the day of the report; where that is past, and since then."""
    columns = [Column("编号", "right"), Column("期限"), Column("事项"), Column("牵头单位")]
    if report.today > report.as_of:
        columns += [Column(f"{report.as_of} 的状态"), Column(f"到 {report.today}")]
    else:
        columns.append(Column("状态"))
    rows = tuple(_duty_cells(one)[: len(columns)] for one in found)
    return Table(tuple(columns), rows, notes=notes)


def _duty_cells(one: ReportDuty) -> tuple[Cell, ...]:
    duty, done = one.row.duty, one.done_since
    return (
        Cell(duty.id),
        day_cell(duty.due),
        Cell(duty.what),
        Cell(names(one.row.units)),
        state_cell(duty),
        Cell(f"已于 {done} 办结", "green") if done else Cell("未办结", "yellow"),
    )
