"""The tables of a circular, which the letter and the workbook share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.duties import Period
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.history import UnitHistory, counted_months, history_of_all
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.report import ALL, Report, ReportPart, ReportRow
from anju_cli.render.document import Table
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.history import month_columns
from anju_cli.views.quotas import (
    apart_words,
    gap_cell,
    light_cell,
    lights_note,
    missing_cell,
    monthly_rule,
)
from anju_cli.views.words import (
    DASH,
    count_cell,
    due_rule,
    missing_words,
    names,
    percent_cell,
    state_cell,
)

if TYPE_CHECKING:
    from anju_cli.model.schema import PlanInfo


class _Line(NamedTuple):
    """A line of the table of a part: a unit, or the sum."""

    quota: QuotaRow
    reported: int | None
    kind: str
    remark: str


_THIS = {1: "本月", 3: "本季度", 6: "本半年", 12: "本年"}


def _columns(report: Report) -> tuple[ColumnOf[_Line], ...]:
    """Draw a line in the columns of a 通报; after the last month nothing is due in others."""
    if report.ends_the_year:
        needed = ColumnOf[_Line]("还差", lambda line: line.quota.standing.lacking, "right")
    else:
        needed = ColumnOf[_Line](
            "月均还需", lambda line: line.quota.standing.needed_per_month, "right"
        )
    this = _THIS[len(report.period.months)]
    return (
        ColumnOf("排名", lambda line: line.quota.rank, "right"),
        ColumnOf("单位", lambda line: line.quota.name),
        ColumnOf("类别", lambda line: line.kind),
        ColumnOf("年度任务", lambda line: line.quota.standing.target, "right"),
        ColumnOf(this, lambda line: count_cell(line.reported), "right"),
        ColumnOf("累计", lambda line: count_cell(line.quota.standing.published), "right"),
        ColumnOf("完成率", lambda line: percent_cell(line.quota.standing.rate), "right"),
        ColumnOf("序时应完成", lambda line: line.quota.standing.expected, "right"),
        ColumnOf("超欠", lambda line: gap_cell(line.quota.standing), "right"),
        needed,
        ColumnOf("灯", lambda line: light_cell(line.quota.standing)),
        ColumnOf("备注", lambda line: line.remark),
    )


def part_table(
    report: Report, part: ReportPart, title: str = "", notes: tuple[str, ...] = ()
) -> Table:
    """List the units of a part by rank, in the columns of a 通报, and their sum."""
    missing = missing_cell(part.sums).text
    total = _Line(part.sums, part.reported, f"{len(part.rows)} 个单位", missing)
    lines = [_Line(row.quota, row.reported, row.quota.kind, remark(row)) for row in part.rows]
    return table_of(_columns(report), lines, title, total, notes)


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


def months_table(report: Report, title: str = "") -> Table:
    """List what each unit published anew in each month that counts, and the sums."""
    rows = [row.history for row in report.all.rows]
    months = counted_months([row.quota for row in report.all.rows])
    columns: tuple[ColumnOf[UnitHistory], ...] = (
        ColumnOf("单位", lambda row: row.name),
        *month_columns(months, DASH),
        ColumnOf("累计", lambda row: row.published, "right"),
    )
    note = "各月是当月新公开的条数；— 是未报，不是 0；合计只加报了的单位；累计是各月之和。"
    return table_of(columns, rows, title, history_of_all(ALL, rows), (note,))


def end_of(period: Period) -> str:
    """Name the end of a period: 5月底, 一季度末."""
    return f"{period.name}{'底' if len(period.months) == 1 else '末'}"


def rules(plan: Plan, report: Report, *parts: ReportPart) -> tuple[str, ...]:
    """Explain by which rules the numbers of the tables of ``parts`` were found."""
    period, before = report.period, report.before
    this = _THIS[len(period.months)]
    sums = "" if len(period.months) == 1 else f"{this}是各月之和，缺的月份见备注；"
    needed, rule = "月均还需", monthly_rule(report.all.sums)
    if report.ends_the_year:
        needed, rule = "还差", "还差 = 年度任务 − 累计"
    apart = "".join(apart_words(part.sums, part.name if parts[1:] else "") for part in parts)
    end = end_of(before) if before else ""
    changes = f"备注里的 ↑ ↓ 是比{end}的名次升、降几位，— 是不变，新 是{end}还没有名次。"
    return (
        f"数字截至 {report.counted_until}（含当日）。{sums}序时应完成 = 年度任务 × 序时进度，"
        f"不足一条算一条；超欠 = 完成率 − 序时进度，单位是百分点；{rule}。",
        f"合计的完成率 = 累计之和 ÷ 任务之和；序时应完成和{needed}是各行之和，"
        f"超额的单位不抵别的单位。{apart}",
        lights_note(plan.schedule.steps),
        "排名按完成率，部门和镇（街道）分开排，并列同名次；未报不按 0 计。"
        + (changes if before else ""),
    )


# -- deadlines -------------------------------------------------------------


def duty_table(rows: Sequence[DutyRow], title: str = "", notes: tuple[str, ...] = ()) -> Table:
    """List duties as they stand on the day of the paper."""
    columns: tuple[ColumnOf[DutyRow], ...] = (
        ColumnOf("编号", lambda row: row.duty.id, "right"),
        ColumnOf("期限", lambda row: row.duty.due),
        ColumnOf("事项", lambda row: row.duty.what),
        ColumnOf("牵头单位", lambda row: names(row.units)),
        ColumnOf("状态", lambda row: state_cell(row.duty)),
    )
    return table_of(columns, rows, title, notes=notes)


def duty_rule(info: PlanInfo) -> str:
    """Explain the dates and states of ``duty_table``."""
    return f"{due_rule(info)}；剩余天数按日历日算，{info.soon_days} 天以内为临期。"
