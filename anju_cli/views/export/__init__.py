"""``anju export``: the ledger (台账), everything about a plan as a workbook or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.render.document import Book
from anju_cli.views.export.ledger import ledger_of
from anju_cli.views.export.quotas import months_sheet, quotas_sheet
from anju_cli.views.export.record import ledger_record
from anju_cli.views.export.tasks import duties_sheet, tasks_sheet, texts_sheet
from anju_cli.views.export.units import units_sheet

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit


def export_book(plan: Plan, today: date, units: Sequence[Unit]) -> Book:
    """Answer ``anju export``: the ledger of the whole plan, or of ``units`` alone."""
    ledger = ledger_of(plan, today, units)
    sheets = (
        tasks_sheet(ledger),
        duties_sheet(ledger),
        quotas_sheet(ledger),
        months_sheet(ledger),
        units_sheet(ledger),
        texts_sheet(ledger),
    )
    return Book(ledger.title("台账"), sheets, lambda: ledger_record(ledger))
