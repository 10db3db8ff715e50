"""Counts recorded: what changed, and how far the month is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from anju_cli.editing.spreadsheet.plan_changes import CountChange, Kind, MonthChanges
from anju_cli.model.plan import Plan
from anju_cli.render.document import Cell, Column, Listing, Record, Style, Table
from anju_cli.views.words import names

_FEW = 12
"""So many names can be read in a sentence; more are for the circular of the month."""

_WORDS: Mapping[Kind, tuple[str, Style]] = {
    "added": ("新记", "green"),
    "changed": ("改正", "yellow"),
    "removed": ("删去", "yellow"),
    "same": ("已是此数", "muted"),
}
_UNREPORTED = Cell("未报", "yellow")


def record_listing(intended: MonthChanges, *, is_dry: bool) -> Listing:
    """Each unit's count of the month before and after, and the sums of these."""
    changes = intended.changes
    done = sum(change.kind != "same" for change in changes)
    what = f"要记 {done} 个单位，还没有写入" if is_dry else f"记了 {done} 个单位"
    columns = (
        Column("单位"),
        Column("原来", "right"),
        Column("现在", "right"),
        Column("变化"),
    )
    return Listing(
        Table(
            columns,
            tuple(_cells(change) for change in changes),
            f"{intended.month} 公开条数：{what}",
            _total(changes) if len(changes) > 1 else None,
            ("条数是当月数，不是累计数；未报不是 0。",),
        ),
        lambda: [_record(intended.month, change) for change in changes],
        empty=f"{intended.month} 没有要记的条数。",
    )


def _cells(change: CountChange) -> tuple[Cell, ...]:
    word, style = _WORDS[change.kind]
    return (
        Cell(change.unit),
        _count(change.before),
        _count(change.after),
        Cell(word, style),
    )


def _count(count: int | None) -> Cell:
    return _UNREPORTED if count is None else Cell(str(count), value=count)


def _total(changes: Sequence[CountChange]) -> tuple[Cell, ...]:
    before, after = (
        [count for count in counts if count is not None]
        for counts in zip(*((change.before, change.after) for change in changes), strict=True)
    )
    return (
        Cell("合计"),
        _count(sum(before) if before else None),
        _count(sum(after) if after else None),
        Cell(f"{len(changes)} 个单位"),
    )


def _record(month: str, change: CountChange) -> Record:
    """A unit for programs; ``before`` and ``after`` are null where nothing is recorded."""
    return {
        "month": month,
        "unit": change.unit,
        "before": change.before,
        "after": change.after,
        "change": change.kind,
    }


def month_remarks(intended: MonthChanges, before: Plan, after: Plan) -> list[str]:
    """How far the whole month is afterwards, and what the table left out."""
    month = intended.month
    then, now = before.published.get(month, {}), after.published.get(month, {})
    remarks = [
        f"记后，{month} 共 {len(now)} 个单位报数，合计 {sum(now.values())} 条；"
        f"原来 {len(then)} 个单位，{sum(then.values())} 条。"
    ]
    lacking = [unit for unit in after.targets if unit not in now]
    if lacking:
        named = f"：{names(lacking)}" if len(lacking) <= _FEW else "，名单见这个月的通报"
        remarks.append(
            f"有目标任务的 {len(after.targets)} 个单位中，{len(lacking)} 个未报{named}。"
        )
    else:
        remarks.append(f"有目标任务的 {len(after.targets)} 个单位都报了。")
    if intended.unreported:
        count, said = len(intended.unreported), names(intended.unreported)
        remarks.append(f"表里 {count} 个单位未报，没有给它们记数：{said}。")
    if intended.kept:
        numbers = names([f"{unit} {count}" for unit, count in intended.kept.items()])
        first = next(iter(intended.kept))
        remarks.append(
            f"其中原来记过的数没有动：{numbers}。要删去：anju record {month} {first}=未报 --replace"
        )
    return remarks
