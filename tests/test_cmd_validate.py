"""anju validate: every mistake on its own line, with its mending."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from anju_cli.loader import Loaded, load
from anju_cli.problems import Problem
from tests.running import ROOT, Outcome, base_with, copy_of_base, run


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a plan in ``good``, and one in ``bad`` that names an unknown town."""
    copy_of_base(tmp_path / "good")
    base_with(tmp_path / "bad", "tasks", "      - 青石镇\n", "      - 青石真\n")
    return tmp_path


FAULT = """\
bad/tasks.yaml:53:9: 错误 A301 任务（二）：名册里没有“青石真”
      - 青石真
        ^^
  改为：青石镇

1 个文件，1 处错误，0 处提示
"""


# -- on the screen ---------------------------------------------------------


def test_a_fault_stands_on_standard_output_with_its_place(here: Path) -> None:
    assert run("validate", "bad", cwd=here) == Outcome(1, FAULT, "")
    assert run("validate", "bad", cwd=here, terminal=True) == Outcome(1, FAULT, "")


def test_a_plan_in_order(here: Path) -> None:
    assert run("validate", "good", cwd=here) == Outcome(0, "没有问题：good\n", "")


def test_the_shipped_plan_is_in_order() -> None:
    assert run("validate") == Outcome(0, "没有问题：data\n", "")


def test_colour_on_a_terminal_that_wants_it(here: Path) -> None:
    outcome = run("validate", "bad", cwd=here, terminal=True, variables={})
    assert outcome.lines[0].startswith("bad/tasks.yaml:53:9: \x1b[31m错误\x1b[0m A301 ")


# -- which folders ---------------------------------------------------------


def test_several_folders_in_one_run(here: Path) -> None:
    base_with(here / "worse", "quotas", "total: 600", "total: 601")
    outcome = run("validate", "good", "worse", "bad", "-f", "json", cwd=here)
    assert [problem["file"] for problem in json.loads(outcome.out)] == [
        "worse/quotas.yaml",
        "bad/tasks.yaml",
    ]
    assert outcome.code == 1


def test_the_same_folder_is_checked_once(here: Path) -> None:
    assert run("validate", "bad", "./bad", str(here / "bad"), cwd=here) == Outcome(1, FAULT, "")
    assert run("validate", "good", "./good", cwd=here).out == "没有问题：good\n"


@pytest.mark.parametrize("file", ["units.yaml", "tasks.yaml", "quotas.yaml"])
def test_a_data_file_stands_for_its_folder(here: Path, file: str) -> None:
    assert run("validate", f"bad/{file}", cwd=here) == Outcome(1, FAULT, "")
    assert run("validate", f"good/{file}", cwd=here) == Outcome(0, "没有问题：good\n", "")


@pytest.mark.parametrize("name", [".", "tasks.yaml", "./tasks.yaml"])
def test_inside_the_folder_files_go_by_their_bare_names(here: Path, name: str) -> None:
    assert run("validate", name, cwd=here / "bad").lines[0].startswith("tasks.yaml:53:9: ")


def test_without_a_folder_it_is_the_one_that_questions_are_about(here: Path) -> None:
    bad, good = {"ANJU_DATA": "bad"}, {"ANJU_DATA": "good"}
    assert run("validate", cwd=here, variables=bad) == Outcome(1, FAULT, "")
    assert run("validate", cwd=here, variables=good).code == 0
    assert run("validate", "--data", "good", cwd=here, variables=bad).code == 0
    assert run("validate", "good", cwd=here, variables=bad).code == 0
    (here / "bad").rename(here / "data")
    assert run("validate", cwd=here).lines[0].startswith("data/tasks.yaml:53:9: ")


def test_a_folder_that_is_not_there_is_wrong_usage(here: Path) -> None:
    sentence = "找不到文件夹“nowhere”。请核对路径；不写时用 ./data 或附带的计划"
    assert run("validate", "nowhere", cwd=here).refusal == f"参数 文件夹：{sentence}"
    assert run("validate", "good", "nowhere", cwd=here).refusal == f"参数 文件夹：{sentence}"
    assert run("validate", "--data", "nowhere", cwd=here).refusal == f"选项 --data：{sentence}"
    variables = {"ANJU_DATA": "nowhere"}
    assert (
        run("validate", cwd=here, variables=variables).refusal == f"环境变量 ANJU_DATA：{sentence}"
    )


