"""``anju export -f json``: the ledger for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anju_cli.model.pace import rounded
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.history import counted_months, histories
from anju_cli.render.document import Json, Record
from anju_cli.views.deadlines import duty_record
from anju_cli.views.export.ledger import Ledger
from anju_cli.views.quotas import kind_record, quota_record
from anju_cli.views.tasks import duty_rows, task_record
from anju_cli.views.units import whole_unit_record

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit


def ledger_record(ledger: Ledger) -> Record:
    """Return everything, under the names that the other commands' JSON has."""
    plan, info, schedule = ledger.plan, ledger.plan.info, ledger.plan.schedule
    months, sums = counted_months(ledger.quotas), kind_record(ledger.quota_sum)
    counts = zip(ledger.quotas, histories(plan, ledger.quotas), strict=True)
    return {
        "plan": {**vars(info), "issued": info.issued.isoformat()},
        "today": ledger.today.isoformat(),
        "pace": {
            "rule": schedule.rule,
            "counted_from": schedule.start.isoformat() if schedule.start else None,
            "report_by": schedule.report_by,
            "pace": rounded(ledger.quota_sum.standing.pace, 4),
        },
        "sections": [*map(vars, plan.sections)],
        "tasks": [
            {
                **task_record(plan, row),
                "note": row.task.note,
                "deadlines": [_duty_record(plan, duty) for duty in duty_rows(plan, row)],
            }
            for row in ledger.tasks
        ],
        "deadlines": [_duty_record(plan, row) for row in ledger.duties],
        "quotas": [
            {**quota_record(row), "months": dict(zip(months, history.counts, strict=True))}
            for row, history in counts
        ],
        "quota_total": {key: sums[key] for key in sums if key not in ("kind", "rank")},
        "units": [_unit_record(plan, unit) for unit in ledger.shown_units],
        "groups": [
            {**vars(group), "members": [*map(plan.register.canonical, group.members)]}
            for group in plan.register.groups
        ],
    }


def _duty_record(plan: Plan, row: DutyRow) -> Record:
    """Return a duty with its rule, its words, and what was noted when it was done."""
    duty, done = row.duty, row.duty.done
    return {
        **duty_record(plan, row),
        "rule": duty.rule,
        "quote": duty.quote,
        "note": row.deadline.note,
        "done_on": done.on.isoformat() if done else None,
        "done_note": done.note if done else None,
        "done_link": done.link if done else None,
    }


def _unit_record(plan: Plan, unit: Unit) -> Record:
    parts: dict[str, list[Json]] = {"lead": [], "support": []}
    for task in plan.tasks:
        part = plan.involvement(unit.name, task)
        if part is not None:
            parts[part.role].append(task.number)
    return {
        **whole_unit_record(plan, unit),
        "lead_tasks": parts["lead"],
        "support_tasks": parts["support"],
    }
