"""Changes in quotas.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from anju_cli.queries.diff.change import QUOTAS, Change, Names, Side, both, fields_of

QUOTAS_FIELDS = {
    "year": "年度",
    "total": "合计",
    "pace": "序时进度",
    "counted_from": "起算日",
    "report_by": "报数期限",
}
LIGHTS_FIELDS = {
    "blue_below": "蓝灯界限",
    "yellow_up_to": "黄灯界限",
}


def quotas_changes(before: Side, after: Side, names: Names) -> Iterator[Change]:
    """Compare the year, total and rules, the targets, then the counts by month."""
    old, new = (
        side.plan if QUOTAS in side.files and side.plan.has_quotas else None
        for side in (before, after)
    )
    was, _ = names
    fields = (old and old.quotas, new and new.quotas, QUOTAS_FIELDS)
    yield from fields_of(QUOTAS, "目标任务", *fields)
    lights = (old and old.quotas.lights, new and new.quotas.lights, LIGHTS_FIELDS)
    yield from fields_of(QUOTAS, "目标任务", *lights)
    targets = _named(old.targets, was) if old else {}
    for unit, a, b in both(targets, new.targets if new else {}):
        if a != b:
            yield Change(QUOTAS, unit, "年度任务", a, b)
    published_before, published = (side.published if side else {} for side in (old, new))
    for month in sorted({*published_before, *published}):
        counts = _named(published_before.get(month, {}), was)
        for unit, a, b in both(counts, published.get(month, {})):
            if a != b:
                yield Change(QUOTAS, f"{month} {unit}", "公开条数", a, b)


def _named(counts: Mapping[str, int], was: Callable[[str], str]) -> dict[str, int]:
    return {was(name): count for name, count in counts.items()}
