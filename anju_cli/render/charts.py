"""Charts, drawn as lines of a screen."""

from __future__ import annotations

from anju_cli.document import Chart
from anju_cli.render.screen import Screen


def chart_lines(chart: Chart, screen: Screen) -> list[str]:
    """The title, a bar a line with its text behind it, and what the mark means."""
    raise NotImplementedError
