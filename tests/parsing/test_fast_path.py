"""The fast path agrees with the slow one.

Where it has an answer, ``repair`` has nothing to repair, and PyYAML reads the same.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.parsing import read_fast
from anju_cli.parsing.source import Source, split_lines
from anju_cli.validation.loader import load
from benchmarks.checking import make
from tests.reading_laws import fast_path_agrees
from tests.running import BASE, ROOT, base_with

FILES = ("units.yaml", "tasks.yaml", "quotas.yaml")
BASE_TEXTS = [(ROOT / BASE / name).read_text(encoding="utf-8") for name in FILES]


def fast(text: str) -> Any:
    return read_fast(Source("a.yaml", split_lines(text)))


# -- the law -----------------------------------------------------------------


@pytest.mark.parametrize("folder", ["data", "examples", "tests/fixtures", "tests/readme"])
def test_every_file_that_we_have_is_read_alike(folder: str) -> None:
    paths = [path for name in FILES for path in (ROOT / folder).rglob(name)]
    assert [path for path in paths if not fast_path_agrees(path.read_bytes())] == []


LINES = [line for text in BASE_TEXTS for line in text.split("\n")]
PIECES = [
    *(": ", "：", ":", "- ", "-", "#", " #", "# ", " ", "  ", "\t", "\u3000", "\u00a0", "\u200b"),
    *("[", "]", "{", "}", "[]", "{}", '"', "'", "|", ">", ",", "，", "、", "；", "&a ", "*a", "!"),
    *("null", "~", "0", "甲", "---", "<<: ", "<<<<<<<", "text: ", "done: ", "2021-06: "),
    *("\n", "\r"),
]
PASTED = [
    *("---", "- '甲 局'", "aliases: [ '甲', \"乙\" ]", "note: （一）甲。", "note: 18:00"),
    *("done: {on: '2021-06-01', note: 见 附件。}", "note: 〔一〕"),
    *("note: |", "text: |", "  一行文字", "done:", "on: 2021-06-01", "2021-06:", "司法局: 3"),
    *("- 甲局", "- name: 甲局", "lead: [甲, 乙]", "occurrences:", "deadlines:"),
    *("# 说明", "null: 1"),
]


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A file of the base plan after a few slips of the hand."""
    lines = draw(st.sampled_from(BASE_TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        match draw(st.integers(0, 6)):
            case 0:
                lines[at] = line[:column] + draw(st.sampled_from(PIECES)) + line[column:]
            case 1:
                lines[at] = line[:column] + line[column + 1 :]
            case 2:
                lines[at] = " " * draw(st.integers(0, 12)) + line.lstrip()
            case 3:
                lines.insert(at, " " * draw(st.integers(0, 12)) + draw(st.sampled_from(PASTED)))
            case 4:
                lines.insert(at, draw(st.sampled_from(LINES)))
            case 5:
                lines[at : at + draw(st.integers(1, 3))] = []
            case _:
                lines.append(lines.pop(at))
        lines = lines or [""]
    return "\n".join(lines)


@given(edited())
def test_an_edited_file_is_read_alike(text: str) -> None:
    assert fast_path_agrees(text.encode())


# -- which files take it -----------------------------------------------------


@pytest.mark.parametrize("path", [*(f"{BASE}/{name}" for name in FILES), "data/tasks.yaml"])
def test_a_file_as_its_notes_ask_takes_the_fast_path(path: str) -> None:
    assert fast((ROOT / path).read_text(encoding="utf-8")) is not None


UNITS = "units:\n  - name: 司法局\n    kind: 区直部门\n"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (UNITS, {"units": [{"name": "司法局", "kind": "区直部门"}]}),
        ("district: 云溪区  # 说明\n", {"district": "云溪区"}),
        ("district: '云溪区'\n", {"district": "云溪区"}),
        ("published: {}\n", {"published": {}}),
        ("targets:  # 说明\n  司法局: 3\n", {"targets": {"司法局": "3"}}),
        (
            "published:\n  2021-05: {司法局: 1, 财政局: 2}\n",
            {"published": {"2021-05": {"司法局": "1", "财政局": "2"}}},
        ),
        (
            "groups:\n  - name: 各镇、街道\n    members:\n      - 甲镇\n      - 乙镇\n",
            {"groups": [{"name": "各镇、街道", "members": ["甲镇", "乙镇"]}]},
        ),
        (
            "units:\n  - name: 甲\n    note: |\n      一行。\n        又一行。\n\n      末行。\n\n",
            {"units": [{"name": "甲", "note": "一行。\n  又一行。\n\n末行。\n"}]},
        ),
        (
            "units:\n- name: 甲\n  aliases:\n  - 乙\n  - 丙\n  note: |-\n     一行\n- name: 丁\n",
            {"units": [{"name": "甲", "aliases": ["乙", "丙"], "note": "一行"}, {"name": "丁"}]},
        ),
        (
            "units:\n    - name: 甲\n      aliases:\n          - 乙\n",
            {"units": [{"name": "甲", "aliases": ["乙"]}]},
        ),
        (
            "---\nunits:\n  - name: '甲'\n    aliases: [ \"乙 丙\", '丁' ]\n"
            "    see_also:\n      - '戊'\n",
            {"units": [{"name": "甲", "aliases": ["乙 丙", "丁"], "see_also": ["戊"]}]},
        ),
        (
            "lights: {blue_below: 5, yellow_up_to: '20'}\n",
            {"lights": {"blue_below": "5", "yellow_up_to": "20"}},
        ),
        (
            "units:\n  - name: 甲\n    note: （一）自18:00起。\n",
            {"units": [{"name": "甲", "note": "（一）自18:00起。"}]},
        ),
        (
            "plan:\n  source: https://a.cn/1.html#2\n",
            {"plan": {"source": "https://a.cn/1.html#2"}},
        ),
    ],
)
def test_what_is_usual_is_read(text: str, content: object) -> None:
    assert fast(text) == content
    assert fast_path_agrees(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 只有说明\n",
        "district：云溪区\n",
        "district:\n",
        "district: null\n",
        "distrikt: 云溪区\n",
        "district: 云溪区\ndistrict: 云溪区\n",
        "district: 云溪区 #说明\n",
        "district: 云溪区: 甲\n",
        "district: 云溪区\n  明州市\n",
        " district: 云溪区\n",
        "district: 云\u200b溪区\n",
        "district: 云溪区\t\n",
        'district: "云\\u6eaa区"\n',
        "units: 甲\n",
        "units:\n   - name: 甲\n",
        "units:\n  name: 甲\n",
        "units:\n  - name: 甲\n     kind: 镇\n",
        "units:\n  - 甲\n",
        "units:\n  - name: 甲\n    note: |\n",
        "units:\n  - name: 甲\n    note: |\n    没有缩进\n",
        "units:\n  - name: 甲\n    note: |\n      一行。\n     少一格。\n",
        "units:\n  - name: 甲\n    note: |\n      kind: 镇\n",
        "units:\n  - name: 甲\n    note: |\n      没有行末",
        "units:\n  - name: 甲\n    aliases: [甲，乙]\n",
        "units:\n  - name: 甲\n    aliases: {甲: 1}\n",
        "units:\n  - name: 甲\n    kind: [镇]\n",
        "targets:\n  total: 3\n",
        "targets:\n  2021-05: 3\n",
        "published:\n  司法局: 3\n",
        "district: 云溪区\n---\n",
        "---\n---\ndistrict: 云溪区\n",
        "units:\n  - name: 【甲、乙】\n",
        "%YAML 1.2\n",
        "district: &甲 云溪区\n",
        "<<<<<<< HEAD\ndistrict: 云溪区\n",
    ],
)
def test_anything_else_takes_the_slow_path(text: str) -> None:
    assert fast(text) is None


def test_the_plans_of_the_benchmark_are_in_order_and_take_it(tmp_path: Path) -> None:
    folder = make(tmp_path / "plan", tasks=48, units=12)
    for name in FILES:
        assert fast((folder / name).read_text(encoding="utf-8")) is not None
    loaded = load(folder, "plan", date(2021, 12, 31))
    assert loaded.diagnostics == ()
    assert loaded.plan is not None
    assert len(loaded.plan.tasks) == 48


# -- places ------------------------------------------------------------------


def test_what_is_wrong_between_records_has_its_place_on_the_fast_path(tmp_path: Path) -> None:
    old, new = "[各镇、街道, 行政执法局]", "[各镇、街道, 司法局]"
    folder = base_with(tmp_path / "data", "tasks", old, new)
    assert fast((folder / "tasks.yaml").read_text(encoding="utf-8")) is not None
    diagnostics = load(folder, "data", date(2021, 12, 31)).diagnostics
    assert [(error.file, error.line, error.column, error.code) for error in diagnostics] == [
        ("data/tasks.yaml", 24, 22, "A308")
    ]
