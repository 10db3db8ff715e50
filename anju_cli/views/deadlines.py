"""Lists of duties, and the count of working days after an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from anju_cli.model.plan import Plan
from anju_cli.model.workdays import CountedDay, weekday_name
from anju_cli.queries.duties import DutyRow
from anju_cli.render.document import Cell, Column, Fields, Listing, Page, Record, Table
from anju_cli.views.words import (
    day_cell,
    due_note,
    names,
    role_words,
    state_cell,
    task_name,
    year_is_over,
)

if TYPE_CHECKING:
    from anju_cli.model.schema import EventDeadline, Task


def duty_record(row: DutyRow) -> Record:
    """A duty for programs. ``period`` is null but for a recurring duty."""
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
    }


Who = Literal["leads", "role", "nobody"]


def duty_table(rows: Sequence[DutyRow], who: Who, title: str = "") -> Table:
    """Duties as people read them.

    ``who``: the last column names the lead units, or the role of the one unit that
    is asked about; there is none where every row has the same.
    """
    columns = [
        Column("编号", "right"),
        Column("期限"),
        Column("最后工作日"),
        Column("状态"),
        Column("事项"),
    ]
    if who != "nobody":
        columns.append(Column("角色" if who == "role" else "牵头单位"))
    return Table(tuple(columns), tuple(_cells(row, who) for row in rows), title)


def _cells(row: DutyRow, who: Who) -> tuple[Cell, ...]:
    duty = row.duty
    cells = (
        Cell(duty.id),
        day_cell(duty.due),
        day_cell(duty.last_workday),
        state_cell(duty),
        Cell(_what(row)),
    )
    if who == "nobody":
        return cells
    return (*cells, Cell(role_words(row.part) if who == "role" else names(row.units)))


def brief_duty_table(rows: Sequence[DutyRow], notes: tuple[str, ...]) -> Table:
    """Duties in few columns, about a line each on 80 columns."""
    columns = (Column("编号", "right"), Column("期限"), Column("状态"), Column("事项"))
    cells = tuple(
        (Cell(row.duty.id), day_cell(row.duty.due), state_cell(row.duty), Cell(_what(row)))
        for row in rows
    )
    return Table(columns, cells, notes=notes)


def _what(row: DutyRow) -> str:
    """What is to be delivered; for a rule that waits for an event, with the rule."""
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
) -> Listing:
    """What ``anju deadlines`` answers."""
    over = year_is_over(plan, today, "anju deadlines")
    table = duty_table(rows, who, title)
    said = (*([over] if over else []), *notes, due_note(plan.info), *unknown_calendars(rows))
    return Listing(
        Table(table.columns, table.rows, table.title, notes=said),
        lambda: [duty_record(row) for row in rows],
        empty="这个范围里没有时限。",
    )


def side_by_side_listing(
    plans: Mapping[str, Plan],
    rows: Sequence[tuple[Plan, DutyRow]],
    today: date,
    *,
    title: str,
    notes: Sequence[str],
    who: Who,
) -> Listing:
    """What ``anju deadlines`` answers about several plans, by the names of their folders:
    each duty with the year of its plan, and with the folder where two are of one year."""
    folders = {id(plan): shown for shown, plan in plans.items()}
    is_clear = len({plan.info.year for plan in plans.values()}) == len(plans)
    duties = [row for _, row in rows]
    table = duty_table(duties, who, title)
    more = () if is_clear else (Column("计划"),)
    columns = (Column("年度", "right"), *more, *table.columns)
    cells = tuple(
        (
            Cell(str(plan.info.year), value=plan.info.year),
            *(() if is_clear else (Cell(folders[id(plan)]),)),
            *row,
        )
        for (plan, _), row in zip(rows, table.rows, strict=True)
    )
    years = "；".join(f"{plan.info.year} 年的是 {shown}" for shown, plan in plans.items())
    rules = dict.fromkeys(due_note(plan.info) for plan in plans.values())
    if len(rules) > 1:
        rules = dict.fromkeys(
            f"{plan.info.year} 年的计划：{due_note(plan.info)}" for plan in plans.values()
        )
    # Where a later plan is there as well, who asks knows that the earlier year is over.
    last = max(plans.values(), key=lambda plan: plan.info.year)
    over = year_is_over(last, today, "anju deadlines")
    which = [f"年度：{years}。"] if is_clear else []  # else the folders stand in a column
    said = (*([over] if over else []), *which, *notes, *rules)
    return Listing(
        Table(columns, cells, title, notes=(*said, *unknown_calendars(duties))),
        lambda: [
            {"year": plan.info.year, "data": folders[id(plan)], **duty_record(row)}
            for plan, row in rows
        ],
        empty="这个范围里没有时限。",
    )


def unknown_calendars(rows: Sequence[DutyRow]) -> tuple[str, ...]:
    """Says for which years no working days are known, instead of guessing them."""
    years = sorted(
        {row.duty.due.year for row in rows if row.duty.due and row.duty.last_workday is None}
    )
    if not years:
        return ()
    listed = "、".join(f"{year} 年" for year in years)
    return (
        f"还没有 {listed}的放假安排，最后工作日未列（不按周一至周五猜）。"
        "放假安排公布后请升级：python -m pip install --upgrade chinesecalendar",
    )


def event_page(
    task: Task, deadline: EventDeadline, days: Sequence[CountedDay], *, explain: bool
) -> Page:
    """What ``anju due`` answers: the day, and with ``explain`` how it was counted."""
    event, last = days[0].day, days[-1].day
    limit = deadline.within_workdays
    fields = Fields(
        (
            ("任务", Cell(task_name(task))),
            ("时限", Cell(f"{deadline.id} {deadline.what}")),
            ("事件", Cell(f"{deadline.event}，{event} {weekday_name(event)}")),
            ("规则", Cell(f"{limit} 个工作日内；事件当天不计，节假日和调休按国家安排")),
            ("最迟", Cell(f"{last} {weekday_name(last)}（含当日）", "strong")),
            ("依据", Cell(f"“{deadline.quote}”")),
        )
    )
    table = Table(
        (Column("日期"), Column("计第几天", "right"), Column("原因")),
        tuple(
            (
                Cell(f"{one.day} {weekday_name(one.day)}"),
                Cell(f"第 {one.nth} 天") if one.nth else Cell("不计", "muted"),
                Cell(one.reason),
            )
            for one in days
        ),
        title="逐日计算",
    )
    record: Record = {
        "id": deadline.id,
        "task": task.number,
        "title": task.title,
        "what": deadline.what,
        "event": event.isoformat(),
        "within_workdays": limit,
        "due": last.isoformat(),
        "days": [
            {"day": one.day.isoformat(), "counted": one.nth, "reason": one.reason} for one in days
        ],
    }
    blocks = (fields, table) if explain else (fields,)
    return Page(f"{limit} 个工作日的期限", blocks, (), record)
