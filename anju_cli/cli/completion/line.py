"""A command line up to the cursor, split into words as its shell would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeGuard

Shell = Literal["bash", "zsh", "fish", "powershell"]
SHELLS: tuple[Shell, ...] = ("bash", "zsh", "fish", "powershell")


def is_known(shell: str) -> TypeGuard[Shell]:
    """Tell whether it is a shell that completes anju."""
    return shell in SHELLS


_ESCAPE: Mapping[Shell, str] = {"powershell": "`"}  # a backslash in the others
_ESCAPED_IN: Mapping[Shell, Mapping[str, str]] = {
    "bash": {'"': '$`"\\', "'": ""},
    "zsh": {'"': '$`"\\', "'": ""},
    "fish": {'"': '$"\\', "'": "'\\"},
    "powershell": {'"': '`"$', "'": ""},
}
"""What the escaping sign takes its meaning from inside each kind of quotes."""


class Word(NamedTuple):
    """One word: what it says, how it is written, and the quote that is still open."""

    text: str
    raw: str
    quote: str = ""


def words(line: str, shell: Shell) -> list[Word]:
    """Return the words of a command behind its name, the one being typed last.

    That one is empty behind a blank. Quotes need not be closed yet.
    """
    line_words = _split(line, shell)
    while len(line_words) > 1 and re.fullmatch(r"\w+=.*|[&.]", line_words[0].raw, re.DOTALL):
        line_words.pop(0)  # variables set for this command; PowerShell's way to call a path
    return line_words[1:]


def _split(line: str, shell: Shell) -> list[Word]:
    escape, escaped_in = _ESCAPE.get(shell, "\\"), _ESCAPED_IN[shell]
    words: list[Word] = []
    text, start, quote = "", -1, ""
    at = 0
    while at < len(line):
        sign, following = line[at], line[at + 1 : at + 2]
        if not quote and sign.isspace() and sign.isascii():
            if start >= 0:
                words.append(Word(text, line[start:at]))
            text, start = "", -1
            at += 1
            continue
        start = at if start < 0 else start
        step = 1
        if sign == escape and following and (not quote or following in escaped_in[quote]):
            text, step = text + following, 2
        elif sign == quote and sign == following and shell == "powershell":
            text, step = text + sign, 2  # doubled, it stands for itself
        elif sign == quote:
            quote = ""
        elif not quote and sign in "\"'":
            quote = sign
        else:
            text += sign
        at += step
    words.append(Word(text, line[start:], quote) if start >= 0 else Word("", ""))
    return words
