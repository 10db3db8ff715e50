"""Draw headings, running text and named values as lines of a screen."""

from __future__ import annotations

from collections.abc import Iterable

from anju_cli.render.document import Fields, Style
from anju_cli.render.terminal.screen import Screen
from anju_cli.text.invisible import visible
from anju_cli.text.width import display_width, pad, wrap

_GAP = 2


def spaced(*parts: list[str]) -> list[str]:
    """Join the parts that have lines, an empty line between two."""
    return [line for part in parts if part for line in ("", *part)][1:]


def indent(lines: Iterable[str], by: int = 2) -> list[str]:
    """Move ``lines`` right; an empty one stays empty."""
    return [" " * by + line if line else "" for line in lines]


def text_lines(text: str, style: Style, screen: Screen) -> list[str]:
    """Wrap running text."""
    return [screen.paint(line, style) for line in wrap(visible(text), screen.easy)]


def note_lines(notes: Iterable[str], screen: Screen) -> list[str]:
    """Draw notes in a muted style, one after the other; further lines of one hang."""
    lines: list[str] = []
    for note in notes:
        first, *rest = wrap(visible(note), screen.easy - 2)
        lines += [screen.paint(line, "muted") for line in (first, *indent(rest))]
    return lines


def field_lines(fields: Fields, screen: Screen) -> list[str]:
    """Draw names in one column and values in another; a long value hangs under itself.

    Where the names would take more than half of the width, each value stands
    under its name instead.
    """
    names = [visible(name) for name, _ in fields.rows]
    column = max(map(display_width, names), default=0) + _GAP
    beside = column <= screen.width // 2
    hang = column if beside else 2
    lines: list[str] = []
    for name, (_, cell) in zip(names, fields.rows, strict=True):
        wrapped = wrap(visible(cell.text), screen.easy - hang)
        values = [screen.paint(line, cell.style) for line in wrapped]
        if beside:
            lines.append((screen.paint(pad(name, column), "muted") + values[0]).rstrip())
            lines += indent(values[1:], hang)
        else:
            lines += [screen.paint(line, "muted") for line in wrap(name, screen.width)]
            lines += indent(values, hang)
    return lines


def flowing_lines(fields: Fields, screen: Screen) -> list[str]:
    """Draw names and short values one behind the other, as many as have room."""
    lines: list[str] = []
    taken = screen.width
    for name, cell in fields.rows:
        shown, value = visible(name), visible(cell.text)
        width = display_width(shown) + 1 + display_width(value)
        piece = f"{screen.paint(shown, 'muted')} {screen.paint(value, cell.style)}"
        if taken + _GAP + width <= screen.width:
            lines[-1] += " " * _GAP + piece
            taken += _GAP + width
        else:
            lines.append(piece)
            taken = width
    return lines
