"""``anju report -f json``: the circular for programs."""

from __future__ import annotations

from anju_cli.model.pace import rounded
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.report import Report, ReportRow
from anju_cli.render.document import Record
from anju_cli.views.deadlines import duty_record
from anju_cli.views.quotas import kind_record, quota_record


def report_record(plan: Plan, report: Report) -> Record:
    """Return the report for programs; ``pace`` and rates are parts of 1 (4 decimals).

    ``as_of`` is the day the counts go to, ``today`` that of the paper. ``month`` is null for a
    longer period. ``change`` is how many ranks a unit has risen since the period before, null
    where it cannot be said; ``this_month`` is what it reported of the period, null for nothing,
    which is not 0.
    """
    return {
        "month": report.period.label if len(report.period.months) == 1 else None,
        "period": report.period.label,
        "months": list(report.months),
        "as_of": report.counted_until.isoformat(),
        "today": report.dated.isoformat(),
        "month_is_over": report.is_over,
        "pace": rounded(report.pace, 4),
        "units": list(map(_row_record, report.all.rows)),
        "sums": [
            {**kind_record(part.sums), "kind": part.name, "this_month": part.reported}
            for part in (*report.parts, report.all)
        ],
        "unreported": [row.name for row in report.all.rows if row.is_unreported],
        "unreported_this_month": [row.name for row in report.all.rows if row.is_silent],
        "red": [row.name for row in report.all.lights("红")],
        "blank_months": {
            row.name: list(row.quota.missing) for row in report.all.rows if row.quota.missing
        },
        "missed": [_duty_record(plan, row) for row in report.missed],
        "late": [_duty_record(plan, row) for row in report.late],
        "coming": [_duty_record(plan, row) for row in report.coming],
    }


def _row_record(row: ReportRow) -> Record:
    return {
        **quota_record(row.quota),
        "this_month": row.reported,
        "rank_before": row.rank_before,
        "change": row.rise,
        "counts": list(row.history.counts),
    }


def _duty_record(plan: Plan, row: DutyRow) -> Record:
    done = row.duty.done_on
    return {**duty_record(plan, row), "done_since": done.isoformat() if done else None}
