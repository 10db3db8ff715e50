"""anju validate"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from anju_cli.cli.options import DATA_FILE, DataOption, OneOf, TodayOption, choice_option
from anju_cli.cli.output import refused_output
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import name_shipped_plan, resolve_today, typed_line
from anju_cli.cli.workflows.validate import (
    STDIN,
    CheckRequest,
    CheckResults,
    address_of_documents,
    check,
    check_since,
    fix_plans,
    request_folders,
    request_stdin,
    show_patch,
    write_fixed,
)
from anju_cli.environment import Environment
from anju_cli.render.diagnostics.report import (
    DiagnosticReport,
    ReportFormat,
    format_of,
    write_report,
)
from anju_cli.render.diagnostics.text import SHOWN
from anju_cli.validation.batch import CheckResult

EXAMPLES = """\
anju validate
anju validate data data-2022 --strict
anju validate 各县的计划
anju validate --fix --diff
anju validate --since HEAD~1
anju validate --output anju.sarif"""
OLD_NAMES = {"--kind": "--file"}

_FORMAT = OneOf(
    {
        "text": "给人看",
        "json": "给程序用",
        "github": "在合并请求里逐行标出",
        "gitlab": "合并请求的代码质量报告",
        "sarif": "给代码平台和编辑器",
        "junit": "给持续集成的测试报告",
    },
    {},
)


def command(
    ctx: typer.Context,
    folders: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="文件夹",
            help="一个或几个计划的文件夹；不写就与查询时用的相同。"
            "下面有许多份计划的文件夹，就检查下面的每一份。"
            "写 - 就检查标准输入里的一个文件，要同时写 --file",
        ),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="格式", parser=_FORMAT, help=f"{_FORMAT}。不写就是 text"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="文件",
            parser=Path,
            help="把结果写到文件里，屏幕上照样显示给人看的文字。"
            "文件里是这一次的结果，每次都换成新的，不用 --force。"
            "不写 -f 时按扩展名 .sarif、.xml（junit）、.json、.txt 定格式；"
            "gl-code-quality-report.json 是 gitlab",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="有提示也算不通过：没有错误、只有提示时退出码也为 1")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix",
            help="改法只有一种的（全角冒号、Tab 缩进、2021/6/30、250条、编码等）就地改好，"
            "其余照样列出；单位名称、数的大小、有歧义的日期从不自动改",
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="和 --fix 一起用：只显示会怎样改，不写文件")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=f"全部列出，不只列前 {SHOWN} 处问题")
    ] = False,
    revision: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="版本",
            help="只列新的问题：git 的这个版本里就有的不列，也不影响退出码",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        choice_option(
            "--file", "文件", DATA_FILE, "标准输入是哪个文件，另两个从 --data 的文件夹里读"
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="文件名", help="标准输入里的问题记在这个文件名下；不写就是 <stdin>"
        ),
    ] = None,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """检查数据：一次找出全部问题，指出在哪个文件、哪一行、哪个字，以及怎样改。

    没有错误时退出码为 0，有错误时为 1。哪些日期还没有到、哪些忽略已经到期，
    按今天算；要按另一天算，写 --today。

    编辑器里还没有保存的内容，可以从标准输入检查：

      anju validate - --file tasks --name data/tasks.yaml < 草稿.yaml
    """
    environment: Environment = ctx.obj
    chosen = _format(form, output)
    documents = address_of_documents(environment) if chosen == "sarif" else ""
    day, _ = resolve_today(environment, today)
    if folders and STDIN in folders:
        request = request_stdin(environment, folders, kind, name, data, day)
    else:
        for option, value in (("--file", kind), ("--name", name)):
            if value is not None:
                raise refusal(option, "只在检查标准输入时用，例如 anju validate - --file tasks")
        request = request_folders(environment, folders, data, day)
    _check_together(request, fix, diff, revision)
    for folder in request.folders:
        name_shipped_plan(ctx, folder)
    most = None if everything else SHOWN
    is_for_people = chosen == "text" or output is not None
    results = CheckResults(most if chosen == "text" else None, with_fixes=is_for_people)
    line = typed_line(ctx).on_screen._replace(arguments=request.arguments)
    remark = ""
    if fix:
        fixed = list(fix_plans(request, environment))
        if diff:
            raise typer.Exit(show_patch(fixed, environment))
        write_fixed(fixed, environment, for_people=is_for_people)
        for plan in fixed:
            results.add(CheckResult.of(plan.after))
    elif revision is not None:
        remark = check_since(request, results, environment, revision)
    else:
        check(request, results, environment)
        remark = results.fix_hint(line)
    report = DiagnosticReport(
        request.subject,
        results.files,
        results.diagnostics,
        strict,
        remark + results.remark,
        most,
        results.tally,
        line,
        documents,
    )
    with refused_output(environment):
        write_report(report, chosen, environment, output)
    raise typer.Exit(1 if report.is_failure else 0)


def _format(form: str | None, output: Path | None) -> ReportFormat:
    """Return the format asked for; without ``-f`` that of the suffix, else text."""
    if form is not None:
        return cast("ReportFormat", form)
    chosen = format_of(output) if output is not None else "text"
    if chosen is None:
        raise refusal(
            "选项 --output",
            f"不会写 {output.suffix if output else ''} 文件。"
            "扩展名可以是 .sarif、.xml（junit）、.json、.txt，或用 -f 指定格式",
        )
    return chosen


def _check_together(request: CheckRequest, fix: bool, diff: bool, revision: str | None) -> None:
    """Refuse options that make no sense together."""
    if diff and not fix:
        raise refusal("--diff", "要和 --fix 一起用：anju validate --fix --diff")
    if fix and revision is not None:
        raise refusal("--since", "不能和 --fix 一起用：自动改的时候不分新旧")
    if fix and request.instead:
        raise refusal("--fix", "标准输入的内容没有地方可写。请先保存，再检查文件夹")
