"""Make anju_cli/text/traditional.txt anew, from the tables of OpenCC.

    python tools/make_traditional.py > anju_cli/text/traditional.txt

The table is kept instead of the library: OpenCC is compiled for each version of Python, and
comes to a new one late.
"""

from __future__ import annotations

import io
import sys
from typing import Any

HEAD = """\
# Traditional characters outside GB 2312, each before its simplified form.
# Made by tools/make_traditional.py from the table "t2s" of OpenCC {version} (Apache License 2.0,
# https://github.com/BYVoid/OpenCC).
"""
_PAIRS_A_LINE = 24
"""Each character takes two columns of the line."""


def pairs(opencc: Any) -> dict[str, str]:
    """Every traditional character of the two blocks that are in use, with its simplified form."""
    convert = opencc.OpenCC("t2s").convert
    characters = map(chr, range(0x3400, 0xA000))
    simplified = {char: convert(char) for char in characters if not _is_of_gb2312(char)}
    return {char: other for char, other in simplified.items() if other != char}


def table(opencc: Any) -> str:
    """The text of the file."""
    joined = [char + other for char, other in pairs(opencc).items()]
    rows = (joined[at : at + _PAIRS_A_LINE] for at in range(0, len(joined), _PAIRS_A_LINE))
    lines = "".join(f"{''.join(row)}\n" for row in rows)
    return HEAD.format(version=opencc.__version__) + lines


def _is_of_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    import opencc

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(table(opencc))
