"""How long anju takes beside programs that do the same work, as ratios.

Installs each Python program into a virtual environment of its own, writes each tool's
files, and prints tables in Markdown. POSIX only, for its terminal. See README.md here.
"""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import ledgers
from benchmarks.checking import YAMALE_SCHEMA, make, units_of
from benchmarks.ledgers import UNIT
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
    that_work,
    times_as,
)
from benchmarks.programs import Programs

FEW, MANY = 20, 2_000

BARE = "`python -c pass`"
QUESTION = f"`anju tasks --unit {UNIT}`"
TERMINAL, EDITED = f"{QUESTION} on a terminal", f"{QUESTION} after an edit"
PINYIN, HELP, TAB = "`anju tasks --unit sfj`", "`anju --help`", "`anju tasks --unit zhzf` TAB"
TODO, TODO_EDITED = "`todo list`", "`todo list` after an edit"
REGISTER, TASK = f"`hledger register {UNIT}`", f"`task list project:{UNIT}`"

VALIDATE = "`anju validate`"
LINT, YAMALE, SCHEMA = "`yamllint`", "`yamale`", "`check-jsonschema`"
JOURNAL = "`hledger check --strict`"


class Setting(NamedTuple):
    """Where the works run: the programs, a folder for their files, and variables for all."""

    programs: Programs
    place: Path
    variables: Mapping[str, str]

    def work(self, name: str, *command: str, of: str = "", **more: str) -> Work:
        """``command`` begins with the program, in the environment of ``of``; ``more`` are
        variables."""
        program, *arguments = command
        path = self.programs.path(program, of) or program
        return Work(name, (path, *arguments), self.place, {**self.variables, **more})


class Group(NamedTuple):
    """Works that run in turn. ``theirs`` says which work of anju's a peer's is compared
    with; the works that it does not name are anju's own, or Python's."""

    what: str
    theirs: Mapping[str, str]
    works: Callable[[Setting], Iterator[Work]]
    promises: Sequence[Promise] = ()


# -- a question --------------------------------------------------------------


def questions(at: Setting) -> Iterator[Work]:
    yield at.work(BARE, "python", "-c", "pass", of="anju")
    yield from _our_questions(at)
    yield from _todoman(at)
    yield from _hledger_register(at)
    yield from _taskwarrior(at)


def _our_questions(at: Setting) -> Iterator[Work]:
    """On the plan that ships: 19 tasks. Two folders, since one is edited each time."""
    data, edited = at.place / "data", at.place / "edited"
    for folder in (data, edited):
        shutil.copytree(ROOT / "data", folder)
    ask = ("anju", "tasks", "--unit", UNIT)
    there = {"ANJU_DATA": os.fspath(data), "ANJU_CACHE": os.fspath(at.place / "anju-cache")}
    asked = at.work(QUESTION, *ask, **there)._replace(says="（十二）")
    yield asked
    yield at.work(TERMINAL, *ask, **there)._replace(says="（十二）", terminal=True)
    yield asked._replace(
        name=EDITED,
        variables={**asked.variables, "ANJU_DATA": os.fspath(edited)},
        before=TextEdits(edited / "tasks.yaml", "\nplan:", "\n# 改过 {} 次\nplan:"),
    )
    yield at.work(PINYIN, *ask[:-1], "sfj", **there)._replace(says="（十二）")
    yield at.work(HELP, "anju", "--help", **there)._replace(says="validate")
    line = "anju tasks --unit zhzf"  # 综合执法局, which stands in no help
    tab = {
        "_ANJU_COMPLETE": "bash",  # as the script for bash asks
        "_ANJU_COMPLETE_LINE": line,
        "_ANJU_COMPLETE_WORD": line.rpartition(" ")[2],
    }
    yield at.work(TAB, "anju", **there, **tab)._replace(says="综合执法局")


