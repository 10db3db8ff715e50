"""anju quotas"""

from collections.abc import Sequence
from typing import Annotated

import typer

from anju_cli.cli.names import place_of_unit
from anju_cli.cli.options import (
    DataOption,
    ForceOption,
    FormatOption,
    KindOption,
    OneOf,
    OutputOption,
    TodayOption,
    UnitsArgument,
    UnitsOption,
    choice_option,
    named,
)
from anju_cli.cli.refusals import refusal
from anju_cli.cli.session import Session, open_session
from anju_cli.queries.history import (
    forecast_of_all,
    forecasts,
    histories,
    history_of_all,
)
from anju_cli.queries.quotas import (
    QuotaFilter,
    QuotaRow,
    by_kind,
    in_quota_order,
    quota_rows,
    quotas_by_kind,
    total,
)
from anju_cli.render.document import Listing
from anju_cli.views.history import forecast_listing, history_listing
from anju_cli.views.quotas import quotas_listing

EXAMPLES = """\
anju quotas --today 2021-06-30
anju quotas 司法局
anju quotas --short --kind 镇
anju quotas --light 红 --light 未报 --sort 还差
anju quotas --by kind
anju quotas --history --today 2021-06-30
anju quotas --forecast --kind 镇 --today 2021-06-30"""

_ALL = "合计"
_LIGHTS = OneOf({"红": "red", "黄": "yellow", "蓝": "blue", "绿": "green", "未报": "unreported"})
_ORDERS = OneOf(
    {
        "rank": "排名",
        "name": "名称",
        "target": "目标",
        "published": "已公开",
        "rate": "完成率",
        "lacking": "还差",
    }
)


def command(
    ctx: typer.Context,
    units: UnitsArgument = None,
    unit: UnitsOption = None,
    kind: KindOption = None,
    short: Annotated[
        bool, typer.Option("--short", help="只看没达到序时进度的，包括未报的")
    ] = False,
    light: Annotated[
        list[str] | None, choice_option("--light", "灯", _LIGHTS, "只看这种灯的")
    ] = None,
    order: Annotated[str, choice_option("--sort", "次序", _ORDERS, "怎样排")] = "rank",
    by: Annotated[
        str, choice_option("--by", "口径", OneOf({"unit": "单位", "kind": "类别"}), "按什么列")
    ] = "unit",
    history: Annotated[
        bool, typer.Option("--history", help="看各月的条数、累计和走势，未报的月份列为 —")
    ] = False,
    forecast: Annotated[
        bool, typer.Option("--forecast", help="照这样下去，到年底预计有多少条、能不能完成")
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    _force: ForceOption = False,
    data: DataOption = None,
    today: TodayOption = None,
) -> None:
    """看目标任务完成得怎样：目标、已公开、完成率、序时进度、还差多少、灯。"""
    if history and forecast:
        raise refusal(
            "选项 --history 和 --forecast",
            "这是两张表，一次只能看一张。请分两次查：先写 --history，再写 --forecast",
        )
    if by == "kind" and order != "rank":
        raise refusal("--sort", "排的是单位。按类别列时只有几行，按完成率排，请去掉它")
    session = open_session(ctx, data, today)
    meant = session.names.units(named(units, unit))
    names = tuple(unit.name for unit in meant)
    _check_targets(session, names)
    wanted = QuotaFilter(names, session.names.kind(kind), short, tuple(light or ()))
    rows = in_quota_order(quota_rows(session.plan, wanted, session.today), order)
    which = "没达到序时进度或未报的 " if short else ""
    if light:
        which += "、".join(f"{each}灯" if len(each) == 1 else each for each in light) + "的 "
    title = f"{session.plan.quotas.year} 年目标任务{{}}：{which}{len(rows)} 个单位"
    answer = _history if history else _forecast if forecast else _standing
    listing = answer(session, rows, by == "kind", title)
    if order != "rank":
        notes = (_order_note(order), *listing.table.notes)
        listing = listing._replace(table=listing.table._replace(notes=notes))
    session.show(listing, form, output, session.names.see_also(meant))


def _order_note(order: str) -> str:
    if order == "name":
        return "按名称的拼音排。"
    return f"按{_ORDERS.words[order]}从大到小排，未报的在最后。"


def _standing(session: Session, rows: Sequence[QuotaRow], is_by_kind: bool, title: str) -> Listing:
    plan, day = session.plan, session.today
    sums = total(plan, _ALL, rows)
    shown = quotas_by_kind(plan, rows) if is_by_kind else rows
    return quotas_listing(
        plan, shown, sums, day, by_kind=is_by_kind, title=title.format(""), line=session.ask
    )


def _history(session: Session, rows: Sequence[QuotaRow], is_by_kind: bool, title: str) -> Listing:
    plan, day = session.plan, session.today
    units = histories(plan, rows)
    sums = history_of_all(_ALL, units)
    shown = by_kind(plan, units, history_of_all) if is_by_kind else units
    title = title.format("各月条数")
    quotas = total(plan, _ALL, rows)
    return history_listing(
        plan, shown, sums, quotas, day, by_kind=is_by_kind, title=title, line=session.ask
    )


def _forecast(session: Session, rows: Sequence[QuotaRow], is_by_kind: bool, title: str) -> Listing:
    plan, day = session.plan, session.today
    units = forecasts(plan, rows)
    sums = forecast_of_all(_ALL, units)
    shown = by_kind(plan, units, forecast_of_all) if is_by_kind else units
    title = title.format("年底预计")
    quotas = total(plan, _ALL, rows)
    return forecast_listing(
        plan, shown, sums, quotas, day, by_kind=is_by_kind, title=title, line=session.ask
    )


def _check_targets(session: Session, names: Sequence[str]) -> None:
    """Refuse a unit without a target, and name the other that it may be."""
    for unit in session.plan.register.units:
        if unit.name in names and unit.name not in session.plan.targets:
            see_also = map(session.plan.register.canonical, unit.see_also)
            others = [name for name in see_also if name in session.plan.targets]
            also = ""
            if others:
                line = session.ask.of_unit(others[0])
                also = f"它与“{others[0]}”可能是同一机构，请查：{line}"
            raise refusal(
                place_of_unit(unit.name, session.line), f"“{unit.name}”没有目标任务。{also}"
            )
