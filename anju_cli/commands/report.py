"""anju report"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from anju_cli.counts.months import check_month, typed_month
from anju_cli.document import Book, Page
from anju_cli.options import DataOption, FormatOption, OutputOption, TodayOption
from anju_cli.outlet import chosen_format, send_text
from anju_cli.plan import Plan
from anju_cli.queries.report import last_completed_month, report
from anju_cli.render.output import FORMATS_OF, write_text
from anju_cli.render.visible import visible_line
from anju_cli.session import Session, open_session
from anju_cli.typed import Untyped
from anju_cli.views.report import report_book, report_page

if TYPE_CHECKING:
    from anju_cli.report_wording import ReportWording

EXAMPLES = """\
anju report 2021-06
anju report 6月 -o 通报.docx
anju report 2021-06 -o 通报.xlsx
anju report --print-template -o 我的模板.yaml
anju report 2021-06 --template 我的模板.yaml -o 通报.docx"""

_PAPERS = FORMATS_OF[Page]


def command(
    ctx: typer.Context,
    month: Annotated[
        str | None,
        typer.Argument(
            metavar="月份", help="通报哪个月，例如 2021-06、6月；不写就是最近一个过完的月"
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="文件", help="用这个文件里的措辞和界限，不用自带的"),
    ] = None,
    print_template: Annotated[
        bool,
        typer.Option("--print-template", help="给出自带的模板，改好以后用 --template 指定"),
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """写一个月的通报：完成情况和排名、存在问题、逾期和快到期的时限、下一步要求。"""
    if print_template:
        from anju_cli.report_template import shipped_text

        send_text(shipped_text(), output, ctx.obj)
        return
    chosen = chosen_format(form, output, (*_PAPERS, "xlsx"))
    session = open_session(ctx, data, today)
    plan, day = session.plan, session.today
    label = _month(plan, month, day)
    wording = _wording(session, template)
    found = report(plan, label, day, wording.limits.coming_days)
    answer: Book | Page = (
        report_book(plan, found, wording) if chosen == "xlsx" else report_page(plan, found, wording)
    )
    session.show(answer, chosen, output)


def _month(plan: Plan, typed: str | None, today: date) -> str:
    """The month asked about; a usage error for one that cannot be reported on."""
    try:
        if typed is None:
            label = last_completed_month(plan, today)
        else:
            label = typed_month(typed, plan.quotas.year)
        _check(plan, label, today)
    except Untyped as error:
        raise typer.BadParameter(str(error), param_hint="参数 月份") from None
    return label


def _check(plan: Plan, label: str, today: date) -> None:
    start = plan.schedule.start
    if start is not None and f"{start.year}-01" <= label < f"{start:%Y-%m}":
        raise Untyped(f"起算日是 {start}，{label} 不计条数，没有通报。请写 {start:%Y-%m} 起的月份")
    check_month(label, plan.schedule, today)


def _wording(session: Session, template: Path | None) -> ReportWording:
    """The wording asked for; all that is wrong with a template is named on standard error,
    and the program ends with 1."""
    from anju_cli.report_template import report_wording

    environment = session.environment
    if template is None:
        wording, problems = report_wording(None)
    else:
        shown = visible_line(str(template))
        wording, problems = report_wording(environment.cwd / template, shown)
    if wording is None:
        from anju_cli.render.problems import problems_text

        text = problems_text(problems, environment, to_stderr=True)
        advice = "模板有错误，改好再用；自带的模板：anju report --print-template\n"
        write_text(text + advice, environment.stderr)
        raise typer.Exit(1)
    return wording
