"""examples/: the real plan with invented counts and completions."""

from __future__ import annotations

import csv
import re
import shlex
from datetime import date
from typing import Any

import pytest

from anju_cli.model.plan import Plan
from anju_cli.model.schema import Task
from anju_cli.validation.loader import load
from tests.running import ROOT, TODAY, run

EXAMPLES = ROOT / "examples"
HALF_YEAR = "examples/half-year"
JULY = EXAMPLES / "统计-2021-07.csv"
HALF_YEAR_IN_JUNE = ("--data", HALF_YEAR, "--today", "2021-06-30")
HALF_YEAR_TO_JUNE = (*HALF_YEAR_IN_JUNE[:2], "--today", "2021-07-06")


def plan_in(folder: str) -> Plan:
    plan = load(ROOT / folder, folder, TODAY).plan
    assert plan is not None
    return plan


# -- what it is -------------------------------------------------------------


@pytest.mark.parametrize("clock", [TODAY, date(2021, 7, 1), date(2026, 1, 1)])
def test_nothing_is_wrong_with_it(clock: date) -> None:
    outcome = run("validate", HALF_YEAR, today=clock)
    assert (outcome.code, outcome.out) == (0, f"没有问题：{HALF_YEAR}\n")


def without_what_is_invented(task: Task) -> Any:
    """The record of a task without completions and without what has happened."""
    record = task.model_dump()
    for deadline in record["deadlines"]:
        for invented in ("done", "occurrences"):
            deadline.pop(invented, None)
    return record


def test_apart_from_counts_and_completions_it_is_the_real_plan() -> None:
    real, example = plan_in("data"), plan_in(HALF_YEAR)
    assert real.info.contact is None  # the notice names none
    assert example.info.model_copy(update={"contact": None}) == real.info
    assert example.sections == real.sections
    assert example.register.district == real.register.district
    assert example.register.units == real.register.units
    assert example.register.groups == real.register.groups
    assert [without_what_is_invented(task) for task in example.tasks] == [
        without_what_is_invented(task) for task in real.tasks
    ]
    assert example.quotas.model_copy(update={"published": {}}) == real.quotas


def test_every_file_says_that_it_is_invented() -> None:
    for kind in ("tasks", "units", "quotas"):
        first, second, *_ = (EXAMPLES / "half-year" / f"{kind}.yaml").read_text("utf-8").split("\n")
        assert first.startswith("# yaml-language-server:")
        assert second.startswith("# 例子：") and "虚构的" in second
    assert "虚构" in (EXAMPLES / "README.md").read_text("utf-8").split("\n")[0]


def test_every_address_leads_nowhere() -> None:
    text = (EXAMPLES / "half-year" / "tasks.yaml").read_text("utf-8")
    links = re.findall(r"link: (\S+)", text)
    assert len(links) == 3
    # RFC 2606: .invalid is nobody's
    assert all(link.startswith("https://example.invalid/") for link in links)


# -- its sums ---------------------------------------------------------------


def quotas() -> dict[str, Any]:
    return {row["unit"]: row for row in run("quotas", *HALF_YEAR_TO_JUNE, "-f", "json").json}


@pytest.mark.parametrize(
    ("unit", "counts", "rate", "gap", "light"),
    [
        ("应急局", (30, 16, 45, 55, 75, 47), 1.072, 57.2, "绿"),  # 268 / 250
        ("司法局", (20, 11, 23, 20, 30, 24), 0.6095, 11.0, "绿"),  # 128 / 210
        ("民政局", (15, 12, 28, 19, 19, 22), 0.5, 0.0, "绿"),  # 115 / 230, just on schedule
        ("经济合作局", (12, None, 17, 16, 16, None), 0.2652, -23.5, "黄"),  # 61 / 230
        ("审计局", (None, 5, 9, 0, 7, 9), 0.2, -30.0, "黄"),  # 30 / 150, the last of 黄
        ("三家镇", (None, 0, 15, 8, 15, None), 0.1652, -33.5, "红"),  # 38 / 230
        ("安居经开区", (0, 0, None, 0, None, None), 0.0, -50.0, "红"),  # 0 is a report
    ],
)
def test_units_by_hand(
    unit: str, counts: tuple[int | None, ...], rate: float, gap: float, light: str
) -> None:
    published = plan_in(HALF_YEAR).published
    assert tuple(published[f"2021-0{month}"].get(unit) for month in range(1, 7)) == counts
    row = quotas()[unit]
    assert row["published"] == sum(count or 0 for count in counts)
    assert (row["rate"], row["gap_points"], row["light"]) == (rate, gap, light)


def test_two_have_never_reported() -> None:
    unreported = [name for name, row in quotas().items() if row["published"] is None]
    assert unreported == ["安居农旅园区", "凤凰街道"]


def test_ties() -> None:
    ranks = {name: row["rank"] for name, row in quotas().items()}
    # 131 of 250 each, and the next is 11th; 118 of 230 each, and the next is 8th
    assert [ranks[name] for name in ("市场监管局", "财政局", "交通运输局")] == [9, 9, 11]
    assert [ranks[name] for name in ("横山镇", "中兴镇", "保石镇")] == [6, 6, 8]


def test_lights() -> None:
    lights = [row["light"] for row in quotas().values()]
    assert [lights.count(light) for light in ("绿", "蓝", "黄", "红", None)] == [26, 9, 9, 3, 2]


def test_duties_in_every_state() -> None:
    duties = run("deadlines", "--all", *HALF_YEAR_IN_JUNE, "-f", "json").json
    states = {(row["id"], row["due"]): row["state"] for row in duties}
    assert states["16.1", "2021-05-31"] == "overdue"
    assert states["16.1", "2021-06-30"] == "today"
    assert states["13.1", "2021-07-01"] == "soon"
    assert states["12.1", "2021-08-31"] == "upcoming"
    assert states["2.1", "2021-06-30"] == "done"
    assert states["13.2", "2021-05-31"] == "done_late"
    # three accounts: in time, late, and still to be reported
    assert [states["14.4", due] for due in ("2021-06-11", "2021-06-18", "2021-07-01")] == [
        *("done", "done_late", "soon"),
    ]


# -- July -------------------------------------------------------------------


def test_july_adds_up_and_names_units_of_the_plan() -> None:
    text = JULY.read_bytes().decode("utf-8-sig")
    heading, *rows = csv.reader(text.splitlines())
    *counted, total = rows
    assert heading == ["单位", "条数"]
    assert total == ["合计", str(sum(int(count) for _, count in counted))]
    register = plan_in(HALF_YEAR).register
    names = [register.canonical(name) for name, _ in counted]
    targets = plan_in(HALF_YEAR).targets
    assert len(set(names)) == len(names) == 46
    assert set(targets) - set(names) == {"国资局", "三家镇", "凤凰街道"}  # 未报
    assert set(names) <= set(targets)


# -- what its README says ---------------------------------------------------


def commands_of_the_readme() -> list[list[str]]:
    text = (EXAMPLES / "README.md").read_text("utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [shlex.split(line) for block in blocks for line in block.splitlines()]


def test_its_commands_run() -> None:
    commands = commands_of_the_readme()
    assert len(commands) >= 7
    for program, *arguments in commands:
        if program == "cp":
            assert arguments == ["-r", HALF_YEAR, "试一试"]
            continue
        assert program == "anju"
        if "试一试" in arguments:
            arguments[arguments.index("试一试")] = HALF_YEAR
            assert "--dry-run" in arguments
        outcome = run(*arguments, today=date(2021, 8, 2))
        assert outcome.code == 0, outcome.err
