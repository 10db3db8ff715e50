"""Quotas: where units stand, alone, by kind and together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from anju_cli.model.pace import Standing, published_until, ranks
from anju_cli.model.plan import Plan

if TYPE_CHECKING:
    from anju_cli.model.schema import Unit

TOWN_KINDS = frozenset({"镇", "街道"})
"""Towns and streets are ranked among themselves, apart from the bureaus."""


class QuotaRow(NamedTuple):
    """Where one unit, or several together, stand.
    ``rank`` is among its own: bureaus, or towns and streets; among all kinds for a kind."""

    name: str
    kind: str
    standing: Standing
    rank: int | None
    units: int = 1
    unreported: int = 0


class QuotaFilter(NamedTuple):
    """Which units' quotas to list. ``short`` keeps those behind or without a report."""

    units: tuple[str, ...] = ()
    kind: str | None = None
    short: bool = False


def quota_rows(plan: Plan, wanted: QuotaFilter, today: date) -> tuple[QuotaRow, ...]:
    """List bureaus by rank, then towns and streets by rank.

    Those without a report come last. Ranks are always among all units of the plan, whatever
    is listed.
    """
    return tuple(
        row
        for row in _all_quota_rows(plan, today)
        if (not wanted.units or row.name in wanted.units)
        and wanted.kind in (None, row.kind)
        and (not wanted.short or _is_short(row.standing))
    )


def _is_short(standing: Standing) -> bool:
    return standing.light != "绿"  # None: without a report


def _all_quota_rows(plan: Plan, today: date) -> list[QuotaRow]:
    def row(unit: Unit) -> QuotaRow:
        published = published_until(plan.published, unit.name, today)
        standing = plan.schedule.standing(plan.targets[unit.name], published, today)
        return QuotaRow(unit.name, unit.kind, standing, None, unreported=int(published is None))

    units = [unit for unit in plan.register.units if unit.name in plan.targets]
    rows: list[QuotaRow] = []
    for is_town in (False, True):
        rows += _ranked([row(unit) for unit in units if (unit.kind in TOWN_KINDS) == is_town])
    return rows


def _ranked(rows: Sequence[QuotaRow]) -> list[QuotaRow]:
    places = ranks([row.standing.rate for row in rows])
    ranked = [row._replace(rank=place) for row, place in zip(rows, places, strict=True)]
    return sorted(ranked, key=lambda row: (row.rank is None, row.rank or 0))


def quotas_by_kind(plan: Plan, rows: Sequence[QuotaRow], today: date) -> tuple[QuotaRow, ...]:
    """Sum ``rows`` for each kind, by rank: Σ published ÷ Σ target."""
    return tuple(_ranked(by_kind(plan, rows, lambda kind, part: total(plan, part, today, kind))))


def total(plan: Plan, rows: Sequence[QuotaRow], today: date, name: str) -> QuotaRow:
    """Sum ``rows``, under a name.

    Units without a report add their target and no items; where nobody has reported there is
    no sum.
    """
    reported = [row.standing.published for row in rows if row.standing.published is not None]
    standing = plan.schedule.standing(
        sum(row.standing.target for row in rows),
        sum(reported) if reported else None,
        today,
    )
    return QuotaRow(name, name, standing, None, len(rows), len(rows) - len(reported))


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