def test_another_file_is_no_folder(here: Path) -> None:
    (here / "units.csv").write_text("单位\n", encoding="utf-8")
    assert run("validate", "units.csv", cwd=here).refusal == (
        "参数 文件夹：“units.csv”不是文件夹。请写放着 units.yaml、tasks.yaml、quotas.yaml 的文件夹"
    )


def test_an_empty_folder_lacks_three_files(here: Path) -> None:
    (here / "empty").mkdir()
    outcome = run("validate", "empty", "-f", "json", cwd=here)
    assert [(one["file"], one["line"], one["code"]) for one in json.loads(outcome.out)] == [
        ("empty/quotas.yaml", 1, "A001"),
        ("empty/tasks.yaml", 1, "A001"),
        ("empty/units.yaml", 1, "A001"),
    ]
    assert outcome.code == 1


def test_folders_and_the_option_exclude_each_other() -> None:
    assert run("validate", "data", "--data", "data").refusal == (
        "选项 --data：已经写了要检查的文件夹，请去掉 --data，把它的文件夹也写在前面"
    )


# -- for programs ----------------------------------------------------------


def test_json(here: Path) -> None:
    outcome = run("validate", "bad", "--format", "json", cwd=here)
    assert (outcome.code, outcome.err) == (1, "")
    (problem,) = json.loads(outcome.out)
    assert list(problem.items()) == [
        ("file", "bad/tasks.yaml"),
        ("line", 53),
        ("column", 9),
        ("severity", "error"),
        ("code", "A301"),
        ("message", "任务（二）：名册里没有“青石真”"),
        ("hint", "改为：青石镇"),
    ]
    assert run("validate", "good", "-f", "json", cwd=here) == Outcome(0, "[]\n", "")


def test_github(here: Path) -> None:
    assert run("validate", "bad", "-f", "github", cwd=here) == Outcome(
        1,
        "::error file=bad/tasks.yaml,line=53,col=9,title=A301::"
        "任务（二）：名册里没有“青石真”%0A改为：青石镇\n",
        "",
    )
    assert run("validate", "good", "-f", "github", cwd=here) == Outcome(0, "", "")


def test_a_format_of_the_other_commands_is_refused() -> None:
    assert run("validate", "-f", "csv").refusal == (
        "选项 --format：“csv”不在可选之列。可以写：text、json、github"
    )


# -- warnings --------------------------------------------------------------

WARNING = Problem("data/quotas.yaml", 3, 1, "A900", "warning", "只是提示", "请看一看")


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is loaded is in order, but for one warning."""

    def load_with_warning(folder: Path, shown: str) -> Loaded:
        return replace(load(folder, shown), problems=(WARNING,))

    monkeypatch.setattr("anju_cli.loader.load", load_with_warning)
    monkeypatch.setattr("anju_cli.commands.validate.load", load_with_warning)


@pytest.mark.usefixtures("warned")
def test_a_warning_is_shown_but_is_no_failure() -> None:
    assert run("validate") == Outcome(
        0,
        "data/quotas.yaml:3:1: 提示 A900 只是提示\n  请看一看\n\n1 个文件，0 处错误，1 处提示\n",
        "",
    )
    assert run("validate", "-f", "github").out.startswith("::warning file=data/quotas.yaml,line=3")


@pytest.mark.usefixtures("warned")
def test_a_warning_does_not_keep_a_question_from_its_answer() -> None:
    assert run("units", "--kind", "街道").code == 0
    assert "数据问题  1 处提示，详见 anju validate" in run("status").lines
    assert run("status", "-f", "json").json["problems"] == [WARNING.as_record()]


def test_the_folder_of_a_bad_plan_is_named_as_it_was_typed() -> None:
    assert run("validate", "--data", f"{ROOT}/data").out == f"没有问题：{ROOT}/data\n"