class TextEdits:
    """Gives a file another content each time it is called: the first ``old`` becomes
    ``new``, with the number of the edit in it."""

    def __init__(self, file: Path, old: str, new: str) -> None:
        self.file, self.new, self.number = file, new, 0
        before, found, after = file.read_bytes().partition(old.encode())
        if not found:
            raise ValueError(f"no {old} in {file.name}")
        self.before, self.after = before, after

    def __call__(self) -> None:
        self.number += 1
        edit = self.new.format(self.number).encode()
        self.file.write_bytes(self.before + edit + self.after)


def _todoman(at: Setting) -> Iterator[Work]:
    """Two homes, since one has a task that is edited each time."""
    for name, edit in ((TODO, False), (TODO_EDITED, True)):
        home = at.place / ("todoman-edited" if edit else "todoman")
        lists = home / "lists" / "tasks"
        ledgers.icalendar(lists, FEW)
        settings = home / "config.py"
        settings.write_text(
            f"path = {os.fspath(lists.parent / '*')!r}\n"
            f"cache_path = {os.fspath(home / 'cache.sqlite3')!r}\n"
            'date_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n',
            encoding="utf-8",
        )
        config = {"TODOMAN_CONFIG": os.fspath(settings)}
        work = at.work(name, "todo", "list", of="todoman", **config)
        edits = TextEdits(lists / "1.ics", "SUMMARY:", "SUMMARY:改过 {} 次：") if edit else None
        yield work._replace(says="第20号", before=edits)


def _hledger_register(at: Setting) -> Iterator[Work]:
    journal = at.place / "few.journal"
    ledgers.hledger(journal, FEW)
    command = ("hledger", "-f", os.fspath(journal), "register", UNIT)
    yield at.work(REGISTER, *command)._replace(says="第20号")


def _taskwarrior(at: Setting) -> Iterator[Work]:
    home, tasks = at.place / "taskwarrior", at.place / "tasks.json"
    home.mkdir()
    ledgers.taskwarrior(tasks, FEW)
    settings = home / "taskrc"
    settings.write_text(
        f"data.location={os.fspath(home)}\nconfirmation=off\nnews.version=99\n", encoding="utf-8"
    )
    there = {"TASKRC": os.fspath(settings), "TASKDATA": os.fspath(home)}
    filling = at.work("`task import`", "task", "import", os.fspath(tasks), **there)
    fill_once = cache(lambda: milliseconds(filling))
    asked = at.work(TASK, "task", "list", f"project:{UNIT}", **there)
    yield asked._replace(says="第20号", before=fill_once)


# -- checking ----------------------------------------------------------------


def checks(count: int) -> Callable[[Setting], Iterator[Work]]:
    """The works that check ``count`` tasks."""

    def works(at: Setting) -> Iterator[Work]:
        yield at.work(BARE, "python", "-c", "pass", of="anju")
        plan = make(at.place / f"plan-{count}", count, units_of(count))
        check = ("anju", "validate", os.fspath(plan))
        yield at.work(VALIDATE, *check, ANJU_CACHE="")._replace(says="没有问题")
        tasks = os.fspath(plan / "tasks.yaml")
        style = "{extends: default, rules: {line-length: disable}}"
        yield at.work(LINT, "yamllint", "-d", style, tasks)._replace(fine=frozenset({0, 1}))
        schema = at.place / f"yamale-{count}.yaml"
        schema.write_text(YAMALE_SCHEMA, encoding="utf-8")
        yield at.work(YAMALE, "yamale", "-s", os.fspath(schema), tasks)
        ours = os.fspath(ROOT / "data" / "schemas" / "tasks.json")
        yield at.work(SCHEMA, "check-jsonschema", "--schemafile", ours, tasks)
        journal = at.place / f"{count}.journal"
        ledgers.hledger(journal, count)
        yield at.work(JOURNAL, "hledger", "-f", os.fspath(journal), "check", "--strict")

    return works


