"""Queries of a plan: what always holds, whatever is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anju_cli.model.duties import Duty
from anju_cli.model.plan import Plan, Role
from anju_cli.queries.duties import DutyRow, all_duties, due_between, due_within, is_overdue
from anju_cli.queries.history import (
    forecast_of_all,
    forecasts,
    histories,
    history_of_all,
)
from anju_cli.queries.quotas import (
    TOWN_KINDS,
    QuotaFilter,
    by_kind,
    quota_rows,
    quotas_by_kind,
    total,
)
from anju_cli.queries.tasks import TaskFilter, duties_of_task, select_tasks
from anju_cli.queries.units import select_units
from anju_cli.text.command_line import CommandLine
from anju_cli.validation.loader import load
from anju_cli.views.status import status_page
from tests.running import BASE, ROOT, TODAY


def plan_in(folder: str) -> Plan:
    plan = load(ROOT / folder, folder, TODAY).plan
    assert plan is not None
    return plan


REAL, SMALL = plan_in("data"), plan_in(BASE)
UNITS = [unit.name for unit in REAL.register.units]

plans = st.sampled_from([REAL, SMALL])
days = st.dates(date(2020, 1, 1), date(2027, 12, 31))
units_of_real = st.sampled_from(UNITS)
roles = st.sampled_from(["lead", "support"])


def keys(rows: Iterable[DutyRow]) -> Counter[tuple[str, str]]:
    """Which duties, whatever their order."""
    return Counter((row.duty.id, row.duty.what) for row in rows)


# -- deadlines -------------------------------------------------------------


@given(days)
@settings(max_examples=10)
def test_a_units_duties_are_those_of_its_tasks(today: date) -> None:
    for unit in UNITS:
        of_tasks = Counter(
            (duty.id, duty.what)
            for row in select_tasks(REAL, TaskFilter(units=(unit,)), today)
            for duty in row.duties
        )
        listed = keys(all_duties(REAL, today, [unit]))
        assert listed == of_tasks
        assert sum(listed.values()) == 40


@given(plans, days)
@settings(max_examples=20)
def test_all_duties_are_those_of_all_tasks_in_order(plan: Plan, today: date) -> None:
    rows = all_duties(plan, today)
    of_tasks = [duty for task in plan.tasks for duty in duties_of_task(plan, task, today)]
    assert keys(rows) == Counter((duty.id, duty.what) for duty in of_tasks)

    def place(duty: Duty) -> tuple[bool, date]:
        return duty.state != "overdue", duty.due or date.max

    places = [place(row.duty) for row in rows]
    assert places == sorted(places)
    for row in rows:
        assert row.units == plan.leads(row.task)
        assert row.part is None


@given(days, st.sets(units_of_real, min_size=1, max_size=4), st.none() | roles)
@settings(max_examples=20)
def test_of_several_units_each_duty_of_any_stands_once(
    today: date, units: set[str], role: Role | None
) -> None:
    together = keys(all_duties(REAL, today, sorted(units), role))
    apart = [keys(all_duties(REAL, today, [unit], role)) for unit in units]
    union: Counter[tuple[str, str]] = Counter()
    for part in apart:
        union |= part
    assert together == union


@given(days, units_of_real)
@settings(max_examples=20)
def test_the_roles_share_a_units_duties_between_them(today: date, unit: str) -> None:
    both = [keys(all_duties(REAL, today, [unit], role)) for role in ("lead", "support")]
    assert both[0] + both[1] == keys(all_duties(REAL, today, [unit]))
    assert not both[0] & both[1]


@given(plans, days, st.integers(0, 3000))
def test_a_longer_span_holds_the_shorter(plan: Plan, today: date, within: int) -> None:
    duties = [row.duty for row in all_duties(plan, today)]
    short, long = due_within(within, today), due_within(within + 1, today)
    more = [duty for duty in duties if long(duty) and not short(duty)]
    assert all(long(duty) for duty in duties if short(duty))
    assert all(duty.due == today + timedelta(days=within + 1) for duty in more)


@given(plans, days, st.integers(0, 400))
def test_what_is_open_and_has_no_date_is_in_every_span(plan: Plan, today: date, n: int) -> None:
    undated = [row.duty for row in all_duties(plan, today) if row.duty.due is None]
    spans = (due_within(n, today), due_between(today, None), due_between(None, today))
    for duty in undated:
        assert all(span(duty) for span in spans)
        assert not is_overdue(duty)


@given(plans, days, days, days)
def test_a_span_of_days_is_cut_out_of_all(plan: Plan, today: date, day: date, other: date) -> None:
    first, last = sorted((day, other))
    inside = due_between(first, last)
    for row in all_duties(plan, today):
        due = row.duty.due
        assert inside(row.duty) == (due is None or first <= due <= last)


@given(plans, days)
def test_the_counts_of_status_are_the_sizes_of_the_lists(plan: Plan, today: date) -> None:
    rows, quotas = all_duties(plan, today), quota_rows(plan, QuotaFilter(), today)
    sums = total(plan, "合计", quotas)
    page = status_page(plan, rows, quotas, sums, (), today, "", "", "", CommandLine("status"))
    overdue, coming = page.record["overdue"], page.record["coming"]
    undated, done = page.record["undated"], page.record["done"]
    assert isinstance(overdue, list)
    assert isinstance(coming, list)
    assert isinstance(undated, int)
    soon = [row for row in rows if due_within(30, today)(row.duty)]
    assert len(overdue) == sum(is_overdue(row.duty) for row in rows)
    assert len(overdue) + len(coming) + undated == len(soon)
    assert done == sum(row.duty.done_on is not None for row in rows)
    lights = page.record["lights"]
    assert isinstance(lights, dict)
    assert sum(lights.values()) == sum(bool(row.months) for row in quotas)


# -- tasks -----------------------------------------------------------------


@given(days, st.none() | st.integers(1, 6), st.sampled_from(["", "公开", "群众", "9"]))
@settings(max_examples=20)
def test_filters_only_take_away(today: date, section: int | None, search: str) -> None:
    def numbers(wanted: TaskFilter) -> set[int]:
        return {row.task.number for row in select_tasks(REAL, wanted, today)}

    both = numbers(TaskFilter(section=section, search=search))
    assert both == numbers(TaskFilter(section=section)) & numbers(TaskFilter(search=search))


@given(plans, days, days)
@settings(max_examples=20)
def test_due_before_keeps_tasks_with_something_open_by_then(
    plan: Plan, today: date, last: date
) -> None:
    kept = {row.task.number for row in select_tasks(plan, TaskFilter(due_before=last), today)}
    assert kept == {
        row.task.number
        for row in all_duties(plan, today)
        if row.duty.due and row.duty.due <= last and row.duty.done_on is None
    }


# -- quotas ----------------------------------------------------------------


@given(plans, days)
def test_a_total_is_the_sum_of_its_units(plan: Plan, today: date) -> None:
    rows = quota_rows(plan, QuotaFilter(), today)
    sums = total(plan, "合计", rows)
    assert sums.standing.target == plan.quotas.total
    assert sums.units == len(rows) == len(plan.targets)
    reported = [row for row in rows if row.standing.published is not None]
    nothing_due = [row for row in rows if not row.months]
    assert sums.unreported == len(rows) - len(reported) - len(nothing_due)
    published = sum(row.standing.published or 0 for row in reported)
    assert sums.standing.published == (published if reported else None)
    kinds = quotas_by_kind(plan, rows)
    assert sum(kind.standing.target for kind in kinds) == sums.standing.target
    assert sum(kind.units for kind in kinds) == sums.units


@given(plans, days)
def test_a_rank_is_one_more_than_how_many_are_better(plan: Plan, today: date) -> None:
    rows = quota_rows(plan, QuotaFilter(), today)
    for towns in (False, True):
        own = [row for row in rows if (row.kind in TOWN_KINDS) == towns]
        rates = [row.standing.rate for row in own if row.standing.rate is not None]
        for row in own:
            rate = row.standing.rate
            better = None if rate is None else 1 + sum(other > rate for other in rates)
            assert row.rank == better


@given(days, st.sets(units_of_real, max_size=5), st.booleans())
@settings(max_examples=20)
def test_filters_of_quotas_change_no_row(today: date, units: set[str], short: bool) -> None:
    everyone = quota_rows(REAL, QuotaFilter(), today)
    some = quota_rows(REAL, QuotaFilter(units=tuple(units), short=short), today)
    assert [row for row in everyone if row in some] == list(some)
    assert {row.name for row in some} <= (units or set(UNITS))


def test_a_kinds_rate_is_of_its_sums_not_the_mean_of_rates() -> None:
    today = date(2021, 6, 30)
    rows = quota_rows(SMALL, QuotaFilter(), today)
    bureaus = {row.name: row for row in quotas_by_kind(SMALL, rows)}["区直部门"]
    assert bureaus.standing.rate == Fraction(18 + 20 + 21, 200 + 150 + 100)


def test_of_nobody_there_is_no_sum() -> None:
    nobody = total(SMALL, "合计", ())
    assert (nobody.standing.target, nobody.standing.published, nobody.units) == (0, None, 0)


@given(plans, days)
def test_the_months_of_a_unit_add_up_to_what_it_has_published(plan: Plan, today: date) -> None:
    rows = quota_rows(plan, QuotaFilter(), today)
    months = histories(plan, rows)
    assert [month.published for month in months] == [row.standing.published for row in rows]
    sums = total(plan, "合计", rows)
    assert history_of_all("合计", months).published == sums.standing.published
    kinds = by_kind(plan, months, history_of_all)
    known = {row.name: row.standing for row in quotas_by_kind(plan, rows)}
    assert {kind.name: kind.published for kind in kinds} == {
        name: where.published for name, where in known.items()
    }


@given(plans, days)
def test_a_forecast_is_at_least_what_is_published_and_kinds_add_up(plan: Plan, today: date) -> None:
    rows = quota_rows(plan, QuotaFilter(), today)
    ends = forecasts(plan, rows)
    for row, end in zip(rows, ends, strict=True):
        if end.items is not None and end.lacking is not None:
            assert end.items >= (row.standing.published or 0)
            assert end.items + end.lacking == max(end.target, end.items)
            assert end.reaches is (end.lacking == 0)
    whole = forecast_of_all("合计", ends)
    assert forecast_of_all("合计", by_kind(plan, ends, forecast_of_all)) == whole
    assert (whole.units, whole.target) == (len(rows), plan.quotas.total)


# -- units -----------------------------------------------------------------


@pytest.mark.parametrize("plan", [REAL, SMALL], ids=["real", "small"])
def test_kinds_share_the_register_between_them(plan: Plan) -> None:
    kinds = {unit.kind for unit in plan.register.units}
    parts = [select_units(plan, kind=kind) for kind in kinds]
    assert sorted(unit.name for part in parts for unit in part) == sorted(
        unit.name for unit in plan.register.units
    )
    for part in parts:
        places = [plan.register.units.index(unit) for unit in part]
        assert places == sorted(places)
