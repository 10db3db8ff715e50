"""Which unit is reminded of what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from anju_cli.model.plan import Plan
from anju_cli.queries.reminders import reminders
from anju_cli.validation.loader import load
from tests.running import BASE, ROOT, TODAY, copy_of_base


def plan_of(folder: Path) -> Plan:
    plan = load(folder, "data", TODAY).plan
    assert plan is not None
    return plan


def base() -> Plan:
    return plan_of(ROOT / BASE)


def on_schedule(folder: Path, **counts: int) -> Plan:
    """The base plan with half of every target in June, but for ``counts``."""
    targets = {
        **{"政府办公室": 200, "司法局": 150, "行政执法局": 100},
        **{"青石镇": 80, "清溪街道": 70},
    }
    published = {name: target // 2 for name, target in targets.items()} | counts
    nothing = ", ".join(f"{unit}: 0" for unit in targets)
    lines = [
        *("year: 2021", "total: 600", "targets:"),
        *(f"  {unit}: {target}" for unit, target in targets.items()),
        *("published:", "  2021-06:"),
        *(f"    {unit}: {count}" for unit, count in published.items()),
        *(f"  2021-0{month}: {{{nothing}}}" for month in range(1, 6)),
    ]
    return plan_of(copy_of_base(folder, quotas="\n".join(lines) + "\n"))


def reminded(plan: Plan, today: date = TODAY, **options: object) -> dict[str, list[str]]:
    """Each reminded unit with the days of its duties, and its light or 未报."""
    return {
        reminder.unit.name: [
            *(f"{row.duty.id} {row.duty.due}" for row in reminder.duties),
            *([reminder.quota.standing.light or "未报"] if reminder.quota else []),
        ]
        for reminder in reminders(plan, today, **options)  # type: ignore[arg-type]
    }


# -- the base plan ---------------------------------------------------------


def test_units_in_the_order_of_the_register_with_what_presses() -> None:
    assert reminded(base()) == {
        "政府办公室": ["2.2 2021-06-30", "1.2 2021-07-05", "红"],
        "司法局": ["1.2 2021-07-05", "黄"],
        "行政执法局": ["未报"],
        "青石镇": ["红"],  # 0 is a report
        "清溪街道": ["未报"],
    }
    # 综合执法大队 leads what has no date and has no target
    assert list(reminded(base())) == [*("政府办公室", "司法局", "行政执法局", "青石镇", "清溪街道")]


def test_supporters_are_reminded_where_it_is_asked_for() -> None:
    support = reminded(base(), role="support")
    assert support["青石镇"] == ["2.2 2021-06-30", "1.2 2021-07-05", "红"]
    assert support["行政执法局"] == ["1.2 2021-07-05", "未报"]
    assert support["政府办公室"] == ["红"]
    everyone = reminded(base(), role=None)
    assert everyone["政府办公室"] == ["2.2 2021-06-30", "1.2 2021-07-05", "红"]
    assert everyone["青石镇"] == support["青石镇"]


def test_the_part_of_a_unit_and_the_group_it_has_it_through() -> None:
    (town,) = reminders(base(), TODAY, ["青石镇"], role=None)
    parts = [row.part for row in town.duties]
    assert [(part.role, part.via) for part in parts if part] == [
        ("support", None),
        ("support", "各镇、街道"),
    ]


def test_named_units_only() -> None:
    assert list(reminded(base(), units=["清溪街道", "司法局"])) == ["司法局", "清溪街道"]
    assert reminded(base(), units=["综合执法大队"]) == {}


# -- days ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "days"),
    [
        (None, ["2.2 2021-06-30", "1.2 2021-07-05"]),  # soon_days: 7
        (5, ["2.2 2021-06-30", "1.2 2021-07-05"]),
        (4, ["2.2 2021-06-30"]),
        (0, ["2.2 2021-06-30"]),  # today
        (36, ["2.2 2021-06-30", "1.2 2021-07-05", "1.2 2021-08-05"]),
        (35, ["2.2 2021-06-30", "1.2 2021-07-05"]),
    ],
)
def test_how_many_days_ahead(tmp_path: Path, within: int | None, days: list[str]) -> None:
    plan = on_schedule(tmp_path / "plan")
    assert reminded(plan, within=within)["政府办公室"] == days


def test_of_an_event_only_the_unit_whose_it_is_is_reminded(tmp_path: Path) -> None:
    """In whichever role: nobody else is to do it."""
    plan = on_schedule(tmp_path / "plan", 政府办公室=200)
    late = {
        name: days
        for name, days in reminded(plan, date(2021, 7, 7)).items()
        if any(day.startswith("2.1") for day in days)
    }
    # the account of 1 July: 3 working days after Thursday are Friday, Monday, Tuesday
    assert late == {"清溪街道": ["2.1 2021-07-06"]}


def test_overdue_ones_come_first_whatever_is_near(tmp_path: Path) -> None:
    plan = on_schedule(tmp_path / "plan", 政府办公室=200)
    (office,) = reminders(plan, date(2021, 7, 6), ["政府办公室"], within=0)
    assert [(row.duty.id, str(row.duty.due), row.duty.state) for row in office.duties] == [
        ("2.2", "2021-06-30", "overdue"),
        ("1.2", "2021-07-05", "overdue"),
    ]
    assert office.overdue == 2
    assert office.quota is None


def test_what_is_done_or_has_no_date_is_not_reminded_of() -> None:
    ids = {line for duties in reminded(base(), role=None, within=400).values() for line in duties}
    assert not any(line.startswith(("1.1 ", "3.1 ")) for line in ids)
    assert "1.2 2021-06-05" not in ids  # May's, done on 4 June


# -- quotas ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "light"),
    [(50, None), (49, "蓝"), (41, "蓝"), (40, "黄"), (20, "黄"), (19, "红"), (0, "红")],
)
def test_behind_is_every_light_but_green(tmp_path: Path, published: int, light: str | None) -> None:
    plan = on_schedule(tmp_path / "plan", 行政执法局=published)
    assert reminded(plan, units=["行政执法局"]) == ({"行政执法局": [light]} if light else {})


def test_the_months_that_are_due_and_missing_go_with_a_quota() -> None:
    missing = {
        reminder.unit.name: reminder.quota.missing
        for reminder in reminders(base(), TODAY)
        if reminder.quota
    }
    to_april = ("2021-01", "2021-02", "2021-03", "2021-04")
    # June is due on 5 July: whoever has not reported it is not told of it yet.
    assert missing == {
        "政府办公室": (*to_april, "2021-05"),
        "司法局": to_april,
        "行政执法局": (*to_april, "2021-05"),
        "青石镇": to_april,
        "清溪街道": (*to_april, "2021-05"),
    }
