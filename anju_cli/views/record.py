"""``anju record``: which counts changed, and how far the month is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from anju_cli.editing.spreadsheet.plan_changes import CountChange, Kind, MonthChanges
from anju_cli.model.duties import month_end
from anju_cli.model.plan import Plan
from anju_cli.queries.quotas import sum_known
from anju_cli.render.document import Cell, Listing, Record, Style
from anju_cli.text.command_line import CommandLine
from anju_cli.views.columns import ColumnOf, table_of
from anju_cli.views.words import count_cell, names

_FEW = 12
"""So many names can be read in a sentence; more are for the circular of the month."""

_WORDS: Mapping[Kind, tuple[str, Style]] = {
    "added": ("新记", "green"),
    "changed": ("改正", "yellow"),
    "removed": ("删去", "yellow"),
    "same": ("已是此数", "muted"),
}


def record_listing(counts: MonthChanges, *, is_dry: bool) -> Listing:
    """Answer ``anju record``: each unit's count before and after, and the sums.

    ``is_dry``: nothing has been written.
    """
    changes = counts.changes
    done = sum(change.kind != "same" for change in changes)
    what = f"要记 {done} 个单位，还没有写入" if is_dry else f"记了 {done} 个单位"
    columns: tuple[ColumnOf[CountChange], ...] = (
        ColumnOf("单位", lambda change: change.unit),
        ColumnOf("原来", lambda change: count_cell(change.before), "right"),
        ColumnOf("现在", lambda change: count_cell(change.after), "right"),
        ColumnOf("变化", lambda change: Cell(*_WORDS[change.kind])),
    )
    notes = ("条数是当月数，不是累计数；未报不是 0。",)
    table = table_of(columns, changes, f"{counts.month} 公开条数：{what}", notes=notes)
    return Listing(
        table._replace(total=_total(changes) if len(changes) > 1 else None),
        lambda: [_record(counts.month, change) for change in changes],
        empty=f"{counts.month} 没有要记的条数。",
    )


def _total(changes: Sequence[CountChange]) -> tuple[Cell, ...]:
    return (
        Cell("合计"),
        count_cell(sum_known([change.before for change in changes])),
        count_cell(sum_known([change.after for change in changes])),
        Cell(f"{len(changes)} 个单位"),
    )


def _record(month: str, change: CountChange) -> Record:
    """Return a unit for programs; a count is null where nothing is recorded."""
    return {
        "month": month,
        "unit": change.unit,
        "before": change.before,
        "after": change.after,
        "change": change.kind,
    }


def unfinished_month(month: str, today: date) -> str | None:
    """Say of a month that is not over by ``today`` when its counts will count; else None."""
    end = month_end(int(month[:4]), int(month[5:]))
    if end <= today:
        return None
    return (
        f"{month} 还没有过完（今天是 {today}）：记下的数到 {end} 才计入进度、灯和排名；"
        "到时候不止这么多，用 --replace 改。"
    )


def month_remarks(
    counts: MonthChanges, before: Plan, after: Plan, line: CommandLine, *, is_over: bool
) -> list[str]:
    """Tell how far the whole month is afterwards, and what the table left out.

    ``line`` is what hints repeat. A month has a circular only when it ``is_over``.
    """
    month = counts.month
    then, now = before.published.get(month, {}), after.published.get(month, {})
    remarks = [
        f"记后，{month} 共 {len(now)} 个单位报数，合计 {sum(now.values())} 条；"
        f"原来 {len(then)} 个单位，{sum(then.values())} 条。"
    ]
    lacking = [unit for unit in after.targets if unit not in now]
    if lacking:
        many = "，名单见这个月的通报" if is_over else ""
        named = f"：{names(lacking)}" if len(lacking) <= _FEW else many
        remarks.append(
            f"有目标任务的 {len(after.targets)} 个单位中，{len(lacking)} 个未报{named}。"
        )
    else:
        remarks.append(f"有目标任务的 {len(after.targets)} 个单位都报了。")
    if counts.unreported:
        missing, listed = len(counts.unreported), names(counts.unreported)
        remarks.append(f"表里 {missing} 个单位未报，没有给它们记数：{listed}。")
    if counts.kept:
        numbers = names([f"{unit} {count}" for unit, count in counts.kept.items()])
        first = next(iter(counts.kept))
        remarks.append(
            f"其中原来记过的数没有动：{numbers}。"
            f"要删去：{line.other('record', month, f'{first}=未报').having('--replace')}"
        )
    return remarks
