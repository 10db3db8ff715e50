"""One month's counts, typed or from a table, recorded in the plan; and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import typer

from anju_cli.cli.output import send
from anju_cli.cli.workflows.transaction import Patch, PlanChange, rewrite_plan
from anju_cli.editing.month_counts import count_operations
from anju_cli.editing.spreadsheet.entries import (
    CellDiagnostic,
    ReportedCount,
    TableReading,
    read_table,
)
from anju_cli.editing.spreadsheet.layout import Layout, TableOptions, find_table
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
from anju_cli.text.lenient import UnreadableInput
from anju_cli.validation.baseline import only_new
from anju_cli.validation.loader import Loaded
from anju_cli.views.record import month_remarks, record_listing


@dataclass(frozen=True)
class CountTable:
    """A file with a table, and what was said of where in it the counts are."""

    shown: str
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
    """The file that ``--from`` names; a usage error where it cannot be read."""
    try:
        sheets = read_sheets(environment.cwd / file, str(file))
    except UnreadableTable as error:
        raise typer.BadParameter(str(error), param_hint=f"选项 {error.option}") from None
    return CountTable(str(file), sheets, unit_column, count_column, sheet)


@dataclass
class MonthCounts:
    """One month's counts on their way into the plan. What they change is found out while
    the plan is locked: ``_patch`` is called then, with the plan as it is."""

    environment: Environment
    folder: Folder
    typed: str
    words: Sequence[str]
    table: CountTable | None
    replace: bool = field(kw_only=True)
    dry_run: bool = field(kw_only=True)
    _intended: MonthChanges = field(init=False)
    _read: list[str] = field(init=False, default_factory=list)

    def record(self, form: Format | None, output: Path | None) -> None:
        """Write them, unless it is a ``dry_run``; and send out what changes by that."""
        environment = self.environment
        change = rewrite_plan(environment, self.folder, self._patch, dry_run=self.dry_run)
        listing = record_listing(self._intended, is_dry=self.dry_run)
        remarks = self._remarks(change)
        try:
            send(listing, form, output, environment, remarks)
        except typer.BadParameter:
            if change.contents and not self.dry_run:
                write_text("条数已经记好，只是这份结果没有写出来。\n", environment.stderr)
            raise
        new = only_new(change.after.diagnostics, change.before.diagnostics)
        if new:
            write_text(diagnostics_text(new, environment, to_stderr=True), environment.stderr)

    def _patch(self, _: Loaded, plan: Plan) -> Patch:
        """The operations that the counts come to. Raises typer.BadParameter where month or
        counts are typed wrongly; ends the program with 1 where the table has faults. All
        that is wrong is said: a wrong month does not hide the counts."""
        # Not --today: the day of the clock is the one that the written file is checked by.
        month, refused = _month(self.typed, plan, self.environment.clock())
        refusals = [] if refused is None else [("参数 月份", refused)]
        faults: Sequence[CellDiagnostic] = ()
        try:
            if month is not None or self.table is None:  # a table's columns go by the month
                entries, faults = self._entries(month or "", plan)
                self._intended = month_changes(entries, month or "", plan, replace=self.replace)
                faults = sorted((*faults, *self._intended.faults), key=lambda fault: fault.row)
        except UnreadableTable as error:
            refusals.append((f"选项 {error.option}", str(error)))
        if faults and self.table is None:
            said = "；".join(f"{fault.place}{_joined(fault)}" for fault in faults)
            refusals.append(("参数 单位=条数", said))
        elif faults:
            write_text(cell_diagnostics_text(faults), self.environment.stderr)
        if refusals:
            hints, texts = zip(*refusals, strict=True)
            raise typer.BadParameter("；".join(texts), param_hint="、".join(hints))
        if faults:
            raise typer.Exit(1)
        return {"quotas": count_operations(self._intended.changes, self._intended.month, plan)}

    def _entries(
        self, month: str, plan: Plan
    ) -> tuple[Sequence[ReportedCount], Sequence[CellDiagnostic]]:
        if self.table is None:
            found = [typed_count(word, number) for number, word in enumerate(self.words)]
            entries = [one for one in found if isinstance(one, ReportedCount)]
            return entries, [one for one in found if isinstance(one, CellDiagnostic)]
        reading = self._reading(self.table, month, plan)
        return reading.entries, reading.faults

    def _reading(self, table: CountTable, month: str, plan: Plan) -> TableReading:
        def knows(name: str) -> bool:
            return bool(name) and plan.register.find(name) is not None

        columns = table.unit_column, table.count_column
        layout = find_table(table.sheets, TableOptions(month, knows, *columns, table.sheet))
        reading = read_table(layout, knows)
        self._read = [*_title_remark(layout, month), *reading.remarks]
        return reading

    def _remarks(self, change: PlanChange) -> list[str]:
        """What is to be said besides the table of changes."""
        about = month_remarks(self._intended, change.old, change.new)
        return [*self._read, *about, *self._last(change)]

    def _last(self, change: PlanChange) -> list[str]:
        """Whether it is written, and what to do next."""
        shown = self.folder.shown
        named = f' --data "{shown}"' if " " in shown else f" --data {shown}"
        month = self._intended.month
        is_named = self.folder.origin == "option"
        report = f"看这个月的通报：anju report {month}{named if is_named else ''}"
        file = change.before.files["quotas"]
        if not change.contents:
            return ["没有变化，没有写入。", report]
        if self.dry_run:
            return [f"还没有写入；去掉 --dry-run 就写入 {file}。"]
        return [f"已写入 {file}。{report}"]


def _month(typed: str, plan: Plan, today: date) -> tuple[str | None, str | None]:
    """The month, None where nobody can tell which is meant; and why it is refused."""
    month = None
    try:
        month = typed_month(typed, plan.quotas.year)
        check_month(month, plan.schedule, today)
    except UnreadableInput as error:
        return month, str(error)
    return month, None


def _joined(fault: CellDiagnostic) -> str:
    """A fault of a word, to follow it: “甲局=x”里的…, “甲局=1”：…"""
    sign = "" if fault.message.startswith("里") else "："
    return f"{sign}{fault.message}。{fault.hint}"


def _title_remark(layout: Layout, month: str) -> list[str]:
    title = layout.title_of_another_month(month)
    if title is None:
        return []
    return [f"请核对月份：记的是 {month}，表的名称或标题却是“{title}”。"]
