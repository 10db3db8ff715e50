"""Traditional characters in texts that are to be in simplified ones."""

from __future__ import annotations

from functools import cache

_IN_USE_AGAIN = frozenset("昇陞脩氾剋濛甯邨迺祇絜扞劄菉穠")
"""In names above all, some of them by the table of standard characters of 2013."""


def traditional(characters: set[str]) -> dict[str, str]:
    """Those of ``characters`` that are traditional, each with its simplified form.

    Only characters outside GB 2312 count: those inside it (后、于、征) are simplified
    text, whatever else they may stand for. Rare ones that no simplification touched
    (堃、喆), or that are in use again, are no fault.
    """
    rare = {
        one
        for one in characters - _IN_USE_AGAIN
        if "\u3400" <= one <= "\u9fff" and not _is_common(one)
    }
    if not rare:
        return {}
    table = _table()
    return {one: table[one] for one in rare if one in table}


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _table() -> dict[str, str]:
    from anju_cli.text.traditional_table import PAIRS

    return dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
