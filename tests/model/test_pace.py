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
    months_left,
    pace,
    percent,
    points,
    published_until,
    ranks,
    rounded,
    standing,
)

HALF = Fraction(1, 2)
RULES: tuple[Rule, ...] = ("按月", "按季", "按日")

days_of_2021 = st.dates(date(2021, 1, 1), date(2021, 12, 31))
fractions = st.fractions(0, 3, max_denominator=1000)


# -- the year ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "today", "expected"),
    [
        ("按月", date(2020, 12, 31), Fraction(0)),
        ("按月", date(2021, 1, 1), Fraction(0)),
        ("按月", date(2021, 1, 30), Fraction(0)),
        ("按月", date(2021, 1, 31), Fraction(1, 12)),
        ("按月", date(2021, 2, 28), Fraction(2, 12)),
        ("按月", date(2021, 6, 29), Fraction(5, 12)),
        ("按月", date(2021, 6, 30), HALF),
        ("按月", date(2021, 7, 1), HALF),
        ("按月", date(2021, 12, 30), Fraction(11, 12)),
        ("按月", date(2021, 12, 31), Fraction(1)),
        ("按月", date(2022, 1, 1), Fraction(1)),
        ("按季", date(2020, 12, 31), Fraction(0)),
        ("按季", date(2021, 3, 30), Fraction(0)),
        ("按季", date(2021, 3, 31), Fraction(1, 4)),
        ("按季", date(2021, 6, 29), Fraction(1, 4)),
        ("按季", date(2021, 6, 30), HALF),
        ("按季", date(2021, 8, 31), HALF),
        ("按季", date(2021, 12, 31), Fraction(1)),
        ("按季", date(2022, 1, 1), Fraction(1)),
        ("按日", date(2020, 12, 31), Fraction(0)),
        ("按日", date(2021, 1, 1), Fraction(1, 365)),
        ("按日", date(2021, 6, 30), Fraction(181, 365)),
        ("按日", date(2021, 12, 31), Fraction(1)),
        ("按日", date(2022, 1, 1), Fraction(1)),
    ],
)
def test_pace_of_2021(rule: Rule, today: date, expected: Fraction) -> None:
    assert pace(rule, 2021, today) == expected


@pytest.mark.parametrize(
    ("rule", "today", "expected"),
    [
        ("按月", date(2024, 2, 28), Fraction(1, 12)),
        ("按月", date(2024, 2, 29), Fraction(2, 12)),
        ("按日", date(2024, 2, 29), Fraction(60, 366)),
        ("按日", date(2024, 6, 30), Fraction(182, 366)),
        ("按日", date(2024, 12, 31), Fraction(1)),
    ],
)
def test_pace_of_a_leap_year(rule: Rule, today: date, expected: Fraction) -> None:
    assert pace(rule, 2024, today) == expected


@given(st.sampled_from(RULES), st.dates(date(2020, 6, 1), date(2022, 6, 1)))
def test_pace_never_falls_and_stays_between_0_and_1(rule: Rule, today: date) -> None:
    tomorrow = today + timedelta(days=1)
    assert 0 <= pace(rule, 2021, today) <= pace(rule, 2021, tomorrow) <= 1


@given(days_of_2021)
def test_quarters_are_never_ahead_of_months(today: date) -> None:
    assert pace("按季", 2021, today) <= pace("按月", 2021, today)


@given(days_of_2021)
def test_months_completed_and_months_left_make_a_year(today: date) -> None:
    assert pace("按月", 2021, today) * 12 + months_left(2021, today) == 12


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2020, 12, 31), 12),
        (date(2021, 1, 1), 12),
        (date(2021, 1, 31), 11),
        (date(2021, 6, 29), 7),
        (date(2021, 6, 30), 6),
        (date(2021, 12, 30), 1),
        (date(2021, 12, 31), 0),
        (date(2022, 1, 1), 0),
    ],
)
def test_months_left(today: date, left: int) -> None:
    assert months_left(2021, today) == left


# -- the year, counted from a chosen day --------------------------------------

MAY_26 = date(2021, 5, 26)


