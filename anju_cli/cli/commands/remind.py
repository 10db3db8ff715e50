"""anju remind"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, cast

import typer

from anju_cli.cli.options import (
    ROLE,
    DataOption,
    PageFormatOption,
    PageOutputOption,
    PrintTemplateOption,
    TemplateOption,
    TodayOption,
    UnitsArgument,
    UnitsOption,
    choice_option,
    count_option,
    named,
)
from anju_cli.cli.output import chosen_format, send_each, send_letters, send_text
from anju_cli.cli.session import open_session, open_wording
from anju_cli.queries.reminders import Reminder, reminders
from anju_cli.render.formats import PAGE_FORMATS
from anju_cli.render.streams import write_remarks
from anju_cli.views.deadlines import unknown_calendars
from anju_cli.views.remind import reminder_letters
from anju_cli.views.words import names, year_over_notes

if TYPE_CHECKING:
    from anju_cli.model.plan import Role
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
        choice_option("--role", "角色", ROLE, "催单位在任务里是什么角色的事项"),
    ] = "lead",
    each: Annotated[
        bool,
        typer.Option("--each", help="一个单位一个文件，放进 -o 写的文件夹；不写 -f 就是 .docx"),
    ] = False,
    template: TemplateOption = None,
    print_template: PrintTemplateOption = False,
    form: PageFormatOption = None,
    output: PageOutputOption = None,
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
        raise typer.BadParameter(
            "要用 -o 写上放文件的文件夹，例如 --each -o 催办单", param_hint="选项 --each"
        )
    chosen = chosen_format("docx" if each and form is None else form, output, PAGE_FORMATS)
    session = open_session(ctx, data, today)
    wording = open_wording(session.environment, RemindWording, template)
    plan, day = session.plan, session.today
    asked = named(units, unit)
    meant = session.units(asked)
    part = None if role == "all" else cast("Role", role)
    days = plan.info.soon_days if within is None else within
    pending = reminders(plan, day, [unit.name for unit in meant], days, part)
    letters = reminder_letters(plan, pending, day, days, part, wording)
    remarks = _nothing(meant, pending, days)
    if pending and each and output is not None:
        send_each(letters, chosen, output, "催办单", session.environment)
    elif pending or chosen == "json":
        send_letters(letters, chosen, output, session.environment)
    elif output is None:
        send_text("".join(f"{line}\n" for line in remarks), None, session.environment)
        remarks = []
    if part == "lead":
        remarks.append(f"事项只催牵头单位；责任单位也要催：{session.line.having('--role', 'all')}")
    rows = [row for reminder in pending for row in reminder.duties]
    remarks += session.read_as(asked)
    remarks += [
        *year_over_notes(plan, day, session.ask),
        *unknown_calendars(rows),
        *session.see_also(meant),
    ]
    write_remarks(remarks, session.environment)


def _nothing(units: Sequence[Unit], pending: Sequence[Reminder], days: int) -> list[str]:
    """Say who of those asked about has nothing to be reminded of."""
    reminded = {reminder.unit.name for reminder in pending}
    without = [unit.name for unit in units if unit.name not in reminded]
    if pending and not without:
        return []
    who = names(without) or "全部单位"
    coming = f" {days} 天内到期的" if days else "今天到期的"
    return [f"{who}没有要催的：没有逾期的和{coming}事项，目标任务也没有落后或未报。"]
