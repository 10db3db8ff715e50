"""anju status"""

import typer

from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    PageFormatOption,
    PageOutputOption,
    TodayOption,
)
from anju_cli.cli.session import open_session
from anju_cli.queries.duties import all_duties
from anju_cli.queries.quotas import QuotaFilter, quota_rows, total
from anju_cli.storage.folders import ORIGIN_WORDS
from anju_cli.views.status import status_page

EXAMPLES = """\
anju status
anju status --today 2021-06-15"""


def command(
    ctx: typer.Context,
    form: PageFormatOption = None,
    output: PageOutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """一屏看全：这份计划、逾期的、30 天内到期的、目标任务完成情况、数据有没有问题。"""
    session = open_session(ctx, data, today)
    plan, day = session.plan, session.today
    quotas = quota_rows(plan, QuotaFilter(), day)
    page = status_page(
        plan,
        all_duties(plan, day),
        quotas,
        total(plan, "合计", quotas),
        session.warnings,
        day,
        session.day_source,
        session.folder.shown,
        ORIGIN_WORDS[session.folder.origin],
        session.ask,
    )
    session.show(page, form, output)
