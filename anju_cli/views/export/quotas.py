"""Draw the sheets of quotas and of the counts month by month."""

from __future__ import annotations

from anju_cli.queries.history import UnitHistory, counted_months, histories, history_of_all
from anju_cli.render.document import Sheet, SheetChart
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.export.ledger import MONTHS, QUOTAS, UNITS, Ledger
from anju_cli.views.history import TO_COME, history_data, month_columns, trend_column
from anju_cli.views.quotas import counted_words, quotas_listing, who_columns, with_pace_column
from anju_cli.views.words import UNREPORTED, cell, count_cell

_NO_TARGET = "没有目标任务。"


def quotas_sheet(ledger: Ledger) -> Sheet:
    """Draw the table of ``anju quotas``, with a column of the pace for the chart."""
    plan, today = ledger.plan, ledger.today
    title = ledger.title(f"{plan.quotas.year} 年{QUOTAS}（截至 {today}）")
    listing = quotas_listing(
        plan, ledger.quotas, ledger.quota_sum, today, by_kind=False, title=title
    )
    table = with_pace_column(listing.table, ledger.quotas, ledger.quota_sum)
    name = table.column_index("单位")
    rows = tuple(
        (*row[:name], row[name]._replace(link=f"#{UNITS}!{row[name].text}"), *row[name + 1 :])
        for row in table.rows
    )
    chart = SheetChart(f"完成率与序时进度（截至 {today}）", "单位", ("完成率",), "序时进度")
    return Sheet(QUOTAS, table._replace(rows=rows), chart, _NO_TARGET, listing.data)


def months_sheet(ledger: Ledger) -> Sheet:
    """Draw each unit's counts, a month a column."""
    plan, today = ledger.plan, ledger.today
    months, histories_of_all = counted_months(ledger.quotas), histories(plan, ledger.quotas)
    columns: list[ColumnOf[UnitHistory]] = [
        *who_columns(by_kind=False),
        ColumnOf("目标", lambda row: row.target, "right"),
        *month_columns(months, UNREPORTED),
        ColumnOf("累计", lambda row: (count_cell if row.due else cell)(row.published), "right"),
        trend_column(months),
    ]
    table = table_of(
        columns,
        histories_of_all,
        ledger.title(f"{plan.quotas.year} 年各月新公开的条数（截至 {today}）"),
        history_of_all("合计", histories_of_all),
        ledger.notes(
            f"截至 {today}，{counted_words(plan, ledger.quota_sum, today)}。",
            "各月是当月新公开的条数。计入的月份没有报的写“未报”，不按 0 计；还没到报数期限的写"
            f"“{TO_COME.text}”。合计只加报了的。",
            "走势每月一格，各行按自己最多的月定高低。",
        ),
    )
    return Sheet(
        MONTHS,
        table,
        None,
        _NO_TARGET,
        lambda: history_data(months, histories_of_all, by_kind=False),
    )
