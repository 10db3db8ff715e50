"""What is not wrong by any rule, and yet looks like a slip: warnings (提示).

They let the data pass. Each is made for a slip that people make here, and keeps
still where an office may well mean what it wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from anju_cli.model.schema import QuotasFile
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind
from anju_cli.text.traditional import traditional
from anju_cli.validation.rules.violation import Files, Violation

_TIMES = 10
_FEWEST = 4
"""Of fewer other targets nobody can say what is usual among them."""


def targets_are_alike(files: Files) -> Iterator[Violation]:
    """No target is ten times what the others have (A401): one 0 too many."""
    if files.quotas is None or not files.is_whole("quotas", "targets"):
        return
    for name, usual in _outsized(files.quotas):
        target = files.quotas.targets[name]
        if name != extra_zero(files.quotas):
            message = f"目标 {target} 是其他单位的十倍以上（居中的是 {usual}），像是多写了一个 0"
            hint = f"请核对；若多写了 0，改为：{target // _TIMES}"
            yield _warning("quotas", ("targets", name), "A401", message, hint)


def extra_zero(quotas: QuotasFile) -> str | None:
    """The unit whose target has one 0 too many, if that alone is why they do not add up
    to the total."""
    more = sum(quotas.targets.values()) - quotas.total
    for name, _ in _outsized(quotas):
        target = quotas.targets[name]
        if target % _TIMES == 0 and target - target // _TIMES == more:
            return name
    return None


def _outsized(quotas: QuotasFile) -> Iterator[tuple[str, int]]:
    """Each unit with ten times what the others have, and what is usual among these: the
    one in the middle, of two the higher."""
    ordered = sorted(quotas.targets.values())
    if len(ordered) <= _FEWEST:
        return
    middle = (len(ordered) - 1) // 2
    for name, target in quotas.targets.items():
        usual = ordered[middle + (target <= ordered[middle])]
        if usual and target >= usual * _TIMES:
            yield name, usual


_MONTHS = 3


def counts_are_of_the_month(files: Files) -> Iterator[Violation]:
    """Counts are what a month brought, not what the year has brought so far (A404).

    Totals never fall, they follow the pace of the year, and their sum soon passes the
    target though the last one does not: all together are a sign that totals were written.
    """
    if files.quotas is None or not files.is_whole("quotas", "targets", "published"):
        return
    for name, target in files.quotas.targets.items():
        counts = list(_counts(files.quotas, name))
        numbers = [count for _, count in counts]
        rises = len(numbers) >= _MONTHS and all(one < next_ for one, next_ in pairwise(numbers))
        is_total = rises and numbers[-1] <= target < sum(numbers)
        if is_total and _are_near_pace(counts, target, files.quotas.counted_from):
            month, last = counts[-1]
            message = (
                f"{len(numbers)} 个月的条数一个比一个大，加起来 {sum(numbers)}，"
                f"超过年度任务 {target}，像是把累计数当成了当月数"
            )
            hint = f"请核对；各月写当月新公开的条数，{last} 若是累计数，减去上月的累计数"
            yield _warning("quotas", ("published", month, name), "A404", message, hint)


def _are_near_pace(counts: list[tuple[str, int]], target: int, start: date | None) -> bool:
    """Whether each count is between half and twice what should be reached by its month,
    of the months from that of ``start`` on."""
    before = 0 if start is None else start.month - 1
    whole = 12 - before
    months = ((int(month[-2:]) - before, count) for month, count in counts)
    return all(target * month <= 2 * whole * count <= 4 * target * month for month, count in months)


def _counts(quotas: QuotasFile, name: str) -> Iterator[tuple[str, int]]:
    """The counts of a unit, month by month."""
    for month in sorted(quotas.published):
        if name in quotas.published[month]:
            yield month, quotas.published[month][name]


_DOCUMENT = r"[\[(（【［{]((?:19|20)\d\d)[\])）】］}]\s*(\d+)\s*号(?![楼院房室门店])"
"""The year in the number of an official document, in brackets of another kind."""


_LIKE_DOCUMENT = r"[\[(（【［{]\s*(?:1\s*9|2\s*0)\s*\d\s*\d\s*[\])）】］}][\s\d]*号"
"""The same in a file, where a text may go on over lines."""
_ESCAPE = "\\"
"""With it a text in quotes may hold any character."""


def document_numbers_have_their_brackets(files: Files) -> Iterator[Violation]:
    """The year of a document's number stands in 〔〕 (A402; GB/T 9704-2012, 7.2.5)."""
    if files.sources is not None and not any(
        re.search(_LIKE_DOCUMENT, one.text) or _ESCAPE in one.characters for one in files.sources
    ):
        return
    for kind, path, text in _texts(files):
        for match in re.finditer(_DOCUMENT, text):
            right = f"〔{match[1]}〕{match[2]}号"
            message = f"文号“{match.group()}”里的年份应放在六角括号〔〕里"
            hint = f"改为：{right}；不是文号的，不用改"
            yield _warning(kind, path, "A402", message, hint, word=match.group())


def texts_are_simplified(files: Files) -> Iterator[Violation]:
    """Texts are in simplified characters (A403)."""
    if files.sources is not None:
        characters = set().union(*(one.characters for one in files.sources))
        if not traditional(characters) and _ESCAPE not in characters:
            return
    texts = list(_texts(files))
    found = traditional(set().union(*(text for _, _, text in texts)))
    if not found:
        return
    for kind, path, text in texts:
        strange = list(dict.fromkeys(char for char in text if char in found))
        if strange:
            pairs = "、".join(f"“{one}”改为“{found[one]}”" for one in strange)
            message = f"这里有繁体字{'、'.join(f'“{one}”' for one in strange)}"
            yield _warning(kind, path, "A403", message, pairs, word=strange[0])


def _texts(files: Files) -> Iterator[tuple[FileKind, Path, str]]:
    """Every text of the files, with its path; keys are no texts."""
    kinds: tuple[tuple[FileKind, object], ...] = (
        ("units", files.units),
        ("tasks", files.tasks),
        ("quotas", files.quotas),
    )
    for kind, model in kinds:
        if model is not None:
            for path, text in _strings(model, ()):
                yield kind, path, text


def _strings(value: object, path: Path) -> Iterable[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _strings(one, (*path, index))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _strings(one, (*path, key))
    elif hasattr(value, "__dict__"):
        for key, one in vars(value).items():
            yield from _strings(one, (*path, key))


def _warning(
    file: FileKind,
    path: Path,
    code: str,
    message: str,
    hint: str,
    word: str = "",
) -> Violation:
    return Violation(file, path, code, message, hint, word=word, severity="warning")
