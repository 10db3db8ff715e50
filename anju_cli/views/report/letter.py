"""``anju report``: the circular as a letter."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from anju_cli.model.pace import Light, Steps, percent, points
from anju_cli.model.plan import Plan
from anju_cli.queries.duties import DutyRow
from anju_cli.queries.report import Report, ReportPart, ReportRow
from anju_cli.render.document import Bar, Block, Chart, Page, Paragraph
from anju_cli.text.numerals import chinese
from anju_cli.views.letters import HeadedBlocks, long_day, numbered_headings, numbered_sections
from anju_cli.views.quotas import LIGHT_STYLES, gap_cell, pace_words
from anju_cli.views.report.circular import Circular
from anju_cli.views.report.record import report_record
from anju_cli.views.report.tables import duty_rule, duty_table, months_table, part_table, rules
from anju_cli.views.words import UNREPORTED, missing_words, names, percent_cell

if TYPE_CHECKING:
    from anju_cli.views.wording.report import ReportWording

_LIGHTS: tuple[Light, ...] = ("绿", "蓝", "黄", "红")


def report_page(plan: Plan, report: Report, wording: ReportWording, number: str = "") -> Page:
    """Answer ``anju report``, with the number of the document (发文字号) where it has one.

    Whom it goes to is what the template says, else the plan.
    """
    circular = Circular(plan, report, wording)
    say, headings = circular.say, wording.headings
    opening = [wording.opening, wording.days, *([] if report.is_over else [wording.unfinished])]
    parts: tuple[HeadedBlocks, ...] = (
        (say(headings.situation), _situation(circular)),
        (say(headings.problems), _problems(circular)),
        (say(headings.demands), _demands(circular)),
    )
    return Page(
        title=circular.title,
        blocks=tuple(Paragraph(say(sentence)) for sentence in opening),
        sections=numbered_sections(parts),
        record=report_record(plan, report),
        recipients=say(wording.recipients) if wording.recipients else plan.info.addressees or "",
        signature=(plan.info.issuer, long_day(report.dated)),
        number=number,
        copies=say(wording.copies) if wording.copies else plan.info.copies or "",
    )


def _demands(circular: Circular) -> list[Block]:
    """Write the demands, each with its number where there are several."""
    demands = list(map(circular.say, circular.wording.demands or _requests(circular)))
    if len(demands) == 1:
        return [Paragraph(demands[0])]
    return [
        Paragraph(f"（{chinese(number) if number < 100 else number}）{demand}")
        for number, demand in enumerate(demands, start=1)
    ]


def _requests(circular: Circular) -> list[str]:
    """Choose the demands that concern anybody."""
    report, words = circular.report, circular.wording.requests
    rows = [row.quota for row in report.all.rows]
    if report.ends_the_year:
        behind, request = any(row.standing.lacking for row in rows), words.year_end
    else:
        behind, request = any(row.standing.light not in ("绿", None) for row in rows), words.behind
    concerned = (
        (any(row.missing for row in rows), words.unreported),
        (behind, request),
        (bool(report.missed), words.missed),
    )
    return [sentence for is_needed, sentence in concerned if is_needed] or [words.nobody]


# -- the situation ------------------------------------------------------------


def _situation(circular: Circular) -> tuple[Block, ...]:
    """Write the sums, then a table and a chart of each part, then the counts by month."""
    plan, report, headings = circular.plan, circular.report, circular.wording.headings
    parts: list[HeadedBlocks] = [(circular.say(headings.overall), _overall(circular))]
    for part in report.parts:
        heading = headings.bureaus if part is report.bureaus else headings.towns
        notes = (
            () if len(parts) > 1 else rules(plan, report, *report.parts)
        )  # once, under the first
        blocks: list[Block] = [part_table(report, part, notes=notes)]
        if part.sums.standing.published is not None:
            blocks.append(_chart(report, part))
        parts.append((circular.say(heading), blocks))
    parts.append((circular.say(headings.months), [months_table(report)]))
    return numbered_headings(parts)


def _overall(circular: Circular) -> list[Block]:
    say, words, report = circular.say, circular.wording.situation, circular.report
    sentences = [say(words.pace, 序时进度=pace_words(circular.plan, report.pace))]
    parts = report.parts if len(report.parts) == 1 else (*report.parts, report.all)
    sentences += [_sum_sentence(circular, part) for part in parts]
    for part in report.parts:
        if part.sums.standing.published is None:
            continue
        counts = {light: len(part.lights(light)) for light in _LIGHTS}
        sentences.append(say(words.lights, 范围=part.name, 未报数=part.sums.unreported, **counts))
        top = part.top(circular.wording.limits.top_units)
        if top:
            listed = "、".join(f"{row.name}（{_rate(row)}）" for row in top)
            sentences.append(say(words.top, 范围=part.name, 名单=listed, 个数=len(top)))
    return list(map(Paragraph, sentences))


def _sum_sentence(circular: Circular, part: ReportPart) -> str:
    standing, words = part.sums.standing, circular.wording.situation
    gap = gap_cell(standing).text
    values: dict[str, str | int] = {
        "范围": part.name,
        "单位数": len(part.rows),
        "任务": standing.target,
        "本月": part.reported or 0,
        "累计": standing.published or 0,
        "完成率": percent_cell(standing.rate).text,
        "序时应完成": standing.expected,
        "超欠": gap,
        "差距": gap if standing.gap is None else gap_words(standing.gap, standing.steps),
        "未报数": part.sums.unreported,
    }
    if standing.published is None:
        return circular.say(words.none_reported, **values)
    sentence = words.sum if part.reported is not None else words.none_this_month
    more = circular.say(words.some_unreported, **values) if part.sums.unreported else ""
    return circular.say(sentence, **values) + more


def gap_words(gap: Fraction, steps: Steps) -> str:
    """Say how far from the pace, as the table has it: 落后序时进度2.5个百分点."""
    if gap == 0:
        return "与序时进度持平"
    size = points(gap, steps).lstrip("+-")
    return f"{'落后' if gap < 0 else '超过'}序时进度{size}个百分点"


def _rate(row: ReportRow) -> str:
    return percent_cell(row.quota.standing.rate).text


def _chart(report: Report, part: ReportPart) -> Chart:
    def bar(row: ReportRow) -> Bar:
        standing = row.quota.standing
        if standing.published is None:
            return Bar(row.name, None, UNREPORTED.text, UNREPORTED.style)
        style = LIGHT_STYLES[standing.light]
        return Bar(row.name, standing.rate, f"{_rate(row)} {standing.light}", style)

    return Chart(
        f"{part.name}完成率",
        tuple(map(bar, part.rows)),
        report.pace,
        f"序时进度 {percent(report.pace)}",
    )


# -- problems -----------------------------------------------------------------


def _problems(circular: Circular) -> tuple[Block, ...]:
    headings = circular.wording.headings
    return numbered_headings(
        (
            (circular.say(headings.counts), _count_problems(circular)),
            (circular.say(headings.missed), _missed(circular)),
            (circular.say(headings.coming), _coming(circular)),
        )
    )


def _count_problems(circular: Circular) -> list[Block]:
    say, words, limits = circular.say, circular.wording.troubles, circular.wording.limits
    rows = circular.report.all.rows
    never = [row.name for row in rows if row.is_unreported]
    if len(never) == len(rows):
        return [Paragraph(say(words.everybody_unreported, 名单=names(never), 个数=len(never)))]
    if never:
        sentences = [say(words.unreported, 名单=names(never), 个数=len(never))]
    else:
        sentences = [say(words.nobody_unreported)]
    silent = [row.name for row in rows if row.is_silent]
    if silent:
        sentences.append(say(words.this_month, 名单=names(silent), 个数=len(silent)))
    for light in limits.named_lights:
        shining = circular.report.all.lights(light)
        listed = names([f"{row.name}（{gap_cell(row.quota.standing).text}）" for row in shining])
        sentence = words.lights if shining else words.nobody_lights
        sentences.append(say(sentence, 灯=light, 名单=listed, 个数=len(shining)))
    blank = [
        row
        for row in rows
        if row.quota.lacks_months and len(row.quota.missing) >= limits.blank_months
    ]
    if blank:
        listed = names([f"{row.name}（{missing_words(row.quota.missing)}）" for row in blank])
        sentences.append(
            say(words.blank_months, 名单=listed, 个数=len(blank), 月数=limits.blank_months)
        )
    return list(map(Paragraph, sentences))


def _missed(circular: Circular) -> list[Block]:
    """Say what is overdue, and what fell due in the period and was done too late; list both."""
    words, report = circular.wording.troubles, circular.report
    missed, late = report.missed, report.late
    sentence = words.missed if missed else words.nothing_missed
    said = [_of_duties(circular, sentence, missed)]
    said += [_of_duties(circular, words.late, late)] if late else []
    return [*said, *_duty_tables(circular, (*missed, *late), with_rule=True)]


def _coming(circular: Circular) -> list[Block]:
    words, report = circular.wording.troubles, circular.report
    sentence = words.coming if report.coming else words.nothing_coming
    days = circular.wording.limits.coming_days
    said = _of_duties(circular, sentence, report.coming, 天数=days)
    is_first = not (report.missed or report.late)
    return [said, *_duty_tables(circular, report.coming, with_rule=is_first)]


def _of_duties(
    circular: Circular, sentence: str, rows: Sequence[DutyRow], **more: int
) -> Paragraph:
    listed = names([row.duty.id for row in rows])
    return Paragraph(circular.say_of_deadlines(sentence, 名单=listed, 个数=len(rows), **more))


def _duty_tables(circular: Circular, rows: Sequence[DutyRow], *, with_rule: bool) -> list[Block]:
    """List duties, if there are any; ``with_rule``: how due dates are counted."""
    notes = (duty_rule(circular.plan.info),) if with_rule else ()
    return [duty_table(rows, notes=notes)] if rows else []
