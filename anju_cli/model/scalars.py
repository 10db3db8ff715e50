"""Scalars of the data files: texts, days, numbers, ids, periods.

Every scalar arrives as text (``parsing.tree`` leaves YAML's own types alone), a blank as
an empty one, and the types below turn it into dates and numbers. What is refused has a
code of ours, and the right form where only one is meant.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from anju_cli.text import lenient
from anju_cli.text.lenient import quoted


def _refuse(code: str, message: str, **context: str) -> NoReturn:
    """Refuse a value with one of our own codes; ``schema_errors`` shows it as it is."""
    raise PydanticCustomError(code, "{message}", {"message": message, **context})


def _refuse_form(value: str, meant: str | None, code: str, what: str, hint: str) -> NoReturn:
    """Refuse a form that is not ours.

    ``meant`` is the right form where one is likely: as ``fixed`` it lets the rest be checked
    as if it stood there. Where nothing else can be meant, ``written`` is what the file
    should have in its place.
    """
    if meant is None:
        _refuse(code, f"{quoted(value)}不是{what}", hint=hint)
    has_letters = re.search("[A-Za-z]", value) is not None and meant.isdigit()
    shown = f'"{meant}"' if what == _ID else meant
    # 月底 is the end of the period only where that is a month.
    may_lack = lenient.may_lack_digit(value)
    certain = {} if has_letters or meant == "期末" or may_lack else {"written": shown}
    hint = f"改为：{shown}{'（原来有字母）' if has_letters else ''}"
    hint = _unless_lacking(shown) if may_lack else hint
    _refuse(code, f"{quoted(value)}的写法不对", hint=hint, fixed=meant, **certain)


_ID = "时限编号"


def _unless_lacking(meant: str) -> str:
    return f"没有漏数字的，改为：{meant}；漏了的，补成两位"


def _text(value: Any) -> Any:
    """Join the lines of a text without spaces: Chinese is written without them."""
    if not isinstance(value, str):
        return value
    bare = value.strip()
    if not bare:
        _refuse("A208", "不能空着")
    if "\n" in value:
        return "".join(line.strip() for line in value.splitlines())
    return bare


_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY_HINT = "日期写成 年-月-日，例如 2021-06-30"


def parse_day(text: str) -> date:
    """Read ``YYYY-MM-DD``.

    Raises PydanticCustomError (a ValueError): A203 for a day that does not exist, A204 for
    one written in another way, with the right way as the hint where only one is possible.
    """
    match = _ISO_DAY.fullmatch(text)
    parts = tuple(map(int, match.groups())) if match else lenient.day(text)
    if parts is None:
        _refuse("A204", f"{quoted(text)}不是日期", hint=_DAY_HINT)
    year, month, day = parts
    missing = f"日期 {text} 不存在：没有"
    if year == 0:
        _refuse("A203", f"{missing} 0 年", hint="请核对年份")
    if not 1 <= month <= 12:
        _refuse("A203", f"{missing} {month} 月", hint="请核对月份")
    last = calendar.monthrange(year, month)[1]
    if day == 0:
        _refuse("A203", f"{missing} 0 日", hint="请核对日期")
    if day > last:
        hint = f"请核对；{month} 月的最后一天是 {date(year, month, last)}"
        _refuse("A203", f"日期 {text} 不存在：{month} 月只有 {last} 天", hint=hint)
    if match is None:
        _refuse_day_form(text, date(year, month, day))
    return date(year, month, day)


def _refuse_day_form(text: str, meant: date) -> NoReturn:
    """Refuse a date written in another way.

    Nobody is certain of it where a time of day would be lost, or where the day of the week
    is another. Where a figure may be lost, it is only ``likely``, and nothing hangs on it.
    """
    iso = meant.isoformat()
    hint = f"改为：{iso}"
    if lenient.may_lack_digit(text):
        message = f"日期{quoted(text)}的写法不对"
        _refuse("A204", message, hint=_unless_lacking(iso), likely=iso)
    weekday = lenient.weekday(text)
    is_certain = ":" not in text and "：" not in text
    if weekday is not None and weekday != meant.weekday():
        hint = f"请核对：{iso} 是星期{'一二三四五六日'[meant.weekday()]}；无误就改为：{iso}"
        is_certain = False
    certain = {"written": iso} if is_certain else {}
    _refuse("A204", f"日期{quoted(text)}的写法不对", hint=hint, fixed=iso, **certain)


def _day(value: Any) -> Any:
    if value == "":
        _refuse("A208", "不能空着", hint=_DAY_HINT)
    return parse_day(value) if isinstance(value, str) else value


_COUNT = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


def _count(value: Any) -> Any:
    """Read a whole number, 0 or more, in plain digits: no unit, comma, sign or point."""
    if value == "":
        _refuse("A208", "不能空着")
    if not isinstance(value, str):
        return value
    if not _COUNT.fullmatch(value):
        if re.fullmatch(r"[1-9][0-9]{9,}", value, re.ASCII):
            _refuse("A205", f"{quoted(value)}太大了", hint="最多九位数字，请核对")
        if re.fullmatch(r"[-－−]\d+", value):
            _refuse("A205", f"{quoted(value)}是负数", hint="这里不能写负数，请核对")
        _refuse_form(value, lenient.count(value), "A205", "整数", _COUNT_HINT)
    return int(value)


_COUNT_HINT = "只写半角数字，例如 250"


def _positive(value: int) -> int:
    if value < 1:
        _refuse("A205", "至少是 1", hint="请核对这个数")
    return value


_YEAR_HINT = "写四位数字，例如 2021"


def _year(value: Any) -> Any:
    if isinstance(value, str) and value and not re.fullmatch(r"(19|20)\d{2}", value, re.ASCII):
        _refuse_form(value, lenient.year(value), "A205", "年份", _YEAR_HINT)
    return _count(value)


def _published(schema: dict[str, Any], error: str) -> WithJsonSchema:
    """Say what the JSON Schema takes, and what an editor shows where that is broken.
    ``errorMessage`` is a keyword of VS Code, which other programs pass over."""
    return WithJsonSchema({**schema, "errorMessage": error})


_NOT_BLANK: dict[str, Any] = {"type": "string", "pattern": r"\S"}


def _whole_number(digits: str, least: int, most: int) -> dict[str, Any]:
    """Describe a number, or one in quotes, which is read as the same."""
    return {
        "type": ["integer", "string"],
        "minimum": least,
        "maximum": most,
        "pattern": f"^({digits})$",
    }


def _day_pattern() -> str:
    """Write the pattern of the days that there are, leap years and all.

    No editor's ``format: date`` knows the lengths of months. Python's dates begin with the
    year 1.
    """
    by_length = (
        "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
        "(0[469]|11)-(0[1-9]|[12][0-9]|30)",
        "02-(0[1-9]|1[0-9]|2[0-8])",
    )
    fours = "(0[48]|[2468][048]|[13579][26])"  # the years of a century, the centuries
    leap_year = f"([0-9]{{2}}{fours}|{fours}00)"
    return f"^(?!0000)([0-9]{{4}}-({'|'.join(by_length)})|{leap_year}-02-29)$"


Text = Annotated[
    str,
    BeforeValidator(_text),
    _published(_NOT_BLANK, "写一段文字，不能空着；只有数字的，或有冒号、井号等符号的，要加引号"),
]
Name = Annotated[
    str,
    BeforeValidator(_text),
    _published(_NOT_BLANK, "写一个名称，不能空着"),
]
IsoDate = Annotated[
    date,
    BeforeValidator(_day),
    _published(
        {"type": "string", "format": "date", "pattern": _day_pattern()},
        f"{_DAY_HINT}；要是有的日子",
    ),
]
Count = Annotated[
    int,
    BeforeValidator(_count),
    _published(_whole_number("0|[1-9][0-9]{0,8}", 0, 999_999_999), _COUNT_HINT),
]
Positive = Annotated[
    int,
    BeforeValidator(_count),
    AfterValidator(_positive),
    _published(
        _whole_number("[1-9][0-9]{0,8}", 1, 999_999_999),
        "只写半角数字，至少是 1",
    ),
]
Year = Annotated[
    int,
    BeforeValidator(_year),
    _published(_whole_number("(19|20)[0-9]{2}", 1900, 2099), _YEAR_HINT),
]


def _matching(
    pattern: str,
    code: str,
    what: str,
    hint: str,
    meant: Callable[[str], str | None],
) -> Any:
    """Make the type of a text of one form; the JSON Schema has the same pattern."""
    compiled = re.compile(pattern)

    def check(value: Any) -> Any:
        if value == "":
            _refuse("A208", "不能空着", hint=hint)
        if isinstance(value, str) and not compiled.fullmatch(value):
            _refuse_form(value, meant(value), code, what, hint)
        return value

    published = _published({"type": "string", "pattern": f"^({pattern})$"}, hint)
    return [BeforeValidator(check), published]


_DEADLINE_ID = _matching(
    r"[1-9][0-9]{0,8}\.[1-9][0-9]{0,8}",  # no more than a number may have
    "A210",
    _ID,
    '编号写成 "任务号.序号"，加引号，例如 "12.1"',
    lenient.deadline_id,
)
_MONTH = _matching(
    "[0-9]{4}-(0[1-9]|1[0-2])",
    "A204",
    "月份",
    "月份写成 年-月，例如 2021-06",
    lenient.month,
)
_PERIOD = _matching(
    "[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?",
    "A210",
    "周期",
    "写成 2021-06（月）、2021-Q2（季度）、2021-H1（半年）或 2021（年）",
    lenient.period,
)
_BY = _matching(
    "期末|次月([1-9]|1[0-9]|2[0-8])日",
    "A207",
    "这里能写的期限",
    "写“期末”，或“次月1日”这样的日子（1 至 28 日）",
    lenient.due_by,
)


DeadlineId = Annotated[str, *_DEADLINE_ID]
Month = Annotated[str, *_MONTH]
PeriodLabel = Annotated[str, *_PERIOD]
DueBy = Annotated[str, *_BY]
