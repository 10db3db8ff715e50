"""``anju quotas --history`` and ``--forecast``: the months, and the year's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from anju_cli.model.pace import rounded
from anju_cli.model.plan import Plan
from anju_cli.queries.history import ForecastRow, UnitHistory, forecast_month, months_begun
from anju_cli.render.document import Cell, Listing, Record, Style
from anju_cli.text.command_line import CommandLine
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.quotas import none_matches, who_columns
from anju_cli.views.words import (
    DASH,
    UNREPORTED,
    cell,
    month_name,
    percent_cell,
    sum_cell,
    year_over_notes,
)

_STEPS = "▁▂▃▄▅▆▇█"
NO_REPORT = "·"
"""A month without a report in a sparkline. No blank: HTML and tables drop those at the
ends, and every later month would stand under a wrong one."""


# -- month by month --------------------------------------------------------


def sparkline(counts: Sequence[int | None]) -> str:
    """Draw a bar for each month, as high as its part of the highest.

    ▁ is 0, █ the highest. The lowest of the eight is 0's alone; what lies between goes to the
    nearest of the other seven (halves up), never below the second. ``NO_REPORT`` for a month
    without one.
    """
    highest = max((count for count in counts if count is not None), default=0)
    return "".join(NO_REPORT if count is None else _bar(count, highest) for count in counts)


def _bar(count: int, highest: int) -> str:
    if count == 0:
        return _STEPS[0]
    last = len(_STEPS) - 1
    return _STEPS[max(1, (2 * count * last + highest) // (2 * highest))]


def history_listing(
    plan: Plan,
    rows: Sequence[UnitHistory],
    total: UnitHistory,
    today: date,
    *,
    by_kind: bool,
    title: str,
    line: CommandLine = CommandLine("quotas", options=(("--history", None),)),  # noqa: B008
) -> Listing:
    """Answer ``anju quotas --history``, by unit or by kind."""
    months = months_begun(plan, today)
    columns: list[ColumnOf[UnitHistory]] = [
        ColumnOf("类别" if by_kind else "单位", lambda row: row.name),
        *month_columns(months),
        ColumnOf("累计", lambda row: row.published, "right"),
        # A number's side, because those are never cut.
        ColumnOf("走势", lambda row: sparkline(row.counts) or None, "right"),
    ]
    name = "kind" if by_kind else "unit"

    def record(row: UnitHistory) -> Record:
        units: Record = {"units": row.units} if by_kind else {"kind": row.kind}
        counts = dict(zip(months, row.counts, strict=True))
        known: Record = {"target": row.target, "published": row.published, "counts": counts}
        return {name: row.name, **units, **known}

    return Listing(
        table_of(
            columns,
            rows,
            title,
            total,
            _history_notes(plan, months, today, line, is_summed=by_kind or len(rows) > 1),
        ),
        lambda: [record(row) for row in rows],
        empty=none_matches(line),
    )


def month_columns(
    months: Sequence[str], over_before: str = ""
) -> tuple[ColumnOf[UnitHistory], ...]:
    """Write the counts of each month; a dash where there is none.

    In a month before ``over_before`` (2021-07) there stands 未报 instead.
    """
    return tuple(
        _month_column(month, index, UNREPORTED if month < over_before else DASH)
        for index, month in enumerate(months)
    )


def _month_column(month: str, index: int, missing: Cell) -> ColumnOf[UnitHistory]:
    def count(row: UnitHistory) -> Cell:
        return missing if row.counts[index] is None else cell(row.counts[index])

    return ColumnOf(month_name(month), count, "right")


def _history_notes(
    plan: Plan, months: Sequence[str], today: date, line: CommandLine, *, is_summed: bool
) -> tuple[str, ...]:
    first = months_begun(plan, date(plan.schedule.year, 12, 31))[0]
    if months:
        listed = f"{months[0]} 至 {months[-1]}" if len(months) > 1 else months[0]
        span = f"截至 {today}，列出已经开始的月份：{listed}。"
    else:
        span = f"截至 {today}，还没有开始计数的月份：从 {first} 起计。"
    sums = "合计只加报了的单位；" if is_summed else ""
    return (
        *year_over_notes(plan, today, line),
        span,
        f"各月是当月新公开的条数；— 是未报，不是 0；{sums}累计是各月之和。",
        f"走势每月一格，各行按自己最多的一个月定高低：▁ 是 0，█ 是最多，{NO_REPORT} 是未报。",
    )


# -- the year's end --------------------------------------------------------


def forecast_listing(
    plan: Plan,
    rows: Sequence[ForecastRow],
    total: ForecastRow,
    today: date,
    *,
    by_kind: bool,
    title: str,
    line: CommandLine = CommandLine("quotas", options=(("--forecast", None),)),  # noqa: B008
) -> Listing:
    """Answer ``anju quotas --forecast``, by unit or by kind."""
    month = forecast_month(plan, today)
    until = f"{month_name(month)}底累计" if month else "累计"
    columns: tuple[ColumnOf[ForecastRow], ...] = (
        *who_columns(by_kind=by_kind),
        ColumnOf("目标", lambda row: row.target, "right"),
        ColumnOf(until, _published, "right"),
        ColumnOf("预计全年", lambda row: row.items, "right"),
        ColumnOf("预计完成率", lambda row: percent_cell(row.forecast.rate), "right"),
        ColumnOf("预计还差", lambda row: row.lacking, "right"),
        ColumnOf("能否完成", lambda row: _reaches_cell(row.forecast.reaches)),
    )
    record = forecast_kind_record if by_kind else forecast_record
    return Listing(
        table_of(
            columns,
            rows,
            title,
            total,
            _forecast_notes(plan, month, today, line, is_summed=by_kind or len(rows) > 1),
        ),
        lambda: [record(row) for row in rows],
        empty=none_matches(line),
    )


def forecast_record(row: ForecastRow) -> Record:
    """Return a unit's forecast for programs.

    ``month`` is null where no completed month has any count; then, and for a unit without
    a report until then, all that would follow from a number is null. ``year_end`` and
    ``lacking`` are whole items, a part of one being none; ``rate`` is of the exact number
    (4 decimals, rounded half up), and ``reaches`` compares it.
    """
    return {"unit": row.name, "kind": row.kind, **_forecast_numbers(row)}


def forecast_kind_record(row: ForecastRow) -> Record:
    """Return the sum of a kind's forecasts for programs.

    ``unreported``: how many units have none.
    """
    return {
        "kind": row.kind,
        "units": row.units,
        "unreported": row.unreported,
        **_forecast_numbers(row),
    }


def _forecast_numbers(row: ForecastRow) -> Record:
    forecast = row.forecast
    return {
        "target": row.target,
        "month": forecast.month,
        "published": forecast.published,
        "year_end": row.items,
        "rate": None if forecast.rate is None else rounded(forecast.rate, 4),
        "lacking": row.lacking,
        "reaches": forecast.reaches,
    }


def _published(row: ForecastRow) -> Cell:
    forecast = row.forecast
    return DASH if forecast.month is None else sum_cell(forecast.published, row.unreported)


def _reaches_cell(reaches: bool | None) -> Cell:
    if reaches is None:
        return DASH
    style: Style = "green" if reaches else "red"
    return Cell("能" if reaches else "不能", style)


def _forecast_notes(
    plan: Plan, month: str | None, today: date, line: CommandLine, *, is_summed: bool
) -> tuple[str, ...]:
    over = year_over_notes(plan, today, line)
    all_months = months_begun(plan, date(plan.schedule.year, 12, 31))
    first, whole = all_months[0], len(all_months)
    if month is None:
        return (
            *over,
            f"截至 {today}，从 {first} 起过完的月份（到最后一天就算过完）都没有条数，不能预计。"
            "等第一个月过完、条数记上以后再看。",
        )
    passed = int(month[5:]) - int(first[5:]) + 1
    sums = "合计是各单位的预计之和，先加再去尾，未报的单位只加目标。" if is_summed else ""
    return (
        *over,
        f"截至 {today}，按到 {month} 底的条数预计：在过完的月份（到最后一天就算过完）里，"
        "有条数的以它为最后。",
        f"预计全年 = 累计 ÷ 已过完的月数 × 计数的月数，这里是累计 ÷ {passed} × {whole}"
        f"（从 {first} 起）；不足一条的不计；今天为止已经公开的更多，就按已经公开的。"
        "这是本程序定的算法，没有文件规定。",
        "预计完成率 = 预计全年 ÷ 目标，和能否完成一样，按没有去尾的数算；"
        "预计还差 = 目标 − 预计全年。",
        f"到 {month} 底没有任何条数的列为未报，不预计；只缺几个月的，缺的月份没有条数可加，"
        f"预计会偏低。{sums}",
    )
