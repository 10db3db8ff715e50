"""The sentences of a circular, filled in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from anju_cli.model.plan import Plan
from anju_cli.queries.report import Report
from anju_cli.views.wording.filling import fill

if TYPE_CHECKING:
    from anju_cli.views.wording.report import ReportWording


def long_day(day: date) -> str:
    """A day as documents write it: 2021年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


class Sayer:
    """The sentences of a template, filled in with what every one of them knows."""

    def __init__(self, plan: Plan, report: Report, wording: ReportWording) -> None:
        self.plan, self.report, self.wording = plan, report, wording
        day = long_day(report.as_of)
        self._known = {
            "年": report.month[:4],
            "月": str(int(report.month[5:])),
            "日期": day,
            "截至": f"截至{day}",
            "计划": plan.info.title,
            "印发单位": plan.info.issuer,
        }

    def __call__(self, sentence: str, **more: str | int) -> str:
        """``sentence`` filled in, also with ``more``, which it alone knows."""
        words = {name: str(value) for name, value in more.items()}
        return fill(sentence, {**self._known, **words})
