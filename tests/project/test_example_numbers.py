"""The numbers of ``examples/half-year``, worked out again and compared with what is printed.

Nothing of the program's arithmetic is used: the YAML is read as plain data, and every
formula is written out here as the rule has it (完成率, 序时进度 by month, 超欠, 月均还需,
lights, ranks with ties, 未报 is not 0). Each month from January to June is compared.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import yaml

from tests.running import ROOT, run

EXAMPLE = "examples/half-year"
TOWN_KINDS = {"镇", "街道"}
MONTHS = range(1, 7)
LAST_DAYS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30}

QUOTAS = yaml.safe_load((ROOT / EXAMPLE / "quotas.yaml").read_text(encoding="utf-8"))
UNITS = yaml.safe_load((ROOT / EXAMPLE / "units.yaml").read_text(encoding="utf-8"))
TARGETS: dict[str, int] = QUOTAS["targets"]
PUBLISHED: dict[str, dict[str, int]] = QUOTAS["published"]
KINDS: dict[str, str] = {unit["name"]: unit["kind"] for unit in UNITS["units"]}

every_month = pytest.mark.parametrize("month", MONTHS)


def ask(command: str, month: int, *args: str) -> Any:
    """The JSON of ``command`` on the first day on which ``month`` counts for everybody."""
    today = f"2021-{month + 1:02}-06"
    return run(command, *args, "--data", EXAMPLE, "--today", today, "-f", "json").json


def report(month: int) -> Any:
    return ask("report", month, label(month))


def label(month: int) -> str:
    return f"2021-{month:02}"


# -- the rules, written out ------------------------------------------------


def round_half_up(value: Fraction, places: int) -> float:
    """四舍五入, of the size: 0.05 is 0.1 and -0.05 is -0.1 (to one place)."""
    shifted = abs(value) * 10**places
    whole = shifted.numerator // shifted.denominator
    if shifted - whole >= Fraction(1, 2):
        whole += 1
    result = float(whole) / float(10**places)
    return -result if value < 0 and whole else result


def round_up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def counts(unit: str, month: int) -> list[int | None]:
    """The months from January on; None where the unit did not report."""
    return [PUBLISHED[label(one)].get(unit) for one in range(1, month + 1)]


def accumulated(unit: str, month: int) -> int | None:
    """累计; None (未报) only where no month at all was reported."""
    known = [count for count in counts(unit, month) if count is not None]
    return sum(known) if known else None


def light_of(target: int, published: int, month: int) -> str:
    if published * 12 >= target * month:
        return "绿"
    points_behind = Fraction(month * 100, 12) - Fraction(published * 100, target)
    if points_behind < 10:
        return "蓝"
    return "黄" if points_behind <= 30 else "红"


def numbers(target: int, published: int | None, month: int) -> dict[str, Any]:
    """What the columns say from 完成率 to 灯."""
    expected = round_up(Fraction(target * month, 12))
    if published is None:
        without = dict.fromkeys(["rate", "gap_points", "lacking", "needed_per_month", "light"])
        return {"target": target, "published": None, "expected": expected, **without}
    lacking = max(target - published, 0)
    rate = Fraction(published, target)
    return {
        "target": target,
        "published": published,
        "rate": round_half_up(rate, 4),
        "expected": expected,
        "gap_points": gap_points(rate - Fraction(month, 12)),
        "lacking": lacking,
        "needed_per_month": round_up(Fraction(lacking, 12 - month)),
        "light": light_of(target, published, month),
    }


def gap_points(gap: Fraction) -> float:
    """In points; a gap that is none of the lights' steps is not rounded to one."""
    places = 1
    while round_half_up(gap * 100, places) in {0, -10, -30} - {gap * 100}:
        places += 1
    return round_half_up(gap * 100, places)


def is_town(unit: str) -> bool:
    return KINDS[unit] in TOWN_KINDS


def rank(unit: str, month: int) -> int | None:
    """1 and one more for every unit of the same table that is better by exact rate."""
    own = accumulated(unit, month)
    if own is None:
        return None
    better = 0
    for other in TARGETS:
        theirs = accumulated(other, month)
        if is_town(other) == is_town(unit) and theirs is not None:
            better += theirs * TARGETS[unit] > own * TARGETS[other]
    return better + 1


