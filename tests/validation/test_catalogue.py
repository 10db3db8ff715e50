"""The catalogue of mistakes: each kind is shown by fixtures, each fixture shows one kind,
and anju finds every one on the line where it is. How that is judged, without asking anju,
is in ``benchmarks/mistakes.py``, which counts over other tools too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.mistakes import (
    BASE,
    CATALOGUE,
    FIXTURES,
    Kind,
    Report,
    Said,
    Verdict,
    anju,
    beyond,
    by_kind,
    catalogue,
    details,
    judge,
    key,
    right_lines,
    totals,
)

KINDS = catalogue(CATALOGUE.read_text(encoding="utf-8"))
BAD = sorted((FIXTURES / "bad").iterdir())
GOOD = sorted((FIXTURES / "good").iterdir())

# -- the catalogue -----------------------------------------------------------


def test_the_kinds_are_the_numbers_1_to_54_and_then_letters() -> None:
    letters = len(KINDS) - 54
    names = [str(number) for number in range(1, 55)] + [chr(ord("A") + n) for n in range(letters)]
    assert [kind.name for kind in KINDS] == names


def test_every_kind_has_a_title_of_its_own() -> None:
    assert all(kind.title for kind in KINDS)
    assert len({kind.title for kind in KINDS}) == len(KINDS)


def test_every_kind_is_shown() -> None:
    assert [f"{kind.name} {kind.title}" for kind in KINDS if not (kind.bad or kind.good)] == []


def test_every_folder_with_a_mistake_shows_one_kind() -> None:
    assert sorted(name for kind in KINDS for name in kind.bad) == [path.name for path in BAD]


def test_folders_without_a_mistake_show_what_does_no_harm() -> None:
    shown = [name for kind in KINDS for name in kind.good]
    assert set(shown) <= {path.name for path in GOOD}
    assert len(set(shown)) == len(shown)
    assert [kind.name for kind in KINDS if kind.good] == ["46"]


def test_a_catalogue_is_read() -> None:
    text = """
        kinds:
          1: {title: 甲, bad: [one, two]}
          2: {title: 乙, good: [three]}
        kin:
          A: {title: 丙, bad: [four]}
    """
    assert catalogue(text) == [
        Kind("1", "甲", ("one", "two"), ()),
        Kind("2", "乙", (), ("three",)),
        Kind("A", "丙", ("four",), ()),
    ]


# -- anju --------------------------------------------------------------------


def expected(folder: Path) -> list[Report]:
    """What ``validate`` says of a folder; test_fixtures.py holds that it does."""
    text = (folder / "expected.txt").read_text(encoding="utf-8")
    places = re.findall(r"^data/(\S+?):(\d+):\d+: (?:错误|提示) (A\d{3}) ", text, re.MULTILINE)
    return [Report(file, int(line), code) for file, line, code in places]


def test_a_mistake_is_found_where_it_is_and_nowhere_else() -> None:
    reports: Said = {BASE: [], **{folder: expected(folder) for folder in BAD}}
    verdicts = {key(folder): judge(folder, reports) for folder in BAD}
    assert [name for name, verdict in verdicts.items() if not verdict.right] == []
    assert {name: verdict.wrong for name, verdict in verdicts.items() if verdict.wrong} == {}


def test_the_benchmark_asks_anju_itself() -> None:
    folders = [BASE, *BAD[:3], GOOD[0]]
    reports = anju(folders)
    assert [[report[:2] for report in reports[folder]] for folder in folders] == [
        [],
        *([report[:2] for report in expected(folder)] for folder in BAD[:3]),
        [],
    ]


# -- where a mistake is ------------------------------------------------------

UNITS = """\
# 单位
units:
  - name: 司法局
    kind: 部门
    aliases: [区司法局]
  - name: 青石镇
    kind: 镇
