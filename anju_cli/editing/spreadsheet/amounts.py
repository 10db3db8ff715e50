"""Amounts in cells and arguments: a number, or that there is none."""

from __future__ import annotations

import re
import unicodedata

from anju_cli.text import lenient
from anju_cli.text.lenient import quoted

NONE = "未报"

_WHOLE = re.compile(r"(0|[1-9]\d{0,8})(?:\.0+)?", re.ASCII)
_NEGATIVE = re.compile(r"[-−]\s*\d[\d.,]*", re.ASCII)
_DECIMAL = re.compile(r"\d+\.\d+", re.ASCII)
_LONG = re.compile(r"\d{10,}", re.ASCII)


class InvalidAmount(ValueError):
    """A text is no number and no sign for none; ``hint`` is what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def amount(text: str) -> int | None:
    """Read a number of items: 18, １８ and 18.0 are 18.
    A blank, 未报 and — are None, which is not 0. Raises InvalidAmount."""
    half = unicodedata.normalize("NFKC", text).strip()
    if match := _WHOLE.fullmatch(half):
        return int(match[1])
    if half == "无":
        raise InvalidAmount(f"{quoted(text)}说不清是零条还是未报", f"零条写 0，没有报写 {NONE}")
    if not half or lenient.means_none(half):
        return None
    if _NEGATIVE.fullmatch(half):
        raise InvalidAmount(f"{quoted(text)}是负数", "条数不能是负数，请核对")
    if _DECIMAL.fullmatch(half):
        raise InvalidAmount(f"{quoted(text)}不是整数", "条数要写整数，请核对")
    if _LONG.fullmatch(half):
        raise InvalidAmount(f"{quoted(text)}太大了", "最多九位数字，请核对")
    meant = lenient.count(text)
    if meant is not None:
        raise InvalidAmount(f"{quoted(text)}不是数", f"只写数字，改为：{meant}")
    if half.startswith("#"):
        raise InvalidAmount(f"{quoted(text)}是公式出错的标志", "请在表里改好公式，或者直接写数")
    raise InvalidAmount(f"{quoted(text)}不是数", f"写整数，例如 18；没有报就空着，或写 {NONE}")
