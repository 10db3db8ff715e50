"""Headings of a table of counts: which column is the units', which the month's."""

from __future__ import annotations

import re
import unicodedata

from anju_cli.text.numerals import parse_ordinal

_UNITS = frozenset(
    (
        *("单位", "单位名称", "填报单位", "报送单位", "上报单位", "责任单位", "公开单位"),
        *("发布单位", "部门", "部门名称", "单位(部门)", "部门(单位)", "部门单位", "单位部门"),
    )
)
_STEMS = frozenset(
    (
        *("条数", "公开条数", "公开数", "公开数量", "公开", "公开信息条数", "信息公开条数"),
        *("公开信息数", "信息条数", "信息数", "发布条数", "发布数", "发布数量", "完成条数"),
        *("完成数", "数量"),
    )
)
_COUNTS = _STEMS | {f"{word}{stem}" for word in ("本月", "当月") for stem in ("", "数", *_STEMS)}
_MONTH = re.compile(
    r"(?:(\d{4})[年\-/.])?(?:(\d{1,2}|十[一二]?|[一二三四五六七八九])月)(?:份)?(.*)"
)
_DASHED = re.compile(r"(\d{4})[\-/.](\d{1,2})(.*)", re.ASCII)
_TITLED = re.compile(
    r"(?<![\d一二三四五六七八九十])(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?!\d)"
)
_TOTALS = frozenset({"合计", "总计"})


def plain(text: str) -> str:
    """Strip a heading of white space, width variants and marks behind it."""
    return "".join(unicodedata.normalize("NFKC", text).split()).rstrip(":。*")


def _bare(text: str) -> str:
    """Strip a heading of the unit of its numbers: 条数（条）, 公开条数(单位:条)."""
    return re.sub(r"[(\[](?:单位:)?[条件个][)\]]$", "", plain(text))


def is_for_units(heading: str) -> bool:
    """Whether units stand under a heading: 单位, 填报单位."""
    return plain(heading) in _UNITS


def is_for_counts(heading: str, month: str) -> bool:
    """Whether the numbers of ``month`` (2021-06) stand under a heading: 条数, 本月, 6月."""
    text = _bare(heading)
    if text in _COUNTS:
        return True
    match = _MONTH.fullmatch(text) or _DASHED.fullmatch(text)
    if match is None:
        return False
    year, number, rest = match.groups()
    is_right = _number(number) == int(month[5:]) and year in (None, month[:4])
    return is_right and (not rest or rest in _COUNTS)


def is_total(text: str) -> bool:
    """Whether a row is the sum of the others: 合计, 总 计."""
    return plain(text) in _TOTALS


def months_in(title: str) -> frozenset[int]:
    """Find the months that a title names, but not those of a day: 6 for 2021年6月统计表."""
    return frozenset(map(_number, _TITLED.findall(plain(title))))


def _number(month: str) -> int:
    return parse_ordinal(month) or int(month)
