"""Draw charts as lines of a screen."""

from __future__ import annotations

from fractions import Fraction

from anju_cli.render.document import Bar, Chart
from anju_cli.render.terminal.blocks import note_lines, spaced, text_lines
from anju_cli.render.terminal.screen import Screen
from anju_cli.text.invisible import visible_line
from anju_cli.text.width import display_width, pad, wrap

MARK = "│"
"""The line that crosses all bars. Like the blocks it is a character of GBK: a Chinese
console shows every one of them."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_GAP = 2
_SHORTEST, _LONGEST = 6, 60


def chart_lines(chart: Chart, screen: Screen) -> list[str]:
    """Draw the title, a bar a line with its text behind it, and what the mark means.

    Where names and texts leave no room beside them, each bar stands under its own.
    """
    title = text_lines(chart.title, "strong", screen) if chart.title else []
    labels = [visible_line(bar.label) for bar in chart.bars]
    texts = [visible_line(bar.text) for bar in chart.bars]
    before = max(map(display_width, labels), default=0) + _GAP
    longest_text = max(map(display_width, texts), default=0)
    behind = longest_text + _GAP if longest_text else 0
    mark = int(chart.mark is not None)
    room = screen.width - before - behind - mark
    if not chart.bars:
        body = ["（无）"]
    elif room >= _SHORTEST:
        width = min(room, _LONGEST)
        body = [
            f"{pad(label, before)}{_bar(bar, chart, width, screen)}"
            + (" " * _GAP + screen.paint(text, bar.style) if text else "")
            for bar, label, text in zip(chart.bars, labels, texts, strict=True)
        ]
    else:
        width = min(screen.width - mark, _LONGEST)
        body = []
        for bar, label, text in zip(chart.bars, labels, texts, strict=True):
            heading = wrap(f"{label}{' ' * _GAP}{text}", screen.width)
            body += [screen.paint(line, bar.style) for line in heading]
            body.append(_bar(bar, chart, width, screen))
    meaning = [f"{MARK} {chart.mark_text}"] if mark and chart.mark_text else []
    return spaced(title, [line.rstrip() for line in body], note_lines(meaning, screen))


def blocks(eighths: int) -> str:
    """Draw a bar of so many eighths of a column."""
    whole, rest = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[rest].strip()


def eighths_of(part: Fraction, whole: Fraction, width: int) -> int:
    """Return the length of a bar in eighths of a column, rounded down.

    Where there is something, there is something to be seen.
    """
    return max(int(part / whole * width * 8), int(part > 0))


def _bar(bar: Bar, chart: Chart, width: int, screen: Screen) -> str:
    """Draw the bar in exactly ``width`` columns, and one for the mark if any.

    A bar shorter than the mark never crosses it, and one that is not always reaches it,
    however coarse the columns are.
    """
    whole = chart.full_scale
    length = 0 if bar.part is None else eighths_of(bar.part, whole, width)
    if chart.mark is None:
        return _painted(blocks(length), width, bar, screen)
    mark = -int(-chart.mark / whole * width // 1)
    if bar.part is not None and bar.part >= chart.mark:
        length = max(length, mark * 8)
    columns = blocks(length)
    return (
        _painted(columns[:mark], mark, bar, screen)
        + screen.paint(MARK, "muted")
        + _painted(columns[mark:], width - mark, bar, screen)
    )


def _painted(columns: str, width: int, bar: Bar, screen: Screen) -> str:
    return screen.paint(columns, bar.style) + " " * (width - len(columns))
