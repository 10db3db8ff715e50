"""Records of completion: where one stands, and the duty that it is of.

A deadline has one record, a recurring one a record a period, one after an event a record
for each time it happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anju_cli.model.duties import Duty, Period, duties_of
from anju_cli.model.schema import Deadline, Done, Occurrence, PlanInfo
from anju_cli.parsing.tree import Path

DONE_KEYS = ("on", "note", "link")
OCCURRENCE_KEYS = ("date", "unit", "what", "done")


class CompletionNotFound(ValueError):
    """No record is meant, or more than one.
    The message says why, and what to write; ``option`` names what was typed.
    ``is_unknown``: there is no such id, and all of them should be offered."""

    def __init__(
        self, message: str, option: str = "参数 编号", *, is_unknown: bool = False
    ) -> None:
        super().__init__(message)
        self.option = option
        self.is_unknown = is_unknown


@dataclass(frozen=True)
class Occasion:
    """The turn of a deadline that was typed: its period, or its event by day, unit and name."""

    period: str | None = None
    event: date | None = None
    unit: str | None = None
    what: str | None = None


@dataclass(frozen=True)
class Completion:
    """A record of completion, there or not.

    ``path`` leads to its ``done``; ``title`` is for people. Of a recurring deadline it has
    a period, of one after an event an occurrence, which ``is_new`` where the file does not
    have it yet. ``order`` is that of the keys beside it.
    """

    deadline: Deadline
    task: int
    path: Path
    title: str
    done: Done | None
    order: tuple[str, ...]
    period: Period | None = None
    occurrence: Occurrence | None = None
    is_new: bool = False

    def duty(self, info: PlanInfo, today: date, done: Done | None) -> Duty:
        """Make the duty as it stands on ``today`` with the record ``done``, or with none."""
        deadline = self.deadline
        if deadline.kind == "周期" and self.period is not None:
            label = self.period.label
            records = {} if done is None else {label: done}
            deadline = deadline.model_copy(update={"done": records})
            duties = duties_of(deadline, self.task, info, today)
            return next(duty for duty in duties if duty.period and duty.period.label == label)
        if deadline.kind == "事后限时" and self.occurrence is not None:
            event = self.occurrence.model_copy(update={"done": done})
            deadline = deadline.model_copy(update={"occurrences": (event,)})
            return duties_of(deadline, self.task, info, today)[-1]
        return duties_of(deadline.model_copy(update={"done": done}), self.task, info, today)[0]

    def refusal(self, on: date, info: PlanInfo, today: date) -> str | None:
        """Say why it cannot have been done ``on`` that day, as the rules of dates would."""
        if early := self.too_early(today):
            return early
        if on > today:
            return f"办结日期 {on} 还没有到（今天是 {today}）。办完以后再记"
        if on < info.issued:
            return f"办结日期 {on} 早于计划印发的 {info.issued}。请核对日期"
        if self.period is not None and on < self.period.start:
            start = self.period.start
            return f"办结日期 {on} 早于{self.period.title}，那一期从 {start} 开始。请核对日期和周期"
        if self.occurrence is not None and on < self.occurrence.date:
            return f"办结日期 {on} 早于事件发生的 {self.occurrence.date}。请核对这两个日期"
        return None

    def too_early(self, today: date) -> str | None:
        """Say why nothing can be recorded yet of an event that is to come; None of any other."""
        if self.occurrence is None or self.occurrence.date <= today:
            return None
        return f"事件的日期 {self.occurrence.date} 还没有到（今天是 {today}）。发生以后再记"
