"""Counts typed on the command line: 司法局=18."""

from __future__ import annotations

from anju_cli.editing.spreadsheet.amounts import NONE, InvalidAmount, amount
from anju_cli.editing.spreadsheet.entries import CellDiagnostic, ReportedCount


def typed_count(text: str, number: int) -> ReportedCount | CellDiagnostic:
    """Read the word with that number: 司法局=18, 司法局＝１８, 司法局=未报."""
    name, sign, count = text.replace("＝", "=").partition("=")
    place = f"“{text}”"
    if not sign:
        return CellDiagnostic(place, "里没有等号", "写成 单位=条数，例如 司法局=18", number)
    if not name.strip():
        return CellDiagnostic(place, "里没有写单位", "写成 单位=条数，例如 司法局=18", number)
    if not count.strip():
        hint = f"零条写 0；要删去已记的数写 {name.strip()}={NONE}"
        return CellDiagnostic(place, "里没有写条数", hint, number)
    try:
        items = amount(count)
    except InvalidAmount as error:
        return CellDiagnostic(place, f"里的{error}", error.hint, number)
    return ReportedCount(
        name.strip(), items, place, place, number, removes=items is None, is_typed=True
    )
