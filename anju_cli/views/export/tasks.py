"""Draw the sheets of tasks, of their deadlines, and of the words these rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anju_cli.model.duties import STATE_WORDS, Duty, in_order
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.tasks import TaskRow
from anju_cli.render.document import Cell, Column, Sheet, Table
from anju_cli.views.deadlines import unknown_calendars
from anju_cli.views.export.ledger import DUTIES, TASKS, TEXTS, Ledger
from anju_cli.views.words import (
    DASH,
    day_cell,
    due_note,
    names,
    number_cell,
    part_words,
    quotation,
    role_words,
    section_name,
    state_cell,
    task_name,
)

if TYPE_CHECKING:
    pass


def tasks_sheet(ledger: Ledger) -> Sheet:
    """Draw each task with its units, how many deadlines it has, and the most urgent."""
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
    """Count the duties of a task, those that are done, and those overdue."""
    done = sum(duty.done_on is not None for duty in row.duties)
    return len(row.duties), done, sum(duty.state == "overdue" for duty in row.duties)


def _task_cells(ledger: Ledger, row: TaskRow) -> tuple[Cell, ...]:
    plan, task = ledger.plan, row.task
    number, done, overdue = _counts(row)
    first = next(iter(row.duties), None)
    return (
        number_cell(task.number)._replace(link=f"#{TEXTS}!{task_name(task)}"),
        Cell(section_name(plan, task)),
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
    """Write day and state of the open duty that presses most; of none when all are done."""
    if not duties:
        return DASH, Cell("没写时限", "muted")
    open_duties = in_order(duty for duty in duties if duty.done_on is None)
    if not open_duties:
        return DASH, Cell(STATE_WORDS["done"], "green")
    return day_cell(open_duties[0].due), _bare_state_cell(open_duties[0])


def _bare_state_cell(duty: Duty) -> Cell:
    """Write the state in one word, so that a filter can choose it; the days stand elsewhere."""
    return state_cell(duty)._replace(text=STATE_WORDS[duty.state])


# -- duties ----------------------------------------------------------------


def duties_sheet(ledger: Ledger) -> Sheet:
    """Draw each duty with its state, its rule and what was written down when it was done."""
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


def _duty_cells(ledger: Ledger, row: DutyRow) -> tuple[Cell, ...]:
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


# -- texts -----------------------------------------------------------------


def texts_sheet(ledger: Ledger) -> Sheet:
    """Draw each task's words, and those that its deadlines are taken from."""
    rows = tuple(
        (
            number_cell(row.task.number)._replace(link=f"#{TASKS}!{task_name(row.task)}"),
            Cell(task_name(row.task)),
            Cell(row.task.text),
            Cell("\n".join(f"{each.id} {quotation(each)}" for each in row.task.deadlines)),
        )
        for row in ledger.tasks
    )
    columns = (Column("序号", "right"), Column("任务"), Column("原文"), Column("时限的依据"))
    return Sheet(TEXTS, Table(columns, rows, ledger.title("任务原文")), empty="没有任务。")
