"""Looking for words in texts."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Full and half width, case and spaces do not matter to a search."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
