"""How long anju takes from the shell's prompt back to it, as ratios.

Prints a table in Markdown and never fails on a number: machines differ, and only
ratios of runs that were made side by side say something. See README.md here.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
LIBRARIES = (
    *("typer", "pyyaml", "pydantic", "rich"),
    *("tabulate", "wcwidth", "chinesecalendar", "rapidfuzz", "opencc"),
)

TASKS = ("tasks", "--unit", "司法局")
HELP = ("--help",)
ANJU = ("-m", "anju_cli")
AT_THE_TOP = ("-m", "benchmarks.everything_at_the_top")

BARE = "`python -c pass`"
LAZY_TASKS, EAGER_TASKS = "`anju tasks --unit 司法局`", "`tasks`, all imports at the top"
COLD_TASKS = "`tasks` after an edit: no snapshot"
COLD_EAGER_TASKS = "the same, all imports at the top"
LAZY_HELP, EAGER_HELP = "`anju --help`", "`--help`, all imports at the top"
COMMANDS = {
    BARE: ("-c", "pass"),
    LAZY_TASKS: (*ANJU, *TASKS),
    EAGER_TASKS: (*AT_THE_TOP, *TASKS),
    COLD_TASKS: (*ANJU, *TASKS),
    COLD_EAGER_TASKS: (*AT_THE_TOP, *TASKS),
    LAZY_HELP: (*ANJU, *HELP),
    EAGER_HELP: (*AT_THE_TOP, *HELP),
    "`anju deadlines --today 2021-06-15`": (*ANJU, "deadlines", "--today", "2021-06-15"),
}

COLD = (COLD_TASKS, COLD_EAGER_TASKS)
"""Commands that find nothing in the cache."""

QUOTIENTS = (
    (LAZY_TASKS, EAGER_TASKS, "≤ 0.8"),
    (LAZY_HELP, EAGER_HELP, "≤ 0.8"),
    (COLD_TASKS, COLD_EAGER_TASKS, "—"),
)
"""One command by the other, and what the project promises of it."""


def surroundings(cache: str) -> dict[str, str]:
    """The children's variables: bytecode is kept, as on any user's machine; the cache
    lies in ``cache``, or nowhere."""
    ours = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "ANJU_TODAY")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "ANJU_DATA": str(ROOT / "data"), "ANJU_CACHE": cache, "PYTHONUTF8": "1"}


def seconds(arguments: tuple[str, ...], variables: dict[str, str]) -> float:
    """One whole process, its output read through a pipe."""
    start = perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    )
    return perf_counter() - start


def measure(runs: int, cache: str) -> dict[str, list[float]]:
    """``runs`` times of each command in ms, taken in turn, so that a slow spell of the
    machine falls on all of them alike."""
    variables = {name: surroundings("" if name in COLD else cache) for name in COMMANDS}
    for name, arguments in COMMANDS.items():
        seconds(arguments, variables[name])  # writes the bytecode and the snapshot
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for number in range(1, runs + 1):
        for name, arguments in COMMANDS.items():
            times[name].append(1000 * seconds(arguments, variables[name]))
        if sys.stderr.isatty():
            end = "\n" if number == runs else ""
            print(f"\r{number}/{runs}", end=end, file=sys.stderr, flush=True)
    return times


def report(times: dict[str, list[float]], runs: int) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    bare = median(times[BARE])
    lines = [
        f"Python {platform.python_version()}; {libraries}.",
        f"{os.cpu_count()} cores, {platform.system()}; medians of {runs} interleaved runs.",
        "",
        "| command | median ms | middle half, ms | × `python -c pass` |",
        "| :-- | --: | --: | --: |",
    ]
    for name, taken in times.items():
        low, _, high = quantiles(taken, n=4)
        middle = median(taken)
        lines.append(f"| {name} | {middle:.0f} | {low:.0f}–{high:.0f} | {middle / bare:.1f} |")
    lines += ["", "| quotient | measured | promised |", "| :-- | --: | --: |"]
    for lazy, eager, promised in QUOTIENTS:
        # of neighbours, each pair under the same load: steadier than that of the medians
        quotient = median(one / other for one, other in zip(times[lazy], times[eager], strict=True))
        lines.append(f"| {lazy} ÷ {eager} | {quotient:.2f} | {promised} |")
    return "\n".join(lines)


def at_least_two(text: str) -> int:
    """Quartiles need two values."""
    number = int(text)
    if number < 2:
        raise argparse.ArgumentTypeError("at least 2")
    return number


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long anju takes to start.")
    parser.add_argument(
        "--runs", type=at_least_two, default=15, metavar="N", help="runs of each command (15)"
    )
    runs: int = parser.parse_args().runs
    with TemporaryDirectory() as cache:
        print(report(measure(runs, cache), runs))


if __name__ == "__main__":
    main()
