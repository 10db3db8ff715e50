"""How long checking takes, beside yamale, check-jsonschema and yamllint, and how it grows.

Makes folders of invented plans, the same ones every time, and prints tables in Markdown.
It never fails on a number: only ratios of runs that were made in turn say something.
yamale has to be installed beside: ``pip install yamale``. See README.md here.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
SIZES = (20, 200, 2_000)
BESIDE = 2_000
"""So many tasks are given to all tools; to more than that, the others take minutes."""

TASKS_FOR_A_UNIT = 4
MONTHS = 6

ANJU, YAMALE, SCHEMA, LINT = "anju", "yamale", "check-jsonschema", "yamllint"
PROMISED = {YAMALE: "≤ 0.5", SCHEMA: "≤ 0.1", LINT: "—"}
EXPONENT = 1.1

# -- invented plans ----------------------------------------------------------

_SIGNS = "青云石清溪明州东南西北长安平和新河山林泉湖岭川原"
_ENDS = (("镇", "镇"), ("街道", "街道"), ("局", "区直部门"), ("中心", "事业单位"))
_NOTICE = "# 虚构的例子：地名、单位和任务都不是真的，只用来量时间。"


def unit_name(number: int) -> str:
    """青云石镇, …: another one for each number below 24³."""
    base = len(_SIGNS)
    signs = (number // base**2 % base, number // base % base, number % base)
    return "".join(_SIGNS[one] for one in signs) + _ENDS[number % len(_ENDS)][0]


def units_yaml(units: int) -> Iterator[str]:
    yield from (_NOTICE, "district: 明州市云溪区", "", "units:")
    for number in range(units):
        yield f"  - name: {unit_name(number)}"
        yield f"    kind: {_ENDS[number % len(_ENDS)][1]}"
        yield f"    aliases: [区{unit_name(number)}]"
    yield from ("", "groups:")
    for title, kinds in (("各镇、街道", (0, 1)), ("区直各部门", (2, 3))):
        members = [one for one in range(units) if one % len(_ENDS) in kinds]
        yield from (f"  - name: {title}", "    members:")
        yield from (f"      - {unit_name(one)}" for one in members)


def tasks_yaml(tasks: int, units: int) -> Iterator[str]:
    yield from (_NOTICE, "plan:", "  title: 2021年政务公开分工方案")
    yield from ("  issuer: 云溪区人民政府办公室", "  issued: 2021-05-26", "  year: 2021")
    yield from ("  source: 关于印发2021年政务公开分工方案的通知", "", "sections:")
    for number in range(1, 7):
        yield from (f"  - number: {number}", f"    title: 第{'一二三四五六'[number - 1]}部分")
    yield from ("", "tasks:")
    for number in range(1, tasks + 1):
        yield from _task(number, units)


def _task(number: int, units: int) -> Iterator[str]:
    lead, first, second = (unit_name((number + step) % units) for step in (0, 1, 3))
    yield f"  - number: {number}"
    yield f"    section: {number % 6 + 1}"
    yield f"    title: 公布和更新第{number}号目录"
    yield from _DEADLINES[number % len(_DEADLINES)](number, lead)[0]
    if number % 2:
        yield f"    lead: [{lead}]"
    else:
        yield from ("    lead:", f"      - {lead}")
    group = "各镇、街道" if number % 3 else "区直各部门"
    yield f"    support: [{group}, {first}, {second}]"
    yield "    deadlines:"
    yield f'      - id: "{number}.1"'
    yield from (f"        {line}" for line in _DEADLINES[number % len(_DEADLINES)](number, lead)[1])
    yield ""


def _fixed(number: int, _lead: str) -> tuple[list[str], list[str]]:
    day = f"2021-{6 + number % 6:02}-{1 + number % 28:02}"
    quote = f"2021年{6 + number % 6}月{1 + number % 28}日前公布目录"
    text = ["    text: |", f"      {quote}，以后及时更新。", "      更新情况报区政府办公室。"]
    done = ["done:", "  on: 2021-06-04", "  note: 已在门户网站公布。"] if number % 8 == 0 else []
    return text, ["kind: 固定日期", "what: 公布目录", f"quote: {quote}", f"due: {day}", *done]


def _recurring(_number: int, _lead: str) -> tuple[list[str], list[str]]:
    quote = "更新情况于次月5日前报区政府办公室"
    text = [f"    text: 目录公布以后每月更新，{quote}。"]
    done = ["done:", "  2021-05: {on: 2021-06-04}"]
    rule = ["every: 每月", "by: 次月5日"]
    return text, ["kind: 周期", "what: 报送更新情况", f"quote: {quote}", *rule, *done]


def _event(_number: int, lead: str) -> tuple[list[str], list[str]]:
    quote = "开设、注销账号的，在3个工作日内报备"
    rule = ["event: 账号的开设、注销", "within_workdays: 3"]
    event = ["  - date: 2021-06-10", f"    unit: {lead}", "    done: {on: 2021-06-15}"]
    happened = ["occurrences:", *event]
    body = ["kind: 事后限时", "what: 报备", f"quote: {quote}", *rule, *happened]
    return [f"    text: {quote}；报备前先行核对。"], body


def _ongoing(_number: int, _lead: str) -> tuple[list[str], list[str]]:
    body = ["kind: 持续推进", "what: 通报情况", "quote: 定期通报有关情况"]
    return ["    text: 定期通报有关情况，接受群众监督。"], body


_DEADLINES = (_fixed, _recurring, _event, _ongoing)


def quotas_yaml(units: int) -> Iterator[str]:
    target = {number: 60 + number % 40 for number in range(units)}
    yield from (_NOTICE, "year: 2021", f"total: {sum(target.values())}", "", "targets:")
    yield from (f"  {unit_name(number)}: {count}" for number, count in target.items())
    yield from ("", "published:")
    for month in range(1, MONTHS + 1):
        yield f"  2021-{month:02}:"
        for number in range(units):
            yield f"    {unit_name(number)}: {(number + month) % 9}"


def make(folder: Path, tasks: int, units: int) -> Path:
    """The three files of a plan of so many tasks."""
    folder.mkdir(parents=True)
    files = {
        "units": units_yaml(units),
        "tasks": tasks_yaml(tasks, units),
        "quotas": quotas_yaml(units),
    }
    for kind, lines in files.items():
        (folder / f"{kind}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def units_of(tasks: int) -> int:
    return max(8, tasks // TASKS_FOR_A_UNIT)


YAMALE_SCHEMA = """\
plan: include('plan')
sections: list(include('section'))
tasks: list(include('task'))
---
plan:
  title: str()
  issuer: str()
  issued: day()
  year: int(min=1900, max=2099)
  source: str()
  soon_days: int(min=0, required=False)
  roll_workdays: int(min=0, required=False)
