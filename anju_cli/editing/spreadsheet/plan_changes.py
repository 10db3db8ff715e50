"""What reported counts change in a plan's month, or why they may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from anju_cli.editing.spreadsheet.amounts import NONE
from anju_cli.editing.spreadsheet.entries import CellDiagnostic, ReportedCount
from anju_cli.model.plan import Plan
from anju_cli.text.command_line import CommandLine
from anju_cli.text.fuzzy import did_you_mean
from anju_cli.text.lenient import quoted

Kind = Literal["added", "changed", "removed", "same"]


@dataclass(frozen=True)
class CountChange:
    """A unit's count before and after, None where none is recorded."""

    unit: str
    before: int | None
    after: int | None

    @property
    def kind(self) -> Kind:
        """What happens to the count."""
        if self.before == self.after:
            return "same"
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True)
class MonthChanges:
    """What changes in a month, and what forbids it.

    ``unreported`` are the units of which nothing was reported, as they stand in the table;
    those of them that have a recorded count keep it, and are in ``kept`` with it.
    """

    month: str
    changes: tuple[CountChange, ...]
    unreported: tuple[str, ...]
    kept: Mapping[str, int]
    diagnostics: tuple[CellDiagnostic, ...]


def month_changes(
    counts: Iterable[ReportedCount], month: str, plan: Plan, line: CommandLine, *, replace: bool
) -> MonthChanges:
    """Find what reported counts change in a month, and all that forbids it.
    A recorded count is changed only to ``replace`` it. ``line`` is what hints repeat."""
    recorded = plan.published.get(month, {})
    changes: list[CountChange] = []
    unreported: list[str] = []
    diagnostics: list[CellDiagnostic] = []
    first: dict[str, ReportedCount] = {}
    for count in counts:
        unit = _unit(count, plan, line)
        if isinstance(unit, CellDiagnostic):
            diagnostics.append(unit)
            continue
        if unit in first:
            diagnostics.append(_twice(unit, first[unit], count))
            continue
        first[unit] = count
        before = recorded.get(unit)
        if count.amount is None and not count.removes:
            unreported.append(unit)
            continue
        change = CountChange(unit, before, count.amount)
        if forbidden := _forbidden(change, count, plan, month, line, replace=replace):
            diagnostics.append(forbidden)
        changes.append(change)
    kept = {unit: recorded[unit] for unit in unreported if unit in recorded}
    return MonthChanges(month, tuple(changes), tuple(unreported), kept, tuple(diagnostics))


def _forbidden(
    change: CountChange,
    count: ReportedCount,
    plan: Plan,
    month: str,
    line: CommandLine,
    *,
    replace: bool,
) -> CellDiagnostic | None:
    if change.unit not in plan.targets:
        message = f"{quoted(change.unit)}没有目标任务，不能记条数"
        return CellDiagnostic(
            count.place, message, _other_with_target(change.unit, plan, line), count.row
        )
    if change.kind in ("changed", "removed") and not replace:
        now = NONE if change.after is None else str(change.after)
        message = f"“{change.unit}”{month} 已记 {change.before}，这里是 {now}"
        return CellDiagnostic(
            count.place, message, "请核对；要改已记的数，加上 --replace", count.row
        )
    return None


def _other_with_target(unit: str, plan: Plan, line: CommandLine) -> str:
    """Offer the other body that it may be, where that has a target."""
    register = plan.register
    party = register.resolve(unit)
    others = [register.canonical(name) for name in getattr(party, "see_also", ())]
    other = next((name for name in others if name in plan.targets), None)
    if other:
        return f"它与“{other}”可能是同一机构，请核对；是的话写 {other}"
    return f"有目标任务的单位：{line.other('quotas')}"


def _unit(count: ReportedCount, plan: Plan, line: CommandLine) -> str | CellDiagnostic:
    """Find the unit's one name, or why it is nobody's."""
    register = plan.register
    parties = register.meant(count.unit, pinyin=count.is_typed)
    units = [party.name for party in parties if not register.is_group(party.name)]
    name = quoted(count.unit)
    if len(units) == 1:
        return units[0]
    if units:
        message = f"{name}可能是{'、'.join(map(quoted, units))}中的一个"
        return CellDiagnostic(count.unit_place, message, "请写清楚是哪一个", count.row)
    if parties:
        members = line.other("units").having("--group", parties[0].name)
        hint = f"请逐个单位写。组里的单位：{members}"
        return CellDiagnostic(count.unit_place, f"{name}是一组单位，不能记条数", hint, count.row)
    hint = did_you_mean(
        register.nearest(count.unit, groups=False), f"全部名称：{line.other('units')}"
    )
    return CellDiagnostic(count.unit_place, f"名册里没有单位{name}", hint, count.row)


def _twice(unit: str, first: ReportedCount, count: ReportedCount) -> CellDiagnostic:
    gap = "" if first.unit_place.startswith("“") else " "
    message = f"“{unit}”写了两次，前一次在{gap}{first.unit_place}"
    if first.unit != count.unit:
        message += f"（写作{quoted(first.unit)}）"
    return CellDiagnostic(count.unit_place, message, "一个单位只写一次，请删去多余的", count.row)
