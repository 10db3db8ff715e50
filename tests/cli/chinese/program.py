"""A small program whose help and errors the tests look at, and ways to call it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from anju_cli.cli.chinese import ChineseCommand, LazyCommand, lazy_group, run
from anju_cli.environment import Environment

CALLS: list[tuple[object, ...]] = []
"""What ran, and with what."""


def _number(text: str) -> int:
    if not text.isdecimal():
        raise typer.BadParameter("要写整数")
    return int(text)


def tasks(
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            "-u",
            metavar="单位",
            help="只看一个单位的任务，牵头的和负责的都算；简称、全称和别名都可以",
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="文件夹", parser=Path, help="数据文件夹")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="给程序读")] = False,
    by: Annotated[str, typer.Option("--by", metavar="次序", help="怎样排")] = "期限",
) -> None:
    """列出任务。默认只列出没有办结的任务，按期限排列，先到期的在前；没有固定日期的
    任务排在最后。

    任务的状态：
      逾期  过了期限没有办结
      临期  七天内到期
    """
    CALLS.append(("tasks", unit, data, json, by))


def show(
    number: Annotated[int, typer.Argument(metavar="N", parser=_number, help="任务序号")],
) -> None:
    """看一项任务。"""
    CALLS.append(("show", number))


def remind(
    words: Annotated[list[str] | None, typer.Argument(metavar="词")] = None,
    days: Annotated[
        list[int] | None, typer.Option("--day", metavar="天数", parser=_number, help="提前几天")
    ] = None,
    month: Annotated[
        int | None, typer.Option("--month", "-m", metavar="月", parser=_number, help="月份")
    ] = None,
) -> None:
    CALLS.append(("remind", words, days, month))


def need(
    names: Annotated[list[str], typer.Argument(metavar="名称")],
    first: Annotated[str, typer.Option("--first", metavar="文字", help="第一项")],
) -> None:
    CALLS.append(("need", names, first))


def stop(how: Annotated[str, typer.Argument(metavar="怎样")]) -> None:
    if how == "exit":
        raise typer.Exit(4)
    if how == "interrupt":
        raise KeyboardInterrupt
    if how == "pipe":
        raise BrokenPipeError
    if how == "place":
        raise typer.BadParameter("两个选项不能同时写", param_hint="--a 和 --b")
    raise typer.BadParameter("这样不行")


def _show_version(wanted: bool) -> bool:
    if wanted:
        CALLS.append(("version",))
        raise typer.Exit
    return wanted


def root(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="显示版本号并退出"),
    ] = False,
    folder: Annotated[str, typer.Option("--folder", metavar="文件夹", help="工作文件夹")] = "",
) -> None:
    """安居区政务公开台账。"""
    CALLS.append(("anju", version, folder))


COMMANDS: tuple[Callable[..., object], ...] = (tasks, show, remind, need, stop)
TABLE: Mapping[str, LazyCommand] = {
    "tasks": LazyCommand("fake_anju.tasks", "列出任务"),
    "show": LazyCommand("fake_anju.show", "看一项任务"),
}
MORE: Mapping[str, LazyCommand] = {
    "remind": LazyCommand("fake_anju.remind", "催办"),
    "need": LazyCommand("fake_anju.need", "缺一不可"),
    "stop": LazyCommand("fake_anju.stop", "各种结局"),
}


def app_of(table: Mapping[str, LazyCommand] = TABLE) -> typer.Typer:
    group = lazy_group(table, shared_options=("--data …", "--json"))
    app = typer.Typer(cls=group, add_completion=False, rich_markup_mode=None)
    app.callback()(root)
    return app


def environment_of(
    variables: Mapping[str, str] | None = None, *, is_terminal: bool = False, width: int = 80
) -> Environment:
    return Environment(
        stdout=io.StringIO(),
        stderr=io.StringIO(),
        variables=variables or {},
        cwd=Path(),
        clock=lambda: date(2021, 5, 26),
        is_terminal=is_terminal,
        stderr_is_terminal=is_terminal,
        width=width,
    )


def app_of_one(function: Callable[..., None]) -> typer.Typer:
    """A program of one command."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=ChineseCommand)(function)
    return app


def outcome(
    app: typer.Typer, args: Sequence[str], environment: Environment | None = None
) -> tuple[int, str, str]:
    """The exit code, and what was written to both streams."""
    environment = environment or environment_of()
    code = run(app, args, environment)
    assert isinstance(environment.stdout, io.StringIO)
    assert isinstance(environment.stderr, io.StringIO)
    return code, environment.stdout.getvalue(), environment.stderr.getvalue()


def help_of(
    *args: str,
    table: Mapping[str, LazyCommand] = TABLE,
    environment: Environment | None = None,
) -> str:
    code, out, err = outcome(app_of(table), args, environment)
    assert (code, err) == (0, "")
    return out


def error_of(*args: str, table: Mapping[str, LazyCommand] = TABLE) -> str:
    """What is said of wrong usage: without the usage lines, which one test checks whole."""
    code, out, err = outcome(app_of(table), args)
    assert (code, out) == (2, "")
    first, usage, details = err.splitlines()
    assert first.startswith("错误：")
    assert usage.startswith("用法：anju")
    assert details.startswith("详细说明：anju")
    return first.removeprefix("错误：")


def outcome_of(*args: str, table: Mapping[str, LazyCommand] = TABLE) -> tuple[int, str]:
    code, _, err = outcome(app_of(table), args)
    return code, err
