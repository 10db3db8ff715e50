"""A long answer on a terminal: through which pager, and what is left without one."""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import pytest

from anju_cli.cli.app import main
from anju_cli.cli.workflows.pager import find_pager, paged
from tests.cli.workflows.test_editor import program
from tests.running import BASE, Outcome, environment, run

WRITE = "import os,sys; open(sys.argv[1],'w').write(sys.stdin.read() + os.environ['LESS'])"
UNITS = ("units", "--data", BASE)  # 9 lines of 80 columns


def python(code: str, *arguments: str) -> dict[str, str]:
    """Variables that make a line of Python the pager."""
    return {
        "NO_COLOR": "1",
        "ANJU_PAGER": shlex.join((sys.executable, "-SE", "-c", code, *arguments)),
    }


# -- which one -------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "command"),
    [
        ({}, ["less"]),
        ({"PAGER": "more"}, ["more"]),
        ({"ANJU_PAGER": "less -S", "PAGER": "more"}, ["less", "-S"]),
        ({"ANJU_PAGER": "", "PAGER": "more"}, None),
        ({"PAGER": " "}, None),
        ({"ANJU_PAGER": "cat"}, None),
        ({"ANJU_PAGER": "mroe -d"}, ["mroe", "-d"]),  # it is not there: that is said later
        ({"PATH": ""}, None),
        ({"TERM": "dumb"}, None),
        ({"TERM": "dumb", "PAGER": "more"}, ["more"]),
    ],
)
def test_the_variables_name_the_pager(
    variables: dict[str, str], command: list[str] | None, tmp_path: Path
) -> None:
    for name in ("less", "more"):
        program(tmp_path, name)
    assert find_pager({"PATH": str(tmp_path), **variables}, "linux") == command


def test_less_is_taken_by_itself_only_where_it_shows_chinese(tmp_path: Path) -> None:
    program(tmp_path, "less")
    variables = {"PATH": str(tmp_path)}
    assert find_pager(variables, "darwin", "UTF-8") == ["less"]
    assert find_pager(variables, "win32") is None
    assert find_pager(variables, "linux", "gbk") is None
    assert find_pager({**variables, "PAGER": "less"}, "linux", "gbk") == ["less"]


def test_a_path_with_blanks_needs_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    path = program(tmp_path / "a b", "pager")
    assert find_pager({"PAGER": path}, "linux") == [path]


# -- what goes through it --------------------------------------------------


def test_an_answer_longer_than_the_screen_goes_through_the_pager(tmp_path: Path) -> None:
    plain = run(*UNITS, terminal=True)
    lines = len(plain.lines)
    seen = tmp_path / "seen"
    variables = python(WRITE, str(seen))
    short = run(*UNITS, terminal=True, height=lines + 1, variables=variables)
    assert (short, seen.exists()) == (plain, False)
    assert run(*UNITS, terminal=True, height=lines, variables=variables) == Outcome(0, "", "")
    assert seen.read_text(encoding="utf-8") == f"{plain.out}FRX"
    seen.unlink()
    csv = (*UNITS, "-f", "csv")  # its lines may be longer than the screen is wide
    assert run(*csv, terminal=True, width=8, height=12, variables=variables).out == ""
    assert seen.exists()


def test_pipes_and_commands_that_ask_are_not_paged(tmp_path: Path) -> None:
    variables = python(WRITE, str(tmp_path / "seen"))
    for line in (UNITS, ("completion", "bash")):
        is_answer = line == UNITS
        assert run(*line, terminal=not is_answer, height=2, variables=variables).out
    assert not (tmp_path / "seen").exists()
    assert run("record", "--help", terminal=True, height=2, variables=variables).out == ""


def test_the_sentence_above_an_answer_is_paged_with_it(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    variables = python(WRITE, str(seen))
    outcome = run("units", terminal=True, height=5, cwd=tmp_path, variables=variables)
    assert outcome == Outcome(0, "", "")
    lines = seen.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("这里没有 data 文件夹，")
    assert lines[3] == "单位名册"


def test_standard_error_is_paged_with_the_answer_and_a_bar_is_not(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    for variables, shown in (
        (python(WRITE, str(seen)), ("", "")),
        ({"ANJU_PAGER": ""}, ("乙\n", "甲\n丙\n")),
    ):
        out, err = io.StringIO(), io.StringIO()
        world = environment(out, err, variables=variables, terminal=True, height=3)
        with paged(world, "linux") as held:
            held.stderr.write("甲\n")
            held.stdout.write("乙\n")
            held.stderr.write("丙\n")
            assert held.progress_stream is err
            assert (out.getvalue(), err.getvalue()) == ("", "")
        assert (out.getvalue(), err.getvalue()) == shown
    assert seen.read_text(encoding="utf-8") == "甲\n乙\n丙\nFRX"


def test_a_standard_error_that_goes_elsewhere_goes_there(tmp_path: Path) -> None:
    out, err = io.StringIO(), io.StringIO()
    seen = tmp_path / "seen"
    world = environment(out, err, variables=python(WRITE, str(seen)), terminal=True, height=1)
    with paged(world._replace(stderr_is_terminal=False), "linux") as held:
        held.stderr.write("甲\n")
        held.stdout.write("乙\n")
    assert (seen.read_text(encoding="utf-8"), err.getvalue()) == ("乙\nFRX", "甲\n")


# -- how it ends -----------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "pass",  # left without a look
        "import sys; sys.stdin.readline()",
        "import os,signal; os.kill(os.getppid(), signal.SIGINT); raise SystemExit(2)",  # Ctrl-C
    ],
)
def test_leaving_the_pager_early_is_no_error(code: str) -> None:
    assert run("tasks", terminal=True, height=24, variables=python(code)) == Outcome(0, "", "")


@pytest.mark.parametrize("pager", ["mroe -d", f"{shlex.quote(sys.executable)} -SEc 'exit(1)'"])
def test_without_a_pager_the_answer_is_printed(pager: str) -> None:
    plain = run(*UNITS, terminal=True, width=400)
    variables = {"NO_COLOR": "1", "ANJU_PAGER": pager}
    outcome = run(*UNITS, terminal=True, width=400, height=5, variables=variables)
    assert (outcome.code, outcome.out) == (0, plain.out)
    said = (
        f"分页程序 {shlex.split(pager)[0]} 用不了，上面没有分页。"
        "换一个，请设环境变量 ANJU_PAGER；不要分页，把它设为 cat。"
    )
    assert "".join(outcome.err.split()) == "".join(said.split())  # a long path folds


def test_the_exit_code_is_that_of_the_command(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    variables = python(WRITE, str(seen))
    outcome = run("validate", str(tmp_path), terminal=True, height=2, variables=variables)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", "")
    assert "A001" in seen.read_text(encoding="utf-8")


def test_an_interrupt_within_the_command_is_told_at_once() -> None:
    out, err = io.StringIO(), io.StringIO()
    world = environment(out, err, terminal=True, height=24)

    def interrupted() -> object:
        raise KeyboardInterrupt

    assert main(UNITS, world._replace(clock=interrupted)) == 130  # type: ignore[arg-type]
    assert (out.getvalue(), err.getvalue()) == ("", "已取消。\n")
