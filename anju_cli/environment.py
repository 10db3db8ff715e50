"""The environment of a run: streams, terminal, variables, folder, clock.

Built once at the edge. Tests build another one; no other module looks outside.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO

BEIJING = timezone(timedelta(hours=8))
"""Deadlines of a Chinese office end at midnight there, wherever the program runs."""


class Environment(NamedTuple):
    """What a run reads of the world outside.

    ``width`` is in columns, ``height`` in lines; they matter only where ``is_terminal`` holds.
    A height of 0 is not known: nothing is too long for it. ``stdin`` gives
    bytes, since their encoding is one of the things to check; empty unless given.
    ``knows_colors``: what the terminal gets for a colour does not show as letters.
    ``overwrites``: an answer may take the place of a file that is there (``--force``).
    ``progress_stream``: where a bar moves at once while ``stderr`` is held for the pager.
    """

    stdout: TextIO
    stderr: TextIO
    variables: Mapping[str, str]
    cwd: Path
    clock: Callable[[], date]
    is_terminal: bool
    stderr_is_terminal: bool
    width: int
    stdin: BinaryIO = io.BytesIO()
    knows_colors: bool = True
    overwrites: bool = False
    height: int = 0
    progress_stream: TextIO | None = None

    @classmethod
    def of_this_process(cls) -> Environment:
        """Read the environment of the running process.

        A console that cannot hold a character shows ``?`` for it: better than no
        answer at all. Where a stream is closed, or there is no console (pythonw), what
        is written to it is lost.
        """
        stdout, stderr = (stream or _Nowhere() for stream in (sys.stdout, sys.stderr))
        for stream in (stdout, stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        is_terminal, stderr_is_terminal = stdout.isatty(), stderr.isatty()
        size = shutil.get_terminal_size()
        return cls(
            stdout=stdout,
            stderr=stderr,
            variables=os.environ,
            cwd=_working_folder(),
            clock=lambda: datetime.now(BEIJING).date(),
            is_terminal=is_terminal,
            stderr_is_terminal=stderr_is_terminal,
            width=size.columns,
            height=size.lines,
            stdin=getattr(sys.stdin, "buffer", io.BytesIO()),
            knows_colors=(is_terminal or stderr_is_terminal) and _colors_are_on(),
        )

    @property
    def wants_color(self) -> bool:
        """Whether to colour: on a terminal that knows it, unless the variables say otherwise.

        NO_COLOR (no-color.org) forbids it; else FORCE_COLOR (force-color.org) has it also in a
        log, and on a terminal where TERM=dumb.
        """
        if self.variables.get("NO_COLOR"):
            return False
        is_able = self.is_terminal and self.knows_colors and self.variables.get("TERM") != "dumb"
        return is_able or bool(self.variables.get("FORCE_COLOR"))

    @property
    def cache(self) -> Path | None:
        """The folder of the cache, see ``cache_folder``."""
        return cache_folder(self.variables, self.cwd, sys.platform)

    @property
    def state(self) -> Path | None:
        """The user's folder for what is to outlast a run, such as drafts."""
        return _own_folder(self.variables, sys.platform, "XDG_STATE_HOME", _STATE)


def cache_folder(variables: Mapping[str, str], cwd: Path, platform: str) -> Path | None:
    """Find the folder of the cache: ANJU_CACHE, else the platform's place for such.

    None where ANJU_CACHE is empty or ``off``. A relative path in it counts from ``cwd``, as
    on the command line; one in another variable is ignored, as the XDG Base Directory
    Specification demands. ``platform`` is named as in ``sys.platform``.
    """
    named = variables.get("ANJU_CACHE")
    if named is not None:
        return cwd / named if named not in ("", "off") else None
    return _own_folder(variables, platform, "XDG_CACHE_HOME", _CACHE)


_CACHE = {"win32": "anju/Cache", "darwin": "Library/Caches/anju", "": ".cache/anju"}
_STATE = {
    "win32": "anju",
    "darwin": "Library/Application Support/anju",
    "": ".local/state/anju",
}
"""By platform: below LOCALAPPDATA on Windows, else below HOME."""


def _own_folder(
    variables: Mapping[str, str], platform: str, xdg: str, below_home: Mapping[str, str]
) -> Path | None:
    """Return a folder of the user's by the first variable that has an absolute path."""
    home = "LOCALAPPDATA" if platform == "win32" else "HOME"
    for variable, below in ((xdg, "anju"), (home, below_home.get(platform, below_home[""]))):
        base = Path(variables.get(variable, ""))
        if base.is_absolute():
            return base / below
    return None


def _working_folder() -> Path:
    """Return the folder the program was started in, even when it has gone since."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()


def silence(stream: TextIO) -> None:
    """Put the null device in place of a stream that takes nothing more.

    Else the interpreter would complain about it once more at exit.
    """
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


class _Nowhere(io.StringIO):
    """A stream that takes everything and keeps nothing."""

    def write(self, text: str, /) -> int:
        return len(text)


def _colors_are_on() -> bool:
    """Return whether the terminal takes the sequences of ECMA-48.

    The console of Windows does so since Windows 10, but only when asked (SetConsoleMode).
    """
    if sys.platform != "win32":
        return True
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32")
    kernel.GetStdHandle.restype = wintypes.HANDLE
    processes_sequences = 4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING

    def is_on(stream: int) -> bool:
        console, mode = wintypes.HANDLE(kernel.GetStdHandle(stream)), wintypes.DWORD()
        return bool(
            kernel.GetConsoleMode(console, ctypes.byref(mode))
            and kernel.SetConsoleMode(console, mode.value | processes_sequences)
        )

    return is_on(-11) or is_on(-12)  # the console of stdout, or else that of stderr