section:
  number: int(min=1)
  title: str()
task:
  number: int(min=1)
  section: int(min=1)
  title: str()
  text: str()
  lead: list(str(), min=1)
  support: list(str(), required=False)
  note: str(required=False)
  deadlines: list(include('fixed'), include('recurring'), include('event'), include('ongoing'), \
required=False)
fixed:
  id: regex('^[1-9][0-9]*[.][1-9][0-9]*$')
  kind: enum('固定日期')
  what: str()
  quote: str()
  note: str(required=False)
  due: day()
  done: include('done', required=False)
recurring:
  id: regex('^[1-9][0-9]*[.][1-9][0-9]*$')
  kind: enum('周期')
  what: str()
  quote: str()
  note: str(required=False)
  every: enum('每月', '每季度', '每半年', '每年')
  by: str(required=False)
  done: map(include('done'), required=False)
event:
  id: regex('^[1-9][0-9]*[.][1-9][0-9]*$')
  kind: enum('事后限时')
  what: str()
  quote: str()
  note: str(required=False)
  event: str()
  within_workdays: int(min=1)
  occurrences: list(include('occurrence'), required=False)
ongoing:
  id: regex('^[1-9][0-9]*[.][1-9][0-9]*$')
  kind: enum('持续推进')
  what: str()
  quote: str()
  note: str(required=False)
  done: include('done', required=False)
occurrence:
  date: day()
  unit: str(required=False)
  what: str(required=False)
  done: include('done', required=False)
done:
  on: day()
  note: str(required=False)
  link: str(required=False)
"""
"""What ``data/schemas/tasks.json`` says, as far as yamale can say it."""

# -- whole processes ---------------------------------------------------------


def program(name: str) -> str | None:
    """A tool's program: beside this Python, else wherever the shell finds it."""
    beside = Path(sys.executable).parent
    return shutil.which(name, path=os.fspath(beside)) or shutil.which(name)


def commands(folder: Path, schema: Path) -> dict[str, list[str]]:
    """What is run on a folder: anju on all three files, the others on the tasks alone."""
    tasks = os.fspath(folder / "tasks.yaml")
    arguments = {
        YAMALE: ["-s", os.fspath(schema), tasks],
        SCHEMA: ["--schemafile", os.fspath(ROOT / "data" / "schemas" / "tasks.json"), tasks],
        LINT: ["-d", "{extends: default, rules: {line-length: disable}}", tasks],
    }
    found = {name: program(name) for name in arguments}
    others = {name: [path, *arguments[name]] for name, path in found.items() if path}
    return {ANJU: [sys.executable, "-m", "anju_cli", "validate", os.fspath(folder)], **others}


