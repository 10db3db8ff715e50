"""Reading what a person types on the command line: days and whole numbers.

More forms are accepted here than in the data files, where one form keeps diffs
small; but only such as have one reading.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))"

_FIRST, _LAST = 1800, 2199


class UnreadableInput(ValueError):
    """What was typed cannot be read; the message says so in Chinese."""


def parse_day(text: str) -> date:
    """2021-06-30, 2021-6-30, 2021/6/30, 2021.6.30, 2021年6月30日 or 20210630.

    Raises UnreadableInput.
    """
    match = re.fullmatch(_DAY, "".join(unicodedata.normalize("NFKC", text).split()), re.ASCII)
    if match is None:
        raise UnreadableInput(f"“{text}”不是日期。请写成 2021-06-30 这样（年-月-日）")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        found = date(year, month, day)
    except ValueError:
        raise UnreadableInput(f"日期 {text} 不存在。请核对月份和日子") from None
    if not _FIRST <= year <= _LAST:  # plans are of 1900 to 2099; dates end not far beyond
        raise UnreadableInput(f"日期 {text} 太早或太晚。请写 {_FIRST} 到 {_LAST} 年的日子")
    return found


def parse_count(text: str) -> int:
    """A whole number of days, 0 or more. Raises UnreadableInput."""
    digits = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"\d{1,5}", digits, re.ASCII):
        raise UnreadableInput(f"“{text}”不是天数。请写整数，例如 30")
    return int(digits)
