"""Rules of the amounts in quotas.yaml: they add up, and are of the usual size.

What only looks like a slip is a warning (提示): an office may well mean what it wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from anju_cli.model.schema import QuotasFile
from anju_cli.parsing.tree import Path
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.files import Files
from anju_cli.validation.rules.names import SUMS
from anju_cli.validation.rules.quotas import without_target
from anju_cli.validation.violation import Violation

_TIMES = 10
_FEWEST = 4
"""Of fewer other targets nobody can say what is usual among them."""
_MONTHS = 3
"""Fewer months may well rise."""
_SUMMED = 3
ABSURD = frozenset({"A406", "A408"})
"""Counts that are not recorded without a question."""


def targets_add_up(files: Files) -> Iterator[Violation]:
    """The targets' sum is the stated total (A305)."""
    if files.quotas is None or not files.is_whole("quotas", "total", "targets"):
        return
    # A row of the sum is named as no unit's: it does not count.
    targets = [count for name, count in files.quotas.targets.items() if name not in SUMS]
    total, actual = files.quotas.total, sum(targets)
    if total == actual:
        return
    message = (
        f"合计写的是 {total}，{len(targets)} 个单位的目标加起来是 {actual}，"
        f"{'多' if actual > total else '少'} {abs(actual - total)}"
    )
    path: Path = ("total",)
    lacking = dict.fromkeys(name for name, _ in without_target(files))
    if name := _extra_zero(files.quotas):
        target = files.quotas.targets[name]
        message += f"；像是{quoted(name)}的 {target} 多写了一个 0"
        path, hint = ("targets", name), f"请核对；若多写了 0，改为：{target // _TIMES}"
    elif actual < total and lacking:
        hint = f"请核对各单位的目标；{'、'.join(lacking)}有条数，却没有目标"
    else:
        hint = f"请核对各单位的目标；若无误，改为：{actual}"
    yield Violation("quotas", path, "A305", message, hint)


def targets_are_alike(files: Files) -> Iterator[Violation]:
    """No target is ten times what the others have (A401): one 0 too many."""
    if files.quotas is None or not files.is_whole("quotas", "targets"):
        return
    for name, usual in _outsized(files.quotas):
        target = files.quotas.targets[name]
        if name != _extra_zero(files.quotas):
            message = f"目标 {target} 是其他单位的十倍以上（居中的是 {usual}），像是多写了一个 0"
            hint = f"请核对；若多写了 0，改为：{target // _TIMES}"
            yield Violation("quotas", ("targets", name), "A401", message, hint, severity="warning")


def _extra_zero(quotas: QuotasFile) -> str | None:
    """The unit whose target has one 0 too many, if only that spoils the total."""
    more = sum(quotas.targets.values()) - quotas.total
    for name, _ in _outsized(quotas):
        target = quotas.targets[name]
        if target % _TIMES == 0 and target - target // _TIMES == more:
            return name
    return None


def _outsized(quotas: QuotasFile) -> Iterator[tuple[str, int]]:
    """Each unit with ten times what the others have, and what is usual among these.

    That is the one in the middle, of two the higher.
    """
    ordered = sorted(quotas.targets.values())
    if len(ordered) <= _FEWEST:
        return
    middle = (len(ordered) - 1) // 2
    for name, target in quotas.targets.items():
        usual = ordered[middle + (target <= ordered[middle])]
        if usual and target >= usual * _TIMES:
            yield name, usual


def counts_are_of_the_month(files: Files) -> Iterator[Violation]:
    """Counts are what a month brought, not what the year has brought so far (A404)."""
    for name, target, counts in _counts(files):
        if _are_totals(counts, target, files):
            (month, last), total = max(counts.items()), sum(counts.values())
            message = (
                f"{len(counts)} 个月的条数一个比一个大，加起来 {total}，"
                f"超过年度任务 {target}，像是把累计数当成了当月数"
            )
            hint = f"请核对；各月写当月新公开的条数，{last} 若是累计数，减去上月的累计数"
            path = ("published", month, name)
            yield Violation("quotas", path, "A404", message, hint, severity="warning")


def counts_are_possible(files: Files) -> Iterator[Violation]:
    """No month has more than the year's target (A406), or the sum of those before (A408).

    Of 49 units one or two meet the sum of two months by chance: of more it is said always,
    of two only of the last month. Ours.
    """
    for name, target, counts in _counts(files):
        total = months = 0
        last = max(counts, default="")
        for month, count in counts.items():
            path = ("published", month, name)
            if count > target > 0:
                message = f"一个月 {count} 条，超过全年的任务 {target} 条"
                hint = "请核对；这里写当月新公开的条数，不是累计数"
                yield Violation("quotas", path, "A406", message, hint, severity="warning")
            is_sum = count == total and months >= _SUMMED - (month == last)
            if is_sum and not _are_totals(counts, target, files):
                message = f"{count} 条正好是以前各月的合计，像是把累计数当成了当月数"
                hint = "请核对；若是累计数，改写当月新公开的条数"
                yield Violation("quotas", path, "A408", message, hint, severity="warning")
            total += count
            months += count > 0


def _counts(files: Files) -> Iterator[tuple[str, int, dict[str, int]]]:
    """Each unit with its target and its counts by month, in their order."""
    if files.quotas is None or not files.is_whole("quotas", "targets", "published"):
        return
    published = sorted(files.quotas.published.items())
    for name, target in files.quotas.targets.items():
        yield name, target, {month: counts[name] for month, counts in published if name in counts}


def _are_totals(counts: Mapping[str, int], target: int, files: Files) -> bool:
    """Whether counts seem to be totals.

    Totals never fall, they follow the pace of the year, and their sum soon passes the
    target though the last one does not: all together are a sign that totals were written.
    """
    values = list(counts.values())
    if len(values) < _MONTHS or not all(a < b for a, b in pairwise(values)):
        return False
    start = files.quotas.counted_from if files.quotas else None
    return values[-1] <= target < sum(values) and _are_near_pace(counts, target, start)


def _are_near_pace(counts: Mapping[str, int], target: int, start: date | None) -> bool:
    """Whether each count is near what should be reached by its month: half to twice.

    The months are counted from that of ``start`` on.
    """
    before = 0 if start is None else start.month - 1
    whole = 12 - before
    months = ((int(month[-2:]) - before, count) for month, count in counts.items())
    return all(target * month <= 2 * whole * count <= 4 * target * month for month, count in months)
