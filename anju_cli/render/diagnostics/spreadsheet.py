"""Draw what is wrong in a table of counts, for people."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.editing.spreadsheet.entries import CellDiagnostic
from anju_cli.text.invisible import visible_line

_MOST = 200
"""Nobody mends more one by one: that is another table."""


def cell_diagnostics_text(diagnostics: Sequence[CellDiagnostic]) -> str:
    """Draw diagnostics with place and hint, of many the first; and that nothing is written."""
    lines = []
    for diagnostic in diagnostics[:_MOST]:
        lines.append(visible_line(f"{diagnostic.place}：{diagnostic.message}"))
        lines.append(visible_line(f"  {diagnostic.hint}"))
    if len(diagnostics) > _MOST:
        lines.append(f"另有 {len(diagnostics) - _MOST} 处没有列出。请核对是不是用错了文件。")
    return "\n".join([*lines, f"{len(diagnostics)} 处要先改好，一个数也没有写入。"]) + "\n"
