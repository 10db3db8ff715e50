"""What a piece of a line can be: one of our words, a count, a date, an id, or text.

It tells what a slip stands for: the full-width comma of a sentence from one that was
to part two counts.
"""

from __future__ import annotations

import re

from anju_cli.parsing.grammar import FIELDS

WORDS: frozenset[str] = frozenset().union(*FIELDS.values())
"""Every field of the three files."""

TEXTS = frozenset({"event", "issuer", "link", "note", "quote", "source", "text", "title", "what"})
"""Fields whose value is a text, in which all kinds of signs are right: those of ``models``
that are ``Text``, as a test holds."""

COUNT = r"[0-9０-９]+"
DATE = r"[0-9]{4}-[0-9QH]"
"""How a date or period begins."""

_BARE = re.compile(
    rf"{COUNT}条?|[0-9]+\.[0-9]+|[0-9]{{4}}-[QH][0-9]"
    r"|[0-9]{4}[-/.年－][0-9]{1,2}(?:[-/.月－][0-9]{1,2}日?)?"
)


def is_bare(text: str) -> bool:
    """Whether a value is a count, a date, a period or an id, and so no text of words."""
    return _BARE.fullmatch(text.strip()) is not None
