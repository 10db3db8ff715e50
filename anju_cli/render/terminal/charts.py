"""Charts, drawn as lines of a screen."""

from __future__ import annotations

from fractions import Fraction

from anju_cli.render.document import Bar, Chart
from anju_cli.render.terminal.blocks import note_lines, text_lines
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
    """The title, a bar a line with its text behind it, and what the mark means.

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
            f"{pad(label, before)}{_drawn(bar, chart, width, screen)}"
            + (" " * _GAP + screen.paint(text, bar.style) if text else "")
            for bar, label, text in zip(chart.bars, labels, texts, strict=True)
        ]
    else:
        width = min(screen.width - mark, _LONGEST)
        body = []
        for bar, label, text in zip(chart.bars, labels, texts, strict=True):
            said = wrap(f"{label}{' ' * _GAP}{text}", screen.width)
            body += [screen.paint(line, bar.style) for line in said]
            body.append(_drawn(bar, chart, width, screen))
    meaning = [f"{MARK} {chart.mark_text}"] if mark and chart.mark_text else []
    parts = (title, [line.rstrip() for line in body], note_lines(meaning, screen))
    return [line for part in parts if part for line in ("", *part)][1:]


def longest(chart: Chart) -> Fraction:
    """The part of 1 that the whole width of the chart stands for: 1, or more where a
    bar or the mark is longer."""
    parts = [bar.part for bar in chart.bars if bar.part is not None]
    return max([Fraction(1), *parts, *([] if chart.mark is None else [chart.mark])])


def blocks(eighths: int) -> str:
    """A bar of so many eighths of a column."""
    whole, rest = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[rest].strip()


def eighths_of(part: Fraction, whole: Fraction, width: int) -> int:
    """The length of a bar in eighths of a column: rounded down, and yet to be seen where
    there is something."""
    return max(int(part / whole * width * 8), int(part > 0))


def _drawn(bar: Bar, chart: Chart, width: int, screen: Screen) -> str:
    """The bar in exactly ``width`` columns, and one for the mark where there is one.

    A bar shorter than the mark never crosses it, and one that is not always reaches it,
    however coarse the columns are.
    """
    whole = longest(chart)
    length = 0 if bar.part is None else eighths_of(bar.part, whole, width)
    if chart.mark is None:
        return _painted(blocks(length), width, bar, screen)
    at = -int(-chart.mark / whole * width // 1)
    if bar.part is not None and bar.part >= chart.mark:
        length = max(length, at * 8)
    drawn = blocks(length)
    left, right = drawn[:at], drawn[at:]
    return (
        _painted(left, at, bar, screen)
        + screen.paint(MARK, "muted")
        + _painted(right, width - at, bar, screen)
    )


def _painted(drawn: str, width: int, bar: Bar, screen: Screen) -> str:
    return screen.paint(drawn, bar.style) + " " * (width - len(drawn))
