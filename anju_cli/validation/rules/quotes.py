"""The rule of a deadline's quote: it does not say another deadline (A320).

What cannot be read with certainty contradicts nothing, and of several days in a quote any one
may be meant: the others are those of the task's other deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from anju_cli.model.schema import (
    Deadline,
    EventDeadline,
    FixedDeadline,
    PlanInfo,
    RecurringDeadline,
)
from anju_cli.text.lenient import quoted
from anju_cli.text.time_words import Kind, TimeWord, time_words
from anju_cli.validation.rules.dates import fits_the_plan, plan_of
from anju_cli.validation.rules.files import Files
from anju_cli.validation.violation import Violation

_ANY_YEAR = 2000
_DAYS = range(1, 29)
"""Of the next month, on which something may be due."""
_Slip = tuple[str, str, Sequence[TimeWord], str]
"""A key, its value in words, the words that contradict it, and the one mending there may be."""


def deadlines_follow_quotes(files: Files) -> Iterator[Violation]:
    """Day, turn and working days of a deadline are those in its quote (A320)."""
    plan = plan_of(files)
    is_whole = files.is_whole("tasks", "tasks")
    for task, deadline, path in files.deadlines():
        if deadline.quote not in task.text:  # nobody knows which of them is wrong (A307)
            continue
        for key, value, words, mending in _slips(deadline, plan):
            said = "、".join(dict.fromkeys(quoted(word.words) for word in words))
            hint = f"请对照原文；quote 没有抄错的，{mending}" if mending else "请对照原文核对"
            message = f"{value}与原文的{said}对不上"
            if key not in deadline.model_fields_set:  # left out: by the person, or as broken
                key = "every"
                if not is_whole:
                    continue
            yield Violation("tasks", (*path, key), "A320", message, hint)


def _slips(deadline: Deadline, plan: PlanInfo | None) -> Iterator[_Slip]:
    if deadline.kind == "固定日期":
        yield from _fixed(deadline, plan)
    elif deadline.kind == "周期":
        yield from _recurring(deadline)
    elif deadline.kind == "事后限时":
        yield from _after_event(deadline)


def _fixed(deadline: FixedDeadline, plan: PlanInfo | None) -> Iterator[_Slip]:
    due, quote = deadline.due, deadline.quote
    # As most are written; and what does not fit the plan has a fault of its own (A304).
    if f"{due.year}年{due.month}月{due.day}日" in quote or (plan and not fits_the_plan(due, plan)):
        return
    words = time_words(quote, due.year)
    days = _of(words, "deadline", "days")
    if any(word.first <= due <= word.last for word in days) or _of(words, "vague"):
        return
    if deadlines := _of(words, "deadline"):
        (first, last), *others = [(word.first, word.last) for word in days]
        is_one = first == last and not others and (plan is None or fits_the_plan(first, plan))
        yield "due", f"期限 {due} ", deadlines, f"改为：{first}" if is_one else ""
        return
    turns = [word for word in _of(words, "turn", "month_day") if word.every != "每年"]
    # 月度、季度 may be the name of something that is due once.
    if turns and not days and all(word.words[0] in "每各按逐" for word in turns):
        yield "kind", "“固定日期”", turns, ""


def _recurring(deadline: RecurringDeadline) -> Iterator[_Slip]:
    every, by, quote = deadline.every, deadline.by, deadline.quote
    # As most are written: nothing in it may speak of another turn.
    if by in quote and (every in quote or not re.search("[每各按逐半季年]|月度|一月", quote)):
        return
    words = time_words(quote, _ANY_YEAR)
    turns = {word.every: word for word in _of(words, "turn", "month_day")}
    # 每年6月、12月 is twice a year, and so may be 每年2次.
    is_open = _of(words, "other_turn") or ("每年" in turns and _of(words, "deadline", "days"))
    if turns and every not in turns and not is_open:
        mending = f"改为：{next(iter(turns))}" if len(turns) == 1 else ""
        yield "every", f"“{every}”", list(turns.values()), mending
    if not _of(words, "deadline", "days", "vague"):
        yield from _due_by(deadline, words)


def _due_by(deadline: RecurringDeadline, words: Sequence[TimeWord]) -> Iterator[_Slip]:
    """Compare until when a period is due. Nothing but 次月N日 can be said of 每月N日前."""
    by = deadline.by
    days = _of(words, "next_month") or (_of(words, "month_day") if by != "期末" else [])
    ends = [word for word in words if word.words[-1] in "底末"]
    meant = [f"次月{word.number}日" for word in days] or ["期末" for _ in ends][:1]
    if not meant or by in meant or any(word.number not in _DAYS for word in days):
        return
    mending = f"改为：{meant[0]}" if len(meant) == 1 else ""
    value = f"每期的期限“{by}”"
    if "by" not in deadline.model_fields_set:
        value, mending = f"没有写 by，{value}", mending and f"加一行：by: {meant[0]}"
    yield "by", value, days or ends, mending


def _after_event(deadline: EventDeadline) -> Iterator[_Slip]:
    number, quote = deadline.within_workdays, deadline.quote
    if quote.startswith(f"{number}个工作日") or f"在{number}个工作日" in quote:
        return
    words = _of(time_words(quote, _ANY_YEAR), "workdays")
    meant = [word.number for word in words]
    if words and number not in meant:
        mending = f"改为：{meant[0]}" if len(meant) == 1 else ""
        yield "within_workdays", f"{number} 个工作日", words, mending


def _of(words: Sequence[TimeWord], *kinds: Kind) -> list[TimeWord]:
    return [word for word in words if word.kind in kinds]
