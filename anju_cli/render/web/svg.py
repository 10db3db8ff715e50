"""Draw charts as SVG inside an HTML page, whose styles colour them."""

from __future__ import annotations

import html

from anju_cli.render.document import Bar, Chart
from anju_cli.text.invisible import visible_line
from anju_cli.text.width import display_width

_WIDTH, _ROW, _BAR, _GAP = 880, 24, 14, 8
_COLUMN = 7  # a column of the screen, in type of 13 px


def chart_svg(chart: Chart, identity: str) -> str:
    """Draw a chart as a figure; ``identity`` is its own on the page.

    The title is found by it. What the bars say is text, for who hears the page.
    """
    labels = [display_width(visible_line(bar.label)) for bar in chart.bars]
    texts = [display_width(visible_line(bar.text)) for bar in chart.bars]
    left = max(labels, default=0) * _COLUMN + _GAP
    right = _WIDTH - max(texts, default=0) * _COLUMN - _GAP
    room = max(right - left, _WIDTH // 4)
    height = len(chart.bars) * _ROW
    title = _text(chart.title)
    caption = f"<figcaption>{title}</figcaption>\n" if title else ""
    if not chart.bars:
        return f"<figure>\n{caption}<p>（无）</p>\n</figure>"
    parts = [_bar(index, bar, chart, left, room) for index, bar in enumerate(chart.bars)]
    meaning = ""
    if chart.mark is not None:
        x = left + round(chart.mark / chart.full_scale * room)
        parts.append(f'<line class="mark" x1="{x}" y1="0" x2="{x}" y2="{height + 4}"/>')
        if chart.mark_text:
            # on the side of the line where there is more room
            side = "end" if x > _WIDTH // 2 else "start"
            parts.append(
                f'<text class="muted" x="{x}" y="{height + 18}" text-anchor="{side}">'
                f"{_text(chart.mark_text)}</text>"
            )
            meaning = f"，{chart.mark_text}"
    below = _ROW if meaning else 4
    full = left + room + _GAP + max(texts, default=0) * _COLUMN
    drawing = "\n".join(parts)
    return (
        f'<figure>\n{caption}<div class="scroll" tabindex="0">\n'
        f'<svg role="img" aria-labelledby="{identity}" viewBox="0 0 {full} {height + below}">\n'
        f'<title id="{identity}">{title or "图"}{_text(meaning)}</title>\n{drawing}\n'
        "</svg>\n</div>\n</figure>"
    )


def _bar(index: int, bar: Bar, chart: Chart, left: int, room: int) -> str:
    """Draw the name, the bar on its track if it has a part, and the text behind."""
    y = index * _ROW + (_ROW - _BAR) // 2
    base = y + _BAR - 3
    rectangle = ""
    if bar.part is not None:
        length = max(round(bar.part / chart.full_scale * room), int(bar.part > 0))
        style = "" if bar.style == "plain" else f" {bar.style}"
        rectangle = (
            f'<rect class="bar{style}" x="{left}" y="{y}" width="{length}" height="{_BAR}"/>'
        )
    return (
        f'<text x="{left - _GAP}" y="{base}" text-anchor="end">{_text(bar.label)}</text>'
        f'<rect class="track" x="{left}" y="{y}" width="{room}" height="{_BAR}"/>{rectangle}'
        f'<text x="{left + room + _GAP}" y="{base}">{_text(bar.text)}</text>'
    )


def _text(text: str) -> str:
    return html.escape(visible_line(text))
