"""anju validate over a folder of plans: all of them, in order, counted, and given up at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from anju_cli.render.diagnostics.text import SHOWN
from anju_cli.storage import workers
from anju_cli.storage.workers import WorkerDied
from anju_cli.text.width import display_width
from anju_cli.validation import batch, loader
from benchmarks.country import QUOTAS, TASKS, UNITS, write
from tests.running import ROOT, TODAY, Outcome, base_with, copy_of_base, run


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """``plans`` with four plans beneath, two of them with a fault; and ``data``."""
    for name in ("甲省/一县", "甲省/二县", "乙省"):
        (tmp_path / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        copy_of_base(tmp_path / "plans" / name)
    (tmp_path / "plans/甲省/一县/units.yaml").write_text("units: 无\n", encoding="utf-8")
    base_with(tmp_path / "plans/乙省/三县", "tasks", "      - 青石镇\n", "      - 青石真\n")
    copy_of_base(tmp_path / "data")
    return tmp_path


FAULT = """\
plans/乙省/三县/tasks.yaml:53:9: 错误 A301 任务（二）：名册里没有“青石真”
      - 青石真
        ^^
  改为：青石镇
"""

# -- all of them -----------------------------------------------------------


def test_a_folder_of_plans_stands_for_all_of_them(here: Path) -> None:
    (here / "plans/甲省/一县/units.yaml").write_bytes((here / "data/units.yaml").read_bytes())
    assert run("validate", "plans", cwd=here) == Outcome(
        1, f"{FAULT}\n4 份计划，1 份有问题：1 个文件，1 处错误，0 处提示\n", ""
    )
    (here / "plans/乙省/三县/tasks.yaml").write_bytes((here / "data/tasks.yaml").read_bytes())
    assert run("validate", "plans", cwd=here) == Outcome(0, "没有问题：plans（4 份计划）\n", "")
    assert run("validate", "plans", "data", "plans/乙省", cwd=here) == Outcome(
        0, "没有问题：plans（4 份计划）、data\n", ""
    )


def test_a_hint_names_each_folder_once_where_its_files_were_named(here: Path) -> None:
    """As pre-commit names them."""
    (here / "data/units.yaml").write_text(
        (here / "data/units.yaml").read_text(encoding="utf-8").replace("name: ", "name：", 1),
        encoding="utf-8",
    )
    files = (
        f"{plan}/{name}.yaml" for plan in ("data", "plans/甲省/二县") for name in ("tasks", "units")
    )
    assert run("validate", *files, "--strict", cwd=here).lines[-1] == (
        "可以自动改 1 处：anju validate data plans/甲省/二县 --strict --fix"
        "（先看会怎样改，再加 --diff）"
    )


def test_diagnostics_stand_in_the_order_of_the_folders(here: Path) -> None:
    diagnostics = json.loads(run("validate", "plans", "-f", "json", cwd=here).out)
    assert list(dict.fromkeys(diagnostic["file"] for diagnostic in diagnostics)) == [
        "plans/乙省/三县/tasks.yaml",
        "plans/甲省/一县/units.yaml",
    ]


def test_one_plan_that_lies_deep_is_called_by_its_folder(here: Path) -> None:
    for name in ("一县", "二县"):
        (here / "plans/甲省" / name / "units.yaml").write_bytes(
            (here / "data/units.yaml").read_bytes()
        )
    assert run("validate", "plans/甲省/二县", cwd=here).out == "没有问题：plans/甲省/二县\n"
    (here / "alone").mkdir()
    (here / "plans/甲省").rename(here / "alone/甲省")
    (here / "alone/甲省/二县/units.yaml").unlink()
    (here / "alone/甲省/二县/tasks.yaml").unlink()
    (here / "alone/甲省/二县/quotas.yaml").unlink()
    assert run("validate", "alone", cwd=here).out == "没有问题：alone/甲省/一县\n"


def test_a_plan_stands_for_itself_whatever_is_beneath(here: Path) -> None:
    assert run("validate", "plans/乙省", cwd=here) == Outcome(0, "没有问题：plans/乙省\n", "")


def test_the_variable_may_name_a_folder_of_plans(here: Path) -> None:
    variables = {"ANJU_DATA": "plans/甲省"}
    last = run("validate", cwd=here, variables=variables).lines[-1]
    assert last.startswith("2 份计划，1 份有问题：1 个文件，")


def test_a_folder_without_plans_lacks_three_files_as_ever(here: Path) -> None:
    (here / "empty" / "deep").mkdir(parents=True)
    outcome = run("validate", "empty", cwd=here)
    assert outcome.lines[0] == "empty/quotas.yaml:1:1: 错误 A001 没有这个文件"
    assert outcome.lines[-1] == "3 个文件，3 处错误，0 处提示"


def test_programs_get_every_file_and_every_diagnostic(here: Path) -> None:
    root = Tree.fromstring(run("validate", "plans", "-f", "junit", cwd=here).out)
    assert [suite.get("name", "").rpartition("/")[0] for suite in root][::3] == [
        "plans/乙省",
        "plans/乙省/三县",
        "plans/甲省/一县",
        "plans/甲省/二县",
    ]
    outcome = run("validate", "plans", "-o", "out.sarif", cwd=here)
    assert outcome.lines[-1].startswith("4 份计划，2 份有问题：")
    (results,) = json.loads((here / "out.sarif").read_text("utf-8"))["runs"]
    assert results["results"][0]["ruleId"] == "A301"


def test_strict_counts_hints_of_all(here: Path) -> None:
    useless = "青石镇: 80  # anju 忽略 A401 到 2021-12-31：目标是区里核定的"
    base_with(here / "hints/a", "quotas", "青石镇: 80", useless)
    copy_of_base(here / "hints/b")
    lax, strict = (run("validate", "hints", *more, cwd=here) for more in ((), ("--strict",)))
    assert (lax.code, strict.code) == (0, 1)
    assert lax.lines[-1] == "2 份计划，1 份有问题：1 个文件，0 处错误，1 处提示"


def test_what_comments_let_stand_is_counted_over_all(here: Path) -> None:
    comment = "due: 2020-06-30  # anju 忽略 A304 到 2021-08-31：等新的通知"
    for name in ("a", "b"):
        plan = base_with(here / "let" / name, "tasks", "due: 2021-06-30", comment)
        text = (plan / "tasks.yaml").read_text("utf-8")
        (plan / "tasks.yaml").write_text(
            text.replace("2021年6月30日前", "2020年6月30日前"), "utf-8"
        )
    last = run("validate", "let", cwd=here).lines[-1]
    assert last == "另有 2 处按注释忽略，没有列出。"


# -- fixed, and since a revision ------------------------------------------


def test_all_are_fixed(here: Path) -> None:
    for name in ("a", "b"):
        base_with(here / "fix" / name, "quotas", "司法局: 18", "司法局：18")
    copy_of_base(here / "fix" / "c")
    diff = run("validate", "fix", "--fix", "--diff", cwd=here)
    assert (diff.code, diff.out.count("+++ ")) == (1, 2)
    outcome = run("validate", "fix", "--fix", cwd=here)
    assert outcome.code == 0
    assert "已改好 2 处，写回 fix/a/quotas.yaml、fix/b/quotas.yaml\n" in outcome.out
    assert outcome.lines[-1] == "没有问题：fix（3 份计划）"


# -- the first of very many ------------------------------------------------


@pytest.fixture
def hostile(here: Path) -> Path:
    """Two plans with a fault in each of 250 lines."""
    for name in ("a", "b"):
        plan = copy_of_base(here / "hostile" / name)
        lines = "".join(f"  局{number}: 一百条\n" for number in range(250))
        with (plan / "quotas.yaml").open("w", encoding="utf-8") as stream:
            stream.write(f"year: 2021\ntotal: 0\ntargets:\n{lines}")
    return here


def test_the_first_200_are_shown_and_all_are_counted(hostile: Path) -> None:
    records = json.loads(run("validate", "hostile/a", "-f", "json", cwd=hostile).out)
    assert len(records) >= 250
    lines = run("validate", "hostile/a", cwd=hostile).lines
    assert sum(line.startswith("hostile/a/quotas.yaml:") for line in lines) == SHOWN == 200
    assert lines[-3:] == [
        f"还有 {len(records) - 200} 处没有列出，这里只列前 200 处；要全部列出：anju "
        "validate hostile/a --all",
        "",
        f"1 个文件，{len(records)} 处错误，0 处提示",
    ]
    every = run("validate", "hostile/a", "--all", cwd=hostile).lines
    assert sum(line.startswith("hostile/a/quotas.yaml:") for line in every) == len(records)
    assert "没有列出" not in "".join(every)


def test_the_bound_is_for_all_plans_together(hostile: Path) -> None:
    count = len(json.loads(run("validate", "hostile", "-f", "json", cwd=hostile).out))
    lines = run("validate", "hostile", cwd=hostile).lines
    assert sum(line.startswith("hostile") for line in lines) == 200
    assert not [line for line in lines if line.startswith("hostile/b")]
    assert lines[-1] == f"2 份计划，2 份有问题：2 个文件，{count} 处错误，0 处提示"
    assert f"还有 {count - 200} 处没有列出" in lines[-3]
    every = run("validate", "hostile", "--all", cwd=hostile).lines
    assert sum(line.startswith("hostile") for line in every) == count


def test_a_question_shows_the_first_200_too(hostile: Path) -> None:
    err = run("quotas", "--data", "hostile/a", cwd=hostile).err.splitlines()
    assert sum(line.startswith("hostile/a/quotas.yaml:") for line in err) == 200


# -- several processes -----------------------------------------------------


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """42 plans, one of which names a unit that its register lacks."""
    folder = tmp_path_factory.mktemp("country")
    write(folder / "plans", 42)
    tasks = folder / "plans/甲卯省/第01市/第01县/tasks.yaml"
    text = tasks.read_text("utf-8")
    tasks.write_text(text.replace("局]", "局所]", 1), "utf-8")
    return folder


def test_the_invented_country_is_as_large_as_it_says(country: Path) -> None:
    plan = loader.load(country / "plans/甲子省/第01市/第01县", "p", TODAY).plan
    assert plan is not None
    register = plan.register
    assert (len(plan.tasks), len(plan.quotas.targets)) == (TASKS, QUOTAS) == (19, 49)
    assert len(register.units) == UNITS == 55


def test_by_several_processes_it_is_the_same(
    country: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(workers, "WORTH_WORKERS", 42)
    outcome = run("validate", "plans", cwd=country)
    place, _, what = outcome.lines[0].partition(" 错误 ")
    assert place.startswith("plans/甲卯省/第01市/第01县/tasks.yaml:")
    assert what == "A301 任务（三）：名册里没有“县乙公开局所”"
    assert outcome.lines[-1] == "42 份计划，1 份有问题：1 个文件，1 处错误，0 处提示"
    monkeypatch.setattr(workers, "WORTH_WORKERS", 1000)
    assert run("validate", "plans", cwd=country) == outcome


def test_a_process_that_dies_is_a_sentence(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> Iterator[object]:
        raise WorkerDied
        yield

    monkeypatch.setattr(batch, "map_on_cores", die)
    assert run("validate", "plans", cwd=here) == Outcome(
        1,
        "",
        "没有做完：读计划的一个进程中断了，可能是内存不够，或者被别的程序结束了。"
        "请再运行一次；还是这样，请把文件夹分成几部分，一部分一部分地做。\n",
    )


# -- somebody who waits ----------------------------------------------------


@pytest.mark.parametrize("width", [80, 40])
def test_a_bar_for_who_waits_at_a_terminal(country: Path, width: int) -> None:
    outcome = run("validate", "plans", cwd=country, terminal=True, width=width)
    assert outcome.lines[-1] == "42 份计划，1 份有问题：1 个文件，1 处错误，0 处提示"
    *bars, end = outcome.err.split("\r\x1b[2K")[1:]
    bar, _, left = end.partition("\n")
    assert {display_width(line) for line in (*bars, bar)} == {width}
    assert bar.startswith("检查计划 ━━━━")
    assert bar.endswith(" 42/42 还要 00:00" if width == 80 else " 42/42")
    assert left == "\x1b[?25h\r\x1b[1A\x1b[2K"  # the cursor is back, and the line empty


def test_no_bar_where_nobody_waits(country: Path) -> None:
    assert run("validate", "plans", cwd=country).err == ""
    few = country / "plans" / "甲子省"
    assert run("validate", str(few), cwd=country, terminal=True).err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminal")
def test_ctrl_c_ends_it_at_once_and_leaves_nobody_behind(tmp_path: Path) -> None:
    import pty

    write(tmp_path / "plans", 400)
    terminal, theirs = pty.openpty()
    anju = subprocess.Popen(
        [sys.executable, "-m", "anju_cli", "validate", str(tmp_path / "plans")],
        cwd=ROOT,
        env={**os.environ, "ANJU_CACHE": "", "PYTHONIOENCODING": "utf-8", "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
        # A job in the background, as this test may be, has its children ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    os.close(theirs)
    output = b""
    while "检查计划".encode() not in output:
        output += os.read(terminal, 1024)
    os.killpg(anju.pid, signal.SIGINT)
    output += b"".join(iter(lambda: _read(terminal), b""))  # until the last process has gone
    out, _ = anju.communicate()
    os.close(terminal)
    assert (anju.returncode, out) == (130, b"")
    assert output.decode().rstrip().endswith("已取消。")
    assert b"Traceback" not in output
    # Who holds the terminal no more may still be on its way out: look until nobody is there.
    assert any(
        all(group != anju.pid or state == "Z" for group, state in _processes()) for _ in range(1000)
    )


def _processes() -> Iterator[tuple[int, str]]:
    """The group and the state of each process; Z has ended, and the system not yet noticed.
    Without /proc, that nobody holds the terminal any more has to do."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, group = stat.read_text().rpartition(")")[2].split()[:3]
            yield int(group), state


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1024)
    except OSError:  # Linux says so at the end
        return b""


# -- the other commands ----------------------------------------------------


@pytest.mark.parametrize("question", [("tasks",), ("status",), ("show", "1")])
def test_a_question_about_one_plan_says_that_there_are_many(
    here: Path, question: tuple[str, ...]
) -> None:
    refusal = (
        "“plans”不是一份计划，它下面有 4 份计划。请写其中一份，例如 plans/乙省。"
        "各份一起看：anju deadlines --data plans；一起检查：anju validate plans"
    )
    assert run(*question, "--data", "plans", cwd=here).refusal == f"选项 --data：{refusal}"
    variables = {"ANJU_DATA": "plans"}
    assert run(*question, cwd=here, variables=variables).refusal == (
        f"环境变量 ANJU_DATA：{refusal}"
    )
