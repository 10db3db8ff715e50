"""Files that nobody writes by hand, by accident or by malice: whatever they hold, the laws of
``reading_laws`` hold, and neither time nor memory grow faster than the file.

``--hypothesis-profile=long`` tries far more noise; ``benchmarks/fuzz.py`` is led by coverage.
"""

from __future__ import annotations

import random
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anju_cli.storage.folders import FileKind
from anju_cli.text import lenient
from anju_cli.validation.loader import load
from tests.noise import mutated, seeds
from tests.reading_laws import (
    BASE_FILES,
    QUESTIONS,
    TARGETS,
    Target,
    assert_well_formed,
    examine,
    read,
)
from tests.running import Outcome, copy_of_base, run
from tests.strange_plans import strange_plans

SEEDS = tuple(seeds())
ANSWERS = tuple(each for each in QUESTIONS if each[0] not in ("units", "unit", "init"))
UNITS, TASKS, QUOTAS = (BASE_FILES[kind].decode() for kind in ("units", "tasks", "quotas"))


@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_noise(seed: tuple[Target, bytes], how: int) -> None:
    target, data = seed
    examine(target, mutated(data, random.Random(how)))


@given(st.sampled_from(TARGETS), st.binary(max_size=300))
def test_bytes(target: Target, data: bytes) -> None:
    examine(target, data)


