"""Draw what is wrong in a table of counts, for people."""

from __future__ import annotations

from collections.abc import Sequence

from anju_cli.editing.spreadsheet.entries import CellDiagnostic
from anju_cli.text.invisible import visible_line


def cell_diagnostics_text(diagnostics: Sequence[CellDiagnostic]) -> str:
    """Draw each diagnostic with its place and hint, and that nothing is written."""
    lines = []
    for diagnostic in diagnostics:
        lines.append(visible_line(f"{diagnostic.place}：{diagnostic.message}"))
        lines.append(visible_line(f"  {diagnostic.hint}"))
    return "\n".join([*lines, f"{len(diagnostics)} 处要先改好，一个数也没有写入。"]) + "\n"
