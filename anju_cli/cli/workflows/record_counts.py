"""Record one month's counts, typed or from a table, in quotas.yaml, and say what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from anju_cli.cli.output import send
from anju_cli.cli.prompt import is_confirmed
from anju_cli.cli.refusals import refusal
from anju_cli.cli.workflows.transaction import (
    Patch,
    PlanChange,
    rewrite_plan,
    show_new_diagnostics,
)
from anju_cli.editing.month_counts import count_operations
from anju_cli.editing.spreadsheet.entries import (
    CellDiagnostic,
    ReportedCount,
    TableReading,
    read_table,
)
from anju_cli.editing.spreadsheet.layout import TableOptions, find_table
from anju_cli.editing.spreadsheet.months import check_month, typed_month
from anju_cli.editing.spreadsheet.plan_changes import MonthChanges, month_changes
from anju_cli.editing.spreadsheet.readers import read_sheets
from anju_cli.editing.spreadsheet.sheet import Sheet, UnreadableTable
from anju_cli.editing.spreadsheet.typed import typed_count
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.render.diagnostics.spreadsheet import cell_diagnostics_text
from anju_cli.render.diagnostics.text import diagnostics_text
from anju_cli.render.formats import Format
from anju_cli.render.streams import write_text
from anju_cli.storage.folders import Folder
from anju_cli.text.command_line import CommandLine
from anju_cli.text.lenient import UnreadableInput
from anju_cli.validation.rules.amounts import ABSURD
from anju_cli.views.record import month_remarks, record_listing, unfinished_month


class CountTable(NamedTuple):
    """The sheets of a file, and what was said of where in them the counts are."""

    sheets: Sequence[Sheet]
    unit_column: str | None
    count_column: str | None
    sheet: str | None


def read_count_table(
    file: Path,
    unit_column: str | None,
    count_column: str | None,
    sheet: str | None,
    environment: Environment,
) -> CountTable:
    """Read the file that ``--table`` names; a usage error where it cannot be read."""
    try:
        sheets = read_sheets(environment.cwd / file, str(file))
    except UnreadableTable as error:
        raise refusal(f"选项 {error.option}", str(error)) from None
    return CountTable(sheets, unit_column, count_column, sheet)


@dataclass
class MonthCounts:
    """One month's counts on their way into the plan: ``words`` such as ``司法局=18``, or those
    of a ``table``. What they change is found out while the plan is locked: ``_patch`` is
    called then, with the plan as it is."""

    environment: Environment
    folder: Folder
    typed_month: str
    words: Sequence[str]
    table: CountTable | None
    today: date
    line: CommandLine
    replace: bool = field(kw_only=True)
    dry_run: bool = field(kw_only=True)
    force: bool = field(kw_only=True)
    _changes: MonthChanges = field(init=False)
    _reading: TableReading = field(init=False)

    def record(self, form: Format | None, output: Path | None) -> None:
        """Write the counts, unless it is a ``dry_run``, and send out what they change."""
        environment = self.environment
        is_told = False
        if not self.dry_run and not self.force:  # first on paper: nobody waits for an answer
            is_told = self._ask_about_absurd(self._rewrite(dry_run=True))
        change = self._rewrite(dry_run=self.dry_run)
        listing = record_listing(self._changes, is_dry=self.dry_run)
        if remark := unfinished_month(self._changes.month, self.today):
            write_text(f"{remark}\n", environment.stderr)
        try:
            send(listing, form, output, environment, self._remarks(change))
        except typer.BadParameter:
            if change.contents and not self.dry_run:
                write_text("条数已经记好，只是这份结果没有写出来。\n", environment.stderr)
            raise
        if not is_told:
            show_new_diagnostics(environment, change)

    def _rewrite(self, *, dry_run: bool) -> PlanChange:
        return rewrite_plan(self.environment, self.folder, self._patch, dry_run=dry_run)

    def _ask_about_absurd(self, change: PlanChange) -> bool:
        """Ask about counts that can hardly be one month's (A406, A408), as ``validate`` finds
        them; return whether there were any. Ends the program with 1 where the answer is no, or
        nobody can be asked."""
        known = {each.message for each in change.before.diagnostics}
        new = [each for each in change.after.diagnostics if each.message not in known]
        month = f"{self._changes.month} 的"  # not another one, whose count becomes a sum
        if not any(each.code in ABSURD and each.message.startswith(month) for each in new):
            return False
        environment = self.environment
        write_text(diagnostics_text(new, environment, to_stderr=True), environment.stderr)
        if is_confirmed("照这样记吗？", environment):
            return True
        forced = self.line.having("--force")
        hint = "" if environment.is_terminal else f"请核对；没有写错的，照记：{forced}"
        write_text(f"没有写入。{hint}\n", environment.stderr)
        raise typer.Exit(1)

    def _patch(self, plan: Plan) -> Patch:
        """Return the operations that the counts come to.

        Raises typer.BadParameter where month or counts are typed wrongly; ends the program
        with 1 where the table has faults. All that is wrong is said: a wrong month does not
        hide the counts.
        """
        month, reason = _read_month(self.typed_month, plan, self.today)
        refusals = [] if reason is None else [("参数 月份", reason)]
        faults: Sequence[CellDiagnostic] = ()
        try:
            if month is not None or self.table is None:  # a table's columns go by the month
                self._reading = self._read(month or "", plan)
                counts = self._reading.counts
                self._changes = month_changes(
                    counts, month or "", plan, self.line, replace=self.replace
                )
                faults = [*self._reading.diagnostics, *self._changes.diagnostics]
                faults = sorted(faults, key=lambda fault: fault.row)
        except UnreadableTable as error:
            refusals.append((f"选项 {error.option}", str(error)))
        if faults and self.table is None:
            message = "；".join(f"{fault.place}{_joined(fault)}" for fault in faults)
            refusals.append(("参数 单位=条数", message))
        elif faults:
            write_text(cell_diagnostics_text(faults), self.environment.stderr)
        if refusals:
            hints, messages = zip(*refusals, strict=True)
            raise refusal("、".join(hints), "；".join(messages))
        if faults:
            raise typer.Exit(1)
        return {"quotas": count_operations(self._changes.changes, self._changes.month, plan)}

    def _read(self, month: str, plan: Plan) -> TableReading:
        """Read the counts, typed or from the table. Raises UnreadableTable."""
        if self.table is None:
            counts = [typed_count(word, number) for number, word in enumerate(self.words)]
            return TableReading(
                [count for count in counts if isinstance(count, ReportedCount)],
                [count for count in counts if isinstance(count, CellDiagnostic)],
            )

        def knows(name: str) -> bool:
            return bool(name) and plan.register.find(name) is not None

        table = self.table
        columns = table.unit_column, table.count_column
        layout = find_table(table.sheets, TableOptions(month, knows, *columns, table.sheet))
        reading = read_table(layout, knows)
        if title := layout.title_of_another_month(month):
            remark = f"请核对月份：记的是 {month}，表的名称或标题却是“{title}”。"
            reading.remarks.insert(0, remark)
        return reading

    def _remarks(self, change: PlanChange) -> list[str]:
        """Say what the table of changes does not: of the month, what is written, what next."""
        month = self._changes.month
        is_over = unfinished_month(month, self.today) is None
        report = f"看这个月的通报：{self.line.other('report', month)}" if is_over else ""
        if not change.contents:
            outcome = [change.outcome, *filter(None, [report])]
        else:
            outcome = [change.outcome if self.dry_run else f"{change.outcome}{report}"]
        about = month_remarks(self._changes, change.old, change.new, self.line, is_over=is_over)
        return [*self._reading.remarks, *about, *outcome]


def _read_month(typed: str, plan: Plan, today: date) -> tuple[str | None, str | None]:
    """Return the month, None where nobody can tell which is meant; and why it is refused."""
    month = None
    try:
        month = typed_month(typed, plan.quotas.year)
        check_month(month, plan.schedule, today)
    except UnreadableInput as error:
        return month, str(error)
    return month, None


def _joined(fault: CellDiagnostic) -> str:
    """Return a fault of a word, to follow it: “甲局=x”里的…, “甲局=1”：…"""
    sign = "" if fault.message.startswith("里") else "："
    return f"{sign}{fault.message}。{fault.hint}"