RULES = dict.fromkeys((LINT, YAMALE, SCHEMA, JOURNAL), VALIDATE)
GROUPS = {
    "ask": Group(
        f"a unit's tasks, of {FEW}",
        {TODO: QUESTION, TODO_EDITED: EDITED, REGISTER: QUESTION, TASK: QUESTION},
        questions,
        (
            Promise(QUESTION, BARE, 6),
            Promise(QUESTION, TODO, 0.3),
            Promise(TERMINAL, BARE, 10),
            Promise(HELP, BARE, 5),
            Promise(EDITED, BARE, 15),
        ),
    ),
    "check-few": Group(f"check {FEW} tasks", RULES, checks(FEW)),
    "check-many": Group(
        f"check {MANY:,} tasks",
        RULES,
        checks(MANY),
        (Promise(VALIDATE, YAMALE, 0.5), Promise(VALIDATE, SCHEMA, 0.1)),
    ),
}

# -- what is printed ---------------------------------------------------------

HEAD = ("work", "command", "median ms", "middle half", "× `python -c pass`", "anju ÷ it")


def rows(group: Group, times: Times) -> Iterator[Sequence[str]]:
    what, beside = group.what, dict(compared(group, times))
    for name, taken in times.items():
        ratio = times_as(quotient(taken, times[BARE]))
        ours = times_as(beside[name]) if name in beside else ""
        yield what, name, in_ms(median(taken)), middle_half(taken), ratio, ours
        what = ""


def compared(group: Group, times: Times) -> Iterator[tuple[str, float]]:
    """Each peer's work, and how many times as long anju takes."""
    for name, ours in group.theirs.items():
        if name in times and ours in times:
            yield name, quotient(times[ours], times[name])


def faster(group: Group, times: Times) -> Iterator[str]:
    """The peers that are done before anju."""
    for name, ratio in compared(group, times):
        if ratio > 1:
            yield f"- {group.what}: {name}; anju takes {times_as(ratio)} × as long"


def measured(
    names: Sequence[str], setting: Setting, runs: int
) -> tuple[list[tuple[Group, Times]], list[str]]:
    """The times of each group, and why works were left out."""
    found: list[tuple[Group, Times]] = []
    left_out: list[str] = []
    for name in names:
        works, reasons = that_work([*GROUPS[name].works(setting)])
        left_out += reasons
        found.append((GROUPS[name], in_turn(works, runs)))
    return found, left_out


def measured_lines(found: Sequence[tuple[Group, Times]], left_out: Sequence[str]) -> Iterator[str]:
    """All groups in one table, who is faster, what was promised, and what was left out."""
    yield from table(HEAD, *(row for one in found for row in rows(*one)), columns="llrrrr")
    yield ""
    ahead = [peer for one in found for peer in faster(*one)]
    yield from ("Faster than anju:", "", *ahead) if ahead else ("None is faster than anju.",)
    promised = [line for group, times in found for line in kept(group.promises, times)]
    if promised:
        yield ""
        yield from table(PROMISED, *promised, columns="lrrl")
    if left_out:
        yield ""
        yield f"Left out: {'; '.join(left_out)}."


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure anju beside its peers.")
    add_runs(parser)
    parser.add_argument("--only", choices=GROUPS, nargs="+", default=[*GROUPS], help="of the works")
    parser.add_argument("--folder", type=Path, help="keep the environments there, or use them")
    parser.add_argument("--as-is", action="store_true", help="install nothing into them")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        place = Path(scratch, "files")
        place.mkdir()
        programs = Programs((options.folder or Path(scratch, "programs")).absolute())
        if not options.as_is:
            programs.install()
        setting = Setting(programs, place, quiet(place / "home"))
        found, left_out = measured(options.only, setting, options.runs)
    print(f"{machine()}.")
    print(f"{programs.versions()}.")
    print(f"Medians of {options.runs} runs in turn.\n")
    print(*measured_lines(found, left_out), sep="\n")


if __name__ == "__main__":
    main()
