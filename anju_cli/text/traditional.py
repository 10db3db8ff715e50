"""Traditional characters in texts that are to be simplified Chinese."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_IN_USE_AGAIN = frozenset("昇陞脩氾剋濛甯邨迺祇絜扞劄菉穠")
"""In names above all, some of them by the table of standard characters of 2013."""


def traditional(characters: set[str]) -> dict[str, str]:
    """Find the traditional ones among ``characters``, each with its simplified form.

    Only characters outside GB 2312 count: those inside it (后、于、征) are simplified
    text, whatever else they may stand for. Rare ones that no simplification touched
    (堃、喆), or that are in use again, are no fault.
    """
    rare = {char for char in characters - _IN_USE_AGAIN if _may_be_traditional(char)}
    if not rare:
        return {}
    table = _table()
    return {char: table[char] for char in rare if char in table}


def _may_be_traditional(character: str) -> bool:
    """Whether it is Chinese and outside GB 2312: told without reading the table."""
    if not "\u3400" <= character <= "\u9fff":
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _table() -> dict[str, str]:
    text = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8")
    pairs = "".join(line for line in text.splitlines() if not line.startswith("#"))
    return dict(zip(pairs[::2], pairs[1::2], strict=True))
