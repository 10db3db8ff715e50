"""Draw the sheets of quotas and of the counts month by month."""

from __future__ import annotations

from datetime import timedelta

from anju_cli.queries.history import UnitHistory, histories, history_of_all, months_begun
from anju_cli.render.document import Sheet, SheetChart
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.export.ledger import MONTHS, QUOTAS, UNITS, Ledger
from anju_cli.views.history import month_columns
from anju_cli.views.quotas import quotas_listing, who_columns, with_pace_column
from anju_cli.views.words import count_cell

_NO_TARGET = "没有目标任务。"


def quotas_sheet(ledger: Ledger) -> Sheet:
    """Draw the table of ``anju quotas``, with a column of the pace for the chart."""
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
    histories_of_all = histories(plan, today, ledger.quotas)
    # A month is over on its last day: then tomorrow is in another.
    now = f"{today + timedelta(days=1):%Y-%m}"
    columns: list[ColumnOf[UnitHistory]] = [
        *who_columns(by_kind=False),
        ColumnOf("目标", lambda row: row.target, "right"),
        *month_columns(months, over_before=now),
        ColumnOf("累计", lambda row: count_cell(row.published), "right"),
    ]
    table = table_of(
        columns,
        histories_of_all,
        ledger.title(f"{plan.quotas.year} 年各月新公开的条数（截至 {today}）"),
        history_of_all("合计", histories_of_all),
        ledger.notes(
            f"截至 {today}。各月是当月新公开的条数。过完的月份没有报的写“未报”，不按 0 计；"
            "还没过完的月份没有数的写“—”。合计只加报了的。",
        ),
    )
    return Sheet(MONTHS, table, empty=_NO_TARGET)
