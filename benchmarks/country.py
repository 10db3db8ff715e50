"""A country of invented plans, and how long anju takes for all of them.

    python -m benchmarks.country write FOLDER [--plans 2844]
    python -m benchmarks.country measure FOLDER [--rounds 3]

``write`` makes, in ``FOLDER/plans``, as many plans as the country has counties: 19 tasks, 49
quotas and 55 units each. Every name and number is made up by counting, so the same bytes
come out each time. ``measure`` prints times and memory; it never fails on a number.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

PLANS, PROVINCES, COUNTIES_OF_A_CITY = 2844, 31, 12
TASKS, QUOTAS, UNITS, TOWNS = 19, 49, 55, 12
FAULTY = 100
"""Of so many plans one names a unit that its register lacks."""

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FIRST, _SECOND = "青白金玉云清石松柳竹", "溪山泉河岭坪桥湾塘林"
_WORK = ("公开", "督查", "信息", "档案", "服务", "窗口", "网站", "目录", "培训", "热线", "统计")
_HEAD = "# 虚构的例子：地名、单位、任务和数都是编出来的，只用来量速度。\n"


# -- the plans ----------------------------------------------------------------


def folders(plans: int = PLANS) -> Iterator[str]:
    """Name the folders: province, city and county."""
    for number in range(plans):
        province = number * PROVINCES // plans
        first = -(-province * plans // PROVINCES)
        city, county = divmod(number - first, COUNTIES_OF_A_CITY)
        yield f"{_province(province)}省/第{city + 1:02}市/第{county + 1:02}县"


def _province(number: int) -> str:
    return _STEMS[number % 10] + _BRANCHES[number // 10]


def units() -> list[tuple[str, str]]:
    """Name the units of every plan, with their kinds: bureaus, then towns."""
    bureaus = [f"{_STEMS[i % 10]}{_WORK[i // 10]}局" for i in range(UNITS - TOWNS)]
    towns = [f"{_FIRST[i % 10]}{_SECOND[(i * 3 + i // 10) % 10]}镇" for i in range(TOWNS)]
    return [(name, "区直部门") for name in bureaus] + [(name, "镇") for name in towns]


def plan(number: int, place: str) -> dict[str, str]:
    """Write the three files of a plan, by their names; its number makes it differ."""
    return {
        "units.yaml": _units(place),
        "tasks.yaml": _tasks(number, place),
        "quotas.yaml": _quotas(number),
    }


def _units(place: str) -> str:
    lines = [_HEAD, f"district: {place}\n", "units:"]
    for name, kind in units():
        lines += [f"  - name: {name}", f"    kind: {kind}", f"    aliases: [县{name}]"]
    for group, kind in (("各镇", "镇"), ("县直各部门", "区直部门")):
        members = ", ".join(name for name, kind_of_unit in units() if kind_of_unit == kind)
        first = not lines[-1].startswith("    members")
        lines += ["\ngroups:"] * first + [f"  - name: {group}", f"    members: [{members}]"]
    return "\n".join(lines) + "\n"


def _tasks(number: int, place: str) -> str:
    names = [name for name, _ in units()]
    lines = [
        f"{_HEAD}plan:",
        "  title: 2021年政务公开分工方案",
        f"  issuer: {place}人民政府办公室",
        "  issued: 2021-03-26",
        "  year: 2021",
        f"  source: 关于印发{place}2021年政务公开分工方案的通知",
        "\nsections:",
    ]
    lines += [f"  - number: {i}\n    title: 第{_STEMS[i - 1]}类工作" for i in range(1, 7)]
    lines.append("\ntasks:")
    for i in range(1, TASKS + 1):
        lead, support = (names[(number * step + i * 5) % UNITS] for step in (1, 3))
        if number % FAULTY == FAULTY - 1 and i == TASKS:
            lead = f"{lead}所"
        lines += _task(i, lead, support, 4 + (number + i) % 8, 1 + (number * 7 + i) % 28)
    return "\n".join(lines) + "\n"


def _task(i: int, lead: str, support: str, month: int, day: int) -> list[str]:
    what = f"办好第{i}件事"
    fixed = f"2021年{month}月{day}日前{what}"
    rules = (
        ("每月底前报送情况", "报送情况", ("kind: 周期", "every: 每月", "by: 期末")),
        ("定期检查执行情况", "检查执行情况", ("kind: 持续推进",)),
        (
            "有变更的，要在3个工作日内报备",
            "报备",
            ("kind: 事后限时", "event: 变更", "within_workdays: 3"),
        ),
    )
    quote, other, rule = rules[i % 3]
    lines = [
        f"  - number: {i}",
        f"    section: {(i + 2) // 4 + 1}",
        f"    title: {what}",
        "    text: |",
        f"      {fixed}，做到内容准确、更新及时、查找方便，接受社会监督。",
        f"      {quote}。各单位要加强领导，明确责任，抓好落实，并按要求报送材料。",
        f"    lead: [县{lead}]",
        f"    support: [{support}, 各镇]" if support != lead else "    support: [各镇]",
        "    deadlines:",
        f'      - id: "{i}.1"',
        "        kind: 固定日期",
        f"        what: {what}",
        f"        quote: {fixed}",
        f"        due: 2021-{month:02}-{day:02}",
    ]
    if i % 4 == 0:
        lines += ["        done:", "          on: 2021-06-01"]
    if i % 5 == 0:
        lines += [f'      - id: "{i}.2"', f"        what: {other}", f"        quote: {quote}"]
        lines += [f"        {part}" for part in rule]
    return lines


def _quotas(number: int) -> str:
    names = [name for name, _ in units()][UNITS - QUOTAS :]
    targets = [100 + (number * 13 + i * 7) % 50 for i in range(QUOTAS)]
    lines = [_HEAD, "year: 2021", f"total: {sum(targets)}", "\ntargets:"]
    lines += [f"  {name}: {target}" for name, target in zip(names, targets, strict=True)]
    lines.append("\npublished:")
    for month in (1, 2, 3, 4):
        lines.append(f"  2021-{month:02}:")
        counts = ((name, 5 + (number + month + i) % 9) for i, name in enumerate(names))
        lines += [f"    {name}: {count}" for name, count in counts]
    return "\n".join(lines) + "\n"


def write(root: Path, plans: int = PLANS) -> None:
    """Write the plans beneath ``root``, which is made where it is not there."""
    for number, name in enumerate(folders(plans)):
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in plan(number, name.replace("/", "")).items():
            (folder / file).write_bytes(text.encode())


# -- how long they take -------------------------------------------------------

_DAY = ("--today", "2021-06-30")
_CHECK = ("validate", "plans")
_ASK = ("deadlines", "--data", "plans", *_DAY)


class Run(NamedTuple):
    """What one run took.

    Seconds until the answer, of all processors together (``work``), and the most memory of
    the largest process, in MB.
    """

    seconds: float
    work: float
    memory: float


class Case(NamedTuple):
    """A command line; ``is_alone``: on one core."""

    name: str
    args: Sequence[str]
    is_alone: bool = False


CASES = (
    Case("`validate`, one process", _CHECK, is_alone=True),
    Case("`validate`", _CHECK),
    Case("`deadlines`", _ASK),
)


def run(case: Case, root: Path) -> Run:
    """Run anju once over the plans in ``root / "plans"``."""
    started = perf_counter()
    anju = subprocess.Popen(
        [sys.executable, "-m", "anju_cli", *case.args],
        cwd=root,
        env=_variables(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=_one_core if case.is_alone else None,
    )
    _, status, used = os.wait4(anju.pid, 0)
    anju.returncode = os.waitstatus_to_exitcode(status)
    if anju.returncode not in (0, 1):  # some plans have a fault, by intention
        raise RuntimeError(f"{case.name} ended with {anju.returncode}")
    # On macOS it is in bytes.
    memory = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Run(perf_counter() - started, used.ru_utime + used.ru_stime, memory)


def _variables() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANJU")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "PYTHONPATH": str(ROOT)}


def _one_core() -> None:
    """Have one core only: anju then starts no other process. Linux alone can do that."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measure(root: Path, rounds: int) -> None:
    """Print what each case costs, in seconds, in Markdown."""
    cases = [case for case in CASES if not case.is_alone or sys.platform == "linux"]
    runs_of: dict[str, list[Run]] = {case.name: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            runs_of[case.name].append(run(case, root))
    plans = sum(1 for _ in (root / "plans").rglob("tasks.yaml"))
    print(f"{plans} plans, {rounds} interleaved rounds, medians. Python {sys.version.split()[0]}, ")
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}.\n")
    print("| case | until the answer, s | work of all cores, s | largest process, MB |")
    print("| --- | ---: | ---: | ---: |")
    for name, runs in runs_of.items():
        seconds = median(each.seconds for each in runs)
        work = median(each.work for each in runs)
        print(f"| {name} | {seconds:.1f} | {work:.1f} | {max(each.memory for each in runs):.0f} |")


def main() -> None:
    """Write the plans, or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=("write", "measure"))
    parser.add_argument("folder", type=Path, help="the plans are in its folder `plans`")
    parser.add_argument("--plans", type=int, default=PLANS)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if given.what == "write":
        write(given.folder / "plans", given.plans)
    else:
        measure(given.folder, given.rounds)


if __name__ == "__main__":
    main()
