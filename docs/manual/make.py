"""Make the manual anew: `python -m docs.manual.make`, from the root of the checkout.

Writes docs/命令一览.md, and in docs/使用手册.md what the commands print, in place of what
stands there. An output with lines left out (…) is only compared: where it is no longer
true, it is named, to be changed by hand.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from docs.manual.reference import reference
from docs.manual.scenes import Printed, play, scenes

DOCS = Path(__file__).parents[1]
MANUAL = DOCS / "使用手册.md"
REFERENCE = DOCS / "命令一览.md"


def remade(manual: str) -> tuple[str, list[str]]:
    """Return the manual with what is printed now, and the outputs to be changed by hand."""
    outputs: list[Printed] = []
    for scene in scenes(manual):
        with tempfile.TemporaryDirectory() as folder:
            outputs += play(scene, Path(folder).resolve())
    by_hand = []
    for output in reversed(outputs):
        if output.is_true:
            continue
        text = output.printed.rstrip("\n") + "\n"
        if not output.shown or "…" in output.shown.splitlines():
            by_hand.append(f"anju 的回答变了，请手改：{output.command}（{output.code}）\n{text}")
        else:
            manual = manual[: output.start] + text + manual[output.end :]
    return manual, by_hand[::-1]


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8", newline="\n")
    text, to_fix = remade(MANUAL.read_text(encoding="utf-8"))
    MANUAL.write_text(text, encoding="utf-8", newline="\n")
    sys.exit("\n".join(to_fix) or None)