@pytest.mark.parametrize(
    ("rule", "start", "today", "expected"),
    [
        # May to December are 8 months: May is a whole one.
        ("按月", MAY_26, date(2020, 12, 31), Fraction(0)),
        ("按月", MAY_26, date(2021, 4, 30), Fraction(0)),  # 4 months are over, none counts
        ("按月", MAY_26, date(2021, 5, 25), Fraction(0)),
        ("按月", MAY_26, date(2021, 5, 30), Fraction(0)),
        ("按月", MAY_26, date(2021, 5, 31), Fraction(1, 8)),
        ("按月", MAY_26, date(2021, 6, 30), Fraction(2, 8)),
        ("按月", MAY_26, date(2021, 12, 30), Fraction(7, 8)),
        ("按月", MAY_26, date(2021, 12, 31), Fraction(1)),
        ("按月", MAY_26, date(2022, 1, 1), Fraction(1)),
        # The second quarter is a whole one of three.
        ("按季", MAY_26, date(2021, 3, 31), Fraction(0)),
        ("按季", MAY_26, date(2021, 6, 29), Fraction(0)),
        ("按季", MAY_26, date(2021, 6, 30), Fraction(1, 3)),
        ("按季", MAY_26, date(2021, 9, 30), Fraction(2, 3)),
        ("按季", MAY_26, date(2021, 12, 31), Fraction(1)),
        ("按季", date(2021, 4, 1), date(2021, 6, 30), Fraction(1, 3)),  # its first day
        ("按季", date(2021, 6, 30), date(2021, 6, 30), Fraction(1, 3)),  # its last day
        ("按季", date(2021, 7, 1), date(2021, 6, 30), Fraction(0)),
        ("按季", date(2021, 7, 1), date(2021, 9, 30), Fraction(1, 2)),
        # 26 to 31 May, then 30 + 31 + 31 + 30 + 31 + 30 + 31 days: 220
        ("按日", MAY_26, date(2020, 12, 31), Fraction(0)),
        ("按日", MAY_26, date(2021, 5, 25), Fraction(0)),
        ("按日", MAY_26, date(2021, 5, 26), Fraction(1, 220)),
        ("按日", MAY_26, date(2021, 6, 30), Fraction(36, 220)),
        ("按日", MAY_26, date(2021, 12, 30), Fraction(219, 220)),
        ("按日", MAY_26, date(2021, 12, 31), Fraction(1)),
        ("按日", MAY_26, date(2022, 1, 1), Fraction(1)),
        # The last month, the last quarter, the last day
        ("按月", date(2021, 12, 15), date(2021, 11, 30), Fraction(0)),
        ("按月", date(2021, 12, 15), date(2021, 12, 30), Fraction(0)),
        ("按月", date(2021, 12, 15), date(2021, 12, 31), Fraction(1)),
        ("按季", date(2021, 10, 1), date(2021, 12, 30), Fraction(0)),
        ("按季", date(2021, 10, 1), date(2021, 12, 31), Fraction(1)),
        ("按日", date(2021, 12, 31), date(2021, 12, 30), Fraction(0)),
        ("按日", date(2021, 12, 31), date(2021, 12, 31), Fraction(1)),
    ],
)
def test_pace_from_a_chosen_day_on(
    rule: Rule, start: date, today: date, expected: Fraction
) -> None:
    assert pace(rule, 2021, today, start) == expected


@pytest.mark.parametrize(
    ("rule", "start", "today", "expected"),
    [
        # February to December are 11 months.
        ("按月", date(2024, 2, 10), date(2024, 2, 28), Fraction(0)),
        ("按月", date(2024, 2, 10), date(2024, 2, 29), Fraction(1, 11)),
        # 29 February, and 306 days from March on
        ("按日", date(2024, 2, 29), date(2024, 2, 28), Fraction(0)),
        ("按日", date(2024, 2, 29), date(2024, 2, 29), Fraction(1, 307)),
        ("按日", date(2024, 2, 29), date(2024, 3, 31), Fraction(32, 307)),
        ("按日", date(2024, 3, 1), date(2024, 3, 31), Fraction(31, 306)),
        ("按日", date(2024, 3, 1), date(2024, 12, 31), Fraction(1)),
    ],
)
def test_pace_from_a_chosen_day_of_a_leap_year_on(
    rule: Rule, start: date, today: date, expected: Fraction
) -> None:
    assert pace(rule, 2024, today, start) == expected


@given(st.sampled_from(RULES), days_of_2021)
def test_to_count_from_1_january_is_to_count_the_year(rule: Rule, today: date) -> None:
    assert pace(rule, 2021, today, date(2021, 1, 1)) == pace(rule, 2021, today)


@given(st.sampled_from(RULES), days_of_2021, st.dates(date(2020, 6, 1), date(2022, 6, 1)))
def test_pace_from_any_day_on_never_falls_and_stays_between_0_and_1(
    rule: Rule, start: date, today: date
) -> None:
    tomorrow = today + timedelta(days=1)
    assert 0 <= pace(rule, 2021, today, start) <= pace(rule, 2021, tomorrow, start) <= 1
    assert pace(rule, 2021, date(2021, 12, 31), start) == 1


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2020, 12, 31), 8),
        (date(2021, 1, 1), 8),
        (date(2021, 4, 30), 8),
        (date(2021, 5, 30), 8),
        (date(2021, 5, 31), 7),
        (date(2021, 6, 30), 6),
        (date(2021, 12, 30), 1),
        (date(2021, 12, 31), 0),
        (date(2022, 1, 1), 0),
    ],
)
def test_months_left_from_may_on(today: date, left: int) -> None:
    assert months_left(2021, today, MAY_26) == left


