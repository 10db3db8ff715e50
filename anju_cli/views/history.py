"""``anju quotas --history`` and ``--forecast``: the months, and the year's end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from anju_cli.model.pace import rounded
from anju_cli.model.plan import Plan
from anju_cli.queries.history import Forecast, UnitHistory, counted_months
from anju_cli.queries.quotas import QuotaRow
from anju_cli.render.document import Cell, Listing, Record, Style, Table
from anju_cli.text.command_line import CommandLine
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.quotas import apart_words, counted_notes, none_matches, who_columns
from anju_cli.views.words import (
    DASH,
    cell,
    missing_words,
    month_name,
    percent_cell,
    sum_cell,
)

_STEPS = "▁▂▃▄▅▆▇█"
NO_REPORT = "·"
"""A month without a report in a sparkline. No blank: HTML and tables drop those at the
ends, and every later month would stand under a wrong one."""

TO_COME = Cell("待报", "muted", "")
"""In place of a count whose report is not due yet."""


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
    quotas: QuotaRow,
    today: date,
    *,
    by_kind: bool,
    title: str,
    line: CommandLine = CommandLine("quotas", options=(("--history", None),)),  # noqa: B008 - a value
) -> Listing:
    """Answer ``anju quotas --history``, by unit or by kind. ``quotas``: where all stand."""
    months = counted_months(quotas.all_units)
    columns: list[ColumnOf[UnitHistory]] = [
        ColumnOf("类别" if by_kind else "单位", lambda row: row.name),
        *month_columns(months, DASH),
        ColumnOf("累计", lambda row: row.published, "right"),
        trend_column(months),
    ]
    sums = "合计只加报了的单位；" if by_kind or len(rows) > 1 else ""
    to_come = "待报 是还没到报数期限；" if months != quotas.months else ""
    notes = (
        *counted_notes(plan, quotas, today, line),
        f"各月是当月新公开的条数；— 是未报，不是 0；{to_come}{sums}累计是各月之和。",
        f"走势每月一格，各行按自己最多的月定高低；字符 ▁ 是 0，█ 是最多，{NO_REPORT} 是没有数。",
    )

    def record(row: UnitHistory) -> Record:
        who: Record = {"unit": row.name, "kind": row.kind}
        counts = dict(zip(months, row.counts, strict=True))
        return {
            **({"kind": row.name, "units": row.units} if by_kind else who),
            "target": row.target,
            "published": row.published,
            "counts": counts,
        }

    return Listing(
        table_of(columns, rows, title, total, notes),
        lambda: [record(row) for row in rows],
        none_matches(line),
        lambda: history_data(months, rows, by_kind=by_kind),
    )


def history_data(months: Sequence[str], rows: Sequence[UnitHistory], *, by_kind: bool) -> Table:
    """List the months for programs: a count that is not there is empty.

    The last column says in which of them a report is due and missing.
    """

    def missing(row: UnitHistory) -> str:
        counts = zip(months[: row.due], row.counts, strict=False)
        return missing_words([month for month, count in counts if count is None])

    return table_of(
        (
            *who_columns(by_kind=by_kind),
            ColumnOf("目标", lambda row: row.target),
            *month_columns(months, DASH),
            ColumnOf("累计", lambda row: row.published),
            ColumnOf("缺报", missing),
        ),
        rows,
    )


def month_columns(months: Sequence[str], missing: Cell) -> tuple[ColumnOf[UnitHistory], ...]:
    """Write the counts of each month; ``missing`` where a report is, ``TO_COME`` before that."""

    def column(index: int) -> ColumnOf[UnitHistory]:
        def count(row: UnitHistory) -> Cell:
            known = row.counts[index]
            return cell(known) if known is not None else missing if index < row.due else TO_COME

        return ColumnOf(month_name(months[index]), count, "right")

    return tuple(map(column, range(len(months))))


def trend_column(months: Sequence[str]) -> ColumnOf[UnitHistory]:
    """Draw the months in a cell, on the side of numbers, because those are never cut."""
    drawn = tuple(map(month_name, months))
    return ColumnOf("走势", lambda row: sparkline(row.counts) or None, "right", draws=drawn)


# -- the year's end --------------------------------------------------------


def forecast_listing(
    plan: Plan,
    rows: Sequence[Forecast],
    total: Forecast,
    quotas: QuotaRow,
    today: date,
    *,
    by_kind: bool,
    title: str,
    line: CommandLine = CommandLine("quotas", options=(("--forecast", None),)),  # noqa: B008 - a value
) -> Listing:
    """Answer ``anju quotas --forecast``, by unit or by kind. ``quotas``: where all stand."""
    columns: tuple[ColumnOf[Forecast], ...] = (
        *who_columns(by_kind=by_kind),
        ColumnOf("目标", lambda row: row.target, "right"),
        ColumnOf("累计", lambda row: sum_cell(row.published, row.unreported), "right"),
        ColumnOf("预计全年", lambda row: row.items, "right"),
        ColumnOf("预计完成率", lambda row: percent_cell(row.rate), "right"),
        ColumnOf("预计还差", lambda row: row.lacking, "right"),
        ColumnOf("能否完成", lambda row: _reaches_cell(row.reaches)),
    )
    unreported: ColumnOf[Forecast] = ColumnOf("未报单位数", lambda row: row.unreported)
    sums = ""
    if by_kind or len(rows) > 1:
        sums = f"合起来的是各单位之和，超额的单位不抵别的单位。{apart_words(quotas)}"
    notes = (*counted_notes(plan, quotas, today, line), *_forecast_rules(plan, rows, sums))
    return Listing(
        table_of(columns, rows, title, total, notes),
        lambda: [_forecast_record(row, by_kind=by_kind) for row in rows],
        none_matches(line),
        lambda: table_of((*columns, unreported), rows),
    )


def _forecast_record(row: Forecast, *, by_kind: bool) -> Record:
    """Return a forecast, of a unit or summed for a kind, for programs.

    ``month`` is null where no month that counts has any count; then, and for a unit without
    a report until then, all that would follow from a number is null. ``year_end`` and
    ``lacking`` are whole items, a part of one being none; ``rate`` is of the exact number
    (4 decimals, rounded half up), and ``reaches`` compares it.
    """
    who: Record = {"unit": row.name, "kind": row.kind}
    if by_kind:
        who = {"kind": row.kind, "units": row.units, "unreported": row.unreported}
    return {
        **who,
        "target": row.target,
        "month": row.month,
        "published": row.published,
        "year_end": row.items,
        "rate": None if row.rate is None else rounded(row.rate, 4),
        "lacking": row.lacking,
        "reaches": row.reaches,
    }


def _reaches_cell(reaches: bool | None) -> Cell:
    if reaches is None:
        return DASH
    style: Style = "green" if reaches else "red"
    return Cell("能" if reaches else "不能", style)


def _forecast_rules(plan: Plan, rows: Sequence[Forecast], sums: str) -> tuple[str, ...]:
    """Explain the forecast, and last the ``sums``; or say why there is none."""
    schedule = plan.schedule
    months = sorted({row.month for row in rows if row.month})
    if not months:
        return ("计入的月份都没有条数，不能预计。等第一个月的条数记上以后再看。",)
    passed = [str(int(month[5:]) - schedule.first_month + 1) for month in months]
    whole = 13 - schedule.first_month
    return (
        "预计全年 = 累计 ÷ 计入的月数 × 全年计数的月数，"
        f"这里是累计 ÷ {' 或 '.join(passed)} × {whole}"
        f"（从 {schedule.year}-{schedule.first_month:02} 起）；最后几个月谁都没有条数的，不算在内；"
        "不足一条的不计。这是本程序定的算法，没有文件规定。",
        "预计完成率 = 预计全年 ÷ 目标，和能否完成一样，按没有去尾的数算；"
        "预计还差 = 目标 − 预计全年。",
        "计入的月份都没有条数的列为未报，不预计；只缺几个月的，缺的月份没有条数可加，"
        f"预计会偏低。{sums}",
    )
