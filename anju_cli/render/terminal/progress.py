"""Show how far the work has come, where somebody waits at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from anju_cli.environment import Environment
from anju_cli.render.terminal.screen import Screen

_WORTH_IT = 40
"""Plans: fewer are done before anybody has read a bar."""

_ROOM_FOR_TIME = 60
"""Columns; on fewer only the bar and the count are shown."""


@contextmanager
def progress(what: str, total: int, environment: Environment) -> Iterator[Callable[[], None]]:
    """Show a bar on standard error while the block runs, if that is a terminal.

    What it yields is to be called for each of ``total`` that is done. Nothing of the bar is
    left on the screen.
    """
    if not environment.stderr_is_terminal or total < _WORTH_IT:
        yield lambda: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    screen = Screen.of(environment._replace(is_terminal=True))
    console = screen.console(environment.progress_stream or environment.stderr)
    columns: list[ProgressColumn] = [
        TextColumn(what, markup=False),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
    ]
    if screen.width >= _ROOM_FOR_TIME:
        columns += [TextColumn("还要"), TimeRemainingColumn(compact=True)]
    try:
        with Progress(*columns, console=console, transient=True, expand=True) as bar:
            task = bar.add_task("", total=total)
            yield lambda: bar.advance(task)
    except BaseException:
        console.show_cursor()  # Ctrl-C while the bar begins or ends leaves it hidden
        raise
