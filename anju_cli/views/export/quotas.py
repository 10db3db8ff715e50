"""The sheets of quotas and of the counts month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from anju_cli.model.pace import percent
from anju_cli.queries.history import UnitHistory, histories, history_of_all, months_begun
from anju_cli.render.document import Cell, Column, Sheet, SheetChart, Table
from anju_cli.views.export.ledger import MONTHS, QUOTAS, UNITS, Ledger
from anju_cli.views.quotas import quotas_listing
from anju_cli.views.words import DASH, number_cell

_NO_TARGET = "没有目标任务。"


def quotas_sheet(ledger: Ledger) -> Sheet:
    """The table of ``anju quotas``, with the pace in a column of its own for the chart."""
    plan, today = ledger.plan, ledger.today
    title = ledger.title(f"{plan.quotas.year} 年{QUOTAS}（截至 {today}）")
    listing = quotas_listing(
        plan, ledger.quotas, ledger.quota_sum, today, by_kind=False, title=title
    )
    table = listing.table
    headings = [column.heading for column in table.columns]
    name, rate = headings.index("单位"), headings.index("完成率")
    share = plan.schedule.pace(today)
    pace = Cell(percent(share), value=share)

    def widened(row: tuple[Cell, ...], linked: bool) -> tuple[Cell, ...]:
        cells = list(row)
        if linked:
            cells[name] = cells[name]._replace(link=f"#{UNITS}!{cells[name].text}")
        return (*cells[: rate + 1], pace, *cells[rate + 1 :])

    columns = (*table.columns[: rate + 1], Column("序时进度", "right"), *table.columns[rate + 1 :])
    wide = table._replace(
        columns=columns,
        rows=tuple(widened(row, linked=True) for row in table.rows),
        total=widened(table.total, linked=False) if table.total else None,
    )
    chart = SheetChart(f"完成率与序时进度（截至 {today}）", "单位", ("完成率",), "序时进度")
    return Sheet(QUOTAS, wide, chart, empty=_NO_TARGET)


def months_sheet(ledger: Ledger) -> Sheet:
    """Each unit's counts, a month a column."""
    plan, today = ledger.plan, ledger.today
    months = months_begun(plan, today)
    columns = (
        Column("单位"),
        Column("类别"),
        Column("目标", "right"),
        *(Column(f"{int(month[5:])}月", "right") for month in months),
        Column("累计", "right"),
    )
    histories_of_all = histories(plan, today, ledger.quotas)
    table = Table(
        columns,
        tuple(_month_cells(one, months, today) for one in histories_of_all),
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
    missing = Cell("未报", "yellow")
    # A month is over on its last day: then tomorrow is in another.
    now = f"{today + timedelta(days=1):%Y-%m}"
    counts = [
        (missing if month < now else DASH) if count is None else number_cell(count)
        for month, count in zip(months, row.counts, strict=True)
    ]
    known = row.published
    return (
        Cell(row.name),
        Cell(f"{row.units} 个单位" if row.units > 1 else row.kind),
        number_cell(row.target),
        *counts,
        missing if known is None else number_cell(known),
    )
