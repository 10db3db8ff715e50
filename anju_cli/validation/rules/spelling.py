"""How names are written: with signs too many, run together, or come apart.

Between names stand signs of a list (、；;/ and blanks) that YAML takes for a part of
the name. A name may have them too (各镇、街道): what the register knows stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from anju_cli.model.register import Register
from anju_cli.text.lenient import unquoted

BLANKS = r"(?<![A-Za-z0-9])\s+(?![A-Za-z0-9])"
"""Blanks between Chinese characters; beside Latin words they may be meant."""
_ENDS = r"^[，。、；：,;:.．]+|[，。、；：,;:.．]+$"

# A run of blanks is looked at once, from its beginning. 甲 - 乙: as YAML joins two lines.
_SIGN = r"(?<!\s)\s++-\s+|(?:(?<!\s)\s++)?[、，,;；/／﹐､﹑﹔|｜]\s*|(?<!\s)\s++"
_SIGN_OR_WORD = rf"{_SIGN}|以及|[和与及]"
_BRACKETS = (("（", "）"), ("(", ")"), ("〔", "〕"), ("【", "】"))
_MOST_PIECES = 40
"""A longer text is no list of names."""


def plain(name: str) -> str:
    """Return a name without blanks, quotes and marks that are no part of it."""
    if name.isalnum():  # most are
        return name
    return re.sub(_ENDS, "", re.sub(BLANKS, "", unquoted(name)))


def parts(name: str) -> list[str]:
    """Split what may be several names in one. Signs inside brackets part nothing."""
    if name.isalnum():  # most are
        return [name]
    pieces = [piece for piece in re.split(_SIGN, name) if piece]
    is_cut = any(
        piece.count(left) != piece.count(right) for piece in pieces for left, right in _BRACKETS
    )
    return [name] if is_cut else pieces


def has_signs(name: str, sign: str = _SIGN) -> bool:
    """Whether more than blanks stands between the parts."""
    return any(map(str.strip, re.findall(sign, name)))


def known_parts(name: str, register: Register) -> list[str] | None:
    """The names that ``name`` is made of, each as long as the register knows one.

    None unless there are several. Half of them may be unknown, if more than blanks
    stands between them: a sign, or a word (甲和乙).
    """
    for sign in (_SIGN, _SIGN_OR_WORD):
        names = _longest_names(sign, name, register)
        unknown = sum(register.resolve(part) is None for part in names)
        may_lack = unknown * 2 <= len(names) and has_signs(name, sign)
        if len(names) > 1 and (not unknown or may_lack):
            return names
    return None


def _longest_names(sign: str, name: str, register: Register) -> list[str]:
    """Cut a name at its signs, but for those inside a longer name that is known."""
    pieces, signs = re.split(sign, name), [*re.findall(sign, name), ""]
    names: list[str] = []
    start = 0
    while start < len(pieces) <= _MOST_PIECES:
        for end in range(len(pieces), start, -1):
            between = ["", *signs[start : end - 1]]
            whole = "".join(map("".join, zip(between, pieces[start:end], strict=True)))
            if register.resolve(whole) or end == start + 1:
                break
        names += [whole] if whole else []
        start = end
    return names


def come_apart(names: Sequence[str], at: int, register: Register) -> str | None:
    """The name that was cut at its 、: 各镇, 街道 in a list is 各镇、街道."""
    for count in (2, 3):
        whole = "、".join(names[at : at + count])
        if len(names) >= at + count and register.resolve(whole):
            return whole
    return None
