"""Make the manual anew: `python -m docs.manual.make`, from the root of the checkout.

Writes docs/命令一览.md, and in docs/使用手册.md what the commands print, in place of what
stands there; an answer of which lines are left out (…) is only looked at. Says what is to be
fixed by hand.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from docs.manual.reference import reference
from docs.manual.scenes import play, scenes

DOCS = Path(__file__).parents[1]
MANUAL = DOCS / "使用手册.md"
REFERENCE = DOCS / "命令一览.md"


def remade(manual: str) -> tuple[str, list[str]]:
    """The manual with what is printed now, and the commands to be fixed by hand."""
    told = []
    for scene in scenes(manual):
        with tempfile.TemporaryDirectory() as folder:
            told += list(play(scene, Path(folder).resolve()))
    by_hand = []
    for one in reversed(told):
        if one.is_true:
            continue
        if not one.shown or "…" in one.shown.splitlines():
            by_hand.append(f"anju 的回答变了，请手改：{one.command}（{one.code}）\n{one.printed}")
        else:
            manual = manual[: one.start] + one.printed.rstrip("\n") + "\n" + manual[one.end :]
    return manual, by_hand[::-1]


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
    text, to_fix = remade(MANUAL.read_text(encoding="utf-8"))
    MANUAL.write_text(text, encoding="utf-8", newline="\n")
    sys.exit("\n".join(to_fix) or None)
