"""A small program whose help and errors the tests look at, and ways to call it."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from anju_cli.cli.chinese import ChineseCommand, LazyCommand, lazy_group, run
from anju_cli.environment import Environment

CALLS: list[tuple[object, ...]] = []
"""What ran, and with what."""


class Form(Enum):
    TABLE = "表格"
    CSV = "csv"


def _day(text: str) -> str:
    if text == "明天":
        raise typer.BadParameter("要写具体的日子，例如 2021-06-30")
    if text == "06-31":
        raise ValueError("6 月只有 30 天")
    if text == "后天":
        raise ValueError("no such day")
    return text


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
        Path, typer.Option(envvar="ANJU_DATA", metavar="文件夹", help="数据文件夹")
    ] = Path("data"),
    json: Annotated[bool, typer.Option("--json", help="给程序读")] = False,
) -> int:
    """列出任务。默认只列出没有办结的任务，按期限排列，先到期的在前；没有固定日期的
    任务排在最后。

    任务的状态：
      逾期  过了期限没有办结
      临期  七天内到期
    """
    CALLS.append(("tasks", unit, data.name, json))
    return 3


def show(number: Annotated[int, typer.Argument(metavar="N", help="任务序号")]) -> None:
    """看一项任务。"""
    CALLS.append(("show", number))


def odd(
    first: Annotated[str, typer.Option(help="第一项")],
    words: Annotated[list[str] | None, typer.Argument(metavar="词")] = None,
    month: Annotated[int, typer.Option(min=1, max=12, help="月份")] = 6,
    rate: Annotated[float, typer.Option(min=0)] = 0,
    form: Annotated[Form, typer.Option(help="格式")] = Form.TABLE,
    day: Annotated[str | None, typer.Option(parser=_day, envvar="ANJU_DAY")] = None,
    folder: Annotated[Path | None, typer.Option(exists=True)] = None,
    pair: Annotated[tuple[int, int] | None, typer.Option(metavar="起 止")] = None,
    roll: Annotated[bool, typer.Option(help="顺延")] = False,
    secret: Annotated[bool, typer.Option("--secret", hidden=True)] = False,
) -> None:
    CALLS.append(("odd", first, words, month, rate, form, day, folder, pair, roll, secret))


def stop(how: Annotated[str, typer.Argument()]) -> None:
    if how == "exit":
        raise typer.Exit(4)
    if how == "abort":
        raise typer.Abort
    if how == "interrupt":
        raise KeyboardInterrupt
    if how == "pipe":
        raise BrokenPipeError
    if how == "chinese":
        raise typer.BadParameter("两个选项不能同时写", param_hint="--a 和 --b")
    raise typer.BadParameter("Something is wrong with '甲'.")


def pair(
    numbers: Annotated[tuple[int, int], typer.Argument(metavar="起 止")],
    out: Annotated[typer.FileTextWrite | None, typer.Option(metavar="文件")] = None,
) -> None:
    if out is not None:
        out.write(str(numbers))


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
    folder: Annotated[str, typer.Option(metavar="文件夹", help="工作文件夹")] = "",
) -> None:
    """安居区政务公开台账。"""
    CALLS.append(("anju", version, folder))


COMMANDS: tuple[Callable[..., object], ...] = (tasks, show, odd, stop, pair)
TABLE: Mapping[str, LazyCommand] = {
    "tasks": LazyCommand("fake_anju.tasks", "列出任务"),
    "show": LazyCommand("fake_anju.show", "看一项任务"),
}
MORE: Mapping[str, LazyCommand] = {
    "odd": LazyCommand("fake_anju.odd", "各种参数"),
    "stop": LazyCommand("fake_anju.stop", "各种结局"),
    "pair": LazyCommand("fake_anju.pair", "两个数"),
}


def app_of(table: Mapping[str, LazyCommand] = TABLE) -> typer.Typer:
    group = lazy_group(table, shared_options=("--data …", "--json"))
    app = typer.Typer(cls=group, add_completion=False, rich_markup_mode=None)
    app.callback()(root)
    return app


def environment_of(
    variables: Mapping[str, str] | None = None, *, is_terminal: bool = False, width: int = 80
) -> tuple[Environment, io.StringIO]:
    stdout = io.StringIO()
    environment = Environment(
        stdout=stdout,
        stderr=io.StringIO(),
        variables=variables or {},
        cwd=Path(),
        clock=lambda: date(2021, 5, 26),
        is_terminal=is_terminal,
        stderr_is_terminal=is_terminal,
        width=width,
    )
    return environment, stdout


def app_of_one(function: Callable[..., None]) -> typer.Typer:
    """A program of one command."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(cls=ChineseCommand)(function)
    return app


def help_of(*args: str, table: Mapping[str, LazyCommand] = TABLE) -> str:
    environment, stdout = environment_of()
    stderr = io.StringIO()
    assert (run(app_of(table), args, environment, stderr), stderr.getvalue()) == (0, "")
    return stdout.getvalue()


def error_of(*args: str, table: Mapping[str, LazyCommand] = TABLE) -> str:
    """What is said of wrong usage: without the usage lines, which one test checks whole."""
    environment, stdout = environment_of()
    stderr = io.StringIO()
    assert (run(app_of(table), args, environment, stderr), stdout.getvalue()) == (2, "")
    first, usage, details = stderr.getvalue().splitlines()
    assert first.startswith("错误：")
    assert usage.startswith("用法：anju")
    assert details.startswith("详细说明：anju")
    return first.removeprefix("错误：")


def outcome_of(*args: str, table: Mapping[str, LazyCommand] = TABLE) -> tuple[int, str]:
    stderr = io.StringIO()
    return run(app_of(table), args, None, stderr), stderr.getvalue()
