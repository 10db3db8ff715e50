"""Invisible characters: which they are, and a form in which each can be shown.

Data reach the screen only through ``visible``: a raw ESC would command the terminal.
"""

from __future__ import annotations

import unicodedata

# Invisible, though Unicode files them under letters and marks: the grapheme
# joiner, the Hangul fillers, the variation selectors.
_BLANK_LETTERS = frozenset(
    chr(code)
    for first, last in (
        *((0x034F, 0x034F), (0x115F, 0x1160), (0x180B, 0x180D), (0x3164, 0x3164)),
        *((0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF)),
    )
    for code in range(first, last + 1)
)
_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Controls, and what only the font of one office draws (Co: private use)."""


def has_invisible(text: str) -> bool:
    """Whether ``text`` may hold an invisible character: quick, for most have none."""
    return not text.isprintable() or not _BLANK_LETTERS.isdisjoint(text)


def is_invisible(character: str) -> bool:
    """Whether a character cannot be seen, or looks different on another screen."""
    return unicodedata.category(character) in _CATEGORIES or character in _BLANK_LETTERS


def named(character: str) -> str:
    """Name a character by its number: ``<U+200B>``."""
    return f"<U+{ord(character):04X}>"


def with_invisible_named(text: str) -> str:
    """Name every invisible character of ``text`` by its number, line feeds too."""
    if not has_invisible(text):
        return text
    return "".join(named(char) if is_invisible(char) else char for char in text)


def visible_character(character: str) -> str:
    """Give a character a visible form: ``␀`` for U+0000, ``<U+200B>`` for U+200B.
    A tab becomes one space, so that columns counted in characters stay right."""
    if character == "\t":
        return " "
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "␡"
    return named(character) if is_invisible(character) else character


def visible(text: str) -> str:
    """Give every invisible character of ``text`` a visible form, except the line feed."""
    if not has_invisible(text):
        return text
    return "".join(char if char == "\n" else visible_character(char) for char in text)


def visible_line(text: str) -> str:
    """Make ``text`` one visible line: line breaks become spaces."""
    return visible(" ".join(text.splitlines())) if "\n" in text else visible(text)
