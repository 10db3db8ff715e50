"""How long anju takes to start and answer, beside itself with all imports at the top.

Prints tables in Markdown and never fails on a number: machines differ, and only
ratios of runs that were made side by side say something. See README.md here.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.markdown import table
from benchmarks.measuring import (
    PROMISED,
    ROOT,
    Promise,
    Times,
    Work,
    add_runs,
    in_ms,
    in_turn,
    kept,
    machine,
    middle_half,
    milliseconds,
    quiet,
    quotient,
    times_as,
)

LIBRARIES = (
    *("typer", "pyyaml", "pydantic", "rich"),
    *("tabulate", "wcwidth", "chinesecalendar", "rapidfuzz", "pypinyin"),
)

TASKS = ("tasks", "--unit", "司法局")
HELP = ("--help",)
ANJU = ("-m", "anju_cli")
AT_THE_TOP = ("-m", "benchmarks.everything_at_the_top")

BARE = "`python -c pass`"
LAZY_TASKS, EAGER_TASKS = "`anju tasks --unit 司法局`", "`tasks`, all imports at the top"
COLD_TASKS = "`tasks` after an edit"
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

PROMISES = (Promise(LAZY_TASKS, EAGER_TASKS, 0.8), Promise(LAZY_HELP, EAGER_HELP, 0.8))


def works(scratch: Path) -> list[Work]:
    """The program of this checkout with the libraries of this Python."""
    there = {**quiet(scratch), "ANJU_DATA": os.fspath(ROOT / "data")}
    return [
        Work(
            name,
            (sys.executable, *arguments),
            ROOT,
            {**there, "ANJU_CACHE": "" if name in COLD else os.fspath(scratch / "cache")},
        )
        for name, arguments in COMMANDS.items()
    ]


def report(times: Times) -> list[str]:
    head = ("command", "median ms", "middle half", "× `python -c pass`")
    rows = (
        (name, in_ms(median(taken)), middle_half(taken), times_as(quotient(taken, times[BARE])))
        for name, taken in times.items()
    )
    return [
        *table(head, *rows, columns="lrrr"),
        "",
        *table(PROMISED, *kept(PROMISES, times), columns="lrrl"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how long anju takes to start.")
    add_runs(parser)
    runs: int = parser.parse_args().runs
    with TemporaryDirectory() as scratch:
        commands = works(Path(scratch))
        for command in commands:
            milliseconds(command)  # writes the bytecode and the cache
        times = in_turn(commands, runs)
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    print(f"{machine()}; {libraries}.")
    print(f"Medians of {runs} runs in turn.\n")
    print(*report(times), sep="\n")


if __name__ == "__main__":
    main()
