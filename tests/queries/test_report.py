"""The report of a period: sums, rates, ranks and their change, against numbers by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from anju_cli.model.duties import Period, periods_of_year
from anju_cli.model.plan import Plan
from anju_cli.queries.report import Report, ReportPart, months_to_report
from anju_cli.queries.report import report as report_of_period
from anju_cli.validation.loader import load
from tests.running import BASE, ROOT, copy_of_base

TARGETS = (
    "{政府办公室: 200, 司法局: 100, 行政执法局: 100, 综合执法大队: 50, 青石镇: 80, 清溪街道: 40}"
)
COUNTS = """\
  2021-01: {政府办公室: 10, 司法局: 20, 青石镇: 8, 清溪街道: 4}
  2021-02: {政府办公室: 90, 司法局: 30, 行政执法局: 10, 青石镇: 0}
"""
LATER = date(2022, 1, 10)


def quotas(counts: str = COUNTS, targets: str = TARGETS, total: int = 570, more: str = "") -> str:
    published = f"published:\n{counts}" if counts else ""
    return f"year: 2021\ntotal: {total}\n{more}targets: {targets}\n{published}"


def period(label: str) -> Period:
    return next(each for each in periods_of_year(int(label[:4])) if each.label == label)


def report(plan: Plan, label: str, today: date, coming_days: int = 30) -> Report:
    return report_of_period(plan, period(label), today, coming_days)


def plan_of(folder: Path, text: str) -> Plan:
    loaded = load(copy_of_base(folder / "plan", quotas=text), "data", LATER)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan


def plan_with(folder: Path, counts: str = COUNTS, more: str = "") -> Plan:
    return plan_of(folder, quotas(counts, more=more))


def ranks(part: ReportPart) -> list[tuple[str, int | None, int | None, int | None]]:
    """Unit, rank, rank before, how many it rose."""
    return [(row.name, row.quota.rank, row.rank_before, row.rise) for row in part.rows]


def february(folder: Path) -> Report:
    return report(plan_with(folder), "2021-02", LATER, 30)


def test_sums_are_of_items_and_rates_of_sums(tmp_path: Path) -> None:
    circular = february(tmp_path)
    # (10+90)+(20+30)+10 = 160 of 200+100+100+50 = 450; (8+0)+4 = 12 of 120; 172 of 570.
    assert [
        (part.name, part.reported, part.sums.standing.published, part.sums.standing.rate)
        for part in (circular.bureaus, circular.towns, circular.all)
    ] == [
        ("部门", 130, 160, Fraction(160, 450)),
        ("镇（街道）", 0, 12, Fraction(12, 120)),
        ("合计", 130, 172, Fraction(172, 570)),
    ]
    # Two of twelve months: 34 + 17 + 17 + 9 = 77, 14 + 7 = 21, each unit's rounded up.
    assert circular.pace == Fraction(1, 6)
    parts = (circular.bureaus, circular.towns, circular.all)
    assert [part.sums.standing.expected for part in parts] == [77, 21, 98]
    assert [part.sums.unreported for part in parts] == [1, 0, 1]


def test_equals_share_a_rank_and_change_is_against_the_month_before(tmp_path: Path) -> None:
    circular = february(tmp_path)
    # January: 20% before 5%, and 10% twice. February: 50% twice, then 10%.
    assert ranks(circular.bureaus) == [
        ("政府办公室", 1, 2, 1),
        ("司法局", 1, 1, 0),
        ("行政执法局", 3, None, None),
        ("综合执法大队", None, None, None),
    ]
    assert ranks(circular.towns) == [("青石镇", 1, 1, 0), ("清溪街道", 1, 1, 0)]
    assert [row.name for row in circular.all.rows if row.is_new] == ["行政执法局"]


def test_a_fall_is_below_zero(tmp_path: Path) -> None:
    counts = "  2021-01: {政府办公室: 20, 司法局: 9}\n  2021-02: {司法局: 90, 行政执法局: 50}\n"
    # January: 10%, 9%. February: 99%, 50%, 10%.
    circular = report(plan_with(tmp_path, counts), "2021-02", LATER, 30)
    assert ranks(circular.bureaus)[:3] == [
        ("司法局", 1, 2, 1),
        ("行政执法局", 2, None, None),
        ("政府办公室", 3, 1, -2),
    ]


def test_the_first_month_has_nothing_to_compare(tmp_path: Path) -> None:
    circular = report(plan_with(tmp_path), "2021-01", LATER, 30)
    assert circular.counted_until == date(2021, 1, 31)
    assert ranks(circular.bureaus)[:2] == [("司法局", 1, None, None), ("政府办公室", 2, None, None)]
    assert not any(row.is_new for row in circular.all.rows)


def test_where_counting_begins_later_that_month_is_the_first(tmp_path: Path) -> None:
    counts = "  2021-05: {司法局: 20}\n"
    circular = report(
        plan_with(tmp_path, counts, more="counted_from: 2021-05-01\n"), "2021-05", LATER, 9
    )
    assert circular.pace == Fraction(1, 8)
    assert not any(row.is_new for row in circular.all.rows)


def test_no_report_is_not_nought(tmp_path: Path) -> None:
    rows = {row.name: row for row in february(tmp_path).all.rows}
    assert (rows["青石镇"].reported, rows["清溪街道"].reported) == (0, None)
    assert [name for name, row in rows.items() if row.is_unreported] == ["综合执法大队"]
    # 行政执法局 was silent in January, 清溪街道 in February.
    assert {name: row.quota.missing for name, row in rows.items() if row.quota.missing} == {
        "行政执法局": ("2021-01",),
        "综合执法大队": ("2021-01", "2021-02"),
        "清溪街道": ("2021-02",),
    }


def test_lights_where_the_gap_is_exactly_on_a_step(tmp_path: Path) -> None:
    # Half the year: 50%. 20 of 100 is 30 points behind, the last of 黄; 19 is 红; 80 of 200
    # is 10 behind, the first of 黄; 26 of 50 is above.
    counts = (
        "  2021-06: {政府办公室: 80, 司法局: 20, 行政执法局: 19, 综合执法大队: 26, 青石镇: 33}\n"
    )
    circular = report(plan_with(tmp_path, counts), "2021-06", LATER, 30)
    lights = {row.name: row.quota.standing.light for row in circular.all.rows}
    assert lights == {
        "综合执法大队": "绿",
        "政府办公室": "黄",
        "司法局": "黄",
        "行政执法局": "红",
        "青石镇": "蓝",  # 41.25%
        "清溪街道": None,
    }
    assert [row.name for row in circular.all.lights("红")] == ["行政执法局"]


def test_the_top_has_all_that_share_its_last_rank_and_nobody_with_nothing(tmp_path: Path) -> None:
    circular = february(tmp_path)
    assert [row.name for row in circular.bureaus.top(1)] == ["政府办公室", "司法局"]
    assert [row.name for row in circular.bureaus.top(3)] == ["政府办公室", "司法局", "行政执法局"]
    assert circular.bureaus.top(0) == ()
    counts = "  2021-06: {司法局: 0}\n"
    (tmp_path / "none").mkdir()
    nothing = report(plan_with(tmp_path / "none", counts), "2021-06", LATER, 30)
    assert nothing.bureaus.top(3) == ()


def test_more_than_the_target_in_december(tmp_path: Path) -> None:
    circular = report(plan_with(tmp_path, "  2021-12: {综合执法大队: 75}\n"), "2021-12", LATER, 30)
    (row,) = circular.bureaus.top(1)
    where = row.quota.standing
    assert (where.rate, where.gap, where.needed_per_month) == (Fraction(3, 2), Fraction(1, 2), 0)
    assert circular.pace == 1
    # Nobody else has reported: what others lack is in no sum.
    assert circular.all.sums.standing.needed_per_month == 0


def test_a_plan_where_nobody_has_reported(tmp_path: Path) -> None:
    circular = report(plan_with(tmp_path, ""), "2021-03", LATER, 30)
    assert circular.all.sums.standing.published is None
    assert (circular.all.reported, circular.all.sums.unreported) == (None, 6)
    assert {row.quota.rank for row in circular.all.rows} == {None}


def test_a_plan_of_one_unit_has_one_part(tmp_path: Path) -> None:
    text = quotas("  2021-01: {司法局: 5}\n", "{司法局: 60}", 60)
    circular = report(plan_of(tmp_path, text), "2021-01", LATER, 30)
    assert [part.name for part in circular.parts] == ["部门"]
    assert (
        circular.all.sums.standing.rate == Fraction(1, 12) == circular.pace
    )  # exactly on schedule
    assert circular.all.lights("绿") == circular.all.rows


def test_the_last_of_february_in_a_leap_year(tmp_path: Path) -> None:
    folder = ROOT / "tests/fixtures/good/leap-year"
    names = ("tasks", "quotas")
    texts = {name: (folder / f"{name}.yaml").read_text(encoding="utf-8") for name in names}
    plan = load(copy_of_base(tmp_path / "plan", **texts), "data", date(2025, 1, 1)).plan
    assert plan is not None
    circular = report(plan, "2024-02", date(2024, 3, 1), 30)
    assert (circular.counted_until, circular.is_over) == (date(2024, 2, 29), True)
    assert months_to_report(plan, period("2024-02"), date(2024, 2, 28)) == ()
    assert months_to_report(plan, period("2024-02"), date(2024, 2, 29)) == ("2024-02",)


@pytest.mark.parametrize(
    ("label", "today", "months", "counted_until"),
    [
        ("2021-02", date(2021, 2, 28), ["02"], date(2021, 2, 28)),
        ("2021-02", LATER, ["02"], date(2021, 2, 28)),
        ("2021-Q1", date(2021, 3, 30), ["01", "02"], date(2021, 2, 28)),
        ("2021-Q1", date(2021, 3, 31), ["01", "02", "03"], date(2021, 3, 31)),
        ("2021", date(2021, 3, 30), ["01", "02"], date(2021, 2, 28)),
    ],
)
def test_only_months_that_are_over_are_counted(
    label: str, today: date, months: list[str], counted_until: date, tmp_path: Path
) -> None:
    circular = report(plan_with(tmp_path), label, today)
    assert circular.months == tuple(f"2021-{month}" for month in months)
    assert (circular.counted_until, circular.dated) == (counted_until, today)
    assert circular.is_over is (counted_until == circular.period.end)
    assert circular.pace == Fraction(counted_until.month, 12)


QUARTERS = """\
  2021-02: {政府办公室: 20, 司法局: 10}
  2021-03: {司法局: 10}
  2021-05: {政府办公室: 9, 行政执法局: 50, 青石镇: 4}
  2021-06: {政府办公室: 31, 青石镇: 0}
