"""anju remind"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, cast

import typer

from anju_cli.cli.options import (
    ROLE,
    DataOption,
    ForceOption,
    PageFormatOption,
    PageOutputOption,
    PrintTemplateOption,
    TemplateOption,
    TodayOption,
    UnitsArgument,
    UnitsOption,
    choice_option,
    count_option,
    day_option,
    named,
)
from anju_cli.cli.output import chosen_format, send_each, send_letters, send_text
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import Session, open_session, open_wording
from anju_cli.model.workdays import CalendarNotFound, is_workday, weekday_name
from anju_cli.queries.reminders import REPLY_WORKDAYS, Reminder, reminders, reply_day
from anju_cli.render.formats import PAGE_FORMATS
from anju_cli.render.streams import write_remarks
from anju_cli.views.deadlines import unknown_calendars
from anju_cli.views.remind import reminder_letters
from anju_cli.views.words import missing_words, names, year_over_notes

if TYPE_CHECKING:
    from anju_cli.model.plan import Plan, Role
    from anju_cli.model.schema import Unit

EXAMPLES = """\
anju remind
anju remind 司法局 财政局 --within 14
anju remind -o 催办单.docx
anju remind --each -o 催办单"""


def command(
    ctx: typer.Context,
    units: UnitsArgument = None,
    unit: UnitsOption = None,
    within: Annotated[
        int | None,
        count_option("--within", "天数", "多少天以内到期的也催；不写按计划里的临期天数（一般 7）"),
    ] = None,
    role: Annotated[
        str,
        choice_option("--role", "角色", ROLE, "催单位在任务里是什么角色的事项；它自己的事件都催"),
    ] = "lead",
    reply_by: Annotated[
        date | None,
        day_option("--reply-by", "要求哪天以前回复（含当日）；不写就是今天以后第 3 个工作日"),
    ] = None,
    each: Annotated[
        bool,
        typer.Option("--each", help="一个单位一个文件，放进 -o 写的文件夹；不写 -f 就是 .docx"),
    ] = False,
    template: TemplateOption = None,
    print_template: PrintTemplateOption = False,
    form: PageFormatOption = None,
    output: PageOutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """催办单：给每个有逾期、快到期的事项，或者目标任务落后、未报的单位写一份。"""
    from anju_cli.views.wording.remind import RemindWording  # with it comes pydantic

    if print_template:
        from anju_cli.views.wording.templates import shipped_text

        send_text(shipped_text(RemindWording), output, ctx.obj)
        return
    if each and output is None:
        raise refusal("--each", "要用 -o 写上放文件的文件夹，例如 --each -o 催办单")
    chosen = chosen_format("docx" if each and form is None else form, output, PAGE_FORMATS)
    session = open_session(ctx, data, today)
    wording = open_wording(session.environment, RemindWording, template)
    plan, day = session.plan, session.today
    asked = named(units, unit)
    meant = session.names.units(asked)
    part = None if role == "all" else cast("Role", role)
    days = plan.info.soon_days if within is None else within
    reply = _reply_by(reply_by, day)
    due = reminders(plan, day, [unit.name for unit in meant], days, part)
    # Nobody reminds himself by letter, unless he says so.
    own = [] if meant else [reminder for reminder in due if reminder.unit.name == plan.issuing_unit]
    pending = [reminder for reminder in due if reminder not in own]
    letters = reminder_letters(plan, pending, day, reply, wording)
    remarks = _nothing(meant, pending, days, own)
    if pending and each and output is not None:
        send_each(letters, chosen, output, "催办单", session.environment)
    elif pending or chosen == "json":
        send_letters(letters, chosen, output, session.environment)
    elif output is None:
        send_text("".join(f"{line}\n" for line in remarks), None, session.environment)
        remarks = []
    for name in (reminder.unit.name for reminder in own):
        again = session.ask._replace(arguments=(name,))
        remarks.append(f"{name}是印发单位，它也有要催的，没有给它写；要写：{again}")
    if part == "lead":
        remarks.append(f"事项只催牵头单位；责任单位也要催：{session.ask.having('--role', 'all')}")
    if pending:
        remarks += [*_letter_remarks(plan, reply_by, reply), *_unrecorded(session, pending)]
    rows = [row for reminder in pending for row in reminder.duties]
    remarks += session.names.read_as(asked)
    remarks += [
        *year_over_notes(plan, day, session.ask),
        *unknown_calendars(rows),
        *session.names.see_also(meant),
    ]
    write_remarks(remarks, session.environment)


def _reply_by(asked: date | None, day: date) -> date | None:
    """Return the last day for an answer, None where the working days are unknown."""
    if asked is None:
        return reply_day(day)
    if asked < day:
        raise refusal("--reply-by", f"{asked} 早于催办单的日期 {day}。请写那天或以后的日期")
    return asked


def _letter_remarks(plan: Plan, asked: date | None, reply: date | None) -> list[str]:
    """Say which day for an answer the letters name, by which rule, and what they lack."""
    remarks = []
    other = "；另定请加 --reply-by 日期"
    if reply is None:
        remarks.append(
            "没有当年的放假安排，算不出哪天回复，"
            f"催办单里写“收到后{REPLY_WORKDAYS}个工作日内”{other}"
        )
    elif asked is None:
        remarks.append(
            f"回复期限写的是 {reply}（{weekday_name(reply)}）：今天以后第 {REPLY_WORKDAYS} 个"
            f"工作日，是本工具的默认{other}"
        )
    elif _is_day_off(reply):
        remarks.append(f"回复期限 {reply} 是{weekday_name(reply)}，不上班，请核对")
    if plan.info.contact is None:
        remarks.append(
            "催办单里没有联系人。要写，请在 tasks.yaml 的 plan 里加 contact，"
            "例如 contact: 张三，0825-8660000"
        )
    return remarks


def _unrecorded(session: Session, pending: Sequence[Reminder]) -> list[str]:
    """Warn of months that letters ask for and nobody has: they may not be recorded yet."""
    lacked = {month for reminder in pending if reminder.quota for month in reminder.quota.missing}
    months = sorted(month for month in lacked if not session.plan.published.get(month))
    if not months:
        return []
    return [
        f"{missing_words(months).removeprefix('缺')}的条数一个单位都没有，催办单会请各单位补报；"
        f"是还没有记的，请先记好再催：{session.line.other('record', months[0], '单位=条数')}"
    ]


def _is_day_off(day: date) -> bool:
    try:
        return not is_workday(day)
    except CalendarNotFound:
        return False


def _nothing(
    units: Sequence[Unit], pending: Sequence[Reminder], days: int, own: Sequence[Reminder]
) -> list[str]:
    """Say who of those asked about has nothing to be reminded of."""
    reminded = {reminder.unit.name for reminder in pending}
    without = [unit.name for unit in units if unit.name not in reminded]
    if pending and not without:
        return []
    who = names(without) or ("别的单位" if own else "全部单位")
    coming = f" {days} 天内到期的" if days else "今天到期的"
    return [f"{who}没有要催的：没有逾期的和{coming}事项，目标任务也没有落后或缺报。"]
