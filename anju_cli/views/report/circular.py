"""A circular: its numbers, and the words of its template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from anju_cli.model.plan import Plan
from anju_cli.queries.report import Report
from anju_cli.views.letters import long_day, plan_words
from anju_cli.views.wording.filling import fill
from anju_cli.views.words import month_name, months_words

if TYPE_CHECKING:
    from anju_cli.views.wording.report import ReportWording


class Circular(NamedTuple):
    """A report, to be written in the words of a template."""

    plan: Plan
    report: Report
    wording: ReportWording

    def say(self, sentence: str, **more: str | int) -> str:
        """Fill in ``sentence`` with what every one knows, and with ``more`` for it alone."""
        return self._said(sentence, self.report.counted_until, more)

    def say_of_deadlines(self, sentence: str, **more: str | int) -> str:
        """Fill in a sentence on deadlines: the day in it is that of the paper."""
        return self._said(sentence, self.report.dated, more)

    def _said(self, sentence: str, day: date, more: Mapping[str, str | int]) -> str:
        period = self.report.period
        words = plan_words(self.plan, day) | {
            "期": period.name,
            "月": months_words(period.months).removesuffix("月"),
            "成文日期": long_day(self.report.dated),
        }
        return fill(sentence, words | {name: str(value) for name, value in more.items()})

    @property
    def title(self) -> str:
        """The title of the letter, which names the period."""
        return self.say(self.wording.title)


def early_remarks(plan: Plan, report: Report) -> tuple[str, ...]:
    """Tell whoever writes a circular that who lacks its last month can still report in time."""
    last = report.months[-1]
    due = plan.schedule.report_due(int(last[5:]))
    lacking = sum(last in row.quota.missing for row in report.all.rows)
    if report.dated > due or not lacking:
        return ()
    return (
        f"{month_name(last)}的条数报到 {due}（含当日）为止，还有 {lacking} 个单位没有报，"
        "通报里写成未报。可以等过了这一天再写。",
    )
