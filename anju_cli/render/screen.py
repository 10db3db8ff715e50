"""What is drawn on: a terminal of some width, or a pipe or file read by anyone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from anju_cli.document import Style
from anju_cli.environment import Environment

_NARROWEST = 20


class Look(NamedTuple):
    """One style in the two languages it is drawn with."""

    sgr: str
    rich: str


LOOKS: dict[Style, Look] = {
    "plain": Look("", ""),
    "strong": Look("1", "bold"),
    "muted": Look("2", "dim"),
    "green": Look("32", "green"),
    "blue": Look("94", "bright_blue"),  # plain blue cannot be read on black
    "yellow": Look("33", "yellow"),
    "red": Look("31", "red"),
}


@dataclass(frozen=True)
class Screen:
    """``width`` is in columns. Running text is wrapped to it everywhere, tables
    only on a terminal: a pipe is read by programs, line by line."""

    width: int
    is_terminal: bool
    color: bool

    @classmethod
    def of(cls, environment: Environment) -> Screen:
        """The screen standard output is shown on."""
        if not environment.is_terminal:
            return PIPE
        return cls(max(environment.width, _NARROWEST), True, environment.wants_color)

    def indented(self, by: int) -> Screen:
        """The part of this screen right of the first ``by`` columns."""
        return replace(self, width=self.width - by)

    def paint(self, text: str, style: Style) -> str:
        """``text`` in ``style``, where there is colour."""
        sgr = LOOKS[style].sgr
        return f"\x1b[{sgr}m{text}\x1b[0m" if self.color and sgr and text else text


PIPE = Screen(width=80, is_terminal=False, color=False)
