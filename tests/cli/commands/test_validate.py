"""anju validate: every mistake on its own line, with its fix."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest

from anju_cli.cli.app import main
from anju_cli.diagnostics import Diagnostic
from anju_cli.validation.loader import Loaded, load
from tests import checkouts
from tests.running import BASE, ROOT, Outcome, base_with, copy_of_base, environment, run


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


# -- as of which day -------------------------------------------------------

TOO_EARLY = "办结日期 2021-06-28 还没有到（今天是 2021-06-20）"


def test_the_day_is_the_one_that_is_named_else_of_the_variable_else_of_the_clock(
    here: Path,
) -> None:
    def validate(*args: str, **variables: str) -> Outcome:
        return run("validate", "good", *args, cwd=here, variables={"NO_COLOR": "1", **variables})

    assert validate("--today", "2021-06-20").lines[0].endswith(TOO_EARLY)
    assert validate(ANJU_TODAY="2021-06-20").lines[0].endswith(TOO_EARLY)
    assert validate("--today", "2021-06-28", ANJU_TODAY="2021-06-20").code == 0
    assert validate().code == 0
    wrong = validate(ANJU_TODAY="昨天")
    assert (wrong.code, "环境变量 ANJU_TODAY" in wrong.err) == (2, True)


def test_a_suppression_holds_through_its_last_day_of_the_day_that_is_named(here: Path) -> None:
    suppressed = "total: 601  # anju 忽略 A305 到 2021-06-29：等正式文件"
    base_with(here / "until", "quotas", "total: 600", suppressed)
    assert run("validate", "until", "--today", "2021-06-29", "--strict", cwd=here) == Outcome(
        0, "没有问题：until\n另有 1 处按注释忽略，没有列出。\n", ""
    )
    outcome = run("validate", "until", "--today", "2021-06-30", cwd=here)
    assert (outcome.code, "这一行的忽略已于 2021-06-29 到期" in outcome.out) == (1, True)


def test_what_is_fixed_and_what_is_new_is_so_as_of_that_day(here: Path) -> None:
    for how in (("--fix", "--diff"), ("-", "--file", "tasks", "--data", "good")):
        folders = () if "-" in how else ("good",)
        question = ("validate", *folders, *how)
        assert run(*question, cwd=here, stdin=TASKS).code == 0
        assert run(*question, "--today", "2021-06-20", cwd=here, stdin=TASKS).code == 1
    checkouts.init(here)
    checkouts.commit(here)
    (here / "good/tasks.yaml").write_bytes(TASKS.replace(b"on: 2021-06-28", b"on: 2021-06-29"))
    since = ("validate", "good", "--since", "HEAD", "--today")
    assert [run(*since, f"2021-06-{day}", cwd=here).code for day in (28, 29)] == [1, 0]


def test_any_other_command_takes_what_is_recorded_as_of_the_clock(here: Path) -> None:
    """A question about an earlier day is no reason to refuse what has been done since."""
    question = ("tasks", "--data", "good", "--today", "2021-06-20")
    assert run(*question, cwd=here).code == 0


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
    assert [diagnostic["file"] for diagnostic in json.loads(outcome.out)] == [
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
    (diagnostic,) = json.loads(outcome.out)
    assert list(diagnostic.items()) == [
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


def test_sarif(here: Path) -> None:
    outcome = run("validate", str(here / "bad"), "good", "-f", "sarif", cwd=here)
    assert (outcome.code, outcome.err) == (1, "")
    (result,) = json.loads(outcome.out)["runs"][0]["results"]
    assert result["ruleId"] == "A301"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "bad/tasks.yaml"}
    assert str(here) not in outcome.out
    good = run("validate", "good", "-f", "sarif", cwd=here)
    assert good.json["runs"][0]["results"] == []


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "junit"])
def test_what_is_read_elsewhere_names_no_folder_of_this_computer(here: Path, form: str) -> None:
    asked = run("validate", str(here / "bad"), "-f", form, cwd=here)
    assert asked == run("validate", "bad", "-f", form, cwd=here)


def test_sarif_links_to_the_documents_where_it_is_said_where_they_are(here: Path) -> None:
    def driver(**variables: str) -> Any:
        outcome = run("validate", "good", "-f", "sarif", cwd=here, variables=variables)
        return json.loads(outcome.out)["runs"][0]["tool"]["driver"]

    address = "https://git.example.com/anju/blob/v1"
    assert driver(ANJU_DOCS=f"{address}/")["informationUri"] == f"{address}/README.md"
    assert "informationUri" not in driver()
    wrong = run("validate", "good", "-f", "sarif", cwd=here, variables={"ANJU_DOCS": "docs"})
    assert wrong.refusal == (
        "环境变量 ANJU_DOCS：“docs”不是网址。请写以 https:// 开头的、anju 仓库的网址，或者不设它"
    )


def test_junit_has_a_suite_for_each_file_of_each_folder(here: Path) -> None:
    outcome = run("validate", "good", "bad", "-f", "junit", cwd=here)
    assert (outcome.code, outcome.err) == (1, "")
    root = Tree.fromstring(outcome.out)
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [
        ("good/units.yaml", "0"),
        ("good/tasks.yaml", "0"),
        ("good/quotas.yaml", "0"),
        ("bad/units.yaml", "0"),
        ("bad/tasks.yaml", "1"),
        ("bad/quotas.yaml", "0"),
    ]
    assert run("validate", "good", "-f", "junit", cwd=here).code == 0


def test_a_format_of_the_other_commands_is_refused() -> None:
    assert run("validate", "-f", "csv").refusal == (
        "选项 --format：“csv”不在可选之列。可以写：text（给人看）、json（给程序用）、"
        "github（在合并请求里逐行标出）、gitlab（合并请求的代码质量报告）、"
        "sarif（给代码平台和编辑器）、junit（给持续集成的测试报告）"
    )


# -- into a file -----------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("out.sarif", "sarif"),
        ("OUT.SARIF", "sarif"),
        ("out.sarif.json", "sarif"),
        ("out.xml", "junit"),
        ("out.json", "json"),
        ("gl-code-quality-report.json", "gitlab"),
        ("code-quality.json", "json"),
        ("out.txt", "text"),
        ("out", "text"),
    ],
)
def test_the_suffix_picks_the_format(here: Path, file: str, form: str) -> None:
    outcome = run("validate", "bad", "-o", file, cwd=here)
    assert outcome == Outcome(1, FAULT, f"已写入 {file}\n")
    shown = run("validate", "bad", "-f", form, cwd=here).out
    assert (here / file).read_bytes() == shown.encode()


def test_the_format_may_be_named_for_any_file(here: Path) -> None:
    outcome = run("validate", "bad", "--format", "github", "--output", "notes.log", cwd=here)
    assert outcome == Outcome(1, FAULT, "已写入 notes.log\n")
    shown = run("validate", "bad", "-f", "github", cwd=here).out
    assert (here / "notes.log").read_bytes() == shown.encode()


def test_the_person_reads_in_colour_and_the_file_has_none(here: Path) -> None:
    args = ("validate", "bad", "-f", "text", "-o", "x")
    outcome = run(*args, cwd=here, terminal=True, variables={})
    assert "\x1b[31m" in outcome.out
    assert (here / "x").read_bytes() == FAULT.encode()


def test_a_plan_in_order_is_written_too(here: Path) -> None:
    outcome = run("validate", "good", "-o", "out.json", cwd=here)
    assert outcome == Outcome(0, "没有问题：good\n", "已写入 out.json\n")
    assert (here / "out.json").read_bytes() == b"[]\n"
    run("validate", "good", "-o", "out.txt", cwd=here)
    assert (here / "out.txt").read_bytes() == "没有问题：good\n".encode()


def test_a_suffix_of_another_kind_is_refused_before_anything_is_read(here: Path) -> None:
    for file in ("out.xlsx", "out.yaml"):
        assert run("validate", "nowhere", "-o", file, cwd=here).refusal == (
            f"选项 --output：不会写 {Path(file).suffix} 文件。"
            "扩展名可以是 .sarif、.xml（junit）、.json、.txt，或用 -f 指定格式"
        )


def test_a_file_that_cannot_be_written(here: Path) -> None:
    assert run("validate", "bad", "-o", "nowhere/out.sarif", cwd=here).refusal == (
        f"选项 --output：无法写入 nowhere/out.sarif：文件夹 {here}/nowhere 不存在。"
        "请先建好这个文件夹，或者换一个位置。"
    )
    (here / "out.json").mkdir()
    assert run("validate", "bad", "-o", "out.json", cwd=here).refusal.startswith(
        "选项 --output：无法写入 out.json：它是一个文件夹。"
    )
    assert sorted(path.name for path in here.iterdir()) == ["bad", "good", "out.json"]


# -- standard input --------------------------------------------------------

TASKS = (ROOT / BASE / "tasks.yaml").read_bytes()
WRONG = TASKS.replace("      - 青石镇\n".encode(), "      - 青石真\n".encode(), 1)


def test_standard_input_in_the_place_of_a_file(here: Path) -> None:
    outcome = run("validate", "-", "--file", "tasks", "--data", "good", cwd=here, stdin=WRONG)
    assert outcome == Outcome(1, FAULT.replace("bad/tasks.yaml", "<stdin>"), "")
    fixed = run("validate", "-", "--file", "tasks", "--data", "bad", cwd=here, stdin=TASKS)
    assert fixed == Outcome(0, "没有问题：<stdin>\n", "")


def test_standard_input_under_the_name_of_a_file(here: Path) -> None:
    args = ("validate", "-", "--file", "tasks", "--data", "good", "--name", "bad/tasks.yaml")
    assert run(*args, cwd=here, stdin=WRONG) == Outcome(1, FAULT, "")
    assert run(*args, cwd=here, stdin=TASKS).out == "没有问题：bad/tasks.yaml\n"


def test_the_other_files_are_those_of_the_folder_questions_are_about(here: Path) -> None:
    base_with(here / "short", "quotas", "total: 600", "total: 601")
    args = ("validate", "-", "--file", "tasks", "-f", "json")
    outcome = run(*args, cwd=here, stdin=WRONG, variables={"ANJU_DATA": "short"})
    assert [diagnostic["file"] for diagnostic in json.loads(outcome.out)] == [
        "<stdin>",
        "short/quotas.yaml",
    ]
    (here / "short").rename(here / "data")
    outcome = run(*args, cwd=here, stdin=WRONG)
    assert [diagnostic["file"] for diagnostic in json.loads(outcome.out)] == [
        "<stdin>",
        "data/quotas.yaml",
    ]


def test_the_file_itself_need_not_be_there(here: Path) -> None:
    (here / "good" / "tasks.yaml").unlink()
    args = ("validate", "-", "--file", "tasks", "--data", "good", "-f", "junit")
    outcome = run(*args, cwd=here, stdin=TASKS)
    assert outcome.code == 0
    assert [suite.get("name") for suite in Tree.fromstring(outcome.out)] == [
        "good/units.yaml",
        "<stdin>",
        "good/quotas.yaml",
    ]


@pytest.mark.parametrize("kind", ["units", "tasks", "quotas"])
def test_every_kind_of_file(here: Path, kind: str) -> None:
    text = (here / "good" / f"{kind}.yaml").read_bytes()
    args = ("validate", "-", "--file", kind, "--data", "good", "-f", "json")
    assert run(*args, cwd=here, stdin=text).json == []
    (diagnostic,) = json.loads(run(*args, cwd=here, stdin=b"").out)
    assert (diagnostic["file"], diagnostic["code"]) == ("<stdin>", "A003")


def test_the_encoding_is_checked_too(here: Path) -> None:
    text = TASKS.decode().encode("gb18030")
    args = ("validate", "-", "--file", "tasks", "--data", "good", "-f", "json")
    (diagnostic,) = json.loads(run(*args, cwd=here, stdin=text).out)
    assert diagnostic["code"] == "A002"
    assert diagnostic["message"] == "文件编码是 GBK（记事本里叫 ANSI），应为 UTF-8"


def test_a_real_process_reads_its_bytes() -> None:
    command = [sys.executable, "-m", "anju_cli", "validate", "-", "--file", "tasks", "-f", "json"]
    done = subprocess.run(
        [*command, "--data", BASE],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        input=TASKS.decode().encode("gb18030"),
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert [diagnostic["code"] for diagnostic in json.loads(done.stdout)] == ["A002"]


def test_too_much_for_a_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 1024 * 1024
    monkeypatch.setattr("anju_cli.validation.loader.MAX_BYTES", most)
    args = ("validate", "-", "--file", "tasks", "--data", "good", "-f", "json")
    fits = TASKS + b"#" * (most - len(TASKS))
    assert run(*args, cwd=here, stdin=fits).json == []
    (diagnostic,) = json.loads(run(*args, cwd=here, stdin=fits + b"\n").out)
    assert (diagnostic["file"], diagnostic["code"]) == ("<stdin>", "A004")
    assert diagnostic["message"] == "内容超过上限 1 MB"


def test_what_standard_input_is_must_be_said(here: Path) -> None:
    assert run("validate", "-", cwd=here).refusal == (
        "选项 --file：检查标准输入时要说明是哪个文件，例如 anju validate - --file tasks"
    )
    assert run("validate", "-", "--file", "plan", cwd=here).refusal == (
        "选项 --file：“plan”不在可选之列。可以写：units（单位）、tasks（任务）、quotas（目标任务）"
    )


@pytest.mark.parametrize(
    "words", [("--file", "任务"), ("--file=TASKS",), ("--kind", "tasks"), ("--kind=任务",)]
)
def test_the_file_by_its_chinese_name_and_the_option_by_its_old_one(
    here: Path, words: tuple[str, ...]
) -> None:
    args = ("validate", "-", *words, "--data", "good")
    assert run(*args, cwd=here, stdin=TASKS).out == "没有问题：<stdin>\n"
    assert "--kind" not in run("validate", "--help").out


def test_standard_input_is_checked_alone(here: Path) -> None:
    for folders in (("-", "good"), ("good", "-"), ("-", "-")):
        assert run("validate", *folders, "--file", "tasks", cwd=here).refusal == (
            "参数 文件夹：- 是标准输入，要单独写；另两个文件的文件夹用 --data 指定"
        )


@pytest.mark.parametrize("option", [("--file", "tasks"), ("--name", "x.yaml")])
def test_options_of_standard_input_without_it(option: tuple[str, str]) -> None:
    assert run("validate", "data", *option).refusal == (
        f"选项 {option[0]}：只在检查标准输入时用，例如 anju validate - --file tasks"
    )


def test_the_folder_beside_standard_input_must_be_there(here: Path) -> None:
    args = ("validate", "-", "--file", "tasks", "--data", "nowhere")
    assert run(*args, cwd=here).refusal.startswith("选项 --data：找不到文件夹“nowhere”。")


def test_standard_input_that_cannot_be_read(here: Path) -> None:
    class Folder(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise IsADirectoryError(size)

    out, err = io.StringIO(), io.StringIO()
    world = environment(out, err, here)._replace(stdin=Folder())
    assert main(["validate", "-", "--file", "tasks"], world) == 2
    assert out.getvalue() == ""
    assert err.getvalue().startswith("错误：参数 文件夹：读不出标准输入，请检查 < 后面的文件\n")


# -- warnings --------------------------------------------------------------

WARNING = Diagnostic("data/quotas.yaml", 3, 1, "A900", "warning", "只是提示", "请看一看")


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is loaded is in order, but for one warning."""

    def load_with_warning(
        folder: Path, shown: str, today: date, *_: object, **__: object
    ) -> Loaded:
        return replace(load(folder, shown, today), diagnostics=(WARNING,))

    monkeypatch.setattr("anju_cli.validation.loader.load", load_with_warning)
    monkeypatch.setattr("tests.running.CACHES", [])  # nor is it kept for other tests


