"""``anju due``: the last day of a time limit in working days, counted day by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anju_cli.model.workdays import CountedDay, weekday_name
from anju_cli.render.document import Cell, Fields, Page, Record
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.words import task_name

if TYPE_CHECKING:
    from anju_cli.model.schema import EventDeadline, Task


def event_page(
    task: Task, deadline: EventDeadline, days: Sequence[CountedDay], *, explain: bool
) -> Page:
    """Answer ``anju due``: the day, and with ``explain`` how it was counted.

    ``days`` are those from the event to the last day, both included.
    """
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
    columns: tuple[ColumnOf[CountedDay], ...] = (
        ColumnOf("日期", lambda counted: f"{counted.day} {weekday_name(counted.day)}"),
        ColumnOf("计第几天", _count, "right"),
        ColumnOf("原因", lambda counted: counted.reason),
    )
    table = table_of(columns, days, "逐日计算")
    record: Record = {
        "id": deadline.id,
        "task": task.number,
        "title": task.title,
        "what": deadline.what,
        "event": event.isoformat(),
        "within_workdays": limit,
        "due": last.isoformat(),
        "days": [
            {"day": counted.day.isoformat(), "counted": counted.nth, "reason": counted.reason}
            for counted in days
        ],
    }
    blocks = (fields, table) if explain else (fields,)
    return Page(f"{limit} 个工作日的期限", blocks, (), record)


def _count(counted: CountedDay) -> Cell:
    return Cell(f"第 {counted.nth} 天") if counted.nth else Cell("不计", "muted")