def rise(unit: str, month: int) -> int | None:
    """How many places the unit went up since the end of the month before."""
    if month == 1:
        return None
    before, now = rank(unit, month - 1), rank(unit, month)
    return None if before is None or now is None else before - now


def sums(units: list[str], month: int) -> dict[str, Any]:
    """Σ over ``units``; who never reported adds a target and no items."""
    known = [one for one in (accumulated(unit, month) for unit in units) if one is not None]
    now = [one for one in (PUBLISHED[label(month)].get(unit) for unit in units) if one is not None]
    target = sum(TARGETS[unit] for unit in units)
    parts = [numbers(TARGETS[unit], accumulated(unit, month), month) for unit in units]
    added = {
        key: sum(part[key] for part in parts if part[key] is not None)
        if known or key == "expected"
        else None
        for key in ("expected", "lacking", "needed_per_month")
    }
    return {
        "units": len(units),
        "unreported": len(units) - len(known),
        **numbers(target, sum(known) if known else None, month),
        **added,
        "this_month": sum(now) if now else None,
    }


def of(row: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The part of ``row`` that ``wanted`` speaks about."""
    return {key: row[key] for key in wanted}


# -- the example itself ----------------------------------------------------


def test_the_example_holds_what_makes_the_rules_differ() -> None:
    """Ties, exact pace, a hole, a 0, units that never report: else the rest shows little."""
    ranks = [rank(unit, 6) for unit in TARGETS if not is_town(unit)]
    assert any(ranks.count(one) > 1 for one in set(ranks) if one is not None)
    assert any(accumulated(unit, 6) == Fraction(target, 2) for unit, target in TARGETS.items())
    assert any(0 in counts(unit, 6) for unit in TARGETS)
    assert any(None in counts(unit, 6) and accumulated(unit, 6) for unit in TARGETS)
    assert [unit for unit in TARGETS if accumulated(unit, 6) is None] == [
        "安居农旅园区",
        "凤凰街道",
    ]


# -- the report ------------------------------------------------------------


@every_month
def test_every_row_of_the_report(month: int) -> None:
    rows = report(month)["units"]
    wanted = {
        unit: {
            "kind": KINDS[unit],
            **numbers(target, accumulated(unit, month), month),
            "rank": rank(unit, month),
            "rank_before": rank(unit, month - 1) if month > 1 else None,
            "change": rise(unit, month),
            "this_month": PUBLISHED[label(month)].get(unit),
            "counts": counts(unit, month),
        }
        for unit, target in TARGETS.items()
    }
    assert {row["unit"]: of(row, wanted[row["unit"]]) for row in rows} == wanted
    assert len(rows) == len(TARGETS)


@every_month
def test_the_sums_of_the_report_are_sums_of_items_and_not_means_of_rates(month: int) -> None:
    bureaus = [unit for unit in TARGETS if not is_town(unit)]
    towns = [unit for unit in TARGETS if is_town(unit)]
    wanted = {
        "部门": sums(bureaus, month),
        "镇（街道）": sums(towns, month),
        "合计": sums([*bureaus, *towns], month),
    }
    found = {row["kind"]: of(row, wanted[row["kind"]]) for row in report(month)["sums"]}
    assert found == wanted


@every_month
def test_the_report_names_who_is_missing_and_who_is_red(month: int) -> None:
    found = report(month)
    never = [unit for unit in TARGETS if accumulated(unit, month) is None]
    not_now = [
        unit for unit in TARGETS if unit not in never and PUBLISHED[label(month)].get(unit) is None
    ]
    red = [
        unit
        for unit, target in TARGETS.items()
        if unit not in never and light_of(target, accumulated(unit, month) or 0, month) == "红"
    ]
    blank = {
        unit: [
            label(one) for one, count in enumerate(counts(unit, month), start=1) if count is None
        ]
        for unit in TARGETS
    }
    assert sorted(found["unreported"]) == sorted(never)
    assert sorted(found["unreported_this_month"]) == sorted(not_now)
    assert sorted(found["red"]) == sorted(red)
    assert found["blank_months"] == {unit: months for unit, months in blank.items() if months}


@every_month
def test_the_day_and_the_pace_of_the_report(month: int) -> None:
    found = report(month)
    assert found["as_of"] == f"2021-{month:02}-{LAST_DAYS[month]}"
    assert found["month_is_over"] is True
    assert found["pace"] == round_half_up(Fraction(month, 12), 4)


def test_a_report_written_later_says_the_same_of_its_month() -> None:
    later = run("report", "2021-03", "--data", EXAMPLE, "--today", "2021-07-02", "-f", "json").json
    at_once = report(3)
    for part in ("as_of", "pace", "units", "sums", "red", "unreported", "blank_months"):
        assert later[part] == at_once[part]


# -- quotas ----------------------------------------------------------------


@every_month
def test_quotas_say_what_the_report_says(month: int) -> None:
    wanted = {
        unit: {
            **numbers(target, accumulated(unit, month), month),
            "rank": rank(unit, month),
            "through": label(month),
        }
        for unit, target in TARGETS.items()
    }
    found = {row["unit"]: of(row, wanted[row["unit"]]) for row in ask("quotas", month)}
    assert found == wanted


@every_month
def test_quotas_by_kind(month: int) -> None:
    wanted = {}
    for kind in {KINDS[unit] for unit in TARGETS}:
        wanted[kind] = sums([unit for unit in TARGETS if KINDS[unit] == kind], month)
        del wanted[kind]["this_month"]
    found = ask("quotas", month, "--by", "kind")
    assert {row["kind"]: of(row, wanted[row["kind"]]) for row in found} == wanted


@every_month
def test_short_lists_who_is_behind_and_who_has_not_reported(month: int) -> None:
    behind = {
        unit
        for unit, target in TARGETS.items()
        if (published := accumulated(unit, month)) is None or published * 12 < target * month
    }
    assert {row["unit"] for row in ask("quotas", month, "--short")} == behind


@every_month
def test_the_history_adds_up(month: int) -> None:
    wanted = {
        unit: {
            "published": accumulated(unit, month),
            "counts": dict(zip(map(label, range(1, month + 1)), counts(unit, month), strict=True)),
        }
        for unit in TARGETS
    }
    found = ask("quotas", month, "--history")
    assert {row["unit"]: of(row, wanted[row["unit"]]) for row in found} == wanted


def forecast(target: int, published: int | None, month: int) -> dict[str, Any]:
    """预计全年 = 累计 ÷ 已过完的月数 × 12, a part of an item is none."""
    if published is None:
        return {"year_end": None, "rate": None, "lacking": None, "reaches": None}
    year_end = published * 12 // month
    return {
        "year_end": year_end,
        "rate": round_half_up(Fraction(published * 12, month * target), 4),
        "lacking": max(target - year_end, 0),
        "reaches": published * 12 >= target * month,
    }


@every_month
def test_the_forecast_of_every_unit(month: int) -> None:
    wanted = {
        unit: {
            "month": label(month),
            "published": accumulated(unit, month),
            **forecast(target, accumulated(unit, month), month),
        }
        for unit, target in TARGETS.items()
    }
    found = ask("quotas", month, "--forecast")
    assert {row["unit"]: of(row, wanted[row["unit"]]) for row in found} == wanted


@every_month
def test_the_forecast_by_kind_is_that_of_the_sums(month: int) -> None:
    wanted = {}
    for kind in {KINDS[unit] for unit in TARGETS}:
        units = [unit for unit in TARGETS if KINDS[unit] == kind]
        all_of_kind = sums(units, month)
        whole = forecast(all_of_kind["target"], all_of_kind["published"], month)
        parts = [forecast(TARGETS[unit], accumulated(unit, month), month) for unit in units]
        added = {
            key: sum(part[key] for part in parts if part[key] is not None)
            for key in ("year_end", "lacking")
        }
        wanted[kind] = {**whole, **added}
    found = ask("quotas", month, "--forecast", "--by", "kind")
    assert {row["kind"]: of(row, wanted[row["kind"]]) for row in found} == wanted


# -- the export ------------------------------------------------------------


@every_month
def test_the_export_carries_the_same_numbers(month: int) -> None:
    found = ask("export", month)
    wanted = {
        unit: {
            **numbers(target, accumulated(unit, month), month),
            "rank": rank(unit, month),
            "months": dict(zip(map(label, range(1, month + 1)), counts(unit, month), strict=True)),
        }
        for unit, target in TARGETS.items()
    }
    assert {row["unit"]: of(row, wanted[row["unit"]]) for row in found["quotas"]} == wanted
    total = sums(list(TARGETS), month)
    del total["this_month"]
    incomplete = sum(
        None in counts(unit, month) and accumulated(unit, month) is not None for unit in TARGETS
    )
    assert found["quota_total"] == {**total, "incomplete": incomplete, "through": label(month)}
    assert found["pace"] == {
        "rule": "按月",
        "counted_from": None,
        "report_by": "次月5日",
        "pace": round_half_up(Fraction(month, 12), 4),
    }


# -- a few, worked out by hand ---------------------------------------------


def row_of(unit: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return next(row for row in rows if row["unit"] == unit)


def test_june_by_hand() -> None:
    rows = report(6)["units"]
    # 30 + 16 + 45 + 55 + 75 + 47 = 268 of 250: 107.2 %, and nothing is needed any more.
    emergency = row_of("应急局", rows)
    assert (emergency["published"], emergency["rate"]) == (268, 1.072)
    assert (emergency["gap_points"], emergency["needed_per_month"]) == (57.2, 0)
    # 15 + 12 + 28 + 19 + 19 + 22 = 115 of 230 is exactly half: on schedule.
    civil = row_of("民政局", rows)
    assert (civil["published"], civil["gap_points"], civil["light"]) == (115, 0.0, "绿")
    # 75 of 150 too: both are 17th, the next is 19th.
    assert civil["rank"] == row_of("退役军人局", rows)["rank"] == 17
    assert row_of("综合执法局", rows)["rank"] == 19
    # 11 + 9 + 13 + 15 + 15 + 21 = 84 of 210: 40 %, behind by exactly 10 points: 黄, not 蓝.
    statistics = row_of("统计局", rows)
    assert (statistics["gap_points"], statistics["light"]) == (-10.0, "黄")
    # 5 + 9 + 0 + 7 + 9 = 30 of 150: 20 %, behind by exactly 30 points: 黄, not 红;
    # (150 - 30) / 6 = 20 a month.
    audit = row_of("审计局", rows)
    assert (audit["published"], audit["gap_points"], audit["light"]) == (30, -30.0, "黄")
    assert audit["needed_per_month"] == 20
    # It reported 0, 0, nothing, 0, nothing, nothing: that is 0 and 红, not 未报.
    zone = row_of("安居经开区", rows)
    assert (zone["published"], zone["light"], zone["rank"]) == (0, "红", 32)
    assert zone["counts"] == [0, 0, None, 0, None, None]


def test_january_by_hand() -> None:
    rows = report(1)["units"]
    # 280 / 12 = 23.3: 24 should be there; 28 are, 252 / 11 = 22.9: 23 a month.
    office = row_of("政府办公室", rows)
    assert (office["expected"], office["published"], office["needed_per_month"]) == (24, 28, 23)
    # 28/280 = 10.0 %, the pace is 8.33 %: ahead by 1.666 points.
    assert (office["rate"], office["gap_points"], office["change"]) == (0.1, 1.7, None)


def test_the_sums_of_june_by_hand() -> None:
    bureaus, towns, both = report(6)["sums"]
    # 3531 + 1565 = 5096 of 7430 + 3680 = 11110, which is 45.87 %.
    assert (bureaus["published"], towns["published"], both["published"]) == (3531, 1565, 5096)
    assert (both["target"], both["rate"], both["gap_points"]) == (11110, 0.4587, -4.1)
    # Half of each target, all of which are even: 3715 + 1840
    assert bureaus["expected"] + towns["expected"] == both["expected"] == 5555
    # 5652 under the units; not 11110 - 5096, for 58 are above the target and 2 units silent.
    assert bureaus["lacking"] + towns["lacking"] == both["lacking"] == 5652
    assert bureaus["needed_per_month"] + towns["needed_per_month"] == 961
    assert both["needed_per_month"] == 961
