"""What a passage of a notice says of when: days, how often, how many working days.

What speaks of time and cannot be read with certainty is read as ``vague``: then nobody can say
what else in the passage is a deadline.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, cast

from anju_cli.text import lenient
from anju_cli.text.numerals import parse_ordinal

_N = r"(?<![\d〇零○一二三四五六七八九十])(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?<!\d)(?:\d{4}|[〇零○一二三四五六七八九]{4})\s*年"
_UNTIL = r"(?:\s*(?:[之以]?前(?!后)|止))?"
_WITHIN = r"(?:[底末]|[以之]?内)"
_STARTS = (
    "《〔［[(（每各按逐历近次下翌分两月季期半数几多明来去上前后节国元春五中端清召结开到届今本当第年"
)
"""What words of time begin with: most of a passage is passed over by it."""
_TOKENS = rf"""
(?=[\d〇零○一二三四五六七八九十{re.escape(_STARTS)}])(?:
  (?P<none>《[^》]*》|[〔［\[(（]\d{{4}}[〕］\])）]\s*第?\d+\s*号
    |每\s*[月季年]度?\s*(?=[不未没增递下减])|[逐历近]年|按月份)
| (?P<day>(?:{_YEAR}\s*)?{_N}\s*月份?\s*{_N}\s*[日号]{_UNTIL}
    |(?<!\d)\d{{4}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*\d{{1,2}}(?!\d)\s*日?{_UNTIL})
| (?P<next_month>[次下翌]\s*个?\s*月(?:\s*{_N}\s*[日号]{_UNTIL})?)
| (?P<month_day>[每各]\s*个?\s*月\s*{_N}\s*[日号]{_UNTIL})
| (?P<workdays>(?:{_N}\s*(?:至|到|[-—–~～－])\s*)?(?:{_N}|两)\s*个?\s*工作日)
| (?P<other_turn>每\s*(?:隔|周|星期|日|天|旬|双月|逢|两|几|{_N}\s*个)
    |(?:[2-9二两三四五六七八九十]|\d\d)\s*[次期轮]|(?:各|分别)\S{{0,4}}[一1]\s*次
    |(?<=[（(、/或])(?:[月季年]|半年)(?=[)）、/]))
| (?P<turn>(?:[每各]\s*[一1]?\s*个?\s*|[按逐]\s*)(?:月度?|季度?|半年度?|年度?)(?:\s*年?[底末])?
    |[一1](?:月|季度?|年)(?=[一1])|(?<![上下前后近年])半年度?(?!\s*[之以]?[内后前])
    |(?<![一二三四1-4本上下当前该])季度(?!\s*[末底])|(?<![本上下当前该])月度)
| (?P<vague>(?:{_N}|[数几半多两])\s*(?:个\s*(?:月|季度)|日|天|个?(?:周|星期|小时)|年)
      \s*[之以]?[内后]
    |[明次翌来去上下前后]一?年(?!度)|节前|国庆|元旦|春节|五一|中秋|端午|清明
    |(?:召开|结束|开始|到期|届满|届期)[之以]?[前后])
| (?P<part>(?:{_YEAR}\s*)?(?:{_N}\s*月份?|[上下]半年|第?\s*[一二三四1-4]\s*季度)
      \s*(?:[上中下]旬|{_WITHIN})?{_UNTIL}
    |(?:{_YEAR}\s*年?|[今本当]年\s*年?|年)\s*度?\s*{_WITHIN}{_UNTIL}|{_YEAR})
| (?P<end>[月季]度?\s*[底末]|期末)
| (?P<bare_day>{_N}\s*[日号]{_UNTIL}))
"""
_SAME_MONTH = r"\s*(?:\d{1,2})?\s*[、和及至到~～—–\-－]\s*"
_AS_OF = r"(?:自|从|截至|截止|根据|按照|依据)\s*$"
_NO_DEADLINE = (
    r"(?:[(（][^)）]*[)）])?(?:起|开始|以来|[之以]?后|前后|左右|的|施行|实施|\S{0,8}?日(?:前后|期间|活动|宣传)"
    r"|(?:印发|发布|公布|制定|修订|出台|下发|通过)(?:的|以来|《))"
)
_EVERY = {"月": "每月", "季": "每季度", "半": "每半年", "年": "每年"}
_TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}

Kind = Literal[
    "deadline", "days", "turn", "other_turn", "next_month", "month_day", "end", "workdays", "vague"
]
_Days = tuple[date, date]


class TimeWord(NamedTuple):
    """Words of a passage about time, as they stand there, and what they mean.

    ``kind`` is ``deadline`` for days from ``first`` to ``last`` until which something is due,
    ``days`` for others; ``turn`` for what recurs (``every``: 每月, 每季度, 每半年 or 每年);
    ``next_month`` and ``month_day`` for the day ``number`` of the next or of every month;
    ``end`` for that of a month or quarter; ``workdays`` for as many; else ``vague``.
    """

    kind: Kind
    words: str
    first: date = date.min
    last: date = date.max
    every: str = ""
    number: int = 0


def time_words(passage: str, year: int) -> list[TimeWord]:
    """Read a passage, from left to right; a day without a year is one of ``year``."""
    read: list[TimeWord] = []
    before: re.Match[str] | None = None
    for match in re.finditer(_TOKENS, passage, re.VERBOSE):
        kind = match.lastgroup
        if kind in ("day", "part", "bare_day"):
            month = _month_before(match, before, read[-1]) if before and read else None
            read.append(_days(match, year, month))
        elif kind != "none":
            read += _others(match)
        before = match
    return read


def _month_before(match: re.Match[str], before: re.Match[str], word: TimeWord) -> date | None:
    """Find the month in the words before, where those of a match go on: 6月1日至30日."""
    is_same = re.fullmatch(_SAME_MONTH, match.string[before.end() : match.start()])
    return word.first if is_same and word.kind in ("deadline", "days") else None


def _days(match: re.Match[str], year: int, month: date | None) -> TimeWord:
    """Read words for days; as ``vague`` where nobody can tell which."""
    kind, words = match.lastgroup, match.group()
    days = None
    if kind == "day":
        days = _day(words, year)
    elif kind == "bare_day":
        days = _one_day(month.year, month.month, _number(words)) if month else None
    elif not re.search(r"[\d一二三四]\s*[、,，和及]\s*$", match.string[: match.start()]):
        days = _part(words, year)
    return TimeWord(_kind(match), words, *days) if days else TimeWord("vague", words)


def _others(match: re.Match[str]) -> Iterator[TimeWord]:
    """Read words for something else: of 3至5个工作日, both numbers."""
    kind, words = cast("Kind", match.lastgroup), match.group()
    if kind == "workdays":
        for number in re.findall(f"{_N}|两", words):
            yield TimeWord(kind, words, number=_number(number))
    elif kind == "turn":
        yield TimeWord(kind, words, every=_EVERY[re.findall("[月季半年]", words)[0]])
    else:
        every = "每月" if kind == "month_day" else ""
        yield TimeWord(kind, words, every=every, number=_number(words))


def _kind(match: re.Match[str]) -> Kind:
    """Tell whether days are those of a deadline: no beginning, no age, no whole year."""
    is_until = re.search(rf"(?:{_WITHIN}|旬|前|止)$", match.group()) is not None
    behind = match.string[match.end() :]
    is_part = match.lastgroup == "part"
    is_year = re.fullmatch(_YEAR, match.group()) is not None
    if is_part and not is_until and (is_year or not behind.startswith("完成")):
        return "days"
    before = match.string[: match.start()]
    if re.search(_AS_OF, before) or (not is_until and re.match(_NO_DEADLINE, behind)):
        return "days"
    return "deadline"


def _day(words: str, year: int) -> _Days | None:
    """Read one day; None where there is no such day."""
    if numbers := lenient.day(words):
        return _one_day(*numbers)
    head, _, tail = words.rpartition("年")
    month, _, day = tail.partition("月")
    return _one_day(int(lenient.year(head) or 0) if head else year, _number(month), _number(day))


def _one_day(year: int, month: int, day: int) -> _Days | None:
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _part(words: str, year: int) -> _Days | None:
    """Read a part of a year: 6月底, 6月中旬, 6月前, 上半年, 第三季度, 年底, 2021年."""
    if match := re.match(_YEAR, words):
        year = int(lenient.year(match.group()) or 0)
        words = words[match.end() :]
    month = re.match(rf"\s*({_N})\s*月", words)
    quarter = re.search(r"([一二三四1-4])\s*季度", words)
    if month:
        first = last = _number(month[1])
    elif quarter:
        last = _number(quarter[1]) * 3
        first = last - 2
    else:
        first, last = (1, 6) if "上半年" in words else (7, 12) if "下半年" in words else (1, 12)
    if not (1 <= first <= 12 and date.min.year < year <= date.max.year):
        return None
    start, end = 1, monthrange(year, last)[1]
    if re.search("[底末]", words):  # of a month its last days, of more its last month
        first, start = last, 21 if month else 1
    for tenth, bounds in _TENTHS.items():
        if tenth in words:
            start, end = bounds[0], min(bounds[1], end)
    days = date(year, first, start), date(year, last, end)
    # 6月前 may be until its beginning or its end.
    return (
        (days[0] - timedelta(1), days[1])
        if re.search(r"[月季度年份]\s*[之以]?前$", words)
        else days
    )


def _number(text: str) -> int:
    """Return the first number in a text, 0 where there is none."""
    match = re.search(f"{_N}|两", text)
    return (match and parse_ordinal(match.group().lstrip("0").replace("两", "二"))) or 0
