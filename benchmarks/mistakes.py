"""Who notices which mistake: anju, yamllint and check-jsonschema over the fixtures.

Each folder of ``tests/fixtures/bad`` is the base plan with a mistake in it, each of
``good`` comes close to one and is right. ``catalogue.yaml`` says which kind a folder shows.
What is noticed, and on which line, is judged by comparing files, not by anju: see
``right_lines`` and ``beyond``. Prints Markdown. See README.md here.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

import yaml

from anju_cli.storage.folders import FILE_NAMES
from benchmarks.markdown import put_between, table
from tests.running import LATER, ROOT, run

FIXTURES = ROOT / "tests" / "fixtures"
BASE = FIXTURES / "base"
CATALOGUE = FIXTURES / "catalogue.yaml"
SCHEMAS = ROOT / "data" / "schemas"
README = ROOT / "benchmarks" / "README.md"

# -- the catalogue and its folders -------------------------------------------


class Kind(NamedTuple):
    """A kind of mistake: its number or letter, and the folders that show it.

    ``good``: folders that show that it does no harm.
    """

    name: str
    title: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


def catalogue(text: str) -> list[Kind]:
    """The kinds in the order in which they are written, numbers before letters."""
    groups = yaml.safe_load(text)
    return [
        Kind(str(name), kind["title"], tuple(kind.get("bad", ())), tuple(kind.get("good", ())))
        for group in ("kinds", "kin")
        for name, kind in groups[group].items()
    ]


def changed_files(folder: Path) -> list[Path]:
    """What a folder has instead of the base's files."""
    return [path for name in FILE_NAMES if (path := folder / name).is_file()]


# -- where a mistake is ------------------------------------------------------


def right_lines(base: bytes, edited: bytes) -> frozenset[int]:
    """The lines of ``edited``, from 1, on which a report about the edit is in its place.

    They are the lines that differ from ``base``, and those that an edit makes wrong
    without touching them. Where lines were taken out: the lines beside the gap, and the
    first line of the record that has lost them, since what is missing has no line of its
    own. Where lines were put in: lines beside them that have the same name, as either may
    be the one too many; and if a list item was put in, the first line of the record above,
    which loses to it what stood below.
    """
    old, new = base.splitlines(), edited.splitlines()
    right: set[int] = set()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        right.update(range(j1 + 1, j2 + 1))
        if tag == "insert":
            right.update(twin for at in range(j1, j2) for twin in _twins(new, at))
            if dash := _DASH.match(new[j1]):
                right.update(_head(new, j1, dash.end()))
        elif tag == "delete":
            right.update(_beside(new, j1))
            lost = min(filter(_says, old[i1:i2]), key=_indentation, default=b"- ")
            if not _DASH.match(lost):
                right.update(_head(new, j1, _indentation(lost)))
    return frozenset(right)


_DASH = re.compile(rb" *- ")


def _twins(lines: Sequence[bytes], at: int) -> set[int]:
    """The lines of the same block that have the name of ``lines[at]``."""
    twins: set[int] = set()
    name, column = _name(lines[at]), _indentation(lines[at])
    for numbers in (range(at - 1, -1, -1), range(at + 1, len(lines))):
        for number in numbers:
            if _says(lines[number]) and _indentation(lines[number]) < column:
                break
            if _says(lines[number]) and _name(lines[number]) == name:
                twins.add(number + 1)
    return twins


def _name(line: bytes) -> bytes:
    """What a field is called, with its indentation; a list item is called as it is."""
    return line if _DASH.match(line) else line.partition(b":")[0]


def _beside(lines: Sequence[bytes], gap: int) -> set[int]:
    """The lines that say something before and after ``gap``, the number of lines above it;
    line 1 of a file that has none."""
    above = next((at for at in range(gap, 0, -1) if _says(lines[at - 1])), None)
    below = next((at for at in range(gap + 1, len(lines) + 1) if _says(lines[at - 1])), None)
    return {at for at in (above, below) if at} or {1}


