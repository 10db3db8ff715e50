"""Rules of the dates in tasks.yaml: in the plan's year, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from anju_cli.model.duties import Every, Period, periods
from anju_cli.model.schema import Deadline, Done, PlanInfo
from anju_cli.parsing.tree import Path
from anju_cli.validation.rules.files import Files
from anju_cli.validation.violation import Violation


def plan_is_issued_in_time(files: Files) -> Iterator[Violation]:
    """A plan is issued in its year or the one before (A304)."""
    plan = plan_of(files)
    if plan and not _is_in_time(plan):
        message = f"印发日期 {plan.issued} 与计划年度 {plan.year} 对不上"
        yield Violation("tasks", ("plan", "issued"), "A304", message, "请核对 issued 和 year")


def dates_fit_the_plan(files: Files) -> Iterator[Violation]:
    """Dates lie in the plan's year and not before its issue (A304)."""
    plan = plan_of(files)
    if plan is None or not _is_in_time(plan):
        return
    for _, deadline, path in files.deadlines():
        for key, day in _dates(deadline):
            if day.year != plan.year:
                message = f"日期 {day} 不在计划年度 {plan.year} 年内"
                yield Violation("tasks", (*path, *key), "A304", message, "请核对年份")
            elif not fits_the_plan(day, plan):
                message = f"日期 {day} 早于计划印发的 {plan.issued}"
                yield Violation("tasks", (*path, *key), "A304", message, "请核对日期")


def periods_exist(files: Files) -> Iterator[Violation]:
    """What is done of a recurring deadline is one of its periods (A312)."""
    plan = plan_of(files)
    if plan is None or not _is_in_time(plan):
        return
    turns = _turns(plan)
    for _, deadline, path in files.deadlines():
        if deadline.kind != "周期":
            continue
        labels = turns[deadline.every]
        for label in deadline.done:
            if label not in labels:
                message = f"这个时限{deadline.every}一次，没有“{label}”这一期"
                hint = f"可以写：{'、'.join(labels)}"
                yield Violation("tasks", (*path, "done", label), "A312", message, hint, on_key=True)


def plan_of(files: Files) -> PlanInfo | None:
    """The plan's own record, unless dates cannot be measured by it."""
    is_whole = files.is_whole("tasks", "plan", "issued", "year")
    return files.tasks.plan if files.tasks and is_whole else None


def fits_the_plan(day: date, plan: PlanInfo) -> bool:
    """Whether a day lies in the plan's year, and not before its issue."""
    return plan.issued <= day and day.year == plan.year


def _is_in_time(plan: PlanInfo) -> bool:
    return plan.issued.year in (plan.year - 1, plan.year)


def _turns(plan: PlanInfo) -> dict[Every, dict[str, Period]]:
    """The periods of the plan's year by their labels, for each way to recur."""
    return {
        every: {period.label: period for period in periods(every, plan.year, plan.issued)}
        for every in get_args(Every)
    }


def _dates(deadline: Deadline) -> Iterator[tuple[Path, date]]:
    if deadline.kind == "固定日期":
        yield ("due",), deadline.due
    elif deadline.kind == "事后限时":
        for index, occurrence in enumerate(deadline.occurrences):
            yield ("occurrences", index, "date"), occurrence.date


def _done_marks(deadline: Deadline) -> Iterator[tuple[Path, Done]]:
    if deadline.kind == "周期":
        for label, done in deadline.done.items():
            yield ("done", label), done
    elif deadline.kind == "事后限时":
        for index, occurrence in enumerate(deadline.occurrences):
            if occurrence.done:
                yield ("occurrences", index, "done"), occurrence.done
    elif deadline.done:
        yield ("done",), deadline.done


def done_is_in_order(files: Files) -> Iterator[Violation]:
    """What is done was done by today (A315), and not before what it follows (A311).

    That is the issue of the plan, and then the event or the begin of the period.
    """
    plan = plan_of(files)
    turns = _turns(plan) if plan else {}
    issued = files.tasks.plan.issued if files.tasks else date.min
    for _, deadline, path in files.deadlines():
        for key, done in _done_marks(deadline):
            where = (*path, *key, "on")
            if done.on > files.today:
                message = f"办结日期 {done.on} 还没有到（今天是 {files.today}）"
                hint = "请核对办结日期；没办完就删去 done"
                yield Violation("tasks", where, "A315", message, hint)
            if done.on < issued:
                if plan and _is_in_time(plan):
                    message = f"办结日期 {done.on} 早于计划印发的 {issued}"
                    yield Violation("tasks", where, "A311", message, "请核对办结日期")
            elif deadline.kind == "事后限时":
                event = deadline.occurrences[int(key[1])]
                if done.on < event.date:
                    message = f"办结日期 {done.on} 早于事件发生的 {event.date}"
                    yield Violation("tasks", where, "A311", message, "请核对这两个日期")
            elif deadline.kind == "周期" and plan:
                period = turns[deadline.every].get(str(key[1]))
                if period and done.on < period.start:
                    begin = f"{period.title}从 {period.start} 开始"
                    message = f"办结日期 {done.on} 早于这一期，{begin}"
                    hint = "请核对办结日期和是哪一期"
                    yield Violation("tasks", where, "A311", message, hint)
