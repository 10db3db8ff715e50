"""Which months count for whom on a day, and that what is shown adds up: laws of any plan."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from anju_cli.model.duties import Period, periods_of_year
from anju_cli.model.pace import months_completed
from anju_cli.model.plan import Plan
from anju_cli.model.schema import QuotasFile, TasksFile, UnitsFile
from anju_cli.queries.history import forecast_of_all, forecasts, histories, history_of_all
from anju_cli.queries.quotas import (
    QuotaFilter,
    QuotaRow,
    by_kind,
    quota_rows,
    quotas_by_kind,
    total,
)
from anju_cli.queries.report import report
from anju_cli.render.document import Cell, Table
from anju_cli.views.export.ledger import ledger_of
from anju_cli.views.export.quotas import months_sheet, quotas_sheet
from anju_cli.views.history import forecast_listing, history_listing
from anju_cli.views.quotas import quotas_listing
from anju_cli.views.report.tables import part_table
from tests.running import BASE, ROOT, run

MONTHS = [f"2021-{month:02}" for month in range(1, 13)]
NAMES = ("政府办公室", "司法局", "行政执法局", "青石镇", "清溪街道")
FILES = {
    kind: yaml.load((ROOT / BASE / f"{kind}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    for kind in ("units", "tasks")
}
UNITS, TASKS = UnitsFile.model_validate(FILES["units"]), TasksFile.model_validate(FILES["tasks"])

Counts = dict[str, dict[str, int]]


def plan_of(published: Counts, targets: dict[str, int], rules: dict[str, Any]) -> Plan:
    quotas = {"year": "2021", "total": sum(targets.values()), "targets": targets, **rules}
    return Plan(UNITS, TASKS, QuotasFile.model_validate({**quotas, "published": published}))


days = st.dates(date(2020, 12, 20), date(2022, 2, 10))
targets = st.fixed_dictionaries(dict.fromkeys(NAMES, st.integers(0, 60)))
counts = st.dictionaries(
    st.sampled_from(MONTHS), st.dictionaries(st.sampled_from(NAMES), st.integers(0, 30))
)
rules = st.fixed_dictionaries(
    {},
    optional={
        "report_by": st.sampled_from(["期末", "次月1日", "次月28日"]),
        "pace": st.sampled_from(["按季", "按日"]),
        "counted_from": st.sampled_from([date(2021, 1, 1), date(2021, 5, 26)]),
    },
)


def since(months: Counts, rules_: dict[str, Any]) -> Counts:
    """The counts of months that may have some, from the first day of counting on."""
    first = f"{rules_.get('counted_from', date(2021, 1, 1)):%Y-%m}"
    return {month: by_unit for month, by_unit in months.items() if month >= first}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    chosen = draw(rules)
    return plan_of(since(draw(counts), chosen), draw(targets), chosen)


def stripped(plan: Plan, last: str) -> Plan:
    """The plan without the counts of the months after ``last``."""
    kept = {month: dict(by) for month, by in plan.published.items() if month <= last}
    fields = plan.quotas.model_dump(exclude={"published"}, exclude_unset=True)
    return Plan(UNITS, TASKS, QuotasFile.model_validate({**fields, "published": kept}))


# -- which months count ----------------------------------------------------


@given(plans(), days)
def test_what_is_not_over_does_not_count(plan: Plan, today: date) -> None:
    over = f"2021-{months_completed(2021, today):02}"
    assert quota_rows(plan, QuotaFilter(), today) == quota_rows(
        stripped(plan, over), QuotaFilter(), today
    )


@given(plans(), st.integers(1, 12))
def test_a_span_that_is_named_is_that_of_the_day_after_its_reports_are_due(
    plan: Plan, month: int
) -> None:
    label, day = f"2021-{month:02}", plan.schedule.report_due(month) + timedelta(days=1)
    if month < plan.schedule.first_month:
        return
    named = quota_rows(plan, QuotaFilter(), date(2021, 1, 1), label)
    assert named == quota_rows(stripped(plan, label), QuotaFilter(), day)
    assert {row.through for row in named} == {label}


@given(plans())
def test_long_after_the_year_all_of_it_counts(plan: Plan) -> None:
    after, any_day = date(2022, 3, 1), date(2021, 6, 15)
    assert quota_rows(plan, QuotaFilter(), after) == quota_rows(
        plan, QuotaFilter(), any_day, "2021-12"
    )


@given(plans(), st.integers(5, 12), st.integers(0, 30), st.integers(0, 70))
def test_a_report_never_harms_but_for_what_its_own_month_asks(
    plan: Plan, month: int, count: int, wait: int
) -> None:
    label, day = f"2021-{month:02}", date(2021, 1, 1)
    day = plan.schedule.report_due(month).replace(day=1) + timedelta(days=wait)
    name = "司法局"
    published = {each: dict(by_unit) for each, by_unit in plan.published.items()}
    published.setdefault(label, {}).pop(name, None)
    fields = plan.quotas.model_dump(exclude={"published"}, exclude_unset=True)

    def row(months: Counts) -> QuotaRow:
        changed = QuotasFile.model_validate({**fields, "published": months})
        (found,) = quota_rows(Plan(UNITS, TASKS, changed), QuotaFilter((name,)), day)
        return found

    without = row(published)
    published[label][name] = count
    reported = row(published)
    before, after = without.standing, reported.standing
    assert (after.published or 0) >= (before.published or 0)
    assert set(reported.missing) <= {*without.missing, *reported.months} - {label}
    asked = after.target * (after.pace - before.pace)
    if before.gap is not None and after.gap is not None and count >= asked:
        assert after.gap >= before.gap


def test_nothing_is_due_yet() -> None:
    plan = plan_of({}, dict.fromkeys(NAMES, 10), {})
    today = date(2021, 2, 5)
    rows = quota_rows(plan, QuotaFilter(), today)
    assert [(row.unreported, row.through, row.standing.expected) for row in rows] == [
        (0, None, 0)
    ] * 5
    assert quota_rows(plan, QuotaFilter(short=True), today) == ()
    (first, *_) = quota_rows(plan, QuotaFilter(short=True), date(2021, 2, 6))
    assert (first.unreported, first.missing) == (1, ("2021-01",))


# -- the first of August, as it was seen -----------------------------------


@pytest.mark.parametrize(
    ("today", "quotas"),
    [("2021-07-31", 23), ("2021-08-01", 23), ("2021-08-05", 23), ("2021-08-06", 48)],
)
def test_nobody_is_reminded_of_a_month_that_is_not_due(today: str, quotas: int) -> None:
    asked = ("--data", "examples/half-year", "--today", today, "-f", "json")
    found = run("remind", *asked).json
    behind = {one["unit"]: one["quota"] for one in found if one["quota"]}
    assert len(behind) == quotas
    assert {quota["through"] for quota in behind.values()} == {
        "2021-07" if today == "2021-08-06" else "2021-06"
    }
    assert {"2021-07" in quota["missing"] for quota in behind.values()} == {today == "2021-08-06"}


# -- sums ------------------------------------------------------------------


def number(cell: Cell) -> int | None:
    """What a cell counts: its number, or that before （2 未报）."""
    if isinstance(cell.value, int):
        return cell.value
    found = re.fullmatch(r"(\d+)(（\d+ 未报）| 个)", cell.text)
    return int(found[1]) if found else None


def assert_adds_up(table: Table) -> None:
    """Each total that is a number is the sum of the numbers above it."""
    if table.total is None:
        return
    for index, column in enumerate(table.columns):
        shown = number(table.total[index])
        if shown is not None and column.heading != "缺报":
            parts = [number(row[index]) for row in table.rows]
            assert shown == sum(part for part in parts if part is not None), column.heading


@given(plans(), days)
@settings(max_examples=60)
def test_every_total_is_the_sum_of_what_stands_above_it(plan: Plan, today: date) -> None:
    rows = quota_rows(plan, QuotaFilter(), today)
    sums = total(plan, "合计", rows)
    months, ends = histories(plan, rows), forecasts(plan, rows)
    for is_by_kind in (False, True):
        shown = quotas_by_kind(plan, rows) if is_by_kind else rows
        listing = quotas_listing(plan, shown, sums, today, by_kind=is_by_kind, title="")
        assert_adds_up(listing.table)
        # Whose targets are in a total and in no sum is said beside it.
        silent = sum(row.standing.target for row in rows if row.standing.published is None)
        lacking = sums.standing.lacking
        if lacking is not None and any(row.standing.published is None for row in rows):
            assert any(f"任务 {silent} 条" in note for note in listing.table.notes)
        history = by_kind(plan, months, history_of_all) if is_by_kind else months
        forecast = by_kind(plan, ends, forecast_of_all) if is_by_kind else ends
        both: dict[str, Any] = {"by_kind": is_by_kind, "title": ""}
        all_months, all_ends = history_of_all("合计", months), forecast_of_all("合计", ends)
        for answer in (
            history_listing(plan, history, all_months, sums, today, **both),
            forecast_listing(plan, forecast, all_ends, sums, today, **both),
        ):
            assert_adds_up(answer.table)
    ledger = ledger_of(plan, today, ())
    for sheet in (quotas_sheet(ledger), months_sheet(ledger)):
        assert isinstance(sheet.table, Table)
        assert_adds_up(sheet.table)


PERIODS = [period for period in periods_of_year(2021) if period.end.month >= 5]


@given(plans(), st.sampled_from(PERIODS))
@settings(max_examples=30)
def test_the_parts_of_a_circular_add_up(plan: Plan, period: Period) -> None:
    circular = report(plan, period, date(2022, 1, 31), 30)
    for part in circular.parts:
        assert_adds_up(part_table(circular, part))
    for field in ("target", "published", "expected", "lacking", "behind"):
        parts = [getattr(part.sums.standing, field) for part in circular.parts]
        known = [part for part in parts if part is not None]
        assert getattr(circular.all.sums.standing, field) == (sum(known) if known else None)
    assert circular.all.sums.standing.pace == circular.pace
    # Exactly on the pace is 绿, whatever is rounded.
    for row in circular.all.rows:
        gap = row.quota.standing.gap
        assert gap is None or (gap >= Fraction(0)) is (row.quota.standing.light == "绿")
