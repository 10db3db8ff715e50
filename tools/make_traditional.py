"""Make anju_cli/traditional/pairs.py anew, from the tables of OpenCC.

    python tools/make_traditional.py > anju_cli/traditional/pairs.py

The table is kept instead of the library: OpenCC is compiled for each version of Python, and
comes to a new one late.
"""

from __future__ import annotations

import io
import sys
from typing import Any

HEAD = '''"""Traditional characters outside GB 2312, each before its simplified form.

Made by tools/make_traditional.py from the table "t2s" of OpenCC {version} (Apache License 2.0,
https://github.com/BYVoid/OpenCC).
"""

PAIRS = (
'''
_A_LINE = 42
"""Characters: each takes two columns of the line."""


def pairs(opencc: Any) -> str:
    """Every character of the two blocks that are in use, before its other form."""
    converter = opencc.OpenCC("t2s")
    found = []
    for code in range(0x3400, 0xA000):
        one = chr(code)
        right = converter.convert(one)
        if right != one and not _is_of_gb2312(one):
            found.append(one + right)
    return "".join(found)


def module(opencc: Any) -> str:
    """The text of the module."""
    text = pairs(opencc)
    lines = [text[at : at + _A_LINE] for at in range(0, len(text), _A_LINE)]
    body = "".join(f'    "{line}"\n' for line in lines)
    return f"{HEAD.format(version=opencc.__version__)}{body})\n"


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
    sys.stdout.write(module(opencc))
