"""Characters that do not show, or are not what they look like."""

from __future__ import annotations

import re

from anju_cli.parsing.source import Source

BLANKS = " \t\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
QUOTED = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^']|'')*+'"
SIMPLE = r"[^\s:：#'\"\[\]{}，,]++"  # 司法局, 2021-06; what follows is another character
COUNT = r"[0-9０-９]+"
DATE = r"[0-9]{4}-[0-9QH]"
"""How a date or period begins."""

COLON_LOOKALIKES = "﹕︰∶︓꞉ː˸։׃⁚"
"""What looks like a colon and is none."""

COLONS = f":：{COLON_LOOKALIKES}"

INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\u034f\u061c\u115f\u1160\u180e\u2800\u3164\ufe00-\ufe0f"
)
PRIVATE = "\ue000-\uf8ff"
RADICALS = "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5"
"""The radicals that PDF files give in place of the characters they look like."""

_SUSPECT = re.compile(f"[{INVISIBLE}{PRIVATE}{RADICALS}]")
_CONFLICT_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def has_suspect(source: Source) -> bool:
    """Tell whether a text has a character that is invisible, private or a radical."""
    return _SUSPECT.search(source.characters) is not None


def has_conflict_markers(source: Source) -> bool:
    """Tell whether a text has what may be a marker of a merge conflict."""
    return any(mark in source.text for mark in _CONFLICT_MARKERS)
