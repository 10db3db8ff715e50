"""Texts of a CSV file that no spreadsheet takes for a number, a day or a formula.

A CSV file has no types: 12.10 (an id) opens as 12.1, 1-2 as a day, and a note that begins with
``=`` is run. An apostrophe in front ends that alike in Excel, WPS, LibreOffice and pandas. Of the
other ways ``="12.10"`` is a formula itself, and a tab or an invisible character in front is
not seen, and still a number to pandas.
"""

from __future__ import annotations

import re
import unicodedata

_MARK = "'"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 40
"""Characters of the longest text that could be a number or a day."""
_VALUE = (  # compiled where it is first used: most runs write no csv
    r"(?ai)(?:[\d\s.,:/%()¥$€£+\-−年月日号时分秒]|e[+\-]?(?=\d)|[ap]m"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)+|true|false"
)
_CLEAR = r"(?a)\d{4}-\d\d-\d\d|\d{1,2}月"
"""A day as anju writes every day, and a month, which no spreadsheet takes for a day."""


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would not leave a text."""
    return f"{_MARK}{text}" if _is_at_risk(text.lstrip(_MARK)) else text


def unguarded(text: str) -> str:
    """Take away the apostrophe that ``guarded`` put there."""
    return text[1:] if text.startswith(_MARK) and guarded(text[1:]) == text else text


def _is_at_risk(text: str) -> bool:
    half = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).lstrip(" \n")
    if half.startswith(_STARTS_A_FORMULA):
        return True
    if len(half) > _LONGEST or not re.search(r"(?ai)\d|true|false", half):
        return False
    return bool(re.fullmatch(_VALUE, half.strip())) and not re.fullmatch(_CLEAR, half)
