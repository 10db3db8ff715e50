"""A chart as SVG inside an HTML page, whose styles colour it."""

from __future__ import annotations

import html

from anju_cli.render.document import Bar, Chart
from anju_cli.render.terminal.charts import longest
from anju_cli.text.invisible import visible_line
from anju_cli.text.width import display_width

_WIDTH, _ROW, _BAR, _GAP = 880, 24, 14, 8
_COLUMN = 7  # a column of the screen, in type of 13 px


def chart_svg(chart: Chart, identity: str) -> str:
    """The chart as a figure. ``identity`` is its own on the page: the title is found by
    it. What the bars say is text, for who hears the page."""
    labels = [display_width(visible_line(bar.label)) for bar in chart.bars]
    texts = [display_width(visible_line(bar.text)) for bar in chart.bars]
    left = max(labels, default=0) * _COLUMN + _GAP
    right = _WIDTH - max(texts, default=0) * _COLUMN - _GAP
    room = max(right - left, _WIDTH // 4)
    high = len(chart.bars) * _ROW
    title = _text(chart.title)
    parts = [_bar(at, bar, chart, left, room) for at, bar in enumerate(chart.bars)]
    meaning = ""
    if chart.mark is not None:
        x = left + round(chart.mark / longest(chart) * room)
        parts.append(f'<line class="mark" x1="{x}" y1="0" x2="{x}" y2="{high + 4}"/>')
        if chart.mark_text:
            # on the side of the line where there is more room
            side = "end" if x > _WIDTH // 2 else "start"
            parts.append(
                f'<text class="muted" x="{x}" y="{high + 18}" text-anchor="{side}">'
                f"{_text(chart.mark_text)}</text>"
            )
            meaning = f"，{chart.mark_text}"
    below = _ROW if meaning else 4
    full = left + room + _GAP + max(texts, default=0) * _COLUMN
    caption = f"<figcaption>{title}</figcaption>\n" if title else ""
    drawn = "\n".join(parts) if chart.bars else ""
    if not drawn:
        return f"<figure>\n{caption}<p>（无）</p>\n</figure>"
    return (
        f'<figure>\n{caption}<div class="scroll" tabindex="0">\n'
        f'<svg role="img" aria-labelledby="{identity}" viewBox="0 0 {full} {high + below}">\n'
        f'<title id="{identity}">{title or "图"}{_text(meaning)}</title>\n{drawn}\n'
        "</svg>\n</div>\n</figure>"
    )


def _bar(at: int, bar: Bar, chart: Chart, left: int, room: int) -> str:
    """The name, the bar on its track, and the text behind; without a part, no bar."""
    y = at * _ROW + (_ROW - _BAR) // 2
    base = y + _BAR - 3
    drawn = ""
    if bar.part is not None:
        length = max(round(bar.part / longest(chart) * room), int(bar.part > 0))
        look = "" if bar.style == "plain" else f" {bar.style}"
        drawn = f'<rect class="bar{look}" x="{left}" y="{y}" width="{length}" height="{_BAR}"/>'
    return (
        f'<text x="{left - _GAP}" y="{base}" text-anchor="end">{_text(bar.label)}</text>'
        f'<rect class="track" x="{left}" y="{y}" width="{room}" height="{_BAR}"/>{drawn}'
        f'<text x="{left + room + _GAP}" y="{base}">{_text(bar.text)}</text>'
    )


def _text(text: str) -> str:
    return html.escape(visible_line(text))