@given(days_of_2021, days_of_2021)
def test_counted_months_completed_and_left_make_the_counted_year(start: date, today: date) -> None:
    months = 13 - start.month
    assert pace("按月", 2021, today, start) * months + months_left(2021, today, start) == months


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
    assert standing(250, 118, HALF, 6) == Standing(
        target=250,
        published=118,
        rate=Fraction(118, 250),
        expected=125,
        gap=Fraction(-28, 1000),
        lacking=132,
        behind=7,
        needed_per_month=22,
        light="蓝",
    )


def test_items_are_rounded_up() -> None:
    # 250 × 5/12 = 104.17; (250 − 100) / 7 = 21.4
    assert standing(250, 100, Fraction(5, 12), 7) == Standing(
        target=250,
        published=100,
        rate=Fraction(2, 5),
        expected=105,
        gap=Fraction(-1, 60),
        lacking=150,
        behind=5,
        needed_per_month=22,
        light="蓝",
    )


def test_more_than_the_target_lacks_nothing() -> None:
    assert standing(210, 252, HALF, 6) == Standing(
        target=210,
        published=252,
        rate=Fraction(6, 5),
        expected=105,
        gap=Fraction(7, 10),
        lacking=0,
        behind=0,
        needed_per_month=0,
        light="绿",
    )


def test_no_report_is_not_zero() -> None:
    assert standing(210, None, HALF, 6) == Standing(
        target=210,
        published=None,
        rate=None,
        expected=105,
        gap=None,
        lacking=None,
        behind=None,
        needed_per_month=None,
        light=None,
    )


def test_zero_reported_is_zero() -> None:
    assert standing(210, 0, HALF, 6) == Standing(
        target=210,
        published=0,
        rate=Fraction(0),
        expected=105,
        gap=-HALF,
        lacking=210,
        behind=105,
        needed_per_month=35,
        light="红",
    )


def test_a_target_of_zero_has_no_rate_and_owes_nothing() -> None:
    assert standing(0, 3, HALF, 6) == Standing(
        target=0,
        published=3,
        rate=None,
        expected=0,
        gap=None,
        lacking=0,
        behind=0,
        needed_per_month=0,
        light="绿",
    )


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
    assert schedule.pace(date(2021, 6, 30)) == Fraction(1, 4)
    assert schedule.standing(240, 50, date(2021, 6, 30)) == Standing(
        target=240,
        published=50,
        rate=Fraction(5, 24),
        expected=60,
        gap=Fraction(-1, 24),  # 4.17 points
        lacking=190,
        behind=10,
        needed_per_month=32,
        light="黄",
    )


def test_before_counting_begins_nothing_is_expected_and_every_month_is_left() -> None:
    schedule = Schedule("按日", 2021, MAY_26)
    assert schedule.standing(220, 0, date(2021, 5, 25)) == Standing(
        target=220,
        published=0,
        rate=Fraction(0),
        expected=0,
        gap=Fraction(0),
        lacking=220,
        behind=0,
        needed_per_month=28,  # 220 / 8 = 27.5
        light="绿",
    )


# -- what was published ------------------------------------------------------

BY_MONTH = {
    "2021-05": {"司法局": 18, "财政局": 0},
    "2021-06": {"司法局": 20},
    "2021-07": {"司法局": 7, "审计局": 9},
}


@pytest.mark.parametrize(
    ("unit", "today", "total"),
    [
        ("司法局", date(2021, 4, 30), None),
        ("司法局", date(2021, 5, 1), 18),
        ("司法局", date(2021, 5, 31), 18),
        ("司法局", date(2021, 6, 1), 38),
        ("司法局", date(2021, 12, 31), 45),
        ("司法局", date(2022, 1, 1), 45),
        ("财政局", date(2021, 6, 30), 0),  # a reported 0 is a report
        ("审计局", date(2021, 6, 30), None),  # reported only later
        ("审计局", date(2021, 7, 1), 9),
        ("统计局", date(2021, 12, 31), None),
    ],
)
def test_published_until(unit: str, today: date, total: int | None) -> None:
    assert published_until(BY_MONTH, unit, today) == total


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
        (Fraction(4, 10000), "0.0"),
        (Fraction(-4, 10000), "0.0"),  # no minus before nothing
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
