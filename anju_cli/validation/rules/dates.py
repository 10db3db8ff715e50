"""Rules of the dates in tasks.yaml: in the plan's year, and in the order of what happens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from anju_cli.model.duties import Every, Period, periods
from anju_cli.model.schema import Deadline, Done, PlanInfo
from anju_cli.parsing.tree import Path
from anju_cli.validation.rules.tasks import deadlines
from anju_cli.validation.rules.violation import Files, Violation


def dates_fit_the_plan(files: Files) -> Iterator[Violation]:
    """Dates lie in the plan's year and not before its issue (A304, A311, A312)."""
    if files.tasks is None or not files.is_whole("tasks", "plan", "issued", "year"):
        return
    plan = files.tasks.plan
    if plan.issued.year not in (plan.year - 1, plan.year):
        message = f"印发日期 {plan.issued} 与计划年度 {plan.year} 对不上"
        yield Violation("tasks", ("plan", "issued"), "A304", message, "请核对 issued 和 year")
        return
    labels = {every: [one.label for one in found] for every, found in _turns(plan).items()}
    for _, deadline, path in deadlines(files.tasks):
        for key, day in _dates(deadline):
            yield from _date_fits((*path, *key), day, plan.year, plan.issued)
        for key, done in _done_marks(deadline):
            if done.on < plan.issued:
                message = f"办结日期 {done.on} 早于计划印发的 {plan.issued}"
                yield Violation("tasks", (*path, *key, "on"), "A311", message, "请核对办结日期")
        if deadline.kind == "周期":
            for label in deadline.done:
                if label not in labels[deadline.every]:
                    message = f"这个时限{deadline.every}一次，没有“{label}”这一期"
                    hint = f"可以写：{'、'.join(labels[deadline.every])}"
                    yield Violation("tasks", (*path, "done", label), "A312", message, hint, True)


def _turns(plan: PlanInfo) -> dict[Every, tuple[Period, ...]]:
    """The periods of the plan's year, for each way to recur."""
    return {every: periods(every, plan.year, plan.issued) for every in get_args(Every)}


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


def _date_fits(path: Path, day: date, year: int, issued: date) -> Iterator[Violation]:
    if day.year != year:
        message = f"日期 {day} 不在计划年度 {year} 年内"
        yield Violation("tasks", path, "A304", message, "请核对年份")
    elif day < issued:
        message = f"日期 {day} 早于计划印发的 {issued}"
        yield Violation("tasks", path, "A304", message, "请核对日期")


def done_follows_its_event(files: Files) -> Iterator[Violation]:
    """What follows an event is not done before it (A311)."""
    if files.tasks is None:
        return
    for _, deadline, path in deadlines(files.tasks):
        if deadline.kind != "事后限时":
            continue
        for index, one in enumerate(deadline.occurrences):
            if one.done and files.tasks.plan.issued <= one.done.on < one.date:
                message = f"办结日期 {one.done.on} 早于事件发生的 {one.date}"
                where = (*path, "occurrences", index, "done", "on")
                yield Violation("tasks", where, "A311", message, "请核对这两个日期")


def done_follows_its_period(files: Files) -> Iterator[Violation]:
    """A period's duty is not done before the period has begun (A311)."""
    if files.tasks is None or not files.is_whole("tasks", "plan", "issued", "year"):
        return
    plan = files.tasks.plan
    by_label = {every: {one.label: one for one in found} for every, found in _turns(plan).items()}
    for _, deadline, path in deadlines(files.tasks):
        if deadline.kind != "周期":
            continue
        turns = by_label[deadline.every]
        for label, done in deadline.done.items():
            if label in turns and plan.issued <= done.on < turns[label].start:
                begins = turns[label].start
                message = f"办结日期 {done.on} 早于这一期，{turns[label].title}从 {begins} 开始"
                where = (*path, "done", label, "on")
                yield Violation("tasks", where, "A311", message, "请核对办结日期和是哪一期")


def nothing_is_done_tomorrow(files: Files) -> Iterator[Violation]:
    """What is done was done by today (A315)."""
    if files.tasks is None:
        return
    for _, deadline, path in deadlines(files.tasks):
        for key, done in _done_marks(deadline):
            if done.on > files.today:
                message = f"办结日期 {done.on} 还没有到（今天是 {files.today}）"
                hint = "请核对办结日期；没办完就删去 done"
                yield Violation("tasks", (*path, *key, "on"), "A315", message, hint)
