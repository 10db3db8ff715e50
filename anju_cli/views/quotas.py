"""``anju quotas``: where each unit stands, and by which rule that was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from anju_cli.model.pace import (
    REPORT_BY,
    Light,
    Schedule,
    Standing,
    Steps,
    percent,
    point_places,
    points,
    rounded,
)
from anju_cli.model.plan import Plan
from anju_cli.queries.history import Forecast, UnitHistory
from anju_cli.queries.quotas import QuotaRow
from anju_cli.render.document import Cell, Column, Hinted, Listing, Record, Style, Table
from anju_cli.text.command_line import CommandLine
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.words import (
    DASH,
    cell,
    count_cell,
    kind_words,
    missing_words,
    months_words,
    percent_cell,
    year_over_notes,
)

LIGHT_STYLES: dict[Light | None, Style] = {
    "绿": "green",
    "蓝": "blue",
    "黄": "yellow",
    "红": "red",
    None: "plain",
}


def none_matches(line: CommandLine) -> Hinted:
    """Say that no unit is as ``line`` wants it, and how to see all."""
    return Hinted(
        "没有符合条件的单位。", f"全部单位的目标：{line.widened('--short', '--light', '--kind')}"
    )


def quota_record(row: QuotaRow) -> Record:
    """Return a unit's quota for programs.

    ``published`` is null for a unit that has not reported, and with it all that
    follows from it. ``rate`` is a part of 1 (4 decimals), ``gap_points`` are
    points (as many decimals as in the table), both rounded half up. ``through`` is the last
    month that counts, null before the first; ``missing`` are those until then that it has
    not reported.
    """
    return {"unit": row.name, "kind": row.kind, **_numbers(row), "missing": list(row.missing)}


def kind_record(row: QuotaRow) -> Record:
    """Return the sum over a kind for programs; ``incomplete``: how many units lack months."""
    return {
        "kind": row.kind,
        "units": row.units,
        "unreported": row.unreported,
        "incomplete": row.incomplete,
        **_numbers(row),
    }


def _numbers(row: QuotaRow) -> Record:
    standing, gap = row.standing, row.standing.gap
    return {
        "target": standing.target,
        "published": standing.published,
        "rate": None if standing.rate is None else rounded(standing.rate, 4),
        "expected": standing.expected,
        "gap_points": None
        if gap is None
        else rounded(gap * 100, point_places(gap, standing.steps)),
        "lacking": standing.lacking,
        "needed_per_month": standing.needed_per_month,
        "light": standing.light,
        "rank": row.rank,
        "through": row.through,
    }


def pace_words(plan: Plan, pace: Fraction) -> str:
    """Write a pace and the rule it was found by: 50.0%（按月：计入的月数 ÷ 12）."""
    return f"{percent(pace)}（{pace_rule(plan.schedule)}）"


def counted_words(plan: Plan, row: QuotaRow, today: date) -> str:
    """Say until which month the units of ``row`` count, at which pace, and what is due next.

    计至 2021 年 6 月，序时进度 50.0%（按月：计入的月数 ÷ 12）；7 月的报数到 2021-08-05（含当日…）.
    Nothing is said of that where the units count further than the day makes them.
    """
    schedule = plan.schedule
    last = len(row.months) and int(row.months[-1][5:])
    words = [f"计至 {schedule.year} 年 {last} 月" if last else "还没有计入的月份"]
    words[0] += f"，序时进度 {pace_words(plan, schedule.pace(last))}"
    ahead = Counter(unit.months for unit in row.all_units if unit.months != row.months)
    for months, units in sorted(ahead.items()):
        month = int(months[-1][5:])
        pace = percent(schedule.pace(month))
        words.append(f"已报 {month} 月的 {units} 个单位计至 {month} 月，序时进度 {pace}")
    if ahead:
        words.append(f"合计的序时进度按目标加权，是 {percent(row.standing.pace)}")
    following = max(last + 1, schedule.first_month)
    if last == schedule.last_counted(today) and following <= 12:
        ours = "" if plan.quotas.report_by else f"，{REPORT_BY}是本程序的默认，计划没有写"
        due = schedule.report_due(following)
        words.append(f"{following} 月的报数到 {due}（含当日{ours}）")
    return "；".join(words)


def counted_notes(plan: Plan, row: QuotaRow, today: date, line: CommandLine) -> tuple[str, ...]:
    """Say under a list of quotas, asked for by ``line``, what counts in it as of ``today``."""
    counted = f"截至 {today}，{counted_words(plan, row, today)}。"
    return (*year_over_notes(plan, today, line), counted)


def pace_rule(schedule: Schedule) -> str:
    """Write the rule of the pace: 按月：计入的月数 ÷ 12."""
    start = schedule.start
    if start is None or start == date(schedule.year, 1, 1):
        rules = {
            "按月": "计入的月数 ÷ 12",
            "按季": "计入的整季度数 ÷ 4",
            "按日": "计入的月份的天数 ÷ 全年天数",
        }
    else:
        quarter = (start.month + 2) // 3
        rules = {
            "按月": f"从 {start.month} 月起，计入的月数 ÷ {13 - start.month}",
            "按季": f"从第 {quarter} 季度起，计入的整季度数 ÷ {5 - quarter}",
            "按日": f"从 {start} 当日起，计入的月份的天数 ÷ 到年底的天数",
        }
    return f"{schedule.rule}：{rules[schedule.rule]}"


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


def quota_words(row: QuotaRow) -> str:
    """Say in a sentence where one unit's quota stands; beside it go ``counted_words``."""
    standing = row.standing
    expected = f"应完成 {standing.expected} 条"
    if standing.published is None:
        return f"{standing.target} 条；{'未报；' if row.is_unreported else ''}{expected}"
    rank = f"，排第 {row.rank}" if row.rank else ""
    missing = f"（{missing_words(row.missing)}）" if row.missing else ""
    return (
        f"{standing.target} 条；已公开 {standing.published} 条{missing}，"
        f"完成 {percent_cell(standing.rate).text}{rank}；{expected}；"
        f"{standing.light}灯，还差 {standing.lacking} 条"
    )


