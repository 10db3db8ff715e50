"""anju deadlines over a folder of plans: merged by date, the first shown, those with errors
named."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from anju_cli.cli.workflows import many_plans
from anju_cli.storage import workers
from anju_cli.storage.workers import WorkerDied
from benchmarks.country import write
from tests.running import Outcome, base_with, copy_of_base, run

DAY = ("--today", "2021-06-30")
AFTER = date(2022, 12, 31)
"""What the clock says: everything in the plans has happened."""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Three copies of the base plan in ``plans``."""
    for name in ("甲县", "乙县", "丙市/丁县"):
        (tmp_path / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        copy_of_base(tmp_path / "plans" / name)
    return tmp_path


def ask(here: Path, *args: str, terminal: bool = False) -> Outcome:
    question = ("deadlines", "--data", "plans", *DAY, *args)
    return run(*question, cwd=here, today=AFTER, terminal=terminal)


def test_all_plans_are_merged_by_date_with_the_folder_in_a_column(here: Path) -> None:
    assert (
        ask(here, "--from", "2021-06-30", "--to", "2021-07-04", "--unit", "司法局").out
        == """\
司法局：2021-06-30 至 2021-07-04（含）到期的和无固定日期的时限（3）

年度  计划             编号  期限        最后工作日  状态               事项      角色
----  ---------------  ----  ----------  ----------  -----------------  --------  ----
2021  plans/丙市/丁县   1.1  2021-06-30              已办结 2021-06-28  公布目录  牵头
2021  plans/乙县        1.1  2021-06-30              已办结 2021-06-28  公布目录  牵头
2021  plans/甲县        1.1  2021-06-30              已办结 2021-06-28  公布目录  牵头

另有 24 项不在这个范围；全部列出：anju deadlines --data plans --today
  2021-06-30 --unit 司法局 --all
期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。
"""
    )


def test_it_is_as_if_each_plan_were_named(here: Path) -> None:
    names = [f"plans/{name}" for name in ("丙市/丁县", "乙县", "甲县")]
    named = [part for name in names for part in ("--data", name)]
    for more in (
        ("-f", "md"),
        ("--all", "-f", "json"),
        ("--overdue", "-f", "csv"),
        ("--unit", "青石镇", "-f", "md"),
    ):
        args = ("deadlines", *named, *DAY, *more)
        assert ask(here, *more) == run(*args, cwd=here, today=AFTER)


def test_one_plan_beneath_is_that_plan(here: Path) -> None:
    below = run("deadlines", "--data", "plans/丙市", *DAY, "-f", "md", cwd=here, today=AFTER)
    assert below == run(
        "deadlines", "--data", "plans/丙市/丁县", *DAY, "-f", "md", cwd=here, today=AFTER
    )
    variables = {"ANJU_DATA": "plans/丙市"}
    assert run("deadlines", *DAY, "-f", "md", cwd=here, today=AFTER, variables=variables) == below


def test_a_folder_of_plans_beside_a_plan(here: Path) -> None:
    copy_of_base(here / "data")
    records = ask(here, "--data", "data", "--all", "-f", "json").json
    assert set(Counter(record["data"] for record in records).values()) == {len(records) // 4}
    twice = ask(here, "--data", "plans/乙县").refusal
    assert twice == "选项 --data：文件夹“plans/乙县”写了不止一次，请只写一次"


# -- errors in some --------------------------------------------------------


def break_some(here: Path, count: int) -> None:
    for number in range(count):
        base_with(here / f"plans/错{number:02}", "tasks", "due: 2021-06-30", "due: 2021-06-31")


def test_plans_with_errors_are_left_out_and_named(here: Path) -> None:
    right = ask(here, "-f", "csv")
    break_some(here, 2)
    outcome = ask(here, "-f", "csv")
    assert (outcome.code, outcome.out) == (1, right.out)
    assert outcome.err == (
        "plans/错00、plans/错01 的数据有错误，没有列入。有什么错误：anju validate plans/错00\n"
    )
    assert ask(here).lines[0] == "3 份计划：逾期、30 天内到期和无固定日期的时限（12）"
    assert (here / "out.csv").exists() is False
    assert ask(here, "-o", "out.csv").code == 1
    assert (here / "out.csv").exists()


def test_of_many_with_errors_ten_are_named(here: Path) -> None:
    break_some(here, 12)
    some = "、".join(f"plans/错{number:02}" for number in range(10))
    assert ask(here).err == (
        f"{some} 等 12 份计划的数据有错误，没有列入。有什么错误：anju validate plans/错00\n"
    )


def test_where_all_have_errors_there_is_no_answer(tmp_path: Path) -> None:
    break_some(tmp_path, 2)
    outcome = ask(tmp_path)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("plans/错00、plans/错01 的数据有错误，没有列入。")


# -- units -----------------------------------------------------------------


def test_a_unit_that_some_plans_lack(here: Path) -> None:
    for number in range(12):
        plan = copy_of_base(here / f"plans/无{number:02}")
        for file in plan.iterdir():
            file.write_text(file.read_text("utf-8").replace("司法局", "法制局"), "utf-8")
    outcome = ask(here, "--unit", "司法局", "--all")
    assert outcome.code == 0
    text = outcome.out.replace("\n  ", "")
    some = "、".join(f"plans/无{number:02}" for number in range(10))
    assert f"{some} 等 12 份计划的名册里没有单位“司法局”，没有列。" in text
    refusal = ask(here, "--unit", "教体局").refusal
    assert refusal.startswith("选项 --unit：名册里没有单位“教体局”。")


def test_a_hint_is_about_one_plan(here: Path) -> None:
    words = ("units", "--data", "plans/丙市/丁县", "--group", "各镇、街道")
    assert ask(here, "各镇、街道").refusal == (
        f"参数 单位：“各镇、街道”是一组单位，请写其中一个。组里的单位：anju {' '.join(words)}"
    )
    assert run(*words, cwd=here).code == 0


# -- very many -------------------------------------------------------------


def test_on_the_screen_stand_the_first_200(tmp_path: Path) -> None:
    write(tmp_path / "plans", 60)
    shown = ask(tmp_path)
    everything = ask(tmp_path, "-f", "csv")
    rows = list(csv.DictReader(everything.out.splitlines()))
    assert len(rows) > 600
    assert shown.lines[0].startswith(
        f"60 份计划：逾期、30 天内到期和无固定日期的时限（{len(rows)}）"
    )
    assert sum(line.startswith("2021  plans/") for line in shown.lines) == 200
    first = [row["计划"] for row in rows[:200]]
    assert [line.split()[1] for line in shown.lines if line.startswith("2021  plans/")] == first
    assert (
        f"还有 {len(rows) - 200} 条没有列出，这里只列前 200 条；要全部列出，请写到文件里，"
        "例如加 -o 时限.csv 或 -o 时限.xlsx。"
    ) in shown.out.replace("\n  ", "")
    assert ask(tmp_path, "--all").out.count("\n2021  plans/") > len(rows)  # all is all
    ask(tmp_path, "-o", "out.txt")
    text = (tmp_path / "out.txt").read_text("utf-8")
    assert text.count("\n2021  plans/") == len(rows)


def test_by_several_processes_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "plans", 45)
    args = ("deadlines", "--data", "plans", *DAY, "--all", "-f", "json")
    alone = run(*args, cwd=tmp_path, today=AFTER)
    assert {record["year"] for record in alone.json} == {2021}
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(workers, "WORTH_WORKERS", 45)
    variables = {"ANJU_CACHE": str(tmp_path / "cache")}
    assert run(*args, cwd=tmp_path, today=AFTER, variables=variables) == alone
    assert not (tmp_path / "cache").exists()  # many plans are read anew


def test_a_bar_for_who_waits(tmp_path: Path) -> None:
    write(tmp_path / "plans", 42)
    outcome = ask(tmp_path, terminal=True)
    assert "读各份计划 ━" in outcome.err
    assert "42/42" in outcome.err
    assert ask(tmp_path).err == ""


def test_a_process_that_dies_is_a_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> Iterator[object]:
        raise WorkerDied
        yield

    monkeypatch.setattr(many_plans, "map_on_cores", die)
    outcome = ask(here)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("没有做完：读计划的一个进程中断了，")
