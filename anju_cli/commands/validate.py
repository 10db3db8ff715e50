"""anju validate"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from anju_cli.environment import Environment
from anju_cli.folders import Folder
from anju_cli.loader import load
from anju_cli.options import DataOption, choice_option
from anju_cli.problems import Problem, has_errors
from anju_cli.render.output import write_text
from anju_cli.render.problems import problems_github, problems_json, problems_text
from anju_cli.session import the_folder

EXAMPLES = """\
anju validate
anju validate data
anju validate data data-2022 --format github"""


def command(
    ctx: typer.Context,
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="文件夹", help="一个或几个计划的文件夹；不写就与查询时用的相同"),
    ] = None,
    form: Annotated[
        str,
        choice_option(
            ("--format", "-f"),
            "格式",
            ("text", "json", "github"),
            "text（给人看）、json（给程序用）或 github（在合并请求里逐行标出）",
        ),
    ] = "text",
    data: DataOption = None,
) -> None:
    """检查数据：一次找出全部问题，指出在哪个文件、哪一行、哪个字，以及怎样改。

    没有错误时退出码为 0，有错误时为 1。
    """
    if folders and data is not None:
        raise typer.BadParameter(
            "已经写了要检查的文件夹，请去掉 --data，把它的文件夹也写在前面",
            param_hint="选项 --data",
        )
    environment: Environment = ctx.obj
    problems: list[Problem] = []
    option = "参数 文件夹" if folders else "选项 --data"
    checked: dict[Path, Folder] = {}
    for named in folders or (data,):
        folder = the_folder(environment, named, option)
        checked.setdefault(folder.path.resolve(), folder)
    for folder in checked.values():
        problems += load(folder.path, folder.shown).problems
    if form == "json":
        text = problems_json(problems)
    elif form == "github":
        text = problems_github(problems)
    else:
        shown = "、".join(folder.shown for folder in checked.values())
        text = problems_text(problems, environment) or f"没有问题：{shown}\n"
    write_text(text, environment.stdout)
    raise typer.Exit(1 if has_errors(problems) else 0)