FEW = settings(max_examples=max(8, settings().max_examples // 4))
"""Of what runs the whole program, a quarter as many examples as of the rest."""

DAYS = (date(1900, 1, 1), date(2021, 6, 30), date(2021, 12, 31), date(2199, 12, 31))


@FEW
@given(strange_plans(), st.sampled_from(ANSWERS), st.sampled_from(DAYS))
def test_a_strange_plan_is_answered(
    plan: dict[FileKind, str], question: tuple[str, ...], day: date
) -> None:
    with in_a_folder(plan) as folder:
        assert load(folder / "data", "data", LATEST).plan is not None
        outcome = answer(folder, *question, "--today", f"{day}")
        assert outcome.code in (0, 2), outcome
        assert outcome.out or outcome.err


@FEW
@given(strange_plans(), st.integers(1, 12), st.sampled_from((0, 7, 99_999_999)), st.data())
def test_a_count_is_written_into_a_strange_plan(
    plan: dict[FileKind, str], month: int, count: int, data: st.DataObject
) -> None:
    with in_a_folder(plan) as folder:
        before = load(folder / "data", "data", LATEST).plan
        assert before is not None
        label = f"{before.quotas.year}-{month:02}"
        name = data.draw(st.sampled_from(tuple(before.targets)))
        outcome = answer(folder, "record", label, f"{name}={count}", "--replace")
        after = load(folder / "data", "data", LATEST).plan
        assert after is not None
        assert outcome.code in (0, 2), outcome
        if outcome.code == 0:
            counts = after.quotas.published[label]
            assert {after.register.canonical(each): counts[each] for each in counts}[name] == count


LATEST = date(2199, 12, 31)


@contextmanager
def in_a_folder(plan: dict[FileKind, str]) -> Iterator[Path]:
    """The plan in ``data`` of a folder."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        data.mkdir()
        for kind, text in plan.items():
            (data / f"{kind}.yaml").write_text(text, encoding="utf-8")
        yield Path(name)


def answer(folder: Path, *question: str) -> Outcome:
    return run(*question, "--data", "data", cwd=folder, today=LATEST)


# -- time and memory ---------------------------------------------------------

LEAD = "    lead: [综合执法大队]\n"
TEXT = "    text: 定期通报有关情况。\n"
LAST_TARGET = "  清溪街道: 70\n"
LAST_TASK = TASKS[TASKS.index("  - number: 3\n") :]


def in_tasks(old: str, new: Callable[[int], str]) -> Callable[[int], tuple[FileKind, str]]:
    assert TASKS.count(old) == 1
    return lambda size: ("tasks", TASKS.replace(old, new(size)))


def behind(kind: FileKind, new: Callable[[int], str]) -> Callable[[int], tuple[FileKind, str]]:
    return lambda size: (kind, BASE_FILES[kind].decode() + new(size))


def numbered(size: int, line: str) -> str:
    """Lines that differ in a number, for which ``#`` stands."""
    return "".join(line.replace("#", str(number)) for number in range(4, size + 4))


SHAPES: dict[str, Callable[[int], tuple[FileKind, str]]] = {
    "brackets in brackets": behind("tasks", lambda size: "x: " + "[" * size),
    "braces in braces": behind("quotas", lambda size: "  2021-07: " + "{a: " * size),
    "dashes in dashes": behind("tasks", lambda size: "x:\n  " + "- " * size),
    "deeper and deeper": behind(
        "tasks", lambda size: "".join(" " * at + "a:\n" for at in range(size))
    ),
    "keys that nobody knows": behind("tasks", lambda size: numbered(size, "    x#: 1\n")),
    "the same key again and again": behind("tasks", lambda size: "    note: 1\n" * size),
    "full-width colons": behind("tasks", lambda size: numbered(size, "    x#：1\n")),
    "names that nobody knows": in_tasks(
        LEAD, lambda size: "    lead:\n" + numbered(size, "      - 甲#局\n")
    ),
    "one name that nobody knows": in_tasks(
        LEAD, lambda size: "    lead:\n" + "      - 甲局\n" * size
    ),
    "dashes without a space": in_tasks(LEAD, lambda size: "    lead:\n" + "      -甲局\n" * size),
    "full-width commas in a line": in_tasks(
        LEAD, lambda size: "    lead: [" + "甲，" * size + "]\n"
    ),
    "half a quote on every line": behind("tasks", lambda size: '    note: "甲\n' * size),
    "half a bracket on every line": behind("tasks", lambda size: "x: ［甲，\n  乙\n" * size),
    "anchors": in_tasks(LEAD, lambda size: "    lead:\n" + numbered(size, "      - &a# 甲\n")),
    "invisible characters": behind("tasks", lambda size: "x\u200b: a\n" * size),
    "tabs": behind("tasks", lambda size: "\tx: 1\n" * size),
    "conflicts": behind("tasks", lambda size: "<<<<<<< a\n=======\n>>>>>>> b\n" * size),
    "tasks without anything wrong": behind(
        "tasks",
        lambda size: numbered(
            size, LAST_TASK.replace("number: 3", "number: #").replace("3.1", "#.1")
        ),
    ),
    "one task again and again": behind("tasks", lambda size: LAST_TASK * size),
    "leads that are empty": behind(
        "tasks", lambda size: LAST_TASK.replace("[综合执法大队]", "[]") * size
    ),
    "deadlines of another kind": behind(
        "tasks",
        lambda size: numbered(
            size, '      - {id: "3.#", kind: 固定日期, what: 甲, quote: 甲, every: 每月}\n'
        ),
    ),
    "done without a period": behind(
        "tasks",
        lambda size: numbered(
            size,
            '      - {id: "3.#", kind: 周期, what: 甲, quote: 甲, every: 每月, '
            "done: {on: 2021-06-30}}\n",
        ),
    ),
    "counts without a month": behind("quotas", lambda size: numbered(size, "  甲#: 1\n")),
    "targets that nobody knows": lambda size: (
        "quotas",
        QUOTAS.replace(LAST_TARGET, LAST_TARGET + numbered(size, "  甲#局: 1\n")),
    ),
    "full-width colons in a line": behind(
        "quotas", lambda size: "  2021-07: {" + "司法局：1，" * size + "}\n"
    ),
    "comments that let problems stand": behind(
        "tasks", lambda size: "x: 1  # anju 忽略 A401 到 2022-12-31：甲\n" * size
    ),
    "comments above one line": in_tasks(
        TEXT,
        lambda size: (
            "    # anju 忽略 A401 到 2022-12-31：甲\n" * size
            + "    text: |\n"
            + "      甲\n" * size
        ),
    ),
    "units under one full name": lambda size: (
        "units",
        UNITS.replace(
            "groups:\n", numbered(size, "  - {name: 甲#, kind: 镇, full_name: 甲}\n") + "groups:\n"
        ),
    ),
    "members that nobody knows": behind(
        "units", lambda size: "  - name: 组\n    members:\n" + numbered(size, "    - 甲#\n")
    ),
}
"""Files that are hostile in one way, by how much. Nothing of what they show a person
would do, so it is asked only that the end comes, and when."""


def steps(kind: FileKind, text: str) -> int:
    """How many functions are called while a file is read, of Python and of C: the same for
    the same file on every machine, unlike the time."""
    count = 0

    def called(frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG001 - as sys has it
        nonlocal count
        count += event in ("call", "c_call")

    data = text.encode()
    before = sys.getprofile()
    sys.setprofile(called)
    try:
        read(kind, data)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_as_much_takes_four_times_as_many_steps(shape: str) -> None:
    read(*in_bytes(SHAPES[shape](1)))  # with it goes what is made once
    few, some, many = (steps(*SHAPES[shape](size)) for size in (40, 80, 240))
    assert many - some <= 4.4 * (some - few) + 1_000


@pytest.mark.parametrize("shape", SHAPES)
def test_memory_grows_with_the_file_alone(shape: str) -> None:
    kind, data = in_bytes(SHAPES[shape](150))
    tracemalloc.start()
    try:
        read(kind, data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= 2_000_000 + 400 * len(data)


def in_bytes(file: tuple[FileKind, str]) -> tuple[FileKind, bytes]:
    return file[0], file[1].encode()


MANY = 200_000
BLANKS = " " * MANY
A_LONG_LINE: dict[str, tuple[FileKind, str, str, str]] = {
    "a text of blanks": ("tasks", TASKS + f"x: a{BLANKS}b\n", "A202", "不认识的项名“x”"),
    "a date of blanks": (
        *("tasks", TASKS.replace("due: 2021-06-30", f"due: 2021{BLANKS}-{BLANKS}6")),
        *("A204", f"任务（一）的时限 1.1：due：“2021{' ' * 36}…”不是日期"),
    ),
    "blanks behind a date": (
        *("tasks", TASKS.replace("due: 2021-06-30", f"due: 2021-06-30{BLANKS}(星期三x")),
        *("A204", f"任务（一）的时限 1.1：due：“2021-06-30{' ' * 30}…”不是日期"),
    ),
    "blanks in an id": (
        *("tasks", TASKS.replace('id: "3.1"', f'id: "3{BLANKS}1"')),
        *("A210", f"任务（三）的第 1 个时限：id：“3{' ' * 39}…”不是时限编号"),
    ),
    "blanks in a suppression": (
        *("quotas", QUOTAS.replace("total: 600", f"total: 601  # anju{BLANKS}:{BLANKS}忽 忽略")),
        *("A305", "合计写的是 601，5 个单位的目标加起来是 600，少 1"),
    ),
    "a number of many figures": (
        *("quotas", QUOTAS.replace("total: 600", "total: " + "1" * MANY)),
        *("A205", f"total：“{'1' * 40}…”太大了"),
    ),
    "an id of many figures": (
        *("tasks", TASKS.replace('id: "3.1"', f"id: 3-{'1' * MANY}")),
        *("A210", f"任务（三）的第 1 个时限：id：“3-{'1' * 38}…”不是时限编号"),
    ),
    "full-width figures": (
        *("quotas", QUOTAS.replace("total: 600", "total: " + "９" * MANY)),
        *("A205", f"total：“{'９' * 40}…”不是整数"),
    ),
    "a list of blanks": (
        *("tasks", TASKS.replace("[综合执法大队]", f"甲{BLANKS}乙")),
        *("A206", "任务（三）：lead 应是列表，现在是一段文字"),
    ),
    "a name of blanks": (
        *("tasks", TASKS.replace("[综合执法大队]", f"[甲{BLANKS}乙局]")),
        *("A301", f"任务（三）：名册里没有“甲{' ' * 39}…”"),
    ),
    "a key again and again": (
        *("tasks", TASKS.replace("number: 3", f"number: {'number: ' * 100_000}3")),
        *("A102", "“number”写了 100001 次"),
    ),
    "a list of nothing": (
        *("tasks", TASKS.replace("[综合执法大队]", "，" * (MANY // 2))),
        *("A206", "任务（三）：lead 应是列表，现在是一段文字"),
    ),
}


@pytest.mark.parametrize("line", A_LONG_LINE)
def test_a_line_of_many_signs_comes_to_an_end(line: str) -> None:
    """One that is looked at anew from each of its signs would take hours."""
    kind, text, code, message = A_LONG_LINE[line]
    diagnostics = read(kind, text.encode()).diagnostics
    assert_well_formed(diagnostics, {})
    assert (code, message) in [(each.code, each.message) for each in diagnostics]


def test_a_value_of_many_blanks_comes_to_an_end() -> None:
    for read_value in (lenient.day, lenient.month, lenient.period, lenient.deadline_id):
        assert read_value(f"2021{BLANKS}x") is None
        assert read_value(f"2021-6{BLANKS}-{BLANKS}") is None


# -- more than anybody would read --------------------------------------------

STEPS = (
    *("validation.loader", "validation.file_reader", "validation.suppressions"),
    *(
        "parsing.source",
        "parsing.lines",
        "parsing.parser.state",
        "parsing.cleanup",
        "parsing.composer",
    ),
)
TOO_MANY: dict[str, tuple[FileKind, str, str, int]] = {
    "conflicts": ("tasks", TASKS + "<<<<<<< a\n>>>>>>> b\n" * 30, "A101", 125),
    "invisible characters": ("tasks", TASKS + "\u200b" * 30, "A111", 1),
    "full-width commas in a line": (
        *("tasks", TASKS.replace(LEAD, f"    lead: [{'甲，' * 30}乙]\n")),
        *("A106", 79),
    ),
    "full-width colons": ("quotas", QUOTAS + numbered(30, "  2021-#：{}\n"), "A105", 37),
    "keys that are doubled": ("quotas", QUOTAS + "  2021-05: {}\n" * 30, "A107", 37),
    "targets that are no numbers": (
        *("quotas", QUOTAS.replace(LAST_TARGET, LAST_TARGET + numbered(30, "  甲#: 十\n"))),
        *("A205", 1),
    ),
    "members that nobody knows": (
        *("units", UNITS + "  - name: 组\n    members:\n" + numbered(30, "    - 甲#\n")),
        *("A301", 1),
    ),
    "comments that say nothing": ("tasks", TASKS + "# anju 忽略\n" * 30, "A501", 105),
}
"""For each step of reading, what has thirty times the same wrong, and the line where it
stops at twenty-one; the first where what it looks at are no lines any more."""


@pytest.mark.parametrize("kind", TOO_MANY)
def test_reading_stops_where_nobody_would_read_on(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in STEPS:
        monkeypatch.setattr(f"anju_cli.{step}.MOST_DIAGNOSTICS", 20)
    file, text, code, line = TOO_MANY[kind]
    diagnostics = read(file, text.encode()).diagnostics
    assert sum(each.code == code for each in diagnostics) <= 21
    assert all(len(each.edits) <= 20 for each in diagnostics)
    [last] = [each for each in diagnostics if each.code == "A004"]
    assert (last.line, last.column) == (line, 1)
    assert last.message == "错处太多，超过 20 处，后面的没有再查"
    assert last.hint == "请检查是不是放错了文件；没有放错，就先改好前面的再查"


def test_a_file_of_nothing_but_lines_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju_cli.validation.file_reader._MOST_SIGNS", 600)
    data = b"x:\n" * 301
    [diagnostic] = [
        each for each in read("tasks", data).diagnostics if each.file == "data/tasks.yaml"
    ]
    assert (diagnostic.line, diagnostic.column, diagnostic.code) == (1, 1, "A004")
    assert (diagnostic.message, diagnostic.hint) == (
        *("文件里的行和项太多，不像一份计划：约 602 处，上限 600 处", "请检查是不是放错了文件"),
    )
    few = read("tasks", b"x:\n" * 100 + b"x" * 300).diagnostics
    assert "A004" not in [each.code for each in few]


# -- what was found ----------------------------------------------------------


def test_a_name_that_is_wrong_everywhere_does_not_list_every_line() -> None:
    text = TASKS.replace(LEAD, LEAD + "    support:\n" + "      - 科技局\n" * 40)
    [first] = [each for each in read("tasks", text.encode()).diagnostics if each.code == "A301"]
    lines = "、".join(map(str, range(82, 112)))
    assert first.message == f"任务（三）：名册里没有“科技局”（另有 39 处：第 {lines} 行等）"


def test_a_record_with_an_endless_name_is_called_by_its_beginning() -> None:
    text = UNITS.replace("司法局\n    kind: 区直部门", "司" * 5_000 + "\n    kind: 村")
    [diagnostic] = [
        each for each in read("units", text.encode()).diagnostics if each.code == "A207"
    ]
    assert diagnostic.message == f"{'司' * 40}…：kind：“村”不是这里能写的"


@pytest.mark.parametrize(
    ("line", "message"),
    [("；1", "后面应是半角冒号，写的却是“；”"), (" 1", "后面缺少冒号")],
)
def test_an_endless_key_is_repeated_in_part(line: str, message: str) -> None:
    text = QUOTAS.replace(LAST_TARGET, f"{LAST_TARGET}  {'甲' * 600}{line}\n")
    [diagnostic] = [
        each for each in read("quotas", text.encode()).diagnostics if each.code == "A105"
    ]
    assert diagnostic.message == f"“{'甲' * 40}…”{message}"


def test_a_hint_says_nothing_that_stands_on_two_lines() -> None:
    text = TASKS.replace("[综合执法大队]", "|\n      司法局\n      政府办公室")
    [diagnostic] = [
        each for each in read("tasks", text.encode()).diagnostics if each.code == "A206"
    ]
    assert diagnostic.hint == "写成 [甲, 乙]，或每行一个“- 甲”"


def test_names_are_compared_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each name that nobody knows is compared with all that are known."""
    monkeypatch.setattr("anju_cli.model.register._MOST_COMPARED", 3 * 6)
    text = TASKS.replace("[综合执法大队]", "[司法厅, 司法部, 司法处, 司法科, 司法所]")
    hints = [each.hint for each in read("tasks", text.encode()).diagnostics if each.code == "A301"]
    assert hints == ["改为：司法局"] * 3 + ["请核对名称；新单位先登记到 units.yaml"] * 2


def test_what_was_dropped_leaves_nothing_to_what_comes_after_it() -> None:
    """Once, a record that took the place in memory of one that was dropped lost its fields."""
    item = "      - name: 司法局\n        name: 司法局\n        kind: 镇\n        kind: 镇\n"
    text = TASKS.replace("行政执法局]\n", "行政执法局]\n    support:\n" + item * 8, 1)
    answers = {read("tasks", text.encode()).diagnostics for _ in range(20)}
    [diagnostics] = answers
    assert {each.code for each in diagnostics} == {"A107"}


def test_a_null_character_makes_no_utf_16() -> None:
    diagnostics = read("quotas", b"#\x00" + BASE_FILES["quotas"][1:]).diagnostics
    assert [(each.code, each.line, each.column) for each in diagnostics] == [("A111", 1, 2)]


def test_the_longest_numbers_that_an_id_may_have(tmp_path: Path) -> None:
    folder = copy_of_base(tmp_path / "data", tasks=TASKS.replace('"3.1"', '"3.999999999"'))
    assert run("validate", str(folder)).code == 0
    assert "3.999999999" in run("deadlines", "--all", "--data", str(folder)).out
