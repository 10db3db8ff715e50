"""Numbers of tasks as the notice writes them: （十二）."""

from __future__ import annotations

import unicodedata

_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_BRACKETS = frozenset({"()", "〔〕", "[]", "【】"})


def chinese(number: int) -> str:
    """Write ``number``, 1 to 99, in Chinese: 12 is 十二.
    Raises ValueError outside that range."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    # One ten is 十, not 一十.
    return ("" if tens == 1 else _DIGITS[tens]) + ("十" if tens else "") + _DIGITS[ones]


_READINGS = {form: number for number in range(1, 100) for form in (str(number), chinese(number))}


def parse_ordinal(text: str) -> int | None:
    """Read a number of 1 to 99 the way people point at an item.

    12, 12., 十二, (十二), 〔十二〕, 第十二项 and 第(十二)项 are all 12, in half or full
    width. None for anything else, such as 12.1, 0 or an open bracket.
    """
    core = unicodedata.normalize("NFKC", text).strip()
    if core.startswith("第") and core.endswith("项"):
        core = core[1:-1].strip()
    elif core.endswith((".", "、")):
        core = core[:-1].rstrip()
    if core[:1] + core[-1:] in _BRACKETS:
        core = core[1:-1].strip()
    return _READINGS.get(core)
