"""Signs that are not what they look like, or do not show; and whether a text has any."""

from __future__ import annotations

import re

from anju_cli.parsing.source import Source

ALIKE = "﹕︰∶︓꞉ː˸։׃⁚"
"""What looks like a colon, and is none."""

COLONS = f":：{ALIKE}"

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\u034f\u061c\u115f\u1160\u180e\u2800\u3164\ufe00-\ufe0f"
)
PRIVATE = "\ue000-\uf8ff"
RADICALS = "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"
"""The signs for radicals, which PDF files give in place of the characters they look like."""

_STRANGE = re.compile(f"[{INVISIBLE}{PRIVATE}{RADICALS}]")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def has_strange(source: Source) -> bool:
    """Whether a text has a character that is invisible, private or a radical."""
    return _STRANGE.search(source.characters) is not None


def has_marks_of_conflicts(source: Source) -> bool:
    """Whether a text has what may be a mark of a merge conflict."""
    return any(mark in source.text for mark in _CONFLICT)
