"""``anju quotas``: where each unit stands, and by which rule that was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from anju_cli.model.pace import (
    Light,
    Schedule,
    Standing,
    Steps,
    percent,
    points,
    rounded,
)
from anju_cli.model.plan import Plan
from anju_cli.queries.history import ForecastRow, UnitHistory
from anju_cli.queries.quotas import QuotaRow
from anju_cli.render.document import Cell, Column, Hinted, Listing, Record, Style, Table
from anju_cli.text.command_line import CommandLine
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.words import (
    DASH,
    kind_words,
    percent_cell,
    sum_cell,
    year_over_notes,
)

LIGHT_STYLES: dict[Light | None, Style] = {
    "绿": "green",
    "蓝": "blue",
    "黄": "yellow",
    "红": "red",
    None: "plain",
}
_PACE_RULES = {
    "按月": "已过完的月数 ÷ 12",
    "按季": "已过完的季度数 ÷ 4",
    "按日": "已过的天数 ÷ 全年天数",
}
_PACE_RULES_FROM = {
    "按月": "从 {month} 月起，已过完的月数 ÷ {months}",
    "按季": "从第 {quarter} 季度起，已过完的季度数 ÷ {quarters}",
    "按日": "从 {day} 当日起，已过的天数 ÷ 到年底的天数",
}
"""Where counting does not begin on 1 January."""


def none_matches(line: CommandLine) -> Hinted:
    """Say that no unit is as ``line`` wants it, and how to see all."""
    return Hinted("没有符合条件的单位。", f"全部单位的目标：{line.other('quotas')}")


def quota_record(row: QuotaRow) -> Record:
    """Return a unit's quota for programs.

    ``published`` is null for a unit that has not reported, and with it all that
    follows from it. ``rate`` is a part of 1 (4 decimals), ``gap_points`` are
    points (1 decimal), both rounded half up.
    """
    return {"unit": row.name, "kind": row.kind, **_numbers(row)}


def kind_record(row: QuotaRow) -> Record:
    """Return the sum over a kind for programs."""
    return {
        "kind": row.kind,
        "units": row.units,
        "unreported": row.unreported,
        **_numbers(row),
    }


def _numbers(row: QuotaRow) -> Record:
    standing = row.standing
    return {
        "target": standing.target,
        "published": standing.published,
        "rate": None if standing.rate is None else rounded(standing.rate, 4),
        "expected": standing.expected,
        "gap_points": None if standing.gap is None else rounded(standing.gap * 100, 1),
        "lacking": standing.lacking,
        "needed_per_month": standing.needed_per_month,
        "light": standing.light,
        "rank": row.rank,
    }


def pace_words(plan: Plan, today: date) -> str:
    """Write the pace and the rule it was found by: 50.0%（按月：已过完的月数 ÷ 12）."""
    schedule = plan.schedule
    return f"{percent(schedule.pace(today))}（{schedule.rule}：{_pace_rule(schedule)}）"


def _pace_rule(schedule: Schedule) -> str:
    start = schedule.start
    if start is None or start == date(schedule.year, 1, 1):
        return _PACE_RULES[schedule.rule]
    quarter = (start.month + 2) // 3
    return _PACE_RULES_FROM[schedule.rule].format(
        month=start.month,
        months=13 - start.month,
        quarter=quarter,
        quarters=5 - quarter,
        day=start,
    )


def lights_note(steps: Steps) -> str:
    """Explain the lights, under every list of them.

    A light that ``steps`` leave no room for is left out.
    """
    blue, yellow = steps.blue_below, steps.yellow_up_to
    parts = ["绿 达到序时进度"]
    if blue:
        parts.append(f"蓝 欠不到 {blue} 个百分点")
    if 0 < blue < yellow:
        parts.append(f"黄 {blue} 至 {yellow}（都含）")
    elif blue < yellow:
        parts.append(f"黄 欠不超过 {yellow} 个百分点")
    elif yellow:
        parts.append(f"黄 正好 {yellow}")
    parts.append(f"红 超过 {yellow}" if yellow else "红 没达到")
    return f"灯：{'；'.join(parts)}。"


def quota_words(plan: Plan, row: QuotaRow, today: date) -> str:
    """Say in a sentence where one unit's quota stands."""
    standing = row.standing
    expected = f"序时进度 {pace_words(plan, today)}，应完成 {standing.expected} 条"
    if standing.published is None:
        return f"{standing.target} 条；未报；{expected}"
    rank = f"，排第 {row.rank}" if row.rank else ""
    return (
        f"{standing.target} 条；已公开 {standing.published} 条，"
        f"完成 {percent_cell(standing.rate).text}{rank}；{expected}；"
        f"{standing.light}灯，还差 {standing.lacking} 条"
    )


