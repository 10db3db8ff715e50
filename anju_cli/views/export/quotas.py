"""Draw the sheets of quotas and of the counts month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from anju_cli.queries.history import UnitHistory, histories, history_of_all, months_begun
from anju_cli.render.document import Cell, Column, Sheet, SheetChart, Table
from anju_cli.views.export.ledger import MONTHS, QUOTAS, UNITS, Ledger
from anju_cli.views.quotas import quotas_listing, with_pace_column
from anju_cli.views.words import DASH, count_cell, kind_cell, month_name, number_cell

_NO_TARGET = "没有目标任务。"


def quotas_sheet(ledger: Ledger) -> Sheet:
    """Draw the table of ``anju quotas``, with the pace in a column of its own for the chart."""
    plan, today = ledger.plan, ledger.today
    title = ledger.title(f"{plan.quotas.year} 年{QUOTAS}（截至 {today}）")
    listing = quotas_listing(
        plan, ledger.quotas, ledger.quota_sum, today, by_kind=False, title=title
    )
    table = with_pace_column(listing.table, plan.schedule.pace(today))
    name = table.column_index("单位")
    rows = tuple(
        (*row[:name], row[name]._replace(link=f"#{UNITS}!{row[name].text}"), *row[name + 1 :])
        for row in table.rows
    )
    chart = SheetChart(f"完成率与序时进度（截至 {today}）", "单位", ("完成率",), "序时进度")
    return Sheet(QUOTAS, table._replace(rows=rows), chart, empty=_NO_TARGET)


def months_sheet(ledger: Ledger) -> Sheet:
    """Draw each unit's counts, a month a column."""
    plan, today = ledger.plan, ledger.today
    months = months_begun(plan, today)
    columns = (
        Column("单位"),
        Column("类别"),
        Column("目标", "right"),
        *(Column(month_name(month), "right") for month in months),
        Column("累计", "right"),
    )
    histories_of_all = histories(plan, today, ledger.quotas)
    table = Table(
        columns,
        tuple(_month_cells(row, months, today) for row in histories_of_all),
        ledger.title(f"{plan.quotas.year} 年各月新公开的条数（截至 {today}）"),
        _month_cells(history_of_all("合计", histories_of_all), months, today)
        if len(histories_of_all) > 1
        else None,
        ledger.notes(
            f"截至 {today}。各月是当月新公开的条数。过完的月份没有报的写“未报”，不按 0 计；"
            "还没过完的月份没有数的写“—”。合计只加报了的。",
        ),
    )
    return Sheet(MONTHS, table, empty=_NO_TARGET)


def _month_cells(row: UnitHistory, months: Sequence[str], today: date) -> tuple[Cell, ...]:
    # A month is over on its last day: then tomorrow is in another.
    now = f"{today + timedelta(days=1):%Y-%m}"
    counts = [
        DASH if count is None and month >= now else count_cell(count)
        for month, count in zip(months, row.counts, strict=True)
    ]
    return (
        Cell(row.name),
        kind_cell(row.kind, row.units),
        number_cell(row.target),
        *counts,
        count_cell(row.published),
    )