def _published(row: QuotaRow) -> Cell:
    published = row.standing.published
    return count_cell(published) if row.unreported else cell(published)


def missing_cell(row: QuotaRow) -> Cell:
    """Write which months a unit lacks that has reported others.

    Of several, how many have not reported and how many lack months: 未报 2，缺报 10.
    """
    if row.parts is not None:
        counts = (("未报", row.unreported), ("缺报", row.incomplete))
        return Cell("，".join(f"{what} {number}" for what, number in counts if number))
    return Cell(months_words(row.missing) if row.lacks_months else "", "yellow")


def gap_cell(standing: Standing) -> Cell:
    """Write how far a unit is from the pace, in points, in the colour of its light."""
    gap = standing.gap
    if gap is None:
        return DASH
    return Cell(points(gap, standing.steps), LIGHT_STYLES[standing.light], gap * 100)


def light_cell(standing: Standing) -> Cell:
    """Write the light of a unit; a dash for one that has not reported."""
    return Cell(standing.light, LIGHT_STYLES[standing.light]) if standing.light else DASH


def who_columns(*, by_kind: bool) -> tuple[ColumnOf[QuotaRow | Forecast | UnitHistory], ...]:
    """Name a unit and its kind, or a kind and how many units it has."""
    if by_kind:
        return (
            ColumnOf("类别", lambda row: row.name),
            ColumnOf("单位数", lambda row: row.units, "right"),
        )
    return (
        ColumnOf("单位", lambda row: row.name),
        ColumnOf("类别", lambda row: kind_words(row.kind, row.units), spare=1),
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
    standing: tuple[ColumnOf[QuotaRow], ...] = (
        ColumnOf("排名", lambda row: row.rank, "right"),
        *who_columns(by_kind=by_kind),
        ColumnOf("目标", lambda row: row.standing.target, "right"),
        ColumnOf("已公开", _published, "right"),
        ColumnOf("完成率", lambda row: percent_cell(row.standing.rate), "right"),
        ColumnOf("序时应完成", lambda row: row.standing.expected, "right", spare=3),
        ColumnOf("超欠", lambda row: gap_cell(row.standing), "right"),
        ColumnOf("还差", lambda row: row.standing.lacking, "right"),
        ColumnOf("月均还需", lambda row: row.standing.needed_per_month, "right", spare=2),
    )
    columns: list[ColumnOf[QuotaRow]] = [
        *standing,
        ColumnOf("灯", lambda row: light_cell(row.standing)),
    ]
    if total.incomplete or (total.unreported and total.standing.published is not None):
        columns.append(ColumnOf("缺报", missing_cell))
    sums: list[str] = []
    if by_kind or len(rows) > 1:
        rule = "合计的完成率 = 已公开之和 ÷ 目标之和；别的是各单位之和，超额的不抵别的单位。"
        sums += [rule, *filter(None, [apart_words(total)])]
    ranking = "各类别一起排" if by_kind else "部门和镇（街道）分开排，并列同名次"
    notes = (
        *counted_notes(plan, total, today, line),
        "序时应完成 = 目标 × 序时进度，不足一条算一条；超欠是完成率减序时进度的百分点。",
        f"还差 = 目标 − 已公开；{monthly_rule(total)}。",
        *sums,
        lights_note(plan.schedule.steps),
        f"排名按完成率，{ranking}；未报不按 0 计。",
    )
    record = kind_record if by_kind else quota_record
    return Listing(
        table_of(columns, rows, title, total, notes),
        lambda: [record(row) for row in rows],
        none_matches(line),
        lambda: with_pace_column(
            table_of((*standing, *_reported_columns(by_kind=by_kind)), rows), rows, total
        ),
    )


def _reported_columns(*, by_kind: bool) -> tuple[ColumnOf[QuotaRow], ...]:
    """Say for programs who has not reported (灯: 未报), and who lacks which months."""
    lights: ColumnOf[QuotaRow] = ColumnOf("灯", lambda row: row.light)
    if not by_kind:
        return lights, ColumnOf("缺报", lambda row: missing_words(row.missing))
    return (
        lights,
        ColumnOf("未报单位数", lambda row: row.unreported),
        ColumnOf("缺报单位数", lambda row: row.incomplete),
    )


def monthly_rule(row: QuotaRow) -> str:
    """Say over which months what is lacking is shared out, where any is left."""
    if row.through and row.through.endswith("-12"):
        return "各月都已计入，没有月均还需"
    return "月均还需按还没有计入的月份平摊，不足一条算一条"


def apart_words(total: QuotaRow, scope: str = "") -> str:
    """Say whose targets are in a total and in no sum of what is lacking; nothing for nobody."""
    silent = [row.standing.target for row in total.all_units if row.standing.published is None]
    units = f"{scope}没有条数的 {len(silent)} 个单位（任务 {sum(silent)} 条）"
    return f"{units}还差多少不在其中。" if silent else ""


def with_pace_column(table: Table, rows: Sequence[QuotaRow], total: QuotaRow) -> Table:
    """Put the pace behind the rates (完成率), as programs and the line of a chart need it."""
    *paces, sums = [percent_cell(row.standing.pace) for row in (*rows, total)]
    behind = table.column_index("完成率") + 1
    return table.with_column(behind, Column("序时进度", "right"), paces, sums)