def gap_cell(standing: Standing) -> Cell:
    """Write how far a unit is from the pace, in points, in the colour of its light."""
    gap = standing.gap
    return DASH if gap is None else Cell(points(gap), LIGHT_STYLES[standing.light], gap * 100)


def light_cell(standing: Standing) -> Cell:
    """Write the light of a unit; a dash for one that has not reported."""
    return Cell(standing.light, LIGHT_STYLES[standing.light]) if standing.light else DASH


def who_columns(*, by_kind: bool) -> tuple[ColumnOf[QuotaRow | ForecastRow | UnitHistory], ...]:
    """Name a unit and its kind, or a kind and how many units it has."""
    if by_kind:
        return (
            ColumnOf("类别", lambda row: row.name),
            ColumnOf("单位数", lambda row: row.units, "right"),
        )
    return (
        ColumnOf("单位", lambda row: row.name),
        ColumnOf("类别", lambda row: kind_words(row.kind, row.units)),
    )


def quotas_listing(
    plan: Plan,
    rows: Sequence[QuotaRow],
    total: QuotaRow,
    today: date,
    *,
    by_kind: bool,
    title: str,
    line: CommandLine = CommandLine("quotas"),  # noqa: B008 - a value
) -> Listing:
    """Answer ``anju quotas``, asked by ``line``, by unit or by kind."""
    columns: tuple[ColumnOf[QuotaRow], ...] = (
        ColumnOf("排名", lambda row: row.rank, "right"),
        *who_columns(by_kind=by_kind),
        ColumnOf("目标", lambda row: row.standing.target, "right"),
        ColumnOf("已公开", lambda row: sum_cell(row.standing.published, row.unreported), "right"),
        ColumnOf("完成率", lambda row: percent_cell(row.standing.rate), "right"),
        ColumnOf("序时应完成", lambda row: row.standing.expected, "right"),
        ColumnOf("超欠", lambda row: gap_cell(row.standing), "right"),
        ColumnOf("还差", lambda row: row.standing.lacking, "right"),
        ColumnOf("月均还需", lambda row: row.standing.needed_per_month, "right"),
        ColumnOf("灯", lambda row: light_cell(row.standing)),
    )
    year = plan.quotas.year
    ranking = "各类别一起排" if by_kind else "部门和镇（街道）分开排，并列同名次"
    notes = (
        *year_over_notes(plan, today, line),
        f"截至 {today}，{year} 年序时进度 {pace_words(plan, today)}。",
        "序时应完成 = 目标 × 序时进度，不足一条算一条；超欠 = 完成率 − 序时进度，单位是百分点；"
        "还差 = 目标 − 已公开；月均还需按没过完的月数平摊。",
        lights_note(plan.schedule.steps),
        f"排名按完成率，{ranking}；没有任何月份数据的列为未报，不按 0 计。",
    )
    record = kind_record if by_kind else quota_record
    return Listing(
        table_of(columns, rows, title, total, notes),
        lambda: [record(row) for row in rows],
        none_matches(line),
    )


def with_pace_column(table: Table, pace: Fraction) -> Table:
    """Put the pace behind the rates (完成率), for a chart to draw as a line across them."""
    cell = percent_cell(pace)
    behind = table.column_index("完成率") + 1
    return table.with_column(behind, Column("序时进度", "right"), [cell] * len(table.rows), cell)