def seconds(arguments: Sequence[str]) -> float:
    """One whole process; without the bytecode cache switched off, and without the cache."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    start = perf_counter()
    done = subprocess.run(
        arguments,
        cwd=ROOT,
        env={**kept, "ANJU_CACHE": "", "ANJU_TODAY": "2021-12-31", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    taken = perf_counter() - start
    if done.returncode and "yamllint" not in arguments[0]:  # its opinion of style is no matter
        print(done.stdout.decode(errors="replace")[:2000], file=sys.stderr)
        sys.exit(f"{' '.join(arguments)}: exit {done.returncode}")
    return taken


def in_turn(work: dict[str, list[str]], runs: int) -> dict[str, list[float]]:
    """``runs`` times of each, in turn, so that a slow spell of the machine falls on all."""
    times: dict[str, list[float]] = {name: [] for name in work}
    for name in work:
        seconds(work[name])  # writes bytecode, warms the disk
    for number in range(1, runs + 1):
        for name, arguments in work.items():
            times[name].append(seconds(arguments))
        if sys.stderr.isatty():
            end = "\n" if number == runs else ""
            print(f"\r{number}/{runs}", end=end, file=sys.stderr, flush=True)
    return times


# -- tables ------------------------------------------------------------------


def beside_others(folder: Path, schema: Path, runs: int) -> Iterator[str]:
    times = in_turn(commands(folder, schema), runs)
    yield "| tool | reads | median s | anju ÷ it | promised |"
    yield "| :-- | :-- | --: | --: | --: |"
    for name, taken in times.items():
        if name == ANJU:
            yield f"| {name} | 3 files | {median(taken):.2f} | 1 | |"
            continue
        ratio = median(one / other for one, other in zip(times[ANJU], taken, strict=True))
        yield f"| {name} | tasks | {median(taken):.2f} | {ratio:.3f} | {PROMISED[name]} |"
    for name in [name for name in PROMISED if name not in times]:
        yield f"| {name} | | not installed | | {PROMISED[name]} |"


def growth(folders: dict[int, Path], runs: int) -> Iterator[str]:
    work = {str(size): commands(folder, Path())[ANJU] for size, folder in folders.items()}
    taken = {int(size): median(times) for size, times in in_turn(work, runs).items()}
    yield "| tasks | files, MB | median s | ms a task | exponent of the step |"
    yield "| --: | --: | --: | --: | --: |"
    before: int | None = None
    for size, folder in folders.items():
        megabytes = sum(one.stat().st_size for one in folder.iterdir()) / 1e6
        step = f"{_exponent([(one, taken[one]) for one in (before, size)]):.2f}" if before else ""
        each = 1000 * taken[size] / size
        yield f"| {size} | {megabytes:.1f} | {taken[size]:.2f} | {each:.2f} | {step} |"
        before = size
    if len(taken) > 1:
        whole = _exponent(list(taken.items()))
        worst = max(_exponent(list(pair)) for pair in pairwise(taken.items()))
        yield ""
        yield (
            f"Exponent of growth from {min(taken)} to {max(taken)} tasks, least squares: "
            f"{whole:.2f}; worst step {worst:.2f}; promised ≤ {EXPONENT}."
        )


def _exponent(points: list[tuple[int, float]]) -> float:
    """The slope of the line through the logarithms."""
    sizes, times = ([math.log(value) for value in axis] for axis in zip(*points, strict=True))
    return linear_regression(sizes, times).slope


def versions() -> str:
    found = [f"{name} {version(name)}" for name in ("pyyaml", "pydantic")]
    for name in PROMISED:
        path = program(name)  # it may be in another environment than this Python
        if path:
            done = subprocess.run([path, "--version"], stdout=subprocess.PIPE, text=True)
            found.append(f"{name} {done.stdout.split()[-1]}")
    return ", ".join(found)


def sizes(text: str) -> tuple[int, ...]:
    try:
        found = tuple(sorted({int(one) for one in text.split(",")}))
    except ValueError:
        raise argparse.ArgumentTypeError("numbers with commas between them") from None
    if not found or found[0] < 1:
        raise argparse.ArgumentTypeError("numbers from 1")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long checking takes.")
    parser.add_argument("--runs", type=int, default=15, help="of each command, interleaved (15)")
    parser.add_argument("--sizes", type=sizes, default=SIZES, help="numbers of tasks (20,200,2000)")
    parser.add_argument("--units", type=int, help="units of each folder (a quarter of the tasks)")
    parser.add_argument("--keep", type=Path, help="make the folders here, and measure nothing")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        place = options.keep or Path(scratch)
        folders = {
            size: make(place / str(size), size, options.units or units_of(size))
            for size in options.sizes
        }
        schema = place / "schema.yaml"
        schema.write_text(YAMALE_SCHEMA, encoding="utf-8")
        if options.keep:
            return
        print(f"Python {platform.python_version()}; {versions()}.")
        print(f"{os.cpu_count()} cores, {platform.system()}; medians of {options.runs} runs.\n")
        beside = folders.get(BESIDE) or make(place / "beside", BESIDE, units_of(BESIDE))
        print(*beside_others(beside, schema, options.runs), sep="\n", end="\n\n")
        print(*growth(folders, max(1, options.runs // 3)), sep="\n")


if __name__ == "__main__":
    main()
