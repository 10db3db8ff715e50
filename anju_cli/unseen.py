"""Which characters nobody can see, and what stands for them in words about them."""

from __future__ import annotations

import re
import unicodedata

# Invisible, though Unicode files them under letters and marks: the grapheme
# joiner, the Hangul fillers, the variation selectors.
_BLANK_LETTERS = re.compile(
    "[\u034f\u115f\u1160\u180b-\u180d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
"""Controls, and what only the font of one office draws (Co: private use)."""


def has_unseen(text: str) -> bool:
    """Whether there may be such a character in ``text``: quick, for most have none."""
    return not text.isprintable() or _BLANK_LETTERS.search(text) is not None


def is_unseen(character: str) -> bool:
    """Whether a character cannot be seen, or looks different on another screen."""
    return (
        unicodedata.category(character) in _CATEGORIES
        or _BLANK_LETTERS.match(character) is not None
    )


def named(character: str) -> str:
    """``<U+200B>`` for U+200B."""
    return f"<U+{ord(character):04X}>"


def with_unseen_named(text: str) -> str:
    """``text`` on one line, with every unseen character by its number."""
    if not has_unseen(text):
        return text
    return "".join(named(one) if is_unseen(one) else one for one in text)
