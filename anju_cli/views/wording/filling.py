"""Fill in sentences with placeholders in braces ({年}).

What is filled in is text already: no format, no arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """Replace each placeholder of ``sentence``; all were checked when it was read."""
    return PLACEHOLDER.sub(lambda match: words[match[1].strip()], sentence)
