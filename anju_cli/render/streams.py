"""Write text to standard output or standard error, or content to a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from anju_cli.environment import Environment, silence
from anju_cli.render.data import JsonText, json_escape
from anju_cli.text.invisible import visible_line

_ALIKE = {"−": "-"}
_CLOSED_ON_WINDOWS = ("nt", errno.EINVAL)


def write_text(text: str, stream: TextIO) -> None:
    """Write ``text`` and flush; where the reader has gone (``| head``), for nobody.

    That is no fault, and changes nothing about what is to be said by the exit code.

    A character that the stream's encoding lacks (a GBK console) becomes one that looks like
    it, or else ``?``, one for each column it would take; in JSON it is escaped.
    """
    lacking = _lacking(stream, text)
    if lacking:
        text = text.translate({ord(char): _instead(char, text) for char in lacking})
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # Windows has no EPIPE for most pipes.
        if not isinstance(error, BrokenPipeError) and (os.name, error.errno) != _CLOSED_ON_WINDOWS:
            raise
        silence(stream)


def _instead(char: str, text: str) -> str:
    """Return what is written for a character of ``text`` that cannot be."""
    if isinstance(text, JsonText):
        return json_escape(char)
    from anju_cli.text.width import display_width

    return _ALIKE.get(char) or "?" * max(1, display_width(char))


def write_exactly(text: str, stream: TextIO) -> None:
    """Write a text in UTF-8 with its own line ends, whatever those of the stream are.

    That is for a format which has them by its rules: a console of Windows is in GBK, and a line
    feed becomes two characters there.
    """
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="")
    stream.write(text)
    stream.flush()


def write_content(
    content: str | bytes, environment: Environment, output: Path | None, size: str = ""
) -> None:
    """Write to the file ``output``, or without one a text to standard output.

    Of a file standard error is told that it is there, and how much it holds (``size``).
    Raises OutputError if it cannot be written. Bytes without ``output`` are a ValueError, a
    fault of the caller.
    """
    if output is not None:
        write_files([(output, content, size)], environment)
    elif isinstance(content, str):
        write_text(content, environment.stdout)
    else:
        raise ValueError("only a file can hold this")


def write_files(
    contents: Sequence[tuple[Path, str | bytes, str]], environment: Environment
) -> None:
    """Write files that belong together, each given with its content and its size in words.

    Nothing is written where one of them would overwrite another content, unless
    ``environment.overwrites``. Raises OutputError; then those that were said to be written are
    there.
    """
    from anju_cli.storage.files import OutputFile, refuse_overwriting, write_file

    files = [
        OutputFile(
            environment.cwd / path,
            visible_line(str(path)),
            content.encode("utf-8", "replace") if isinstance(content, str) else content,
        )
        for path, content, _ in contents
    ]
    if not environment.overwrites:
        refuse_overwriting(files)
    for file, (*_, size) in zip(files, contents, strict=True):
        is_new = not file.is_there
        if is_new:
            write_file(*file)
        outcome = f"已写入 {file.shown}{size}" if is_new else f"{file.shown} 没有变化"
        write_text(f"{outcome}\n", environment.stderr)


def write_remarks(remarks: Iterable[str], environment: Environment) -> None:
    """Write ``remarks`` to standard error, a line each, folded on a terminal."""
    lines = [visible_line(remark) for remark in remarks]
    if environment.stderr_is_terminal:
        from anju_cli.render.terminal.blocks import note_lines
        from anju_cli.render.terminal.screen import Screen

        screen = Screen.of(environment._replace(is_terminal=True))
        lines = note_lines(lines, screen._replace(color=False))
    write_text("".join(f"{line}\n" for line in lines), environment.stderr)


def warn_of_lost_characters(text: str, environment: Environment) -> None:
    """Say on standard error which characters of ``text`` standard output lacks."""
    lost = sorted(_lacking(environment.stdout, text))
    if lost:
        first = f"“{visible_line(lost[0])}”（U+{ord(lost[0]):04X}）"
        which = first if len(lost) == 1 else f"{first}等 {len(lost)} 个字"
        write_text(
            f"输出的编码 {_encoding(environment.stdout)} 里没有{which}，写成了问号。"
            "要一字不差，请用 -o 写成文件。\n",
            environment.stderr,
        )


def _lacking(stream: TextIO, text: str) -> set[str]:
    """Find the characters of ``text`` that the stream's encoding lacks."""
    encoding = _encoding(stream)
    if _can_hold(encoding, text):
        return set()
    return {char for char in set(text) if not _can_hold(encoding, char)}


def _encoding(stream: TextIO) -> str:
    return stream.encoding or "utf-8"


def _can_hold(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
