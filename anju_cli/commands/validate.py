"""anju validate"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from anju_cli.checks import FileKind
from anju_cli.environment import Environment
from anju_cli.folders import Folder
from anju_cli.loader import MAX_BYTES, Given, load
from anju_cli.options import DataOption, choice_option
from anju_cli.problems import Problem
from anju_cli.render.files import OutputError
from anju_cli.render.reports import (
    REPORT_FORMATS,
    Report,
    ReportFormat,
    format_of,
    write_report,
)
from anju_cli.session import the_folder

EXAMPLES = """\
anju validate
anju validate data data-2022 --strict
anju validate --format github
anju validate --output anju.sarif"""

_STDIN = "-"


def command(
    ctx: typer.Context,
    folders: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件夹",
            help="一个或几个计划的文件夹；不写就与查询时用的相同。"
            "写 - 就检查标准输入里的一个文件，要同时写 --kind",
        ),
    ] = None,
    form: Annotated[
        str | None,
        choice_option(
            ("--format", "-f"),
            "格式",
            REPORT_FORMATS,
            "text（给人看，不写就是它）、json（给程序用）、github（在合并请求里逐行标出）、"
            "sarif（给代码平台和编辑器）或 junit（给持续集成的测试报告）",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件",
            help="把结果写到文件里，屏幕上照样显示给人看的文字。"
            "不写 -f 时按扩展名 .sarif、.xml（junit）、.json、.txt 定格式",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="有提示也算不通过：没有错误、只有提示时退出码也为 1")
    ] = False,
    kind: Annotated[
        str | None,
        choice_option(
            ("--kind",),
            "文件",
            ("units", "tasks", "quotas"),
            "标准输入是哪个文件：units、tasks 或 quotas。另两个文件从 --data 的文件夹里读",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="文件名", help="标准输入里的问题记在这个文件名下；不写就是 <stdin>"
        ),
    ] = None,
    data: DataOption = None,
) -> None:
    """检查数据：一次找出全部问题，指出在哪个文件、哪一行、哪个字，以及怎样改。

    没有错误时退出码为 0，有错误时为 1。

    编辑器里还没有保存的内容，可以从标准输入检查：

      anju validate - --kind tasks --name data/tasks.yaml < 草稿.yaml
    """
    environment: Environment = ctx.obj
    chosen = _format(form, output)
    if folders and _STDIN in folders:
        report = _checked_stdin(environment, folders, kind, name, data, strict)
    else:
        for option, value in (("--kind", kind), ("--name", name)):
            if value is not None:
                raise typer.BadParameter(
                    "只在检查标准输入时用，例如 anju validate - --kind tasks",
                    param_hint=f"选项 {option}",
                )
        report = _checked_folders(environment, folders, data, strict)
    try:
        write_report(report, chosen, environment, output)
    except OutputError as error:
        raise typer.BadParameter(str(error), param_hint="选项 --output") from None
    raise typer.Exit(1 if report.is_failure else 0)


def _format(form: str | None, output: Path | None) -> ReportFormat:
    """The format asked for; without ``-f`` that of the file's suffix, else text."""
    if form is not None:
        return cast("ReportFormat", form)
    chosen = format_of(output) if output is not None else "text"
    if chosen is None:
        raise typer.BadParameter(
            f"不会写 {output.suffix if output else ''} 文件。"
            "扩展名可以是 .sarif、.xml（junit）、.json、.txt，或用 -f 指定格式",
            param_hint="选项 --output",
        )
    return chosen


def _checked_folders(
    environment: Environment, folders: list[str] | None, data: str | None, strict: bool
) -> Report:
    """What is found in the folders, each of which is checked once."""
    if folders and data is not None:
        raise typer.BadParameter(
            "已经写了要检查的文件夹，请去掉 --data，把它的文件夹也写在前面",
            param_hint="选项 --data",
        )
    option = "参数 文件夹" if folders else "选项 --data"
    checked: dict[Path, Folder] = {}
    for named in folders or (data,):
        folder = the_folder(environment, named, option)
        checked.setdefault(folder.path.resolve(), folder)
    files: list[str] = []
    problems: list[Problem] = []
    for folder in checked.values():
        loaded = load(folder.path, folder.shown)
        files += loaded.files
        problems += loaded.problems
    subject = "、".join(folder.shown for folder in checked.values())
    return Report(subject, files, problems, strict)


def _checked_stdin(
    environment: Environment,
    folders: list[str],
    kind: str | None,
    name: str | None,
    data: str | None,
    strict: bool,
) -> Report:
    """What is found in the text on standard input, in the place of one file of the
    folder that questions are about."""
    if folders != [_STDIN]:
        raise typer.BadParameter(
            "- 是标准输入，要单独写；另两个文件的文件夹用 --data 指定", param_hint="参数 文件夹"
        )
    if kind is None:
        raise typer.BadParameter(
            "检查标准输入时要说明是哪个文件，例如 anju validate - --kind tasks",
            param_hint="选项 --kind",
        )
    folder = the_folder(environment, data)
    try:
        text = environment.stdin.read(MAX_BYTES + 1)
    except OSError:
        raise typer.BadParameter(
            "读不出标准输入，请检查 < 后面的文件", param_hint="参数 文件夹"
        ) from None
    given = Given(name or "<stdin>", text)
    loaded = load(folder.path, folder.shown, {cast("FileKind", kind): given})
    return Report(given.file, loaded.files, loaded.problems, strict)
