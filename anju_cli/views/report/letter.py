"""The circular as a letter."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from anju_cli.model.pace import Light, percent, points
from anju_cli.model.plan import Plan
from anju_cli.queries.history import history_of_all
from anju_cli.queries.quotas import QuotaRow
from anju_cli.queries.report import ALL, Report, ReportPart, ReportRow
from anju_cli.render.document import Bar, Block, Chart, Heading, Page, Paragraph, Section
from anju_cli.text.numerals import chinese
from anju_cli.views.history import history_listing
from anju_cli.views.quotas import LIGHT_STYLES, pace_words
from anju_cli.views.report.record import report_record
from anju_cli.views.report.tables import duty_table, part_table, rules
from anju_cli.views.report.words import Sayer, long_day
from anju_cli.views.words import DASH, due_note, names

if TYPE_CHECKING:
    from anju_cli.views.wording.report import ReportWording

_LIGHTS: tuple[Light, ...] = ("绿", "蓝", "黄", "红")


def report_page(plan: Plan, report: Report, wording: ReportWording) -> Page:
    """What ``anju report`` answers."""
    say = Sayer(plan, report, wording)
    heads = wording.headings
    opening = [wording.opening] if report.is_over else [wording.opening, wording.unfinished]
    parts = (
        (heads.situation, _situation(say)),
        (heads.problems, _problems(say)),
        (heads.demands, _numbered(say, wording.demands)),
    )
    return Page(
        title=say(wording.title),
        blocks=tuple(Paragraph(say(sentence)) for sentence in opening),
        sections=tuple(
            Section(f"{chinese(number)}、{say(heading)}", blocks)
            for number, (heading, blocks) in enumerate(parts, start=1)
        ),
        record=report_record(report),
        recipients=say(wording.recipients) if wording.recipients else "",
        signature=(plan.info.issuer, long_day(report.today)),
    )


def _numbered(say: Sayer, sentences: Sequence[str]) -> tuple[Block, ...]:
    if len(sentences) == 1:
        return (Paragraph(say(sentences[0])),)
    return tuple(
        Paragraph(f"（{chinese(number) if number < 100 else number}）{say(sentence)}")
        for number, sentence in enumerate(sentences, start=1)
    )


def _under(headed: Sequence[tuple[str, Sequence[Block]]]) -> tuple[Block, ...]:
    """Blocks under headings （一）, （二）, …"""
    found: list[Block] = []
    for number, (heading, blocks) in enumerate(headed, start=1):
        found += [Heading(f"（{chinese(number)}）{heading}"), *blocks]
    return tuple(found)


def _situation(say: Sayer) -> tuple[Block, ...]:
    plan, report, heads = say.plan, say.report, say.wording.headings
    headed: list[tuple[str, Sequence[Block]]] = [(say(heads.overall), _overall(say))]
    for part in report.parts:
        heading = heads.bureaus if part is report.bureaus else heads.towns
        notes = () if len(headed) > 1 else rules(plan, report)  # once, under the first
        blocks: list[Block] = [part_table(part)._replace(notes=notes)]
        if part.sums.standing.published is not None:
            blocks.append(_chart(report, part))
        headed.append((say(heading), blocks))
    rows = [row.history for row in report.all.rows]
    sums = history_of_all(ALL, rows)
    listing = history_listing(plan, rows, sums, report.as_of, by_kind=False, title="")
    headed.append((say(heads.months), [listing.table]))
    return _under(headed)


def _overall(say: Sayer) -> list[Block]:
    words, report = say.wording.situation, say.report
    said = [say(words.pace, 序时进度=pace_words(say.plan, report.as_of))]
    parts = report.parts if len(report.parts) == 1 else (*report.parts, report.all)
    for part in parts:
        said.append(_sum_sentence(say, part))
    for part in report.parts:
        if part.sums.standing.published is None:
            continue
        counts = {light: len(part.lights(light)) for light in _LIGHTS}
        said.append(say(words.lights, 范围=part.name, 未报数=part.unreported, **counts))
        top = part.top(say.wording.limits.top_units)
        if top:
            listed = "、".join(f"{row.name}（{_rate(row.quota)}）" for row in top)
            said.append(say(words.top, 范围=part.name, 名单=listed, 个数=len(top)))
    return [Paragraph(sentence) for sentence in said]


def _sum_sentence(say: Sayer, part: ReportPart) -> str:
    where, words = part.sums.standing, say.wording.situation
    values: dict[str, str | int] = {
        "范围": part.name,
        "单位数": len(part.rows),
        "任务": where.target,
        "本月": 0 if part.this_month is None else part.this_month,
        "累计": 0 if where.published is None else where.published,
        "完成率": _rate(part.sums),
        "序时应完成": where.expected,
        "超欠": DASH.text if where.gap is None else points(where.gap),
        "差距": DASH.text if where.gap is None else gap_words(where.gap),
        "未报数": part.unreported,
    }
    if where.published is None:
        return say(words.none_reported, **values)
    sentence = words.sum if part.this_month is not None else words.none_this_month
    more = say(words.some_unreported, **values) if part.unreported else ""
    return say(sentence, **values) + more


def gap_words(gap: Fraction) -> str:
    """How far from the pace: 落后序时进度2.5个百分点."""
    if gap == 0:
        return "与序时进度持平"
    shown = points(abs(gap)).removeprefix("+")
    size = "不到0.1" if shown == "0.0" else shown
    return f"{'落后' if gap < 0 else '超过'}序时进度{size}个百分点"


def _rate(row: QuotaRow) -> str:
    return DASH.text if row.standing.rate is None else percent(row.standing.rate)


def _chart(report: Report, part: ReportPart) -> Chart:
    def bar(row: ReportRow) -> Bar:
        where = row.quota.standing
        if where.published is None:
            return Bar(row.name, None, "未报", "yellow")
        style = LIGHT_STYLES[where.light] if where.light else "plain"
        return Bar(row.name, where.rate, f"{_rate(row.quota)} {where.light}", style)

    return Chart(
        f"{part.name}完成率",
        tuple(map(bar, part.rows)),
        report.pace,
        f"序时进度 {percent(report.pace)}",
    )


# -- problems -----------------------------------------------------------------


def _problems(say: Sayer) -> tuple[Block, ...]:
    heads = say.wording.headings
    return _under(
        (
            (say(heads.counts), _count_problems(say)),
            (say(heads.missed), _missed(say)),
            (say(heads.coming), _coming(say)),
        )
    )


def _count_problems(say: Sayer) -> list[Block]:
    words, limits, rows = say.wording.troubles, say.wording.limits, say.report.all.rows
    never = [row.name for row in rows if row.is_unreported]
    if never:
        said = [say(words.unreported, 名单=names(never), 个数=len(never))]
    else:
        said = [say(words.nobody_unreported)]
    silent = [row.name for row in rows if row.is_silent]
    if silent:
        said.append(say(words.this_month, 名单=names(silent), 个数=len(silent)))
    for light in limits.named_lights:
        found = say.report.all.lights(light)
        listed = names([f"{row.name}（{_gap(row)}）" for row in found])
        sentence = words.lights if found else words.nobody_lights
        said.append(say(sentence, 灯=light, 名单=listed, 个数=len(found)))
    blank = [row for row in rows if not row.is_unreported and len(row.blank) >= limits.blank_months]
    if blank:
        listed = names([f"{row.name}（{_months(row.blank)}）" for row in blank])
        values: dict[str, str | int] = {"个数": len(blank), "月数": limits.blank_months}
        said.append(say(words.blank_months, 名单=listed, **values))
    return [Paragraph(sentence) for sentence in said]


def _gap(row: ReportRow) -> str:
    gap = row.quota.standing.gap
    return DASH.text if gap is None else points(gap)


def _months(months: Sequence[str]) -> str:
    return "、".join(f"{int(month[5:])}月" for month in months)


def _missed(say: Sayer) -> list[Block]:
    words, found = say.wording.troubles, say.report.missed
    if not found:
        return [Paragraph(say(words.nothing_missed))]
    listed = names([one.row.duty.id for one in found])
    said = say(words.missed, 名单=listed, 个数=len(found))
    return [Paragraph(said), duty_table(say.report, found, (due_note(say.plan.info),))]


def _coming(say: Sayer) -> list[Block]:
    words, found = say.wording.troubles, say.report.coming
    listed = names([one.row.duty.id for one in found])
    sentence = words.coming if found else words.nothing_coming
    days = say.wording.limits.coming_days
    said = say(sentence, 名单=listed, 个数=len(found), 天数=days)
    notes = () if say.report.missed else (due_note(say.plan.info),)
    return [Paragraph(said), *([duty_table(say.report, found, notes)] if found else [])]
