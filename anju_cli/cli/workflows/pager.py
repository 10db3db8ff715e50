"""Show an answer that is longer than the screen through the person's pager, as git does."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from anju_cli.environment import Environment
from anju_cli.render.streams import write_remarks, write_text
from anju_cli.text.width import display_width

_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_LESS = {"LESS": "FRX", "LESSCHARSET": "utf-8"}
"""What git sets for less: colours drawn, the text left on the screen; Chinese as Chinese. Its
prompt stays ``:``, since it cannot hold Chinese."""

Pieces = list[tuple[TextIO, str]]


def find_pager(
    variables: Mapping[str, str], platform: str, encoding: str = "utf-8"
) -> list[str] | None:
    """Return the command of ANJU_PAGER, else PAGER, else less; None where there is to be none.

    None is asked for by a variable that is empty, or ``cat``. Only what a variable names is
    used on Windows, on a dumb terminal, and on one whose ``encoding`` less cannot show (GBK).
    ``platform`` is that of ``sys``.
    """
    written = variables.get("ANJU_PAGER", variables.get("PAGER"))
    path = variables.get("PATH", "")
    if written is None:
        is_fit = platform != "win32" and variables.get("TERM") != "dumb"
        is_fit &= encoding.lower().replace("_", "-") in ("utf-8", "utf8")
        return ["less"] if is_fit and shutil.which("less", path=path) else None
    if written.strip() in ("", "cat"):
        return None
    from anju_cli.cli.workflows.editor import spellings

    possible = spellings(written.strip(), platform)
    return next((each for each in possible if shutil.which(each[0], path=path)), possible[-1])


@contextmanager
def paged(environment: Environment, platform: str) -> Iterator[Environment]:
    """Hold what the block writes to the terminal, and show it at the end.

    Through the pager where that is more than the screen takes, with whatever standard error
    is told, in its order: else the beginning would be gone before anybody has read it.
    """
    pieces: Pieces = []
    held = environment._replace(stdout=_Held(environment.stdout, pieces))
    if environment.stderr_is_terminal:
        held = held._replace(
            stderr=_Held(environment.stderr, pieces), progress_stream=environment.stderr
        )
    try:
        yield held
    finally:
        _show(pieces, environment, platform)


class _Held(io.StringIO):
    """A stream of the terminal whose text waits in ``pieces``."""

    def __init__(self, stream: TextIO, pieces: Pieces) -> None:
        super().__init__()
        self._stream, self._pieces = stream, pieces

    @property
    def encoding(self) -> str:  # type: ignore[override]  # read only in fact, too
        return self._stream.encoding

    def write(self, text: str, /) -> int:
        self._pieces.append((self._stream, text))
        return len(text)


def _show(pieces: Pieces, environment: Environment, platform: str) -> None:
    """Show the pieces through the pager, or plainly where they are few or it fails."""
    text = "".join(piece for _, piece in pieces)
    encoding = environment.stdout.encoding or "utf-8"
    pager = None
    if _is_long(text, environment):
        pager = find_pager(environment.variables, platform, encoding)
        if pager and _run(pager, text.encode(encoding, "replace"), environment):
            return
    for stream, piece in pieces:
        write_text(piece, stream)
    if pager:
        remark = (
            f"分页程序 {pager[0]} 用不了，上面没有分页。换一个，请设环境变量 ANJU_PAGER；"
            "不要分页，把它设为 cat。"
        )
        write_remarks([remark], environment)


def _is_long(text: str, environment: Environment) -> bool:
    """Return whether ``text`` and the line to type on behind it are more than the screen."""
    if text.count("\n") >= environment.height:
        return True
    lines = _STYLE.sub("", text).split("\n")[:-1]
    columns = max(1, environment.width)
    rows = sum(max(1, -(-display_width(line) // columns)) for line in lines)
    return rows >= environment.height


def _run(pager: list[str], text: bytes, environment: Environment) -> bool:
    """Let the person read ``text``; return whether that went well.

    It did also where they left before the end, or by Ctrl-C, which is for the pager. A
    handler that does nothing is not handed on to it, as ignoring the signal would be.
    """
    import signal
    import subprocess

    heard: list[int] = []
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {each: signal.signal(each, lambda number, _: heard.append(number)) for each in numbers}
    try:
        ended = subprocess.run(  # noqa: S603 - no shell
            pager,
            input=text,
            env={**_LESS, **environment.variables},
            check=False,
        )
    except OSError:
        return False
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in set(heard) - {signal.SIGINT}:
        signal.raise_signal(number)  # only now, or the pager would leave the terminal in disorder
    return ended.returncode == 0 or bool(heard)
