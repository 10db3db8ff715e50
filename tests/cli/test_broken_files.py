"""One broken file stops only the commands that need it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import Outcome, copy_of_base, run

ERRORS = {
    "units": ("kind: 镇\n", "kind: \n"),
    "tasks": ("due: 2021-06-30\n", "due: 2021-06-31\n"),
    "quotas": ("total: 600\n", "total: 六百\n"),
}
"""What stands once in each file, and what breaks it."""

NEEDS = {
    ("units",): "units",
    ("units", "-f", "json"): "units",
    ("tasks", "--unit", "司法局"): "units tasks",
    ("show", "1"): "units tasks",
    ("deadlines", "--all"): "units tasks",
    ("due", "2.1", "--event", "2021-06-10"): "units tasks",
    ("calendar",): "units tasks",
    ("done", "2.2", "--period", "2021-H1", "--on", "2021-06-29"): "units tasks",
    ("undone", "1.1"): "units tasks",
    ("quotas",): "units tasks quotas",
    ("quotas", "--history"): "units tasks quotas",
    ("quotas", "--forecast"): "units tasks quotas",
    ("record", "2021-06", "青石镇=3"): "units tasks quotas",
    ("status",): "units tasks quotas",
    ("unit", "司法局"): "units tasks quotas",
    ("remind", "司法局"): "units tasks quotas",
    ("report", "2021-06"): "units tasks quotas",
    ("export", "-o", "ledger.json"): "units tasks quotas",
}


@pytest.mark.parametrize("broken", ERRORS)
@pytest.mark.parametrize("command", NEEDS, ids=" ".join)
def test_a_broken_file_stops_what_needs_it(
    command: tuple[str, ...], broken: str, tmp_path: Path
) -> None:
    for name in ("whole", "broken"):
        (tmp_path / name).mkdir()
        copy_of_base(tmp_path / name / "data")
    path = tmp_path / "broken" / "data" / f"{broken}.yaml"
    text = path.read_text(encoding="utf-8")
    right, wrong = ERRORS[broken]
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")

    answer = run(*command, cwd=tmp_path / "broken")
    if broken in NEEDS[command].split():
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith(f"data/{broken}.yaml:")
        return
    expected = run(*command, cwd=tmp_path / "whole")
    remark = f"data/{broken}.yaml 有 1 处错误，这里用不到；看全部：anju validate\n"
    if command[0] == "units" and broken == "quotas":  # it does not guess at targets
        assert "目标任务" not in answer.out
        expected = Outcome(0, answer.out, "")
    assert answer == Outcome(0, expected.out, remark + expected.err)


def test_what_is_not_whole_is_not_kept(tmp_path: Path) -> None:
    copy_of_base(tmp_path / "data", quotas="year: 2021\n", tasks="plan: {}\n")
    cache = tmp_path / "cache"
    asked = run("units", "--data", "data", cwd=tmp_path, variables={"ANJU_CACHE": str(cache)})
    assert asked.err == (
        "data/quotas.yaml 有 1 处错误，data/tasks.yaml 有 2 处错误，这里用不到；"
        "看全部：anju validate --data data\n"
    )
    assert not cache.exists()


def test_many_plans_side_by_side(tmp_path: Path) -> None:
    for county in ("乙县", "甲县"):
        copy_of_base(tmp_path / "plans" / county)
    whole = run("deadlines", "--data", "plans", cwd=tmp_path)
    (tmp_path / "plans" / "甲县" / "quotas.yaml").unlink()
    assert run("deadlines", "--data", "plans", cwd=tmp_path) == Outcome(
        0,
        whole.out,
        "plans/甲县 的 quotas.yaml 有错误，这里用不到；看全部：anju validate plans\n",
    )
