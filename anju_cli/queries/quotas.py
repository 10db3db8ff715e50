"""Quotas: where units stand, alone, by kind and together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from anju_cli.model.pace import Standing, ranks, together
from anju_cli.model.plan import Plan

if TYPE_CHECKING:
    from fractions import Fraction

    from anju_cli.model.schema import Unit

TOWN_KINDS = frozenset({"镇", "街道"})
"""Towns and streets are ranked among themselves, apart from the bureaus."""


class QuotaRow(NamedTuple):
    """Where one unit, or several together, stand.

    ``rank`` is among its own: bureaus, or towns and streets; among all kinds for a kind.
    ``months`` (2021-06) are those that count for it, ``missing`` those of them that it has
    not reported. ``parts`` are the units summed up, None for a unit: ``months`` are then
    those that count for all of them.
    """

    name: str
    kind: str
    standing: Standing
    rank: int | None
    months: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    parts: tuple[QuotaRow, ...] | None = None

    @property
    def through(self) -> str | None:
        """The last month that counts, None where none does yet."""
        return self.months[-1] if self.months else None

    @property
    def is_unreported(self) -> bool:
        """Whether a unit has reported none of the months that count, and there is one."""
        return self.standing.published is None and bool(self.months)

    @property
    def lacks_months(self) -> bool:
        """Whether a unit has reported, but not every month that counts (缺报)."""
        return self.standing.published is not None and bool(self.missing)

    @property
    def light(self) -> str | None:
        """The light, 未报 without a report; None where no month counts yet."""
        return "未报" if self.is_unreported else self.standing.light

    @property
    def all_units(self) -> tuple[QuotaRow, ...]:
        """The units summed up, or the one that this is."""
        return (self,) if self.parts is None else self.parts

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.all_units)

    @property
    def unreported(self) -> int:
        """How many of the units have not reported (未报)."""
        return sum(row.is_unreported for row in self.all_units)

    @property
    def incomplete(self) -> int:
        """How many of the units lack months (缺报)."""
        return sum(row.lacks_months for row in self.all_units)


class QuotaFilter(NamedTuple):
    """Which units' quotas to list. ``short`` keeps those behind or without a report,
    ``lights`` those that have one of these; 未报 is that of units without a report."""

    units: tuple[str, ...] = ()
    kind: str | None = None
    short: bool = False
    lights: tuple[str, ...] = ()


def quota_rows(
    plan: Plan, wanted: QuotaFilter, today: date, through: str | None = None
) -> tuple[QuotaRow, ...]:
    """List bureaus by rank, then towns and streets by rank.

    Those without a report come last. Ranks are always among all units of the plan, whatever
    is listed. The months that count are those of ``Schedule.last_counted``; with ``through``
    (2021-06) those up to it, for every unit, whatever day it is.
    """
    return tuple(
        row
        for row in _all_quota_rows(plan, today, through)
        if (not wanted.units or row.name in wanted.units)
        and wanted.kind in (None, row.kind)
        and (not wanted.short or row.light not in ("绿", None))
        and (not wanted.lights or row.light in wanted.lights)
    )


def in_quota_order(rows: tuple[QuotaRow, ...], order: str) -> tuple[QuotaRow, ...]:
    """Sort rows by ``name`` as its pinyin has it, or by a number of their standing, the greatest
    first and the unknown last. Equals stay in order, and ``rank`` is the order they come in."""
    if order == "name":
        from anju_cli.text.pinyin import spelling, usual  # takes longer to import than to sort

        return tuple(sorted(rows, key=lambda row: usual(spelling(row.name))))
    if order == "rank":
        return rows

    def key(row: QuotaRow) -> tuple[bool, Fraction | int]:
        number: Fraction | int | None = getattr(row.standing, order)
        return (number is None, -(number or 0))

    return tuple(sorted(rows, key=key))


def sum_known(counts: Sequence[int | None]) -> int | None:
    """Sum the counts that were reported, None where none was."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _all_quota_rows(plan: Plan, today: date, through: str | None) -> list[QuotaRow]:
    schedule = plan.schedule

    def row(unit: Unit) -> QuotaRow:
        counts = {
            month: by_unit[unit.name]
            for month, by_unit in plan.published.items()
            if unit.name in by_unit
        }
        last = int(through[5:]) if through else schedule.last_counted(today, counts)
        months = schedule.months_until(last)
        published = sum_known([counts.get(month) for month in months])
        standing = schedule.standing(plan.targets[unit.name], published, last)
        missing = tuple(month for month in months if month not in counts)
        return QuotaRow(unit.name, unit.kind, standing, None, months, missing)

    units = [unit for unit in plan.register.units if unit.name in plan.targets]
    rows: list[QuotaRow] = []
    for is_town in (False, True):
        rows += _ranked([row(unit) for unit in units if (unit.kind in TOWN_KINDS) == is_town])
    return rows


def _ranked(rows: Sequence[QuotaRow]) -> list[QuotaRow]:
    places = ranks([row.standing.rate for row in rows])
    ranked = [row._replace(rank=place) for row, place in zip(rows, places, strict=True)]
    return sorted(ranked, key=lambda row: (row.rank is None, row.rank or 0))


def quotas_by_kind(plan: Plan, rows: Sequence[QuotaRow]) -> tuple[QuotaRow, ...]:
    """Sum ``rows`` for each kind, by rank: Σ published ÷ Σ target."""
    return tuple(_ranked(by_kind(plan, rows, lambda kind, part: total(plan, kind, part))))


def total(plan: Plan, name: str, rows: Sequence[QuotaRow]) -> QuotaRow:
    """Sum ``rows`` of units, under a name, see ``together``.

    Units without a report add their target and no items; where nobody has reported there is
    no sum.
    """
    standing = together([row.standing for row in rows], plan.schedule.steps)
    months = min((row.months for row in rows), key=len, default=())
    return QuotaRow(name, name, standing, None, months, parts=tuple(rows))


class _OfAKind(Protocol):
    @property
    def kind(self) -> str: ...


Row = TypeVar("Row", bound=_OfAKind)


def by_kind(
    plan: Plan, rows: Sequence[Row], sum_of: Callable[[str, Sequence[Row]], Row]
) -> tuple[Row, ...]:
    """Sum ``rows`` for each kind that they are of, in the order of the register."""
    kinds = dict.fromkeys(unit.kind for unit in plan.register.units)
    parts = {kind: [row for row in rows if row.kind == kind] for kind in kinds}
    return tuple(sum_of(kind, part) for kind, part in parts.items() if part)
