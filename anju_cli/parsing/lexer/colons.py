"""Colons written twice, what only looks like a colon, and signs left over behind one.

An input method that answers a key twice, or answers ``:`` with a full-width sign that is
then typed again, leaves ``note：：甲``. The second colon would become part of the text,
without a word from any parser.
"""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.lexer.characters import COLONS
from anju_cli.parsing.lexer.tokens import Repair, fix

STRAY = "。，、；;,"
"""Signs that begin no text: behind a faulty colon one of them is left over."""

RUN = rf"[{COLONS}](?:\s*[{COLONS}])+"
ENDS = rf"{STRAY}.）)"
"""Signs that are no value on their own."""

_RUN = re.compile(RUN)
_STRAY = re.compile(rf"[{STRAY}]+\s*")


def doubled_colon(
    number: int, line: str, start: int, gap_end: int, fixed: str, hint: str = ""
) -> Repair:
    """The fault of several colons from ``start`` on, with blanks up to ``gap_end`` behind
    them. ``fixed`` is the key with its value."""
    count = sum(char in COLONS for char in line[start:gap_end])
    at = start
    if line[start] == ":" and line[start + 1 : start + 2].isspace():
        at = next(at for at in range(start + 1, gap_end) if line[at] in COLONS)
    rest = line[gap_end:]
    edit = TextEdit(start, gap_end, ": " if rest else ":")
    message = f"冒号写了{'两' if count == 2 else f' {count} '}次"
    certain = rest[:1] not in (*STRAY,)
    return Repair(number, at, "A105", message, hint or fix(fixed), ((number, edit),), certain)


def run_end(line: str, at: int) -> int | None:
    """The offset behind several colons at ``at``; None where there are not several."""
    match = _RUN.match(line, at)
    return match.end() if match else None


def stray_end(line: str, at: int) -> int | None:
    """The offset behind signs at ``at`` that begin no text, with their blanks."""
    match = _STRAY.match(line, at)
    return match.end() if match else None


def left_sign(number: int, line: str, colon: int, span: tuple[int, int], key: str) -> Repair:
    """The fault of signs (from and to ``span``) behind the colon of a key. Nobody knows
    whether the colon is one too many, or part of a text is lost."""
    at, end = span
    rest = line[end:]
    edit = TextEdit(colon, end, ": " if rest else ":")
    sign = line[at:end].rstrip()
    hint = fix(f"{key}: {rest}") if rest and rest[0] != "#" else f"删去“{sign}”"
    return Repair(number, at, "A105", f"冒号后面多了“{sign}”", hint, ((number, edit),))
