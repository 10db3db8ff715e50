"""Sentences with placeholders in braces ({年}), filled in.

What is filled in is text already: no format, no arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACE = re.compile(r"\{([^{}]*)\}")


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """``sentence`` with each placeholder replaced; all were checked when it was read."""
    return PLACE.sub(lambda place: words[place[1].strip()], sentence)
