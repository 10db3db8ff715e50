"""What is drawn on: a terminal of some width, or a pipe or file read by anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TextIO

from anju_cli.environment import Environment
from anju_cli.render.document import Style

if TYPE_CHECKING:
    from rich.console import Console

_NARROWEST = 20
_EASY = 120
"""Columns: the eye loses its line on the way back from a longer one."""


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


class Screen(NamedTuple):
    """What is drawn on, ``width`` columns wide.

    Running text is wrapped to the width everywhere, tables only on a terminal: a pipe is read
    by programs, line by line.
    """

    width: int
    is_terminal: bool
    color: bool

    @classmethod
    def of(cls, environment: Environment) -> Screen:
        """Return the screen that standard output is shown on."""
        if not environment.is_terminal:
            return PIPE._replace(color=environment.wants_color)
        return cls(max(environment.width, _NARROWEST), True, environment.wants_color)

    @property
    def easy(self) -> int:
        """The columns that running text takes: all, up to as many as are read with ease."""
        return min(self.width, _EASY)

    def indented(self, by: int) -> Screen:
        """Return the part of this screen right of the first ``by`` columns."""
        return self._replace(width=self.width - by)

    def paint(self, text: str, style: Style) -> str:
        """Put ``text`` in ``style``, where there is colour."""
        sgr = LOOKS[style].sgr
        return f"\x1b[{sgr}m{text}\x1b[0m" if self.color and sgr and text else text

    def console(self, stream: TextIO) -> Console:
        """Give rich ``stream`` as this screen, whatever variables the process has."""
        from rich.console import Console

        return Console(
            file=stream,
            width=self.width,
            height=100,  # without it a dumb terminal counts as 80 columns wide
            color_system="standard" if self.color else None,
            force_terminal=True,
            no_color=not self.color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )


PIPE = Screen(width=80, is_terminal=False, color=False)