@pytest.mark.usefixtures("warned")
def test_a_warning_is_shown_but_is_no_failure() -> None:
    assert run("validate") == Outcome(
        0,
        "data/quotas.yaml:3:1: 提示 A900 只是提示\n  请看一看\n\n1 个文件，0 处错误，1 处提示\n",
        "",
    )
    assert run("validate", "-f", "github").out.startswith("::warning file=data/quotas.yaml,line=3")


@pytest.mark.usefixtures("warned")
def test_strict_fails_on_a_warning() -> None:
    lax, strict = run("validate"), run("validate", "--strict")
    assert (lax.code, strict.code, strict.out) == (0, 1, lax.out)
    assert run("validate", "--strict", "-f", "json").code == 1
    assert Tree.fromstring(run("validate", "-f", "junit").out).get("failures") == "0"
    assert Tree.fromstring(run("validate", "--strict", "-f", "junit").out).get("failures") == "1"
    assert run("validate", "-", "--file", "tasks", "--strict", stdin=TASKS).code == 1


def test_strict_passes_a_plan_in_order(here: Path) -> None:
    assert run("validate", "good", "--strict", cwd=here) == Outcome(0, "没有问题：good\n", "")
    assert run("validate", "bad", "--strict", cwd=here) == Outcome(1, FAULT, "")


@pytest.mark.usefixtures("warned")
def test_a_warning_does_not_keep_a_question_from_its_answer() -> None:
    assert run("units", "--kind", "街道").code == 0
    assert "数据问题  1 处提示，详见 anju validate" in run("status").lines
    assert run("status", "-f", "json").json["problems"] == [WARNING.as_record()]


def test_the_folder_of_a_bad_plan_is_named_as_it_was_typed() -> None:
    assert run("validate", "--data", f"{ROOT}/data").out == f"没有问题：{ROOT}/data\n"
