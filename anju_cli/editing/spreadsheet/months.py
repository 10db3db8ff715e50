"""The month of the counts: as it is typed, and whether counts of it are taken."""

from __future__ import annotations

from datetime import date

from anju_cli.model.pace import Schedule
from anju_cli.text import lenient
from anju_cli.text.lenient import UnreadableInput


def typed_month(text: str, year: int) -> str:
    """Read a month: 2021-06 for 2021-6, 2021年6月 and, of a plan for 2021, 6月.
    Raises UnreadableInput."""
    label = lenient.period_in_year(text, year) if "月" in text else lenient.month(text)
    if label is not None:
        return label
    raise UnreadableInput(f"“{text}”不是月份。请写成 {year}-06 这样（年-月）")


def check_month(month: str, schedule: Schedule, today: date) -> None:
    """Refuse a month of which no counts are taken. Raises UnreadableInput.

    They are taken of months of the plan's year that have begun, from the first that counts
    on (起算日).
    """
    if int(month[:4]) != schedule.year:
        raise UnreadableInput(
            f"月份 {month} 不在 {schedule.year} 年内，这份计划是 {schedule.year} 年的"
        )
    if month > f"{today:%Y-%m}":
        raise UnreadableInput(f"月份 {month} 还没有到（今天是 {today}）。请核对月份")
    if schedule.start is not None and month < f"{schedule.start:%Y-%m}":
        raise UnreadableInput(
            f"起算日是 {schedule.start}，以前的月份不记条数。请核对月份，这里是 {month}"
        )
