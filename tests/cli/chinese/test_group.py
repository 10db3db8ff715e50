"""Running a command: exit codes, values, and nothing imported early."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from anju_cli.cli.chinese import LazyCommand, run

from .program import CALLS, MORE, app_of, environment_of, outcome_of

# -- running ---------------------------------------------------------------


def test_values_reach_the_command() -> None:
    assert outcome_of("tasks", "-u", "甲", "--unit", "乙", "--data", "x/y") == (0, "")
    assert CALLS[1:] == [("tasks", ["甲", "乙"], Path("x/y"), False, "期限")]


def test_each_of_several_values_is_read() -> None:
    args = ("remind", "甲", "--day", "3", "乙", "--day", "07", "-m", "5")
    assert outcome_of(*args, table=MORE) == (0, "")
    assert CALLS[1:] == [("remind", ["甲", "乙"], [3, 7], 5)]


def test_what_is_not_given_is_the_default() -> None:
    assert outcome_of("remind", table=MORE) == (0, "")
    assert CALLS[1:] == [("remind", None, None, None)]


def test_a_flag_may_be_repeated() -> None:
    assert outcome_of("tasks", "--json", "--json") == (0, "")
    assert CALLS == [("anju", False, ""), ("tasks", None, None, True, "期限")]


def test_completion_is_not_disturbed_by_wrong_usage() -> None:
    group = typer.main.get_command(app_of())
    for args in (["--folder", "a", "--folder", "b"], ["--xyz"], []):
        context = group.make_context("anju", list(args), resilient_parsing=True)
        assert context.command is group
    assert CALLS == []


def test_nothing_returned_is_success() -> None:
    assert outcome_of("--folder", "甲", "show", "12") == (0, "")
    assert CALLS == [("anju", False, "甲"), ("show", 12)]


def test_version_runs_nothing_else() -> None:
    assert outcome_of("--version", "tasks") == (0, "")
    assert CALLS == [("version",)]


@pytest.mark.parametrize(
    ("how", "code", "text"),
    [("exit", 4, ""), ("interrupt", 130, "已取消。\n")],
)
def test_ends(how: str, code: int, text: str) -> None:
    assert outcome_of("stop", how, table=MORE) == (code, text)


def test_other_exceptions_are_the_callers() -> None:
    with pytest.raises(BrokenPipeError):
        run(app_of(MORE), ["stop", "pipe"], environment_of())


# -- start-up --------------------------------------------------------------

_PROBE = """
import sys
import typer
from anju_cli.cli.chinese import LazyCommand, lazy_group, run
from anju_cli.environment import Environment

table = {"a": LazyCommand("anju_no_such_module", "甲"), "b": LazyCommand("wave", "乙")}
app = typer.Typer(cls=lazy_group(table), add_completion=False, rich_markup_mode=None)
app.callback()(lambda: None)
world = Environment.of_this_process()
heavy = {"rich", "pydantic", "tabulate", "yaml", "wave", "wcwidth", "anju_cli.text.width"}
print(sorted(heavy & set(sys.modules)), run(app, ["xyz"], world._replace(stderr=sys.stdout)))
print(sorted(heavy & set(sys.modules)), run(app, ["--help"], world))
print(sorted(heavy & set(sys.modules)))
"""


def test_help_and_errors_import_no_command_and_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (done.stdout, done.stderr) == (
        """\
错误：没有命令 xyz。可用的命令：a、b。
用法：anju [选项] 命令 [参数]…
详细说明：anju --help
[] 2
用法：anju [选项] 命令 [参数]…

选项：
  -h, --help  显示本帮助并退出

命令：
  a  甲
  b  乙
[] 0
['anju_cli.text.width']
""",
        "",
    )


def test_a_command_is_imported_when_it_is_called() -> None:
    app = app_of({"a": LazyCommand("anju_no_such_module", "甲")})
    with pytest.raises(ModuleNotFoundError, match="anju_no_such_module"):
        run(app, ["a"], environment_of())
