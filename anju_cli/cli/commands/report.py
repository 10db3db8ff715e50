"""anju report"""

from datetime import date
from typing import Annotated

import typer

from anju_cli.cli.options import (
    CircularFormatOption,
    CircularOutputOption,
    DataOption,
    ForceOption,
    NumberOption,
    PrintTemplateOption,
    TemplateOption,
    TodayOption,
)
from anju_cli.cli.output import chosen_format, send_text
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import open_session, open_wording
from anju_cli.model.duties import Period, periods_of_year
from anju_cli.model.plan import Plan
from anju_cli.queries.report import months_to_report, report
from anju_cli.render.formats import CIRCULAR_FORMATS
from anju_cli.text.lenient import period_in_year
from anju_cli.views.report.book import report_book
from anju_cli.views.report.circular import early_remarks
from anju_cli.views.report.letter import report_page

EXAMPLES = """\
anju report 2021-06
anju report 6月 --today 2021-07-05 -o 通报.docx
anju report 二季度 --number 某府办函〔2021〕12号 -o 二季度通报.docx
anju report 2021-06 -o 通报.xlsx
anju report --print-template -o 我的模板.yaml
anju report 2021-06 --template 我的模板.yaml -o 通报.docx --force"""


def command(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Argument(
            metavar="期间",
            help="通报哪个月、季度、半年或全年，例如 2021-06、6月、二季度、2021-Q2、上半年、全年；"
            "不写就是最近一个过完的月",
        ),
    ] = None,
    number: NumberOption = None,
    template: TemplateOption = None,
    print_template: PrintTemplateOption = False,
    form: CircularFormatOption = None,
    output: CircularOutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """写一个月、一个季度、半年或全年的通报：完成情况和排名、存在问题、下一步要求。

    条数和排名统计到这一期的最后一天；逾期的、快到期的时限按成文日期，就是 --today 的那一天。
    """
    from anju_cli.views.wording.report import ReportWording  # with it comes pydantic

    if print_template:
        from anju_cli.views.wording.templates import shipped_text

        send_text(shipped_text(ReportWording), output, ctx.obj)
        return
    chosen = chosen_format(form, output, CIRCULAR_FORMATS)
    if number is not None and chosen in ("xlsx", "json"):
        raise refusal("--number", f"{chosen} 里没有发文字号这一行")
    session = open_session(ctx, data, today)
    plan, day = session.plan, session.today
    asked = _period(plan, period, day)
    wording = open_wording(session.environment, ReportWording, template)
    reported = report(plan, asked, day, wording.limits.coming_days)
    early = early_remarks(plan, reported)
    if chosen == "xlsx":
        session.show(report_book(plan, reported, wording), chosen, output, early)
    else:
        page = report_page(plan, reported, wording, number or "")
        session.show(page, chosen, output, early)


def _period(plan: Plan, typed: str | None, today: date) -> Period:
    """Return the period to report on; a usage error where that is not possible."""
    year, start = plan.schedule.year, plan.schedule.start
    known = {period.label: period for period in periods_of_year(year)}
    ready = [period for period in known.values() if months_to_report(plan, period, today)]
    months = [period for period in ready if len(period.months) == 1]
    if not typed and months:
        return months[-1]
    label = period_in_year(typed or f"{plan.schedule.first_month}月", year)
    asked = known.get(label or "")
    if label is None:
        problem = f"“{typed}”不是月份、季度、半年或年。请写成 {year}-06、二季度、上半年、全年 这样"
    elif asked is None:
        problem = f"{label} 不在 {year} 年内，这份计划是 {year} 年的"
    elif asked in ready:
        return asked
    elif start is not None and asked.end < start:
        problem = f"起算日是 {start}，{asked.label} 不计条数，没有通报。请写 {start:%Y-%m} 起的月份"
    else:
        last = f"。可以写 {months[-1].label}" if months else ""
        problem = f"{asked.title}还没有过完（今天是 {today}），月底以后才有条数可以通报{last}"
    raise refusal("参数 期间", problem)
