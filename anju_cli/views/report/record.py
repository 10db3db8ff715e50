"""``anju report -f json``: the circular for programs."""

from __future__ import annotations

from anju_cli.model.pace import rounded
from anju_cli.queries.report import Report, ReportDuty, ReportRow
from anju_cli.render.document import Record
from anju_cli.views.deadlines import duty_record
from anju_cli.views.quotas import kind_record, quota_record


def report_record(report: Report) -> Record:
    """Return the report for programs; ``pace`` and rates are parts of 1 (4 decimals).

    ``change`` is how many ranks a unit has risen since the month before, null where it cannot
    be said; ``this_month`` is null without a report, which is not 0.
    """
    return {
        "month": report.month,
        "as_of": report.as_of.isoformat(),
        "today": report.today.isoformat(),
        "month_is_over": report.is_over,
        "pace": rounded(report.pace, 4),
        "units": list(map(_row_record, report.all.rows)),
        "sums": [
            {**kind_record(part.sums), "kind": part.name, "this_month": part.this_month}
            for part in (*report.parts, report.all)
        ],
        "unreported": [row.name for row in report.all.rows if row.is_unreported],
        "unreported_this_month": [row.name for row in report.all.rows if row.is_silent],
        "red": [row.name for row in report.all.lights("红")],
        "blank_months": {
            row.name: list(row.quota.missing) for row in report.all.rows if row.quota.missing
        },
        "missed": list(map(_duty_record, report.missed)),
        "coming": list(map(_duty_record, report.coming)),
    }


def _row_record(row: ReportRow) -> Record:
    return {
        **quota_record(row.quota),
        "this_month": row.this_month,
        "rank_before": row.rank_before,
        "change": row.rise,
        "counts": list(row.history.counts),
    }


def _duty_record(reported: ReportDuty) -> Record:
    done = reported.done_since
    return {**duty_record(reported.row), "done_since": done.isoformat() if done else None}
