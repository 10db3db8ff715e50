"""The world outside: streams, terminal, variables, folder, clock.

Built once at the edge. Tests build another one; no other module looks outside.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO, TextIO

BEIJING = timezone(timedelta(hours=8))
"""Deadlines of a Chinese office end at midnight there, wherever the program runs."""


@dataclass(frozen=True)
class Environment:
    """``width`` is in columns and matters only where ``is_terminal`` holds. ``stdin``
    gives bytes, since their encoding is one of the things to check; empty unless given."""

    stdout: TextIO
    stderr: TextIO
    variables: Mapping[str, str]
    cwd: Path
    clock: Callable[[], date]
    is_terminal: bool
    stderr_is_terminal: bool
    width: int
    stdin: BinaryIO = field(default_factory=io.BytesIO)

    @classmethod
    def of_this_process(cls) -> Environment:
        """The environment of the running process.

        A console that cannot hold a character shows ``?`` for it: better than no
        answer at all.
        """
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        return cls(
            stdout=sys.stdout,
            stderr=sys.stderr,
            variables=os.environ,
            cwd=_working_folder(),
            clock=lambda: datetime.now(BEIJING).date(),
            is_terminal=sys.stdout.isatty(),
            stderr_is_terminal=sys.stderr.isatty(),
            width=shutil.get_terminal_size().columns,
            stdin=getattr(sys.stdin, "buffer", io.BytesIO()),  # none without a console
        )

    @property
    def wants_color(self) -> bool:
        """Colour on a terminal unless NO_COLOR (no-color.org) or TERM=dumb forbids it."""
        forbidden = self.variables.get("NO_COLOR") or self.variables.get("TERM") == "dumb"
        return self.is_terminal and not forbidden

    @property
    def cache(self) -> Path | None:
        """The folder for what only saves time, see ``cache_folder``."""
        return cache_folder(self.variables, self.cwd, sys.platform)


def cache_folder(variables: Mapping[str, str], cwd: Path, platform: str) -> Path | None:
    """ANJU_CACHE (empty: none), else the place that the platform has for such folders.

    A relative path in ANJU_CACHE counts from ``cwd``, as on the command line; one in
    another variable is ignored, as the XDG Base Directory Specification demands.
    ``platform`` is named as in ``sys.platform``.
    """
    named = variables.get("ANJU_CACHE")
    if named is not None:
        return cwd / named if named else None
    places = [("XDG_CACHE_HOME", "anju")]
    if platform == "win32":
        places.append(("LOCALAPPDATA", "anju/Cache"))
    elif platform == "darwin":
        places.append(("HOME", "Library/Caches/anju"))
    else:
        places.append(("HOME", ".cache/anju"))
    for variable, below in places:
        base = Path(variables.get(variable, ""))
        if base.is_absolute():
            return base / below
    return None


def _working_folder() -> Path:
    """The folder the program was started in, even when it has been deleted since."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()
