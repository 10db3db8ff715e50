"""anju report"""

from datetime import date
from typing import Annotated

import typer

from anju_cli.cli.options import (
    CircularFormatOption,
    CircularOutputOption,
    DataOption,
    NumberOption,
    PrintTemplateOption,
    TemplateOption,
    TodayOption,
)
from anju_cli.cli.output import chosen_format, send_text
from anju_cli.cli.session import open_session, open_wording
from anju_cli.editing.spreadsheet.months import check_month, typed_month
from anju_cli.model.plan import Plan
from anju_cli.queries.report import last_completed_month, report
from anju_cli.render.formats import CIRCULAR_FORMATS
from anju_cli.text.lenient import UnreadableInput
from anju_cli.views.report.book import report_book
from anju_cli.views.report.letter import report_page

EXAMPLES = """\
anju report 2021-06
anju report 6月 -o 通报.docx
anju report 2021-06 -o 通报.xlsx
anju report --print-template -o 我的模板.yaml
anju report 2021-06 --template 我的模板.yaml -o 通报.docx"""


def command(
    ctx: typer.Context,
    month: Annotated[
        str | None,
        typer.Argument(
            metavar="月份", help="通报哪个月，例如 2021-06、6月；不写就是最近一个过完的月"
        ),
    ] = None,
    number: NumberOption = None,
    template: TemplateOption = None,
    print_template: PrintTemplateOption = False,
    form: CircularFormatOption = None,
    output: CircularOutputOption = None,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """写一个月的通报：完成情况和排名、存在问题、逾期和快到期的时限、下一步要求。"""
    from anju_cli.views.wording.report import ReportWording  # with it comes pydantic

    if print_template:
        from anju_cli.views.wording.templates import shipped_text

        send_text(shipped_text(ReportWording), output, ctx.obj)
        return
    chosen = chosen_format(form, output, CIRCULAR_FORMATS)
    session = open_session(ctx, data, today)
    plan, day = session.plan, session.today
    label = _month(plan, month, day)
    wording = open_wording(session.environment, ReportWording, template)
    monthly = report(plan, label, day, wording.limits.coming_days)
    if chosen == "xlsx":
        session.show(report_book(plan, monthly, wording), chosen, output)
    else:
        session.show(report_page(plan, monthly, wording, number or ""), chosen, output)


def _month(plan: Plan, typed: str | None, today: date) -> str:
    """Return the month to report on; a usage error where that is not possible."""
    try:
        if typed is None:
            label = last_completed_month(plan, today)
        else:
            label = typed_month(typed, plan.quotas.year)
        _check(plan, label, today)
    except UnreadableInput as error:
        raise typer.BadParameter(str(error), param_hint="参数 月份") from None
    return label


def _check(plan: Plan, label: str, today: date) -> None:
    start = plan.schedule.start
    if start is not None and f"{start.year}-01" <= label < f"{start:%Y-%m}":
        raise UnreadableInput(
            f"起算日是 {start}，{label} 不计条数，没有通报。请写 {start:%Y-%m} 起的月份"
        )
    check_month(label, plan.schedule, today)
