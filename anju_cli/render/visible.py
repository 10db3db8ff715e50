"""Characters that cannot be seen, given a form.

Data reach the screen only through here: a raw ESC would command the terminal.
"""

from __future__ import annotations

import re
import unicodedata

# Invisible, though Unicode files them under letters and marks: the grapheme
# joiner, the Hangul fillers, the variation selectors.
_BLANK_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


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
    if unicodedata.category(character) in _UNSEEN_CATEGORIES or _BLANK_LETTERS.match(character):
        return f"<U+{ord(character):04X}>"
    return character


def visible(text: str) -> str:
    """``text`` with every unseen character shown, except the line feed."""
    if text.isprintable() and not _BLANK_LETTERS.search(text):
        return text
    return "".join(c if c == "\n" else visible_character(c) for c in text)


def visible_line(text: str) -> str:
    """``text`` as one line: line breaks become spaces."""
    return visible(" ".join(text.splitlines())) if "\n" in text else visible(text)
