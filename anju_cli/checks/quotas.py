"""Rules of quotas.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anju_cli.checks.findings import Files, Finding
from anju_cli.checks.names import Names
from anju_cli.register import Register
from anju_cli.written import quoted
from anju_cli.yaml_tree import Path


def targets_add_up(files: Files) -> Iterator[Finding]:
    """The targets' sum is the stated total (A305)."""
    if files.quotas is None or not files.is_whole("quotas", "total", "targets"):
        return
    total, found = files.quotas.total, sum(files.quotas.targets.values())
    if total != found:
        more = "多" if found > total else "少"
        message = (
            f"合计写的是 {total}，{len(files.quotas.targets)} 个单位的目标加起来是 {found}，"
            f"{more} {abs(found - total)}"
        )
        yield Finding(
            "quotas", ("total",), "A305", message, f"请核对各单位的目标；若无误，改为：{found}"
        )


def quota_units_exist(files: Files) -> Iterator[Finding]:
    """Targets and counts are those of units in the register (A301); counts need a
    target (A306); one unit has one row (A308)."""
    meant = Names.of(files)
    if files.quotas is None or meant is None:
        return
    register = meant.register
    names = tuple(files.quotas.targets)
    paths: list[Path] = [("targets", name) for name in names]
    yield from meant.known("quotas", names, paths, allow_groups=False, on_key=True)
    yield from meant.once("quotas", names, paths, on_key=True)
    owners = _with_target(names, register)
    for month, counts in files.quotas.published.items():
        names = tuple(counts)
        paths = [("published", month, name) for name in names]
        yield from meant.known("quotas", names, paths, allow_groups=False, on_key=True)
        yield from meant.once("quotas", names, paths, on_key=True)
        for name, path in zip(names, paths, strict=True):
            known = register.resolve(name) is not None and not register.is_group(name)
            lacks = known and register.canonical(name) not in owners
            if lacks and files.is_whole("quotas", "targets"):
                message = f"{quoted(name)}没有目标任务，不能记条数"
                hint = "在 targets 里补上它的目标，或删去这一项"
                yield Finding("quotas", path, "A306", message, hint, on_key=True)


def _with_target(names: Iterable[str], register: Register) -> set[str]:
    """Whoever has a target, be it under a wrong name that is reported as such."""
    owners: set[str] = set()
    for name in names:
        owners.add(register.canonical(name))
        if register.resolve(name) is None:
            owners.update(register.nearest(name, groups=False))
        owners.update(register.members(register.canonical(name)))
    return owners


def months_fit_the_year(files: Files) -> Iterator[Finding]:
    """Counts are of months of the year (A312), and the year is the plan's (A313)."""
    if files.quotas is None or not files.is_whole("quotas", "year"):
        return
    year = files.quotas.year
    plan_is_known = files.tasks is not None and files.is_whole("tasks", "plan", "year")
    if files.tasks is not None and plan_is_known and files.tasks.plan.year != year:
        plan_year = files.tasks.plan.year
        message = f"年度 {year} 与计划的年度 {plan_year} 不一致"
        yield Finding("quotas", ("year",), "A313", message, f"改为：{plan_year}，或核对 tasks.yaml")
    for month in files.quotas.published:
        if not month.startswith(f"{year}-"):
            message = f"月份 {month} 不在 {year} 年内"
            yield Finding("quotas", ("published", month), "A312", message, "请核对年份", True)
