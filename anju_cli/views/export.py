"""The ledger (台账): everything about a plan as a workbook, and whole for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from anju_cli.document import Book, Cell, Column, Json, Record, Sheet, SheetChart, Table
from anju_cli.duties import STATE_WORDS, Duty, duties_of, in_order
from anju_cli.pace import percent, rounded
from anju_cli.plan import Plan
from anju_cli.queries.duties import DutyRow, all_duties
from anju_cli.queries.history import UnitHistory, histories, history_of_all, months_begun
from anju_cli.queries.quotas import QuotaFilter, QuotaRow, quota_rows, total
from anju_cli.queries.tasks import TaskRow, duties_of_task
from anju_cli.views.deadlines import duty_record, unknown_calendars
from anju_cli.views.quotas import kind_record, quota_record, quotas_listing
from anju_cli.views.tasks import task_record
from anju_cli.views.units import unit_record, units_listing
from anju_cli.views.words import (
    DASH,
    day_cell,
    due_note,
    names,
    number_cell,
    part_words,
    role_words,
    state_cell,
    task_name,
    year_is_over,
)

if TYPE_CHECKING:
    from anju_cli.models import Deadline, Done, Unit

TASKS, DUTIES, QUOTAS, MONTHS, UNITS, TEXTS = (
    *("任务台账", "时限", "目标任务", "逐月", "单位", "原文"),
)
"""The sheets, by name."""

_NO_TARGET = "没有目标任务。"


@dataclass(frozen=True)
class _Ledger:
    """A plan as of a day: all of it, or what concerns ``units``.

    ``done`` is what was written down about each duty that is done. Rows have a part
    only where one unit is asked about.
    """

    plan: Plan
    today: date
    units: tuple[Unit, ...]
    tasks: tuple[TaskRow, ...]
    duties: tuple[DutyRow, ...]
    quotas: tuple[QuotaRow, ...]
    done: Mapping[Duty, Done]

    @property
    def is_of_one(self) -> bool:
        return len(self.units) == 1

    @property
    def shown_units(self) -> tuple[Unit, ...]:
        return self.units or self.plan.register.units

    @property
    def quota_sum(self) -> QuotaRow:
        return total(self.plan, self.quotas, self.today, "合计")

    def title(self, sheet: str) -> str:
        who = names([unit.name for unit in self.units]) or self.plan.info.title
        return f"{who}：{sheet}"

    def notes(self, *said: str) -> tuple[str, ...]:
        over = year_is_over(self.plan, self.today, "anju export -o 台账.xlsx")
        return (*([over] if over else []), *said)


def export_book(plan: Plan, today: date, units: Sequence[Unit]) -> Book:
    """What ``anju export`` writes: of the whole plan, or of ``units`` alone."""
    asked = tuple(unit.name for unit in units)
    ledger = _Ledger(
        plan,
        today,
        tuple(units),
        tuple(_task_rows(plan, today, asked)),
        all_duties(plan, today, asked),
        quota_rows(plan, QuotaFilter(asked), today),
        dict(_done(plan, today)),
    )
    sheets = (
        _tasks_sheet(ledger),
        _duties_sheet(ledger),
        _quotas_sheet(ledger),
        _months_sheet(ledger),
        _units_sheet(ledger),
        _texts_sheet(ledger),
    )
    return Book(ledger.title("台账"), sheets, lambda: _record(ledger))


def _task_rows(plan: Plan, today: date, units: Sequence[str]) -> Iterator[TaskRow]:
    """Each task once, however many of ``units`` have a part in it."""
    for task in plan.tasks:
        parts = [part for unit in units if (part := plan.involvement(unit, task))]
        if parts or not units:
            one = len(units) == 1
            duties = duties_of_task(plan, task, today)
            yield TaskRow(task, duties, units[0] if one else None, parts[0] if one else None)


def _done(plan: Plan, today: date) -> Iterator[tuple[Duty, Done]]:
    """What was written down about every duty that is done by ``today``."""
    for task in plan.tasks:
        for deadline in task.deadlines:
            duties = duties_of(deadline, task.number, plan.info, today)
            for duty, done in zip(duties, _done_of(deadline, duties, today), strict=True):
                if done is not None and duty.done_on is not None:
                    yield duty, done


def _done_of(deadline: Deadline, duties: Sequence[Duty], today: date) -> list[Done | None]:
    if deadline.kind == "周期":
        return [deadline.done.get(duty.period.label) for duty in duties if duty.period]
    if deadline.kind == "事后限时":  # first the rule alone, then each time it has happened
        return [None, *(one.done for one in deadline.occurrences if one.date <= today)]
    return [deadline.done]


# -- tasks -----------------------------------------------------------------


def _tasks_sheet(ledger: _Ledger) -> Sheet:
    columns = [
        Column("序号", "right"),
        Column("部分"),
        Column("任务"),
        *([Column("角色")] if ledger.is_of_one else []),
        Column("牵头单位"),
        Column("责任单位"),
        Column("时限数", "right"),
        Column("已办结", "right"),
        Column("逾期", "right"),
        Column("最近期限"),
        Column("状态"),
        Column("备注"),
    ]
    info = ledger.plan.info
    notes = ledger.notes(
        f"截至 {ledger.today}。依据：{info.source}（{info.issuer}，{info.issued} 印发）。",
        f"时限数就是表“{DUTIES}”里的行数：周期性的每期一行；事后限时的规则一行，每次事件再各一行。"
        "最近期限是没办结的时限里最急的一项：逾期的在先，再按日期先后；状态是这一项的状态。",
        due_note(info),
    )
    counts = [_counts(row) for row in ledger.tasks]
    sums = [number_cell(sum(column)) for column in zip(*counts, strict=True)]
    blank = Cell("")
    before, after = [Cell("合计"), *[blank] * (len(columns) - 7)], [blank] * 3
    rows = tuple(_task_cells(ledger, row) for row in ledger.tasks)
    table = Table(
        tuple(columns),
        rows,
        ledger.title(f"{TASKS}（{len(rows)} 项任务，截至 {ledger.today}）"),
        (*before, *sums, *after) if len(rows) > 1 else None,
        notes,
    )
    return Sheet(TASKS, table, empty="没有它牵头或作为责任单位的任务。")


def _counts(row: TaskRow) -> tuple[int, int, int]:
    """How many duties a task has, how many are done, how many overdue."""
    done = sum(duty.done_on is not None for duty in row.duties)
    return len(row.duties), done, sum(duty.state == "overdue" for duty in row.duties)


def _task_cells(ledger: _Ledger, row: TaskRow) -> tuple[Cell, ...]:
    plan, task = ledger.plan, row.task
    section = plan.section(task.section)
    number, done, overdue = _counts(row)
    first = next(iter(row.duties), None)
    return (
        number_cell(task.number)._replace(link=f"#{TEXTS}!{task_name(task)}"),
        Cell(f"{section.number}、{section.title}" if section else str(task.section)),
        Cell(task_name(task)),
        *([Cell(part_words(row.part))] if ledger.is_of_one else []),
        Cell(names(plan.leads(task))),
        Cell(names(plan.supporters(task))) if task.support else DASH,
        number_cell(number)._replace(link=f"#{DUTIES}!{first.id}" if first else ""),
        number_cell(done),
        number_cell(overdue)._replace(style="red" if overdue else "plain"),
        *_most_urgent(row.duties),
        Cell(task.note or ""),
    )


def _most_urgent(duties: Sequence[Duty]) -> tuple[Cell, Cell]:
    """Day and state of the open duty that presses most; of none when all are done."""
    if not duties:
        return DASH, Cell("没写时限", "muted")
    open_ones = in_order(duty for duty in duties if duty.done_on is None)
    if not open_ones:
        return DASH, Cell(STATE_WORDS["done"], "green")
    return day_cell(open_ones[0].due), _bare_state_cell(open_ones[0])


def _bare_state_cell(duty: Duty) -> Cell:
    """The state in one word, so that a filter can choose it; the days stand elsewhere."""
    return state_cell(duty)._replace(text=STATE_WORDS[duty.state])


# -- duties ----------------------------------------------------------------


def _duties_sheet(ledger: _Ledger) -> Sheet:
    columns = (
        Column("编号", "right"),
        Column("期限"),
        Column("最后工作日"),
        Column("状态"),
        Column("剩余天数", "right"),
        Column("事项"),
        Column("任务"),
        Column("角色" if ledger.is_of_one else "牵头单位"),
        Column("规则"),
        Column("办结日"),
        Column("办结说明"),
        Column("网址"),
    )
    table = Table(
        columns,
        tuple(_duty_cells(ledger, row) for row in ledger.duties),
        ledger.title(f"全部时限（{len(ledger.duties)}，截至 {ledger.today}）"),
        notes=ledger.notes(
            f"截至 {ledger.today}。{due_note(ledger.plan.info)}剩余天数是负数的，是逾期的天数。",
            *unknown_calendars(ledger.duties),
        ),
    )
    return Sheet(DUTIES, table, empty="没有时限。")


def _duty_cells(ledger: _Ledger, row: DutyRow) -> tuple[Cell, ...]:
    duty, name = row.duty, task_name(row.task)
    done = ledger.done.get(duty)
    link = done.link or "" if done else ""
    return (
        Cell(duty.id, link=f"#{TASKS}!{name}"),
        day_cell(duty.due),
        day_cell(duty.last_workday),
        _bare_state_cell(duty),
        number_cell(duty.days_left),
        Cell(duty.what),
        Cell(name),
        Cell(role_words(row.part) if ledger.is_of_one else names(row.units)),
        Cell(duty.rule),
        day_cell(duty.done_on),
        Cell(done.note or "" if done else ""),
        Cell(link, link=link),
    )


# -- quotas ----------------------------------------------------------------


def _quotas_sheet(ledger: _Ledger) -> Sheet:
    """The table of ``anju quotas``, with the pace in a column of its own for the chart."""
    plan, today = ledger.plan, ledger.today
    title = ledger.title(f"{plan.quotas.year} 年{QUOTAS}（截至 {today}）")
    listing = quotas_listing(
        plan, ledger.quotas, ledger.quota_sum, today, by_kind=False, title=title
    )
    table = listing.table
    headings = [column.heading for column in table.columns]
    name, rate = headings.index("单位"), headings.index("完成率")
    share = plan.schedule.pace(today)
    pace = Cell(percent(share), value=share)

    def widened(row: tuple[Cell, ...], linked: bool) -> tuple[Cell, ...]:
        cells = list(row)
        if linked:
            cells[name] = cells[name]._replace(link=f"#{UNITS}!{cells[name].text}")
        return (*cells[: rate + 1], pace, *cells[rate + 1 :])

    columns = (*table.columns[: rate + 1], Column("序时进度", "right"), *table.columns[rate + 1 :])
    wide = replace(
        table,
        columns=columns,
        rows=tuple(widened(row, linked=True) for row in table.rows),
        total=widened(table.total, linked=False) if table.total else None,
    )
    chart = SheetChart(f"完成率与序时进度（截至 {today}）", "单位", ("完成率",), "序时进度")
    return Sheet(QUOTAS, wide, chart, empty=_NO_TARGET)


def _months_sheet(ledger: _Ledger) -> Sheet:
    plan, today = ledger.plan, ledger.today
    months = months_begun(plan, today)
    columns = (
        Column("单位"),
        Column("类别"),
        Column("目标", "right"),
        *(Column(f"{int(month[5:])}月", "right") for month in months),
        Column("累计", "right"),
    )
    histories_of_all = histories(plan, today, ledger.quotas)
    table = Table(
        columns,
        tuple(_month_cells(one, months, today) for one in histories_of_all),
        ledger.title(f"{plan.quotas.year} 年各月新公开的条数（截至 {today}）"),
        _month_cells(history_of_all("合计", histories_of_all), months, today)
        if len(histories_of_all) > 1
        else None,
        ledger.notes(
            f"截至 {today}。各月是当月新公开的条数。过完的月份没有报的写“未报”，不按 0 计；"
            "还没过完的月份没有数的写“—”。合计只加报了的。",
        ),
    )
    return Sheet(MONTHS, table, empty=_NO_TARGET)


def _month_cells(row: UnitHistory, months: Sequence[str], today: date) -> tuple[Cell, ...]:
    missing = Cell("未报", "yellow")
    # A month is over on its last day: then tomorrow is in another.
    now = f"{today + timedelta(days=1):%Y-%m}"
    counts = [
        (missing if month < now else DASH) if count is None else number_cell(count)
        for month, count in zip(months, row.counts, strict=True)
    ]
    known = row.published
    return (
        Cell(row.name),
        Cell(f"{row.units} 个单位" if row.units > 1 else row.kind),
        number_cell(row.target),
        *counts,
        missing if known is None else number_cell(known),
    )


# -- units and texts -------------------------------------------------------


def _units_sheet(ledger: _Ledger) -> Sheet:
    """The table of ``anju units``, with what each has to do, and where that stands."""
    plan, units = ledger.plan, ledger.shown_units
    base = units_listing(plan, units).table
    target = len(base.columns) - 1
    rows = []
    for unit, row in zip(units, base.rows, strict=True):
        cells = [*row[:target], row[target]._replace(link=f"#{QUOTAS}!{unit.name}")]
        roles = [part.role for task in plan.tasks if (part := plan.involvement(unit.name, task))]
        counts = [number_cell(roles.count("lead")), number_cell(roles.count("support"))]
        also = names([*map(plan.register.canonical, unit.see_also)])
        more = (Cell(unit.full_name or ""), Cell(also), Cell(unit.note or ""))
        rows.append((*cells, *counts, *more))
    columns = (
        *base.columns,
        Column("牵头任务（项）", "right"),
        Column("责任任务（项）", "right"),
        Column("全称"),
        Column("可能同一机构"),
        Column("备注"),
    )
    sums = (*base.total, *[Cell("")] * 5) if base.total and len(rows) > 1 else None
    notes = (
        "“—”表示没有。牵头和责任任务按项数，责任任务包括经组（例如“区直各部门”）承担的；"
        "一项任务有几个单位，就在几个单位各算一项，所以不合计。",
    )
    return Sheet(UNITS, Table(columns, tuple(rows), ledger.title("单位名册"), sums, notes))


def _texts_sheet(ledger: _Ledger) -> Sheet:
    rows = tuple(
        (
            number_cell(row.task.number)._replace(link=f"#{TASKS}!{task_name(row.task)}"),
            Cell(task_name(row.task)),
            Cell(row.task.text),
            Cell("\n".join(map(_reason, row.task.deadlines))),
        )
        for row in ledger.tasks
    )
    columns = (Column("序号", "right"), Column("任务"), Column("原文"), Column("时限的依据"))
    return Sheet(TEXTS, Table(columns, rows, ledger.title("任务原文")), empty="没有任务。")


def _reason(deadline: Deadline) -> str:
    """The words of the plan that a deadline is taken from, and what was inferred."""
    note = f"（{deadline.note}）" if deadline.note else ""
    return f"{deadline.id} “{deadline.quote}”{note}"


# -- for programs ----------------------------------------------------------


def _record(ledger: _Ledger) -> Record:
    """Everything, under the names that the other commands' JSON has."""
    plan, today, info = ledger.plan, ledger.today, ledger.plan.info
    schedule = plan.schedule
    months = months_begun(plan, today)
    counts = zip(ledger.quotas, histories(plan, today, ledger.quotas), strict=True)
    return {
        "plan": {
            "title": info.title,
            "issuer": info.issuer,
            "issued": info.issued.isoformat(),
            "year": info.year,
            "source": info.source,
            "soon_days": info.soon_days,
            "roll_workdays": info.roll_workdays,
        },
        "today": today.isoformat(),
        "pace": {
            "rule": schedule.rule,
            "counted_from": schedule.start.isoformat() if schedule.start else None,
            "pace": rounded(schedule.pace(today), 4),
        },
        "sections": [{"number": one.number, "title": one.title} for one in plan.sections],
        "tasks": [
            {
                **task_record(plan, row),
                "note": row.task.note,
                "deadlines": [
                    _duty_record(ledger, DutyRow(duty, row.task, plan.leads(row.task)))
                    for duty in row.duties
                ],
            }
            for row in ledger.tasks
        ],
        "deadlines": [_duty_record(ledger, row) for row in ledger.duties],
        "quotas": [
            {**quota_record(row), "months": dict(zip(months, history.counts, strict=True))}
            for row, history in counts
        ],
        "quota_total": {
            key: value
            for key, value in kind_record(ledger.quota_sum).items()
            if key not in ("kind", "rank")
        },
        "units": [_unit_record(plan, unit) for unit in ledger.shown_units],
        "groups": [
            {
                "name": group.name,
                "aliases": list(group.aliases),
                "members": [*map(plan.register.canonical, group.members)],
                "note": group.note,
            }
            for group in plan.register.groups
        ],
    }


def _duty_record(ledger: _Ledger, row: DutyRow) -> Record:
    """A duty with its rule, its words, and what was written down when it was done."""
    duty = row.duty
    done = ledger.done.get(duty)
    return {
        **duty_record(row),
        "rule": duty.rule,
        "quote": duty.quote,
        "note": next(one.note for one in row.task.deadlines if one.id == duty.id),
        "done_on": duty.done_on.isoformat() if duty.done_on else None,
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
        **unit_record(plan, unit),
        "see_also": [*map(plan.register.canonical, unit.see_also)],
        "note": unit.note,
        "lead_tasks": parts["lead"],
        "support_tasks": parts["support"],
    }
