"""What is wrong in a table of counts, for people."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.editing.spreadsheet.entries import CellDiagnostic
from anju_cli.text.invisible import visible_line


def count_faults_text(faults: Sequence[CellDiagnostic]) -> str:
    """Each fault with its place, what to do under it; at last how many, and that nothing
    has been written."""
    lines = []
    for fault in faults:
        lines.append(visible_line(f"{fault.place}：{fault.message}"))
        lines.append(visible_line(f"  {fault.hint}"))
    return "\n".join([*lines, f"{len(faults)} 处要先改好，一个数也没有写入。"]) + "\n"