def _head(lines: Sequence[bytes], gap: int, column: int) -> set[int]:
    """The first line of the record above ``gap`` whose fields have ``column`` columns
    before them."""
    first: set[int] = set()
    for at in range(gap, 0, -1):
        line = lines[at - 1]
        if not _says(line) or _indentation(line) > column:
            continue
        if _indentation(line) == column:
            first = {at}
        else:
            dash = _DASH.match(line)
            return {at} if dash and dash.end() == column else first
    return first


def _says(line: bytes) -> bool:
    """Whether a line is more than a blank or a comment."""
    return bool(line.strip()) and not line.lstrip().startswith(b"#")


def _indentation(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" "))


# -- what the tools say ------------------------------------------------------


class Report(NamedTuple):
    """One thing that a tool says of one file. ``line`` is None where it names none."""

    file: str
    line: int | None
    what: str


Said = Mapping[Path, Sequence[Report]]
"""Everything that a tool says of a folder: of the files that it has changed, and anju,
which reads the three together, of any."""

Tool = Callable[[Sequence[Path]], Said]

TRACEBACK = "traceback"
"""The tool has failed: something is wrong with the file, but not what or where."""


def anju(folders: Sequence[Path]) -> Said:
    """``anju validate`` over whole plans, the base with the files of each folder, on the
    day that the tests of the fixtures have."""
    said: dict[str, list[Report]] = {key(folder): [] for folder in folders}
    with TemporaryDirectory() as world:
        for folder in folders:
            plan = Path(world, key(folder))
            shutil.copytree(BASE, plan)
            for path in changed_files(folder):
                shutil.copy(path, plan)
        outcome = run("validate", *said, "--format", "json", cwd=Path(world), today=LATER)
    for record in json.loads(outcome.out):
        plan_name, _, file = record["file"].rpartition("/")
        said[plan_name].append(Report(file, record["line"], record["message"]))
    return {folder: said[key(folder)] for folder in folders}


def yamllint(folders: Sequence[Path]) -> Said:
    """With its default rules."""
    config = importlib.import_module("yamllint.config").YamlLintConfig("extends: default")
    lint = importlib.import_module("yamllint.linter").run

    def reports(path: Path) -> list[Report]:
        try:
            found = [
                Report(path.name, one.line, one.desc) for one in lint(path.read_bytes(), config)
            ]
        except (UnicodeError, yaml.YAMLError):  # the command lets them through to the shell
            return [Report(path.name, None, TRACEBACK)]
        return found

    return {
        folder: [report for path in changed_files(folder) for report in reports(path)]
        for folder in folders
    }


def check_jsonschema(folders: Sequence[Path]) -> Said:
    """With the schemas that ``anju schema`` prints. It names fields, not lines."""
    said: dict[Path, list[Report]] = {folder: [] for folder in folders}
    files = [path for folder in folders for path in changed_files(folder)]
    for name in FILE_NAMES:
        for path, report in _by_schema([path for path in files if path.name == name]):
            said[path.parent].append(report)
    return said


def _by_schema(files: Sequence[Path]) -> Iterator[tuple[Path, Report]]:
    """Of files of one kind."""
    command = (
        *(sys.executable, "-m", "check_jsonschema", "--no-cache", "--output-format", "json"),
        *("--schemafile", str(SCHEMAS / f"{files[0].stem}.json"), *map(str, files)),
    )
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:  # one file that it cannot bear, and no word on the others
        if len(files) == 1:
            yield files[0], Report(files[0].name, None, TRACEBACK)
            return
        for file in files:
            yield from _by_schema([file])
        return
    for error in (*answer.get("errors", ()), *answer.get("parse_errors", ())):
        path, field = Path(error["filename"]), error.get("path", "")
        message = error["message"].replace(error["filename"], path.name)
        yield path, Report(path.name, None, f"{field} {message}")


TOOLS: Mapping[str, Tool] = {
    "anju": anju,
    "yamllint": yamllint,
    "check-jsonschema": check_jsonschema,
}

# -- the judgement -----------------------------------------------------------


