"""Colons written twice, and punctuation left over behind a colon.

An input method that answers a key twice, or answers ``:`` with a full-width character that
is then typed again, leaves ``note：：甲``. The second colon would become part of the text,
without a word from any parser.
"""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import TEXT_FIELDS
from anju_cli.parsing.lexer.characters import COLONS
from anju_cli.parsing.lines import Line, Repair, change_to
from anju_cli.text.lenient import quoted

STRAY = "。，、；;,"
"""Punctuation that begins no text: behind a wrong colon it is left over."""

COLON_RUN = rf"[{COLONS}](?:\s*[{COLONS}])+"
ENDS = rf"{STRAY}.）)"
"""Punctuation that is no value on its own."""

_RUN = re.compile(COLON_RUN)
_STRAY = re.compile(rf"[{STRAY}]+\s*")


def edit_to(line: str, start: int, end: int) -> TextEdit:
    """Edit what stands between a key and its value to a colon."""
    return TextEdit(start, end, ": " if line[end:] else ":")


def missing(line: Line, key: str, edit: TextEdit, fixed: str) -> Repair:
    """Repair a key that nothing parts from its value; ``fixed`` is both, for the hint."""
    message = f"{quoted(key)}后面缺少冒号"
    return line.repair(edit.start, "A105", message, change_to(fixed), edit)


def wrong(line: Line, key: str, char: str, edit: TextEdit, fixed: str) -> Repair:
    """Repair a key that another character parts from its value."""
    message = f"{quoted(key)}后面应是半角冒号，写的却是“{char}”"
    return missing(line, key, edit, fixed)._replace(message=message)


def behind_name(line: Line, span: tuple[int, int], name: str) -> Repair:
    """Repair a colon at the end of a name, which would become a key: ``甲：``."""
    hint = f"删去末尾的冒号，改为：{name}"
    return line.repair(span[0], "A105", "名字后面多了一个冒号", hint, TextEdit(*span, ""))


def repeats_end(line: str, at: int, key: str) -> int:
    """Return the offset behind a key that stands at ``at`` again and again."""
    while line.startswith(f"{key}: ", at):
        at += len(key) + 2
    return at


def key_again(line: Line, span: tuple[int, int], key: str, rest: str) -> Repair:
    """Repair a key that is there again: ``number: number: 5``; a text may begin so."""
    times = 1 + line.count(key, *span)
    edit, message = TextEdit(*span, ""), f"{quoted(key)}写了{_count(times)}次"
    hint, is_certain = change_to(f"{key}: {rest}"), key not in TEXT_FIELDS
    return line.repair(edit.start, "A102", message, hint, edit, is_certain=is_certain)


def run(line: Line, start: int, gap_end: int, fixed: str, hint: str = "") -> Repair:
    """Repair several colons and the blanks behind them; ``fixed`` is for the hint."""
    count = sum(char in COLONS for char in line[start:gap_end])
    at = start
    if line[start] == ":" and line[start + 1 : start + 2].isspace():
        at = next(at for at in range(start + 1, gap_end) if line[at] in COLONS)
    message = f"冒号写了{_count(count)}次"
    is_certain = line[gap_end : gap_end + 1] not in (*STRAY,)
    edit = edit_to(line, start, gap_end)
    hint = hint or change_to(fixed)
    return line.repair(at, "A105", message, hint, edit, is_certain=is_certain)


def _count(times: int) -> str:
    return "两" if times == 2 else f" {times} "


def run_end(line: str, at: int) -> int | None:
    """Return the offset behind several colons; None where there are not several."""
    match = _RUN.match(line, at)
    return match.end() if match else None


def stray_end(line: str, at: int) -> int | None:
    """Return the offset behind punctuation that begins no text, and its blanks."""
    match = _STRAY.match(line, at)
    return match.end() if match else None


def stray(line: Line, colon: int, span: tuple[int, int], key: str) -> Repair:
    """Repair the punctuation of a ``span`` behind the colon of a key."""
    at, end = span
    rest, stray = line[end:], line[at:end].rstrip()
    hint = change_to(f"{key}: {rest}") if rest and rest[0] != "#" else f"删去“{stray}”"
    message = f"冒号后面多了“{stray}”"
    return line.repair(at, "A105", message, hint, edit_to(line, colon, end))
