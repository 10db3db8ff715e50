"""What the beginning of a line was meant as, where other signs stand than YAML's.

Bullets of word processors in place of dashes, ``＃`` and ``//`` in place of ``#``, and
keys that have lost their colon. Each is only taken for that where ``vocabulary`` or the
lines around it say that it can stand there.
"""

from __future__ import annotations

import re

from anju_cli.diagnostics import TextEdit
from anju_cli.parsing.grammar import fits, holds_counts
from anju_cli.parsing.lexer.characters import COLONS
from anju_cli.parsing.lexer.keys import name_with_colon, other_sign
from anju_cli.parsing.lexer.tokens import BLANKS, SIMPLE, Key, Repair, fix
from anju_cli.text.lenient import quoted as repeated

_BULLET = re.compile(rf"(?P<sign>[·•‧∙●◦▪■◆○‐‑*+]|——|－－)[{BLANKS}]*(?=\S)")
_COMMENT = re.compile("(?P<sign>＃+|//+)")
_BARE_KEYS = (
    re.compile(r"(?P<key>\d{4}(?:-(?:\d\d|Q[1-4]|H[12]))?)(?=\s*(?:$|[\[{#]))"),
    re.compile(rf"(?P<key>[a-z_]+)(?=\s*(?:$|[\[{{#])|\s+[^\s{COLONS}])"),
)
# Its number is looked for once in each run of digits, not at every digit.
_BARE_COUNT = re.compile(
    r"(?P<key>[^\s\d:：#'\"\[\]{},，-][^\s:：#]*?)(?=(?:\s+|(?<!\d))\d+\s*(?:#.*)?$)"
)
_QUOTED_WHOLE = re.compile(
    rf"(?P<mark>[\"'])(?P<key>{SIMPLE})(?P<colon>\s*[{COLONS}]\s*)"
    rf"(?P<rest>[^\s{COLONS}#'\"\\\[\]{{}}][^{COLONS}#'\"\\]*)(?P=mark)\s*(?:$|(?<=\s)(?=#))"
)


def bullet(number: int, line: str, at: int) -> Key | None:
    """The sign of a list item that is no dash; its ``text`` is ``-``. ``+`` and ``*`` could
    also be part of the text."""
    match = _BULLET.match(line, at)
    if match is None:
        return None
    edit = (number, TextEdit(at, match.end(), "- "))
    message = f"列表的横线写成了“{match['sign']}”，应为半角的“-”"
    hint = fix(f"- {line[match.end() :]}")
    certain = match["sign"] not in "*+"
    return Key("-", match.end(), Repair(number, at, "A113", message, hint, (edit,), certain))


def comment(number: int, line: str, at: int) -> Repair | None:
    """The fault of a comment that does not begin with ``#``."""
    match = _COMMENT.match(line, at)
    if match is None:
        return None
    sign = match["sign"]
    edit = (number, TextEdit(*match.span(), "#"))
    message = f"说明以半角 # 开头，这里写的是“{sign}”"
    hint = fix(f"#{line[match.end() :]}".rstrip())
    return Repair(number, at, "A112", message, hint, (edit,), is_certain=sign[0] == "＃")


def bare_key(number: int, line: str, at: int, holder: str | None, first: str = "") -> Key | None:
    """A key without its colon, where ``holder`` says that it can stand: one of our words, a
    month or period on its own, a unit with its number (``司法局18``)."""
    if quoted := _quoted_whole(number, line, at, holder, first):
        return quoted
    tries = (pattern.match(line, at) for pattern in _BARE_KEYS)
    match = next((one for one in tries if one and fits(holder, one["key"], first)), None)
    if match is None and holds_counts(holder):
        other = other_sign(number, line, at) or name_with_colon(number, line, at)
        if other:
            return other
    if match is None and holds_counts(holder):
        match = _BARE_COUNT.match(line, at)
    if match is None:
        return None
    end = match.end("key")
    gap = len(line[end:]) - len(line[end:].lstrip(BLANKS))
    rest = line[end + gap :]
    edit = (number, TextEdit(end, end + gap, ": " if rest else ":"))
    message = f"{repeated(match['key'])}后面缺少冒号"
    fixed = f"{match['key']}: {rest}".rstrip()
    return Key(match["key"], end + gap, Repair(number, end, "A105", message, fix(fixed), (edit,)))


def _quoted_whole(number: int, line: str, at: int, holder: str | None, first: str) -> Key | None:
    """``"司法局: 18"``: quotes around the key and its value together."""
    match = _QUOTED_WHOLE.match(line, at) if line[at] in "\"'" else None
    if match is None or not fits(holder, match["key"], first):
        return None
    key, rest, is_count = match["key"], match["rest"], holds_counts(holder)
    if is_count and not rest.strip().isdigit():
        return None
    mark = match["mark"] if is_count else ""
    last = match.end("rest")
    message = "引号把项名和内容连在一起，就不是“项名: 内容”了"
    edits = (
        (number, TextEdit(at, at + 1, mark)),
        (number, TextEdit(*match.span("colon"), f"{mark}: ")),
        (number, TextEdit(last, last + 1, "")),
    )
    hint = fix(f"{mark}{key}{mark}: {rest}")
    return Key(key, match.end(), Repair(number, at, "A102", message, hint, edits))