def beyond(
    reports: Iterable[Report], at_base: Iterable[Report], edited: bytes, base: bytes
) -> list[Report]:
    """The reports on an edited file that are not about the base.

    The same is said of the base when it is said there of the line that this one was, or of
    one that has changed: what a tool has against the style of the base counts for nothing.
    """
    old, new = base.splitlines(), edited.splitlines()
    was: dict[int | None, int] = {}
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        was.update((j + offset, i + offset) for offset in range(1, size + 1))
    left = Counter(at_base)
    moved = []
    for report in reports:
        before = report._replace(line=was.get(report.line))
        if left[before]:
            left[before] -= 1
        else:
            moved.append(report)
    words: Counter[str] = Counter()
    for report, times in left.items():
        words[report.what] += times
    rest = []
    for report in moved:
        if words[report.what]:
            words[report.what] -= 1
        else:
            rest.append(report)
    return rest


@dataclass(frozen=True)
class Verdict:
    """What a tool says of a folder beyond what it says of the base: ``right`` are the
    places with a report on a right line, ``wrong`` those on another line; ``nowhere`` are
    the reports without a line."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    nowhere: tuple[str, ...]

    @property
    def caught(self) -> bool:
        return bool(self.right or self.wrong or self.nowhere)

    @property
    def failed(self) -> bool:
        return TRACEBACK in self.nowhere


def judge(folder: Path, said: Said) -> Verdict:
    right: list[str] = []
    wrong: list[str] = []
    nowhere: list[str] = []
    for name in FILE_NAMES:
        base = (BASE / name).read_bytes()
        edited = (folder / name).read_bytes() if (folder / name).exists() else base
        lines = right_lines(base, edited)
        reports, at_base = ([one for one in said[of] if one.file == name] for of in (folder, BASE))
        for report in beyond(reports, at_base, edited, base):
            if report.line is None:
                nowhere.append(report.what)
            else:
                places = right if report.line in lines else wrong
                places.append(f"{name.removesuffix('.yaml')}:{report.line}")
    return Verdict(tuple(right), tuple(wrong), tuple(nowhere))


Verdicts = Mapping[str, Mapping[str, Verdict]]
"""By tool and folder, as ``key`` calls it."""


def verdicts(tool: Tool, folders: Sequence[Path]) -> dict[str, Verdict]:
    said = tool([BASE, *folders])
    return {key(folder): judge(folder, said) for folder in folders}


def key(folder: Path) -> str:
    """``bad/wrong-total``; the base is ``fixtures/base``."""
    return f"{folder.parent.name}/{folder.name}"


# -- the tables --------------------------------------------------------------


def totals(found: Verdicts) -> list[str]:
    folders = next(iter(found.values()))
    bad = [name for name in folders if name.startswith("bad/")]
    good = [name for name in folders if name.startswith("good/")]

    def wrong(of: Mapping[str, Verdict]) -> str:
        return str(sum(len(of[name].wrong) for name in bad)) if _has_lines(of) else "—"

    rows: list[tuple[str, Callable[[Mapping[str, Verdict]], str]]] = [
        (f"caught, of {len(bad)}", lambda of: str(_caught(of, bad))),
        ("caught on a right line", lambda of: _on_the_line(of, bad)),
        ("reports on a wrong line", wrong),
        ("ended in a traceback", lambda of: str(sum(of[name].failed for name in bad))),
        (f"false alarms, of {len(good)}", lambda of: str(_caught(of, good))),
    ]
    return table(
        ("in all", *found),
        *((title, *map(cell, found.values())) for title, cell in rows),
        columns="l" + "r" * len(found),
    )


def by_kind(kinds: Sequence[Kind], found: Verdicts) -> list[str]:
    """Caught / on a right line, for each kind; alarms where there is no harm."""

    def row(kind: Kind) -> tuple[str, ...]:
        bad, good = ([f"{of}/{name}" for name in getattr(kind, of)] for of in ("bad", "good"))
        title = f"{kind.name} {kind.title}"
        if bad:
            scores = (f"{_caught(of, bad)} / {_on_the_line(of, bad)}" for of in found.values())
            return (title, str(len(bad)), *scores)
        if not good:
            return (title, "none", *("—" for _ in found))
        alarms = (_count(_caught(of, good), "alarm") for of in found.values())
        return (title, f"{len(good)} right", *alarms)

    head = ("kind", "folders", *found)
    return table(head, *map(row, kinds), columns="lr" + "r" * len(found))


def details(kinds: Sequence[Kind], found: Verdicts) -> list[str]:
    """Each folder, with the lines that were named: right ones plain, wrong ones in brackets."""
    kind_of = {f"bad/{name}": kind.name for kind in kinds for name in kind.bad}
    kind_of |= {f"good/{name}": kind.name for kind in kinds for name in kind.good}
    rows = (
        (kind_of.get(name, ""), name, *(_places(of[name]) for of in found.values()))
        for name in next(iter(found.values()))
    )
    return table(("kind", "folder", *found), *rows, columns="ll" + "l" * len(found))


def _caught(of: Mapping[str, Verdict], names: Iterable[str]) -> int:
    return sum(of[name].caught for name in names)


def _on_the_line(of: Mapping[str, Verdict], names: Iterable[str]) -> str:
    """How many were caught on a right line; — of a tool that never names a line."""
    return str(sum(bool(of[name].right) for name in names)) if _has_lines(of) else "—"


def _has_lines(of: Mapping[str, Verdict]) -> bool:
    return any(one.right or one.wrong for one in of.values())


def _places(verdict: Verdict) -> str:
    places = [*dict.fromkeys(verdict.right), *(f"({one})" for one in dict.fromkeys(verdict.wrong))]
    if verdict.failed:
        places.append(TRACEBACK)
    elif verdict.nowhere:
        places.append(_count(len(verdict.nowhere), "report"))
    shown = 6
    if len(places) > shown:
        places[shown:] = [f"and {len(places) - shown} more"]
    return ", ".join(places) or "—"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


# -- the command -------------------------------------------------------------


def versions() -> str:
    try:
        return ", ".join(f"{tool} {version(tool)}" for tool in TOOLS)
    except PackageNotFoundError as error:
        sys.exit(f"{error.name} is needed: pip install yamllint check-jsonschema")


def main() -> None:
    parser = argparse.ArgumentParser(description="Count who notices which mistake.")
    parser.add_argument("--details", action="store_true", help="each folder as well")
    parser.add_argument("--write", action="store_true", help="into README.md here")
    options = parser.parse_args()
    used = versions()
    bad, good = (sorted((FIXTURES / name).iterdir()) for name in ("bad", "good"))
    found: dict[str, dict[str, Verdict]] = {}
    for number, (name, tool) in enumerate(TOOLS.items(), 1):
        start = perf_counter()
        found[name] = verdicts(tool, [*bad, *good])
        if sys.stderr.isatty():
            taken = f"{perf_counter() - start:.1f} s"
            print(f"{number}/{len(TOOLS)} {name}: {taken}", file=sys.stderr)
    kinds = catalogue(CATALOGUE.read_text(encoding="utf-8"))
    about = f"Python {platform.python_version()}; {used}.\n"
    about += f"{len(bad)} folders with a mistake, {len(good)} without."
    tables = ["\n".join(lines) for lines in (totals(found), by_kind(kinds, found))]
    if options.write:
        text = README.read_text(encoding="utf-8")
        README.write_text(written(text, about, *tables), encoding="utf-8")
        return
    if options.details:
        tables.append("\n".join(details(kinds, found)))
    print(about, *tables, sep="\n\n")


def written(readme: str, about: str, whole: str, by_kind: str) -> str:
    """The README with the tables between its two marks, the long one folded."""
    summary = "<summary>Each kind: caught / on a right line</summary>"
    folded = f"<details>\n{summary}\n\n{by_kind}\n\n</details>"
    return put_between(readme, "mistakes", "\n\n".join((about, whole, folded)))


if __name__ == "__main__":
    main()