"""


def test_a_longer_period_sums_its_months_and_compares_with_the_one_before(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, QUARTERS)
    second = report(plan, "2021-Q2", LATER)
    assert {row.name: row.reported for row in second.all.rows} == {
        "行政执法局": 50,
        "政府办公室": 40,
        "司法局": None,
        "综合执法大队": None,
        "青石镇": 4,
        "清溪街道": None,
    }
    assert [part.reported for part in (second.bureaus, second.towns, second.all)] == [90, 4, 94]
    assert [row.name for row in second.all.rows if row.is_silent] == ["司法局"]
    # First quarter: 司法局 20%, 政府办公室 10%. Half a year: 50%, 30%, 20%.
    assert second.before == period("2021-Q1")
    assert ranks(second.bureaus)[:3] == [
        ("行政执法局", 1, None, None),
        ("政府办公室", 2, 2, 0),
        ("司法局", 3, 1, -2),
    ]
    first_half, year = report(plan, "2021-H1", LATER), report(plan, "2021", LATER)
    assert (first_half.before, year.before) == (None, None)
    assert report(plan, "2021-H2", LATER).before == period("2021-H1")
    assert first_half.all.reported == first_half.all.sums.standing.published == 134
    assert (year.all.reported, year.ends_the_year) == (134, True)


def test_a_period_in_which_counting_begins_is_the_first(tmp_path: Path) -> None:
    counts = "  2021-05: {司法局: 20}\n"
    circular = report(plan_with(tmp_path, counts, "counted_from: 2021-05-01\n"), "2021-Q2", LATER)
    assert (circular.months, circular.before) == (("2021-05", "2021-06"), None)


# -- deadlines -------------------------------------------------------------


def base() -> Plan:
    plan = load(ROOT / BASE, "data", LATER).plan
    assert plan is not None
    return plan


def duties(label: str, today: date, days: int, plan: Plan | None = None) -> list[list[str]]:
    circular = report(plan or base(), label, today, days)
    parts = (circular.missed, circular.late, circular.coming)
    return [[row.duty.id for row in part] for part in parts]


def test_deadlines_are_as_of_the_day_of_the_paper() -> None:
    # 1.2 of May is due on 5 June and done on the 4th, 1.1 on 30 June and done on the 28th;
    # 2.2 is due on 30 June and never done, nor 1.2 of June (5 July) and 2.1 of 1 July (6 July).
    assert duties("2021-05", date(2021, 5, 31), 4) == [[], [], []]
    assert duties("2021-05", date(2021, 5, 31), 30) == [[], [], ["1.2", "1.1", "2.2"]]
    assert duties("2021-05", date(2021, 6, 30), 0) == [[], [], ["2.2"]]  # due today: not missed
    assert duties("2021-05", date(2021, 7, 5), 1) == [["2.2"], [], ["1.2", "2.1"]]
    assert duties("2021-06", date(2021, 8, 1), 0) == [["2.2", "1.2", "2.1"], [], []]


def test_what_fell_due_in_the_period_and_was_done_late_is_told(tmp_path: Path) -> None:
    text = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
    old = "          - date: 2021-07-01\n"
    assert text.count(old) == 1
    twice = f"{old}            done: {{on: 2021-08-03}}\n{old}"
    plan = load(copy_of_base(tmp_path / "plan", tasks=text.replace(old, twice)), "data", LATER).plan
    # Of two events of one day one is done late: told in the circulars of July, not of June.
    assert duties("2021-07", date(2021, 8, 5), 0, plan)[:2] == [["2.2", "1.2", "2.1"], ["2.1"]]
    assert duties("2021-07", date(2021, 8, 2), 0, plan)[:2] == [["2.2", "1.2", "2.1", "2.1"], []]
    assert duties("2021-06", date(2021, 8, 5), 0, plan)[1] == []
    assert duties("2021-Q3", date(2021, 8, 5), 0, plan)[1] == ["2.1"]
