"""Laws of reading: whatever people do to the real files, every diagnostic has a place, no
file that lost or changed data passes in silence, and fix changes nothing else.

What a file says is found a second time without anju's own reader: by PyYAML's parser,
and by the JSON Schemas beside the data.
"""

from __future__ import annotations

import codecs
import importlib
import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anju_cli.diagnostics import has_errors
from anju_cli.model.schema import FILES
from anju_cli.storage.folders import FileKind
from anju_cli.validation.fixer import fix
from anju_cli.validation.loader import Given, Loaded, load
from tests.running import ROOT

jsonschema = importlib.import_module("jsonschema")  # its types are another package
TODAY = date(2021, 12, 31)
KINDS: tuple[FileKind, ...] = ("units", "tasks", "quotas")
REAL = {kind: (ROOT / "data" / f"{kind}.yaml").read_text(encoding="utf-8") for kind in KINDS}
FILLED = {
    "units": REAL["units"],
    "tasks": REAL["tasks"].replace(
        "        due: 2021-08-31\n",
        "        due: 2021-08-31\n        done: {on: 2021-08-30, note: 已完成，见网站}\n",
        1,
    ),
    "quotas": REAL["quotas"].replace(
        "published: {}\n",
        "published:\n"
        "  2021-05: {司法局: 18, 财政局: 25}\n"
        "  2021-06:\n"
        "    司法局: 20\n"
        "    财政局: 0\n",
    ),
}
"""The real files with something done and published, which they do not have yet."""
SCHEMAS = {
    kind: jsonschema.Draft202012Validator(
        json.loads((ROOT / "data" / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
    )
    for kind in KINDS
}
SIGNS = "ab1甲：:-—－[]{}［］，,、\"'“” \t　 #|>&*!?@%`·\u200b\u00a0\ufeff\u2028\x00２年号"
PASTED = ("- ", "name: ", "done: {on: 2021-06-30}", "targets:", "  司法局: 1", "<<<<<<< HEAD", "…")


# -- careless edits ----------------------------------------------------------


class Slip(NamedTuple):
    """Where somebody slips in a file: a line (from 0), a column, a sign at hand."""

    lines: list[str]
    at: int
    column: int
    sign: str

    @property
    def line(self) -> str:
        return self.lines[self.at]

    def with_lines(self, *lines: str, of: int = 1) -> list[str]:
        """The file with ``lines`` in place of ``of`` of its own."""
        return [*self.lines[: self.at], *lines, *self.lines[self.at + of :]]


def swap(slip: Slip) -> list[str]:
    other = (slip.at * 7 + slip.column) % len(slip.lines)
    lines = slip.with_lines(slip.lines[other])
    lines[other] = slip.line
    return lines


def break_in_two(slip: Slip) -> list[str]:
    rest = " " * (slip.column % 9) + slip.line[slip.column :]
    return slip.with_lines(slip.line[: slip.column], rest)


def join(slip: Slip) -> list[str]:
    return slip.with_lines("".join(line.strip() for line in slip.lines[slip.at :][:2]), of=2)


def paste(slip: Slip) -> list[str]:
    pasted = " " * (slip.column % 9) + PASTED[slip.column % len(PASTED)]
    return slip.with_lines(pasted, of=0)


def insert(slip: Slip) -> list[str]:
    return slip.with_lines(slip.line[: slip.column] + slip.sign + slip.line[slip.column :])


def mistype(slip: Slip) -> list[str]:
    return slip.with_lines(slip.line[: slip.column] + slip.sign + slip.line[slip.column + 1 :])


def remove(slip: Slip) -> list[str]:
    return slip.with_lines(slip.line[: slip.column] + slip.line[slip.column + 1 :])


def indent(slip: Slip) -> list[str]:
    return slip.with_lines((slip.sign if slip.sign.isspace() else "  ") + slip.line)


FULL_WIDTH = str.maketrans(":,-[]{}'", "：，－［］｛｝‘")
SLIPS: tuple[Callable[[Slip], list[str]], ...] = (
    *(swap, break_in_two, join, paste, insert, mistype, remove, indent),
    lambda slip: [*slip.lines[: slip.at], slip.line[: slip.column]],  # cut off
    lambda slip: slip.with_lines(slip.line, slip.line),
    lambda slip: slip.with_lines() or [""],
    lambda slip: slip.with_lines(slip.line.removeprefix(" ")),
    lambda slip: slip.with_lines(slip.line.translate(FULL_WIDTH)),
    lambda slip: slip.with_lines(re.sub(r"^( *)(?=[^\s#-])", r"\1- ", slip.line)),
    lambda slip: slip.with_lines(f"{slip.line[: slip.column]} #{slip.line[slip.column :]}"),
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[FileKind, str]:
    """One of the real files after a few careless edits."""
    kind = draw(st.sampled_from(KINDS))
    lines = REAL[kind].split("\n")
    first = next(at for at, line in enumerate(lines) if line and line[0] != "#")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(min(first, len(lines) - 1), len(lines) - 1))
        column = draw(st.integers(0, len(lines[at])))
        slip = Slip(lines, at, column, draw(st.sampled_from(SIGNS)))
        lines = draw(st.sampled_from(SLIPS))(slip)
    return kind, "\n".join(lines)


@st.composite
def encoded(draw: st.DrawFn) -> tuple[FileKind, bytes]:
    """An edited file in some encoding, now and then with a byte lost or changed."""
    kind, text = draw(edited())
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"]))
    text = draw(st.sampled_from([text, text.replace("\n", "\r\n"), text.replace("\n", "\r")]))
    data = text.encode(encoding, "replace")
    match draw(st.sampled_from(["whole", "cut", "lost", "changed", "two encodings"])):
        case "cut":
            data = data[: draw(st.integers(0, len(data)))]
        case "lost":
            at = draw(st.integers(0, len(data)))
            data = data[:at] + data[at + 1 :]
        case "changed":
            at = draw(st.integers(0, len(data)))
            data = data[:at] + draw(st.binary(min_size=1, max_size=2)) + data[at + 1 :]
        case "two encodings":
            data += "# 末行\n".encode("gbk")
        case _:
            pass
    return kind, data


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[FileKind, bytes], Loaded]:
    """Load the real plan with one file replaced."""
    folder = tmp_path_factory.mktemp("real") / "data"
    shutil.copytree(ROOT / "data", folder)

    def load_with(kind: FileKind, data: bytes) -> Loaded:
        return load(folder, "data", TODAY, {kind: Given(f"data/{kind}.yaml", data)})

    return load_with


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real plan with something done and published."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    folder.mkdir()
    for kind, text in FILLED.items():
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    assert load(folder, "data", TODAY).diagnostics == ()
    return folder


Read = Callable[[FileKind, bytes], Loaded]
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


# -- what is said of them ----------------------------------------------------


def text_of(data: bytes) -> str | None:
    """The text, if it is one that anju has no complaint of."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return None


def lines_of(text: str) -> list[str]:
    return re.split("\r\n|\r|\n", text)


def assert_places_are_in_the_file(loaded: Loaded, kind: FileKind, text: str | None) -> None:
    is_utf8 = not any(diagnostic.code == "A002" for diagnostic in loaded.diagnostics)
    for diagnostic in loaded.diagnostics:
        assert diagnostic.message and "\n" not in diagnostic.message + diagnostic.hint
        assert diagnostic.line >= 1
        assert 1 <= diagnostic.column <= len(diagnostic.excerpt) + 1
        if diagnostic.file == loaded.files[kind] and text is not None and is_utf8:
            assert diagnostic.excerpt == lines_of(text)[diagnostic.line - 1]


def what_is_read(loaded: Loaded) -> dict[str, Any]:
    """What each file says, to be compared."""
    assert loaded.plan is not None
    register, plan = loaded.plan.register, loaded.plan
    return {
        "units": (register.district, register.units, register.groups),
        "tasks": (
            plan.info,
            plan.sections,
            tuple(sorted(plan.tasks, key=lambda task: task.number)),
        ),
        "quotas": plan.quotas,
    }


def without_unseen_ends(loaded: Loaded, text: str) -> str:
    """The text less the ends of comments from an unseen character on: PyYAML may refuse that."""
    lines = lines_of(text)
    for each in loaded.diagnostics:
        if each.code == "A111" and each.severity == "warning":
            lines[each.line - 1] = lines[each.line - 1][: each.column - 1]
    return "\n".join(lines)


def assert_nothing_passed_in_silence(loaded: Loaded, kind: FileKind, text: str | None) -> None:
    """Where no error is found, PyYAML and the schema find none, and the plan is what they read."""
    assert (loaded.plan is None) == has_errors(loaded.diagnostics)
    if loaded.plan is None:
        return
    assert text is not None
    values = yaml.load(without_unseen_ends(loaded, text), yaml.BaseLoader)  # all stays text
    assert list(SCHEMAS[kind].iter_errors(values)) == []
    meant: Any = FILES[kind].model_validate(values)
    if kind == "units":
        meant = (meant.district, meant.units, meant.groups)
    elif kind == "tasks":
        tasks = tuple(sorted(meant.tasks, key=lambda task: task.number))
        meant = (meant.plan, meant.sections, tasks)
    assert what_is_read(loaded)[kind] == meant


@LAW
@given(edited())
def test_an_edited_file(read: Read, file: tuple[FileKind, str]) -> None:
    kind, text = file
    loaded = read(kind, text.encode())
    assert_places_are_in_the_file(loaded, kind, text.removeprefix("\ufeff"))
    assert_nothing_passed_in_silence(loaded, kind, text.removeprefix("\ufeff"))


@LAW
@given(encoded())
def test_an_edited_file_in_some_encoding(read: Read, file: tuple[FileKind, bytes]) -> None:
    kind, data = file
    loaded = read(kind, data)
    assert_places_are_in_the_file(loaded, kind, text_of(data))
    assert_nothing_passed_in_silence(loaded, kind, text_of(data))


# -- what is fixed in them --------------------------------------------------


@LAW
@given(encoded())
def test_fixing(read: Read, file: tuple[FileKind, bytes]) -> None:
    kind, data = file
    loaded = read(kind, data)
    fixed = fix(loaded, "data", TODAY)
    assert set(fixed.contents) <= {kind}
    new = fixed.contents.get(kind, data)
    # Once more changes nothing, and reading what was written finds what was foretold.
    again = fix(read(kind, new), "data", TODAY)
    assert again.contents == {}
    assert again.before.diagnostics == fixed.after.diagnostics
    # No line but those that were named has changed.
    is_recoded = any(diagnostic.code == "A002" for diagnostic in fixed.diagnostics)
    if (text := text_of(data)) is not None and new != data and not is_recoded:
        before, after = lines_of(text), lines_of(text_of(new) or "")
        assert len(before) == len(after)
        changed = {
            at for at, pair in enumerate(zip(before, after, strict=True), 1) if len({*pair}) > 1
        }
        assert changed <= {
            number for diagnostic in fixed.diagnostics for number, _ in diagnostic.edits
        }
        assert re.findall("\r\n|\r|\n", text) == re.findall("\r\n|\r|\n", text_of(new) or "")


COLONS = (
    "：",
    ":",
    "：：",
    "::",
    ":：",
    "： ",
    " ：",
    ": ：",
    ": : ",
    "﹕",
    "∶",
    ":\u3000",
    " :",
    ":\u00a0",
    "\u3000: ",
)
SIGNS_OF_LAYOUT: dict[str, tuple[str, ...]] = {
    r"(?<=[\w\"]): (?=\S)": (*COLONS, "；", ";", "=", "。", "、"),
    r"(?<=[\w\"]):$": ("：", "：：", "::", ":：", " ：", ":\u3000", ":。", ";", ""),
    r"^ +": ("\t", "\t\t", "\u3000", "\u3000\u3000", "\u00a0", "\u00a0\u00a0", " "),
    r", (?=\S)": ("，", "，，", ",，", "、", "；", ",", " ", "﹐", "､"),
    r"(?<= )- (?=\S)": ("-", "－", "— ", "· ", "-\u3000", "* ", "-- ", "－- ", "- － ", "＊ "),
    r"(?<=note: )\w+": ("［{}］", "｛{}｝", "`{}", "@{}", "note: {}"),
    r"(?<=\d)(?=\d+$)": (" #",),
    r"\[": ("［", "【", "（", "｛", ""),
    r"\]": ("］", "】", "）", "]]", "]。", ""),
    r"\{": ("｛", "（"),
    r"\}": ("｝", "）", "}}", ""),
    r"(?<= )\d+$": ("{}条", "{}.0", "0{}", "{}，", "{}。", "“{}”"),
    r"(?<=\d{4}-\d\d-\d)\d$|(?<=\d{4}-\d\d-)\d(?=\d$)|(?<=\d{4}-)\d(?=\d-\d\d$)": ("",),
    r"\d{4}-\d\d-\d\d$": ("{}。", "“{}”", "{}前"),
    r"\"": ("“", "”", "＂"),
    r"$": ("\u3000", "\u00a0", "。", "；", "\u200b"),
}


def places(text: str, pattern: str) -> list[tuple[int, re.Match[str]]]:
    """Where a sign stands in the lines of a text that are no comments."""
    return [
        (at, match)
        for at, line in enumerate(text.split("\n"))
        if line.strip() and line.lstrip()[0] != "#"
        for match in re.finditer(pattern, line)
    ]


SPOTS = [
    (kind, pattern, matches)
    for kind in KINDS
    for pattern in SIGNS_OF_LAYOUT
    if (matches := places(FILLED[kind], pattern))
]


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[FileKind, str]:
    """One of the real files with a sign of the layout, or a number, written otherwise."""
    kind, pattern, matches = draw(st.sampled_from(SPOTS))
    at, match = draw(st.sampled_from(matches))
    sign = draw(st.sampled_from(SIGNS_OF_LAYOUT[pattern])).replace("{}", match.group())
    lines = FILLED[kind].split("\n")
    lines[at] = lines[at][: match.start()] + sign + lines[at][match.end() :]
    return kind, "\n".join(lines)


@LAW
@given(misspelt())
def test_what_is_fixed_is_what_was_meant(filled: Path, file: tuple[FileKind, str]) -> None:
    """Where fix leaves no diagnostic, the file says what it said before it was spoilt."""
    kind, text = file
    given = {kind: Given(f"data/{kind}.yaml", text.encode())}
    fixed = fix(load(filled, "data", TODAY, given), "data", TODAY)
    if fixed.contents and not fixed.after.diagnostics:
        assert what_is_read(fixed.after) == what_is_read(load(filled, "data", TODAY))


def test_the_laws_are_about_the_real_files(read: Read) -> None:
    for kind in KINDS:
        loaded = read(kind, REAL[kind].encode())
        assert_nothing_passed_in_silence(loaded, kind, REAL[kind])
        assert loaded.diagnostics == ()


@pytest.mark.parametrize("silent", ["changed", "against the schema"])
def test_a_reader_that_keeps_silence_would_be_noticed(read: Read, silent: str) -> None:
    loaded = read("quotas", REAL["quotas"].encode())
    old, new = ("司法局: 210", "司法局: 211") if silent == "changed" else ("total:", "sum:")
    with pytest.raises(AssertionError):
        assert_nothing_passed_in_silence(loaded, "quotas", REAL["quotas"].replace(old, new))
