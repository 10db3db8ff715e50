"""Characters that cannot be seen, given a form.

Data reach the screen only through here: a raw ESC would command the terminal.
"""

from __future__ import annotations

from anju_cli.text.invisible import has_invisible, is_invisible, named


def visible_character(character: str) -> str:
    """``character``, or what stands for it: ``␀`` for U+0000, ``<U+200B>`` for U+200B.

    A tab becomes one space, so that columns counted in characters stay right.
    """
    if character == "\t":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "␡"
    return named(character) if is_invisible(character) else character


def visible(text: str) -> str:
    """``text`` with every invisible character shown, except the line feed."""
    if not has_invisible(text):
        return text
    return "".join(c if c == "\n" else visible_character(c) for c in text)


def visible_line(text: str) -> str:
    """``text`` as one line: line breaks become spaces."""
    return visible(" ".join(text.splitlines())) if "\n" in text else visible(text)
