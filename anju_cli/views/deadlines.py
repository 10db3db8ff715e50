"""``anju deadlines``: lists of duties, of one plan or of several side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from anju_cli.model.duties import STATE_WORDS, Duty
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow, uid
from anju_cli.render.document import Cell, Column, Hinted, Listing, Record, Table
from anju_cli.text.command_line import CommandLine
from anju_cli.text.libraries import renew_holidays
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.words import (
    cell,
    due_note,
    names,
    role_words,
    state_cell,
    task_name,
    year_over_notes,
)

Who = Literal["leads", "role", "nobody"]
"""What the last column of a list of duties names: the lead units, or the role of the one unit
that is asked about; there is none where every row has the same."""

_EMPTY = "这个范围里没有时限。"


def duty_record(plan: Plan, row: DutyRow) -> Record:
    """Return a duty for programs. ``period`` is null but for a recurring duty, ``event`` but for
    one that follows an event, ``unit`` but for an event that is one unit's."""
    duty = row.duty
    return {
        "id": duty.id,
        "task": duty.task,
        "title": row.task.title,
        "what": duty.what,
        "kind": duty.kind,
        "period": duty.period.label if duty.period else None,
        "due": duty.due.isoformat() if duty.due else None,
        "last_workday": duty.last_workday.isoformat() if duty.last_workday else None,
        "state": duty.state,
        "days_left": duty.days_left,
        "units": list(row.units),
        "unit": duty.unit,
        "event": duty.event.isoformat() if duty.event else None,
        "uid": uid(plan, duty),
    }


def _last_workday(row: DutyRow) -> date | str | None:
    """Return the last working day before a due day that is none; None where that is unknown."""
    due, last = row.duty.due, row.duty.last_workday
    return "" if last == due else last


_ID: ColumnOf[DutyRow] = ColumnOf("编号", lambda row: row.duty.id, "right")
DAYS: tuple[ColumnOf[DutyRow], ...] = (
    ColumnOf("期限", lambda row: row.duty.due),
    ColumnOf("最后工作日", _last_workday, spare=1),
)
"""The last working day is blank where the due day itself is one, or there is none."""

_STATE: tuple[ColumnOf[DutyRow], ...] = (
    ColumnOf("状态", lambda row: state_cell(row.duty)),
    ColumnOf("事项", lambda row: _what(row)),
)
_WHO: dict[Who, tuple[ColumnOf[DutyRow], ...]] = {
    "leads": (ColumnOf("牵头单位", lambda row: names(row.units), spare=2),),
    "role": (ColumnOf("角色", lambda row: role_words(row.part)),),
    "nobody": (),
}


def duty_table(
    rows: Sequence[DutyRow], who: Who, title: str = "", notes: tuple[str, ...] = ()
) -> Table:
    """List duties as people read them."""
    return table_of((_ID, *DAYS, *_STATE, *_WHO[who]), rows, title, notes=notes)


def duty_data(rows: Sequence[DutyRow], who: Who) -> Table:
    """List duties with a column for each thing that can be filtered or reckoned with."""
    columns: tuple[ColumnOf[DutyRow], ...] = (
        _ID,
        *DAYS,
        ColumnOf("状态", lambda row: bare_state_cell(row.duty)),
        ColumnOf("剩余天数", lambda row: row.duty.days_left, "right"),
        ColumnOf("事项", lambda row: row.duty.what),
        ColumnOf("任务", lambda row: task_name(row.task)),
        *_WHO[who],
        ColumnOf("规则", lambda row: row.duty.rule),
        ColumnOf("办结日", lambda row: row.duty.done_on),
        ColumnOf("办结说明", lambda row: (row.duty.done and row.duty.done.note) or ""),
        ColumnOf("网址", _done_link),
    )
    return table_of(columns, rows)


def bare_state_cell(duty: Duty) -> Cell:
    """Write the state in one word, so that a filter can choose it."""
    return state_cell(duty)._replace(text=STATE_WORDS[duty.state])


def _done_link(row: DutyRow) -> Cell:
    link = (row.duty.done and row.duty.done.link) or ""
    return Cell(link, link=link)


def brief_duty_table(rows: Sequence[DutyRow], notes: tuple[str, ...]) -> Table:
    """List duties without their last working days, about a line each on 80 columns."""
    return table_of((_ID, DAYS[0], *_STATE), rows, notes=notes)


def _what(row: DutyRow) -> str:
    """Say what is to be delivered; for a rule that waits for an event, with the rule."""
    duty = row.duty
    if duty.kind == "event" and duty.due is None:
        return f"{duty.what}（{duty.rule.split('（')[0]}）"
    return duty.what


def deadlines_listing(
    plan: Plan,
    rows: Sequence[DutyRow],
    today: date,
    *,
    title: str,
    notes: Sequence[str],
    who: Who,
    line: CommandLine,
) -> Listing:
    """Answer ``anju deadlines``, asked by ``line``."""
    all_notes = (
        *year_over_notes(plan, today, line),
        *notes,
        due_note(plan.info),
        *unknown_calendars(rows),
    )
    return Listing(
        duty_table(rows, who, title, all_notes),
        lambda: [duty_record(plan, row) for row in rows],
        _EMPTY,
        lambda: duty_data(rows, who),
    )


def side_by_side_listing(
    plans: Mapping[str, Plan],
    rows: Sequence[tuple[Plan, DutyRow]],
    today: date,
    *,
    title: str,
    notes: Sequence[str],
    who: Who,
    line: CommandLine,
) -> Listing:
    """Answer ``anju deadlines`` about several plans, by the names of their folders.

    Each duty stands with the year of its plan, and with the folder where two are of one year.
    """
    folders = {id(plan): shown for shown, plan in plans.items()}
    is_clear = len({plan.info.year for plan in plans.values()}) == len(plans)
    duties = [row for _, row in rows]
    last = max(plans.values(), key=lambda plan: plan.info.year)
    years = "；".join(f"{plan.info.year} 年的是 {shown}" for shown, plan in plans.items())
    rules = dict.fromkeys(due_note(plan.info) for plan in plans.values())
    if len(rules) > 1:
        rules = dict.fromkeys(
            f"{plan.info.year} 年的计划：{due_note(plan.info)}" for plan in plans.values()
        )
    all_notes = (
        *year_over_notes(last, today, line),
        *([f"年度：{years}。"] if is_clear else []),  # else the folders stand in a column
        *notes,
        *rules,
        *unknown_calendars(duties),
    )

    def with_plans(table: Table) -> Table:
        if not is_clear:
            named = [cell(folders[id(plan)]) for plan, _ in rows]
            table = table.with_column(0, Column("计划"), named)
        numbered = [cell(plan.info.year) for plan, _ in rows]
        return table.with_column(0, Column("年度", "right"), numbered)

    return Listing(
        with_plans(duty_table(duties, who, title, all_notes)),
        lambda: [
            {"year": plan.info.year, "data": folders[id(plan)], **duty_record(plan, row)}
            for plan, row in rows
        ],
        _EMPTY,
        lambda: with_plans(duty_data(duties, who)),
    )


def unknown_calendars(rows: Sequence[DutyRow]) -> tuple[str, ...]:
    """Say for which years no working days are known, instead of guessing them."""
    years = sorted(
        {row.duty.due.year for row in rows if row.duty.due and row.duty.last_workday is None}
    )
    if not years:
        return ()
    listed = "、".join(f"{year} 年" for year in years)
    return (
        Hinted(
            f"还没有 {listed}的放假安排，最后工作日未列（不按周一至周五猜）。",
            renew_holidays(),
        ),
    )
