"""Reading what a person types on the command line: days and whole numbers.

More forms are accepted here than in the data files, where one form keeps diffs
small; but only such as have one reading.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII)


class Untyped(ValueError):  # noqa: N818 - what was typed cannot be read
    """What was typed cannot be read; the message says so in Chinese."""


def parse_typed_day(text: str) -> date:
    """2021-06-30, 2021-6-30, 2021/6/30, 2021.6.30, 2021年6月30日 or 20210630.

    Raises Untyped.
    """
    match = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        raise Untyped(f"“{text}”不是日期。请写成 2021-06-30 这样（年-月-日）")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        raise Untyped(f"日期 {text} 不存在。请核对月份和日子") from None


def parse_typed_count(text: str) -> int:
    """A whole number of days, 0 or more. Raises Untyped."""
    digits = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"\d{1,5}", digits, re.ASCII):
        raise Untyped(f"“{text}”不是天数。请写整数，例如 30")
    return int(digits)
