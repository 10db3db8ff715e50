"""Which characters nobody can see, and what stands for them in words about them."""

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
    """Whether there may be such a character in ``text``: quick, for most have none."""
    return not text.isprintable() or not _BLANK_LETTERS.isdisjoint(text)


def is_invisible(character: str) -> bool:
    """Whether a character cannot be seen, or looks different on another screen."""
    return unicodedata.category(character) in _CATEGORIES or character in _BLANK_LETTERS


def named(character: str) -> str:
    """``<U+200B>`` for U+200B."""
    return f"<U+{ord(character):04X}>"


def with_invisible_named(text: str) -> str:
    """``text`` on one line, with every invisible character by its number."""
    if not has_invisible(text):
        return text
    return "".join(named(one) if is_invisible(one) else one for one in text)
