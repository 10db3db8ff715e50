"""anju units"""

from typing import Annotated

import typer

from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    FormatOption,
    KindOption,
    OutputOption,
    SearchOption,
)
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import REGISTER, Session, open_session
from anju_cli.queries.units import select_units
from anju_cli.text.fuzzy import did_you_mean
from anju_cli.views.units import units_listing

EXAMPLES = """\
anju units --kind 镇
anju units --group 区直各部门 -o 名册.csv"""


def command(
    ctx: typer.Context,
    kind: KindOption = None,
    group: Annotated[
        str | None, typer.Option("--group", metavar="组", help="只看这一组，例如 各镇、街道")
    ] = None,
    search: SearchOption = "",
    form: FormatOption = None,
    output: OutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
) -> None:
    """列出单位名册。"""
    session = open_session(ctx, data, None, REGISTER)
    known = session.names.kind(kind)
    units = select_units(session.plan, known, _group(session, group), search)
    session.show(units_listing(session.plan, units, session.ask), form, output)


def _group(session: Session, group: str | None) -> str | None:
    if group is None:
        return None
    register = session.plan.register
    groups = [party.name for party in register.meant(group) if register.is_group(party.name)]
    if len(groups) == 1:
        return groups[0]
    if groups:
        raise refusal("--group", f"“{group}”可能是：{'；'.join(groups)}。请写清楚是哪一组")
    known = "；".join(each.name for each in register.groups)
    like = [name for name in register.nearest(group) if register.is_group(name)]
    hint = did_you_mean(like, f"现有的组：{known}")
    raise refusal("--group", f"没有“{group}”这一组。{hint}")
