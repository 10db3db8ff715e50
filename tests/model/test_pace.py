"""Quota arithmetic, against values worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.model.pace import (
    Light,
    Rule,
    Schedule,
    Standing,
    Steps,
    light,
    months_completed,
    pace,
    percent,
    points,
    ranks,
    rounded,
    standing,
    together,
)

HALF = Fraction(1, 2)
RULES: tuple[Rule, ...] = ("按月", "按季", "按日")

days_of_2021 = st.dates(date(2021, 1, 1), date(2021, 12, 31))
fractions = st.fractions(0, 3, max_denominator=1000)


# -- the year ----------------------------------------------------------------

MAY_26 = date(2021, 5, 26)


@pytest.mark.parametrize(
    ("rule", "start", "paces"),
    [
        ("按月", None, {0: Fraction(0), 1: Fraction(1, 12), 6: HALF, 11: Fraction(11, 12)}),
        ("按季", None, {2: Fraction(0), 3: Fraction(1, 4), 5: Fraction(1, 4), 8: HALF}),
        ("按日", None, {0: Fraction(0), 1: Fraction(31, 365), 6: Fraction(181, 365)}),
        # May to December are 8 months: May is a whole one.
        ("按月", MAY_26, {0: Fraction(0), 4: Fraction(0), 5: Fraction(1, 8), 6: Fraction(2, 8)}),
        # The second quarter is a whole one of three.
        ("按季", MAY_26, {3: Fraction(0), 5: Fraction(0), 6: Fraction(1, 3), 9: Fraction(2, 3)}),
        ("按季", date(2021, 4, 1), {6: Fraction(1, 3)}),  # its first day
        ("按季", date(2021, 6, 30), {6: Fraction(1, 3)}),  # its last day
        ("按季", date(2021, 7, 1), {6: Fraction(0), 9: HALF}),
        # 26 to 31 May, then 30 + 31 + 31 + 30 + 31 + 30 + 31 days: 220
        ("按日", MAY_26, {4: Fraction(0), 5: Fraction(6, 220), 6: Fraction(36, 220)}),
        # The last month, the last quarter, the last day
        ("按月", date(2021, 12, 15), {11: Fraction(0)}),
        ("按季", date(2021, 10, 1), {11: Fraction(0)}),
        ("按日", date(2021, 12, 31), {11: Fraction(0)}),
    ],
)
def test_pace_of_2021(rule: Rule, start: date | None, paces: dict[int, Fraction]) -> None:
    assert {month: pace(rule, 2021, month, start) for month in paces} == paces
    assert pace(rule, 2021, 12, start) == 1


@pytest.mark.parametrize(
    ("rule", "start", "month", "expected"),
    [
        ("按月", None, 2, Fraction(2, 12)),
        ("按日", None, 2, Fraction(60, 366)),
        ("按日", None, 6, Fraction(182, 366)),
        ("按月", date(2024, 2, 10), 2, Fraction(1, 11)),
        # 29 February, and 306 days from March on
        ("按日", date(2024, 2, 29), 2, Fraction(1, 307)),
        ("按日", date(2024, 2, 29), 3, Fraction(32, 307)),
        ("按日", date(2024, 3, 1), 3, Fraction(31, 306)),
    ],
)
def test_pace_of_a_leap_year(
    rule: Rule, start: date | None, month: int, expected: Fraction
) -> None:
    assert pace(rule, 2024, month, start) == expected


@given(st.sampled_from(RULES), st.none() | days_of_2021, st.integers(0, 11))
def test_pace_never_falls_and_stays_between_0_and_1(
    rule: Rule, start: date | None, month: int
) -> None:
    assert 0 <= pace(rule, 2021, month, start) <= pace(rule, 2021, month + 1, start) <= 1
    assert pace(rule, 2021, 12, start) == 1
    assert pace("按季", 2021, month) <= pace("按月", 2021, month)
    assert pace(rule, 2021, month, date(2021, 1, 1)) == pace(rule, 2021, month)


# -- the months that count ----------------------------------------------------

JUNE = ("2021-06",)


@pytest.mark.parametrize(
    ("today", "report_by", "reported", "month"),
    [
        # June is over on the 30th, and due on 5 July, that day included.
        (date(2021, 6, 30), "次月5日", (), 5),
        (date(2021, 7, 5), "次月5日", (), 5),
        (date(2021, 7, 6), "次月5日", (), 6),
        # Who has reported June has it counted from its last day on.
        (date(2021, 6, 29), "次月5日", JUNE, 5),
        (date(2021, 6, 30), "次月5日", JUNE, 6),
        (date(2021, 8, 5), "次月5日", JUNE, 6),
        # even if it lacks May, which is not due until 28 June
        (date(2021, 6, 28), "次月28日", (), 4),
        (date(2021, 6, 30), "次月28日", JUNE, 6),
        # Due on its own last day
        (date(2021, 6, 30), "期末", (), 5),
        (date(2021, 7, 1), "期末", (), 6),
        # The ends of the year
        (date(2020, 12, 31), "次月5日", (), 0),
        (date(2021, 2, 5), "次月5日", (), 0),
        (date(2021, 2, 6), "次月5日", (), 1),
        (date(2021, 1, 31), "次月5日", ("2021-01",), 1),
        (date(2021, 12, 31), "次月5日", (), 11),
        (date(2022, 1, 5), "次月5日", (), 11),
        (date(2022, 1, 6), "次月5日", (), 12),
    ],
)
def test_the_last_month_that_counts(
    today: date, report_by: str, reported: tuple[str, ...], month: int
) -> None:
    schedule = Schedule("按月", 2021, report_by=report_by)
    assert schedule.last_counted(today, reported) == month


def test_no_month_before_the_first_day_counts_and_the_due_day_rolls_with_the_plan() -> None:
    may = Schedule("按月", 2021, MAY_26)
    assert [may.last_counted(date(2021, 6, day)) for day in (5, 6)] == [0, 5]
    assert (may.months_until(4), may.months_until(6)) == ((), ("2021-05", "2021-06"))
    # 5 September 2021 is a Sunday.
    rolling = Schedule("按月", 2021, roll_workdays=1)
    assert [rolling.last_counted(date(2021, 9, day)) for day in (6, 7)] == [7, 8]


@given(
    st.dates(date(2020, 12, 1), date(2022, 2, 28)),
    st.sampled_from(["期末", "次月1日", "次月5日", "次月28日"]),
    st.sets(st.sampled_from([f"2021-{month:02}" for month in range(1, 13)])),
)
def test_a_month_that_counts_goes_on_to_count(
    today: date, report_by: str, reported: set[str]
) -> None:
    schedule = Schedule("按月", 2021, report_by=report_by)
    last = schedule.last_counted(today, reported)
    assert last <= schedule.last_counted(today + timedelta(days=1), reported)
    # Reporting makes a month count sooner, never later, and none that is not over.
    assert schedule.last_counted(today) <= last <= months_completed(2021, today)
    assert last <= schedule.last_counted(today + timedelta(days=31))


# -- lights ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "published", "pace", "expected"),
    [
        (250, 125, HALF, "绿"),  # exactly on schedule
        (250, 300, HALF, "绿"),  # over 100 %
        (250, 124, HALF, "蓝"),
        (1000, 401, HALF, "蓝"),  # 9.9 points behind
        (1000, 400, HALF, "黄"),  # exactly 10
        (1000, 200, HALF, "黄"),  # exactly 30
        (1000, 199, HALF, "红"),  # 30.1
        (250, 0, HALF, "红"),
        (250, 0, Fraction(0), "绿"),  # nothing expected yet
        (250, 250, Fraction(1), "绿"),
        (250, 249, Fraction(1), "蓝"),
        # Floats err on these: 0.4 - 0.3 < 0.1, 0.9 - 0.6 > 0.3.
        (10, 3, Fraction(4, 10), "黄"),
        (10, 6, Fraction(9, 10), "黄"),
        # One third of the year, 83.33 of 250 expected: 83 is behind.
        (250, 83, Fraction(4, 12), "蓝"),
        (250, 84, Fraction(4, 12), "绿"),
        (0, 0, Fraction(1), "绿"),
    ],
)
def test_light(target: int, published: int, pace: Fraction, expected: Light) -> None:
    assert light(target, published, pace) == expected


@pytest.mark.parametrize(
    ("steps", "published", "expected"),
    [
        # 500 of 1000 are expected.
        (Steps(5, 20), 500, "绿"),
        (Steps(5, 20), 499, "蓝"),
        (Steps(5, 20), 451, "蓝"),  # 4.9 points behind
        (Steps(5, 20), 450, "黄"),  # exactly 5
        (Steps(5, 20), 300, "黄"),  # exactly 20
        (Steps(5, 20), 299, "红"),  # 20.1
        # No blue
        (Steps(0, 30), 500, "绿"),
        (Steps(0, 30), 499, "黄"),
        (Steps(0, 30), 200, "黄"),
        (Steps(0, 30), 199, "红"),
        # Yellow on one point alone
        (Steps(10, 10), 401, "蓝"),
        (Steps(10, 10), 400, "黄"),
        (Steps(10, 10), 399, "红"),
        # Green or red
        (Steps(0, 0), 500, "绿"),
        (Steps(0, 0), 499, "红"),
    ],
)
def test_lights_with_steps_of_their_own(steps: Steps, published: int, expected: Light) -> None:
    assert light(1000, published, HALF, steps) == expected


@given(st.integers(1, 500), st.integers(0, 600), st.integers(0, 12))
def test_green_is_the_integer_rule_of_the_plan(target: int, published: int, months: int) -> None:
    on_schedule = published * 12 >= target * months
    assert (light(target, published, Fraction(months, 12)) == "绿") is on_schedule


@given(st.integers(0, 500), st.integers(0, 600), st.fractions(0, 1, max_denominator=366))
def test_publishing_one_more_never_worsens_the_light(
    target: int, published: int, pace: Fraction
) -> None:
    order: tuple[Light, ...] = ("绿", "蓝", "黄", "红")
    now, then = light(target, published, pace), light(target, published + 1, pace)
    assert order.index(then) <= order.index(now)


# -- standings ---------------------------------------------------------------


def test_a_unit_behind_at_mid_year() -> None:
    where = standing(250, 118, HALF, 6)
    assert where == Standing(
        pace=HALF,
        target=250,
        published=118,
        expected=125,
        lacking=132,
        behind=7,
        needed_per_month=22,
    )
    assert (where.rate, where.gap, where.light) == (Fraction(118, 250), Fraction(-28, 1000), "蓝")


def test_items_are_rounded_up() -> None:
    # 250 × 5/12 = 104.17; (250 − 100) / 7 = 21.4
    where = standing(250, 100, Fraction(5, 12), 7)
    assert where == Standing(
        pace=Fraction(5, 12),
        target=250,
        published=100,
        expected=105,
        lacking=150,
        behind=5,
        needed_per_month=22,
    )
    assert (where.rate, where.gap, where.light) == (Fraction(2, 5), Fraction(-1, 60), "蓝")


def test_more_than_the_target_lacks_nothing() -> None:
    where = standing(210, 252, HALF, 6)
    assert where == Standing(
        pace=HALF,
        target=210,
        published=252,
        expected=105,
        lacking=0,
        behind=0,
        needed_per_month=0,
    )
    assert (where.rate, where.gap, where.light) == (Fraction(6, 5), Fraction(7, 10), "绿")


def test_no_report_is_not_zero() -> None:
    where = standing(210, None, HALF, 6)
    assert where == Standing(
        pace=HALF,
        target=210,
        published=None,
        expected=105,
        lacking=None,
        behind=None,
        needed_per_month=None,
    )
    assert (where.rate, where.gap, where.light) == (None, None, None)


def test_zero_reported_is_zero() -> None:
    where = standing(210, 0, HALF, 6)
    assert where == Standing(
        pace=HALF,
        target=210,
        published=0,
        expected=105,
        lacking=210,
        behind=105,
        needed_per_month=35,
    )
    assert (where.rate, where.gap, where.light) == (Fraction(0), -HALF, "红")


def test_a_target_of_zero_has_no_rate_and_owes_nothing() -> None:
    where = standing(0, 3, HALF, 6)
    assert where == Standing(
        pace=HALF,
        target=0,
        published=3,
        expected=0,
        lacking=0,
        behind=0,
        needed_per_month=0,
    )
    assert (where.rate, where.gap, where.light) == (None, None, "绿")


@pytest.mark.parametrize(
    ("published", "left", "needed"),
    [
        (249, 1, 1),
        (200, 1, 50),
        (200, 0, None),  # something is lacking and no month is left
        (250, 0, 0),
        (251, 0, 0),
        (249, 12, 1),
    ],
)
def test_needed_per_month(published: int, left: int, needed: int | None) -> None:
    assert standing(250, published, Fraction(1), left).needed_per_month == needed


@given(st.integers(1, 500), st.integers(0, 600), st.integers(0, 12))
def test_what_a_standing_says_fits_together(target: int, published: int, months: int) -> None:
    where = standing(target, published, Fraction(months, 12), 12 - months)
    assert where.gap is not None
    assert where.needed_per_month is not None or months == 12
    assert (where.behind == 0) is (where.light == "绿") is (where.gap >= 0)
    if where.needed_per_month is not None:
        assert published + where.needed_per_month * (12 - months) >= target


def test_a_schedule_of_its_own() -> None:
    schedule = Schedule("按月", 2021, MAY_26, Steps(4, 20))
    # May and June of May to December: a quarter. 240 / 4 = 60; 190 / 6 = 31.7
    where = schedule.standing(240, 50, 6)
    assert where == Standing(
        pace=Fraction(1, 4),
        target=240,
        published=50,
        expected=60,
        lacking=190,
        behind=10,
        needed_per_month=32,
        steps=Steps(4, 20),
    )
    assert (where.rate, where.gap, where.light) == (
        Fraction(5, 24),
        Fraction(-1, 24),
        "黄",
    )  # 4.17 points


def test_before_any_month_counts_nothing_is_expected_and_every_month_is_left() -> None:
    schedule = Schedule("按日", 2021, MAY_26)
    where = schedule.standing(220, 0, 0)
    assert where == Standing(
        pace=Fraction(0),
        target=220,
        published=0,
        expected=0,
        lacking=220,
        behind=0,
        needed_per_month=28,  # 220 / 8 = 27.5
    )
    assert (where.rate, where.gap, where.light) == (Fraction(0), Fraction(0), "绿")


# -- sums --------------------------------------------------------------------


def test_a_sum_is_made_of_its_parts() -> None:
    # 101 × 1/2 and 7 × 7/12 are 51 and 5 with the part of an item each: 56, where
    # 108 × (50.5 + 4 1/12) / 108 would be 55. The surplus of the third is nobody's.
    parts = [
        standing(101, 20, HALF, 6),
        standing(7, 3, Fraction(7, 12), 5),
        standing(10, 30, HALF, 6),
        standing(50, None, HALF, 6),
    ]
    owed = Fraction(101, 2) + Fraction(49, 12) + 5 + 25
    where = together(parts)
    assert where == Standing(
        pace=owed / 168,
        target=168,
        published=53,
        expected=51 + 5 + 5 + 25,
        lacking=81 + 4,
        behind=31 + 2,
        needed_per_month=14 + 1,
    )
    assert (where.rate, where.gap, where.light) == (
        Fraction(53, 168),
        (53 - owed) / 168,
        "黄",
    )  # 18.8 points


def test_a_sum_without_a_report_and_one_of_nobody() -> None:
    silent = standing(50, None, HALF, 6)
    both = together([silent, silent])
    assert both == silent._replace(target=100, expected=50)
    assert together([]) == standing(0, None, Fraction(0), 0)
    # Exactly on the pace together is 绿, though one is behind.
    assert together([standing(10, 4, HALF, 6), standing(10, 6, HALF, 6)]).light == "绿"


def test_a_sum_needs_no_number_a_month_where_one_of_its_parts_has_none() -> None:
    parts = [standing(10, 9, Fraction(1), 0), standing(10, 10, Fraction(1), 0)]
    assert together(parts).needed_per_month is None
    assert together(parts[1:]).needed_per_month == 0


# -- ranks -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ([], ()),
        ([Fraction(1, 2)], (1,)),
        ([Fraction(9, 10), Fraction(1, 2), Fraction(2, 4), Fraction(1, 10)], (1, 2, 2, 4)),
        ([Fraction(1, 10), None, Fraction(12, 10), None, Fraction(0)], (2, None, 1, None, 3)),
        ([None, None], (None, None)),
        ([Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)], (1, 1, 1)),
        # Both are 33.3 %, and not equal.
        ([Fraction(333, 1000), Fraction(1, 3)], (2, 1)),
    ],
)
def test_ranks(rates: list[Fraction | None], expected: tuple[int | None, ...]) -> None:
    assert ranks(rates) == expected


@given(st.lists(st.one_of(st.none(), fractions)))
def test_a_rank_is_one_more_than_the_number_of_those_ahead(rates: list[Fraction | None]) -> None:
    known = [rate for rate in rates if rate is not None]
    assert ranks(rates) == tuple(
        None if rate is None else 1 + sum(other > rate for other in known) for rate in rates
    )


# -- display -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Fraction(0), "0.0%"),
        (HALF, "50.0%"),
        (Fraction(181, 365), "49.6%"),  # by day on 30 June 2021
        (Fraction(1, 3), "33.3%"),
        (Fraction(2, 3), "66.7%"),
        (Fraction(1), "100.0%"),
        (Fraction(6, 5), "120.0%"),
        (Fraction(5, 10000), "0.1%"),  # 0.05 % goes up
        (Fraction(4, 10000), "0.0%"),
        (Fraction(9995, 10000), "100.0%"),
        (Fraction(1015, 100000), "1.0%"),
        (Fraction(1050, 100000), "1.1%"),  # 1.05 as a float is below it
    ],
)
def test_percent(rate: Fraction, text: str) -> None:
    assert percent(rate) == text


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (Fraction(32, 1000), "+3.2"),
        (Fraction(-12, 100), "-12.0"),
        (Fraction(0), "0.0"),
        # What is not 0 does not look like it, nor like a step that it does not reach.
        (Fraction(4, 10000), "+0.04"),
        (Fraction(-4, 10000), "-0.04"),
        (Fraction(-4, 1000000), "-0.0004"),
        (Fraction(-1, 10), "-10.0"),
        (Fraction(-9996, 100000), "-9.996"),
        (Fraction(-30004, 100000), "-30.004"),
        (Fraction(29996, 100000), "+30.0"),
        (Fraction(5, 10000), "+0.1"),
        (Fraction(-5, 10000), "-0.1"),
        (Fraction(7, 10), "+70.0"),
        (Fraction(-1), "-100.0"),
    ],
)
def test_points(gap: Fraction, text: str) -> None:
    assert points(gap) == text


@pytest.mark.parametrize(
    ("value", "places", "number"),
    [
        (HALF, 4, 0.5),
        (Fraction(181, 365), 4, 0.4959),
        (Fraction(181, 365), 1, 0.5),
        (Fraction(1005, 1000), 2, 1.01),  # 1.0 as round() has it
        (Fraction(-5, 100), 1, -0.1),
        (Fraction(5, 2), 0, 3.0),
    ],
)
def test_rounded(value: Fraction, places: int, number: float) -> None:
    assert rounded(value, places) == number


def test_rounding_to_nothing_leaves_no_negative_zero() -> None:
    assert str(rounded(Fraction(-1, 100), 1)) == "0.0"


@given(st.integers(-300_000, 300_000))
def test_rounding_is_the_half_up_of_decimal_numbers(hundred_thousandths: int) -> None:
    by_decimal = Decimal(hundred_thousandths).scaleb(-5).quantize(Decimal("0.001"), ROUND_HALF_UP)
    assert rounded(Fraction(hundred_thousandths, 100_000), 3) == float(by_decimal)
    if hundred_thousandths >= 0:
        assert percent(Fraction(hundred_thousandths, 100_000)) == f"{by_decimal * 100:.1f}%"
