"""Draw tables and charts of a Word file.

Lengths are in twips, twentieths of a point; sizes of type in half points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isqrt

from anju_cli.render.columns import GAP, share_width
from anju_cli.render.document import Bar, Cell, Chart, Column, Style, Table
from anju_cli.render.word.official import TEXT_WIDTH
from anju_cli.render.word.xml import BETWEEN, cell, grid, paragraph, row, run, unbroken
from anju_cli.text.invisible import visible_line
from anju_cli.text.width import display_width, longest_piece

_SIZES = ((6, 24), (8, 21), (10, 18))
"""Up to so many columns in 小四, 五号 and 小五; still more in 小五 as well."""
_LARGEST = 24  # only where no text takes more than two lines
_SMALLEST = 13  # 小六, where a table is too wide otherwise

_LIGHTS: dict[Style, str] = {
    "green": "D9EAD3",
    "blue": "D6E4F2",
    "yellow": "FFF2CC",
    "red": "F8CFCF",
}
_BARS: dict[Style, str] = {
    "plain": "8C8C8C",
    "strong": "595959",
    "muted": "BFBFBF",
    "green": "70AD47",
    "blue": "5B9BD5",
    "yellow": "FFC000",
    "red": "E05050",
}
_LINES = (
    '<w:tblBorders><w:top w:val="single" w:sz="8"/><w:left w:val="single" w:sz="4"/>'
    '<w:bottom w:val="single" w:sz="8"/><w:right w:val="single" w:sz="4"/>'
    '<w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders>'
)
_MARK = '<w:tcBorders><w:right w:val="single" w:sz="8" w:color="404040"/></w:tcBorders>'
_TOGETHER = 30  # bars: more are drawn smaller
_HIGHEST, _LOWEST = 11000, 190
"""Of a chart, which then stays on one page with its caption; and of a bar."""
_NARROWEST = 10  # columns of the screen, for a text that breaks
_NAME, _LIST = 20, re.compile("[、，；]")
"""How wide a name is at most, and what is in none: many names, or a sentence."""
_MONTH = re.compile(r"(?a)\d{4}\s年\s\d+\s月")
_SLACK = 8  # of a cell: a text as wide as the room for it might break
_SHORT = 8  # columns of the screen: what is no longer stands in the middle of its cell


def table_xml(table: Table) -> str:
    """Draw the caption, the table and its notes; 无 where it has no rows.

    The columns share the whole width of the text. The heading is repeated on each page.
    """
    parts = [_caption(table.title)]
    if table.rows:
        parts.append(_table(table))
        parts.append(_notes(table.notes) or _space())
    else:
        parts.append(paragraph("BodyText", run("（无）")) + _notes(table.notes))
    return "".join(parts)


def chart_xml(chart: Chart) -> str:
    """Draw the bars as shaded paragraphs of a table without lines.

    They print as sharp as the text and need no picture. The mark is the line between two of
    its columns.
    """
    size = 21 if len(chart.bars) <= _TOGETHER else 18
    unit = size * 5
    labels = [display_width(visible_line(bar.label)) for bar in chart.bars]
    texts = [display_width(visible_line(bar.text)) for bar in chart.bars]
    before = min(max(labels, default=0) * unit + 160, TEXT_WIDTH * 2 // 5)
    behind = min(max(texts, default=0) * unit + 200, TEXT_WIDTH // 3)
    room = TEXT_WIDTH - before - behind
    if chart.mark is None:
        parts = [room]
    else:
        left = min(max(int(chart.mark / chart.full_scale * room), 20), room - 20)
        parts = [left, room - left]
    height = min(size * 12 + 20, max(_HIGHEST // max(len(chart.bars), 1), _LOWEST))
    kept = len(chart.bars) if height * len(chart.bars) <= _HIGHEST else 3
    rows = "".join(
        _bar(bar, chart, (before, parts, behind), (size, height), is_kept=index < kept)
        for index, bar in enumerate(chart.bars)
    )
    body = grid([before, *parts, behind], rows, "", 0) if rows else _notes(("（无）",))
    meaning = (f"竖线：{chart.mark_text}",) if chart.mark is not None and chart.mark_text else ()
    return _caption(chart.title) + body + (_plain_notes(meaning) or _space())


def _caption(title: str) -> str:
    return paragraph("Caption", run(title)) if title else ""


def _space() -> str:
    """Draw a thin line: two tables without one between them would be one."""
    return paragraph("Note", "", '<w:spacing w:line="160" w:lineRule="exact"/>')


def _plain_notes(notes: Sequence[str]) -> str:
    return "".join(paragraph("Note", run(note)) for note in notes)


def _notes(notes: Sequence[str]) -> str:
    """Put 注： before notes, and a number before each where there are several."""
    if len(notes) < 2:
        return _plain_notes([f"注：{note}" for note in notes])
    hanging = '<w:ind w:left="630" w:hanging="630"/>', '<w:ind w:left="630" w:hanging="210"/>'
    return "".join(
        paragraph("Note", run(f"{'' if index else '注：'}{index + 1}.{note}"), hanging[index > 0])
        for index, note in enumerate(notes)
    )


def _table(table: Table) -> str:
    lines = [*table.rows, *([] if table.total is None else [table.total])]
    columns = [column._replace(heading=visible_line(column.heading)) for column in table.columns]
    size, widths = _shares(columns, lines)
    sides = [_side(index, column, lines) for index, column in enumerate(columns)]
    heading = "".join(
        cell(width, _paragraph("TableHeading", column.heading, size, "center"))
        for width, column in zip(widths, columns, strict=True)
    )
    rows = [row(heading, is_heading=True)]
    for index, line in enumerate(lines):
        is_total = index == len(table.rows)
        cells = (
            _cell(width, side, text, size, is_total)
            for width, side, text in zip(widths, sides, line, strict=True)
        )
        rows.append(row("".join(cells)))
    return grid(widths, "".join(rows), _LINES, _margin(size))


def _margin(size: int) -> int:
    """Return what is left free at either side of a cell: four fifths of a letter."""
    return size * 4


def _shares(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> tuple[int, list[int]]:
    """Find the size of type with which the table fits, and the widths.

    The widths fill that of the text.
    """
    texts = [[_on_paper(cell.text) for cell in row] for row in rows]
    kept = [_kept(index, column, texts) for index, column in enumerate(columns)]
    first = next((size for most, size in _SIZES if len(columns) <= most), _SIZES[-1][1])
    for size in (*(size for _, size in _SIZES if size <= first), _SMALLEST):
        margins = 2 * _margin(size) + _SLACK
        room = (TEXT_WIDTH - margins * len(columns)) // (size * 5)
        room += GAP * (len(columns) - 1)
        shares = share_width(kept, texts, room, GAP) or share_width(columns, texts, room, GAP)
        if shares is None:
            continue
        if size == _LARGEST and _lines(shares.widths, texts) > 2:
            continue
        shared = _by_length(shares.widths, columns, texts)
        wanted = [width * size * 5 + margins for width in shared]
        break
    else:
        wanted = [1] * len(columns)
    widths = [TEXT_WIDTH * width // sum(wanted) for width in wanted]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return size, widths


def _on_paper(text: str) -> str:
    """Write ``text`` as wide as it is on paper, and whole what is to stay whole.

    % is as wide as ％, and something is free between Chinese and a number.
    """
    spaced = BETWEEN.sub(" ", unbroken(text.replace("%", "％")))
    return _MONTH.sub(lambda month: month[0].replace(" ", "\xa0"), spaced)


def _kept(index: int, column: Column, rows: Sequence[Sequence[str]]) -> Column:
    """Have a column of names keep them whole, as one of numbers does."""
    texts = [row[index] for row in rows]
    are_names = all(display_width(text) <= _NAME and not _LIST.search(text) for text in texts)
    return column._replace(align="right") if are_names else column


def _lines(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """Estimate how many lines the highest cell has."""
    pairs = (pair for row in rows for pair in zip(row, widths, strict=True))
    return max(-(-display_width(text) // max(width, 1)) for text, width in pairs)


def _by_length(
    widths: list[int], columns: Sequence[Column], rows: Sequence[Sequence[str]]
) -> list[int]:
    """Share ``widths`` anew among the columns of text that must break.

    They go by the roots of the lengths: a text four times as long gets twice the width and
    twice the lines. On a screen they are alike; on paper a row of one long text and many
    short ones would be too high.
    """
    lengths = [max(display_width(row[i]) for row in rows) for i in range(len(columns))]
    broken = [
        i for i, column in enumerate(columns) if column.align == "left" and lengths[i] > widths[i]
    ]
    room = sum(widths[i] for i in broken)
    weights = {i: isqrt(100 * lengths[i]) for i in broken}
    least = {
        i: min(widths[i], max(_NARROWEST, *(longest_piece(row[i]) for row in rows))) for i in broken
    }
    shared = {i: max(least[i], room * weights[i] // sum(weights.values())) for i in broken}
    while sum(shared.values()) > room:
        shared[max(broken, key=lambda i: shared[i] - least[i])] -= 1
    return [shared.get(i, width) for i, width in enumerate(widths)]


def _side(index: int, column: Column, rows: Sequence[Sequence[Cell]]) -> str:
    if column.align == "right":
        return "right"
    longest = max((display_width(row[index].text) for row in rows), default=0)
    return "center" if longest <= _SHORT else "left"


def _cell(width: int, side: str, content: Cell, size: int, is_total: bool) -> str:
    bold = "<w:b/><w:bCs/>" if is_total or content.style == "strong" else ""
    fill = _LIGHTS.get(content.style)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return cell(width, _paragraph("TableText", content.text, size, side, bold), shade)


def _paragraph(style: str, text: str, size: int, side: str, bold: str = "") -> str:
    """Draw a paragraph of a cell, of a size even where it is empty."""
    look = f'<w:jc w:val="{side}"/><w:rPr>{_size(size)}</w:rPr>'
    return paragraph(style, run(text, bold + _size(size)), look)


def _size(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _bar(
    bar: Bar, chart: Chart, widths: tuple[int, list[int], int], form: tuple[int, int], is_kept: bool
) -> str:
    """Draw a bar as a row of a size of type and a height.

    ``is_kept``: on the same page as the next one, and the last one as the note.
    """
    (before, parts, behind), (size, height) = widths, form
    length = 0 if bar.part is None else int(bar.part / chart.full_scale * sum(parts))
    if chart.mark is not None and bar.part is not None:  # the mark may have been moved a bit
        length = max(length, parts[0]) if bar.part >= chart.mark else min(length, parts[0])
    keep = "<w:keepNext/>" if is_kept else ""
    cells = [cell(before, _beside(bar.label, size, "right", 'w:right="80"', keep))]
    for number, part in enumerate(parts, start=1):
        edge = _MARK if number < len(parts) else ""
        cells.append(cell(part, _shaded(min(length, part), part, bar.style), edge))
        length = max(0, length - part)
    cells.append(cell(behind, _beside(bar.text, size, "left", 'w:left="120"')))
    return row("".join(cells), height=height)


def _beside(text: str, size: int, side: str, indent: str, keep: str = "") -> str:
    look = f'{keep}<w:spacing w:before="0" w:after="0"/><w:ind {indent}/><w:jc w:val="{side}"/>'
    return paragraph("TableText", run(visible_line(text), _size(size)), look)


def _shaded(length: int, width: int, style: Style) -> str:
    """Draw a bar: an empty paragraph, shaded up to where its indent begins."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{_BARS[style]}"/>' if length else ""
    look = (
        f'{fill}<w:spacing w:before="0" w:after="0" w:line="150" w:lineRule="exact"/>'
        f'<w:ind w:right="{width - length if length else 0}"/>'
    )
    return paragraph("TableText", "", look)