"""

EDITS: Mapping[str, tuple[str, str, set[int]]] = {
    "a line that was changed": ("kind: 镇", "kind：镇", {7}),
    "a line that was broken in two": ("司法局\n", "\n  司法局\n", {3, 4}),
    "a line that was put in": ("  - name: 青", "    note: 无\n  - name: 青", {6}),
    "a name that was put in again: either may go": (
        "    aliases:",
        "    aliases: []\n    aliases:",
        {5, 6},
    ),
    "a field that was taken out: beside the gap, and the record": (
        "    kind: 部门\n",
        "",
        {3, 4},
    ),
    "the last field: the record alone": ("    kind: 镇\n", "", {6}),
    "two fields": ("    kind: 部门\n    aliases: [区司法局]\n", "", {3, 4}),
    "a field at the top: the first that is left": ("units:\n", "", {2}),
    "the head of a record: what ran together": ("  - name: 青石镇\n", "", {5, 6}),
    "a head that was put in: the record that it cuts": (
        "    kind: 部门\n",
        "  - name: 政府办\n    kind: 部门\n",
        {3, 4},
    ),
    "everything": (UNITS, "", {1}),
    "a comment that was taken out": ("# 单位\n", "", {1}),
    "nothing": ("镇", "镇", set()),
}


@pytest.mark.parametrize(("old", "new", "lines"), EDITS.values(), ids=EDITS)
def test_the_right_lines_of_an_edit(old: str, new: str, lines: set[int]) -> None:
    edited = UNITS.replace(old, new)
    assert right_lines(UNITS.encode(), edited.encode()) == lines


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_in_another_encoding_every_line_with_chinese_is_right(encoding: str) -> None:
    lines = right_lines(UNITS.encode(), UNITS.encode(encoding))
    assert lines >= {1, 3, 4, 5, 6, 7}


# -- what is said of the edit alone ------------------------------------------

BEFORE = b"a\nb\nc\n"


@pytest.mark.parametrize(
    ("edited", "said", "at_base", "rest"),
    [
        pytest.param(b"a\nb\nC\n", {3: "case"}, {}, {3: "case"}, id="new"),
        pytest.param(b"a\nb\nC\n", {2: "style"}, {2: "style"}, {}, id="of the base as well"),
        pytest.param(b"x\na\nb\nc\n", {3: "style"}, {2: "style"}, {}, id="further down"),
        pytest.param(b"a\nb\nC\n", {3: "style"}, {3: "style"}, {}, id="of the line as it was"),
        pytest.param(
            *(b"a\nb\nb\nc\n", {2: "style", 3: "style"}, {2: "style"}, {3: "style"}), id="once more"
        ),
        pytest.param(b"a\nb\nC\n", {2: "case"}, {2: "style"}, {2: "case"}, id="other words"),
    ],
)
def test_what_is_said_of_the_base_does_not_count(
    edited: bytes, said: dict[int, str], at_base: dict[int, str], rest: dict[int, str]
) -> None:
    reports, before, new = (
        [Report("units.yaml", line, what) for line, what in of.items()]
        for of in (said, at_base, rest)
    )
    assert beyond(reports, before, edited, BEFORE) == new


# -- the verdict and the tables ----------------------------------------------

WRONG_TOTAL = FIXTURES / "bad" / "wrong-total"  # line 3 of quotas.yaml


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (Report("quotas.yaml", 3, "total"), Verdict(("quotas:3",), (), ())),
        (Report("quotas.yaml", 4, "total"), Verdict((), ("quotas:4",), ())),
        (Report("units.yaml", 3, "total"), Verdict((), ("units:3",), ())),
        (Report("quotas.yaml", None, "total"), Verdict((), (), ("total",))),
    ],
)
def test_a_verdict(report: Report, verdict: Verdict) -> None:
    assert judge(WRONG_TOTAL, {WRONG_TOTAL: [report], BASE: []}) == verdict


def test_what_is_said_of_the_base_is_no_verdict() -> None:
    report = Report("quotas.yaml", 2, "style")
    assert not judge(WRONG_TOTAL, {WRONG_TOTAL: [report], BASE: [report]}).caught


SILENT = Verdict((), (), ())
SOME_KINDS = [
    Kind("1", "甲|乙", ("one", "two"), ()),
    Kind("2", "丙", (), ("fine",)),
    Kind("3", "丁", (), ()),
]
FOUND = {
    "lines": {
        "bad/one": Verdict(("units:3", "units:3"), ("tasks:4", "tasks:5"), ()),
        "bad/two": Verdict((), (), ("traceback",)),
        "good/fine": SILENT,
    },
    "fields": {
        "bad/one": SILENT,
        "bad/two": Verdict((), (), ("a", "b")),
        "good/fine": Verdict((), (), ("c",)),
    },
}


def test_the_totals() -> None:
    assert totals(FOUND) == [
        "| in all | lines | fields |",
        "| :-- | --: | --: |",
        "| caught, of 2 | 2 | 1 |",
        "| caught on a right line | 1 | — |",
        "| reports on a wrong line | 2 | — |",
        "| ended in a traceback | 1 | 0 |",
        "| false alarms, of 1 | 0 | 1 |",
    ]


def test_the_table_by_kind() -> None:
    assert by_kind(SOME_KINDS, FOUND) == [
        "| kind | folders | lines | fields |",
        "| :-- | --: | --: | --: |",
        r"| 1 甲\|乙 | 2 | 2 / 1 | 1 / — |",
        "| 2 丙 | 1 right | 0 alarms | 1 alarm |",
        "| 3 丁 | none | — | — |",
    ]


def test_the_details() -> None:
    assert details(SOME_KINDS, FOUND) == [
        "| kind | folder | lines | fields |",
        "| :-- | :-- | :-- | :-- |",
        "| 1 | bad/one | units:3, (tasks:4), (tasks:5) | — |",
        "| 1 | bad/two | traceback | 2 reports |",
        "| 2 | good/fine | — | 1 report |",
    ]
