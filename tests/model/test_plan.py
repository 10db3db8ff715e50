"""A plan: who does what, in what role."""

from __future__ import annotations

from pathlib import Path

import pytest

from anju_cli.model.plan import Involvement, Plan
from anju_cli.validation.loader import load
from tests.running import BASE, ROOT, TODAY, base_with


def plan_in(folder: Path) -> Plan:
    plan = load(folder, "data", TODAY).plan
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def base() -> Plan:
    return plan_in(ROOT / BASE)


def test_units_go_by_their_one_name_in_the_order_of_the_plan(base: Plan) -> None:
    task = base.task(1)
    assert task is not None
    assert task.lead == ("区政府办公室", "区司法局")
    assert base.leads(task) == ("政府办公室", "司法局")
    assert base.supporters(task) == ("各镇、街道", "行政执法局")


def test_targets_and_counts_go_by_the_one_name_too(tmp_path: Path) -> None:
    plan = plan_in(base_with(tmp_path / "plan", "quotas", "  司法局: 150", "  区司法局: 150"))
    assert plan.targets["司法局"] == 150
    counts = "{政府办公室: 21, 司法局: 20}"
    data = base_with(tmp_path / "other", "quotas", counts, "{区政府办: 21, 区司法局: 20}")
    assert plan_in(data).published["2021-06"] == {"政府办公室": 21, "司法局": 20}


def test_months_are_in_order_whatever_the_file_has(tmp_path: Path) -> None:
    june = "  2021-06: {政府办公室: 21, 司法局: 20}\n"
    data = base_with(tmp_path / "plan", "quotas", june, f"{june}  2021-04: {{司法局: 1}}\n")
    assert list(plan_in(data).published) == ["2021-04", "2021-05", "2021-06"]


def test_tasks_are_by_number_whatever_the_file_has(tmp_path: Path) -> None:
    third = "  - number: 3\n    section: 2\n    title: 通报情况\n"
    text = (ROOT / BASE / "tasks.yaml").read_text(encoding="utf-8")
    head, tail = text.split("tasks:\n", 1)
    rest, last = tail.split(third, 1)
    data = base_with(tmp_path / "plan", "tasks", text, f"{head}tasks:\n{third}{last}{rest}")
    plan = plan_in(data)
    assert [task.number for task in plan.tasks] == [1, 2, 3]
    assert [plan.index_in_file(task.number) for task in plan.tasks] == [1, 2, 0]


def test_what_is_not_there_is_none(base: Plan) -> None:
    assert base.task(4) is None
    assert base.section(3) is None
    assert [section.title for number in (1, 2) if (section := base.section(number))] == [
        "完善公开目录",
        "管好政务新媒体",
    ]


@pytest.mark.parametrize(
    ("unit", "number", "part"),
    [
        ("政府办公室", 1, Involvement("lead")),
        ("司法局", 1, Involvement("lead")),
        ("行政执法局", 1, Involvement("support")),
        ("青石镇", 1, Involvement("support", "各镇、街道")),
        ("综合执法大队", 1, None),
        ("青石镇", 2, Involvement("support")),
        ("司法局", 2, None),
        ("综合执法大队", 3, Involvement("lead")),
    ],
)
def test_a_units_part_in_a_task(
    base: Plan, unit: str, number: int, part: Involvement | None
) -> None:
    task = base.task(number)
    assert task is not None
    assert base.involvement(unit, task) == part


@pytest.mark.parametrize(
    ("support", "part"),
    [
        ("[各镇、街道, 青石镇]", Involvement("support")),  # by name before by group
        ("[青石镇, 各镇、街道]", Involvement("support")),
        ("[区直各部门, 各镇（街道）]", Involvement("support", "各镇、街道")),
        ("[区直各部门]", None),
    ],
)
def test_by_name_goes_before_by_group(
    tmp_path: Path, support: str, part: Involvement | None
) -> None:
    data = base_with(
        tmp_path / "plan",
        "tasks",
        "support: [各镇、街道, 行政执法局]",
        f"support: {support}",
    )
    plan = plan_in(data)
    assert plan.involvement("青石镇", plan.tasks[0]) == part


def test_to_lead_goes_before_to_support(tmp_path: Path) -> None:
    support = "support: [各镇、街道, 行政执法局]"
    plan = plan_in(base_with(tmp_path / "plan", "tasks", support, "support: [区直各部门]"))
    assert plan.involvement("司法局", plan.tasks[0]) == Involvement("lead")
