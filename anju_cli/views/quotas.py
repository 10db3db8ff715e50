"""Quotas: where each unit stands, and by which rule that was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from anju_cli.model.pace import Light, Schedule, Steps, percent, points, rounded
from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import QuotaRow
from anju_cli.render.document import Cell, Column, Listing, Record, Style, Table
from anju_cli.views.words import DASH, number_cell, year_is_over

LIGHT_STYLES: dict[Light, Style] = {"绿": "green", "蓝": "blue", "黄": "yellow", "红": "red"}
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


def quota_record(row: QuotaRow) -> Record:
    """A unit's quota for programs.

    ``published`` is null for a unit that has not reported, and with it all that
    follows from it. ``rate`` is a part of 1 (4 decimals), ``gap_points`` are
    points (1 decimal), both rounded half up.
    """
    return {"unit": row.name, "kind": row.kind, **_numbers(row)}


def kind_record(row: QuotaRow) -> Record:
    """The sum over a kind for programs."""
    return {
        "kind": row.kind,
        "units": row.units,
        "unreported": row.unreported,
        **_numbers(row),
    }


def _numbers(row: QuotaRow) -> Record:
    where = row.standing
    return {
        "target": where.target,
        "published": where.published,
        "rate": None if where.rate is None else rounded(where.rate, 4),
        "expected": where.expected,
        "gap_points": None if where.gap is None else rounded(where.gap * 100, 1),
        "lacking": where.lacking,
        "needed_per_month": where.needed_per_month,
        "light": where.light,
        "rank": row.rank,
    }


def pace_words(plan: Plan, today: date) -> str:
    """The pace and the rule it was found by: 50.0%（按月：已过完的月数 ÷ 12）."""
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
    """What the lights mean, to stand under every list of them; a light that ``steps``
    leave no room for is left out."""
    blue, yellow = steps.blue_below, steps.yellow_up_to
    said = ["绿 达到序时进度"]
    if blue:
        said.append(f"蓝 欠不到 {blue} 个百分点")
    if 0 < blue < yellow:
        said.append(f"黄 {blue} 至 {yellow}（都含）")
    elif blue < yellow:
        said.append(f"黄 欠不超过 {yellow} 个百分点")
    elif yellow:
        said.append(f"黄 正好 {yellow}")
    said.append(f"红 超过 {yellow}" if yellow else "红 没达到")
    return f"灯：{'；'.join(said)}。"


def quota_words(plan: Plan, row: QuotaRow, today: date) -> str:
    """One unit's quota in a sentence."""
    where = row.standing
    expected = f"序时进度 {pace_words(plan, today)}，应完成 {where.expected} 条"
    if where.published is None:
        return f"{where.target} 条；未报；{expected}"
    rate = percent(where.rate) if where.rate is not None else "—"
    rank = f"，排第 {row.rank}" if row.rank else ""
    return (
        f"{where.target} 条；已公开 {where.published} 条，完成 {rate}{rank}；{expected}；"
        f"{where.light}灯，还差 {where.lacking} 条"
    )


def quotas_listing(
    plan: Plan, rows: Sequence[QuotaRow], total: QuotaRow, today: date, *, by_kind: bool, title: str
) -> Listing:
    """What ``anju quotas`` answers, by unit or by kind."""
    columns = (
        Column("排名", "right"),
        Column("类别" if by_kind else "单位"),
        Column("单位数", "right") if by_kind else Column("类别"),
        Column("目标", "right"),
        Column("已公开", "right"),
        Column("完成率", "right"),
        Column("序时应完成", "right"),
        Column("超欠", "right"),
        Column("还差", "right"),
        Column("月均还需", "right"),
        Column("灯"),
    )
    year = plan.quotas.year
    over = year_is_over(plan, today, "anju quotas")
    ranking = "各类别一起排" if by_kind else "部门和镇（街道）分开排，并列同名次"
    notes = (
        *([over] if over else []),
        f"截至 {today}，{year} 年序时进度 {pace_words(plan, today)}。",
        "序时应完成 = 目标 × 序时进度，不足一条算一条；超欠 = 完成率 − 序时进度，单位是百分点；"
        "还差 = 目标 − 已公开；月均还需按没过完的月数平摊。",
        lights_note(plan.schedule.steps),
        f"排名按完成率，{ranking}；没有任何月份数据的列为未报，不按 0 计。",
    )
    record = kind_record if by_kind else quota_record
    return Listing(
        Table(
            columns,
            tuple(_cells(row, by_kind=by_kind) for row in rows),
            title,
            _cells(total, by_kind=by_kind) if len(rows) > 1 else None,
            notes,
        ),
        lambda: [record(row) for row in rows],
        empty="没有符合条件的单位。全部单位的目标：anju quotas",
    )


def _cells(row: QuotaRow, *, by_kind: bool) -> tuple[Cell, ...]:
    where = row.standing
    second = number_cell(row.units) if by_kind else Cell(row.kind)
    if row.units > 1 and not by_kind:
        second = Cell(f"{row.units} 个单位")
    published = Cell("未报", "yellow")
    if where.published is not None and row.unreported:
        # No number: a spreadsheet that took it would not say who is missing in it.
        published = Cell(f"{where.published}（{row.unreported} 未报）")
    elif where.published is not None:
        published = number_cell(where.published)
    style = LIGHT_STYLES[where.light] if where.light else "plain"
    gap = where.gap
    return (
        number_cell(row.rank),
        Cell(row.name),
        second,
        number_cell(where.target),
        published,
        DASH if where.rate is None else Cell(percent(where.rate), value=where.rate),
        number_cell(where.expected),
        DASH if gap is None else Cell(points(gap), style, gap * 100),
        number_cell(where.lacking),
        number_cell(where.needed_per_month),
        Cell(where.light, style) if where.light else DASH,
    )
