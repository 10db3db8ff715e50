"""Numbers, days and periods as people write and type them, read leniently.

The data files take one form of each, which keeps their diffs small. Most functions here
read the others, so that a message can offer the right form; they answer None wherever more
than one reading is possible. ``parse_day`` and ``parse_count`` read the command line, which
takes any form that says just that.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from anju_cli.text.invisible import with_invisible_named
from anju_cli.text.numerals import parse_ordinal

_LONGEST_QUOTED = 40
# Patterns are compiled where they are first used: most runs need none of them.
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_COUNT = r"(?a)0*(\d{1,9}?)(?:\.0+)?\s*(?:[条个件项次天日]|工作日|个工作日)?"
_THOUSANDS = r"(?a)\d{1,3}(?:[, ]\d{3})+(?!\d)"
_DAY = r"(?a)(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{2})(\d{2}))"
_SHORT_DAY = r"(?a)\d{4}\s*[-/.年]\s*(?:[12](?!\d)|\d{1,2}\s*[-/.月]\s*\d(?!\d))"
_IN_WORDS = r"(?a)\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号]|(?!\s*\d))"
_BEHIND_A_DAY = (
    r"(?:\s*+(?:[日号](?:之前|以前|前)?|之前|以前|前))?"
    r"(?:(?:\s*+T\s*+|\s++)\d{1,2}:\d{2}(?::\d{2})?)?"
)
_MONTH = r"(?a)(\d{4})(?:\s*[-/.年]\s*(\d{1,2})|(\d{2}))\s*月?(?:份|底)?"
_QUARTER = r"(?a)(\d{4})\s*+[-/.年]?\s*+(?:[Qq]([1-4])|第?([一二三四1-4])季度?)"
_HALF = r"(?a)(\d{4})\s*+[-/.年]?\s*+(?:[Hh]([12])|([上下])半年)"
_YEAR = r"(?a)((?:19|20)\d{2})\s*(?:年度?|全年|年全年)?"
_ID = r"(.*?\S)\s*+[-_.、。,]\s*(.+)"
_WEEKDAY = r"(?<!\s)\s*+\(?(?:星期|周|礼拜)([一二三四五六日天])\)?$"
_DOCUMENT = (
    r"(?a)(.*[^\s〔\[({【])\s*[〔\[({【]\s*((?:19|20)\d{2})\s*[〕\])}】]\s*第?\s*0*([1-9]\d*)\s*号?"
)
QUOTES = ("“", "”", "‘", "’")
_QUOTED = "[“”]([^“”]+)[“”]|[‘’]([^‘’]+)[‘’]"
_DASHES = str.maketrans("—–−‐‑‒―", "-------")
_NONE = (
    r"[-/\\—–－―~～×]+|[暂尚]?[未没](?:有)?(?:上)?(?:报送?|数据|填报?)?|[暂尚]?(?:无|缺)(?:数据)?"
    r"|空|[Nn]/?[Aa]"
)
_NEXT_MONTH = r"(?a)次月0?([1-9]\d?)[日号]?(?:之前|以前|前)?"

_FIRST_YEAR, _LAST_YEAR = 1800, 2199
"""Of a day that is typed: plans are of 1900 to 2099, and their dates end not far beyond."""


# -- typed on the command line -----------------------------------------------


class UnreadableInput(ValueError):
    """What was typed cannot be read; the message says so in Chinese."""


def parse_day(text: str) -> date:
    """Read a day as it is typed: 2021-06-30, 2021/6/30, 2021年6月30日, 20210630.
    Raises UnreadableInput."""
    numbers = _numbers_of_day(_DAY + "日?", "".join(unicodedata.normalize("NFKC", text).split()))
    if numbers is None:
        raise UnreadableInput(f"“{text}”不是日期。请写成 2021-06-30 这样（年-月-日）")
    try:
        day = date(*numbers)
    except ValueError:
        raise UnreadableInput(f"日期 {text} 不存在。请核对月份和日子") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UnreadableInput(
            f"日期 {text} 太早或太晚。请写 {_FIRST_YEAR} 到 {_LAST_YEAR} 年的日子"
        )
    return day


def parse_document_number(text: str) -> str:
    """Read the number of a document (发文字号) as GB/T 9704-2012, 7.2.5 has it: 某府函〔2021〕12号.

    The year may stand in other brackets; 第 and leading noughts are left out. Raises
    UnreadableInput.
    """
    match = re.fullmatch(_DOCUMENT, unicodedata.normalize("NFKC", text.strip()))
    if match is None:
        raise UnreadableInput(
            f"“{text}”不是发文字号。请写成 某府办函〔2021〕12号 这样：代字、年份、顺序号"
        )
    return f"{match[1]}〔{match[2]}〕{match[3]}号"


def parse_count(text: str) -> int:
    """Read a number of days as it is typed: whole, 0 or more. Raises UnreadableInput."""
    digits = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"\d{1,5}", digits, re.ASCII):
        raise UnreadableInput(f"“{text}”不是天数。请写整数，例如 30")
    return int(digits)


# -- written in a file -------------------------------------------------------


def quoted(text: str) -> str:
    """Repeat in a message what was written, in quotes.
    On one line, cut where nobody would read on, invisible characters by their numbers."""
    text = " ".join(text.rstrip("\n").split("\n"))
    cut = with_invisible_named(text[:_LONGEST_QUOTED]) + "…" * (len(text) > _LONGEST_QUOTED)
    return f"「{cut}」" if "“" in text or "”" in text else f"“{cut}”"


def unquoted(text: str) -> str:
    """Take a value out of the “” or ‘’ around it; any other stays as it is."""
    match = re.fullmatch(_QUOTED, text) if text[:1] in QUOTES else None
    return match[1] or match[2] if match else text


def count(text: str) -> str | None:
    """Read a number: 250 for 250条, 250.0, 0250, ２５０, 25O, “250” and 250。.
    11110 for 11,110; 12 for 十二 and （十二）."""
    half = _half_width(text)
    thousands = re.match(_THOUSANDS, half)
    if thousands:
        half = re.sub("[, ]", "", thousands.group()) + half[thousands.end() :]
    if any(char.isdigit() for char in half):
        half = half.translate(_LETTERS)
    match = re.fullmatch(_COUNT, half)
    if match:
        return str(int(match[1]))
    ordinal = parse_ordinal(half)
    return None if ordinal is None else str(ordinal)


def means_none(text: str) -> bool:
    """Whether a word where a number should stand says that there is none: 未报, 无, —, /."""
    return re.fullmatch(_NONE, text.strip().rstrip("。")) is not None


def year(text: str) -> str | None:
    """Read a year: 2021 for 2021年, ２０２１, 二〇二一年."""
    match = re.fullmatch(_YEAR, _half_width(text).translate(_DIGITS))
    return match[1] if match else None


def day(text: str) -> tuple[int, int, int] | None:
    """Read a day, as year, month and day. It need not exist.
    2021/6/30, 2021年6月30日前, 20210630, 2021-06-30 18:00, 2021—06—30, 2021-06-30（星期三）."""
    return _numbers_of_day(_DAY + _BEHIND_A_DAY, re.sub(_WEEKDAY, "", _half_width(text)))


def may_lack_digit(text: str) -> bool:
    """Whether a figure of a day or month may be lost: 2021-06-3, 2021-1-30, 2021-2.
    Written out (2021年6月3日) it is whole; and no other month ends in 3 to 9."""
    half = _half_width(text)
    return re.match(_SHORT_DAY, half) is not None and re.match(_IN_WORDS, half) is None


def _numbers_of_day(pattern: str, text: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(pattern, text)
    if match is None:
        return None
    year, month, day = (int(number) for number in match.groups() if number is not None)
    return year, month, day


def weekday(text: str) -> int | None:
    """Read the day of the week behind a date, 0 for Monday: 2021-06-30（星期三）."""
    match = re.search(_WEEKDAY, _half_width(text))
    return None if match is None else "一二三四五六日".index(match[1].replace("天", "日"))


def month(text: str) -> str | None:
    """Read a month: 2021-06 for 2021年6月, 2021-6, 2021/06, 202106."""
    match = re.fullmatch(_MONTH, _half_width(text))
    if match is None:
        return None
    number = int(match[2] or match[3])
    return f"{match[1]}-{number:02}" if 1 <= number <= 12 else None


def period(text: str) -> str | None:
    """Read a period, as its label: a month, 2021年二季度, 2021年上半年 or 2021年."""
    half = _half_width(text)
    if match := re.fullmatch(_QUARTER, half):
        return f"{match[1]}-Q{(match[2] or match[3]).translate(_DIGITS)}"
    if match := re.fullmatch(_HALF, half):
        return f"{match[1]}-H{match[2] or '上下'.index(match[3]) + 1}"
    return year(half) if re.fullmatch(_YEAR, half) else month(half)


def period_in_year(text: str, year: int) -> str | None:
    """Read a period, which without a year is one of ``year``, as its label.
    6月, 六月份, 二季度, Q2, 上半年, 全年, 2021年6月."""
    text = text.strip()
    if not text:
        return None
    in_words = re.fullmatch(r"(.{1,3}?)月份?", text)
    number = parse_ordinal(in_words[1]) if in_words else None
    if number is not None:
        text = f"{number}月"
    return period(text) or period(f"{year}年{text}")


def due_by(text: str) -> str | None:
    """Read until when a period is due: 次月5日 for 次月5号前; 期末 for 月底, 季末, 年底."""
    half = _half_width(text)
    match = re.fullmatch(_NEXT_MONTH, half)
    if match and int(match[1]) <= 28:
        return f"次月{int(match[1])}日"
    return "期末" if re.fullmatch(r"每?(?:当|本)?[月季年期](?:度)?[底末]", half) else None


def deadline_id(text: str) -> str | None:
    """Read a deadline's id: 12.1 for 12-1, 12．1, 12、1, 十二.1 and “12.1”."""
    match = re.fullmatch(_ID, _half_width(text))
    parts = [_ordinal(part) for part in match.groups()] if match else [None]
    return None if None in parts else ".".join(map(str, parts))


def _ordinal(text: str) -> int | None:
    """Read a number from 1, in figures or in Chinese."""
    return int(text) if re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII) else parse_ordinal(text)


def _half_width(text: str) -> str:
    """Fold a value to half width, less quotes around it and a comma behind it."""
    half = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return half.strip().strip("“”‘’\"'").rstrip("。,、;").strip().strip("“”‘’\"'")
