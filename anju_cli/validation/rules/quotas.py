"""Rules of quotas.yaml but for its amounts: units, months, counting and lights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from anju_cli.model.register import Register
from anju_cli.parsing.tree import Path
from anju_cli.text.lenient import quoted
from anju_cli.validation.rules.files import Files
from anju_cli.validation.violation import Violation


def quota_units_exist(files: Files) -> Iterator[Violation]:
    """Targets and counts are those of units in the register (A301, A314).

    Counts need a target (A306), and one unit has one row (A308).
    """
    if files.quotas is None or files.names is None:
        return
    tables: list[tuple[Path, Iterable[str]]] = [(("targets",), files.quotas.targets)]
    tables += [(("published", month), counts) for month, counts in files.quotas.published.items()]
    for path, table in tables:
        rows = tuple(table)
        if files.names.are_right(rows):
            continue
        paths = [(*path, name) for name in rows]
        yield from files.names.check_known("quotas", rows, paths, on_key=True)
        yield from files.names.check_once("quotas", rows, paths, on_key=True)
    for name, path in without_target(files):
        message = f"{quoted(name)}没有目标任务，不能记条数"
        hint = "在 targets 里补上它的目标，或删去这一项"
        yield Violation("quotas", path, "A306", message, hint, on_key=True, is_shared=True)


def without_target(files: Files) -> Iterator[tuple[str, Path]]:
    """Find the units with a count and no target, and where the count stands."""
    register = files.register
    if files.quotas is None or register is None or not files.is_whole("quotas", "targets"):
        return
    owners = _with_target(files.quotas.targets, register)
    for month, counts in files.quotas.published.items():
        for name in counts:
            is_unit = register.resolve(name) is not None and not register.is_group(name)
            if is_unit and register.canonical(name) not in owners:
                yield name, ("published", month, name)


def _with_target(names: Iterable[str], register: Register) -> set[str]:
    """Whoever has a target, be it under a wrong name that is reported as such."""
    owners: set[str] = set()
    for name in names:
        owners.add(register.canonical(name))
        if register.resolve(name) is None:
            owners.update(register.nearest(name, groups=False))
        owners.update(register.members(register.canonical(name)))
    return owners


def months_fit_the_year(files: Files) -> Iterator[Violation]:
    """Counts are of months of the year (A312), and the year is the plan's (A313)."""
    if files.quotas is None or not files.is_whole("quotas", "year"):
        return
    year, plan_year = files.quotas.year, files.plan_year
    if plan_year not in (None, year):
        message = f"年度 {year} 与计划的年度 {plan_year} 不一致"
        hint = f"改为：{plan_year}，或核对 tasks.yaml"
        yield Violation("quotas", ("year",), "A313", message, hint)
    for month in files.quotas.published:
        if int(month[:4]) not in (year, plan_year):  # with the year right, the plan's months are
            message = f"月份 {month} 不在 {year} 年内"
            yield Violation("quotas", ("published", month), "A312", message, "请核对年份", True)


def months_have_begun(files: Files) -> Iterator[Violation]:
    """Counts are of months up to the one that it is (A315)."""
    if files.quotas is None or files.tasks is None:
        return
    if files.quotas.year != files.tasks.plan.year:
        return  # one of them is wrong
    now = f"{files.today:%Y-%m}"
    for month in files.quotas.published:
        if month > now and month.startswith(f"{files.quotas.year}-"):
            message = f"月份 {month} 还没有到（今天是 {files.today}）"
            yield Violation("quotas", ("published", month), "A315", message, "请核对月份", True)


def counting_fits_the_year(files: Files) -> Iterator[Violation]:
    """Counting begins in the year (A317), and no month before it has counts (A318)."""
    quotas = files.quotas
    if quotas is None or quotas.counted_from is None or not files.is_whole("quotas", "year"):
        return
    start = quotas.counted_from
    if start.year not in (quotas.year, files.plan_year):  # of two, one is wrong, and named
        message = f"起算日 {start} 不在 {quotas.year} 年内"
        hint = "请核对年份；从 1 月 1 日起算的，删去这一行"
        yield Violation("quotas", ("counted_from",), "A317", message, hint)
        return
    first = f"{start:%Y-%m}"
    for month, counts in quotas.published.items():
        if counts and month < first and month.startswith(f"{start.year}-"):
            message = f"月份 {month} 在起算日 {start} 所在的月以前，不计条数"
            hint = "请核对月份和 counted_from；两处都对的，删去这个月"
            path = ("published", month)
            yield Violation("quotas", path, "A318", message, hint, on_key=True, is_shared=True)


def lights_follow_each_other(files: Files) -> Iterator[Violation]:
    """Blue ends where yellow begins, not beyond yellow's end (A319)."""
    if files.quotas is None or not files.is_whole("quotas", "lights"):
        return
    lights = files.quotas.lights
    if lights.blue_below <= lights.yellow_up_to:
        return
    blue, yellow = ("blue_below", lights.blue_below), ("yellow_up_to", lights.yellow_up_to)
    written = lights.model_fields_set
    is_blue = "blue_below" in written
    (key, value), (other, bound) = (blue, yellow) if is_blue else (yellow, blue)
    message = f"{key}（{value}）不能{'大于' if is_blue else '小于'} {other}（{bound}）"
    hint = f"{other} 没有写，按 {bound}；请也写上，不{'小于' if is_blue else '大于'} {key}"
    if len(written) == 2:
        hint = "请核对两个数，多半是写反了"
    yield Violation("quotas", ("lights", key), "A319", message, hint)
